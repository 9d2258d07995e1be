//! House rules that the compiler does not check, found by reading the text of the sources.

use std::fs;
use std::path::Path;

use anyhow::Result;

use super::{kinds, refuse};
use crate::assets::files;
use crate::workspace::Workspace;

/// Past this a file is split by noun.
const LONGEST_FILE_LINES: usize = 400;
/// The same for files of tests, whose tables are long.
const LONGEST_TEST_LINES: usize = 600;

/// The tags that Leptos 0.8 prints without escaping, and their replacements.
const RAW: [(&str, &str); 5] = [
    (
        "<Title",
        "leptos_meta's <Title> does not escape its text: use the wrapper in app/src/ui",
    ),
    (
        "<textarea",
        "text inside <textarea> is not escaped: use the wrapper in app/src/ui",
    ),
    (
        "<noscript",
        "text inside <noscript> is not escaped: use the wrapper in app/src/ui",
    ),
    (
        "<style",
        "text inside <style> is not escaped, and the content security policy refuses it",
    ),
    (
        "inner_html=",
        "inner_html is not escaped: use the wrapper for sanitised HTML in app/src/ui",
    ),
];

/// Looks through every Rust source.
pub fn check(workspace: &Workspace) -> Result<()> {
    let mut findings = Vec::new();
    for folder in ["app", "crates", "frontend", "server", "xtask"] {
        for file in files::list(&workspace.root.join(folder))? {
            if file.extension().is_some_and(|extension| extension == "rs") {
                let name = file.strip_prefix(&workspace.root)?;
                findings.extend(problems(name, &fs::read_to_string(&file)?));
            }
        }
    }
    refuse(&findings)
}

fn problems(file: &Path, text: &str) -> Vec<String> {
    let mut found = Vec::new();
    let lines = text.lines().count();
    let is_test = file.components().any(|part| part.as_os_str() == "tests");
    let most = if is_test {
        LONGEST_TEST_LINES
    } else {
        LONGEST_FILE_LINES
    };
    if lines > most {
        found.push(format!(
            "{}: {lines} lines; past {most} a file is split by noun",
            file.display()
        ));
    }
    if file.starts_with("crates/store/src") {
        found.extend(bare_limits(file, text));
    }
    if !is_test && !file.starts_with("xtask") {
        found.extend(kinds::problems(file, text));
    }
    if file.starts_with("app/src") {
        found.extend(unnamed_endpoints(file, text));
        if !file.starts_with("app/src/ui") {
            found.extend(raw_forms(file, text));
        }
    }
    found
}

/// SQLite looks at the value that is bound to a bare `LIMIT $1` when it plans (`sqlite3ExprIsInteger`), and plans the
/// statement anew each time another is bound; it does not look into an expression.
fn bare_limits(file: &Path, text: &str) -> Vec<String> {
    let is_bare = |after: &str| {
        let rest = after.trim_start_matches(|char: char| char.is_ascii_digit());
        !rest.starts_with(" + 0")
    };
    let bare = |line: &str| line.split("LIMIT $").skip(1).any(is_bare);
    let lines = text.lines().enumerate().filter(|(_, line)| bare(line));
    let found = |(number, _)| {
        format!(
            "{}:{}: write `LIMIT $n + 0`: SQLite prepares a statement with a bare bound limit anew each time it runs",
            file.display(),
            number + 1
        )
    };
    lines.map(found).collect()
}

fn raw_forms(file: &Path, text: &str) -> Vec<String> {
    let mut found = Vec::new();
    for (number, line) in text.lines().enumerate() {
        let code = line.split("//").next().unwrap_or_default();
        for (form, advice) in RAW {
            let ends_word =
                |rest: &str| !rest.starts_with(|c: char| c.is_alphanumeric() || c == '_');
            if code
                .match_indices(form)
                .any(|(at, _)| form.ends_with('=') || ends_word(&code[at + form.len()..]))
            {
                found.push(format!("{}:{}: {advice}", file.display(), number + 1));
            }
        }
    }
    found
}

/// A server function without `endpoint` gets a hashed address, which changes with every build.
fn unnamed_endpoints(file: &Path, text: &str) -> Vec<String> {
    let mut found = Vec::new();
    for (at, _) in text.match_indices("#[server") {
        let attribute = text[at..].split(']').next().unwrap_or_default();
        // These stand before an argument, not a function.
        if ["default", "flatten"]
            .iter()
            .any(|word| attribute.starts_with(&format!("#[server({word}")))
        {
            continue;
        }
        let is_attribute = text[..at]
            .lines()
            .last()
            .is_none_or(|line| line.trim().is_empty());
        if is_attribute && !(attribute.contains("endpoint") && attribute.contains("prefix")) {
            let line = text[..at].lines().count() + usize::from(text[..at].ends_with('\n'));
            found.push(format!(
                "{}:{line}: a server function needs its prefix and endpoint named",
                file.display()
            ));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::problems;

    #[test]
    fn a_raw_title_is_refused_outside_the_shared_pieces_only() {
        let text = "view! { <Title text=title/> }\n";
        assert_eq!(
            problems(Path::new("app/src/proposal/page.rs"), text).len(),
            1
        );
        assert!(problems(Path::new("app/src/ui/title.rs"), text).is_empty());
        assert!(
            problems(
                Path::new("app/src/proposal/page.rs"),
                "view! { <TitleField/> } // not <Title>\n"
            )
            .is_empty()
        );
    }

    #[test]
    fn a_server_function_without_an_address_of_its_own_is_refused() {
        let file = Path::new("app/src/support/action.rs");
        let named =
            "#[server(prefix = \"/act\", endpoint = \"support\")]\npub async fn support() {}\n";
        assert!(problems(file, named).is_empty());
        let arguments =
            "    #[server(flatten)] form: ReasonForm,\n    #[server(default)] step: String,\n";
        assert!(problems(file, arguments).is_empty());
        assert_eq!(
            problems(file, "use a;\n\n#[server]\npub async fn support() {}\n"),
            ["app/src/support/action.rs:3: a server function needs its prefix and endpoint named"]
        );
    }

    #[test]
    fn a_bare_bound_limit_is_refused_in_the_store() {
        let file = Path::new("crates/store/src/feed.rs");
        assert!(problems(file, "\"ORDER BY id LIMIT $12 + 0\"\n").is_empty());
        assert!(problems(file, "\"ORDER BY id LIMIT 3\"\n").is_empty());
        assert_eq!(problems(file, "\"a\n ORDER BY id LIMIT $12\"\n").len(), 1);
    }

    #[test]
    fn a_file_past_400_lines_is_refused() {
        assert_eq!(
            problems(Path::new("server/src/lib.rs"), &"a\n".repeat(401)).len(),
            1
        );
        assert!(problems(Path::new("server/src/lib.rs"), &"a\n".repeat(400)).is_empty());
    }
}
