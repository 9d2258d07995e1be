//! The values that a field of an undo form may have. One press sends such a form, so nothing else may hide behind the
//! button.

use super::local::onward;
use cabildo_domain::{CommentId, consultation::Slug};

/// The kind of value in a field.
#[derive(Clone, Copy, Debug)]
pub enum Field {
    /// The slug of a consultation.
    Slug,
    /// A positive number.
    Number,
    /// An id of any kind.
    Id,
    /// A word of the program, or empty.
    Word,
    /// A path of ours.
    Path,
    /// A text of at most so many characters.
    Text(usize),
}

impl Field {
    /// Whether the field may have this value.
    pub fn fits(self, value: &str) -> bool {
        match self {
            Self::Slug => Slug::parse(value).is_ok_and(|slug| slug.as_str() == value),
            Self::Number => value.parse::<i64>().is_ok_and(|number| number > 0),
            Self::Id => value.parse::<CommentId>().is_ok(),
            Self::Word => {
                value.len() <= 40
                    && value
                        .bytes()
                        .all(|byte| byte.is_ascii_lowercase() || byte == b'_')
            }
            Self::Path => onward(value) == value,
            Self::Text(most) => value.chars().count() <= most,
        }
    }
}
