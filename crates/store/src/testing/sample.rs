//! A few rows that tests build on: an account, an open consultation, a proposal, a comment.

use crate::{
    Store,
    comment::{self, NewComment},
    consultation::{self, ConsultationRow, Counts},
    phase,
    proposal::{self, NewProposal},
};
use cabildo_domain::{
    AccountId, Author, CommentId, ConsultationId, Language, PhaseId, ProposalId, Role, Subject,
    Timestamp,
    comment::Alignment,
    consultation::{Slug, State, Template},
    phase::{Activity, Allows, Method, Phase},
    proposal::{Content, Status},
    text::{
        CommentBody, ConsultationTitle, Description, PhaseDescription, PhaseName, ProposalBody,
        ProposalTitle, Summary,
    },
    time::Span,
};
use uuid::Uuid;

/// An account with this name and role, created at the instant 0.
pub async fn account(store: &Store, name: &str, role: Role) -> AccountId {
    let id = AccountId(Uuid::now_v7());
    let mut tx = store.write().await.expect("a transaction");
    exec!(
        tx,
        "INSERT INTO account (id, display_name, role, locale, created_at) VALUES ($1, $2, $3, 'en', 0)",
        id.0,
        name,
        role.as_str(),
    )
    .expect("an account");
    tx.commit().await.expect("a commit");
    id
}

/// An account from before addresses had a canonical form, created at this instant.
pub async fn account_of_before(store: &Store, email: &str, name: &str, at: i64) -> AccountId {
    let id = AccountId(Uuid::now_v7());
    let mut tx = store.write().await.expect("a transaction");
    exec!(
        tx,
        "INSERT INTO account (id, email, email_folded, display_name, role, locale, created_at)
         VALUES ($1, $2, $3, $4, 'resident', 'en', $5)",
        id.0,
        email,
        email.to_lowercase(),
        name,
        at,
    )
    .expect("an account");
    tx.commit().await.expect("a commit");
    id
}

/// Gives such an account a password, by its hash.
pub async fn give_password(store: &Store, id: AccountId, hash: &str) {
    let mut tx = store.write().await.expect("a transaction");
    exec!(
        tx,
        "UPDATE account SET password_hash = $2 WHERE id = $1",
        id.0,
        hash,
    )
    .expect("a password");
    tx.commit().await.expect("a commit");
}

/// A published consultation whose one phase, open for `days` from `from`, allows everything.
pub async fn consultation(store: &Store, slug: &str, from: Timestamp, days: i64) -> ConsultationId {
    let to = from + Span::days(days);
    let row = a_consultation(slug, from, to);
    let phase = Phase {
        id: PhaseId(Uuid::now_v7()),
        name: PhaseName::trusted("Ideas".into()),
        description: PhaseDescription::trusted(String::new()),
        method: Method::Propose,
        starts_at: from,
        ends_at: to,
        allows: Allows::of(&[Activity::Propose, Activity::Comment, Activity::Support]),
    };
    let mut tx = store.write().await.expect("a transaction");
    consultation::insert(&mut tx, &row)
        .await
        .expect("a consultation");
    phase::replace(&mut tx, row.id, &[phase])
        .await
        .expect("a phase");
    tx.commit().await.expect("a commit");
    row.id
}

fn a_consultation(slug: &str, opens_at: Timestamp, closes_at: Timestamp) -> ConsultationRow {
    let empty = || Description::trusted(String::new());
    ConsultationRow {
        id: ConsultationId(Uuid::now_v7()),
        slug: Slug::trusted(slug.into()),
        title: ConsultationTitle::trusted("Imagine the city".into()),
        summary: Summary::trusted("What should change here?".into()),
        description: empty(),
        description_html: String::new(),
        promise: empty(),
        promise_html: String::new(),
        outcome: empty(),
        outcome_html: String::new(),
        sanitizer: 1,
        language: Language::trusted("en".into()),
        template: Template::OpenCall,
        state: State::Published,
        revision: 1,
        created_by: None,
        created_at: opens_at,
        updated_at: opens_at,
        published_at: Some(opens_at),
        archived_at: None,
        opens_at,
        closes_at,
        last_number: 0,
        counts: Counts::default(),
    }
}

/// A proposal by `author`, counted in its consultation.
pub async fn proposal(
    store: &Store,
    consultation: ConsultationId,
    author: impl Into<Author>,
    at: Timestamp,
) -> ProposalId {
    let id = ProposalId(Uuid::now_v7());
    let mut tx = store.write().await.expect("a transaction");
    let number = consultation::take_number(&mut tx, consultation)
        .await
        .expect("a number");
    let new = NewProposal {
        id,
        consultation,
        number,
        author: author.into(),
        body_html: "<p>Trees, and benches under them.</p>\n".into(),
        content: Content::new(
            ProposalTitle::trusted("More shade in the square".into()),
            ProposalBody::trusted("Trees, and benches under them.".into()),
            Language::trusted("en".into()),
        ),
        sanitizer: 1,
        status: Status::Published,
        created_at: at,
        imported_supports: 0,
        lot: number,
        fair_rank: number,
        submit_key: None,
        import_key: None,
    };
    proposal::insert(&mut tx, &[new]).await.expect("a proposal");
    let change = Counts {
        proposals: 1,
        ..Counts::default()
    };
    consultation::adjust(&mut tx, consultation, change)
        .await
        .expect("a count");
    tx.commit().await.expect("a commit");
    id
}

/// A comment by `author` at top level, counted on its subject and in its consultation, if it belongs to one.
pub async fn comment(
    store: &Store,
    consultation: Option<ConsultationId>,
    subject: Subject,
    author: impl Into<Author>,
    at: Timestamp,
) -> CommentId {
    let id = CommentId(Uuid::now_v7());
    let new = NewComment {
        id,
        consultation,
        subject,
        parent: None,
        root: id,
        depth: 0,
        author: author.into(),
        alignment: Alignment::Neutral,
        body: CommentBody::trusted("Our pupils would sit there.".into()),
        body_html: "<p>Our pupils would sit there.</p>\n".into(),
        sanitizer: 1,
        language: Language::trusted("en".into()),
        created_at: at,
        orphan: false,
        imported_ups: 0,
        imported_downs: 0,
        submit_key: None,
        import_key: None,
    };
    let mut tx = store.write().await.expect("a transaction");
    comment::insert(&mut tx, &[new]).await.expect("a comment");
    comment::change::count(&mut tx, subject, consultation, 1, 0)
        .await
        .expect("a count");
    tx.commit().await.expect("a commit");
    id
}
