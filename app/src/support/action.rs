//! Giving a support and taking it back.

use crate::error::AppError;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// The support of a proposal in finished words, for the page and for the island that keeps it up to date.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SupportTexts {
    /// Whether the reader supports it.
    pub mine: bool,
    /// The number of counted signatures: `1,240`.
    pub figure: String,
    /// What follows it: `people support this`.
    pub people: String,
    /// How far the next rung is: signatures, and the signatures it asks for; 0 without one.
    pub value: i64,
    /// See `value`.
    pub max: i64,
    /// `1,240 of 5,000`.
    pub progress: String,
    /// `At 5,000 the city owes …`; empty without a next rung.
    pub next: String,
    /// Both, for the bar on phones: `1,240 people`.
    pub bar: String,
    /// What the button does.
    pub button: String,
    /// `You support this idea.`; empty when not.
    pub said: String,
}

/// Supports a proposal.
///
/// # Errors
/// [`AppError`] with the refusal.
#[server(prefix = "/act", endpoint = "proposal/support")]
pub async fn support_proposal(slug: String, number: i64) -> Result<SupportTexts, AppError> {
    use crate::{act::Reply, proposal::words, request::Cx, support::view, ui::flash::Flash};
    let cx = Cx::current();
    let slug = words::slug(&slug)?;
    let path = words::path(&slug, number);
    Reply::current().back(&path);
    let state = cx.service.support(&cx.viewer, &slug, number).await?;
    let undo = [("slug", slug.as_str()), ("number", &number.to_string())];
    let flash = Flash::success("supported").undo(<WithdrawSupport as server_fn::ServerFn>::PATH, &undo);
    Reply::current().redirect_with(&cx, path, &flash);
    Ok(view::texts(&cx, &state))
}

/// Takes a support back.
///
/// # Errors
/// [`AppError`] with the refusal.
#[server(prefix = "/act", endpoint = "proposal/unsupport")]
pub async fn withdraw_support(slug: String, number: i64) -> Result<SupportTexts, AppError> {
    use crate::{act::Reply, proposal::words, request::Cx, support::view, ui::flash::Flash};
    let cx = Cx::current();
    let slug = words::slug(&slug)?;
    let path = words::path(&slug, number);
    Reply::current().back(&path);
    let state = cx.service.withdraw_support(&cx.viewer, &slug, number).await?;
    let undo = [("slug", slug.as_str()), ("number", &number.to_string())];
    let flash = Flash::success("unsupported").undo(<SupportProposal as server_fn::ServerFn>::PATH, &undo);
    Reply::current().redirect_with(&cx, path, &flash);
    Ok(view::texts(&cx, &state))
}
