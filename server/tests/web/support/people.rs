//! People with accounts: signed-in browsers of each role, and viewers for preparing things through the service.

use super::{Browser, TestApp};
use cabildo_app::act;
use cabildo_domain::{AccountId, Role, Viewer};
use cabildo_service::{
    Error,
    account::{LogInForm, OperatorAccountForm},
    session::{Origin, SessionToken},
};
use uuid::Uuid;

/// The password of everyone in the tests.
pub const PASSWORD: &str = "three wet dogs";

impl TestApp {
    /// A resident's browser, signed in.
    pub async fn resident(&self, name: &str) -> Browser {
        self.person(name, Role::Resident).await
    }

    /// A moderator's browser, signed in.
    pub async fn moderator(&self) -> Browser {
        self.person("Moderator", Role::Moderator).await
    }

    /// A lab's browser, signed in.
    pub async fn lab(&self) -> Browser {
        self.person("Lab", Role::Lab).await
    }

    /// An administrator's browser, signed in.
    pub async fn admin(&self) -> Browser {
        self.person("Admin", Role::Admin).await
    }

    /// A signed-in browser of a new person with this role.
    pub async fn person(&self, name: &str, role: Role) -> Browser {
        let token = self.session_of(name, role).await;
        self.browser()
            .with_cookie(act::session_cookie(false), token.expose())
    }

    /// A new person with this role: their signed-in browser, and as the service knows them.
    pub async fn person_and_viewer(&self, name: &str, role: Role) -> (Browser, Viewer) {
        let token = self.session_of(name, role).await;
        let viewer = self
            .service
            .sessions()
            .viewer(token.expose())
            .await
            .unwrap()
            .expect("a session")
            .viewer;
        (
            self.browser()
                .with_cookie(act::session_cookie(false), token.expose()),
            viewer,
        )
    }

    /// A new person with this role, as the service knows them.
    pub async fn viewer(&self, name: &str, role: Role) -> Viewer {
        let token = self.session_of(name, role).await;
        self.service
            .sessions()
            .viewer(token.expose())
            .await
            .unwrap()
            .expect("a session")
            .viewer
    }

    /// The person with this address, as the service knows them.
    pub async fn viewer_at(&self, email: &str) -> Viewer {
        let form = LogInForm {
            email: email.to_owned(),
            password: PASSWORD.into(),
        };
        let signed_in = self
            .service
            .accounts()
            .log_in(form, &Origin::default(), None)
            .await
            .unwrap();
        let session = self
            .service
            .sessions()
            .viewer(signed_in.token.expose())
            .await
            .unwrap();
        session.expect("a session").viewer
    }

    /// Creates an account without logging in; see [`address`] and [`PASSWORD`].
    pub async fn account(&self, name: &str, role: Role) {
        self.create(&address(name), name, role).await.unwrap();
    }

    /// One more browser of somebody who has an account, logged in through the page.
    pub async fn log_in(&self, name: &str) -> Browser {
        let mut browser = self.browser();
        let fields = [("email", &*address(name)), ("password", PASSWORD)];
        let page = browser.post("/act/log-in", &fields).await;
        assert!(
            page.has(".account a.who"),
            "{name} is logged in: {}",
            page.body
        );
        browser
    }

    /// The value of a new resident's session cookie.
    pub async fn session_cookie(&self, name: &str) -> String {
        let token = self.session_of(name, Role::Resident).await;
        token.expose().to_owned()
    }

    async fn session_of(&self, name: &str, role: Role) -> SessionToken {
        let mut email = address(name);
        if self.create(&email, name, role).await.is_err() {
            // A second person of that name.
            email = address(&Uuid::now_v7().to_string());
            self.create(&email, name, role).await.unwrap();
        }
        let form = LogInForm {
            email,
            password: PASSWORD.into(),
        };
        self.service
            .accounts()
            .log_in(form, &Origin::default(), None)
            .await
            .unwrap()
            .token
    }

    async fn create(&self, email: &str, name: &str, role: Role) -> Result<AccountId, Error> {
        let form = OperatorAccountForm {
            email: email.to_owned(),
            display_name: name.to_owned(),
            password: PASSWORD.to_owned(),
            locale: "en".to_owned(),
            role: Some(role),
        };
        self.service.accounts().operator_create(form).await
    }
}

/// `Ana María` has the address `ana.maría@example.org`.
pub fn address(name: &str) -> String {
    format!("{}@example.org", name.to_lowercase().replace(' ', "."))
}
