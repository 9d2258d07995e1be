//! The doors: `/sign-up` and `/log-in`. A door is also the answer to a form that was sent without a session; then it
//! carries the form along ([`Carried`]), also from the log-in to the sign-up and back, and stores it nowhere on the
//! way.

use super::{Again, refused};
use crate::{
    account::address as post,
    act::{Carried, Input, Posted, Reply, onward},
    document::{Meta, PageResult},
    request::Cx,
    t,
    ui::{
        field::{self, FormState, Text, error_summary_with_password},
        link,
    },
};
use axum::{
    extract::Query,
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Redirect, Response},
};
use cabildo_domain::{AccountId, Invalid, Refusal, address, limits};
use cabildo_service::form_state::KeptForm;
use leptos::prelude::*;

/// The value of `step` with which a door is only opened: no log-in is tried, and the input stays.
pub const OPEN: &str = "open";

/// The log-in or the sign-up, as it is shown.
#[derive(Clone, Default)]
pub struct Door {
    /// Whether it is the sign-up.
    is_sign_up: bool,
    /// The input, and the reason of a refusal.
    form: FormState,
    /// Where to go afterwards.
    back: String,
    /// The form that is carried along.
    carried: Option<Carried>,
    /// Texts that are too long to be carried, for copying.
    texts: Vec<String>,
    /// Whether it is the answer to a request that needs an account, rather than a page that somebody opened.
    is_answer: bool,
}

impl Door {
    /// The log-in as the answer to a request that needs an account, with the posted form.
    pub(crate) fn asked(cx: &Cx, back: Option<&str>, posted: Option<&Posted>) -> Self {
        let whole = posted.and_then(Carried::posted);
        let texts = match (&whole, posted) {
            (None, Some(posted)) => posted.texts(),
            _ => Vec::new(),
        };
        // An address to which forms are posted is not a page to come back to.
        let here = posted.is_none().then(|| cx.path_and_query.clone());
        let page = posted.and_then(Carried::page_of);
        let back = back.map(str::to_owned).or(page).or(here);
        Self {
            back: back.unwrap_or_default(),
            // A single button has nothing to carry along: returning to its page is enough.
            carried: whole.filter(Carried::has_text),
            texts,
            is_answer: true,
            ..Self::default()
        }
    }

    /// A door, as its form was posted.
    pub(crate) fn posted(is_sign_up: bool, back: &str, carried: &str) -> Self {
        Self {
            is_sign_up,
            back: back.to_owned(),
            carried: Carried::read(carried),
            ..Self::default()
        }
    }

    /// Whether it carries a form along.
    pub(crate) const fn carries(&self) -> bool {
        self.carried.is_some()
    }

    /// Adds the input and the reason of the refusal.
    pub(crate) fn refused(mut self, input: Input, refusal: Refusal) -> Self {
        let input = input.0;
        let refusal = Some(refusal);
        self.form = Some(KeptForm { input, refusal }).into();
        self
    }

    /// Adds the input of the other door.
    pub(crate) fn filled(mut self, input: Input) -> Self {
        self.form = FormState::filled(input.0);
        self
    }

    /// The page after signing in: the page of the carried form, where the form is filled in again, else the page the
    /// person came from.
    ///
    /// # Errors
    /// [`Refusal::Busy`] when the form could not be kept; its texts are given back.
    pub(crate) async fn leads_to(&self, cx: &Cx, account: AccountId) -> Result<String, Refusal> {
        let Some(carried) = &self.carried else {
            return Ok(onward(&self.back));
        };
        match carried.keep_for(cx, account).await {
            Ok(page) => Ok(page.unwrap_or_else(|| onward(&self.back))),
            Err(texts) => {
                Reply::current().typed(texts);
                Err(Refusal::Busy { seconds: 5 })
            }
        }
    }

    /// Answers the action with this door.
    pub(crate) fn show(self) {
        Reply::current().show(move |cx, status| self.page(cx, status));
    }

    /// The page.
    pub(crate) fn page(self, cx: &Cx, status: u16) -> Response {
        let title = if self.is_sign_up {
            t!(cx, "sign-up-title")
        } else {
            t!(cx, "log-in-title")
        };
        let meta = Meta {
            title: title.clone(),
            private: true,
            ..Meta::default()
        };
        let wait = match self.form.refusal() {
            Some(Refusal::TooFast { seconds } | Refusal::Busy { seconds }) => Some(*seconds),
            _ => None,
        };
        let holds_text = self.carries() || !self.texts.is_empty() || self.form.refusal().is_some();
        let mut page = cx.page(meta, || {
            if self.is_sign_up {
                self.sign_up(cx, title)
            } else {
                self.log_in(cx, title)
            }
        });
        *page.status_mut() = StatusCode::from_u16(status).unwrap_or(StatusCode::UNAUTHORIZED);
        let headers = page.headers_mut();
        if holds_text || status != 200 {
            headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        }
        if let Some(seconds) = wait {
            headers.insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        page
    }

    fn log_in(&self, cx: &Cx, title: String) -> AnyView {
        let email = email(cx, "username");
        let password = Text::line("password", t!(cx, "account-password"), limits::PASSWORD)
            .kind("password", "current-password");
        let labels = [
            ("email", email.label.clone()),
            ("password", password.label.clone()),
        ];
        // A button in a consultation led here, so say why an account is needed.
        let is_sent = address::consultation_of(&self.back).is_some();
        let why = if is_sent {
            Some(t!(cx, "log-in-to-take-part"))
        } else {
            self.is_answer.then(|| t!(cx, "refusal-sign-in"))
        };
        let why = why.map(|why| view! { <p class="lead">{why}</p> });
        view! {
            <div class="narrow stack">
                {error_summary_with_password(cx, &self.form, &labels)}
                <header class="page-header"><h1>{title}</h1>{why}</header>
                {self.along(cx)}
                {(is_sent && !self.carries()).then(|| self.other(cx))}
                <form method="post" action=post::LOG_IN class="form">
                    {self.hidden()}
                    {email.view(cx, &self.form)}
                    {password.view(cx, &self.form)}
                    <div class="actions"><button class="primary">{t!(cx, "nav-log-in")}</button></div>
                    {self.carries().then(|| self.other_with_form(cx))}
                </form>
                {(!is_sent && !self.carries()).then(|| self.other(cx))}
                <p class="hint">{t!(cx, "log-in-forgotten")}</p>
            </div>
        }
        .into_any()
    }

    fn sign_up(&self, cx: &Cx, title: String) -> AnyView {
        let name = Text::line("display_name", t!(cx, "account-name"), limits::DISPLAY_NAME)
            .hint(t!(cx, "account-name-hint"))
            .kind("text", "nickname");
        let email = email(cx, "email").hint(t!(cx, "sign-up-email-hint"));
        let password = Text::line("password", t!(cx, "account-password"), limits::PASSWORD)
            .hint(t!(
                cx,
                "account-password-hint",
                min = limits::PASSWORD.min as i64
            ))
            .kind("password", "new-password");
        let labels = [
            ("email", email.label.clone()),
            ("display_name", name.label.clone()),
            ("password", password.label.clone()),
        ];
        view! {
            <div class="narrow stack">
                {error_summary_with_password(cx, &self.form, &labels)}
                <header class="page-header"><h1>{title}</h1><p class="lead">{t!(cx, "sign-up-lead")}</p></header>
                {self.along(cx)}
                <form method="post" action=post::SIGN_UP class="form">
                    <p class="cost">{t!(cx, "sign-up-cost")}</p>
                    {self.hidden()}
                    {name.view(cx, &self.form)}
                    {email.view(cx, &self.form)}
                    {has_account(&self.form).then(|| self.known_address(cx))}
                    {password.view(cx, &self.form)}
                    <div class="visually-hidden" aria-hidden="true">
                        <label for="website">{t!(cx, "sign-up-trap")}</label>
                        <input id="website" name="website" tabindex="-1" autocomplete="off" />
                    </div>
                    <div class="actions"><button class="primary">{t!(cx, "sign-up-act")}</button></div>
                    {self.carries().then(|| self.other_with_form(cx))}
                </form>
                {(!self.carries()).then(|| self.other(cx))}
                <p class="hint">{t!(cx, "sign-up-data")} " " <a href=address::ABOUT>{t!(cx, "nav-about")}</a></p>
            </div>
        }
        .into_any()
    }

    /// The link from sign-up to log-in for an address that has an account. The log-in finds the address in the kept
    /// form, because in the link it would appear in histories and logs; a carried form is carried on.
    fn known_address(&self, cx: &Cx) -> AnyView {
        if self.carries() {
            return view! { <p>{t!(cx, "sign-up-known")}</p> {self.other_with_form(cx)} }
                .into_any();
        }
        let href = link::with_query(address::LOG_IN, &[("known", "1"), ("back", &self.back)]);
        view! {
            <p>
                {t!(cx, "sign-up-known")} " " <a id="known-address" href=href>{t!(cx, "sign-up-known-act")}</a>
            </p>
        }
        .into_any()
    }

    /// The hidden fields of a door.
    fn hidden(&self) -> AnyView {
        view! {
            <input type="hidden" name="back" value=self.back.clone() />
            {self.carried.as_ref().map(Carried::field)}
        }
        .into_any()
    }

    /// Says that the input is carried along, or gives it back for copying.
    fn along(&self, cx: &Cx) -> AnyView {
        let is_along = self.carried.as_ref().is_some_and(Carried::has_text);
        let says = is_along.then(|| view! { <p>{t!(cx, "log-in-carried")}</p> });
        let copy = (!self.texts.is_empty()).then(|| view! { <p>{t!(cx, "log-in-copy")}</p> });
        let texts = self.texts.iter().cloned();
        let texts: Vec<_> = texts
            .map(|text| field::kept_text(t!(cx, "field-kept"), text))
            .collect();
        view! { {says} {copy} {texts} }.into_any()
    }

    /// The sentence before the link to the other door, and the link's text.
    fn other_words(&self, cx: &Cx) -> (String, String) {
        if self.is_sign_up {
            (t!(cx, "sign-up-have-account"), t!(cx, "nav-log-in"))
        } else {
            (t!(cx, "log-in-no-account"), t!(cx, "nav-sign-up"))
        }
    }

    /// The link to the other door.
    fn other(&self, cx: &Cx) -> AnyView {
        let (words, name) = self.other_words(cx);
        let path = if self.is_sign_up {
            address::LOG_IN
        } else {
            address::SIGN_UP
        };
        view! { <p>{words} " " <a href=link::with_query(path, &[("back", &self.back)])>{name}</a></p> }.into_any()
    }

    /// The link to the other door for a carried form: a button, because a link would lose the form.
    fn other_with_form(&self, cx: &Cx) -> AnyView {
        let (words, name) = self.other_words(cx);
        let path = if self.is_sign_up {
            post::LOG_IN
        } else {
            post::SIGN_UP
        };
        view! {
            <p>
                {words} " "
                <button class="link" formaction=path formnovalidate name="step" value=OPEN>{name}</button>
            </p>
        }
        .into_any()
    }
}

/// The door whose own form was posted too fast: the input stays, except the password.
pub(crate) fn again(cx: &Cx, posted: &Posted, refusal: &Refusal) -> Response {
    let is_sign_up = posted.action() == post::SIGN_UP;
    let input = Input::posted(posted.fields());
    let door = Door::posted(is_sign_up, input.get("back"), input.get(Carried::FIELD));
    door.refused(input, refusal.clone())
        .page(cx, refusal.status())
}

fn email(cx: &Cx, token: &'static str) -> Text {
    Text::line("email", t!(cx, "account-email"), limits::EMAIL).kind("email", token)
}

pub(super) async fn sign_up(cx: Cx, Query(query): Query<Again>) -> PageResult {
    if cx.viewer.account().is_some() {
        return Ok(Redirect::to(&onward(&query.back)).into_response());
    }
    let door = Door {
        is_sign_up: true,
        form: refused(&cx, post::SIGN_UP_KEPT_AS, !query.again.is_empty()).await?,
        back: query.back,
        ..Door::default()
    };
    Ok(door.page(&cx, 200))
}

pub(super) async fn log_in(cx: Cx, Query(query): Query<Again>) -> PageResult {
    if cx.viewer.account().is_some() {
        return Ok(Redirect::to(&onward(&query.back)).into_response());
    }
    let mut door = Door {
        back: query.back,
        ..Door::default()
    };
    if !query.known.is_empty() {
        let signing_up = refused(&cx, post::SIGN_UP_KEPT_AS, true).await?;
        let typed = signing_up.value("email", "");
        door.form = FormState::filled([("email".to_owned(), typed)].into());
    }
    Ok(door.page(&cx, 200))
}

/// Whether sign-up was refused because the address has an account.
fn has_account(form: &FormState) -> bool {
    match form.refusal() {
        Some(Refusal::Invalid { fields }) => {
            fields.all_of("email").any(|why| *why == Invalid::Taken)
        }
        _ => false,
    }
}
