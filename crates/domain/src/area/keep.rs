//! Matches the lines of an edited outline with the stored areas (or themes).
//!
//! A list is edited as text, so a line carries no id. A line with the same name in the same place is the stored one.
//! For every other stored area the lab is asked before anything is written: it may have been renamed to a new line
//! ([`likely`] guesses which), or removed.

use super::OutlineItem;
use crate::limits::AREA_DEPTH;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use uuid::Uuid;

/// The names from the outermost area to the line's own, in small letters. The path identifies a line.
pub type Path = Vec<String>;

/// A stored area or theme, in the order of the stored outline, retired ones last.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Known {
    /// Its id.
    pub id: Uuid,
    /// The area it lies in.
    pub parent: Option<Uuid>,
    /// Its name.
    pub label: String,
    /// Whether it is no longer offered.
    pub retired: bool,
}

/// The lab's decisions about stored areas that are missing in the outline.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Decided {
    /// Areas that were renamed, with the path of their line now.
    pub renamed: BTreeMap<Uuid, Path>,
    /// Areas that were removed.
    pub removed: BTreeSet<Uuid>,
}

/// The path of each line of the outline.
pub fn paths(outline: &[OutlineItem]) -> Vec<Path> {
    let mut above: Path = Vec::new();
    outline
        .iter()
        .map(|item| {
            above.truncate(item.depth);
            above.push(item.label.as_str().to_lowercase());
            above.clone()
        })
        .collect()
}

/// For each line, the index of the line that it lies in.
fn parents(outline: &[OutlineItem]) -> Vec<Option<usize>> {
    let mut above: Vec<usize> = Vec::new();
    let parent = |(place, item): (usize, &OutlineItem)| {
        above.truncate(item.depth);
        let parent = above.last().copied();
        above.push(place);
        parent
    };
    outline.iter().enumerate().map(parent).collect()
}

/// The stored area that each line stands for; `None` for a new one. A line stands for the area that had its name in the
/// same parent; else for the one that was renamed to it; else for a retired one of its name.
pub fn matched(outline: &[OutlineItem], known: &[Known], decided: &Decided) -> Vec<Option<Uuid>> {
    let mut offered: HashMap<(Option<Uuid>, String), Uuid> = HashMap::new();
    let mut retired = offered.clone();
    for one in known {
        let names = if one.retired {
            &mut retired
        } else {
            &mut offered
        };
        names
            .entry((one.parent, one.label.to_lowercase()))
            .or_insert(one.id);
    }
    let renamed: HashMap<&Path, Uuid> = decided
        .renamed
        .iter()
        .map(|(id, path)| (path, *id))
        .collect();
    let (paths, parents) = (paths(outline), parents(outline));
    let mut ids: Vec<Option<Uuid>> = Vec::with_capacity(outline.len());
    let mut taken: BTreeSet<Uuid> = BTreeSet::new();
    for (path, parent) in paths.iter().zip(parents) {
        let lies_in = parent.map(|place| ids[place]);
        // No stored area lies in a new one.
        let place = match lies_in {
            Some(None) => None,
            Some(Some(id)) => Some(Some(id)),
            None => Some(None),
        };
        let key = place.zip(path.last().cloned());
        let same = |names: &HashMap<(Option<Uuid>, String), Uuid>| {
            key.as_ref().and_then(|key| names.get(key)).copied()
        };
        let is_free = |id: &Uuid| !taken.contains(id);
        let id = same(&offered)
            .filter(|id| is_free(id) && !decided.renamed.contains_key(id))
            .or_else(|| renamed.get(path).copied().filter(is_free))
            .or_else(|| same(&retired).filter(is_free));
        taken.extend(id);
        ids.push(id);
    }
    ids
}

/// The stored areas that are still offered but have no line in the outline.
pub fn missing(known: &[Known], matched: &[Option<Uuid>]) -> Vec<Uuid> {
    let there: BTreeSet<Uuid> = matched.iter().copied().flatten().collect();
    known
        .iter()
        .filter(|one| !one.retired && !there.contains(&one.id))
        .map(|one| one.id)
        .collect()
}

/// Guesses what missing areas were renamed to: the new line in the same place of the outline, or the only new line of
/// the same name elsewhere. Areas inside a renamed one move with it. Areas that are decided already are left out.
pub fn likely(outline: &[OutlineItem], known: &[Known], decided: &Decided) -> BTreeMap<Uuid, Path> {
    let (paths, mut all) = (paths(outline), decided.clone());
    // Guess from the outside in: a guess about an area settles most of the areas inside it.
    loop {
        let ids = matched(outline, known, &all);
        let found = guesses(outline, known, &ids, &all);
        if found.is_empty() {
            break;
        }
        for (id, place) in found {
            all.renamed.insert(id, paths[place].clone());
        }
    }
    all.renamed
        .retain(|id, _| !decided.renamed.contains_key(id));
    let mut guessed = all.renamed;
    // Drop a guess when its line turned out to be another area because the parent was renamed.
    loop {
        let mut all = decided.clone();
        all.renamed.extend(guessed.clone());
        let there: BTreeSet<Uuid> = matched(outline, known, &all)
            .into_iter()
            .flatten()
            .collect();
        let before = guessed.len();
        guessed.retain(|id, _| there.contains(id));
        if guessed.len() == before {
            return guessed;
        }
    }
}

/// The position of a missing area or a new line: the last line before it that is still there, and its index among those
/// that follow that line.
type Gap = (Option<Uuid>, usize);

fn guesses(
    outline: &[OutlineItem],
    known: &[Known],
    ids: &[Option<Uuid>],
    decided: &Decided,
) -> Vec<(Uuid, usize)> {
    let gone: BTreeSet<Uuid> = missing(known, ids).into_iter().collect();
    let is_open = |one: &Known| {
        let parent_is_open = one
            .parent
            .is_some_and(|parent| gone.contains(&parent) && !decided.removed.contains(&parent));
        gone.contains(&one.id)
            && !parent_is_open
            && !decided.removed.contains(&one.id)
            && !decided.renamed.contains_key(&one.id)
    };
    let retired: BTreeSet<Uuid> = known
        .iter()
        .filter(|one| one.retired)
        .map(|one| one.id)
        .collect();
    let is_new = |place: usize| ids[place].is_none_or(|id| retired.contains(&id));
    let parents = parents(outline);
    let is_outer = |place: usize| parents[place].is_none_or(|parent| !is_new(parent));

    let open = in_gaps(known.iter().filter(|one| !one.retired).map(|one| {
        let stands = (!gone.contains(&one.id)).then_some(one.id);
        (stands, is_open(one).then_some(one))
    }));
    let new = in_gaps((0..outline.len()).map(|place| {
        let stands = ids[place].filter(|_| !is_new(place));
        let candidate = is_new(place) && is_outer(place);
        (stands, candidate.then_some(place))
    }));
    let mut pairs = Vec::new();
    let mut used: BTreeSet<usize> = BTreeSet::new();
    for (gap, one) in &open.0 {
        let same_number = open.1.get(&gap.0) == new.1.get(&gap.0);
        let same_depth = |place: &&usize| outline[**place].depth == depth(known, one);
        if let Some(place) = new.0.get(gap).filter(|_| same_number).filter(same_depth) {
            pairs.push((one.id, *place));
            used.insert(*place);
        }
    }
    let rest = open
        .0
        .values()
        .filter(|one| !pairs.iter().any(|(id, _)| *id == one.id))
        .map(|one| (one.id, one.label.to_lowercase()))
        .collect::<Vec<_>>();
    for (id, label) in rest {
        let mut alike = (0..outline.len()).filter(|place| {
            is_new(*place)
                && !used.contains(place)
                && outline[*place].label.as_str().to_lowercase() == label
        });
        if let (Some(place), None) = (alike.next(), alike.next()) {
            pairs.push((id, place));
            used.insert(place);
        }
    }
    pairs
}

/// How deep a stored area is nested.
fn depth(known: &[Known], one: &Known) -> usize {
    let (mut depth, mut parent) = (0, one.parent);
    while let Some(outer) = parent.and_then(|id| known.iter().find(|one| one.id == id)) {
        depth += 1;
        parent = outer.parent.filter(|_| depth < AREA_DEPTH);
    }
    depth
}

/// The candidates by their gap, and the number of candidates in each gap.
fn in_gaps<T>(
    lines: impl Iterator<Item = (Option<Uuid>, Option<T>)>,
) -> (BTreeMap<Gap, T>, BTreeMap<Option<Uuid>, usize>) {
    let (mut places, mut counts) = (BTreeMap::new(), BTreeMap::new());
    let mut after = None;
    for (stands, candidate) in lines {
        if stands.is_some() {
            after = stands;
        }
        if let Some(candidate) = candidate {
            let count = counts.entry(after).or_insert(0);
            places.insert((after, *count), candidate);
            *count += 1;
        }
    }
    (places, counts)
}

#[cfg(test)]
mod tests;
