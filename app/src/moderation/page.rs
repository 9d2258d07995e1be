//! The moderators' desk: the reports, the page that asks for a reason, the log.

use super::{address as post, report::quoted, tools};
use crate::{
    act::local_path,
    document::{Meta, PageResult},
    request::Cx,
    t,
    ui::{
        author,
        field::{self, FormState, Text, error_summary},
        link, time,
    },
};
use axum::{
    Router,
    extract::{Path, Query},
    routing::get,
};
use cabildo_domain::{Refusal, address, limits::REASON, moderation::Measure};
use cabildo_service::{
    cursor::Cursor,
    moderation::{Case, Deed, LogEntry, Matter},
};
use leptos::prelude::*;
use serde::Deserialize;

/// The pages of this feature.
pub fn routes() -> Router {
    Router::new()
        .route(address::DESK_REPORTS, get(queue))
        .route(address::DESK_LOG, get(log))
        .route(address::DESK_MEASURE, get(reason))
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Part {
    after: String,
    back: String,
}

impl Part {
    fn after(&self) -> Option<Cursor> {
        Cursor::given(&self.after)
    }
}

fn private(title: String) -> Meta {
    Meta {
        title,
        description: String::new(),
        private: true,
    }
}

async fn queue(cx: Cx, Query(part): Query<Part>) -> PageResult {
    let queue = cx
        .service
        .moderation()
        .queue(cx.viewer.moderator()?, part.after().as_ref())
        .await?;
    Ok(cx.page(private(t!(cx, "desk-reports-title")), || {
        let next = queue.next.as_ref().map(|next| pager(&cx, address::DESK_REPORTS, next));
        let is_empty = queue.cases.is_empty();
        let cases: Vec<_> = queue.cases.into_iter().map(|case| view! { <li>{row(&cx, case)}</li> }).collect();
        let list = if is_empty {
            view! { <div class="empty"><h2>{t!(cx, "desk-reports-none")}</h2><p>{t!(cx, "desk-reports-none-text")}</p></div> }
                .into_any()
        } else {
            view! { <ul class="rows">{cases}</ul> }.into_any()
        };
        view! {
            <header class="page-header"><h1>{t!(cx, "desk-reports-title")}</h1><p class="lead">{t!(cx, "desk-reports-lead")}</p></header>
            {tabs(&cx)} {list} {next}
        }
    }))
}

fn row(cx: &Cx, case: Case) -> AnyView {
    let Case {
        matter,
        since,
        reports,
        reasons,
    } = case;
    let tally: Vec<_> = reasons
        .iter()
        .map(|(reason, count)| {
            let word = cx.word("report-reason", reason.as_str());
            view! { <li>{t!(cx, "desk-reason-count", reason = word, count = *count)}</li> }
        })
        .collect();
    let notes: Vec<_> = reports
        .into_iter()
        .filter(|report| !report.note.as_str().is_empty())
        .map(|report| view! { <li><q dir="auto">{report.note.to_string()}</q> " " {time::ago(cx, report.at)}</li> })
        .collect();
    let notes =
        (!notes.is_empty()).then(|| view! { <h3>{t!(cx, "desk-notes")}</h3><ul>{notes}</ul> });
    view! {
        {quoted(cx, &matter)}
        <p class="meta"><span>{t!(cx, "desk-waits")} " " {time::ago(cx, since)}</span></p>
        <ul class="tags">{tally}</ul>
        {notes}
        {decide(cx, &matter)}
    }
    .into_any()
}

/// The decisions beside a case. Each one first asks for its reason, which is the second look.
fn decide(cx: &Cx, matter: &Matter) -> AnyView {
    let hide = match &matter.hidden {
        Some(_) => tools::restore(cx, matter.subject),
        None => fold(
            cx,
            matter,
            tools::words(matter.subject.kind, Measure::Hide),
            post::HIDE,
            "danger",
        ),
    };
    let dismiss = fold(
        cx,
        matter,
        tools::words(matter.subject.kind, Measure::Dismiss),
        post::DISMISS,
        "primary",
    );
    view! { <div class="actions">{hide} {dismiss}</div> }.into_any()
}

fn fold(
    cx: &Cx,
    matter: &Matter,
    key: &'static str,
    action: &'static str,
    look: &'static str,
) -> AnyView {
    let limit = if action == post::DISMISS {
        optional_reason()
    } else {
        REASON
    };
    let (label, hint) = (
        cx.text(&format!("{key}-reason"), None),
        cx.text(&format!("{key}-hint"), None),
    );
    view! {
        <details>
            <summary>{cx.text(key, None)}</summary>
            <form method="post" action=action class="form">
                {of(matter, &cx.path_and_query)}
                <p class="hint">{hint}</p>
                {field::small_area(cx, None, "reason", label, String::new(), limit, None)}
                <div class="actions"><button class=look>{cx.text(&format!("{key}-sure"), None)}</button></div>
            </form>
        </details>
    }
    .into_any()
}

const fn optional_reason() -> cabildo_domain::limits::Length {
    cabildo_domain::limits::Length {
        min: 0,
        max: REASON.max,
    }
}

fn of(matter: &Matter, back: &str) -> AnyView {
    view! {
        <input type="hidden" name="kind" value=matter.subject.kind.as_str() />
        <input type="hidden" name="id" value=matter.subject.id.to_string() />
        <input type="hidden" name="back" value=back.to_owned() />
    }
    .into_any()
}

async fn reason(
    cx: Cx,
    Path((measure, kind, id)): Path<(String, String, String)>,
    Query(part): Query<Part>,
) -> PageResult {
    let measure: Measure = measure.parse().map_err(|_| Refusal::NotFound)?;
    let (path, look, limit) = match measure {
        Measure::Hide => (post::HIDE, "danger", REASON),
        Measure::Restore => (post::RESTORE, "primary", REASON),
        Measure::Dismiss => (post::DISMISS, "primary", optional_reason()),
    };
    let subject = post::subject(&kind, &id).ok_or(Refusal::NotFound)?;
    let key = tools::words(subject.kind, measure);
    let matter = cx
        .service
        .moderation()
        .matter(cx.viewer.moderator()?, subject)
        .await?;
    let state = FormState::from(cx.kept(&post::reason_kept_as(measure, subject)).await?);
    let title = cx.text(&format!("{key}-title"), None);
    let label = cx.text(&format!("{key}-reason"), None);
    let back = local_path(&part.back, &tools::onward(&cx, &matter));
    Ok(cx.page(private(title.clone()), || {
        let field =
            Text::area("reason", label.clone(), limit).hint(cx.text(&format!("{key}-hint"), None));
        let back = state.value("back", &back);
        view! {
            {error_summary(&cx, &state, &[("reason", label)])}
            <header class="page-header"><h1>{title}</h1></header>
            {quoted(&cx, &matter)}
            <form method="post" action=path class="form">
                {of(&matter, &back)}
                {field.view(&cx, &state)}
                <div class="actions">
                    <button class=look>{cx.text(&format!("{key}-sure"), None)}</button>
                    <a class="button quiet" href=back.clone()>{t!(cx, "moderation-cancel")}</a>
                </div>
            </form>
        }
    }))
}

async fn log(cx: Cx, Query(part): Query<Part>) -> PageResult {
    let log = cx
        .service
        .moderation()
        .log(cx.viewer.moderator()?, part.after().as_ref())
        .await?;
    Ok(cx.page(private(t!(cx, "desk-log-title")), || {
        let next = log.next.as_ref().map(|next| pager(&cx, address::DESK_LOG, next));
        let is_empty = log.entries.is_empty();
        let entries: Vec<_> = log.entries.into_iter().map(|entry| view! { <li>{done(&cx, entry)}</li> }).collect();
        let list = if is_empty {
            view! { <p class="empty">{t!(cx, "desk-log-none")}</p> }.into_any()
        } else {
            view! { <ul class="rows">{entries}</ul> }.into_any()
        };
        view! {
            <header class="page-header"><h1>{t!(cx, "desk-log-title")}</h1><p class="lead">{t!(cx, "desk-log-lead")}</p></header>
            {tabs(&cx)} {list} {next}
        }
    }))
}

fn done(cx: &Cx, entry: LogEntry) -> AnyView {
    let (what, text) = match entry.deed {
        Deed::Measure(measure) => (cx.word("desk-measure", measure.as_str()), None),
        Deed::Answer {
            corrected,
            status,
            excerpt,
            language,
        } => {
            let key = if corrected {
                "desk-answer-corrected"
            } else {
                "desk-answer-published"
            };
            let what = t!(cx, key, status = cx.word("status", status.as_str()));
            let lang = language.to_string();
            let text = view! { <blockquote lang=lang dir="auto">{excerpt}</blockquote> };
            (what, Some(text))
        }
    };
    let reason = entry.reason.map(
        |reason| view! { <p dir="auto">{t!(cx, "hidden-reason", reason = reason.as_str())}</p> },
    );
    let restore = entry
        .matter
        .as_ref()
        .filter(|matter| matter.hidden.is_some())
        .map(|matter| {
            view! { <div class="actions">{tools::restore(cx, matter.subject)}</div> }
        });
    let about = entry.matter.as_ref().map(|matter| quoted(cx, matter));
    view! {
        <p class="meta">
            <strong>{what}</strong> <span>{author::view(cx, &entry.moderator)}</span> {time::moment(cx, entry.at)}
        </p>
        {reason} {text} {about} {restore}
    }
    .into_any()
}

/// The parts of the desk.
pub fn tabs(cx: &Cx) -> AnyView {
    let part = |href: &'static str, text: String| {
        let current = (cx.path() == href).then_some("page");
        view! { <li><a href=href aria-current=current>{text}</a></li> }
    };
    view! {
        <nav class="tabs" aria-label=t!(cx, "nav-desk")>
            <ul>
                {part(address::DESK_REPORTS, t!(cx, "desk-reports"))}
                {part(address::DESK_ANSWERS, t!(cx, "desk-answers"))}
                {part(address::DESK_SUPPORTS, t!(cx, "support-desk-title"))}
                {part(address::DESK_OPINIONS, t!(cx, "opinion-desk-title"))}
                {part(address::DESK_NAMES, t!(cx, "desk-names"))}
                {part(address::DESK_LOG, t!(cx, "desk-log"))}
            </ul>
        </nav>
    }
    .into_any()
}

fn pager(cx: &Cx, path: &str, next: &Cursor) -> AnyView {
    let href = link::with_query(path, &[("after", next.as_str())]);
    view! { <nav class="pager" aria-label=t!(cx, "desk-pages")><a rel="next" href=href>{t!(cx, "desk-next")}</a></nav> }
        .into_any()
}
