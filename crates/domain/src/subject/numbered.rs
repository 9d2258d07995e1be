//! A subject by its number in a consultation, as addresses and forms name it.

use crate::consultation::Slug;

/// A subject by its number. `K` says which kinds of subjects it can be: [`super::Commentable`] or
/// [`crate::support::Supportable`].
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Numbered<K> {
    /// Its kind.
    pub kind: K,
    /// The address of its consultation.
    pub slug: Slug,
    /// Its number among the subjects of its kind there.
    pub number: i64,
}
