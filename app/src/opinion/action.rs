//! Answering statements, adding one, joining by an invitation.

use crate::{
    error::AppError,
    ui::fragment::{AsFragment, Fragment},
};
use leptos::prelude::*;
use server_fn::codec::GetUrl;

/// Answers a statement, or changes the answer (`before` is the earlier one). An island, which sets `live`, gets the
/// next statement.
///
/// # Errors
/// [`AppError`] with the refusal.
#[server(prefix = "/act", endpoint = "opinion/vote", output = AsFragment)]
pub async fn answer_statement(
    slug: String,
    number: i64,
    #[server(default)] answer: String,
    #[server(default)] before: String,
    #[server(default)] live: bool,
) -> Result<Fragment, AppError> {
    use super::{address as post, caller, guest, piece};
    use crate::{act::Reply, flash::Flash, param, request::Cx};
    use cabildo_domain::{Refusal, address, opinion::Answer};
    let cx = Cx::current();
    let slug = param::slug(&slug)?;
    let path = address::opinion(&slug);
    let reply = Reply::current();
    reply.back(&path);
    let answer: Answer = answer.parse().map_err(|_| Refusal::Malformed)?;
    let caller = caller::of(&cx, &slug);
    let receipt = match cx.service.cast_vote(caller, &slug, number, answer).await {
        // The page asks the question first; an island goes there too.
        Err(error) if !live && guest::is_unsettled(&error) => {
            reply.redirect(path);
            return Ok(Fragment::default());
        }
        outcome => outcome?,
    };
    if live {
        let next = cx.service.next_statement(caller, &slug).await?;
        return Ok(Fragment::of(piece::now(&cx, &next)));
    }
    match before.parse::<Answer>() {
        Ok(before) if receipt.changed => {
            let number = number.to_string();
            let was = [
                ("slug", slug.as_str()),
                ("number", &number),
                ("answer", before.as_str()),
                ("before", answer.as_str()),
            ];
            let flash = Flash::success("answer-changed").undo(post::ANSWER, &was);
            reply.redirect_with(&cx, address::opinion_answers(&slug), &flash);
        }
        Ok(_) => reply.redirect(address::opinion_answers(&slug)),
        Err(_) => reply.redirect(path),
    }
    Ok(Fragment::default())
}

/// Adds a statement; at the step `look`, only when no other statement sounds like it.
///
/// # Errors
/// [`AppError`] with the refusal; the input is kept.
#[server(prefix = "/act", endpoint = "opinion/add")]
pub async fn add_statement(
    slug: String,
    #[server(default)] text: String,
    #[server(default)] language: String,
    #[server(default)] submit_key: String,
    #[server(default)] step: String,
) -> Result<(), AppError> {
    use super::{address as post, caller};
    use crate::{
        act::{self, Input, Reply},
        flash::Flash,
        param,
        request::Cx,
    };
    use cabildo_domain::{
        FieldErrors, Refusal, address,
        opinion::{StatementStatus, StatementText},
    };
    use cabildo_service::opinion::StatementForm;
    let cx = Cx::current();
    let slug = param::slug(&slug)?;
    let (name, page) = (post::add_kept_as(&slug), address::add_statement(&slug));
    let form = StatementForm {
        text,
        language,
        submit_key,
    };
    let input = Input::of(&form);
    let caller = caller::of(&cx, &slug);
    if step == "look" && StatementText::parse(&form.text).is_ok() {
        let similar = cx
            .service
            .similar_statements(&cx.viewer, &slug, &form.text)
            .await?;
        // The first of two taps may have added the statement that sounds alike, so check in this order.
        if !similar.is_empty()
            && cx
                .service
                .added_statement(caller, &slug, &form)
                .await?
                .is_none()
        {
            let look = Refusal::Invalid {
                fields: FieldErrors::default(),
            };
            return act::refuse(&cx, &name, &page, input, look).await;
        }
    }
    match cx.service.add_statement(caller, &slug, form).await {
        Ok(added) => {
            act::forget(&cx, &name).await;
            let said = if added.status == StatementStatus::Held {
                "statement-held"
            } else {
                "statement-added"
            };
            Reply::current().redirect_with(&cx, address::opinion(&slug), &Flash::success(said));
            Ok(())
        }
        Err(error) => act::refuse(&cx, &name, &page, input, error).await,
    }
}

/// Takes part by an invitation. A browser that takes part already is only sent on.
///
/// # Errors
/// [`AppError`] with the refusal; the input is kept.
#[server(prefix = "/act", endpoint = "opinion/join")]
pub async fn join_opinion(
    slug: String,
    secret: String,
    #[server(default)] pseudonym: String,
) -> Result<(), AppError> {
    use super::{address as post, caller};
    use crate::{
        act::{self, Input, Reply},
        flash::Flash,
        param,
        request::Cx,
    };
    use cabildo_domain::address;
    use cabildo_service::opinion::JoinForm;
    let cx = Cx::current();
    let slug = param::slug(&slug)?;
    let caller = caller::of(&cx, &slug);
    if caller.viewer.account().is_some() || caller.pass.is_some() {
        Reply::current().redirect(address::opinion(&slug));
        return Ok(());
    }
    let name = post::join_kept_as(&slug);
    let form = JoinForm { pseudonym };
    let input = Input::of(&form);
    match cx
        .service
        .join_opinion(&cx.viewer, &slug, &secret, form, &cx.origin)
        .await
    {
        Ok(joined) => {
            act::forget(&cx, &name).await;
            let reply = Reply::current();
            reply.set_cookie(caller::pass_cookie(&cx, &slug, &joined.pass));
            reply.redirect_with(
                &cx,
                address::opinion(&slug),
                &Flash::success("opinion-joined"),
            );
            Ok(())
        }
        Err(error) => act::refuse(&cx, &name, &post::join_page(&slug, &secret), input, error).await,
    }
}

/// Stores whether the guest of this browser is the signed-in person (`mine` is `yes` or `no`). The browser forgets the
/// pass either way, because from now on it answers as one person.
///
/// # Errors
/// [`AppError`] with the refusal; the question is asked again.
#[server(prefix = "/act", endpoint = "opinion/guest")]
pub async fn settle_guest(slug: String, #[server(default)] mine: String) -> Result<(), AppError> {
    use super::caller;
    use crate::{act::Reply, flash::Flash, param, request::Cx};
    use cabildo_domain::address;
    use cabildo_service::opinion::{GuestForm, Settled};
    let cx = Cx::current();
    let slug = param::slug(&slug)?;
    let (path, reply) = (address::opinion(&slug), Reply::current());
    reply.back(&path);
    let form = GuestForm { mine };
    let settled = cx
        .service
        .settle_guest(caller::of(&cx, &slug), &slug, &form)
        .await?;
    reply.set_cookie(caller::forget_cookie(&cx, &slug));
    match settled {
        Settled::Mine => reply.redirect_with(&cx, path, &Flash::success("guest-mine")),
        Settled::Other => reply.redirect_with(&cx, path, &Flash::success("guest-other")),
        Settled::Nobody => reply.redirect(path),
    }
    Ok(())
}

/// The answers of everyone and of each group to one statement: the piece that the map's page shows under a chosen
/// statement.
///
/// # Errors
/// [`AppError`] for a statement that is not on the map.
#[server(prefix = "/act", endpoint = "opinion/statement", input = GetUrl, output = AsFragment)]
pub async fn chosen_statement(
    #[server(default)] slug: String,
    #[server(default)] number: i64,
) -> Result<Fragment, AppError> {
    use super::votes;
    use crate::{param, request::Cx};
    use cabildo_domain::Refusal;
    let cx = Cx::current();
    let page = cx
        .service
        .opinion_page(&cx.viewer, &param::slug(&slug)?)
        .await?;
    let map = page.map.as_ref().ok_or(Refusal::NotFound)?;
    let result = map
        .statements
        .iter()
        .find(|result| result.number == number)
        .ok_or(Refusal::NotFound)?;
    Ok(Fragment::of(votes::rows(&cx, &page.group_names, result)))
}

/// Statements that sound like this text: the piece that the page shows in their place.
///
/// # Errors
/// [`AppError`] when `slug` is not a consultation's address.
#[server(prefix = "/act", endpoint = "opinion/similar", input = GetUrl, output = AsFragment)]
pub async fn similar_statements(
    #[server(default)] slug: String,
    #[server(default)] text: String,
) -> Result<Fragment, AppError> {
    use super::piece;
    use crate::{param, request::Cx};
    let cx = Cx::current();
    let slug = param::slug(&slug)?;
    let similar = cx
        .service
        .similar_statements(&cx.viewer, &slug, &text)
        .await?;
    Ok(Fragment::of(piece::like(&cx, &slug, similar)))
}
