//! The lists of uniting, dividing and uncertain statements, and the statements of each group.

use super::{group, votes};
use crate::{request::Cx, t};
use cabildo_domain::opinion::{Answer, SMALLEST_GROUP};
use cabildo_service::opinion::{GroupView, MapView, OpinionPage};
use leptos::prelude::*;

/// A list of statements under its heading, each with the answers of everyone and of each group; a sentence when the
/// list is empty.
fn list(cx: &Cx, page: &OpinionPage, map: &MapView, name: &str, numbers: Vec<i64>) -> AnyView {
    let id = format!("list-{name}");
    let items: Vec<_> = numbers
        .into_iter()
        .filter_map(|number| {
            let result = map
                .statements
                .iter()
                .find(|result| result.number == number)?;
            let text = votes::link(page, number)?;
            Some(view! { <li><h4>{text}</h4>{votes::rows(cx, &page.group_names, result)}</li> })
        })
        .collect();
    let none = items
        .is_empty()
        .then(|| view! { <p class="hint">{t!(cx, "opinion-list-none")}</p> });
    view! {
        <section class="stack" data-gap="small" aria-labelledby=id.clone()>
            <h3 id=id.clone()>{t!(cx, &format!("opinion-list-{name}"))}</h3>
            <p>{t!(cx, &format!("opinion-list-{name}-text"))}</p>
            {none}
            <ol class="statements">{items}</ol>
        </section>
    }
    .into_any()
}

/// The lists: common to all groups, agreed by every group, dividing, passed on by many.
pub fn all(cx: &Cx, page: &OpinionPage, map: &MapView) -> AnyView {
    let has_groups = map.groups.iter().filter(|group| group.shown).count() > 1;
    let agreed = map.agreed_by_all();
    // Statements with which every group agrees are mostly those with which most people agree, so list each once.
    let united: Vec<i64> = map
        .united()
        .into_iter()
        .filter(|number| !agreed.contains(number))
        .take(5)
        .collect();
    let unites = (has_groups && !united.is_empty()).then(|| list(cx, page, map, "unites", united));
    let farthest: Vec<i64> = map.divides.iter().take(5).copied().collect();
    let contested: Vec<i64> = map
        .contested()
        .into_iter()
        .filter(|number| !farthest.contains(number))
        .collect();
    let contested =
        (has_groups && !contested.is_empty()).then(|| list(cx, page, map, "contested", contested));
    let divides = has_groups.then(|| list(cx, page, map, "divides", farthest));
    let among = if has_groups { "" } else { "-alone" };
    view! {
        <section class="stack" aria-labelledby="unites">
            <h2 id="unites">{t!(cx, "opinion-unites")}</h2>
            {list(cx, page, map, &format!("agreed{among}"), agreed)}
            {unites}
            {list(cx, page, map, &format!("disagreed{among}"), map.disagreed_by_all())}
        </section>
        <section class="stack" aria-labelledby="divides">
            <h2 id="divides">{t!(cx, "opinion-divides")}</h2>
            {divides}
            {contested}
            {list(cx, page, map, "uncertain", map.uncertain.iter().take(5).copied().collect())}
        </section>
    }
    .into_any()
}

/// The statements of each group that the others do not share.
pub fn groups(cx: &Cx, page: &OpinionPage, map: &MapView) -> Option<AnyView> {
    let shown: Vec<_> = map
        .groups
        .iter()
        .filter(|group| group.shown)
        .map(|group| one_group(cx, page, map, group))
        .collect();
    let few = map.groups.iter().filter(|group| !group.shown).count() as i64;
    let few = (few > 0).then(|| {
        let text = t!(
            cx,
            "opinion-groups-few",
            count = few,
            least = SMALLEST_GROUP
        );
        view! { <p class="hint">{text}</p> }
    });
    let text = if map.groups.len() == 1 {
        "opinion-groups-text-one"
    } else {
        "opinion-groups-text"
    };
    (!map.groups.is_empty()).then(|| {
        view! {
            <section class="stack" aria-labelledby="groups">
                <h2 id="groups">{t!(cx, "opinion-groups")}</h2>
                <p>{t!(cx, text)}</p>
                {few}
                {shown}
            </section>
        }
        .into_any()
    })
}

/// The words before a group's strongest statement; a single group has no others to be compared with.
pub fn says(cx: &Cx, map: &MapView, answer: Answer) -> String {
    let alone = if map.groups.len() == 1 { "-alone" } else { "" };
    t!(cx, &format!("opinion-mine-says{alone}-{}", answer.as_str()))
}

fn one_group(cx: &Cx, page: &OpinionPage, map: &MapView, group: &GroupView) -> AnyView {
    let letter = cabildo_domain::opinion::group_letter(group.id).to_string();
    let id = format!("group-{letter}");
    let items: Vec<_> = group
        .representative
        .iter()
        .filter_map(|evidence| {
            let result = map.statements.iter().find(|result| result.number == evidence.statement)?;
            let text = votes::link(page, evidence.statement)?;
            let said = votes::of_group(cx, evidence);
            Some(view! { <li><h4>{text}</h4><p>{said}</p>{votes::rows(cx, &page.group_names, result)}</li> })
        })
        .collect();
    view! {
        <section class="stack" data-gap="small" data-group=letter aria-labelledby=id.clone()>
            <h3 id=id.clone() dir="auto">{group::name(cx, &page.group_names, group.id)}</h3>
            <p class="meta"><span>{t!(cx, "opinion-people", count = group.size)}</span></p>
            <ol class="statements">{items}</ol>
        </section>
    }
    .into_any()
}

/// The statements with which most people of every shown group agree, for a sentence: their numbers, the strongest
/// first.
pub fn common(map: &MapView) -> Vec<i64> {
    let mut numbers = map.united();
    let more: Vec<i64> = map
        .agreed_by_all()
        .into_iter()
        .filter(|number| !numbers.contains(number))
        .collect();
    numbers.extend(more);
    numbers
}
