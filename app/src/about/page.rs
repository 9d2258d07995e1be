//! `/about`: the purpose of this installation, who runs it, and what happens with people's contributions.

use crate::{
    document::{Meta, PageResult},
    request::Cx,
    t,
};
use axum::{Router, routing::get};
use cabildo_domain::address;
use leptos::prelude::*;

/// The pages of this feature.
pub fn routes() -> Router {
    Router::new().route(address::ABOUT, get(show))
}

async fn show(cx: Cx) -> PageResult {
    let meta = Meta {
        title: t!(cx, "about-title"),
        description: t!(cx, "about-lead"),
        private: false,
    };
    Ok(cx.page(meta, || {
        let sections = ["ideas", "count", "answers", "rules", "data"].map(|part| {
            let id = format!("about-{part}");
            let (heading, text) = (t!(cx, &format!("about-{part}-title")), t!(cx, &format!("about-{part}-text")));
            let counted = (part == "count").then(|| view! { {t!(cx, "support-counted")} " " });
            view! { <section aria-labelledby=id.clone()><h2 id=id.clone()>{heading}</h2><p>{counted} {text}</p></section> }
        });
        view! {
            <header class="page-header"><h1>{t!(cx, "about-title")}</h1><p class="lead">{t!(cx, "about-lead")}</p></header>
            {sections.into_iter().collect_view()}
            {cx.site.security_contact.as_ref().map(|contact| view! {
                <section aria-labelledby="about-security">
                    <h2 id="about-security">{t!(cx, "about-security-title")}</h2>
                    <p>
                        {t!(cx, "about-security-text")}" "
                        <a href=contact.as_str().to_owned()>{t!(cx, "about-security-contact")}</a>
                    </p>
                </section>
            })}
            <p><a class="button primary" href=address::CONSULTATIONS>{t!(cx, "about-see-open")}</a></p>
        }
    }))
}
