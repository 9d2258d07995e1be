//! `/desk/opinion/{slug}/invitations`: links by which people without an account take part. A link is shown once, on the
//! page after it was made; only its hash is kept.

use super::{address as post, frame};
use crate::{
    act::{self, Jar},
    document::PageResult,
    param,
    request::Cx,
    t,
    ui::{
        field::{self, FormState, Text, error_summary},
        input::number,
        time,
    },
};
use axum::{
    Router,
    extract::Path,
    http::{HeaderMap, HeaderValue, header},
    routing::get,
};
use cabildo_domain::{
    address,
    consultation::Slug,
    limits::{INVITATION_LABEL, INVITED},
    opinion::StatementStatus,
};
use cabildo_service::opinion::{InvitationView, Invited, StatementFilter};
use leptos::prelude::*;

/// The cookie that carries a new link's id and secret to the next page, which removes it.
const COOKIE: &str = "cabildo_invited";
/// The purpose for which that cookie is sealed.
const SEAL: &str = "invited";
/// The number of seconds for which it waits to be shown.
const WAITS: i64 = 300;

/// The page of this file.
pub fn routes() -> Router {
    Router::new().route(address::DESK_INVITATIONS, get(show))
}

/// The cookie of a link that was just made.
pub fn shown_once(cx: &Cx, invited: &Invited) -> String {
    let value = format!("{}.{}", invited.invitation.id, invited.secret);
    let sealed = cx.service.seal(SEAL, &holder(cx), &value);
    act::cookie(COOKIE, &sealed, WAITS, cx.site.is_secure())
}

/// The owner of the cookie, as its seal names it.
fn holder(cx: &Cx) -> String {
    let account = cx.viewer.account();
    account
        .map(|account| account.to_string())
        .unwrap_or_default()
}

/// The id and the secret of a link that this account has just made.
fn just_made(cx: &Cx, headers: &HeaderMap) -> Option<(String, String)> {
    let jar = Jar::of(headers, cx.site.is_secure());
    let value = cx.service.unseal(SEAL, &holder(cx), jar.get(COOKIE)?)?;
    let (id, secret) = value.split_once('.')?;
    Some((id.to_owned(), secret.to_owned()))
}

async fn show(cx: Cx, Path(slug): Path<String>, headers: HeaderMap) -> PageResult {
    let slug = param::slug(&slug)?;
    let invitations = cx
        .service
        .opinion()
        .invitations(cx.viewer.lab()?, &slug)
        .await?;
    let filter = StatementFilter {
        status: StatementStatus::Held,
        after: i64::MAX,
    };
    let desk = cx
        .service
        .statements()
        .desk(cx.viewer.moderator()?, &slug, filter)
        .await?;
    let form = FormState::from(cx.kept(&post::invitation_kept_as(&slug)).await?);
    let made = just_made(&cx, &headers);
    let new = made.as_ref().and_then(|(id, secret)| {
        Some((
            invitations
                .iter()
                .find(|known| known.id.to_string() == *id)?,
            secret,
        ))
    });
    let mut page = cx.page(frame::private(t!(cx, "opinion-desk-tab-invitations")), || {
        let labels = [("label", t!(cx, "opinion-desk-invite-label")), ("most", t!(cx, "opinion-desk-invite-most"))];
        let label = Text::line("label", t!(cx, "opinion-desk-invite-label"), INVITATION_LABEL)
            .hint(t!(cx, "opinion-desk-invite-label-hint"));
        let most_label = t!(cx, "opinion-desk-invite-most");
        let closed = (!desk.rules.invitations).then(|| {
            view! {
                <div class="notice" data-kind="warn">
                    <p>{t!(cx, "opinion-desk-invitations-off")}</p>
                    <p><a href=address::opinion_rules(&slug)>{t!(cx, "opinion-desk-tab-rules")}</a></p>
                </div>
            }
        });
        view! {
            {error_summary(&cx, &form, &labels)}
            {frame::head(&cx, &desk.consultation, "invitations", t!(cx, "opinion-desk-invitations-lead"))}
            {closed}
            {new.map(|(invitation, secret)| link(&cx, &slug, invitation, secret))}
            <form method="post" action=post::INVITE class="form">
                <input type="hidden" name="at" value=slug.to_string() />
                {label.view(&cx, &form)}
                {number(&cx, &form, "most".to_owned(), most_label, String::new(), (1, INVITED))}
                <div class="actions"><button class="primary">{t!(cx, "opinion-desk-invite")}</button></div>
            </form>
            {list(&cx, &slug, &invitations)}
        }
    });
    if made.is_some() {
        let gone = act::cookie(COOKIE, "", 0, cx.site.is_secure());
        if let Ok(gone) = HeaderValue::from_str(&gone) {
            page.headers_mut().append(header::SET_COOKIE, gone);
        }
        // The page shows the link, so the browser must not bring it back from its memory.
        page.headers_mut()
            .insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    }
    Ok(page)
}

fn link(cx: &Cx, slug: &Slug, invitation: &InvitationView, secret: &str) -> AnyView {
    let address = address::absolute(&cx.site.public_url, &address::join_opinion(slug, secret));
    view! {
        <section class="notice" data-kind="info" aria-labelledby="new-link">
            <h2 id="new-link" dir="auto">{t!(cx, "opinion-desk-link-made", label = invitation.label.as_str())}</h2>
            <div class="field">
                <label for="link">{t!(cx, "opinion-desk-link-label")}</label>
                <p class="hint" id="link-hint">{t!(cx, "opinion-desk-link-once")}</p>
                {field::whole("link", &address, "link-hint")}
            </div>
        </section>
    }
    .into_any()
}

fn list(cx: &Cx, slug: &Slug, invitations: &[InvitationView]) -> AnyView {
    if invitations.is_empty() {
        return view! { <div class="empty"><p>{t!(cx, "opinion-desk-invitations-none")}</p></div> }
            .into_any();
    }
    let rows: Vec<_> = invitations
        .iter()
        .map(|invitation| {
            let state = match invitation.revoked_at {
                Some(at) => {
                    view! { {t!(cx, "opinion-desk-revoked")} " " {time::ago(cx, at)} }.into_any()
                }
                None => revoke(cx, slug, invitation),
            };
            let joined = t!(
                cx,
                "opinion-desk-joined",
                joined = invitation.joined,
                most = invitation.most
            );
            view! {
                <tr>
                    <th scope="row" dir="auto">{invitation.label.to_string()}</th>
                    <td>{time::ago(cx, invitation.created_at)}</td>
                    <td class="number">{joined}</td>
                    <td>{state}</td>
                </tr>
            }
        })
        .collect();
    view! {
        <div class="table" role="region" aria-labelledby="links" tabindex="0">
            <table>
                <caption id="links">{t!(cx, "opinion-desk-links")}</caption>
                <thead><tr>
                    <th scope="col">{t!(cx, "opinion-desk-invite-head")}</th>
                    <th scope="col">{t!(cx, "opinion-desk-made")}</th>
                    <th scope="col">{t!(cx, "opinion-desk-joined-head")}</th>
                    <th scope="col">{t!(cx, "opinion-desk-revoke-head")}</th>
                </tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}

fn revoke(cx: &Cx, slug: &Slug, invitation: &InvitationView) -> AnyView {
    let about = t!(
        cx,
        "opinion-desk-revoke-one",
        label = invitation.label.as_str()
    );
    view! {
        <form class="inline" method="post" action=post::REVOKE>
            <input type="hidden" name="at" value=slug.to_string() />
            <input type="hidden" name="id" value=invitation.id.to_string() />
            <button class="danger" aria-label=about>{t!(cx, "opinion-desk-revoke")}</button>
        </form>
    }
    .into_any()
}
