//! Checks that the address of a page is written only once, in `crates/domain/src/address.rs`: code that shows or sends
//! one calls its function.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use anyhow::Result;

use super::refuse;
use crate::assets::files;
use crate::workspace::Workspace;

/// Where the addresses are written.
const HOME: &str = "crates/domain/src/address.rs";

/// The files that are read: everything shipped that makes pages, feeds or messages. The API's own routes begin at
/// `/api/v1`.
const READ: [&str; 4] = [
    "app/src",
    "crates/domain/src",
    "crates/service/src",
    "server/src",
];
const LEFT_OUT: [&str; 2] = [HOME, "server/src/api"];

/// Refuses every string that spells an address.
pub fn check(workspace: &Workspace) -> Result<()> {
    let areas = areas(&fs::read_to_string(workspace.root.join(HOME))?);
    let mut found = Vec::new();
    for folder in READ {
        for file in files::list(&workspace.root.join(folder))? {
            let name = file.strip_prefix(&workspace.root)?;
            let is_read = !LEFT_OUT.iter().any(|left_out| name.starts_with(left_out));
            if is_read && file.extension().is_some_and(|extension| extension == "rs") {
                found.extend(spelled(name, &fs::read_to_string(&file)?, &areas));
            }
        }
    }
    refuse(&found)
}

/// The first parts of addresses: `c`, `desk`, `log-in`.
fn areas(home: &str) -> BTreeSet<String> {
    let literals = home.split("= \"/").skip(1);
    let areas = literals.filter_map(|literal| literal.split(['/', '"']).next());
    let areas = areas.filter(|area| !area.is_empty() && *area != "api");
    areas.map(str::to_owned).collect()
}

/// The lines of a file, before its own tests, with a string that begins with an area, alone or after a placeholder.
fn spelled(file: &Path, text: &str, areas: &BTreeSet<String>) -> Vec<String> {
    let lines = text.lines().enumerate();
    let lines = lines.take_while(|(_, line)| line.trim() != "#[cfg(test)]");
    let lines = lines.filter(|(_, line)| !line.trim_start().starts_with("//"));
    let spells = lines.filter(|(_, line)| {
        let begins = line.match_indices("\"/").chain(line.match_indices("}/"));
        begins.map(|(at, _)| &line[at + 2..]).any(|rest| {
            let end = rest.find(['/', '"', '?', '{', '#']);
            end.is_some_and(|end| areas.contains(&rest[..end]))
        })
    });
    spells
        .map(|(number, _)| {
            format!(
                "{}:{}: the address of a page is spelled; call its function in {HOME}",
                file.display(),
                number + 1
            )
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_string_that_spells_an_address_is_found_and_other_strings_are_not() {
        let areas =
            areas("HOME = \"/\";\nLOG_IN = \"/log-in\";\nA, a(x: &Slug) = \"/c/{slug}\";\n");
        assert_eq!(areas.iter().collect::<Vec<_>>(), ["c", "log-in"]);
        let count = |line: &str| spelled(Path::new("app/src/a.rs"), line, &areas).len();
        for spelled in [
            "format!(\"/c/{slug}\")",
            "href=\"/log-in\"",
            "href=\"/log-in?back=x\"",
            "format!(\"{}/c/{slug}/p/{number}\", site.public_url)",
        ] {
            assert_eq!(count(spelled), 1, "{spelled}");
        }
        for other in [
            "//! `/c/{slug}`: the page.",
            "    /// As \"/c/city\".",
            "\"/act/log-in\"",
            "\"/\"",
            "format!(\"{a}/{b}\")",
            "#[cfg(test)]\nlet page = \"/c/city\";",
        ] {
            assert_eq!(count(other), 0, "{other}");
        }
    }
}
