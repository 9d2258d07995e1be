//! The beginning of a long text, for lists that show no more of it.

/// The first characters of a text. One more than [`Beginning::LENGTH`] is read, to know whether there are more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Beginning {
    /// The characters: [`Beginning::LENGTH`] or one more.
    pub text: String,
    /// Whether this is the whole text.
    pub is_whole: bool,
}

impl Beginning {
    /// The number of characters of a text that a list gets.
    pub const LENGTH: usize = 600;
    /// The number of characters that a statement reads.
    pub(crate) const READ: usize = Self::LENGTH + 1;
}

impl From<String> for Beginning {
    fn from(text: String) -> Self {
        let is_whole = text.chars().nth(Self::LENGTH).is_none();
        Self { text, is_whole }
    }
}
