//! Moderation: residents report; moderators hide, restore or dismiss, always with a statement of reasons.
//!
//! To make another kind reportable: its SELECT in [`cabildo_store::moderation::exhibits`], its hiding in `kind.rs`, its
//! reporters in `report.rs`. Measures on a statement are carried out by `opinion`.

mod kind;
mod log;
mod measure;
mod own;
mod queue;
mod report;

pub use log::{Deed, LogEntry, ModerationLog};
pub use measure::ReasonForm;
pub use own::OnOwn;
pub use queue::{Case, CaseReport, ModerationQueue};
pub use report::{ReportForm, Reported};

use crate::{Error, author::AuthorView, markdown};
use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use cabildo_domain::{
    CommentId, Language, Refusal, Subject, SubjectKind, Timestamp, Viewer, consultation::Slug,
    excerpt::excerpt, subject::Commentable, text::Reason, visibility::may_know,
};
use cabildo_store::{
    Tx,
    moderation::{Exhibit, exhibits},
};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use uuid::Uuid;

/// The number of characters of a text that the desk shows.
const EXCERPT: usize = 600;

/// A position in a list of cases or measures, as an address carries it. A cursor that cannot be read means the
/// beginning.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Cursor(pub String);

impl Cursor {
    pub(crate) fn at(at: Timestamp, id: Uuid) -> Self {
        Self(BASE64_URL_SAFE_NO_PAD.encode([&at.0.to_be_bytes()[..], id.as_bytes()].concat()))
    }

    pub(crate) fn read(&self) -> Option<(Timestamp, Uuid)> {
        let bytes: [u8; 24] = BASE64_URL_SAFE_NO_PAD
            .decode(&self.0)
            .ok()?
            .try_into()
            .ok()?;
        let at = i64::from_be_bytes(bytes[..8].try_into().ok()?);
        Some((Timestamp(at), Uuid::from_slice(&bytes[8..]).ok()?))
    }
}

/// The subject of a case, as the desk shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Matter {
    /// The subject.
    pub subject: Subject,
    /// Its consultation's address.
    pub slug: Slug,
    /// Its own number; for a comment, the number of the subject under which it stands.
    pub number: i64,
    /// For a comment, the kind of that subject.
    pub under: Option<Commentable>,
    /// The title of its proposal; for a statement, its consultation's title.
    pub title: String,
    /// The comment, when it is one.
    pub comment: Option<CommentId>,
    /// The beginning of its text, without markup; empty when its author deleted it.
    pub excerpt: String,
    /// The language of its text.
    pub language: Language,
    /// The author. `None` for every statement, for staff too: an account could be recognised by its answers.
    pub author: Option<AuthorView>,
    /// The time when it was written.
    pub created_at: Timestamp,
    /// Why it is hidden, if it is.
    pub hidden: Option<Reason>,
}

impl From<Exhibit> for Matter {
    fn from(exhibit: Exhibit) -> Self {
        let (comment, names_author) = match exhibit.subject.kind {
            SubjectKind::Comment => (Some(CommentId(exhibit.subject.id)), true),
            SubjectKind::Statement => (None, false),
            SubjectKind::Proposal | SubjectKind::Consultation | SubjectKind::Account => {
                (None, true)
            }
        };
        Self {
            comment,
            subject: exhibit.subject,
            slug: exhibit.slug,
            number: exhibit.number,
            under: exhibit.under,
            title: exhibit.title,
            excerpt: excerpt(&markdown::plain(&exhibit.body), EXCERPT, true).into_owned(),
            language: Language::trusted(exhibit.language),
            author: exhibit
                .author
                .filter(|_| names_author)
                .map(AuthorView::from),
            created_at: exhibit.created_at,
            hidden: exhibit.hidden,
        }
    }
}

/// The matters of these subjects by id, as far as the viewer may know of them.
async fn matters(
    tx: &mut Tx,
    viewer: &Viewer,
    subjects: &[Subject],
) -> Result<HashMap<Uuid, Matter>, Error> {
    let found = exhibits(tx, subjects)
        .await?
        .into_iter()
        .filter(|exhibit| may_know(viewer, exhibit.state));
    Ok(found
        .map(|exhibit| (exhibit.subject.id, exhibit.into()))
        .collect())
}

/// The exhibit of one subject, if the viewer may know of it.
pub(crate) async fn exhibit(
    tx: &mut Tx,
    viewer: &Viewer,
    subject: Subject,
) -> Result<Exhibit, Error> {
    let found = exhibits(tx, &[subject])
        .await?
        .pop()
        .filter(|exhibit| may_know(viewer, exhibit.state));
    Ok(found.ok_or(Refusal::NotFound)?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_cursor_comes_back(at: i64, id: u128) {
            let place = (Timestamp(at), Uuid::from_u128(id));
            prop_assert_eq!(Cursor::at(place.0, place.1).read(), Some(place));
        }
    }
}
