//! Cleans texts from outside: trims them, makes line ends `\n`, removes control characters and the invisible characters
//! that reverse the direction of text.

/// Whether a reader sees this character by itself: it is no white space and no control character, Unicode does not have
/// renderers leave it out (`Default_Ignorable_Code_Point`), it is not drawn as a blank, it is no mark on another
/// character, and it has a meaning (no private use). Letters, digits, punctuation and symbols remain, emoji among them.
fn is_visible(char: char) -> bool {
    let is_blank = matches!(char, '\u{2800}' | '\u{1D159}');
    let is_private = matches!(char, '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..='\u{10FFFF}');
    !(char.is_whitespace()
        || char.is_control()
        || is_ignorable(char)
        || is_blank
        || is_mark(char)
        || is_private)
}

/// Whether renderers leave this character out (`Default_Ignorable_Code_Point`), or draw nothing for it.
pub(crate) fn is_ignorable(char: char) -> bool {
    matches!(char,
        '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}'
        | '\u{180B}'..='\u{180F}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}'
        | '\u{3164}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{FFA0}' | '\u{FFF0}'..='\u{FFFB}'
        | '\u{1BCA0}'..='\u{1BCA3}' | '\u{1D173}'..='\u{1D17A}' | '\u{E0000}'..='\u{E0FFF}')
}

/// Whether this character is a mark on another one, such as an accent. Marks that a script needs to tell words apart
/// are left out.
pub(crate) fn is_mark(char: char) -> bool {
    matches!(char,
        '\u{300}'..='\u{36F}' | '\u{483}'..='\u{489}' | '\u{1AB0}'..='\u{1AFF}' | '\u{1DC0}'..='\u{1DFF}'
        | '\u{20D0}'..='\u{20FF}' | '\u{FE20}'..='\u{FE2F}')
}

/// Trims, unifies line ends to `\n`, and drops control characters (but tab and newline) and invisible characters that
/// reverse or override direction, because those let one text be displayed as another. A text without any visible
/// character becomes empty.
pub fn clean(text: &str) -> String {
    let unified = text.replace("\r\n", "\n").replace('\r', "\n");
    if !unified.chars().any(is_visible) {
        return String::new();
    }
    let kept: String = unified
        .chars()
        .filter(|c| !c.is_control() || matches!(c, '\n' | '\t'))
        .filter(|c| !matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}'))
        .collect();
    kept.trim_matches(|c: char| c.is_whitespace() || matches!(c, '\u{200B}' | '\u{2060}'))
        .to_owned()
}

/// As [`clean`], and on one line: runs of white space become one space.
pub fn clean_line(text: &str) -> String {
    clean(text).split_whitespace().collect::<Vec<_>>().join(" ")
}
