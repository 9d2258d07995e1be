//! Finds the imports between the files of a crate: in its `use` lines, and in paths that are written in full
//! (`crate::act::refuse(..)`).

use std::collections::{BTreeMap, BTreeSet};

/// The files of one crate by the path of the module that each holds.
pub struct Tree<'a> {
    /// `proposal::page` -> `proposal/page.rs`; the crate's root is the empty path.
    modules: BTreeMap<Vec<String>, &'a str>,
    sources: &'a BTreeMap<String, String>,
}

impl<'a> Tree<'a> {
    /// `sources` are the texts by file, relative to the crate's `src`.
    pub fn of(sources: &'a BTreeMap<String, String>) -> Self {
        let modules = sources
            .keys()
            .map(|file| (module_of(file), file.as_str()))
            .collect();
        Self { modules, sources }
    }

    /// For each file, the others that it imports.
    pub fn arrows(&self) -> BTreeMap<String, BTreeSet<String>> {
        self.sources
            .iter()
            .map(|(file, text)| (file.clone(), self.imported(file, text)))
            .collect()
    }

    fn imported(&self, file: &str, text: &str) -> BTreeSet<String> {
        let module = module_of(file);
        let mut imported = BTreeSet::new();
        for path in uses(text).into_iter().chain(named_in_full(text)) {
            let Some(path) = absolute(&module, &path) else {
                continue;
            };
            if let Some(target) = self.file_of(&path)
                && target != file
            {
                imported.insert(target.to_owned());
            }
        }
        imported
    }

    /// The file of the longest module path that begins `path`; the crate's root is nobody's import.
    fn file_of(&self, path: &[String]) -> Option<&'a str> {
        (1..=path.len())
            .rev()
            .find_map(|length| self.modules.get(&path[..length]).copied())
    }
}

/// The path of the module that a file holds.
fn module_of(file: &str) -> Vec<String> {
    let stem = file.trim_end_matches(".rs");
    let stem = stem.strip_suffix("/mod").unwrap_or(stem);
    if matches!(stem, "lib" | "main" | "mod") {
        return Vec::new();
    }
    stem.split('/').map(str::to_owned).collect()
}

/// A path from the crate's root; nothing for other crates and for a file's own children.
fn absolute(module: &[String], path: &[String]) -> Option<Vec<String>> {
    let ups = path.iter().take_while(|part| *part == "super").count();
    match path.first().map(String::as_str) {
        Some("crate") => Some(path[1..].to_vec()),
        Some("super") => {
            let above = module.len().checked_sub(ups)?;
            let mut absolute = module[..above].to_vec();
            absolute.extend_from_slice(&path[ups..]);
            Some(absolute)
        }
        _ => None,
    }
}

/// The text without comments. Reading ends at the file's own tests.
fn code(text: &str) -> String {
    let code: Vec<&str> = text
        .lines()
        .take_while(|line| line.trim() != "#[cfg(test)]")
        .map(|line| line.split("//").next().unwrap_or_default())
        .collect();
    code.join("\n")
}

/// Every path that begins with `crate::` or `super::`, wherever it stands.
fn named_in_full(text: &str) -> Vec<Vec<String>> {
    let code = code(text);
    let is_name = |char: char| char.is_alphanumeric() || char == '_';
    let begins = ["crate::", "super::"]
        .iter()
        .flat_map(|begin| code.match_indices(begin))
        .map(|(at, _)| at)
        .filter(|at| !code[..*at].ends_with(|char: char| is_name(char) || char == ':'));
    begins
        .map(|at| {
            let path = code[at..].split(|char: char| !is_name(char) && char != ':');
            let path = path.take(1).flat_map(|path| path.split("::"));
            path.filter(|part| !part.is_empty())
                .map(str::to_owned)
                .collect()
        })
        .collect()
}

/// Every path that is imported, groups taken apart.
fn uses(text: &str) -> Vec<Vec<String>> {
    let code = code(text);
    let mut found = Vec::new();
    for (at, _) in code.match_indices("use ") {
        let begins = code[..at].rsplit('\n').next().is_some_and(|before| {
            matches!(before.trim(), "" | "pub" | "pub(crate)" | "pub(super)")
        });
        if begins && let Some(statement) = code[at + 4..].split(';').next() {
            take_apart(statement, &[], &mut found);
        }
    }
    found
}

/// `a::{b, c::{self, d}}` -> `a::b`, `a::c`, `a::c::d`.
fn take_apart(tree: &str, before: &[String], found: &mut Vec<Vec<String>>) {
    let tree = tree.trim();
    let (head, group) = match tree.find('{') {
        Some(open) => (
            &tree[..open],
            tree[open + 1..]
                .rfind('}')
                .map(|end| &tree[open + 1..open + 1 + end]),
        ),
        None => (tree, None),
    };
    let mut path = before.to_vec();
    let parts = head.split("::").map(str::trim);
    let parts = parts.filter(|part| !part.is_empty() && !matches!(*part, "self" | "*"));
    path.extend(parts.map(|part| part.split(' ').next().unwrap_or_default().to_owned()));
    match group {
        None => found.push(path),
        Some(group) => {
            for branch in branches(group) {
                take_apart(branch, &path, found);
            }
        }
    }
}

/// The parts of a group that its outermost commas divide.
fn branches(group: &str) -> Vec<&str> {
    let mut depth = 0;
    let mut begin = 0;
    let mut parts = Vec::new();
    for (at, sign) in group.char_indices() {
        match sign {
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 0 => {
                parts.push(&group[begin..at]);
                begin = at + 1;
            }
            _ => {}
        }
    }
    parts.push(&group[begin..]);
    parts.retain(|part| !part.trim().is_empty());
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups_are_taken_apart_and_comments_left_out() {
        let text =
            "use crate::{a::{self, B as C}, // use crate::d;\n    e::*,\n};\npub use super::f;\n";
        let paths: Vec<String> = uses(text).iter().map(|path| path.join("::")).collect();
        assert_eq!(paths, ["crate::a", "crate::a::B", "crate::e", "super::f"]);
    }

    #[test]
    fn paths_that_are_named_in_full_count_as_imports() {
        let text = "fn f() -> crate::a::B {\n    super::c::d(my_crate::e) // crate::f\n}\n";
        let paths: Vec<String> = named_in_full(text)
            .iter()
            .map(|path| path.join("::"))
            .collect();
        assert_eq!(paths, ["crate::a::B", "super::c::d"]);
    }

    #[test]
    fn a_path_leads_to_the_file_of_its_longest_module() {
        let sources = BTreeMap::from([
            ("lib.rs".to_owned(), String::new()),
            ("a/mod.rs".to_owned(), String::new()),
            (
                "a/b.rs".to_owned(),
                "use super::super::c::Thing;".to_owned(),
            ),
            (
                "c.rs".to_owned(),
                "use crate::a::b::Part; use crate::a::function;".to_owned(),
            ),
        ]);
        let arrows = Tree::of(&sources).arrows();
        assert_eq!(arrows["a/b.rs"], BTreeSet::from(["c.rs".to_owned()]));
        let of_c = ["a/b.rs", "a/mod.rs"].map(str::to_owned);
        assert_eq!(arrows["c.rs"], BTreeSet::from(of_c));
    }
}
