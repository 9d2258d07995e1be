//! `/c/{slug}`: the question, the end, what the reader can do now, the next steps, what others said, what was promised.

use crate::{
    consultation::{call, card::people_text, pattern::pattern, steps::steps},
    document::{Meta, PageResult},
    lab::controls,
    opinion, opinion_desk,
    proposal::row::{Under, rows},
    request::Cx,
    t,
    ui::{closed, link::with_query, markdown::Prose, time},
};
use axum::{Router, extract::Path, routing::get};
use cabildo_domain::{
    Refusal, address,
    consultation::{Slug, Standing},
    permission::Capability,
    phase::Activity,
};
use cabildo_service::{
    consultation::{ConsultationPage, Door},
    proposal::ProposalCard,
};
use leptos::prelude::*;

/// Proposals in each of the two short lists.
const EACH: i64 = 4;

/// The pages of this file.
pub fn routes() -> Router {
    Router::new().route(address::CONSULTATION, get(show))
}

async fn show(cx: Cx, Path(slug): Path<String>) -> PageResult {
    let slug = Slug::parse(&slug).map_err(|_| Refusal::NotFound)?;
    let page = cx.service.consultations().page(&cx.viewer, &slug).await?;
    let (newest, supported) = cx
        .service
        .proposals()
        .newest_and_most_supported(&cx.viewer, page.id, EACH)
        .await?;
    let opinion = opinion::summary::load(&cx, &slug, &page.phases).await?;
    let meta = Meta {
        title: page.title.to_string(),
        description: page.summary.to_string(),
        private: page.standing == Standing::Draft,
    };
    Ok(cx.page(meta, || {
        let told = !page.outcome_html.is_empty();
        view! {
            {cx.viewer.may(Capability::RunConsultations).then(|| controls::bar(&cx, &page))}
            {opinion_desk::frame::link(&cx, &page.slug, &page.phases)}
            {header(&cx, &page)}
            {told.then(|| prose(&cx, &page, "outcome", page.outcome_html.clone()))}
            {call(&cx, &page)}
            {promise(&cx, &page)}
            {(!page.phases.is_empty()).then(|| view! {
                <section class="stack" aria-labelledby="steps">
                    <h2 id="steps">{t!(cx, "consultation-steps")}</h2>
                    {steps(&cx, &page.slug, &page.phases, &page.language)}
                </section>
            })}
            {opinion.as_ref().map(|opinion| opinion::summary::section(&cx, opinion))}
            {takes_ideas(&page).then(|| said(&cx, &page, newest, supported))}
            {about(&cx, &page)}
        }
    }))
}

fn header(cx: &Cx, page: &ConsultationPage) -> AnyView {
    let lang = page.language.to_string();
    let standing = page.standing.as_str();
    let when = match page.standing {
        Standing::Upcoming | Standing::Draft => {
            view! { {t!(cx, "consultation-opens")} " " {time::begins_in(cx, page.opens_at)} }
                .into_any()
        }
        // Show the same date as the card: the end of what can be done now, which is not always the end of the
        // consultation.
        Standing::Open => {
            let end = call::call_ends(cx, &page.doors, &page.phases, page.closes_at);
            time::left(cx, end).into_any()
        }
        Standing::Closed | Standing::Archived => {
            view! { {t!(cx, "card-closed")} " " {time::ends_in(cx, page.closes_at)} }.into_any()
        }
    };
    let people = people_text(cx, page.standing, page.counts.participants)
        .map(|text| view! { <span>{text}</span> });
    let ideas = (page.counts.proposals > 0)
        .then(|| view! { <span>{t!(cx, "card-proposals", count = page.counts.proposals)}</span> });
    view! {
        <header class="page-header">
            {pattern(page.slug.as_str())}
            <h1 lang=lang.clone() dir="auto">{page.title.to_string()}</h1>
            <p class="lead" lang=lang.clone() dir="auto">{page.summary.to_string()}</p>
            <p class="meta">
                <span class="status" data-status=standing>{cx.word("standing", standing)}</span>
                <span>{when}</span>
                {people} {ideas}
            </p>
        </header>
    }
    .into_any()
}

/// The one thing to do now, with the next step.
fn call(cx: &Cx, page: &ConsultationPage) -> AnyView {
    let heading = call::call(
        cx,
        page.standing,
        &page.doors,
        &page.phases,
        page.opens_at,
        &page.language,
    );
    let running = matches!(
        page.standing,
        Standing::Open | Standing::Upcoming | Standing::Draft
    );
    let then = running
        .then(|| {
            call::then(
                cx,
                page.standing,
                &page.phases,
                page.opens_at,
                &page.language,
            )
        })
        .flatten()
        .map(|text| view! { <p>{text}</p> });
    let list = address::proposals(&page.slug);
    let has_ideas = page.counts.proposals > 0;
    let (action, browse) = if page.doors.to(Activity::Answer).is_open() {
        let href = address::opinion(&page.slug);
        let browse = has_ideas
            .then(|| view! { <a class="button" href=list.clone()>{all_ideas(cx, page)}</a> });
        (
            Some(view! { <a class="button primary big" href=href>{t!(cx, "opinion-start")}</a> }),
            browse,
        )
    } else if page.allows(Activity::Propose) {
        let href = address::propose(&page.slug);
        let browse = has_ideas
            .then(|| view! { <a class="button" href=list.clone()>{all_ideas(cx, page)}</a> });
        (
            Some(
                view! { <a class="button primary big" href=href>{t!(cx, "consultation-do-propose")}</a> },
            ),
            browse,
        )
    } else if has_ideas {
        let key = if page.allows(Activity::Support) {
            "consultation-do-support"
        } else if page.allows(Activity::Comment) {
            "consultation-do-comment"
        } else {
            "consultation-do-read"
        };
        (
            Some(view! { <a class="button primary big" href=list>{t!(cx, key)}</a> }),
            None,
        )
    } else {
        (None, None)
    };
    let actions = (action.is_some() || browse.is_some())
        .then(|| view! { <div class="actions">{action} {browse}</div> });
    view! {
        <section class="call stack" data-gap="small" aria-labelledby="call">
            <h2 id="call">{heading}</h2>
            {then}
            {actions}
        </section>
    }
    .into_any()
}

fn all_ideas(cx: &Cx, page: &ConsultationPage) -> String {
    t!(cx, "consultation-all-ideas", count = page.counts.proposals)
}

fn prose(cx: &Cx, page: &ConsultationPage, name: &'static str, html: String) -> AnyView {
    view! {
        <section class="stack" aria-labelledby=name>
            <h2 id=name>{t!(cx, &format!("consultation-{name}"))}</h2>
            <Prose html=html language=page.language.clone() />
        </section>
    }
    .into_any()
}

/// The promise about the results, and the ladder with the responses that it owes.
fn promise(cx: &Cx, page: &ConsultationPage) -> Option<AnyView> {
    if page.promise_html.is_empty() && page.ladder.is_empty() {
        return None;
    }
    let lang = page.language.to_string();
    let text = (!page.promise_html.is_empty())
        .then(|| view! { <Prose html=page.promise_html.clone() language=page.language.clone() /> });
    let rungs: Vec<_> = page
        .ladder
        .iter()
        .map(|rung| {
            let (owes, owner) = (rung.owes.to_string(), rung.owner.to_string());
            let within = t!(cx, "ladder-within", days = rung.within_days);
            view! {
                <li>
                    <strong class="figure">{t!(cx, "ladder-supports", count = rung.count)}</strong>
                    " "
                    <span>
                        <strong lang=lang.clone() dir="auto">{owes}</strong> ". "
                        <span lang=lang.clone() dir="auto">{owner}</span> ", " {within} "."
                    </span>
                </li>
            }
        })
        .collect();
    let ladder = (!rungs.is_empty()).then(|| view! { <ol class="ladder">{rungs}</ol> });
    let heading = if takes_ideas(page) {
        "consultation-promise"
    } else {
        "consultation-promise-answers"
    };
    Some(
        view! {
            <section class="stack" aria-labelledby="promise">
                <h2 id="promise">{t!(cx, heading)}</h2>
                {text}
                {ladder}
            </section>
        }
        .into_any(),
    )
}

/// Whether there are proposals, or any step takes some.
fn takes_ideas(page: &ConsultationPage) -> bool {
    call::takes_ideas(&page.phases, page.counts.proposals)
}

fn said(
    cx: &Cx,
    page: &ConsultationPage,
    newest: Vec<ProposalCard>,
    supported: Vec<ProposalCard>,
) -> AnyView {
    if newest.is_empty() {
        let first = match page.doors.to(Activity::Propose) {
            Door::Open { .. } => t!(cx, "ideas-first"),
            Door::Closed { closed } => closed::text(cx, Activity::Propose, closed),
        };
        return view! {
            <section class="stack" aria-labelledby="ideas">
                <h2 id="ideas">{t!(cx, "ideas-title")}</h2>
                <div class="empty"><p><strong>{t!(cx, "ideas-none")}</strong></p><p>{first}</p></div>
            </section>
        }
        .into_any();
    }
    let list = address::proposals(&page.slug);
    let all = view! { <a href=list>{all_ideas(cx, page)}</a> }.into_any();
    let supported: Vec<ProposalCard> = supported
        .into_iter()
        .filter(|card| card.total > 0)
        .collect();
    // With few proposals, a second list would show the same ones again.
    if supported.is_empty() || page.counts.proposals <= 2 * EACH {
        return ideas(cx, page, "newest", newest, Some(all));
    }
    view! {
        <div class="pair">
            {ideas(cx, page, "supported", supported, Some(all))} {ideas(cx, page, "newest", newest, None)}
        </div>
    }
    .into_any()
}

fn ideas(
    cx: &Cx,
    page: &ConsultationPage,
    order: &'static str,
    cards: Vec<ProposalCard>,
    all: Option<AnyView>,
) -> AnyView {
    view! {
        <section class="stack" aria-labelledby=order>
            <div class="heading"><h2 id=order>{t!(cx, &format!("ideas-{order}"))}</h2> {all}</div>
            {rows(cx, &page.slug, &page.language, Under::Section, cards)}
        </section>
    }
    .into_any()
}

fn about(cx: &Cx, page: &ConsultationPage) -> Option<AnyView> {
    if page.description_html.is_empty() && page.themes.is_empty() {
        return None;
    }
    let lang = page.language.to_string();
    let themes: Vec<_> = page
        .themes
        .iter()
        .map(|theme| {
            let (lang, label) = (lang.clone(), theme.label.to_string());
            // Without proposals a filter by theme is a dead end.
            if page.counts.proposals == 0 {
                return view! { <li lang=lang dir="auto">{label}</li> }.into_any();
            }
            let href = with_query(
                &address::proposals(&page.slug),
                &[("theme", &theme.id.to_string())],
            );
            view! { <li><a href=href lang=lang dir="auto">{label}</a></li> }.into_any()
        })
        .collect();
    let themes = (!themes.is_empty()).then(|| {
        view! { <h3>{t!(cx, "consultation-themes")}</h3> <ul class="tags">{themes}</ul> }
    });
    let text = (!page.description_html.is_empty()).then(
        || view! { <Prose html=page.description_html.clone() language=page.language.clone() /> },
    );
    Some(
        view! {
            <section class="stack" aria-labelledby="about">
                <h2 id="about">{t!(cx, "consultation-about")}</h2>
                {text}
                {themes}
            </section>
        }
        .into_any(),
    )
}
