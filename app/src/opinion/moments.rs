//! The map over time: in words, as a picture, and as a table of a few moments behind it.

use super::{
    chart,
    figures::{chosen, shown},
    group,
};
use crate::{request::Cx, t, ui::time};
use cabildo_domain::{opinion::group_letter, text::Label};
use cabildo_service::opinion::Moment;
use leptos::prelude::*;
use std::collections::BTreeMap;

/// Rows at most: the first, the last, and some between.
const ROWS: usize = 12;
/// When the first and the last moment are closer than this, hours are counted instead of days.
const A_DAY: i64 = 86_400;

/// The section; `None` before the first map.
pub fn section(cx: &Cx, moments: &[Moment], names: &BTreeMap<u32, Label>) -> Option<AnyView> {
    let last = moments.last()?;
    let told = told(cx, moments)?;
    let picture = chart::view(cx, moments, &told);
    let table = (moments.len() > 1).then(|| table(cx, moments));
    let legend = picture.is_some().then(|| legend(cx, last, names));
    Some(
        view! {
            <section class="stack" data-gap="small" aria-labelledby="over-time">
                <h2 id="over-time">{t!(cx, "opinion-time")}</h2>
                <p class="told">{told}</p>
                {picture} {legend} {table}
            </section>
        }
        .into_any(),
    )
}

/// `In 10 days, 400 people gave 33,000 answers. Since 4 March there have been two groups.`
fn told(cx: &Cx, moments: &[Moment]) -> Option<String> {
    let (first, last) = (moments.first()?, moments.last()?);
    let groups = |moment: &Moment| shown(moment).count() as i64;
    let answers = t!(cx, "opinion-answers", count = last.votes);
    if moments.len() == 1 {
        return Some(t!(
            cx,
            "opinion-time-once",
            people = last.people,
            answers = answers
        ));
    }
    let seconds = last.at.since(first.at).as_seconds();
    let span = match seconds {
        ..7_200 => t!(cx, "opinion-time-soon"),
        7_200..172_800 => t!(cx, "opinion-time-hours", count = seconds / 3_600),
        _ => t!(
            cx,
            "opinion-time-days",
            count = (seconds + A_DAY / 2) / A_DAY
        ),
    };
    let gave = t!(
        cx,
        "opinion-time-gave",
        span = span,
        people = last.people,
        answers = answers
    );
    let count = groups(last);
    // The first of the last moments that all had as many groups as there are now.
    let since = moments
        .iter()
        .rev()
        .take_while(|moment| groups(moment) == count)
        .last()?;
    let when = if seconds < 172_800 {
        time::date_and_time(cx, since.at)
    } else {
        time::date(cx, since.at)
    };
    let key = if since.at == first.at {
        "opinion-time-always"
    } else {
        "opinion-time-since"
    };
    Some(format!(
        "{gave} {}",
        t!(cx, key, count = count, date = when)
    ))
}

/// The bands of the picture by name, in their final order.
fn legend(cx: &Cx, last: &Moment, names: &BTreeMap<u32, Label>) -> AnyView {
    let item = |letter: Option<String>, name: String, size: i64| {
        let people = t!(cx, "opinion-people", count = size);
        view! { <li data-group=letter><span dir="auto">{name}</span> " " <small>{people}</small></li> }
    };
    let groups: Vec<_> = shown(last)
        .map(|(id, size)| {
            item(
                Some(group_letter(id).to_string()),
                group::name(cx, names, id),
                size,
            )
        })
        .collect();
    let rest = last.people - shown(last).map(|(_, size)| size).sum::<i64>();
    let rest = (rest > 0).then(|| item(None, t!(cx, "opinion-no-group"), rest));
    view! { <ul class="legend">{groups}{rest}</ul> }.into_any()
}

fn table(cx: &Cx, moments: &[Moment]) -> AnyView {
    let rows: Vec<_> = chosen(moments.len(), ROWS)
        .into_iter()
        .filter_map(|index| moments.get(index))
        .map(|moment| {
            let groups: Vec<String> = shown(moment)
                .map(|(id, size)| format!("{} {}", group_letter(id), cx.number(size)))
                .collect();
            view! {
                <tr>
                    <th scope="row">{time::date_and_time(cx, moment.at)}</th>
                    <td class="number">{cx.number(moment.people)}</td>
                    <td class="number">{cx.number(moment.votes)}</td>
                    <td class="number">{cx.number(moment.statements)}</td>
                    <td>{groups.join(", ")}</td>
                </tr>
            }
        })
        .collect();
    view! {
        <details>
            <summary>{t!(cx, "opinion-time-table")}</summary>
            <div class="table" role="region" aria-labelledby="over-time-caption" tabindex="0">
                <table>
                    <caption id="over-time-caption">{t!(cx, "opinion-time-caption")}</caption>
                    <thead>
                        <tr>
                            <th scope="col">{t!(cx, "opinion-time-when")}</th>
                            <th scope="col" class="number">{t!(cx, "opinion-col-people")}</th>
                            <th scope="col" class="number">{t!(cx, "opinion-col-answers")}</th>
                            <th scope="col" class="number">{t!(cx, "opinion-col-statements")}</th>
                            <th scope="col">{t!(cx, "opinion-groups")}</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        </details>
    }
    .into_any()
}
