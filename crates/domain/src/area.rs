//! Themes (the topic of a proposal) and areas (parts of the city; they nest), edited as plain lists.
//!
//! A lab types one name per line; an area inside another one is indented by two more spaces (or a tab).

pub mod keep;

use crate::{
    invalid::{FieldErrors, Invalid},
    text::Label,
};

/// One line of an outline: a name, and how deep it is nested (0 at the top).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutlineItem {
    /// The name.
    pub label: Label,
    /// 0 for the city, 1 for a borough in it, ...
    pub depth: usize,
}

/// Reads a list of names, one per line; blank lines are skipped.
///
/// # Errors
/// Under `field`: a name out of limits, a name twice, or more than `most` names.
pub fn parse_list(field: &str, text: &str, most: usize) -> Result<Vec<Label>, FieldErrors> {
    Ok(parse_outline(field, text, most, 1)?
        .into_iter()
        .map(|item| item.label)
        .collect())
}

/// Reads an outline with at most `depth` levels.
///
/// # Errors
/// As [`parse_list`]; also a line that is more than one level deeper than the one before it.
pub fn parse_outline(
    field: &str,
    text: &str,
    most: usize,
    depth: usize,
) -> Result<Vec<OutlineItem>, FieldErrors> {
    let mut errors = FieldErrors::default();
    let mut items: Vec<OutlineItem> = Vec::new();
    let lines = text
        .lines()
        .enumerate()
        .filter(|(_, line)| !line.trim().is_empty());
    // Count before reading any line: an endless list must not become an endless list of mistakes.
    let count = lines.clone().count();
    if count > most {
        let too_many = Invalid::TooManyLines {
            max: most as u32,
            actual: count as u32,
        };
        errors.add(field, too_many);
        return Err(errors);
    }
    for (index, line) in lines {
        let number = (index + 1) as u32;
        let indent: usize = line
            .chars()
            .take_while(|c| c.is_whitespace())
            .map(|c| if c == '\t' { 2 } else { 1 })
            .sum();
        let level = if depth == 1 { 0 } else { indent / 2 };
        let deepest = items.last().map_or(0, |last| last.depth + 1);
        let label = match Label::parse(line) {
            Ok(label) => label,
            Err(invalid) => {
                errors.add(field, invalid.in_line(number));
                continue;
            }
        };
        if level > deepest || level >= depth {
            errors.add(field, Invalid::TooDeep { line: number });
            continue;
        }
        items.push(OutlineItem {
            label,
            depth: level,
        });
    }
    let mut seen = std::collections::HashSet::new();
    let mut path: Vec<String> = Vec::new();
    for item in &items {
        path.truncate(item.depth);
        path.push(item.label.as_str().to_lowercase());
        if !seen.insert(path.clone()) {
            errors.add(
                field,
                Invalid::Duplicate {
                    value: item.label.to_string(),
                },
            );
        }
    }
    if errors.is_empty() {
        Ok(items)
    } else {
        Err(errors)
    }
}

/// Writes an outline as [`parse_outline`] reads it.
pub fn format_outline<'a>(items: impl IntoIterator<Item = (&'a str, usize)>) -> String {
    items
        .into_iter()
        .map(|(label, depth)| format!("{}{label}", "  ".repeat(depth)))
        .collect::<Vec<_>>()
        .join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_outline_nests_by_indentation() {
        let text = "City\n  North\n    Old town\n  South\n\nRiver";
        let items = parse_outline("areas", text, 10, 4).unwrap();
        let flat: Vec<(&str, usize)> = items.iter().map(|i| (i.label.as_str(), i.depth)).collect();
        assert_eq!(
            flat,
            [
                ("City", 0),
                ("North", 1),
                ("Old town", 2),
                ("South", 1),
                ("River", 0)
            ]
        );
        assert_eq!(
            parse_outline("areas", &format_outline(flat), 10, 4).unwrap(),
            items
        );
    }

    #[test]
    fn a_list_that_is_too_long_is_one_mistake_however_wrong_its_lines_are() {
        let endless = "          too deep\n".repeat(5_000);
        let errors = parse_outline("areas", &endless, 400, 4).unwrap_err();
        let too_many = Invalid::TooManyLines {
            max: 400,
            actual: 5_000,
        };
        assert_eq!(errors.0, [("areas".to_owned(), too_many)]);
    }

    #[test]
    fn mistakes_name_their_line() {
        let errors = parse_outline("areas", "City\n      Deep", 10, 4).unwrap_err();
        assert_eq!(errors.of("areas"), Some(&Invalid::TooDeep { line: 2 }));
        let errors = parse_list("themes", &format!("ok\n{}", "x".repeat(61)), 10).unwrap_err();
        assert_eq!(
            errors.of("themes"),
            Some(
                &Invalid::TooLong {
                    max: 60,
                    actual: 61
                }
                .in_line(2)
            )
        );
        let errors = parse_list("themes", "Parks\nparks", 10).unwrap_err();
        assert_eq!(
            errors.of("themes"),
            Some(&Invalid::Duplicate {
                value: "parks".into()
            })
        );
        assert!(parse_outline("areas", "North\n  Centre\nSouth\n  Centre", 10, 4).is_ok());
    }
}
