//! The map as a picture: how dense people stand, the outlines of the groups, and one's own place. No mark stands for a
//! single person but the one who looks.

use super::words;
use crate::{request::Cx, t};
use cabildo_domain::opinion::group_letter;
use cabildo_service::opinion::{MapView, MySpot, OpinionPage, Shapes};
use leptos::prelude::*;
use std::fmt::Write;

/// The side of a square in the picture.
const SIDE: f64 = 10.0;

/// The picture; `None` while too few people are on the map to draw anything.
pub fn view(cx: &Cx, page: &OpinionPage, map: &MapView, mine: Option<MySpot>) -> Option<AnyView> {
    let shapes = &map.shapes;
    if shapes.columns == 0 || shapes.rows == 0 {
        return None;
    }
    let size = format!("0 0 {} {}", shapes.columns as f64 * SIDE, shapes.rows as f64 * SIDE);
    let outlines: Vec<_> = shapes
        .outlines
        .iter()
        .filter(|(_, corners)| corners.len() > 2)
        .map(|(id, corners)| {
            let corners: Vec<(f64, f64)> = corners.iter().map(|corner| place(shapes, corner.x, corner.y)).collect();
            (group_letter(*id).to_string(), corners)
        })
        .collect();
    let hulls: Vec<_> = outlines
        .iter()
        .map(|(letter, corners)| view! { <path class="hull" data-group=letter.clone() d=path(corners) /> })
        .collect();
    let labels: Vec<_> = outlines
        .iter()
        .map(|(letter, corners)| {
            let (x, y) = middle(corners);
            view! { <text class="name" x=round(x) y=round(y)>{letter.clone()}</text> }
        })
        .collect();
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
                    <span dir="auto">{words::group(cx, &page.group_names, group.id)}</span> " "
                    <small>{t!(cx, "opinion-people", count = group.size)}</small>
                </li>
            }
        })
        .collect();
    Some(
        view! {
            <figure class="map">
                <svg viewBox=size role="img" aria-labelledby="map-title map-desc">
                    <title id="map-title">{t!(cx, "opinion-map-title")}</title>
                    <desc id="map-desc">{t!(cx, "opinion-map-desc")}</desc>
                    <g class="density">{density(shapes)}</g>
                    {hulls} {labels} {me}
                </svg>
                <figcaption>
                    <ul class="legend">{legend}</ul>
                    <p>{t!(cx, "opinion-map-caption", least = shapes.least as i64)}</p>
                </figcaption>
            </figure>
        }
        .into_any(),
    )
}

/// A place of the map in the picture, where up is less; a place outside stands at its border.
fn place(shapes: &Shapes, x: f64, y: f64) -> (f64, f64) {
    let (width, height) = (shapes.columns as f64 * SIDE, shapes.rows as f64 * SIDE);
    let x = (x - shapes.origin.x) / shapes.side * SIDE;
    let y = height - (y - shapes.origin.y) / shapes.side * SIDE;
    let inside = |value: f64, most: f64| if value.is_finite() { value.clamp(0.0, most) } else { most / 2.0 };
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
    let (x, y) = corners.iter().fold((0.0, 0.0), |(x, y), corner| (x + corner.0, y + corner.1));
    (x / count, y / count)
}

/// The squares, those of one density beside each other as one.
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
