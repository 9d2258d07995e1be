//! The columns of a [`Content`], which `proposal` and `proposal_revision` both have under the same names: one list to
//! write them, one to read them.

use cabildo_domain::{
    AreaId, Language, ThemeId,
    proposal::Content,
    text::{Label, ProposalBody, ProposalTitle},
};
use serde::Serialize;
use uuid::Uuid;

/// The columns that a write sets, in the order in which [`bind_content`] binds them.
pub(super) const WRITTEN: &str = "title, body, language, theme_id, area_id";

/// The number of columns in [`WRITTEN`].
pub(super) const COLUMNS: usize = 5;

/// Binds the columns of [`WRITTEN`].
macro_rules! bind_content {
    ($query:expr, $content:expr) => {
        $query
            .bind($content.title.as_str())
            .bind($content.body.as_str())
            .bind($content.language.as_str())
            .bind($content.theme.map(|id| id.0))
            .bind($content.area.map(|id| id.0))
    };
}
pub(super) use bind_content;

/// The columns of a [`ContentRow`], from the table with the given alias and those that [`content_joins`] joins.
macro_rules! content_columns {
    ($from:literal) => {
        concat!(
            $from,
            ".title, ",
            $from,
            ".body, ",
            $from,
            ".language, ",
            $from,
            ".theme_id, theme.label AS theme, ",
            $from,
            ".area_id, area.label AS area"
        )
    };
}
pub(crate) use content_columns;

/// The joins that [`content_columns`] needs: `theme` and `area`.
macro_rules! content_joins {
    ($from:literal) => {
        concat!(
            " LEFT JOIN theme ON theme.id = ",
            $from,
            ".theme_id LEFT JOIN area ON area.id = ",
            $from,
            ".area_id"
        )
    };
}
pub(crate) use content_joins;

/// The columns of [`content_columns`]: what the proposal or the revision says, with the labels of its theme and area.
/// An account's own data shows them under these names.
#[derive(Clone, Debug, sqlx::FromRow, Serialize)]
pub struct ContentRow {
    title: String,
    body: String,
    language: String,
    theme_id: Option<Uuid>,
    theme: Option<String>,
    area_id: Option<Uuid>,
    area: Option<String>,
}

impl ContentRow {
    /// The content, and the labels of its theme and its area.
    pub(super) fn split(self) -> (Content, Option<Label>, Option<Label>) {
        let content = Content {
            title: ProposalTitle::trusted(self.title),
            body: ProposalBody::trusted(self.body),
            language: Language::trusted(self.language),
            theme: self.theme_id.map(ThemeId),
            area: self.area_id.map(AreaId),
        };
        (
            content,
            self.theme.map(Label::trusted),
            self.area.map(Label::trusted),
        )
    }
}
