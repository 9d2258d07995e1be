//! The map over time as two small pictures: how many people there were and in which groups, and how many answers.
//!
//! Drawn only from the figures of the kept moments. A group has a band while it is large enough to be named; everybody
//! else is in the band on top. Letters stand in the bands, so colour is never the only sign.

use super::figures::{chosen, shown};
use crate::{request::Cx, t, ui::time};
use cabildo_domain::opinion::group_letter;
use cabildo_service::opinion::Moment;
use leptos::prelude::*;
use std::{collections::BTreeSet, fmt::Write};

/// The most moments in a picture.
pub const POINTS: usize = 60;
/// The size of a picture, and where its ground and its highest value are.
const WIDTH: f64 = 360.0;
const HEIGHT: f64 = 168.0;
const GROUND: f64 = 144.0;
const TOP: f64 = 20.0;
/// A band that is nowhere as thick as this has no room for its letter; the list under the picture names it.
const ROOM: f64 = 15.0;

/// Both pictures; `None` while there is nothing to compare. `told` describes them in words.
pub fn view(cx: &Cx, moments: &[Moment], told: &str) -> Option<AnyView> {
    let moments: Vec<&Moment> = chosen(moments.len(), POINTS)
        .into_iter()
        .filter_map(|index| moments.get(index))
        .collect();
    let (first, last) = (moments.first()?, moments.last()?);
    if moments.len() < 2 {
        return None;
    }
    let across = across(&moments.iter().map(|moment| moment.at.0).collect::<Vec<_>>());
    let dates = [time::date(cx, first.at), time::date(cx, last.at)];
    let people = people(cx, &moments, &across);
    let most = moments
        .iter()
        .map(|moment| moment.votes)
        .max()
        .unwrap_or_default();
    let line: Vec<(f64, f64)> = moments
        .iter()
        .zip(&across)
        .map(|(moment, x)| (*x, up(moment.votes, most)))
        .collect();
    let answers = view! { <path class="band" d=area(&line, &ground(&across)) /> };
    Some(
        view! {
            <div class="over-time">
                {figure(cx, "people", told, most_people(&moments), &dates, people)}
                {figure(cx, "answers", told, most, &dates, answers.into_any())}
            </div>
        }
        .into_any(),
    )
}

fn most_people(moments: &[&Moment]) -> i64 {
    moments
        .iter()
        .map(|moment| moment.people)
        .max()
        .unwrap_or_default()
}

fn figure(
    cx: &Cx,
    name: &str,
    told: &str,
    most: i64,
    dates: &[String; 2],
    drawn: AnyView,
) -> AnyView {
    let (title, desc) = (format!("time-{name}-title"), format!("time-{name}-desc"));
    let labels = format!("{title} {desc}");
    let caption = t!(cx, &format!("opinion-time-{name}"));
    let line = |y: f64| view! { <line x1="0" x2=WIDTH y1=y y2=y /> };
    view! {
        <figure class="chart">
            <figcaption>{caption.clone()}</figcaption>
            <svg viewBox=format!("0 0 {WIDTH} {HEIGHT}") role="img" aria-labelledby=labels>
                <title id=title>{caption}</title>
                <desc id=desc>{told.to_owned()}</desc>
                {drawn}
                {line(TOP)} {line(GROUND)}
                <text x="0" y=TOP - 5.0>{cx.number(most)}</text>
                <text x="0" y=HEIGHT - 6.0>{dates[0].clone()}</text>
                <text class="end" x=WIDTH y=HEIGHT - 6.0>{dates[1].clone()}</text>
            </svg>
        </figure>
    }
    .into_any()
}

/// A band for each group, the first at the ground, and one for everybody else on top of them.
fn people(cx: &Cx, moments: &[&Moment], across: &[f64]) -> AnyView {
    let most = most_people(moments);
    let groups: BTreeSet<u32> = moments
        .iter()
        .flat_map(|moment| shown(moment))
        .map(|(id, _)| id)
        .collect();
    let mut under: Vec<i64> = vec![0; moments.len()];
    let mut bands = Vec::new();
    let mut letters = Vec::new();
    for id in groups.into_iter().map(Some).chain([None]) {
        let over: Vec<i64> = moments
            .iter()
            .zip(&under)
            .map(|(moment, under)| match id {
                Some(id) => under + size(moment, id),
                None => moment.people,
            })
            .collect();
        let edge = |values: &[i64]| -> Vec<(f64, f64)> {
            across
                .iter()
                .zip(values)
                .map(|(x, value)| (*x, up(*value, most)))
                .collect()
        };
        let (upper, lower) = (edge(&over), edge(&under));
        let letter = id.map(|id| group_letter(id).to_string());
        if let (Some(letter), Some((x, y))) = (letter.clone(), widest(&upper, &lower)) {
            letters.push(view! { <text class="name" x=x y=y>{letter}</text> });
        }
        bands.push(band(cx, letter, area(&upper, &lower)));
        under = over;
    }
    // Draw the lowest band last: where a band has no height, the line of the band below remains.
    bands.reverse();
    view! { {bands} {letters} }.into_any()
}

fn band(cx: &Cx, letter: Option<String>, d: String) -> AnyView {
    match letter {
        Some(letter) => view! { <path class="band" data-group=letter d=d /> }.into_any(),
        None => {
            let rest = t!(cx, "opinion-no-group");
            view! { <path class="band rest" d=d><title>{rest}</title></path> }.into_any()
        }
    }
}

fn size(moment: &Moment, id: u32) -> i64 {
    shown(moment)
        .find(|(shown, _)| *shown == id)
        .map_or(0, |(_, size)| size)
}

/// The horizontal positions of these times, from the first to the last; evenly spread when all are the same.
fn across(times: &[i64]) -> Vec<f64> {
    let (Some(first), Some(last)) = (times.first(), times.last()) else {
        return Vec::new();
    };
    let span = (last - first) as f64;
    let even = |index: usize| index as f64 / (times.len() - 1).max(1) as f64;
    times
        .iter()
        .enumerate()
        .map(|(index, at)| {
            let share = if span > 0.0 {
                (at - first) as f64 / span
            } else {
                even(index)
            };
            share.clamp(0.0, 1.0) * WIDTH
        })
        .collect()
}

/// The vertical position of a value.
fn up(value: i64, most: i64) -> f64 {
    GROUND - (GROUND - TOP) * (value as f64 / most.max(1) as f64).clamp(0.0, 1.0)
}

fn ground(across: &[f64]) -> Vec<(f64, f64)> {
    across.iter().map(|x| (*x, GROUND)).collect()
}

/// The outline of the area between two lines.
fn area(upper: &[(f64, f64)], lower: &[(f64, f64)]) -> String {
    let mut d = String::new();
    for (index, (x, y)) in upper.iter().chain(lower.iter().rev()).enumerate() {
        let _ = write!(d, "{}{x:.1} {y:.1}", if index == 0 { 'M' } else { 'L' });
    }
    d.push('Z');
    d
}

/// The middle of a band where it is thickest, away from the borders; `None` when there is no room for a letter.
fn widest(upper: &[(f64, f64)], lower: &[(f64, f64)]) -> Option<(f64, f64)> {
    let at = (1..20).map(|step| WIDTH * f64::from(step) / 20.0);
    let bands = at.filter_map(|x| Some((x, height(upper, x)?, height(lower, x)?)));
    let (x, top, bottom) = bands.max_by(|a, b| (a.2 - a.1).total_cmp(&(b.2 - b.1)))?;
    (bottom - top >= ROOM).then_some((x, f64::midpoint(top, bottom)))
}

/// The height of a line at a horizontal position.
fn height(line: &[(f64, f64)], x: f64) -> Option<f64> {
    let next = line
        .windows(2)
        .find(|ends| ends[0].0 <= x && x <= ends[1].0)?;
    let ((from, low), (to, high)) = (next[0], next[1]);
    let share = if to > from {
        (x - from) / (to - from)
    } else {
        1.0
    };
    Some(low + (high - low) * share)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_stand_where_their_time_is_and_evenly_where_there_is_one_time() {
        assert_eq!(across(&[10, 20, 110]), [0.0, 36.0, 360.0]);
        assert_eq!(across(&[7, 7, 7]), [0.0, 180.0, 360.0]);
        assert_eq!(across(&[7]), [0.0]);
        assert!(across(&[]).is_empty());
    }

    #[test]
    fn a_clock_that_was_set_back_draws_nothing_outside() {
        assert!(
            across(&[10, 5, 20, 30, 20])
                .iter()
                .all(|x| (0.0..=WIDTH).contains(x))
        );
        assert_eq!((up(0, 0), up(5, 5), up(9, 5)), (GROUND, TOP, TOP));
    }

    #[test]
    fn a_letter_stands_in_the_thickest_place_of_its_band_or_nowhere() {
        let lower = [(0.0, 140.0), (180.0, 140.0), (360.0, 140.0)];
        let (x, y) = widest(&[(0.0, 140.0), (180.0, 100.0), (360.0, 139.0)], &lower).unwrap();
        assert_eq!((x, y), (180.0, 120.0));
        assert_eq!(
            widest(&[(0.0, 140.0), (180.0, 130.0), (360.0, 139.0)], &lower),
            None
        );
    }

    #[test]
    fn the_outline_of_an_area_goes_out_above_and_back_below() {
        assert_eq!(
            area(&[(0.0, 1.0), (2.0, 1.5)], &[(0.0, 9.0), (2.0, 9.0)]),
            "M0.0 1.0L2.0 1.5L2.0 9.0L0.0 9.0Z"
        );
    }
}
