//! The answer of an action besides its value: the next page, the message there, the cookies.

use super::{FLASH_COOKIE, cookie};
use crate::{flash::Flash, request::Cx};
use axum::response::Response;
use cabildo_domain::AccountId;
use leptos::prelude::expect_context;
use std::sync::{Arc, Mutex, PoisonError};

/// The answer of an action besides its value.
#[derive(Clone, Default)]
pub struct Reply(Arc<Mutex<Answer>>);

/// A page that an action answers with, for a status.
type Shown = Box<dyn FnOnce(&Cx, u16) -> Response + Send>;

#[derive(Default)]
pub(super) struct Answer {
    pub(super) location: Option<String>,
    /// The page that shows the kept form.
    pub(super) shows_kept: Option<String>,
    pub(super) back: Option<String>,
    pub(super) typed: Vec<String>,
    pub(super) kept: bool,
    pub(super) shown: Option<Shown>,
    flash: Option<Flash>,
    /// The account that is signed in from now on, if the action changes that.
    signed_in: Option<Option<AccountId>>,
    pub(super) cookies: Vec<String>,
}

impl Answer {
    /// The cookie with the message for the next page, for the account that is signed in there.
    pub(super) fn flash_cookie(&self, cx: &Cx) -> Option<String> {
        let account = self.signed_in.unwrap_or_else(|| cx.viewer.account());
        let sealed = self.flash.as_ref()?.seal(&cx.service, account, cx.now);
        Some(cookie(
            FLASH_COOKIE,
            &sealed,
            Flash::SECONDS,
            cx.site.is_secure(),
        ))
    }
}

impl Reply {
    /// The reply of the current action.
    pub fn current() -> Self {
        expect_context::<Self>()
    }

    pub(super) fn change(&self, change: impl FnOnce(&mut Answer)) {
        change(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner));
    }

    /// Takes the whole answer and leaves an empty one.
    pub(super) fn take(&self) -> Answer {
        std::mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Goes to a path of ours afterwards.
    pub fn redirect(&self, path: impl Into<String>) {
        let path = path.into();
        self.change(|answer| answer.location = Some(path));
    }

    /// Goes to the page that shows the kept form, also when a program asks.
    pub(super) fn show_kept(&self, page: &str) {
        self.change(|answer| answer.shows_kept = Some(page.to_owned()));
    }

    /// Goes to a path of ours afterwards and shows a message there; an island shows it itself.
    pub fn redirect_with(&self, path: impl Into<String>, flash: &Flash) {
        self.redirect(path);
        let flash = flash.clone();
        self.change(|answer| answer.flash = Some(flash));
    }

    /// Sets a cookie; see [`cookie()`].
    pub fn set_cookie(&self, cookie: String) {
        self.change(|answer| answer.cookies.push(cookie));
    }

    /// Sets the account that is signed in from now on: the message for the next page is for this account.
    pub fn signs_in(&self, account: Option<AccountId>) {
        self.change(|answer| answer.signed_in = Some(account));
    }

    /// Shows a page instead of redirecting, with the status that the browser gets; the input is kept nowhere else.
    pub(crate) fn show(&self, page: impl FnOnce(&Cx, u16) -> Response + Send + 'static) {
        self.change(|answer| answer.shown = Some(Box::new(page)));
    }

    /// The texts that an error page gives back to be copied.
    pub fn typed(&self, texts: Vec<String>) {
        self.change(|answer| answer.typed = texts);
    }

    /// The page that an error page links back to.
    pub fn back(&self, path: &str) {
        self.change(|answer| answer.back = Some(path.to_owned()));
    }
}
