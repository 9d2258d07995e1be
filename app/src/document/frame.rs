//! Writes the HTML document around the rendered body of a page: head, skip link, header, footer, and the script that
//! hydrates islands.

use super::{Meta, address as post};
use crate::{
    request::Cx,
    site::{Assets, Site},
    t,
    ui::{flash, time},
};
use cabildo_domain::{
    Locale, address,
    permission::{Capability, Member},
};
use html_escape::{encode_double_quoted_attribute as attribute, encode_text};
use leptos::{config::LeptosOptions, hydration::HydrationScripts, prelude::*};
use std::{fmt::Write, sync::OnceLock};

/// The whole document.
pub(super) fn document(cx: &Cx, meta: &Meta, body: impl FnOnce() -> AnyView) -> String {
    let main = body();
    // Only after the body is rendered is it known whether it shows a time of day.
    let zone = time::zone_line(cx);
    let content = view! {
        <a class="skip-link" href="#main">{t!(cx, "site-skip")}</a>
        {header(cx)}
        <main id="main" tabindex="-1">{flash::view(cx)}{main}{zone}</main>
        {footer(cx)}
    }
    .to_html();
    let mut html = String::with_capacity(content.len() + 2_048);
    head(cx, meta, content.contains("<leptos-island"), &mut html);
    html.push_str("<body>");
    html.push_str(&content);
    html.push_str("</body></html>");
    html
}

fn head(cx: &Cx, meta: &Meta, has_islands: bool, html: &mut String) {
    let title = if meta.title.is_empty() || meta.title == cx.site.name {
        cx.site.name.clone()
    } else {
        format!("{} – {}", meta.title, cx.site.name)
    };
    let _ = write!(
        html,
        "<!DOCTYPE html><html lang=\"{}\" dir=\"{}\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\
         <meta name=\"color-scheme\" content=\"light dark\"><title>{}</title>",
        cx.locale.tag(),
        cx.locale.dir(),
        encode_text(&title),
    );
    if !meta.description.is_empty() {
        let _ = write!(
            html,
            "<meta name=\"description\" content=\"{}\">",
            attribute(&meta.description)
        );
    }
    if meta.private {
        html.push_str("<meta name=\"robots\" content=\"noindex\">");
    } else {
        feeds(cx, html);
    }
    html.push_str("<link rel=\"icon\" href=\"/favicon.svg\" type=\"image/svg+xml\"><link rel=\"manifest\" href=\"/site.webmanifest\">");
    if let Some(assets) = &cx.site.assets {
        let _ = write!(
            html,
            "<link rel=\"stylesheet\" href=\"/pkg/{}\">",
            assets.css
        );
        if has_islands {
            html.push_str(hydration_head(assets));
        }
    }
    html.push_str("</head>");
}

/// The feed of all consultations, and that of the page's own consultation.
fn feeds(cx: &Cx, html: &mut String) {
    let mut link = |path: &str| {
        let (path, name) = (attribute(path), attribute(&cx.site.name));
        let _ = write!(
            html,
            "<link rel=\"alternate\" type=\"application/atom+xml\" href=\"{path}\" title=\"{name}\">"
        );
    };
    link(address::FEED);
    if let Some(slug) = address::consultation_of(cx.path()) {
        link(&address::consultation_feed(&slug));
    }
}

/// The inline script that hydrates the islands: the same text on every page that has one.
pub fn hydration_head(assets: &Assets) -> &'static str {
    static HEAD: OnceLock<String> = OnceLock::new();
    HEAD.get_or_init(|| {
        let options = LeptosOptions::builder()
            .output_name(assets.output_name.clone())
            .site_pkg_dir("pkg")
            .build();
        let owner = Owner::new();
        let head = owner.with(|| view! { <HydrationScripts options islands=true /> }.to_html());
        // Leave out the preloading links before the script: browsers that run no script would load the whole wasm for
        // nothing.
        let script = head.find("<script").unwrap_or_default();
        head[script..].to_owned()
    })
}

/// The inline script of [`hydration_head`], whose hash the content security policy allows.
pub fn inline_script(site: &Site) -> Option<&'static str> {
    let head = hydration_head(site.assets.as_ref()?);
    let open = head.find("<script")?;
    let start = open + head[open..].find('>')? + 1;
    let end = start + head[start..].find("</script>")?;
    Some(&head[start..end])
}

fn header(cx: &Cx) -> AnyView {
    let path = cx.path();
    let link = |href: &'static str, text: String, class: Option<&'static str>| {
        let current = (path == href).then_some("page");
        view! { <li><a href=href class=class aria-current=current>{text}</a></li> }
    };
    let staff = cx
        .viewer
        .may(Capability::Moderate)
        .then(|| link(address::DESK, t!(cx, "nav-desk"), None));
    let answers_for_an_office = |member: &Member| member.offices().next().is_some();
    let office = cx
        .viewer
        .member()
        .is_some_and(answers_for_an_office)
        .then(|| link(address::OFFICE, t!(cx, "nav-office"), None));
    let lab = cx
        .viewer
        .may(Capability::RunConsultations)
        .then(|| link(address::LAB, t!(cx, "nav-lab"), None));
    let admin = cx
        .viewer
        .may(Capability::Administer)
        .then(|| link(address::ADMIN_ACCOUNTS, t!(cx, "nav-admin"), None));
    view! {
        <header class="site-header">
            <div>
                <a class="brand" href=address::HOME><img src="/favicon.svg" alt="" width="28" height="28" />" "{cx.site.name.clone()}</a>
                <nav aria-label=t!(cx, "nav-main")>
                    <ul>
                        {link(address::CONSULTATIONS, t!(cx, "nav-consultations"), None)}
                        {link(address::SEARCH, t!(cx, "nav-search"), Some("narrow-only"))}
                        {staff} {office} {lab} {admin}
                    </ul>
                </nav>
                <form class="header-search wide-only" role="search" action=address::SEARCH aria-label=t!(cx, "nav-search-site")>
                    <label class="visually-hidden" for="header-q">{t!(cx, "nav-search")}</label>
                    <input type="search" id="header-q" name="q" maxlength="200" />
                    <button>{t!(cx, "nav-search")}</button>
                </form>
                {account(cx)}
            </div>
        </header>
    }
    .into_any()
}

fn account(cx: &Cx) -> AnyView {
    match cx.viewer.member() {
        Some(member) => view! {
            <div class="account">
                <a class="who" href=address::ACCOUNT dir="auto">{member.name.to_string()}</a>
                <form method="post" action=post::LOG_OUT><button class="quiet">{t!(cx, "nav-log-out")}</button></form>
            </div>
        }
        .into_any(),
        None => view! {
            <div class="account">
                <a href=address::LOG_IN>{t!(cx, "nav-log-in")}</a>
                <a class="button" href=address::SIGN_UP>{t!(cx, "nav-sign-up")}</a>
            </div>
        }
        .into_any(),
    }
}

fn footer(cx: &Cx) -> AnyView {
    let languages: Vec<_> = Locale::OFFERED
        .into_iter()
        .map(|locale| {
            let current = (locale == cx.locale).then_some("true");
            view! {
                <li>
                    <button class="link" name="locale" value=locale.tag() lang=locale.tag() aria-current=current>
                        {locale.own_name()}
                    </button>
                </li>
            }
        })
        .collect();
    view! {
        <footer class="site-footer">
            <div>
                <p>{t!(cx, "site-purpose")}</p>
                <nav aria-label=t!(cx, "nav-about")>
                    <ul>
                        <li><a href=address::ABOUT>{t!(cx, "nav-about")}</a></li>
                        <li><a href=address::API_DESCRIPTION>{t!(cx, "nav-data")}</a></li>
                    </ul>
                </nav>
                <form method="post" action=post::CHOOSE_LOCALE aria-label=t!(cx, "nav-language")>
                    <input type="hidden" name="back" value=cx.path_and_query.clone() />
                    <ul class="cluster">{languages}</ul>
                </form>
            </div>
        </footer>
    }
    .into_any()
}
