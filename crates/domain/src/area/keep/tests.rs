//! Tests of the guess at renamed lines of an outline: lines are renamed, moved and removed, or only seem to be.

use super::*;
use crate::area::parse_outline;
use proptest::prelude::*;

fn id(name: &str) -> Uuid {
    Uuid::from_bytes(std::array::from_fn(|place| {
        name.as_bytes().get(place).copied().unwrap_or_default()
    }))
}

fn outline(text: &str) -> Vec<OutlineItem> {
    parse_outline("areas", text, 400, 4).unwrap()
}

/// The stored areas of an outline; each id is made from the name.
fn stored(text: &str) -> Vec<Known> {
    let items = outline(text);
    let parents = parents(&items);
    let known = |(place, item): (usize, &OutlineItem)| Known {
        id: id(item.label.as_str()),
        parent: parents[place].map(|parent| id(items[parent].label.as_str())),
        label: item.label.to_string(),
        retired: false,
    };
    items.iter().enumerate().map(known).collect()
}

fn path(text: &str) -> Path {
    text.split('/').map(str::to_owned).collect()
}

/// A description, the new outline, and the pairs of old and new lines that must match.
type Case = (
    &'static str,
    &'static str,
    &'static [(&'static str, &'static str)],
);

const CITY: &str = "City\n  North\n    Old town\n  South\nRiver";

#[test]
fn the_guess_of_renamed_lines_of_an_outline() {
    let cases: [Case; 9] = [
        ("nothing changed", CITY, &[]),
        (
            "one line",
            "City\n  North\n    Old town\n  South\nThe river",
            &[("River", "the river")],
        ),
        (
            "what lies in a renamed area goes along",
            "City\n  Northern\n    Old town\n  South\nRiver",
            &[("North", "city/northern")],
        ),
        (
            "the outermost, with all that lies in it",
            "Town\n  North\n    Old town\n  South\nRiver",
            &[("City", "town")],
        ),
        (
            "two at two depths",
            "City\n  Northern\n    Oldest town\n  South\nRiver",
            &[
                ("North", "city/northern"),
                ("Old town", "city/northern/oldest town"),
            ],
        ),
        ("removed", "City\n  North\n    Old town\nRiver", &[]),
        (
            "added",
            "City\n  North\n    Old town\n  South\n  West\nRiver",
            &[],
        ),
        (
            "moved under another",
            "City\n  North\n  South\n    Old town\nRiver",
            &[("Old town", "city/south/old town")],
        ),
        ("two became one", "City\n  Centre\nRiver", &[]),
    ];
    for (what, text, expected) in cases {
        let expected: BTreeMap<Uuid, Path> = expected
            .iter()
            .map(|(name, to)| (id(name), path(to)))
            .collect();
        let found = likely(&outline(text), &stored(CITY), &Decided::default());
        assert_eq!(found, expected, "{what}");
    }
}

#[test]
fn a_removed_area_is_guessed_no_more_and_what_lay_in_it_is_asked_about_by_itself() {
    let text = outline("City\n  Northern\n    Old town\n  South\nRiver");
    let decided = Decided {
        removed: BTreeSet::from([id("North")]),
        ..Decided::default()
    };
    assert_eq!(
        likely(&text, &stored(CITY), &decided),
        BTreeMap::from([(id("Old town"), path("city/northern/old town"))])
    );
    let ids = matched(&text, &stored(CITY), &decided);
    assert_eq!(missing(&stored(CITY), &ids), [id("North"), id("Old town")]);
}

#[test]
fn a_rename_onto_a_line_that_is_another_area_is_none() {
    let text = outline("City\n  South\nRiver");
    let decided = Decided {
        renamed: BTreeMap::from([(id("North"), path("city/south"))]),
        ..Decided::default()
    };
    let ids = matched(&text, &stored(CITY), &decided);
    assert_eq!(
        ids,
        [Some(id("City")), Some(id("South")), Some(id("River"))]
    );
}

#[test]
fn two_names_that_are_exchanged_are_each_the_line_that_bears_them() {
    let text = outline("City\n  South\n  North\n    Old town\nRiver");
    let ids = matched(&text, &stored(CITY), &Decided::default());
    assert!(missing(&stored(CITY), &ids).is_empty());
}

#[test]
fn a_retired_one_comes_back_by_its_name_unless_another_was_renamed_to_it() {
    let mut known = stored("City\n  North\n  Centre");
    known[2].retired = true;
    let text = outline("City\n  Centre");
    assert_eq!(
        matched(&text, &known, &Decided::default())[1],
        Some(id("Centre"))
    );
    let guessed = likely(&text, &known, &Decided::default());
    assert_eq!(
        guessed,
        BTreeMap::from([(id("North"), path("city/centre"))])
    );
    let decided = Decided {
        renamed: guessed,
        ..Decided::default()
    };
    assert_eq!(matched(&text, &known, &decided)[1], Some(id("North")));
}

proptest! {
    #[test]
    fn each_stored_one_is_at_most_one_line_and_a_guess_names_a_new_line(
        before in prop::collection::vec((0usize..3, 0usize..12), 1..16),
        after in prop::collection::vec((0usize..3, 0usize..12), 1..16),
    ) {
        let text = |lines: &[(usize, usize)]| {
            let mut deepest = 0;
            let line = |(depth, name): &(usize, usize)| {
                let depth = (*depth).min(deepest);
                deepest = depth + 1;
                format!("{}Area {name}", "  ".repeat(depth))
            };
            lines.iter().map(line).collect::<Vec<_>>().join("\n")
        };
        // Lists with the same name twice in one area are refused earlier.
        let read = |lines: &[(usize, usize)]| parse_outline("areas", &text(lines), 400, 4);
        let (Ok(before), Ok(after)) = (read(&before), read(&after)) else { return Ok(()) };
        let parents = parents(&before);
        let known: Vec<Known> = before.iter().enumerate().map(|(place, item)| Known {
            id: Uuid::from_u128(place as u128 + 1),
            parent: parents[place].map(|parent| Uuid::from_u128(parent as u128 + 1)),
            label: item.label.to_string(),
            retired: place % 5 == 4,
        }).collect();
        let guessed = likely(&after, &known, &Decided::default());
        let new: BTreeSet<Path> = paths(&after).into_iter().collect();
        prop_assert!(guessed.values().all(|path| new.contains(path)));
        let decided = Decided { renamed: guessed.clone(), ..Decided::default() };
        let ids = matched(&after, &known, &decided);
        let there: Vec<Uuid> = ids.iter().copied().flatten().collect();
        let once: BTreeSet<Uuid> = there.iter().copied().collect();
        prop_assert_eq!(there.len(), once.len());
        prop_assert!(guessed.keys().all(|id| once.contains(id)), "a guess that is taken finds its line");
    }
}
