//! The questions of islands while somebody types. They only read, so they are asked with GET, and no limit on the speed
//! of changes applies to them.

use crate::{
    error::AppError,
    ui::fragment::{AsFragment, Fragment},
};
use leptos::prelude::*;
use server_fn::codec::GetUrl;

/// The matches of a search for this text, while its last word is still being typed: a list of options, or nothing.
///
/// # Errors
/// [`AppError`] when the index fails.
#[server(prefix = "/act", endpoint = "search/complete", input = GetUrl, output = AsFragment)]
pub async fn complete_search(#[server(default)] q: String) -> Result<Fragment, AppError> {
    use super::piece;
    use crate::request::Cx;
    let cx = Cx::current();
    let hits = cx.service.search().complete(q).await?;
    Ok(if hits.is_empty() {
        Fragment::default()
    } else {
        Fragment::of(piece::suggestions(&cx, hits))
    })
}

/// Proposals of a consultation that sound like this title: the piece that the page shows in their place.
///
/// # Errors
/// [`AppError`] when `slug` is not a consultation's address, or when the index fails.
#[server(prefix = "/act", endpoint = "search/similar", input = GetUrl, output = AsFragment)]
pub async fn similar_proposals(
    #[server(default)] slug: String,
    #[server(default)] title: String,
) -> Result<Fragment, AppError> {
    use super::piece;
    use crate::request::Cx;
    use cabildo_domain::{Refusal, consultation::Slug};
    let cx = Cx::current();
    let slug = Slug::parse(&slug).map_err(|_| Refusal::NotFound)?;
    let hits = cx
        .service
        .search()
        .similar_at(&slug, &title, cx.locale)
        .await?;
    Ok(Fragment::of(piece::list(&cx, piece::described(&cx, hits))))
}
