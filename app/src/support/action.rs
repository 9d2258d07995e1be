//! Giving a support and taking it back. Both answer an island with the section as it is then (`view::after`).

use crate::{
    error::AppError,
    ui::fragment::{AsFragment, Fragment},
};
use leptos::prelude::*;

/// Supports a proposal.
///
/// # Errors
/// [`AppError`] with the refusal.
#[server(prefix = "/act", endpoint = "proposal/support", output = AsFragment)]
pub async fn support_proposal(slug: String, number: i64) -> Result<Fragment, AppError> {
    use crate::{act::Reply, proposal::words, request::Cx, support::view, ui::flash::Flash};
    let cx = Cx::current();
    let slug = words::slug(&slug)?;
    let path = words::path(&slug, number);
    Reply::current().back(&path);
    let state = cx
        .service
        .support_from(cx.viewer.resident()?, &slug, number, cx.origin.address)
        .await?;
    let undo = [("slug", slug.as_str()), ("number", &number.to_string())];
    let flash =
        Flash::success("supported").undo(<WithdrawSupport as server_fn::ServerFn>::PATH, &undo);
    Reply::current().redirect_with(&cx, path, &flash);
    Ok(Fragment::of(view::after(&cx, &slug, number, &state).await?))
}

/// Takes a support back.
///
/// # Errors
/// [`AppError`] with the refusal.
#[server(prefix = "/act", endpoint = "proposal/unsupport", output = AsFragment)]
pub async fn withdraw_support(slug: String, number: i64) -> Result<Fragment, AppError> {
    use crate::{act::Reply, proposal::words, request::Cx, support::view, ui::flash::Flash};
    use cabildo_domain::support::Offer;
    let cx = Cx::current();
    let slug = words::slug(&slug)?;
    let path = words::path(&slug, number);
    Reply::current().back(&path);
    let state = cx
        .service
        .withdraw_support(cx.viewer.resident()?, &slug, number)
        .await?;
    let undo = [("slug", slug.as_str()), ("number", &number.to_string())];
    let said = Flash::success("unsupported");
    let flash = match state.offer {
        Offer::Give => said.undo(<SupportProposal as server_fn::ServerFn>::PATH, &undo),
        Offer::TakeBack | Offer::Nothing => said,
    };
    Reply::current().redirect_with(&cx, path, &flash);
    Ok(Fragment::of(view::after(&cx, &slug, number, &state).await?))
}
