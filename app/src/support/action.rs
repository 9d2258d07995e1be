//! Giving a support and taking it back. Both answer an island with the section in its new state (`view::after`).

use crate::{
    error::AppError,
    ui::fragment::{AsFragment, Fragment},
};
use leptos::prelude::*;

/// Supports a proposal.
#[server(prefix = "/act", endpoint = "proposal/support", output = AsFragment)]
pub async fn support_proposal(slug: String, number: i64) -> Result<Fragment, AppError> {
    use super::{address as post, piece};
    use crate::{act::Reply, flash::Flash, param, request::Cx};
    use cabildo_domain::{address, support::Supportable};
    let cx = Cx::current();
    let slug = param::slug(&slug)?;
    let proposal = Supportable::Proposal.at(&slug, number);
    let path = address::proposal(&slug, number);
    Reply::current().back(&path);
    let state = cx
        .service
        .supports()
        .give(cx.viewer.resident()?, &proposal, cx.origin.address)
        .await?;
    let undo = [("slug", slug.as_str()), ("number", &number.to_string())];
    let flash = Flash::success("supported").undo(post::WITHDRAW, &undo);
    Reply::current().redirect_with(path, &flash);
    Ok(Fragment::of(
        piece::after(&cx, &slug, number, &state).await?,
    ))
}

/// Takes a support back.
#[server(prefix = "/act", endpoint = "proposal/unsupport", output = AsFragment)]
pub async fn withdraw_support(slug: String, number: i64) -> Result<Fragment, AppError> {
    use super::{address as post, piece};
    use crate::{act::Reply, flash::Flash, param, request::Cx};
    use cabildo_domain::{
        address,
        support::{Offer, Supportable},
    };
    let cx = Cx::current();
    let slug = param::slug(&slug)?;
    let proposal = Supportable::Proposal.at(&slug, number);
    let path = address::proposal(&slug, number);
    Reply::current().back(&path);
    let state = cx
        .service
        .supports()
        .withdraw(cx.viewer.resident()?, &proposal)
        .await?;
    let undo = [("slug", slug.as_str()), ("number", &number.to_string())];
    let said = Flash::success("unsupported");
    let flash = match state.offer {
        Offer::Give => said.undo(post::GIVE, &undo),
        Offer::TakeBack | Offer::Nothing => said,
    };
    Reply::current().redirect_with(path, &flash);
    Ok(Fragment::of(
        piece::after(&cx, &slug, number, &state).await?,
    ))
}
