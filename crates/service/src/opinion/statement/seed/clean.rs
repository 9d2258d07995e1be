//! Removes the marks that a spreadsheet or a list puts around a statement: quotes of cells and the doubled quotes in
//! them, tabs between cells and cells that only count, the marks and numbers of a list. Capitals stay as they are.

/// A line of a form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Line {
    /// The line of the form on which it begins, from 1.
    pub number: u32,
    pub text: String,
}

/// The most lines of a quoted cell: a quote that is still open after them is a character of the text.
const MOST_LINES: usize = 20;
/// Marks that begin an item of a list, where white space follows.
const MARKS: &[char] = &[
    '-', '–', '—', '*', '•', '·', '‣', '◦', '▪', '●', '○', '■', '□', '➢', '✓',
];

/// The statements in pasted text, without empty ones.
pub(super) fn cleaned(text: &str) -> Vec<Line> {
    let lines: Vec<&str> = text.lines().collect();
    let mut found = Vec::new();
    let mut at = 0;
    while at < lines.len() {
        let (cells, used) = row(&lines[at..]);
        let number = at as u32 + 1;
        // A cell with a number beside the statement counts the rows of the sheet.
        let is_counted = cells.len() > 1;
        for cell in cells {
            let text = without_mark(cell.trim());
            let is_number = !text.is_empty() && text.chars().all(|char| char.is_ascii_digit());
            if !(text.is_empty() || is_counted && is_number) {
                found.push(Line {
                    number,
                    text: text.to_owned(),
                });
            }
        }
        at += used;
    }
    found
}

/// The cells of the row that begins here, and its number of lines.
fn row(lines: &[&str]) -> (Vec<String>, usize) {
    let most = lines.len().min(MOST_LINES);
    // Take the fewest lines with which every quoted cell is closed.
    let whole = (1..=most).find_map(|used| Some((cells(&lines[..used].join("\n"))?, used)));
    whole.unwrap_or_else(|| (lines[0].split('\t').map(str::to_owned).collect(), 1))
}

/// The cells of a row of a spreadsheet; `None` when a quoted cell is not closed.
fn cells(row: &str) -> Option<Vec<String>> {
    let mut cells = Vec::new();
    let mut rest = row;
    loop {
        let (cell, after) = match rest.trim_start_matches(' ').strip_prefix('"') {
            Some(quoted) => match quoted_cell(quoted)? {
                Some(found) => found,
                None => plain_cell(rest),
            },
            None => plain_cell(rest),
        };
        cells.push(cell);
        match after {
            Some(after) => rest = after,
            None => return Some(cells),
        }
    }
}

/// The text of a cell, and the rest after the tab behind it.
type Cell<'a> = (String, Option<&'a str>);

fn plain_cell(rest: &str) -> Cell<'_> {
    match rest.split_once('\t') {
        Some((cell, after)) => (cell.to_owned(), Some(after)),
        None => (rest.to_owned(), None),
    }
}

/// A cell after its opening quote: its text and the rest after the tab behind it. `None` when it is not closed;
/// `Some(None)` when the quote belongs to the text, because something other than a tab follows the closing one.
fn quoted_cell(quoted: &str) -> Option<Option<Cell<'_>>> {
    let mut text = String::new();
    let mut chars = quoted.char_indices().peekable();
    while let Some((at, char)) = chars.next() {
        if char != '"' {
            text.push(char);
        } else if chars.next_if(|(_, next)| *next == '"').is_some() {
            text.push('"');
        } else {
            let after = quoted[at + 1..].trim_start_matches(' ');
            return Some(match after.strip_prefix('\t') {
                Some(after) => Some((text, Some(after))),
                None if after.is_empty() => Some((text, None)),
                None => None,
            });
        }
    }
    None
}

/// A line without the mark or the number of a list at its beginning.
fn without_mark(line: &str) -> &str {
    let after_mark = line
        .strip_prefix(MARKS)
        .or_else(|| without_number(line))
        .filter(|rest| rest.starts_with(char::is_whitespace));
    after_mark.map_or(line, str::trim_start)
}

/// The rest after `12.`, `12)`, `(12)` or `a)` at the beginning; a number of four digits is left, because it may be a
/// year.
fn without_number(line: &str) -> Option<&str> {
    let opened = line.strip_prefix('(');
    let inner = opened.unwrap_or(line);
    let digits = inner.bytes().take_while(u8::is_ascii_digit).count();
    let is_letter = digits == 0 && inner.starts_with(|char: char| char.is_ascii_lowercase());
    let rest = match digits {
        1..=3 => &inner[digits..],
        0 if is_letter => &inner[1..],
        _ => return None,
    };
    match (opened.is_some() || is_letter, rest.strip_prefix(')')) {
        (_, Some(rest)) => Some(rest),
        (false, None) => rest.strip_prefix('.'),
        (true, None) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn texts(pasted: &str) -> Vec<String> {
        cleaned(pasted).into_iter().map(|line| line.text).collect()
    }

    #[test]
    fn quotes_of_cells_and_marks_of_lists_are_removed_from_statements() {
        for (pasted, expected) in [
            ("\"Benches in the shade.\"", &["Benches in the shade."][..]),
            (
                "\"They said \"\"never\"\", and left.\"",
                &["They said \"never\", and left."],
            ),
            ("  More trees \t", &["More trees"]),
            (
                "- one idea\n– two ideas\n* three\n• four",
                &["one idea", "two ideas", "three", "four"],
            ),
            (
                "1. one idea\n12) two\n(3) three\nb) four",
                &["one idea", "two", "three", "four"],
            ),
            ("1986. A great year.", &["1986. A great year."]),
            ("-5 degrees are cold", &["-5 degrees are cold"]),
            (
                "7\tSlower streets\t\n8\t\"Quiet, at night\"\tyes",
                &["Slower streets", "Quiet, at night", "yes"],
            ),
            ("\"over\ntwo lines\"\nnext", &["over\ntwo lines", "next"]),
            ("\"- in a cell\"", &["in a cell"]),
            ("LOUD AND CLEAR", &["LOUD AND CLEAR"]),
            (
                "\"Never\" is not an answer",
                &["\"Never\" is not an answer"],
            ),
            ("\"not closed\nnext", &["\"not closed", "next"]),
            ("42", &["42"]),
            ("\n \t \n-\n", &["-"]),
            ("", &[]),
        ] {
            assert_eq!(texts(pasted), expected, "{pasted:?}");
        }
    }

    #[test]
    fn a_line_keeps_its_number_in_the_form() {
        let found = cleaned("\n\"a\nb\"\n\n- c\td");
        let numbers: Vec<u32> = found.iter().map(|line| line.number).collect();
        assert_eq!(numbers, [2, 5, 5]);
    }

    proptest! {
        #[test]
        fn no_letter_is_lost_and_plain_lines_stay(pasted in "[a-z\"\t \n,.()-]{0,80}") {
            let letters = |text: &str| text.chars().filter(char::is_ascii_lowercase).count();
            let marked = pasted.lines().flat_map(|line| line.split('\t')).count();
            prop_assert!(letters(&texts(&pasted).concat()) + marked >= letters(&pasted));
            let plain: Vec<String> = pasted.split(|char: char| !char.is_ascii_lowercase()).filter(|word| !word.is_empty())
                .map(|word| format!("Say {word}")).collect();
            prop_assert_eq!(texts(&plain.join("\n")), plain);
        }
    }
}
