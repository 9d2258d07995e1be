//! Protects people who open our CSV files with a spreadsheet: a text that begins like a formula gets an apostrophe before it.

use std::borrow::Cow;

/// A text that no spreadsheet takes for a formula (OWASP, "CSV Injection"): a text that begins like a formula gets an
/// apostrophe. A text with apostrophes before such a beginning gets another one, so that [`unguarded`] can remove
/// exactly ours.
pub(crate) fn guarded(text: &str) -> Cow<'_, str> {
    if begins_formula(text.trim_start_matches('\'')) {
        Cow::Owned(format!("'{text}"))
    } else {
        Cow::Borrowed(text)
    }
}

/// The text that [`guarded`] was given.
pub(crate) fn unguarded(text: &str) -> &str {
    match text.strip_prefix('\'') {
        Some(rest) if begins_formula(rest.trim_start_matches('\'')) => rest,
        _ => text,
    }
}

fn begins_formula(text: &str) -> bool {
    text.starts_with(['\t', '\r', '\n'])
        || text
            .trim_start()
            .starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠'])
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn formulas_are_disarmed_and_other_texts_left_alone() {
        for text in ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "  =1", "＝1", "'=1"] {
            assert_eq!(guarded(text), format!("'{text}"));
        }
        for text in ["Trees = shade", "1 - 1", "'quoted", ""] {
            assert_eq!(guarded(text), text);
        }
    }

    proptest! {
        #[test]
        fn the_text_comes_back(text in "['=+@ \ta-]{0,8}") {
            let there = guarded(&text);
            prop_assert_eq!(unguarded(&there), text.as_str());
        }
    }
}
