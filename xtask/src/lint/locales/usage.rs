//! The messages that the code uses: `t!(cx, "key", ...)`, `t!("key")` and `cx.t("key")`.

/// How a message is asked for in code.
const CALLS: [&str; 2] = ["t!(", ".t("];

/// The keys that are asked for literally: each must exist.
pub fn keys(source: &str) -> Vec<String> {
    let source = without_comments(source);
    let mut found = Vec::new();
    for call in CALLS {
        for (at, _) in source.match_indices(call) {
            let is_whole_name = call.starts_with('.')
                || !source[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_');
            if is_whole_name {
                found.extend(first_string(&source[at + call.len()..]));
            }
        }
    }
    found
}

/// Every string in the code that may be a key on its way to where it is asked for: whole (`"status-draft"`), or the
/// beginning of one that is put together (`"month-"` out of `"month-{number}"`).
pub fn mentions(source: &str) -> Vec<String> {
    let source = without_comments(source);
    let words = source.split('"').skip(1);
    words
        .map(|word| word.split('{').next().unwrap_or_default().to_owned())
        .filter(|word| is_key(word))
        .collect()
}

fn without_comments(source: &str) -> String {
    let is_code = |line: &&str| !line.trim_start().starts_with("//");
    source
        .lines()
        .filter(is_code)
        .collect::<Vec<_>>()
        .join("\n")
}

fn is_key(word: &str) -> bool {
    !word.is_empty()
        && word
            .chars()
            .all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '.'))
}

/// The string that comes first or second among the arguments (`t!` may begin with the context).
fn first_string(arguments: &str) -> Option<String> {
    let (before, rest) = arguments.split_once('"')?;
    let before = before.trim();
    let context = before
        .strip_suffix(',')
        .unwrap_or(before)
        .trim_start_matches('&');
    let is_context = context
        .chars()
        .all(|c| c.is_alphanumeric() || matches!(c, '_' | '.' | '(' | ')' | ':'));
    let balanced = context.matches('(').count() == context.matches(')').count();
    if !(is_context && balanced) {
        return None;
    }
    let (key, _) = rest.split_once('"')?;
    is_key(key).then(|| key.to_owned())
}

#[cfg(test)]
mod tests {
    use super::{keys, mentions};

    #[test]
    fn both_forms_are_found_over_line_ends() {
        let source = "t!(cx, \"proposal-title\", name = x); cx.t(\"search\"); t!(\n    locale(),\n    \"long-key\"\n); t!(\"bare\")";
        let mut found = keys(source);
        found.sort();
        assert_eq!(found, ["bare", "long-key", "proposal-title", "search"]);
    }

    #[test]
    fn a_comment_asks_for_nothing() {
        assert!(keys("/// Use `t!(cx, \"key\")`.\n").is_empty());
    }

    #[test]
    fn keys_on_their_way_and_the_beginnings_of_composed_ones_are_mentioned() {
        let found = mentions(
            "let key = if a { \"undo\" } else { \"redo\" }; format!(\"month-{number}\"); \"Two words\"",
        );
        for key in ["undo", "redo", "month-"] {
            assert!(found.iter().any(|word| word == key), "{key} in {found:?}");
        }
    }

    #[test]
    fn other_macros_and_computed_keys_are_not() {
        assert!(
            keys("assert!(a, \"message\"); format!(\"x\"); cx.t(&format!(\"role-{role}\")); list.get(\"a\")")
                .is_empty()
        );
    }
}
