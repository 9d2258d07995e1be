//! The entries of feeds: the newest proposals and official responses, of a consultation or of all, as everyone may see
//! them.

use crate::{Consultations, Error, author::AuthorView, markdown};
use cabildo_domain::{
    Language, Timestamp, Viewer,
    consultation::Slug,
    excerpt::excerpt,
    text::{ConsultationTitle, ProposalTitle},
};
use cabildo_store::{
    beginning::Beginning,
    feed::{self, FeedAnswer, FeedProposal},
};
use uuid::Uuid;

/// Most entries of each kind.
const EACH: i64 = 20;

/// The news in an entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum News {
    /// A proposal was submitted.
    Proposed {
        /// The author.
        author: AuthorView,
        /// When its text or status last changed.
        updated_at: Timestamp,
    },
    /// The city answered a proposal.
    Answered {
        /// When the answer was last corrected.
        corrected_at: Option<Timestamp>,
    },
}

/// An entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FeedEntry {
    /// The id of the proposal or the response.
    pub id: Uuid,
    /// The consultation's address.
    pub slug: Slug,
    /// The proposal's number.
    pub number: i64,
    /// The proposal's title.
    pub title: ProposalTitle,
    /// The beginning of the text, without markup.
    pub summary: String,
    /// The language of the text.
    pub language: Language,
    /// When it happened.
    pub at: Timestamp,
    pub news: News,
}

/// A feed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Feed {
    /// The consultation's title; `None` for all consultations.
    pub title: Option<ConsultationTitle>,
    /// The entries, the newest first.
    pub entries: Vec<FeedEntry>,
}

impl Consultations<'_> {
    /// The news of a public consultation, or of all. Two statements, three for a consultation.
    ///
    /// # Errors
    /// [`cabildo_domain::Refusal::NotFound`].
    pub async fn feed(self, slug: Option<&Slug>) -> Result<Feed, Error> {
        let mut tx = self.store().read().await?;
        let row = match slug {
            Some(slug) => Some(self.seen_by(&mut tx, &Viewer::Visitor, slug).await?),
            None => None,
        };
        let of = row.as_ref().map(|row| row.id);
        let proposals = feed::proposals(&mut tx, of, EACH).await?;
        let answers = feed::answers(&mut tx, of, EACH).await?;
        let mut entries: Vec<FeedEntry> = proposals
            .into_iter()
            .map(FeedEntry::from)
            .chain(answers.into_iter().map(FeedEntry::from))
            .collect();
        entries.sort_by_key(|entry| (std::cmp::Reverse(entry.at), entry.id));
        Ok(Feed {
            title: row.map(|row| row.title),
            entries,
        })
    }
}

/// The beginning of a text for an entry.
fn summary(beginning: &Beginning) -> String {
    let plain = markdown::plain(&beginning.text);
    excerpt(&plain, Beginning::LENGTH, beginning.is_whole).into_owned()
}

impl From<FeedProposal> for FeedEntry {
    fn from(row: FeedProposal) -> Self {
        Self {
            id: row.id.0,
            slug: row.slug,
            number: row.number,
            title: row.title,
            summary: summary(&row.beginning),
            language: row.language,
            at: row.created_at,
            news: News::Proposed {
                author: row.author.into(),
                updated_at: row.updated_at,
            },
        }
    }
}

impl From<FeedAnswer> for FeedEntry {
    fn from(row: FeedAnswer) -> Self {
        Self {
            id: row.id.0,
            slug: row.slug,
            number: row.number,
            title: row.title,
            summary: summary(&row.beginning),
            language: row.language,
            at: row.answered_at,
            news: News::Answered {
                corrected_at: row.corrected_at,
            },
        }
    }
}
