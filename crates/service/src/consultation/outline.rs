//! Areas and themes whose lists a lab edits: those with proposals are kept when they are renamed, and none is removed
//! before the lab said where its proposals go.

pub(super) mod fate;

pub use fate::{Choice, Fate, FateFields, Question, Questions};

use super::{draft::Draft, form::Stored};
use cabildo_domain::{
    FieldErrors, Invalid,
    area::{
        OutlineItem,
        keep::{self, Decided, Known, Path, likely, matched, missing},
    },
    limits,
};
use cabildo_store::{area::Area, proposal::tag::Tag, theme::Theme};
use std::collections::{BTreeMap, HashMap};
use uuid::Uuid;

/// The number of questions asked at once: each offers every line of the list.
const ASKED: usize = 20;

/// A list as it will be stored.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Settled {
    /// The id of each line.
    pub ids: Vec<Uuid>,
    /// Each replacement (`None` means none) with the removed areas or themes whose proposals get it.
    pub moves: BTreeMap<Option<Uuid>, Vec<Uuid>>,
}

/// One of the two lists: its stored state and the typed one.
struct List<'a> {
    field: &'static str,
    outline: &'a [OutlineItem],
    known: Vec<Known>,
    ideas: &'a HashMap<Uuid, i64>,
}

/// The number of proposals with each theme and each area.
#[derive(Clone, Debug, Default)]
pub(super) struct Ideas {
    pub themes: HashMap<Uuid, i64>,
    pub areas: HashMap<Uuid, i64>,
}

/// Both lists as they will be stored.
#[derive(Clone, Debug, Default)]
pub(super) struct Places {
    pub themes: Settled,
    pub areas: Settled,
}

/// The lines of a list of themes, as those of an outline without depth.
pub(super) fn flat(labels: &[cabildo_domain::text::Label]) -> Vec<OutlineItem> {
    let item = |label: &cabildo_domain::text::Label| OutlineItem {
        label: label.clone(),
        depth: 0,
    };
    labels.iter().map(item).collect()
}

fn known_themes(themes: &[Theme]) -> Vec<Known> {
    let known = |theme: &Theme| Known {
        id: theme.id.0,
        parent: None,
        label: theme.label.to_string(),
        retired: theme.retired,
    };
    themes.iter().map(known).collect()
}

fn known_areas(areas: &[Area]) -> Vec<Known> {
    let known = |area: &Area| Known {
        id: area.id.0,
        parent: area.parent.map(|id| id.0),
        label: area.label.to_string(),
        retired: area.retired,
    };
    areas.iter().map(known).collect()
}

/// The ids whose fate a form decides; their locks come first.
pub(super) fn named(fates: &[FateFields]) -> Vec<Uuid> {
    fates
        .iter()
        .take(limits::AREAS + limits::THEMES)
        .filter_map(|fate| fate.id.parse().ok())
        .collect()
}

/// Both lists as they will be stored.
///
/// # Errors
/// [`Invalid::Undecided`] under `themes` or `areas` while the form does not say what becomes of one with proposals.
pub(super) fn settle(
    draft: &Draft,
    stored: Option<&Stored>,
    fates: &[FateFields],
    ideas: &Ideas,
    new_id: &(dyn Fn() -> Uuid + Sync),
) -> Result<Places, FieldErrors> {
    let themes = flat(&draft.themes);
    let mut errors = FieldErrors::default();
    let mut one = |list: List<'_>| match list.settle(&read(fates), new_id) {
        Ok(settled) => settled,
        Err(open) => {
            let count = u32::try_from(open.len()).unwrap_or(u32::MAX);
            errors.add(list.field, Invalid::Undecided { count });
            Settled::default()
        }
    };
    let places = {
        let [themes, areas] = lists(&themes, &draft.areas, stored, ideas);
        Places {
            themes: one(themes),
            areas: one(areas),
        }
    };
    if errors.is_empty() {
        Ok(places)
    } else {
        Err(errors)
    }
}

/// The questions of the editor, and the fates that were chosen already.
pub(super) fn questions(
    themes: &[OutlineItem],
    areas: &[OutlineItem],
    stored: &Stored,
    fates: &[FateFields],
    ideas: &Ideas,
) -> Questions {
    let mut asked = Questions::default();
    let said = read(fates);
    for list in lists(themes, areas, Some(stored), ideas) {
        let open = match list.settle(&said, &Uuid::nil) {
            Ok(_) => continue,
            Err(open) => open,
        };
        asked.open.extend(list.ask(&said, &open));
    }
    asked.open.truncate(ASKED);
    let is_open = |id: &str| asked.open.iter().any(|one| one.id.to_string() == id);
    asked.said = fates
        .iter()
        .filter(|fate| !fate.to.is_empty() && !is_open(&fate.id))
        .cloned()
        .collect();
    asked
}

fn read(fates: &[FateFields]) -> HashMap<Uuid, Fate> {
    fates
        .iter()
        .take(limits::AREAS + limits::THEMES)
        .filter_map(|fate| Some((fate.id.parse().ok()?, Fate::parse(&fate.to)?)))
        .collect()
}

fn lists<'a>(
    themes: &'a [OutlineItem],
    areas: &'a [OutlineItem],
    stored: Option<&Stored>,
    ideas: &'a Ideas,
) -> [List<'a>; 2] {
    [
        List {
            field: "themes",
            outline: themes,
            known: stored.map_or_else(Vec::new, |stored| known_themes(&stored.themes)),
            ideas: &ideas.themes,
        },
        List {
            field: "areas",
            outline: areas,
            known: stored.map_or_else(Vec::new, |stored| known_areas(&stored.areas)),
            ideas: &ideas.areas,
        },
    ]
}

impl List<'_> {
    /// The chosen fates of the missing ones, the outermost first: children of a renamed one may be there again.
    fn decided(&self, said: &HashMap<Uuid, Fate>) -> Decided {
        let mut decided = Decided::default();
        for one in self.known.iter().filter(|one| !one.retired) {
            let Some(fate) = said.get(&one.id) else {
                continue;
            };
            let gone = missing(&self.known, &matched(self.outline, &self.known, &decided));
            if !gone.contains(&one.id) {
                continue;
            }
            match fate {
                Fate::Renamed(to) => decided.renamed.extend([(one.id, to.clone())]),
                Fate::Moved(_) | Fate::None => decided.removed.extend([one.id]),
            }
        }
        decided
    }

    fn bears(&self, id: Uuid) -> i64 {
        self.ideas.get(&id).copied().unwrap_or_default()
    }

    /// The ids of all lines, and where the proposals of removed ones go; or the questions that must be answered first.
    fn settle(
        &self,
        said: &HashMap<Uuid, Fate>,
        new_id: &(dyn Fn() -> Uuid + Sync),
    ) -> Result<Settled, Vec<Uuid>> {
        let mut decided = self.decided(said);
        let guessed = likely(self.outline, &self.known, &decided);
        let mut open: Vec<Uuid> = guessed
            .keys()
            .copied()
            .filter(|id| self.bears(*id) > 0)
            .collect();
        decided.renamed.extend(guessed);
        let ids = matched(self.outline, &self.known, &decided);
        let paths = keep::paths(self.outline);
        let ids: Vec<(Uuid, Path)> = ids
            .into_iter()
            .map(|id| id.unwrap_or_else(new_id))
            .zip(paths)
            .collect();
        let there: Vec<Option<Uuid>> = ids.iter().map(|(id, _)| Some(*id)).collect();
        let mut moves: BTreeMap<Option<Uuid>, Vec<Uuid>> = BTreeMap::new();
        for id in missing(&self.known, &there) {
            let line = |path: &Path| ids.iter().find(|(_, line)| line == path).map(|(id, _)| *id);
            match said.get(&id) {
                _ if self.bears(id) == 0 => {}
                Some(Fate::None) => moves.entry(None).or_default().push(id),
                Some(Fate::Moved(to)) if line(to).is_some() => {
                    moves.entry(line(to)).or_default().push(id);
                }
                _ => open.push(id),
            }
        }
        if !open.is_empty() {
            return Err(open);
        }
        let ids = ids.into_iter().map(|(id, _)| id).collect();
        Ok(Settled { ids, moves })
    }

    fn ask(&self, said: &HashMap<Uuid, Fate>, open: &[Uuid]) -> Vec<Question> {
        let decided = self.decided(said);
        let guessed = likely(self.outline, &self.known, &decided);
        let ids = matched(self.outline, &self.known, &decided);
        let retired = |id: &Uuid| self.known.iter().any(|one| one.id == *id && one.retired);
        let lines: Vec<(Path, String, bool)> = keep::paths(self.outline)
            .into_iter()
            .zip(shown(self.outline))
            .zip(ids)
            .map(|((path, line), id)| (path, line, id.is_none_or(|id| retired(&id))))
            .collect();
        let choice = |fate: Fate, line: &str| Choice {
            value: fate.value(),
            fate,
            line: line.to_owned(),
        };
        let renames = lines
            .iter()
            .filter(|(_, _, is_new)| *is_new)
            .map(|(path, line, _)| choice(Fate::Renamed(path.clone()), line));
        let moves = lines
            .iter()
            .map(|(path, line, _)| choice(Fate::Moved(path.clone()), line));
        let choices: Vec<Choice> = renames
            .chain(moves)
            .chain([choice(Fate::None, "")])
            .collect();
        let question = |one: &Known| Question {
            field: self.field,
            id: one.id,
            name: self.name(one),
            ideas: self.bears(one.id),
            choices: choices.clone(),
            likely: guessed
                .get(&one.id)
                .map(|path| Fate::Renamed(path.clone()).value()),
        };
        self.known
            .iter()
            .filter(|one| open.contains(&one.id))
            .take(ASKED)
            .map(question)
            .collect()
    }

    /// `City / North`.
    fn name(&self, one: &Known) -> String {
        let mut names = vec![one.label.as_str()];
        let mut parent = one.parent;
        while let Some(outer) = parent.and_then(|id| self.known.iter().find(|one| one.id == id)) {
            names.push(&outer.label);
            parent = outer.parent.filter(|_| names.len() < limits::AREA_DEPTH);
        }
        names.reverse();
        names.join(" / ")
    }
}

/// Each line with its parents, as it was typed.
fn shown<'a>(outline: &'a [OutlineItem]) -> Vec<String> {
    let mut above: Vec<&str> = Vec::new();
    let line = |item: &'a OutlineItem| {
        above.truncate(item.depth);
        above.push(item.label.as_str());
        above.join(" / ")
    };
    outline.iter().map(line).collect()
}

impl Places {
    /// Each replacement (`None` means none) with the removed tags that it replaces.
    pub fn moves(&self) -> impl Iterator<Item = (Tag, Option<Uuid>, &[Uuid])> {
        [(Tag::Theme, &self.themes), (Tag::Area, &self.areas)]
            .into_iter()
            .flat_map(|(tag, settled)| {
                settled
                    .moves
                    .iter()
                    .map(move |(to, from)| (tag, *to, from.as_slice()))
            })
    }
}
