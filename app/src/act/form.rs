//! A form on its way to a use-case. An action says which form it is, which use-case it calls, where to go afterwards
//! and with which message; this file decides what happens to the input.

use super::{Input, Reply, form_key};
use crate::{error::AppError, flash::Flash, request::Cx};
use cabildo_domain::{Refusal, refusal::Need};
use cabildo_service::{Error, form_state::Typist};
use serde::Serialize;
use std::borrow::Cow;

/// A posted form.
pub struct Form<'a> {
    cx: &'a Cx,
    name: Cow<'a, str>,
    page: Cow<'a, str>,
    input: Input,
}

impl<'a> Form<'a> {
    /// The form with this content. It is filled in on `page`, and kept under `name` when it is refused.
    pub fn new(
        cx: &'a Cx,
        name: impl Into<Cow<'a, str>>,
        page: impl Into<Cow<'a, str>>,
        content: &impl Serialize,
    ) -> Self {
        Self {
            cx,
            name: name.into(),
            page: page.into(),
            input: Input::of(content),
        }
    }

    /// The name under which it is kept.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The input, as it would be kept.
    pub const fn input(&self) -> &Input {
        &self.input
    }

    /// Keeps another value in a field than the posted one.
    #[must_use]
    pub fn with(mut self, field: &str, value: impl Into<String>) -> Self {
        self.input = self.input.with(field, value);
        self
    }

    /// Runs the use-case to which the form is sent. A form that it accepts is no longer kept.
    ///
    /// # Errors
    /// The refusal; see [`Form::refuse`].
    pub async fn run<T>(
        &self,
        use_case: impl Future<Output = Result<T, Error>>,
    ) -> Result<T, AppError> {
        let value = self.check(use_case).await?;
        self.forget().await;
        Ok(value)
    }

    /// Runs something that checks the form and changes nothing, so a kept form stays.
    ///
    /// # Errors
    /// The refusal; see [`Form::refuse`].
    pub async fn check<T>(
        &self,
        check: impl Future<Output = Result<T, Error>>,
    ) -> Result<T, AppError> {
        match check.await {
            Ok(value) => Ok(value),
            Err(error) => Err(self.refuse(error).await),
        }
    }

    /// Forgets the kept form.
    pub async fn forget(&self) {
        forget(self.cx, &self.name).await;
    }

    /// Keeps the input and shows the form's page with it: nothing is wrong, and nothing was done yet. Programs are sent
    /// to that page as well.
    ///
    /// # Errors
    /// The reason why the input cannot be kept, without which there is nothing to show.
    pub async fn keep_and_show(&self) -> Result<(), AppError> {
        match self.keep(None).await {
            Ok(()) => {
                Reply::current().show_kept(&self.page);
                Ok(())
            }
            Err(error) => Err(self.refuse(error).await),
        }
    }

    /// Refuses the form: keeps the input, and sends the browser back to the form's page, where [`Cx::kept`] finds it.
    /// A refusal that is not about the form's content (not found, forbidden, too fast, busy) becomes an error page with
    /// a link back and the texts to copy, because the form may be gone; the input is kept all the same. A form without
    /// a session, or one that comes too fast, is kept nowhere: its answer contains the form.
    ///
    /// Returns the refusal, which [`handle`](super::handle) turns into a page or JSON.
    pub async fn refuse(&self, error: impl Into<Error>) -> AppError {
        let refusal = error.into().into_refusal();
        let reply = Reply::current();
        reply.back(&self.page);
        if is_kept_nowhere(&refusal) {
            return AppError(refusal);
        }
        let is_kept = self.keep(Some(&refusal)).await.is_ok();
        if is_about_the_form(&refusal) && is_kept {
            reply.redirect(&*self.page);
        } else {
            reply.change(|answer| answer.kept = is_kept && !self.input.0.is_empty());
            reply.typed(self.input.texts());
        }
        AppError(refusal)
    }

    /// Keeps the input, with the reason if the form is refused.
    async fn keep(&self, refusal: Option<&Refusal>) -> Result<(), Error> {
        let (cx, form) = (self.cx, &*self.name);
        let typist = match cx.viewer.account() {
            Some(account) => Typist::Account(account),
            None => Typist::Visitor(cx.origin.address),
        };
        cx.service
            .kept_forms()
            .keep(&form_key(cx), form, typist, &self.input.0, refusal)
            .await
            .inspect_err(|error| tracing::error!(?error, form, "a form could not be kept"))
    }
}

/// Forgets the form that is kept under this name.
pub async fn forget(cx: &Cx, form: &str) {
    if let Some(key) = &cx.form_key
        && let Err(error) = cx.service.kept_forms().forget(key, form).await
    {
        tracing::warn!(?error, form, "a kept form could not be dropped");
    }
}

/// Ends an action: goes to a path of ours and shows a message there.
pub fn done(path: impl Into<String>, flash: &Flash) -> Result<(), AppError> {
    Reply::current().redirect_with(path, flash);
    Ok(())
}

/// Whether the refusal is shown on the form's page, above the form.
const fn is_about_the_form(refusal: &Refusal) -> bool {
    matches!(
        refusal,
        Refusal::Invalid { .. }
            | Refusal::Outdated { .. }
            | Refusal::Closed { .. }
            | Refusal::Enough { .. }
            | Refusal::WrongCredentials
            // The form's page first asks the question that must be answered.
            | Refusal::Forbidden {
                need: Need::GuestSettled,
            }
    )
}

/// Whether the answer to this refusal contains the form itself, so that nothing has to be stored.
pub(super) const fn is_kept_nowhere(refusal: &Refusal) -> bool {
    matches!(
        refusal,
        Refusal::SignInRequired | Refusal::TooFast { .. } | Refusal::Busy { .. }
    )
}
