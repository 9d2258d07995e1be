//! Texts by somebody who is shown as a role only, in hostile words.

use crate::support::TestApp;
use cabildo_domain::{Author, Subject, Viewer, consultation::Slug, text::Label};
use cabildo_store::testing::sample;

/// A comment on this proposal, and a proposal, by this person under this role.
pub async fn write(app: &TestApp, person: &Viewer, slug: &Slug, proposal: Subject, role: &str) {
    let author = Author::Role {
        label: Label::parse(role).unwrap(),
        account: person.account(),
    };
    let page = app
        .service
        .consultations()
        .page(person, slug)
        .await
        .unwrap();
    let (store, now) = (app.service.store(), app.service.now());
    sample::comment(store, Some(page.id), proposal, author.clone(), now).await;
    sample::proposal(store, page.id, author, now).await;
}
