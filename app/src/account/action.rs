//! The server functions of accounts. Passwords are separate arguments and never kept in a refused form.

use crate::error::AppError;
use leptos::prelude::*;

/// Creates an account and signs in; `website` is a field that people do not see.
///
/// # Errors
/// [`AppError`] with every field's error, or when there were too many sign-ups.
#[server(prefix = "/act", endpoint = "sign-up")]
pub async fn sign_up(
    #[server(default)] email: String,
    #[server(default)] display_name: String,
    #[server(default)] password: String,
    #[server(default)] website: String,
    #[server(default)] back: String,
    #[server(default)] carried: String,
    #[server(default)] step: String,
) -> Result<(), AppError> {
    use super::{
        address as post,
        page::door::{Door, OPEN},
    };
    use crate::{
        act::{self, Input, Reply},
        flash::Flash,
        request::Cx,
        ui::link,
    };
    use cabildo_domain::{Refusal, address};
    let cx = Cx::current();
    let door = Door::posted(true, &back, &carried);
    let locale = cx.locale.tag().to_owned();
    let form = cabildo_service::account::SignUpForm {
        email,
        display_name,
        password,
        locale,
        website,
    };
    let input = Input::of(&form);
    if step == OPEN {
        door.filled(input).show();
        return Ok(());
    }
    match cx.service.sign_up(form, &cx.origin).await {
        Ok(signed_in) => {
            act::forget(&cx, post::SIGN_UP_KEPT_AS).await;
            keep_session(&cx, &signed_in);
            let onward = door.leads_to(&cx, signed_in.account).await?;
            Reply::current().redirect_with(&cx, onward, &Flash::success("signed-up"));
            Ok(())
        }
        Err(error) => {
            let refusal = error.into_refusal();
            if matches!(refusal, Refusal::Invalid { .. }) && !door.carries() {
                let page = link::with_query(address::SIGN_UP, &[("again", "1"), ("back", &back)]);
                return act::refuse(&cx, post::SIGN_UP_KEPT_AS, &page, input, refusal).await;
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
    #[server(default)] email: String,
    #[server(default)] password: String,
    #[server(default)] back: String,
    #[server(default)] carried: String,
    #[server(default)] step: String,
) -> Result<(), AppError> {
    use super::{
        address as post,
        page::door::{Door, OPEN},
    };
    use crate::{
        act::{self, Input, LOCALE_COOKIE, Reply},
        flash::Flash,
        request::Cx,
    };
    let cx = Cx::current();
    let door = Door::posted(false, &back, &carried);
    let form = cabildo_service::account::LogInForm { email, password };
    let input = Input::of(&form);
    if step == OPEN {
        door.filled(input).show();
        return Ok(());
    }
    match cx
        .service
        .log_in(form, &cx.origin, cx.session_token.as_deref())
        .await
    {
        Ok(signed_in) => {
            // The kept sign-up form may have led here; it is no longer needed.
            act::forget(&cx, post::SIGN_UP_KEPT_AS).await;
            keep_session(&cx, &signed_in);
            // The account's language replaces the one chosen as a visitor.
            let tag = signed_in.locale.tag();
            Reply::current().set_cookie(act::cookie(
                LOCALE_COOKIE,
                tag,
                31_536_000,
                cx.site.is_secure(),
            ));
            let onward = door.leads_to(&cx, signed_in.account).await?;
            Reply::current().redirect_with(&cx, onward, &Flash::success("logged-in"));
            Ok(())
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
    use crate::{act::Reply, flash::Flash, request::Cx};
    use cabildo_domain::address;
    let cx = Cx::current();
    if let Ok(resident) = cx.viewer.resident() {
        cx.service.log_out(resident).await?;
    }
    leave(&cx);
    Reply::current().redirect_with(&cx, address::HOME, &Flash::info("logged-out"));
    Ok(())
}

/// Changes the name people see and the language.
///
/// # Errors
/// [`AppError`] with every field's error.
#[server(prefix = "/act", endpoint = "account/profile")]
pub async fn change_profile(
    #[server(default)] display_name: String,
    #[server(default)] locale: String,
) -> Result<(), AppError> {
    use super::address as post;
    use crate::{
        act::{self, Input, LOCALE_COOKIE, Reply},
        flash::Flash,
        request::Cx,
        ui::link,
    };
    use cabildo_domain::address;
    let cx = Cx::current();
    let form = cabildo_service::account::ProfileForm {
        display_name,
        locale,
    };
    let (input, tag) = (Input::of(&form), form.locale.clone());
    match cx.service.change_profile(cx.viewer.resident()?, form).await {
        Ok(()) => {
            act::forget(&cx, post::PROFILE_KEPT_AS).await;
            Reply::current().set_cookie(act::cookie(
                LOCALE_COOKIE,
                &tag,
                31_536_000,
                cx.site.is_secure(),
            ));
            Reply::current().redirect_with(&cx, address::ACCOUNT, &Flash::success("profile-saved"));
            Ok(())
        }
        Err(error) => {
            act::refuse(
                &cx,
                post::PROFILE_KEPT_AS,
                &link::with_query(address::ACCOUNT, &[("again", "profile")]),
                input,
                error,
            )
            .await
        }
    }
}

/// Changes the password; every other session ends, and this one gets another token.
///
/// # Errors
/// [`AppError`] when the current password is wrong or the new one is not accepted.
#[server(prefix = "/act", endpoint = "account/password")]
pub async fn change_password(
    #[server(default)] current: String,
    #[server(default)] new: String,
) -> Result<(), AppError> {
    use super::address as post;
    use crate::{
        act::{self, Input, Reply},
        flash::Flash,
        request::Cx,
        ui::link,
    };
    use cabildo_domain::address;
    let cx = Cx::current();
    let form = cabildo_service::account::ChangePasswordForm { current, new };
    match cx
        .service
        .change_password(cx.viewer.resident()?, form)
        .await
    {
        Ok(renewed) => {
            act::forget(&cx, post::PASSWORD_KEPT_AS).await;
            keep_token(&cx, &renewed.token, renewed.lives);
            Reply::current().redirect_with(
                &cx,
                address::ACCOUNT,
                &Flash::success("password-changed"),
            );
            Ok(())
        }
        Err(error) => {
            act::refuse(
                &cx,
                post::PASSWORD_KEPT_AS,
                &link::with_query(address::ACCOUNT, &[("again", "password")]),
                Input::default(),
                error,
            )
            .await
        }
    }
}

/// Ends one of one's own sessions. A second press gives the same message.
///
/// # Errors
/// [`AppError`] when not signed in, or when `id` is not a session's id.
#[server(prefix = "/act", endpoint = "account/session/end")]
pub async fn end_session(id: String) -> Result<(), AppError> {
    use crate::{act::Reply, flash::Flash, request::Cx};
    use cabildo_domain::{Refusal, SessionId, address};
    let cx = Cx::current();
    let id: SessionId = id.parse().map_err(|_| Refusal::NotFound)?;
    cx.service.revoke_session(cx.viewer.resident()?, id).await?;
    Reply::current().redirect_with(&cx, address::ACCOUNT, &Flash::success("session-ended"));
    Ok(())
}

/// Ends all of one's own sessions but this one.
///
/// # Errors
/// [`AppError`] when not signed in.
#[server(prefix = "/act", endpoint = "account/session/end-others")]
pub async fn end_other_sessions() -> Result<(), AppError> {
    use crate::{act::Reply, flash::Flash, request::Cx};
    use cabildo_domain::address;
    let cx = Cx::current();
    cx.service
        .revoke_other_sessions(cx.viewer.resident()?)
        .await?;
    Reply::current().redirect_with(&cx, address::ACCOUNT, &Flash::success("sessions-ended"));
    Ok(())
}

/// Erases one's own account for good.
///
/// # Errors
/// [`AppError`] without the confirmation, with a wrong password, or for the last administrator.
#[server(prefix = "/act", endpoint = "account/erase")]
pub async fn erase_account(
    #[server(default)] password: String,
    #[server(default)] confirm: String,
) -> Result<(), AppError> {
    use super::address as post;
    use crate::{
        act::{self, Input, Reply},
        flash::Flash,
        request::Cx,
        ui::link,
    };
    use cabildo_domain::address;
    let cx = Cx::current();
    let form = cabildo_service::account::EraseForm { password, confirm };
    let input = Input::of(&form);
    match cx.service.erase_account(cx.viewer.resident()?, form).await {
        Ok(()) => {
            leave(&cx);
            Reply::current().redirect_with(&cx, address::HOME, &Flash::success("erased"));
            Ok(())
        }
        Err(error) => {
            let page = link::with_query(address::ACCOUNT_ERASE, &[("again", "1")]);
            act::refuse(&cx, post::ERASE_KEPT_AS, &page, input, error).await
        }
    }
}

#[cfg(feature = "ssr")]
fn keep_session(cx: &crate::request::Cx, signed_in: &cabildo_service::session::SignedIn) {
    crate::act::Reply::current().signs_in(Some(signed_in.account));
    keep_token(cx, &signed_in.token, signed_in.lives);
    crate::act::Reply::current().set_cookie(super::browser::kept(cx, signed_in));
}

/// Sends the browser the new token of its session.
#[cfg(feature = "ssr")]
fn keep_token(
    cx: &crate::request::Cx,
    token: &cabildo_service::session::SessionToken,
    lives: cabildo_domain::time::Span,
) {
    use crate::act::{Reply, cookie, session_cookie};
    let secure = cx.site.is_secure();
    Reply::current().set_cookie(cookie(
        session_cookie(secure),
        token.expose(),
        lives.as_seconds(),
        secure,
    ));
}

/// Makes the browser forget its session and the secret of its refused forms.
#[cfg(feature = "ssr")]
fn leave(cx: &crate::request::Cx) {
    use crate::act::{FORM_COOKIE, Reply, cookie, session_cookie};
    let secure = cx.site.is_secure();
    Reply::current().signs_in(None);
    Reply::current().set_cookie(cookie(session_cookie(secure), "", 0, secure));
    Reply::current().set_cookie(cookie(FORM_COOKIE, "", 0, secure));
}
