//! Adds up the facet counts of all segments and names the values.

use std::collections::HashMap;

use crate::collect::{CONSULTATION, Counts};
use crate::query::{Facet, Facets};
use crate::schema::labels;
use crate::snapshot::FacetColumns;

/// The most values that one facet lists.
const MOST_VALUES: usize = 100;

/// The facets, from the counts of each segment. Chosen values are listed even with a count of 0, so that people can
/// remove the choice.
pub(crate) fn facets(
    counts: &[Counts],
    columns: &[FacetColumns],
    chosen: &[Vec<String>; 5],
) -> Facets {
    let [kinds, consultations, themes, areas, statuses] =
        std::array::from_fn(|at| facet(at, counts, columns, &chosen[at]));
    Facets {
        kinds,
        consultations,
        themes,
        areas,
        statuses,
    }
}

fn facet(at: usize, counts: &[Counts], columns: &[FacetColumns], chosen: &[String]) -> Vec<Facet> {
    let mut values: HashMap<&str, (usize, Option<&str>)> = chosen
        .iter()
        .map(|value| (value.as_str(), (0, None)))
        .collect();
    for counts in counts {
        let columns = &columns[counts.segment as usize];
        for (ordinal, count) in counts.by_value[at]
            .iter()
            .enumerate()
            .filter(|(_, count)| **count > 0)
        {
            for label in labels(at, &columns.values[at][ordinal]) {
                let entry = values.entry(label).or_default();
                entry.0 += *count as usize;
                if at == CONSULTATION && entry.1.is_none() {
                    let title =
                        counts.titles[ordinal].and_then(|title| columns.titles.get(title as usize));
                    entry.1 = title.map(String::as_str);
                }
            }
        }
    }
    let mut facet: Vec<(&str, usize, Option<&str>)> = values
        .into_iter()
        .map(|(value, (count, label))| (value, count, label))
        .collect();
    facet.sort_unstable_by(|one, other| other.1.cmp(&one.1).then(one.0.cmp(other.0)));
    let keep = |(place, (value, ..)): &(usize, (&str, usize, Option<&str>))| {
        *place < MOST_VALUES || chosen.iter().any(|chosen| chosen == value)
    };
    let listed = facet.into_iter().enumerate().filter(keep);
    listed
        .map(|(_, (value, count, label))| Facet {
            value: value.to_owned(),
            label: label.unwrap_or(value).to_owned(),
            count,
        })
        .collect()
}
