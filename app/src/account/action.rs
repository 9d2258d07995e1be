//! The server functions of accounts. A password is a secret of its form, so it is never kept.

use super::{
    address as post, browser,
    page::door::{Door, OPEN},
};
use crate::{
    act::{self, FORM_COOKIE, Form, Input, LOCALE_COOKIE, Reply, session_cookie},
    error::AppError,
    flash::Flash,
    request::Cx,
    ui::link::with_query,
};
use cabildo_domain::{Refusal, SessionId, address, time::Span};
use cabildo_service::{
    account::{ChangePasswordForm, EraseForm, LogInForm, ProfileForm, SignUpForm},
    session::{SessionToken, SignedIn},
};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// The fields that the log-in and the sign-up share: where to go afterwards, the form that is carried along, the step.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Onward {
    back: String,
    carried: String,
    step: String,
}

/// Creates an account and signs in; `website` is a field that people do not see.
///
/// # Errors
/// [`AppError`] with every field's error, or when there were too many sign-ups.
#[server(prefix = "/act", endpoint = "sign-up")]
pub async fn sign_up(
    #[server(flatten)] form: SignUpForm,
    #[server(flatten)] onward: Onward,
) -> Result<(), AppError> {
    let cx = Cx::current();
    let door = Door::posted(true, &onward.back, &onward.carried);
    let locale = cx.locale.tag().to_owned();
    let form = SignUpForm { locale, ..form };
    let input = Input::of(&form);
    if onward.step == OPEN {
        door.filled(input).show();
        return Ok(());
    }
    let back = [("again", "1"), ("back", &*onward.back)];
    let page = with_query(address::SIGN_UP, &back);
    let posted = Form::new(&cx, post::SIGN_UP_KEPT_AS, page, &form);
    match cx.service.accounts().sign_up(form, &cx.origin).await {
        Ok(signed_in) => {
            posted.forget().await;
            keep_session(&cx, &signed_in);
            let onward = door.leads_to(&cx, signed_in.account).await?;
            act::done(onward, &Flash::success("signed-up"))
        }
        Err(error) => {
            let refusal = error.into_refusal();
            if matches!(refusal, Refusal::Invalid { .. }) && !door.carries() {
                return Err(posted.refuse(refusal).await);
            }
            door.refused(input, refusal.clone()).show();
            Err(AppError(refusal))
        }
    }
}

/// Signs in; the earlier session of the browser ends. A refused log-in is answered with its own form and stored
/// nowhere, because nobody is signed in yet.
///
/// # Errors
/// [`AppError`] when address and password do not fit, or after too many tries.
#[server(prefix = "/act", endpoint = "log-in")]
pub async fn log_in(
    #[server(flatten)] form: LogInForm,
    #[server(flatten)] onward: Onward,
) -> Result<(), AppError> {
    let cx = Cx::current();
    let door = Door::posted(false, &onward.back, &onward.carried);
    let input = Input::of(&form);
    if onward.step == OPEN {
        door.filled(input).show();
        return Ok(());
    }
    let earlier = cx.session_token.as_deref();
    match cx
        .service
        .accounts()
        .log_in(form, &cx.origin, earlier)
        .await
    {
        Ok(signed_in) => {
            // The kept sign-up form may have led here; it is no longer needed.
            act::forget(&cx, post::SIGN_UP_KEPT_AS).await;
            keep_session(&cx, &signed_in);
            // The account's language replaces the one chosen as a visitor.
            keep_locale(&cx, signed_in.locale.tag());
            let onward = door.leads_to(&cx, signed_in.account).await?;
            act::done(onward, &Flash::success("logged-in"))
        }
        Err(error) => {
            let refusal = error.into_refusal();
            door.refused(input, refusal.clone()).show();
            Err(AppError(refusal))
        }
    }
}

/// Ends the session, and forgets the input of refused forms, because the computer may be shared.
///
/// # Errors
/// [`AppError`] when the session cannot be ended.
#[server(prefix = "/act", endpoint = "log-out")]
pub async fn log_out() -> Result<(), AppError> {
    let cx = Cx::current();
    if let Ok(resident) = cx.viewer.resident() {
        cx.service.sessions().log_out(resident).await?;
    }
    leave(&cx);
    act::done(address::HOME, &Flash::info("logged-out"))
}

/// Changes the name people see and the language.
///
/// # Errors
/// [`AppError`] with every field's error.
#[server(prefix = "/act", endpoint = "account/profile")]
pub async fn change_profile(#[server(flatten)] form: ProfileForm) -> Result<(), AppError> {
    let cx = Cx::current();
    let page = with_query(address::ACCOUNT, &[("again", "profile")]);
    let posted = Form::new(&cx, post::PROFILE_KEPT_AS, page, &form);
    let tag = form.locale.clone();
    let resident = cx.viewer.resident()?;
    posted
        .run(cx.service.accounts().change_profile(resident, form))
        .await?;
    keep_locale(&cx, &tag);
    act::done(address::ACCOUNT, &Flash::success("profile-saved"))
}

/// Changes the password; every other session ends, and this one gets another token.
///
/// # Errors
/// [`AppError`] when the current password is wrong or the new one is not accepted.
#[server(prefix = "/act", endpoint = "account/password")]
pub async fn change_password(#[server(flatten)] form: ChangePasswordForm) -> Result<(), AppError> {
    let cx = Cx::current();
    let page = with_query(address::ACCOUNT, &[("again", "password")]);
    let posted = Form::new(&cx, post::PASSWORD_KEPT_AS, page, &form);
    let resident = cx.viewer.resident()?;
    let renewed = posted
        .run(cx.service.accounts().change_password(resident, form))
        .await?;
    keep_token(&cx, &renewed.token, renewed.lives);
    act::done(address::ACCOUNT, &Flash::success("password-changed"))
}

/// Ends one of one's own sessions. A second press gives the same message.
///
/// # Errors
/// [`AppError`] when not signed in, or when `id` is not a session's id.
#[server(prefix = "/act", endpoint = "account/session/end")]
pub async fn end_session(id: String) -> Result<(), AppError> {
    let cx = Cx::current();
    let id: SessionId = id.parse().map_err(|_| Refusal::NotFound)?;
    cx.service
        .sessions()
        .revoke(cx.viewer.resident()?, id)
        .await?;
    act::done(address::ACCOUNT, &Flash::success("session-ended"))
}

/// Ends all of one's own sessions but this one.
///
/// # Errors
/// [`AppError`] when not signed in.
#[server(prefix = "/act", endpoint = "account/session/end-others")]
pub async fn end_other_sessions() -> Result<(), AppError> {
    let cx = Cx::current();
    let resident = cx.viewer.resident()?;
    cx.service.sessions().revoke_others(resident).await?;
    act::done(address::ACCOUNT, &Flash::success("sessions-ended"))
}

/// Erases one's own account for good.
///
/// # Errors
/// [`AppError`] without the confirmation, with a wrong password, or for the last administrator.
#[server(prefix = "/act", endpoint = "account/erase")]
pub async fn erase_account(#[server(flatten)] form: EraseForm) -> Result<(), AppError> {
    let cx = Cx::current();
    let page = with_query(address::ACCOUNT_ERASE, &[("again", "1")]);
    let posted = Form::new(&cx, post::ERASE_KEPT_AS, page, &form);
    let resident = cx.viewer.resident()?;
    // The erasure forgets the kept forms of the account as well.
    posted
        .check(cx.service.accounts().erase(resident, form))
        .await?;
    leave(&cx);
    act::done(address::HOME, &Flash::success("erased"))
}

fn keep_session(cx: &Cx, signed_in: &SignedIn) {
    Reply::current().signs_in(Some(signed_in.account));
    keep_token(cx, &signed_in.token, signed_in.lives);
    Reply::current().set_cookie(browser::kept(cx, signed_in));
}

/// Sends the browser the new token of its session.
fn keep_token(cx: &Cx, token: &SessionToken, lives: Span) {
    let secure = cx.site.is_secure();
    Reply::current().set_cookie(act::cookie(
        session_cookie(secure),
        token.expose(),
        lives.as_seconds(),
        secure,
    ));
}

/// Makes the browser forget its session and the secret of its refused forms.
fn leave(cx: &Cx) {
    let secure = cx.site.is_secure();
    Reply::current().signs_in(None);
    Reply::current().set_cookie(act::cookie(session_cookie(secure), "", 0, secure));
    Reply::current().set_cookie(act::cookie(FORM_COOKIE, "", 0, secure));
}

/// Makes the browser ask for pages in this language.
fn keep_locale(cx: &Cx, tag: &str) {
    let secure = cx.site.is_secure();
    Reply::current().set_cookie(act::cookie(LOCALE_COOKIE, tag, 31_536_000, secure));
}
