//! Erasing an account: the person's identity disappears from every byte of the database, the contributions stay. Before
//! that, downloading one's own data.

use crate::{
    harness::{self, Harness, PASSWORD},
    world::World,
};
use cabildo_domain::{
    FieldErrors, Invalid, Refusal, Role, Viewer, consultation::Slug, event::Verb,
    support::Supportable,
};
use cabildo_service::{
    Error,
    account::{EraseForm, ProfileForm},
    form_state::Typist,
    proposal::ProposalForm,
    session::Origin,
};
use cabildo_store::{event, suite};

const EMAIL: &str = "markedaddress@example.org";
const NAME: &str = "Markedname Ñandú";
const EARLIER_NAME: &str = "Markedearlier";
const AGENT: &str = "Markedagent/1.0 (Android 14) Firefox/128.0";
const TYPED: &str = "Markedtyped in a form that was refused";

/// Ana, who did everything there is to do, and the consultation she did it in.
async fn busy_ana(harness: &Harness) -> (Viewer, Slug) {
    let world = World {
        service: harness.service.clone(),
        clock: harness.clock.clone(),
    };
    let lab = harness.member("lab", Role::Lab).await;
    let slug = world.open_consultation(&lab).await;
    let form = cabildo_service::account::SignUpForm {
        email: EMAIL.into(),
        display_name: EARLIER_NAME.into(),
        ..harness::sign_up("ana")
    };
    let origin = Origin {
        address: Some([198, 51, 100, 7].into()),
        agent: AGENT.into(),
        ..Origin::default()
    };
    let ana = harness
        .seen(&harness.accounts().sign_up(form, &origin).await.unwrap())
        .await;
    harness
        .accounts()
        .change_profile(
            ana.resident().unwrap(),
            ProfileForm {
                display_name: NAME.into(),
                locale: "es".into(),
            },
        )
        .await
        .unwrap();
    let idea = ProposalForm {
        title: "Shade for every bus stop".into(),
        body: "Trees beside each stop, so that waiting in summer is bearable.".into(),
        language: "en".into(),
        ..ProposalForm::default()
    };
    harness
        .proposals()
        .propose(ana.resident().unwrap(), &slug, idea)
        .await
        .unwrap();
    harness
        .supports()
        .give(
            ana.resident().unwrap(),
            &Supportable::Proposal.at(&slug, 1),
            None,
        )
        .await
        .unwrap();
    let input = [("title".to_owned(), TYPED.to_owned())].into();
    harness
        .kept_forms()
        .keep(
            "ana's browser",
            "proposal/new",
            Typist::Account(ana.account().unwrap()),
            &input,
            Some(&Refusal::Malformed),
        )
        .await
        .unwrap();
    // A refused sign-up of hers, from before she had an account.
    let input = [
        ("email".to_owned(), EMAIL.to_uppercase()),
        ("display_name".to_owned(), NAME.to_owned()),
    ]
    .into();
    harness
        .kept_forms()
        .keep(
            "a library's browser",
            "sign-up",
            Typist::Visitor(None),
            &input,
            Some(&Refusal::Malformed),
        )
        .await
        .unwrap();
    (harness.seen_by_log_in(EMAIL).await, slug)
}

fn confirmed() -> EraseForm {
    EraseForm {
        password: PASSWORD.into(),
        confirm: "yes".into(),
    }
}

fn marked() -> Vec<String> {
    [
        "arkedaddress",
        "MARKEDADDRESS",
        "arkedname",
        "arkedearlier",
        "arkedagent",
        "arkedtyped",
    ]
    .map(str::to_owned)
    .into()
}

suite! {
    async fn nothing_that_tells_who_it_was_is_left_in_the_database(store: TestStore) {
        let harness = Harness::over(store);
        let (ana, _) = busy_ana(&harness).await;
        let there = harness.store.traces_of(&marked()).await;
        assert!(there.contains(&"arkedname".to_owned()) && there.contains(&"arkedtyped".to_owned()), "{there:?}");
        assert!(!there.contains(&"arkedagent".to_owned()), "the raw agent is never stored");

        harness.accounts().erase(ana.resident().unwrap(), confirmed()).await.unwrap();
        assert_eq!(harness.store.traces_of(&marked()).await, Vec::<String>::new());
    }

    async fn texts_of_an_erased_account_stay(store: TestStore) {
        let harness = Harness::over(store);
        let (ana, slug) = busy_ana(&harness).await;
        harness.accounts().erase(ana.resident().unwrap(), confirmed()).await.unwrap();
        let page = serde_json::to_string(&harness.proposals().page(&Viewer::Visitor, &slug, 1).await.unwrap()).unwrap();
        assert!(page.contains("Shade for every bus stop") && page.contains("erased"), "{page}");
        let texts = ["Shade for every bus stop".to_owned()];
        assert_eq!(harness.store.traces_of(&texts).await, texts);
        let mut tx = harness.store.read().await.unwrap();
        let last = event::after(&mut tx, 0, 100).await.unwrap().pop().unwrap();
        assert_eq!((last.verb, last.actor), (Verb::Erased, ana.account()));
    }

    async fn an_erased_account_is_signed_out_and_its_address_free(store: TestStore) {
        let harness = Harness::over(store);
        let (ana, _) = busy_ana(&harness).await;
        let elsewhere = harness.accounts().log_in(harness::credentials(EMAIL), &Origin::default(), None).await.unwrap();
        harness.accounts().erase(ana.resident().unwrap(), confirmed()).await.unwrap();
        assert!(harness.sessions().viewer(elsewhere.token.expose()).await.unwrap().is_none());
        let again = harness.accounts().log_in(harness::credentials(EMAIL), &Origin::default(), None).await;
        assert!(matches!(again, Err(Error::Refused(Refusal::WrongCredentials))));
        assert!(matches!(harness.accounts().own(ana.resident().unwrap()).await, Err(Error::Refused(Refusal::SignInRequired))));
        let form = cabildo_service::account::SignUpForm { email: EMAIL.into(), ..harness::sign_up("ana") };
        assert!(harness.accounts().sign_up(form, &Origin::default()).await.is_ok());
    }

    async fn an_account_is_not_erased_without_password_and_confirmation(store: TestStore) {
        let harness = Harness::over(store);
        let ana = harness.resident("ana").await;
        for (form, field, why) in [
            (EraseForm { confirm: String::new(), ..confirmed() }, "confirm", Invalid::Required),
            (EraseForm { password: "wrong password".into(), ..confirmed() }, "password", Invalid::WrongPassword),
        ] {
            let Err(Error::Refused(refusal)) = harness.accounts().erase(ana.resident().unwrap(), form).await else { panic!() };
            assert_eq!(refusal, FieldErrors::one(field, why));
        }
        assert!(harness.accounts().own(ana.resident().unwrap()).await.is_ok());
    }

    async fn one_takes_along_all_of_ones_own_data_and_nobody_elses(store: TestStore) {
        let harness = Harness::over(store);
        let (ana, _) = busy_ana(&harness).await;
        let data = harness.accounts().export(ana.resident().unwrap()).await.unwrap();
        assert_eq!(data["account"]["email"], EMAIL);
        assert_eq!(data["account"]["display_name"], NAME);
        assert_eq!(data["account"]["created_at"], "2026-03-01T12:00:00Z");
        assert_eq!(data["proposals"][0]["title"], "Shade for every bus stop");
        assert_eq!(data["proposals"][0]["consultation"], data["supports"][0]["consultation"]);
        for (table, rows) in [
            ("sessions", 2), ("known_places", 3), ("refused_forms", 1), ("messages", 1), ("participations", 1), ("proposals", 1),
            ("revisions", 1), ("supports", 1), ("comments", 0), ("reactions", 0), ("reports", 0), ("moderation", 0),
            ("responses", 0),
        ] {
            assert_eq!(data[table].as_array().map(Vec::len), Some(rows), "{table}");
        }
        let text = data.to_string();
        assert!(!text.contains("argon2"), "no secret");
        let lab = harness.accounts().export(harness.sign_in("lab").await.resident().unwrap()).await.unwrap();
        assert!(!lab.to_string().contains("Shade"));
    }
}
