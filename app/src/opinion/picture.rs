//! The map as a picture: the density of people, the outlines of the groups, and one's own place. No mark stands for a
//! single person except the reader. Each outline is a link to the group's statements; with the island [`PointAtGroup`],
//! pointing at one also describes it under the picture.

use super::{group, island::PointAtGroup, lists, text, votes};
use crate::{request::Cx, t};
use cabildo_domain::opinion::group_letter;
use cabildo_service::opinion::{GroupView, MapView, MySpot, OpinionPage, Shapes};
use leptos::prelude::*;
use std::fmt::Write;

/// The side of a square in the picture.
const SIDE: f64 = 10.0;

/// The least height of the picture, as a share of its width.
const FLATTEST: f64 = 0.4;

/// The picture; `None` while too few people are on the map to draw anything.
pub fn view(cx: &Cx, page: &OpinionPage, map: &MapView, mine: Option<MySpot>) -> Option<AnyView> {
    let shapes = &map.shapes;
    if shapes.columns == 0 || shapes.rows == 0 {
        return None;
    }
    let (width, height) = (shapes.columns as f64 * SIDE, shapes.rows as f64 * SIDE);
    // When people differ in only one direction the map is a line; with room above and below it is still a picture.
    let room = (width * FLATTEST - height).max(0.0) / 2.0;
    let size = format!("0 {:.1} {width} {:.1}", -room, height + 2.0 * room);
    let outlines: Vec<_> = shapes
        .outlines
        .iter()
        .filter(|(_, corners)| corners.len() > 2)
        .map(|(id, corners)| {
            let corners: Vec<(f64, f64)> = corners
                .iter()
                .map(|corner| place(shapes, corner.x, corner.y))
                .collect();
            (group_letter(*id).to_string(), corners)
        })
        .collect();
    let hulls: Vec<_> = map
        .groups
        .iter()
        .filter(|group| group.shown)
        .filter_map(|group| {
            let letter = group_letter(group.id).to_string();
            let (_, corners) = outlines.iter().find(|(of, _)| *of == letter)?;
            let (x, y) = middle(corners);
            let (href, group_of) = (format!("#group-{letter}"), letter.clone());
            Some(view! {
                <a href=href data-group=group_of aria-label=who(cx, page, group)>
                    <path class="hull" d=path(corners) />
                    <text class="name" x=round(x) y=round(y)>{letter}</text>
                </a>
            })
        })
        .collect();
    let pointed =
        (!hulls.is_empty()).then(|| view! { {pointed_at(cx, page, map)} <PointAtGroup /> });
    let me = mine.map(|spot| {
        let (x, y) = place(shapes, spot.x, spot.y);
        view! {
            <g class="me">
                <circle cx=round(x) cy=round(y) r="7" />
                <text x=round(x) y=round(y - 12.0)>{t!(cx, "opinion-map-you")}</text>
            </g>
        }
    });
    let legend: Vec<_> = map
        .groups
        .iter()
        .filter(|group| group.shown)
        .map(|group| {
            let letter = group_letter(group.id).to_string();
            view! {
                <li data-group=letter>
                    <span dir="auto">{group::name(cx, &page.group_names, group.id)}</span> " "
                    <small>{t!(cx, "opinion-people", count = group.size)}</small>
                </li>
            }
        })
        .collect();
    Some(
        view! {
            <figure class="map">
                <svg viewBox=size role="group" aria-label=t!(cx, "opinion-map-title")>
                    <g class="density" role="img" aria-labelledby="map-title map-desc">
                        <title id="map-title">{t!(cx, "opinion-map-title")}</title>
                        <desc id="map-desc">{t!(cx, "opinion-map-desc")}</desc>
                        {density(shapes)}
                    </g>
                    {hulls} {me}
                </svg>
                {pointed}
                <figcaption>
                    <ul class="legend">{legend}</ul>
                    <p>{t!(cx, "opinion-map-caption", least = shapes.least as i64)}</p>
                </figcaption>
            </figure>
        }
        .into_any(),
    )
}

/// `Group A: Walkers, 120 people`.
fn who(cx: &Cx, page: &OpinionPage, group: &GroupView) -> String {
    let people = t!(cx, "opinion-people", count = group.size);
    t!(
        cx,
        "opinion-pointed-who",
        group = group::name(cx, &page.group_names, group.id),
        people = people
    )
}

/// The descriptions under the picture: the name, the size and the strongest statement of each group. All are hidden; an
/// island shows the one that is pointed at. Without the island the same is said further down.
fn pointed_at(cx: &Cx, page: &OpinionPage, map: &MapView) -> AnyView {
    let one = |group: &GroupView| {
        let letter = group_letter(group.id).to_string();
        let href = format!("#group-{letter}");
        let says = group.representative.first().and_then(|evidence| {
            let line = page.texts.get(&evidence.statement)?;
            let label = lists::says(cx, map, evidence.answer);
            let share = votes::of_group(cx, evidence);
            Some(view! { <p>{label} " " <strong>{text::statement(&line.text, &line.language)}</strong> " " <small>{share}</small></p> })
        });
        view! {
            <div class="stack" data-gap="small" data-about=letter.clone() data-group=letter hidden>
                <p><strong dir="auto">{who(cx, page, group)}</strong></p>
                {says}
                <p><a href=href>{t!(cx, "opinion-pointed-more")}</a></p>
            </div>
        }
    };
    let groups: Vec<_> = map
        .groups
        .iter()
        .filter(|group| group.shown)
        .map(one)
        .collect();
    view! {
        <div class="pointed" data-live="group" aria-live="polite" hidden>
            <p data-about="">{t!(cx, "opinion-pointed-hint")}</p>
            {groups}
        </div>
    }
    .into_any()
}

/// A place of the map in the picture, whose vertical axis points down; a place outside is drawn at the border.
fn place(shapes: &Shapes, x: f64, y: f64) -> (f64, f64) {
    let (width, height) = (shapes.columns as f64 * SIDE, shapes.rows as f64 * SIDE);
    let x = (x - shapes.origin.x) / shapes.side * SIDE;
    let y = height - (y - shapes.origin.y) / shapes.side * SIDE;
    let inside = |value: f64, most: f64| {
        if value.is_finite() {
            value.clamp(0.0, most)
        } else {
            most / 2.0
        }
    };
    (inside(x, width), inside(y, height))
}

fn round(value: f64) -> String {
    format!("{value:.1}")
}

fn path(corners: &[(f64, f64)]) -> String {
    let mut d = String::new();
    for (index, (x, y)) in corners.iter().enumerate() {
        let _ = write!(d, "{}{x:.1} {y:.1}", if index == 0 { 'M' } else { 'L' });
    }
    d.push('Z');
    d
}

fn middle(corners: &[(f64, f64)]) -> (f64, f64) {
    let count = corners.len().max(1) as f64;
    let (x, y) = corners
        .iter()
        .fold((0.0, 0.0), |(x, y), corner| (x + corner.0, y + corner.1));
    (x / count, y / count)
}

/// The squares; neighbours of the same density are drawn as one.
fn density(shapes: &Shapes) -> Vec<AnyView> {
    let mut squares = Vec::new();
    for row in 0..shapes.rows {
        let levels = &shapes.density[row * shapes.columns..(row + 1) * shapes.columns];
        let top = (shapes.rows - 1 - row) as f64 * SIDE;
        let mut start = 0;
        for run in levels.chunk_by(|a, b| a == b) {
            if run[0] > 0 {
                let (x, width) = (start as f64 * SIDE, run.len() as f64 * SIDE);
                let opacity = format!("{:.2}", 0.08 + f64::from(run[0]) * 0.08);
                squares.push(
                    view! { <rect x=round(x) y=round(top) width=round(width) height=SIDE.to_string() fill-opacity=opacity /> }
                        .into_any(),
                );
            }
            start += run.len();
        }
    }
    squares
}
