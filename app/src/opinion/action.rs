//! The server functions that islands call: answering a statement, and pieces to read.

use crate::{
    error::AppError,
    ui::fragment::{AsFragment, Fragment},
};
use leptos::prelude::*;
use server_fn::codec::GetUrl;

/// Answers a statement, or changes the answer (`before` is the earlier one). An island, which sets `live`, gets the
/// next statement.
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
    let receipt = match cx
        .service
        .opinion()
        .cast(caller, &slug, number, answer)
        .await
    {
        // The page asks the question first; an island goes there too.
        Err(error) if !live && guest::is_unsettled(&error) => {
            reply.redirect(path);
            return Ok(Fragment::default());
        }
        outcome => outcome?,
    };
    if live {
        let next = cx.service.opinion().next_statement(caller, &slug).await?;
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
            reply.redirect_with(address::opinion_answers(&slug), &flash);
        }
        Ok(_) => reply.redirect(address::opinion_answers(&slug)),
        Err(_) => reply.redirect(path),
    }
    Ok(Fragment::default())
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
        .opinion()
        .page(&cx.viewer, &param::slug(&slug)?)
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
        .opinion()
        .similar_statements(&cx.viewer, &slug, &text)
        .await?;
    Ok(Fragment::of(piece::like(&cx, &slug, similar)))
}
