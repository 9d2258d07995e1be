use super::town::{Town, refusal};
use cabildo_domain::{
    Refusal, Role, Viewer,
    opinion::Answer::Agree,
    phase::{Activity, Closed},
    refusal::Need,
};
use cabildo_service::{
    Error,
    opinion::{Asked, Caller, InvitationForm, Invited, JoinForm, Joined, Shut},
    session::Origin,
};
use cabildo_store::suite;

pub async fn invite(town: &Town, most: i64) -> Invited {
    let form = InvitationForm {
        label: "Library".into(),
        most: most.to_string(),
    };
    town.service
        .opinion()
        .create_invitation(town.lab.lab().unwrap(), &town.slug, form)
        .await
        .unwrap()
}

pub async fn join(town: &Town, secret: &str, pseudonym: &str) -> Result<Joined, Error> {
    let form = JoinForm {
        pseudonym: pseudonym.into(),
    };
    town.service
        .opinion()
        .join(
            &Viewer::Visitor,
            &town.slug,
            secret,
            form,
            &Origin::default(),
        )
        .await
}

suite! {
    async fn somebody_with_a_link_answers_under_a_pseudonym(store: TestStore) {
        let town = Town::over(&store, 2).await;
        town.rules("held", true).await;
        let link = invite(&town, 2).await;
        town.service.opinion().invitation_page(&Viewer::Visitor, &town.slug, &link.secret).await.unwrap();
        let joined = join(&town, &link.secret, "Quetzal").await.unwrap();
        let guest = Caller { viewer: &Viewer::Visitor, pass: Some(&joined.pass), address: None };
        let receipt = town.service.opinion().cast(guest, &town.slug, 1, Agree).await.unwrap();
        assert_eq!((receipt.changed, receipt.answered), (true, 1));
        let next = town.service.opinion().next_statement(guest, &town.slug).await.unwrap();
        let Asked::Participant { pseudonym, excluded } = next.asked else { panic!("{:?}", next.asked) };
        assert_eq!((pseudonym.unwrap().as_str(), excluded), ("Quetzal", None));
        assert_eq!(next.statement.unwrap().number, 2);
        assert_eq!(town.counts().await.participants, 1);
        // Somebody who signs in in the same browser says first whether they are the guest.
        let ana = town.person(Role::Resident).await;
        let signed_in = Caller { viewer: &ana, pass: Some(&joined.pass), address: None };
        let asked = refusal(town.service.opinion().cast(signed_in, &town.slug, 1, Agree).await);
        assert_eq!(asked, Refusal::forbidden(Need::GuestSettled));
        assert_eq!(town.counts().await.participants, 1);
        let next = town.service.opinion().next_statement(signed_in, &town.slug).await.unwrap();
        let told = next.guest.unwrap();
        assert_eq!((told.pseudonym.unwrap().as_str(), told.answers), ("Quetzal", 1));
        assert_eq!(town.service.opinion().next_statement(guest, &town.slug).await.unwrap().guest, None);
        assert_eq!(store.traces_of(&[link.secret, joined.pass]).await, Vec::<String>::new());
    }

    async fn a_link_lets_in_as_many_as_it_says_until_it_is_revoked(store: TestStore) {
        let town = Town::over(&store, 1).await;
        let closed = invite(&town, 5).await;
        let never = Refusal::Closed { activity: Activity::Answer, closed: Closed::Never };
        assert_eq!(refusal(join(&town, &closed.secret, "").await), never, "the lab allows none");
        let shut = async |link: &Invited| {
            town.service.opinion().invitation_page(&Viewer::Visitor, &town.slug, &link.secret).await.unwrap().shut
        };
        assert_eq!(shut(&closed).await, Some(Shut::Off));
        town.rules("held", true).await;
        let link = invite(&town, 2).await;
        let joining = (0..6).map(|_| join(&town, &link.secret, ""));
        let outcomes = futures::future::join_all(joining).await;
        assert_eq!(outcomes.iter().filter(|outcome| outcome.is_ok()).count(), 2);
        assert_eq!(refusal(join(&town, &link.secret, "").await), never);
        assert_eq!((shut(&link).await, shut(&closed).await), (Some(Shut::Full), None));
        join(&town, &closed.secret, "").await.unwrap();
        town.service.opinion().revoke_invitation(town.lab.lab().unwrap(), &town.slug, closed.invitation.id).await.unwrap();
        town.service.opinion().revoke_invitation(town.lab.lab().unwrap(), &town.slug, closed.invitation.id).await.unwrap();
        assert_eq!(refusal(join(&town, &closed.secret, "").await), never);
        assert_eq!(shut(&closed).await, Some(Shut::Revoked));
        let unknown = "A".repeat(43);
        assert_eq!(refusal(join(&town, &unknown, "").await), Refusal::NotFound);
        assert_eq!(refusal(join(&town, "guessed", "").await), Refusal::NotFound);
        let links = town.service.opinion().invitations(town.lab.lab().unwrap(), &town.slug).await.unwrap();
        let mut seen: Vec<_> = links.iter().map(|link| (link.joined, link.revoked_at.is_some())).collect();
        seen.sort_unstable();
        assert_eq!(seen, [(1, true), (2, false)]);
    }
}
