//! `/c/{slug}/opinion/map`: the opinions of people, in words first, then as a picture with its table, then statement by
//! statement. Printed, the same page is the report.

use super::{caller, group, island::ChooseStatement, lists, moments, picture, text, votes};
use crate::{
    document::{Meta, PageResult},
    param,
    request::Cx,
    t,
    ui::{crumbs, link::with_query, time},
};
use axum::{
    Router,
    extract::{Path, Query},
    routing::get,
};
use cabildo_domain::{address, consultation::Slug, opinion::SMALLEST_GROUP, phase::Activity};
use cabildo_service::opinion::{
    Asked, MapView, MyPlace, OpinionPage, OpinionResults, StatementLine, StatementResult,
};
use leptos::prelude::*;
use serde::Deserialize;
use std::collections::HashMap;

/// The number of statements shown at once in the list of all.
const ON_A_PAGE: usize = 200;

/// The start of a page in the list of all statements.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Part {
    after: String,
}

/// The page of this file.
pub fn routes() -> Router {
    Router::new().route(address::OPINION_MAP, get(show))
}

async fn show(cx: Cx, Path(slug): Path<String>, Query(part): Query<Part>) -> PageResult {
    let slug = param::slug(&slug)?;
    // A value that is not a number means the beginning.
    let after = part.after.parse().unwrap_or_default();
    let OpinionResults {
        page,
        mine,
        moments,
    } = cx
        .service
        .opinion()
        .results(caller::of(&cx, &slug), &slug)
        .await?;
    let meta = Meta {
        title: t!(&cx, "opinion-map-page"),
        description: t!(&cx, "opinion-map-page-text"),
        private: !page.consultation.state.is_public(),
    };
    Ok(cx.page(meta, || {
        view! {
            {crumbs::breadcrumbs(&cx, &page.consultation, vec![crumbs::statements(&cx, &slug)])}
            <header class="page-header">
                <p class="kicker paper-only" lang=page.consultation.language.to_string() dir="auto">{page.consultation.title.to_string()}</p>
                <h1>{t!(&cx, "opinion-map-page")}</h1>
                {told(&cx, &page)}
                {figures(&cx, &page)}
            </header>
            {match &page.map {
                Some(map) if map.people > 0 => results(&cx, &page, map, &mine, &moments, after),
                _ => none_yet(&cx, &page),
            }}
            {method(&cx, &page)}
        }
    }))
}

/// The map in two sentences: how many groups, and what they agree on.
fn told(cx: &Cx, page: &OpinionPage) -> Option<AnyView> {
    let map = page.map.as_ref().filter(|map| map.people > 0)?;
    Some(view! { <div class="lead">{summary(cx, page, map)}</div> }.into_any())
}

/// As [`told`], for other pages.
pub fn summary(cx: &Cx, page: &OpinionPage, map: &MapView) -> AnyView {
    let shown = map.groups.iter().filter(|group| group.shown).count() as i64;
    // With too few people nothing is said about groups. When groups exist but are not shown, say that they exist.
    let groups = if map.people < SMALLEST_GROUP {
        0
    } else {
        map.groups.len() as i64
    };
    let common: Vec<_> = lists::common(map)
        .into_iter()
        .filter_map(|number| page.texts.get(&number))
        .take(2)
        .map(|line| view! { <li>{text::statement(&line.text, &line.language)}</li> })
        .collect();
    let common = (!common.is_empty())
        .then(|| view! { <p>{t!(cx, "opinion-common", count = shown)}</p> <ul class="common">{common}</ul> });
    view! { <p>{t!(cx, "opinion-groups-count", count = groups)}</p> {common} }.into_any()
}

fn figures(cx: &Cx, page: &OpinionPage) -> AnyView {
    let drawn = page.map.as_ref().filter(|map| map.people > 0);
    let at = page
        .at
        .filter(|_| drawn.is_some())
        .map(|at| view! { <span>{t!(cx, "opinion-map-at")} " " {time::moment(cx, at)}</span> });
    let behind = (!page.is_current && drawn.is_some())
        .then(|| view! { <span>{t!(cx, "opinion-map-behind")}</span> });
    view! {
        <p class="meta">
            <span>{t!(cx, "opinion-people", count = page.people)}</span>
            <span>{t!(cx, "opinion-answers", count = page.votes)}</span>
            {at} {behind}
        </p>
    }
    .into_any()
}

fn none_yet(cx: &Cx, page: &OpinionPage) -> AnyView {
    let answer = page.doors.to(Activity::Answer).is_open().then(|| {
        let href = address::opinion(&page.consultation.slug);
        view! { <p>{t!(cx, "opinion-map-none-text")}</p> <a class="button primary" href=href>{t!(cx, "opinion-start")}</a> }
    });
    view! { <div class="empty"><h2>{t!(cx, "opinion-map-none")}</h2>{answer}</div> }.into_any()
}

fn results(
    cx: &Cx,
    page: &OpinionPage,
    map: &MapView,
    mine: &MyPlace,
    moments: &[cabildo_service::opinion::Moment],
    after: i64,
) -> AnyView {
    let picture = picture::view(cx, page, map, mine.spot);
    let none = picture.is_none().then(|| {
        view! { <p class="hint">{t!(cx, "opinion-map-few", least = SMALLEST_GROUP)}</p> }
    });
    let told = !map.statements.is_empty();
    view! {
        {parts(cx, map, !moments.is_empty())}
        {where_i_stand(cx, page, map, mine)}
        <section class="stack" aria-labelledby="picture">
            <h2 id="picture">{t!(cx, "opinion-map-picture")}</h2>
            {picture} {none}
            {sizes(cx, page, map)}
        </section>
        {told.then(|| lists::all(cx, page, map))}
        {lists::groups(cx, page, map)}
        {told.then(|| every_statement(cx, page, map, after))}
        {moments::section(cx, moments, &page.group_names)}
    }
    .into_any()
}

/// Links to the page's sections, which on a phone are many screens apart.
fn parts(cx: &Cx, map: &MapView, has_moments: bool) -> AnyView {
    let told = !map.statements.is_empty();
    let all = [
        ("picture", "opinion-map-picture", true),
        ("unites", "opinion-unites", told),
        ("divides", "opinion-divides", told),
        ("groups", "opinion-groups", !map.groups.is_empty()),
        ("over-time", "opinion-time", has_moments),
        ("method", "opinion-method-link", true),
    ];
    let links: Vec<_> = all
        .into_iter()
        .filter(|(.., is_there)| *is_there)
        .map(|(id, key, _)| view! { <li><a href=format!("#{id}")>{t!(cx, key)}</a></li> })
        .collect();
    view! { <nav class="parts" aria-label=t!(cx, "opinion-map-parts")><ul>{links}</ul></nav> }
        .into_any()
}

/// One's own group, or what is missing to have one.
fn where_i_stand(cx: &Cx, page: &OpinionPage, map: &MapView, mine: &MyPlace) -> Option<AnyView> {
    if mine.asked == Asked::Stranger {
        return None;
    }
    let shown = |id: &u32| {
        map.groups
            .iter()
            .any(|group| group.id == *id && group.shown)
    };
    let group = mine.spot.and_then(|spot| spot.group);
    let text = match (mine.spot, group, mine.progress.missing) {
        (_, Some(id), _) if shown(&id) => {
            let says = map
                .groups
                .iter()
                .find(|group| group.id == id)
                .and_then(|group| group.representative.first());
            let says = says.and_then(|evidence| {
                let line = page.texts.get(&evidence.statement)?;
                let label = lists::says(cx, map, evidence.answer);
                Some(view! { <p>{label} " " {text::statement(&line.text, &line.language)}</p> })
            });
            let href = format!("#group-{}", cabildo_domain::opinion::group_letter(id));
            view! {
                <p>{t!(cx, "opinion-mine-group")} " " <strong dir="auto">{group::name(cx, &page.group_names, id)}</strong> "."</p>
                {says}
                <p><a href=href>{t!(cx, "opinion-mine-more")}</a></p>
            }
            .into_any()
        }
        (_, Some(_), _) => {
            view! { <p>{t!(cx, "opinion-mine-few", least = SMALLEST_GROUP)}</p> }.into_any()
        }
        (Some(spot), ..) if spot.apart && mine.asked.counts() => {
            view! { <p>{t!(cx, "opinion-mine-apart")}</p> }.into_any()
        }
        (_, None, missing) if missing > 0 && mine.asked.counts() => {
            view! { <p>{t!(cx, "opinion-missing", count = missing)}</p> }.into_any()
        }
        _ if !mine.asked.counts() => view! { <p>{t!(cx, "opinion-excluded")}</p> }.into_any(),
        _ => view! { <p>{t!(cx, "opinion-mine-soon")}</p> }.into_any(),
    };
    let go_on = page.doors.to(Activity::Answer).is_open().then(|| {
        let href = address::opinion(&page.consultation.slug);
        view! { <p><a class="button" href=href>{t!(cx, "opinion-continue")}</a></p> }
    });
    Some(
        view! {
            <section class="stack mine" data-gap="small" aria-labelledby="mine">
                <h2 id="mine">{t!(cx, "opinion-mine")}</h2>
                {text} {go_on}
            </section>
        }
        .into_any(),
    )
}

/// The content of the picture, as a table.
fn sizes(cx: &Cx, page: &OpinionPage, map: &MapView) -> AnyView {
    let shown = map.groups.iter().filter(|group| group.shown);
    let in_shown: i64 = shown.clone().map(|group| group.size).sum();
    let row = |who: String, size: i64| {
        view! {
            <tr>
                <th scope="row" dir="auto">{who}</th>
                <td class="number">{cx.number(size)}</td>
                <td class="number">{t!(cx, "opinion-percent", percent = votes::percent(size, map.people))}</td>
            </tr>
        }
    };
    let groups: Vec<_> = shown
        .map(|group| row(group::name(cx, &page.group_names, group.id), group.size))
        .collect();
    let apart = (map.apart > 0).then(|| row(t!(cx, "opinion-apart"), map.apart));
    let others = map.people - in_shown - map.apart;
    let key = if map.groups.iter().all(|group| group.shown) {
        if map.apart > 0 {
            "opinion-too-few-answers"
        } else {
            "opinion-no-group"
        }
    } else {
        "opinion-no-group-shown"
    };
    let others = (others > 0).then(|| row(t!(cx, key), others));
    view! {
        <div class="table" role="region" aria-labelledby="sizes" tabindex="0">
            <table>
                <caption id="sizes">{t!(cx, "opinion-sizes")}</caption>
                <thead>
                    <tr>
                        <th scope="col">{t!(cx, "opinion-col-group")}</th>
                        <th scope="col" class="number">{t!(cx, "opinion-col-people")}</th>
                        <th scope="col" class="number">{t!(cx, "opinion-col-share")}</th>
                    </tr>
                </thead>
                <tbody>{groups}{apart}{others}</tbody>
            </table>
        </div>
        {(map.apart > 0).then(|| view! { <p class="hint">{t!(cx, "opinion-apart-text", count = map.apart)}</p> })}
    }
    .into_any()
}

/// Every statement with everyone's answers, as links to those of each group; thousands are shown in parts.
fn every_statement(cx: &Cx, page: &OpinionPage, map: &MapView, after: i64) -> AnyView {
    let slug = &page.consultation.slug;
    let asked: Vec<(i64, &StatementLine)> = page
        .texts
        .iter()
        .filter(|(_, line)| !line.meta)
        .map(|(number, line)| (*number, line))
        .collect();
    let total = asked.len();
    let before = asked.partition_point(|(number, _)| *number <= after);
    let listed = &asked[before..total.min(before + ON_A_PAGE)];
    let link = |label: String, after: i64| {
        let href = format!(
            "{}#every",
            with_query(
                &address::opinion_map(slug),
                &[("after", &after.to_string())]
            )
        );
        view! { <a class="button" href=href>{label}</a> }
    };
    let back = (before > 0).then(|| {
        let first = before.saturating_sub(ON_A_PAGE);
        link(
            t!(cx, "opinion-every-before"),
            first.checked_sub(1).map_or(0, |last| asked[last].0),
        )
    });
    let last = listed.last().filter(|_| before + listed.len() < total);
    let onward = last.map(|(number, _)| link(t!(cx, "opinion-every-after"), *number));
    let told: HashMap<i64, &StatementResult> = map
        .statements
        .iter()
        .map(|result| (result.number, result))
        .collect();
    let row = |(number, line): &(i64, &StatementLine)| {
        one_of_all(cx, slug, *number, line, told.get(number).copied())
    };
    let rows: Vec<_> = listed.iter().map(row).collect();
    let summary = t!(cx, "opinion-every", count = total as i64);
    let (start, is_open) = ((before + 1).to_string(), before > 0);
    view! {
        <details class="every" id="every" open=is_open data-slug=slug.to_string()>
            <summary>{summary}</summary>
            <ol start=start>{rows}</ol>
            <p class="actions">{back} {onward}</p>
            <ChooseStatement />
        </details>
    }
    .into_any()
}

/// A statement in the list of all; its answers are shown when enough people have answered.
fn one_of_all(
    cx: &Cx,
    slug: &Slug,
    number: i64,
    line: &StatementLine,
    result: Option<&StatementResult>,
) -> AnyView {
    let (href, lang) = (address::statement(slug, number), line.language.to_string());
    let said = match result {
        Some(result) => votes::sentence(cx, result.tally),
        None => t!(cx, "opinion-every-few", least = SMALLEST_GROUP),
    };
    view! {
        <li>
            <a href=href lang=lang dir="auto" data-choose=result.map(|_| number.to_string())>{line.text.to_string()}</a>
            " " <small>{said}</small>
            <div data-live="votes" aria-live="polite"></div>
        </li>
    }
    .into_any()
}

/// The method of the computation, what is left out, and why.
fn method(cx: &Cx, page: &OpinionPage) -> AnyView {
    let excluded = t!(cx, "opinion-map-excluded", count = page.excluded);
    view! {
        <section class="stack" data-gap="small" aria-labelledby="method">
            <h2 id="method">{t!(cx, "opinion-method-link")}</h2>
            <p>{t!(cx, "opinion-map-method")}</p>
            <p>{t!(cx, "opinion-small", least = SMALLEST_GROUP)}</p>
            <p>{excluded}</p>
            <p><a href=address::OPINION_METHOD>{t!(cx, "opinion-method-read")}</a></p>
            {open_data(cx, page)}
        </section>
    }
    .into_any()
}

/// The files from which anybody can compute the map again.
fn open_data(cx: &Cx, page: &OpinionPage) -> AnyView {
    let result = address::api_opinion(&page.consultation.slug);
    let files = ["comments", "votes", "participants-votes", "summary"].map(|file| {
        let href = format!("{result}/{file}.csv");
        view! { <li><a href=href download>{t!(cx, &format!("opinion-data-{file}"))}</a> " (CSV)"</li> }
    });
    view! {
        <h3>{t!(cx, "opinion-data")}</h3>
        <p>{t!(cx, "opinion-data-text")}</p>
        <ul>
            {files.into_iter().collect_view()}
            <li><a href=result>{t!(cx, "opinion-data-map")}</a> " (JSON)"</li>
        </ul>
    }
    .into_any()
}
