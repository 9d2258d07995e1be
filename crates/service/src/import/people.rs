//! People without a password, for demo content and benchmarks.

use crate::{Accounts, Error, account::names::NameRules};
use cabildo_domain::{
    AccountId, Locale, Role, SessionId, Subject, Viewer,
    event::{NewEvent, Verb},
    permission::Member,
    text::DisplayName,
};
use cabildo_store::{
    event,
    import::{NewPerson, insert_people},
    name,
};
use uuid::Uuid;

impl Accounts<'_> {
    /// Creates residents who only take part through this program: nobody can sign in as one of them. Hashing thousands
    /// of passwords would take minutes.
    pub async fn operator_create_residents(
        self,
        names: &[(DisplayName, Locale)],
    ) -> Result<Vec<Viewer>, Error> {
        let now = self.now();
        let mut tx = self.store().write().await?;
        name::lock(&mut tx).await?;
        let rules = NameRules::load(&mut tx).await?;
        let person = |(name, locale): &(DisplayName, Locale)| NewPerson {
            id: self.new_id(),
            name: name.clone(),
            import_key: None,
            locale: *locale,
            created_at: now,
            flag: rules.flag(name, Role::Resident),
        };
        let people: Vec<NewPerson> = names.iter().map(person).collect();
        let created = |id: AccountId| NewEvent {
            verb: Verb::Created,
            subject: Subject::account(id),
            consultation: None,
            actor: None,
            at: now,
        };
        let events: Vec<NewEvent> = people.iter().map(|person| created(person.id)).collect();
        insert_people(&mut tx, &people).await?;
        event::append(&mut tx, &events).await?;
        tx.commit().await?;
        Ok(people
            .into_iter()
            .map(|person| as_viewer(person.id, person.name, Role::Resident))
            .collect())
    }
}

/// An account as a viewer, without a session.
fn as_viewer(account: AccountId, name: DisplayName, role: Role) -> Viewer {
    Viewer::Member(Member {
        account,
        session: SessionId(Uuid::nil()),
        name,
        role,
        grants: Vec::new(),
    })
}
