//! The messages that the code asks for: `t!(cx, "key", ...)`, `t!("key")` and `cx.t("key")`.

/// How a message is asked for in code.
const CALLS: [&str; 2] = ["t!(", ".t("];

/// The keys named literally. Keys that are put together at run time are declared in the catalogue (`# used: role-*`).
pub fn keys(source: &str) -> Vec<String> {
    let mut found = Vec::new();
    for call in CALLS {
        for (at, _) in source.match_indices(call) {
            let is_whole_name =
                call.starts_with('.') || !source[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_');
            if is_whole_name {
                found.extend(first_string(&source[at + call.len()..]));
            }
        }
    }
    found
}

/// The string that comes first or second among the arguments (`t!` may begin with the context).
fn first_string(arguments: &str) -> Option<String> {
    let (before, rest) = arguments.split_once('"')?;
    let before = before.trim();
    let context = before.strip_suffix(',').unwrap_or(before).trim_start_matches('&');
    let is_context = context.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '.' | '(' | ')' | ':'));
    let balanced = context.matches('(').count() == context.matches(')').count();
    if !(is_context && balanced) {
        return None;
    }
    let (key, _) = rest.split_once('"')?;
    let is_key = !key.is_empty() && key.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '.'));
    is_key.then(|| key.to_owned())
}

#[cfg(test)]
mod tests {
    use super::keys;

    #[test]
    fn both_forms_are_found_over_line_ends() {
        let source = "t!(cx, \"proposal-title\", name = x); cx.t(\"search\"); t!(\n    locale(),\n    \"long-key\"\n); t!(\"bare\")";
        let mut found = keys(source);
        found.sort();
        assert_eq!(found, ["bare", "long-key", "proposal-title", "search"]);
    }

    #[test]
    fn other_macros_and_computed_keys_are_not() {
        assert!(
            keys("assert!(a, \"message\"); format!(\"x\"); cx.t(&format!(\"role-{role}\")); list.get(\"a\")")
                .is_empty()
        );
    }
}
