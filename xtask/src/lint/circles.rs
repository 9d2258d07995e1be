//! Checks that files import each other in one direction only: no circle of files inside a crate, and no two feature
//! folders of `app` that import each other.
//!
//! Files in a circle cannot be read, tested or moved alone. The check reads the paths that begin with `crate::` or
//! `super::`, in `use` lines and elsewhere; a parent that re-exports its children (`pub use part::Thing`) does not
//! count as importing them. Files below the features of `app` must not import a feature. Circles and pairs that are
//! allowed for a reason are listed in [`STANDING`] and [`STANDING_PAIRS`]; a listed one that is gone must leave the
//! list.

mod imports;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use anyhow::Result;

use super::refuse;
use crate::assets::files;
use crate::workspace::Workspace;
use imports::Tree;

/// The crates that are looked at, by their folder.
const CRATES: [&str; 9] = [
    "app",
    "crates/domain",
    "crates/insight",
    "crates/search",
    "crates/service",
    "crates/store",
    "frontend",
    "server",
    "xtask",
];

/// Circles that may stand: the files in order of their names, and the reason.
const STANDING: &[(&[&str], &str)] = &[];

/// Pairs of feature folders of `app` that may import each other, and the reason.
const STANDING_PAIRS: &[(&str, &str, &str)] = &[];

/// The folders below the features of `app`, besides the files at its top: features may import them, and they import no
/// feature.
const GROUND: [&str; 3] = ["ui", "document", "act"];

/// The files at the top of `app` that join the features.
const ROOF: [&str; 2] = ["lib.rs", "routes.rs"];

/// Reads every crate and refuses circles that are not listed.
pub fn check(workspace: &Workspace) -> Result<()> {
    let mut found = Findings::default();
    for folder in CRATES {
        let root = workspace.root.join(folder).join("src");
        let mut sources = BTreeMap::new();
        for file in files::list(&root)? {
            if file.extension().is_some_and(|extension| extension == "rs") {
                let name = file.strip_prefix(&root)?.to_string_lossy().into_owned();
                sources.insert(name, fs::read_to_string(&file)?);
            }
        }
        found.look_at(&format!("{folder}/src"), &sources);
    }
    refuse(&found.told(STANDING, STANDING_PAIRS))
}

/// The circles of files, the pairs of feature folders that import each other, and what lies below the features and imports
/// one.
#[derive(Default)]
struct Findings {
    circles: Vec<Vec<String>>,
    pairs: BTreeSet<(String, String)>,
    sinking: Vec<(String, String)>,
}

impl Findings {
    fn look_at(&mut self, root: &str, sources: &BTreeMap<String, String>) {
        let arrows = Tree::of(sources).arrows();
        let name = |file: &String| format!("{root}/{file}");
        let circles = circles(&arrows)
            .into_iter()
            .map(|circle| circle.iter().map(name).collect());
        self.circles.extend(circles);
        if root == "app/src" {
            self.pairs.extend(pairs(&arrows));
            self.sinking.extend(sinking(&arrows));
        }
    }

    /// A sentence for each finding that is not listed, and for each listed one that is not found.
    fn told(
        &self,
        standing: &[(&[&str], &str)],
        standing_pairs: &[(&str, &str, &str)],
    ) -> Vec<String> {
        let mut told = Vec::new();
        let is_listed = |circle: &[String]| standing.iter().any(|(files, _)| **files == *circle);
        for circle in self.circles.iter().filter(|circle| !is_listed(circle)) {
            told.push(format!(
                "these files import each other: {}",
                circle.join(", ")
            ));
        }
        for (files, _) in standing {
            if !self.circles.iter().any(|circle| **files == **circle) {
                told.push(format!(
                    "no circle any more, strike it off the list: {}",
                    files.join(", ")
                ));
            }
        }
        for (file, feature) in &self.sinking {
            told.push(format!(
                "{file} lies below the features and imports {feature}"
            ));
        }
        for (one, other) in &self.pairs {
            if !standing_pairs
                .iter()
                .any(|(a, b, _)| a == one && b == other)
            {
                told.push(format!(
                    "the features {one} and {other} import each other: what both need lies below them"
                ));
            }
        }
        for (one, other, _) in standing_pairs {
            if !self.pairs.iter().any(|(a, b)| a == one && b == other) {
                told.push(format!(
                    "{one} and {other} do not import each other any more, strike them off the list"
                ));
            }
        }
        told
    }
}

/// The strongly connected sets of more than one file, by Tarjan's algorithm (SIAM J. Comput. 1(2), 1972).
fn circles(arrows: &BTreeMap<String, BTreeSet<String>>) -> Vec<Vec<String>> {
    struct Walk<'a> {
        arrows: &'a BTreeMap<String, BTreeSet<String>>,
        seen: BTreeMap<&'a str, (usize, usize)>,
        open: Vec<&'a str>,
        found: Vec<Vec<String>>,
    }
    impl<'a> Walk<'a> {
        fn visit(&mut self, file: &'a str) -> usize {
            let index = self.seen.len();
            self.seen.insert(file, (index, index));
            self.open.push(file);
            let mut lowest = index;
            for next in self.arrows.get(file).into_iter().flatten() {
                match self.seen.get(next.as_str()).copied() {
                    None => lowest = lowest.min(self.visit(next)),
                    Some((at, _)) if self.open.contains(&next.as_str()) => lowest = lowest.min(at),
                    Some(_) => {}
                }
            }
            if lowest == index
                && let Some(from) = self.open.iter().position(|open| *open == file)
            {
                let mut circle: Vec<String> = self.open.drain(from..).map(str::to_owned).collect();
                circle.sort();
                if circle.len() > 1 {
                    self.found.push(circle);
                }
            }
            lowest
        }
    }
    let mut walk = Walk {
        arrows,
        seen: BTreeMap::new(),
        open: Vec::new(),
        found: Vec::new(),
    };
    for file in arrows.keys() {
        if !walk.seen.contains_key(file.as_str()) {
            walk.visit(file);
        }
    }
    walk.found.sort();
    walk.found
}

/// Feature folders that import each other, each pair once, in order of their names.
fn pairs(arrows: &BTreeMap<String, BTreeSet<String>>) -> BTreeSet<(String, String)> {
    let mut between = BTreeSet::new();
    for (file, targets) in arrows {
        for target in targets {
            if let (Some(from), Some(to)) = (feature(file), feature(target))
                && from != to
            {
                between.insert((from.to_owned(), to.to_owned()));
            }
        }
    }
    between
        .iter()
        .filter(|(from, to)| from < to && between.contains(&(to.clone(), from.clone())))
        .cloned()
        .collect()
}

/// Files that lie below the features, each with a file of a feature that it imports.
fn sinking(arrows: &BTreeMap<String, BTreeSet<String>>) -> Vec<(String, String)> {
    let below = |file: &str| feature(file).is_none() && !ROOF.contains(&file);
    let files = arrows.iter().filter(|(file, _)| below(file));
    files
        .flat_map(|(file, targets)| targets.iter().map(move |target| (file, target)))
        .filter(|(_, target)| feature(target).is_some())
        .map(|(file, target)| (file.clone(), target.clone()))
        .collect()
}

/// The feature that a file of `app` belongs to; files at the top and the ground belong to none.
fn feature(file: &str) -> Option<&str> {
    let (folder, _) = file.split_once('/')?;
    (!GROUND.contains(&folder)).then_some(folder)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(root: &str, files: &[(&str, &str)]) -> Vec<String> {
        let sources = files
            .iter()
            .map(|(name, text)| ((*name).to_owned(), (*text).to_owned()))
            .collect();
        let mut found = Findings::default();
        found.look_at(root, &sources);
        found.told(&[], &[])
    }

    #[test]
    fn two_files_that_import_each_other_are_a_circle() {
        let files = [
            ("lib.rs", "mod a;\nmod b;"),
            ("a.rs", "use crate::b::Thing;"),
            ("b.rs", "use super::a::other;"),
        ];
        assert_eq!(
            found("server/src", &files),
            ["these files import each other: server/src/a.rs, server/src/b.rs"]
        );
    }

    #[test]
    fn a_longer_circle_is_told_once_and_a_chain_is_none() {
        let chain = [
            ("lib.rs", ""),
            ("a.rs", "use crate::b;"),
            ("b.rs", "use crate::c::{self, Deep};"),
            ("c.rs", "use std::fmt;"),
        ];
        assert!(found("server/src", &chain).is_empty());
        let mut circle = chain;
        circle[3].1 = "use crate::{a::X, other::Y};";
        assert_eq!(found("server/src", &circle).len(), 1);
    }

    #[test]
    fn a_front_that_re_exports_its_children_is_no_circle() {
        let files = [
            ("lib.rs", ""),
            ("a/mod.rs", "mod part;\npub use part::Part;"),
            ("a/part.rs", "use crate::a::limit;"),
        ];
        assert!(found("server/src", &files).is_empty());
    }

    #[test]
    fn imports_in_the_tests_of_a_file_do_not_count() {
        let files = [
            ("lib.rs", ""),
            ("a.rs", "use crate::b::X;"),
            (
                "b.rs",
                "struct X;\n#[cfg(test)]\nmod tests {\n    use crate::a::Y;\n}",
            ),
        ];
        assert!(found("server/src", &files).is_empty());
    }

    #[test]
    fn features_of_the_app_that_import_each_other_are_a_pair_and_the_ground_is_free() {
        let files = [
            ("lib.rs", ""),
            ("pilot/mod.rs", ""),
            ("pilot/page.rs", "use crate::vote::row::Row;"),
            ("vote/mod.rs", ""),
            ("vote/row.rs", ""),
            ("vote/page.rs", "use crate::{pilot::page, ui::field};"),
            ("ui/mod.rs", ""),
            ("ui/field.rs", ""),
        ];
        assert_eq!(
            found("app/src", &files),
            ["the features pilot and vote import each other: what both need lies below them"]
        );
        assert!(found("server/src", &files).is_empty());
    }

    #[test]
    fn files_below_the_features_import_none_of_them_and_the_routes_may() {
        let files = [
            ("lib.rs", ""),
            ("routes.rs", "use crate::pilot;"),
            ("act.rs", "use crate::pilot::Form;"),
            ("ui/undo.rs", "fn f() { crate::pilot::undo() }"),
            ("pilot/mod.rs", ""),
        ];
        assert_eq!(
            found("app/src", &files),
            [
                "act.rs lies below the features and imports pilot/mod.rs",
                "ui/undo.rs lies below the features and imports pilot/mod.rs"
            ]
        );
        assert!(found("server/src", &files).is_empty());
    }

    #[test]
    fn a_listed_circle_that_is_gone_must_leave_the_list() {
        let none = Findings::default();
        assert_eq!(none.told(&[(&["a.rs", "b.rs"], "a reason")], &[]).len(), 1);
        assert_eq!(none.told(&[], &[("a", "b", "a reason")]).len(), 1);
    }
}
