//! `/account`: profile, password, sessions, data; and the data as a file.

use super::{Again, refused};
use crate::{
    account::address as post,
    document::{Failure, Meta, PageResult},
    request::Cx,
    t,
    ui::{
        author,
        field::{Choice, FormState, Text, error_summary, error_summary_with_password, select},
        status, supports, time,
    },
};
use axum::{
    extract::Query,
    http::header,
    response::{IntoResponse, Response},
};
use cabildo_domain::{Locale, address, limits, proposal::Status};
use cabildo_service::{
    account::{OwnAccount, OwnSession},
    author::Badge,
    moderation::OnOwn,
    proposal::OwnProposal,
};
use leptos::prelude::*;

pub(super) async fn show(cx: Cx, Query(query): Query<Again>) -> PageResult {
    let own = cx.service.accounts().own(cx.viewer.resident()?).await?;
    let profile_form = refused(&cx, post::PROFILE_KEPT_AS, query.again == "profile").await?;
    let password_form = refused(&cx, post::PASSWORD_KEPT_AS, query.again == "password").await?;
    let measures = cx
        .service
        .moderation()
        .measures_on_own(cx.viewer.resident()?)
        .await?;
    let ideas = cx.service.proposals().own(cx.viewer.resident()?).await?;
    let profile_labels = [
        ("display_name", t!(cx, "account-name")),
        ("locale", t!(cx, "nav-language")),
    ];
    let password_labels = [
        ("current", t!(cx, "account-password-current")),
        ("new", t!(cx, "account-password-new")),
    ];
    let meta = Meta {
        title: t!(cx, "account-title"),
        private: true,
        ..Meta::default()
    };
    Ok(cx.page(meta, || {
        view! {
            {error_summary(&cx, &profile_form, &profile_labels)}
            {error_summary_with_password(&cx, &password_form, &password_labels)}
            {heading(&cx, &own)}
            {own_ideas(&cx, &ideas)}
            {profile(&cx, &own, &profile_form)}
            {password(&cx, &password_form, own.email.clone())}
            {sessions(&cx, &own)}
            {measured(&cx, &measures)}
            {data(&cx)}
        }
    }))
}

fn heading(cx: &Cx, own: &OwnAccount) -> AnyView {
    let is_staff = own.role.is_staff();
    let role =
        is_staff.then(|| view! { <span class="badge">{cx.word("role", own.role.as_str())}</span> });
    let badge = match (is_staff, own.flag) {
        (true, _) => Some(Badge::Staff),
        (false, flag) => flag.map(|_| Badge::Resident),
    };
    let why = own.flag.map(|flag| {
        view! { <p class="notice" data-kind="info">{cx.word("account-name-flag", flag.as_str())}</p> }
    });
    let contested = own.contested.then(|| {
        view! { <p class="notice" data-kind="warn">{t!(cx, "account-email-contested")}</p> }
    });
    view! {
        <header class="page-header">
            <h1>{t!(cx, "account-title")}</h1>
            <p class="meta">
                <span><strong dir="auto">{own.name.to_string()}</strong>{author::badge(cx, badge)}</span>
                <span>{own.email.clone()}</span>
                {role}
                <span>{t!(cx, "account-since")} " " {time::plain_day(cx, own.created_at)}</span>
            </p>
            {why}
            {contested}
        </header>
    }
    .into_any()
}

/// The account's proposals with their status, including those that nobody else can read any more.
fn own_ideas(cx: &Cx, ideas: &[OwnProposal]) -> AnyView {
    if ideas.is_empty() {
        return view! {
            <section aria-labelledby="ideas">
                <h2 id="ideas">{t!(cx, "account-ideas")}</h2>
                <p>{t!(cx, "account-ideas-none")} " " <a href=address::CONSULTATIONS>{t!(cx, "nav-consultations")}</a></p>
            </section>
        }
        .into_any();
    }
    let row = |idea: &OwnProposal| {
        let badge = (idea.status != Status::Published).then(|| status::badge(cx, idea.status));
        let hidden = idea
            .hidden
            .then(|| view! { <span class="badge">{t!(cx, "account-ideas-hidden")}</span> });
        let (counted, imported) = idea.supports;
        view! {
            <li>
                <article class="row">
                    <h3>
                        <a href=address::proposal(&idea.slug, idea.number) lang=idea.language.to_string() dir="auto">
                            {idea.title.to_string()}
                        </a>
                    </h3>
                    <p class="meta">{badge} {hidden} {time::day(cx, idea.created_at)}</p>
                    <p class="counts">
                        {supports::supports(cx, counted, imported)} " "
                        <span>
                            <strong class="figure">{cx.number(idea.comments)}</strong> " "
                            {t!(cx, "proposal-row-comments", count = idea.comments)}
                        </span>
                    </p>
                </article>
            </li>
        }
    };
    let rows: Vec<_> = ideas.iter().map(row).collect();
    view! {
        <section aria-labelledby="ideas">
            <h2 id="ideas">{t!(cx, "account-ideas")}</h2>
            <ul class="rows">{rows}</ul>
        </section>
    }
    .into_any()
}

fn profile(cx: &Cx, own: &OwnAccount, form: &FormState) -> AnyView {
    let languages = Locale::OFFERED
        .map(|locale| Choice {
            value: locale.tag().to_owned(),
            label: locale.own_name().to_owned(),
        })
        .to_vec();
    let name = Text::line("display_name", t!(cx, "account-name"), limits::DISPLAY_NAME)
        .hint(t!(cx, "account-name-hint"))
        .value(own.name.as_str())
        .kind("text", "nickname");
    view! {
        <section aria-labelledby="profile">
            <h2 id="profile">{t!(cx, "account-profile")}</h2>
            <form method="post" action=post::CHANGE_PROFILE class="form">
                {name.view(cx, form)}
                {select(cx, form, "locale", t!(cx, "nav-language"), languages, own.locale.tag(), None)}
                <div class="actions"><button class="primary">{t!(cx, "account-profile-act")}</button></div>
            </form>
        </section>
    }
    .into_any()
}

fn password(cx: &Cx, form: &FormState, email: String) -> AnyView {
    let current = Text::line(
        "current",
        t!(cx, "account-password-current"),
        limits::PASSWORD,
    )
    .kind("password", "current-password");
    let new = Text::line("new", t!(cx, "account-password-new"), limits::PASSWORD)
        .hint(t!(
            cx,
            "account-password-hint",
            min = limits::PASSWORD.min as i64
        ))
        .kind("password", "new-password");
    view! {
        <section aria-labelledby="change-password">
            <h2 id="change-password">{t!(cx, "account-password-title")}</h2>
            <form method="post" action=post::CHANGE_PASSWORD class="form">
                // Tells password managers the account.
                <input type="text" autocomplete="username" value=email hidden readonly />
                {current.view(cx, form)}
                {new.view(cx, form)}
                <div class="actions"><button>{t!(cx, "account-password-act")}</button></div>
            </form>
        </section>
    }
    .into_any()
}

fn sessions(cx: &Cx, own: &OwnAccount) -> AnyView {
    let rows = own
        .sessions
        .iter()
        .map(|session| row(cx, session))
        .collect_view();
    let others = (own.sessions.len() > 1 || own.remembered > 0).then(|| {
        view! {
            <form method="post" action=post::END_OTHER_SESSIONS>
                <button>{t!(cx, "account-sessions-end-others")}</button>
            </form>
        }
    });
    let ends = if own.role.is_staff() {
        t!(cx, "account-sessions-until-staff")
    } else {
        t!(cx, "account-sessions-until")
    };
    view! {
        <section aria-labelledby="sessions">
            <h2 id="sessions">{t!(cx, "account-sessions")}</h2>
            <p>{t!(cx, "account-sessions-lead")} " " {ends}</p>
            <p class="hint">{t!(cx, "account-sessions-remembered", count = own.remembered as i64)}</p>
            <ul class="rows">{rows}</ul>
            {others}
        </section>
    }
    .into_any()
}

fn row(cx: &Cx, session: &OwnSession) -> AnyView {
    let agent = if session.agent.is_empty() {
        t!(cx, "account-session-unknown")
    } else {
        session.agent.clone()
    };
    let end = if session.is_current {
        view! { <span class="badge">{t!(cx, "account-session-current")}</span> }.into_any()
    } else {
        let label = t!(cx, "account-session-end-this", agent = agent.as_str());
        view! {
            <form class="inline" method="post" action=post::END_SESSION>
                <input type="hidden" name="id" value=session.id.to_string() />
                <button class="quiet" aria-label=label>{t!(cx, "account-session-end")}</button>
            </form>
        }
        .into_any()
    };
    view! {
        <li>
            <article class="row">
                <h3>{agent}</h3>
                <p class="meta">
                    <span>{t!(cx, "account-session-seen")} " " {time::ago(cx, session.last_seen_at)}</span>
                    <span>{t!(cx, "account-session-since")} " " {time::plain_day(cx, session.created_at)}</span>
                    <span>{t!(cx, "account-session-ends", date = time::date_and_time(cx, session.ends_at))}</span>
                </p>
                <div class="actions">{end}</div>
            </article>
        </li>
    }
    .into_any()
}

/// The measures of moderators on the owner's texts, with their reasons; `None` without measures.
fn measured(cx: &Cx, measures: &[OnOwn]) -> Option<AnyView> {
    if measures.is_empty() {
        return None;
    }
    let row = |measure: &OnOwn| {
        let (kind, number) = (measure.subject.kind, measure.number);
        let href = measure
            .slug
            .as_ref()
            .map(|slug| measure.subject.path(slug, number, measure.under));
        let words = format!("account-measure-{}-{kind}", measure.measure);
        let title = match measure.title.as_str() {
            "" => t!(cx, "proposal-kicker", number = number.to_string()),
            title => title.to_owned(),
        };
        let title = match href {
            Some(href) => view! { <a href=href dir="auto">{title}</a> }.into_any(),
            None => view! { <span dir="auto">{title}</span> }.into_any(),
        };
        let reason = measure
            .reason
            .as_ref()
            .map(|reason| view! { <blockquote dir="auto">{reason.to_string()}</blockquote> });
        view! {
            <li>
                <article class="row">
                    <h3>{title}</h3>
                    <p class="meta"><span>{cx.text(&words, None)}</span> {time::day(cx, measure.at)}</p>
                    {reason}
                </article>
            </li>
        }
    };
    let rows: Vec<_> = measures.iter().map(row).collect();
    Some(
        view! {
            <section aria-labelledby="measures">
                <h2 id="measures">{t!(cx, "account-measures")}</h2>
                <p>{t!(cx, "account-measures-lead")}</p>
                <ul class="rows">{rows}</ul>
            </section>
        }
        .into_any(),
    )
}

fn data(cx: &Cx) -> AnyView {
    view! {
        <section aria-labelledby="data">
            <h2 id="data">{t!(cx, "account-data")}</h2>
            <p>{t!(cx, "account-data-lead")}</p>
            <div class="actions">
                <a class="button" href=address::ACCOUNT_DATA download="">{t!(cx, "account-data-act")}</a>
                <a class="button danger" href=address::ACCOUNT_ERASE>{t!(cx, "account-erase-go")}</a>
            </div>
        </section>
    }
    .into_any()
}

/// One's own data as a file.
pub(super) async fn download(cx: Cx) -> Result<Response, Failure> {
    let data = cx.service.accounts().export(cx.viewer.resident()?).await?;
    let text = serde_json::to_string_pretty(&data)
        .map_err(|error| cabildo_service::Error::Failed(error.to_string()))?;
    let headers = [
        (header::CONTENT_TYPE, "application/json"),
        (
            header::CONTENT_DISPOSITION,
            "attachment; filename=\"cabildo-my-data.json\"",
        ),
        (header::CACHE_CONTROL, "no-store"),
    ];
    Ok((headers, text).into_response())
}
