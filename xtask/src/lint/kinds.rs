//! Checks that a question about a kind of subject is answered by one exhaustive `match`: a wildcard would answer for
//! kinds that do not exist yet, as for a proposal or as for nothing. This lint finds wildcards and comparisons; the
//! compiler finds missing arms.

use std::path::Path;

/// Enums whose values are each named in every `match` on them.
const NAMED: [&str; 3] = ["SubjectKind", "Commentable", "Supportable"];

/// The faults of a file; tests may compare.
pub(super) fn problems(file: &Path, text: &str) -> Vec<String> {
    let code = without_comments(text);
    let mut found = Vec::new();
    for name in NAMED {
        let value = format!("{name}::");
        for (at, _) in code.match_indices("match ") {
            let Some(arms) = arms(&code[at..]) else {
                continue;
            };
            for (offset, pattern) in wildcards(&arms, &value) {
                let line = line_of(&code, at + offset);
                found.push(format!(
                    "{}:{line}: `{pattern} =>` answers for every {name} to come: name each one",
                    file.display()
                ));
            }
        }
        for operator in ["== ", "!= ", "matches!("] {
            for (at, _) in code.match_indices(operator) {
                let rest = &code[at + operator.len()..];
                let compared = match operator {
                    "matches!(" => rest.split(')').next().unwrap_or_default().contains(&value),
                    _ => rest.starts_with(&value) && is_value(&rest[value.len()..]),
                };
                if compared {
                    found.push(format!(
                        "{}:{}: a comparison with one {name} says nothing of the others: use a `match`",
                        file.display(),
                        line_of(&code, at)
                    ));
                }
            }
        }
    }
    found
}

/// A value begins in upper case and is no constant such as `ALL`.
fn is_value(text: &str) -> bool {
    let mut letters = text.chars();
    letters.next().is_some_and(char::is_uppercase) && letters.next().is_some_and(char::is_lowercase)
}

fn line_of(text: &str, at: usize) -> usize {
    text[..at].matches('\n').count() + 1
}

/// The text with its comments blanked out, as long as it was.
fn without_comments(text: &str) -> String {
    let mut code = String::with_capacity(text.len());
    for line in text.split_inclusive('\n') {
        let end = line.find("//").unwrap_or(line.len());
        code.push_str(&line[..end]);
        code.extend(line[end..].chars().flat_map(|letter| {
            let blank = if letter == '\n' { '\n' } else { ' ' };
            std::iter::repeat_n(blank, letter.len_utf8())
        }));
    }
    code
}

/// The patterns of a `match` that begins here, each with its place.
fn arms(code: &str) -> Option<Vec<(usize, &str)>> {
    let mut depth = 0_i32;
    let mut begin = None;
    let mut patterns = Vec::new();
    // In a pattern or in an arm's body.
    let mut in_body = false;
    let bytes = code.as_bytes();
    for (at, byte) in bytes.iter().enumerate() {
        match byte {
            b'{' if depth == 0 => {
                depth = 1;
                begin = Some(at + 1);
            }
            b';' if depth == 0 => return None,
            b'(' | b'[' | b'{' => depth += i32::from(begin.is_some()),
            b')' | b']' | b'}' if begin.is_some() => {
                depth -= 1;
                if depth == 0 {
                    return Some(patterns);
                }
                // The end of an arm that is a block.
                if depth == 1 && in_body && *byte == b'}' {
                    begin = Some(at + 1);
                    in_body = false;
                }
            }
            b',' if depth == 1 => {
                begin = Some(at + 1);
                in_body = false;
            }
            b'=' if depth == 1 && !in_body && bytes.get(at + 1) == Some(&b'>') => {
                let from = begin?;
                patterns.push((from, &code[from..at]));
                in_body = true;
            }
            _ => {}
        }
    }
    None
}

/// The patterns that stand for any value where others name one.
fn wildcards(arms: &[(usize, &str)], value: &str) -> Vec<(usize, String)> {
    let places: Vec<usize> = arms
        .iter()
        .flat_map(|(_, pattern)| {
            let parts = parts(pattern).into_iter().enumerate();
            parts.filter_map(|(place, part)| part.contains(value).then_some(place))
        })
        .collect();
    if places.is_empty() {
        return Vec::new();
    }
    let stands_for_any = |pattern: &str| {
        let parts = parts(pattern);
        is_any(pattern)
            || places
                .iter()
                .any(|place| parts.get(*place).is_some_and(|part| is_any(part)))
    };
    arms.iter()
        .filter(|(_, pattern)| stands_for_any(pattern))
        .map(|(from, pattern)| {
            let indent = pattern.len() - pattern.trim_start().len();
            (from + indent, pattern.trim().to_owned())
        })
        .collect()
}

/// The parts of a tuple, or the pattern itself; a guard is left out.
fn parts(pattern: &str) -> Vec<&str> {
    let pattern = pattern.split(" if ").next().unwrap_or_default().trim();
    let Some(inner) = pattern
        .strip_prefix('(')
        .and_then(|rest| rest.strip_suffix(')'))
    else {
        return vec![pattern];
    };
    let (mut depth, mut from, mut parts) = (0, 0, Vec::new());
    for (at, letter) in inner.char_indices() {
        match letter {
            '(' | '[' | '{' => depth += 1,
            ')' | ']' | '}' => depth -= 1,
            ',' if depth == 0 => {
                parts.push(inner[from..at].trim());
                from = at + 1;
            }
            _ => {}
        }
    }
    parts.push(inner[from..].trim());
    parts
}

/// `_`, or a name that any value is bound to.
fn is_any(pattern: &str) -> bool {
    let pattern = pattern.split(" if ").next().unwrap_or_default().trim();
    pattern == "_"
        || (pattern.starts_with(|c: char| c.is_lowercase())
            && pattern.chars().all(|c| c.is_alphanumeric() || c == '_')
            && !matches!(pattern, "true" | "false"))
}

#[cfg(test)]
mod tests {
    use super::{NAMED, problems};
    use std::path::Path;

    fn found(text: &str) -> Vec<String> {
        problems(Path::new("a.rs"), text)
    }

    #[test]
    fn a_wildcard_on_a_kind_is_refused_alone_and_in_a_tuple() {
        let alone = "fn f() {\n    match kind {\n        SubjectKind::Comment => 1,\n        _ => 2,\n    }\n}\n";
        assert_eq!(
            found(alone),
            ["a.rs:4: `_ =>` answers for every SubjectKind to come: name each one"]
        );
        let bound = "match kind { SubjectKind::Comment => { f(|a| a, b) } other => g(other) }";
        assert_eq!(found(bound).len(), 1);
        let tuple = "match (measure, kind) { (A, SubjectKind::Comment) => 1, (A, _) => 2 }";
        assert_eq!(found(tuple).len(), 1);
        let guarded = "match kind { SubjectKind::Comment => 1, _ if x => 2 }";
        assert_eq!(found(guarded).len(), 1);
        for name in NAMED {
            let other = format!("match kind {{ {name}::Proposal => 1, _ => 2 }}");
            assert_eq!(found(&other).len(), 1, "{name}");
        }
    }

    #[test]
    fn a_wildcard_for_something_else_is_not() {
        let tuple =
            "match (kind, x) { (SubjectKind::Comment, _) => 1, (SubjectKind::Proposal, y) => y }";
        assert!(found(tuple).is_empty());
        let inner = "match kind { SubjectKind::Comment => match x { Some(1) => 1, _ => 2 }, SubjectKind::Account => 3 }";
        assert!(found(inner).is_empty());
        let commented = "match x { 1 => 2, // SubjectKind::Comment\n _ => 3 }";
        assert!(found(commented).is_empty());
    }

    #[test]
    fn a_comparison_with_one_kind_is_refused() {
        assert_eq!(found("if kind == SubjectKind::Comment { }").len(), 1);
        assert_eq!(
            found("let x = matches!(kind, SubjectKind::Comment);").len(),
            1
        );
        assert!(found("if kinds.len() == SubjectKind::ALL.len() { }").is_empty());
    }
}
