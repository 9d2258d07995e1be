//! Passwords: which are refused, and that one opens the account however its letters are encoded.

use crate::harness::{self, Harness, PASSWORD};
use cabildo_domain::{Invalid, Refusal};
use cabildo_service::{
    Error,
    account::{ChangePasswordForm, OperatorAccountForm, SignUpForm},
    session::Origin,
};
use cabildo_store::suite;

/// "contraseña de Íñigo" with composed letters, and with letters and marks apart.
const COMPOSED: &str = "contrase\u{f1}a de \u{cd}\u{f1}igo";
const APART: &str = "contrasen\u{303}a de I\u{301}n\u{303}igo";

fn why<T>(result: Result<T, Error>, field: &str) -> Option<Invalid> {
    match result {
        Ok(_) => None,
        Err(Error::Refused(Refusal::Invalid { fields })) => fields.of(field).cloned(),
        Err(other) => panic!("{other:?}"),
    }
}

/// Signs up and says why the password was refused, if it was.
async fn refused(harness: &Harness, n: usize, password: &str) -> Option<Invalid> {
    let form = SignUpForm {
        password: password.into(),
        display_name: "Montserrat Ribera".to_owned(),
        ..harness::sign_up(&format!("person{n}"))
    };
    why(
        harness.accounts().sign_up(form, &Origin::default()).await,
        "password",
    )
}

suite! {
    async fn passwords_that_many_people_use_are_refused(store: TestStore) {
        let harness = Harness::over(store);
        let common = [
            "1q2w3e4r5t", "q1w2e3r4t5y6", "iloveyou12", "Password123!", "P@ssw0rd2024", "liverpool123", "football2020",
            "1qaz2wsx3edc", "asdfghjkl123", "passwordpassword", "qwerty123456", "contraseña1", "Contrasena2024", "11111111112",
            "basketball1", "starwars1977", "abcdefghij",
        ];
        for (n, password) in common.iter().enumerate() {
            assert!(refused(&harness, n, password).await.is_some(), "{password}");
        }
        for (n, password) in ["three wet dogs", "four dry cats", "lluvia sobre el tejado", "kX9#vQ2m!rT7w"].iter().enumerate() {
            assert_eq!(refused(&harness, 100 + n, password).await, None, "{password}");
        }
    }

    async fn ones_own_name_or_address_with_a_year_is_no_password(store: TestStore) {
        let harness = Harness::over(store);
        for (n, password) in ["montserrat1980", "Ribera2026", "person2@example.org", "MontserratRibera"].iter().enumerate() {
            assert!(refused(&harness, n, password).await.is_some(), "{password}");
        }
    }

    async fn a_common_password_is_refused_wherever_one_is_chosen(store: TestStore) {
        let harness = Harness::over(store);
        let ana = harness.resident("ana").await;
        let change = ChangePasswordForm { current: PASSWORD.into(), new: "iloveyou12".into() };
        assert!(why(harness.accounts().change_password(ana.resident().unwrap(), change).await, "new").is_some());
        assert!(why(harness.accounts().operator_set_password("ana@example.org", "iloveyou12").await, "password").is_some());
        let form = OperatorAccountForm {
            email: "ben@example.org".into(),
            display_name: "Ben".into(),
            password: "iloveyou12".into(),
            locale: "en".into(),
            role: None,
        };
        assert!(why(harness.accounts().operator_create(form).await, "password").is_some());
    }

    async fn a_password_opens_the_account_in_either_unicode_form(store: TestStore) {
        let harness = Harness::over(store);
        for (n, chosen) in [COMPOSED, APART].into_iter().enumerate() {
            let name = format!("person{n}");
            let form = SignUpForm { password: chosen.into(), ..harness::sign_up(&name) };
            harness.accounts().sign_up(form, &Origin::default()).await.unwrap();
            for typed in [COMPOSED, APART] {
                let into = harness.accounts().log_in(harness::log_in(&name, typed), &Origin::default(), None).await;
                assert!(into.is_ok(), "chosen {chosen:?}, typed {typed:?}");
            }
            let other = harness.accounts().log_in(harness::log_in(&name, "contrasena de Inigo"), &Origin::default(), None).await;
            assert!(other.is_err(), "marks count");
        }
    }

    async fn the_length_is_that_of_the_letters_not_of_their_encoding(store: TestStore) {
        let harness = Harness::over(store);
        assert_eq!(refused(&harness, 1, &"n\u{303}".repeat(9)).await, Some(Invalid::TooShort { min: 10 }));
        let long: String = "n\u{303}u\u{308}b".repeat(66);
        assert_eq!(refused(&harness, 2, &long).await, None, "198 letters, 330 code points");
    }
}
