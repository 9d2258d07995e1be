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
use cabildo_domain::{
    CommentId, Language, Refusal, Subject, SubjectKind, Timestamp, Viewer, consultation::Slug,
    excerpt::excerpt, subject::Commentable, text::Reason, visibility::may_know,
};
use cabildo_store::{
    Tx,
    moderation::{Exhibit, exhibits},
};
use serde::Serialize;
use std::collections::HashMap;
use uuid::Uuid;

/// The number of characters of a text that the desk shows.
const EXCERPT: usize = 600;

/// The subject of a case, as the desk shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Matter {
    pub subject: Subject,
    /// Its consultation's address; `None` for a text that belongs to none.
    pub slug: Option<Slug>,
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
            slug: exhibit.within.map(|within| within.slug),
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

/// Whether the viewer may know of an exhibit: of its consultation, if it belongs to one.
fn is_known(exhibit: &Exhibit, viewer: &Viewer) -> bool {
    let within = exhibit.within.as_ref();
    within.is_none_or(|within| may_know(viewer, within.state))
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
        .filter(|exhibit| is_known(exhibit, viewer));
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
        .filter(|exhibit| is_known(exhibit, viewer));
    Ok(found.ok_or(Refusal::NotFound)?)
}
