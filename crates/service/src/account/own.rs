//! One's own account: reading it, and changing name, language and password.

use super::{
    names::{self, NameRules, resident_name},
    new_password,
};
use crate::{
    Accounts, Error,
    known_place::KEPT,
    outbox::MessageKind,
    password::Standing,
    security::SecurityEvent,
    session::{Renewed, longest},
};
use cabildo_domain::{
    AccountId, FieldErrors, Invalid, Locale, Refusal, Role, Secret, SessionId, Timestamp,
    event::Verb, name::NameFlag, permission::Resident, text::DisplayName,
};
use cabildo_store::{Tx, account, known_place, name, session};
use serde::{Deserialize, Serialize};

/// An account as its owner sees it.
#[derive(Clone, Debug, Serialize)]
pub struct OwnAccount {
    pub id: AccountId,
    /// The address with which it signs in.
    pub email: String,
    /// The name people see.
    pub name: DisplayName,
    pub role: Role,
    /// The language its owner reads.
    pub locale: Locale,
    /// When it was created.
    pub created_at: Timestamp,
    /// The reason for the word "resident" beside the name, if it is there.
    pub flag: Option<NameFlag>,
    /// Whether it logs in only by the exact spelling of its address, because an older account has the same address.
    pub contested: bool,
    /// Its sessions, the last used first.
    pub sessions: Vec<OwnSession>,
    /// The number of browsers and networks that are remembered from earlier log-ins, without those of this session.
    pub remembered: usize,
}

/// A browser that is signed in.
#[derive(Clone, Debug, Serialize)]
pub struct OwnSession {
    /// The session's id, for ending it.
    pub id: SessionId,
    /// The browser in a few words; empty when it is unknown.
    pub agent: String,
    /// When it signed in.
    pub created_at: Timestamp,
    /// When it was last used, to the hour.
    pub last_seen_at: Timestamp,
    /// The latest time at which it ends, however much it is used.
    pub ends_at: Timestamp,
    /// Whether it is the session of this request.
    pub is_current: bool,
}

/// The form that changes the password, as typed.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct ChangePasswordForm {
    /// The present password.
    pub current: Secret,
    /// The new password.
    pub new: Secret,
}

/// The form that changes name and language, as typed.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct ProfileForm {
    /// The name people see.
    pub display_name: String,
    /// The tag of the language.
    pub locale: String,
}

impl Accounts<'_> {
    /// The viewer's own account with its sessions. Three statements.
    pub async fn own(self, resident: Resident<'_>) -> Result<OwnAccount, Error> {
        let mut tx = self.store().read().await?;
        let account = existing(&mut tx, resident.account()).await?;
        let now = self.now();
        let sessions = session::of_account(&mut tx, account.id, now).await?;
        let places = known_place::of_account(&mut tx, account.id, now - KEPT).await?;
        let current = resident.member().session;
        let longest = longest(account.role);
        Ok(OwnAccount {
            id: account.id,
            email: account.email.as_str().to_owned(),
            name: account.name,
            role: account.role,
            locale: account.locale,
            created_at: account.created_at,
            flag: account.flag,
            contested: account.contested,
            sessions: sessions
                .into_iter()
                .filter(|session| now < session.created_at + longest)
                .map(|session| OwnSession {
                    id: session.id,
                    agent: session.agent,
                    created_at: session.created_at,
                    last_seen_at: session.last_seen_at,
                    ends_at: session.created_at + longest,
                    is_current: session.id == current,
                })
                .collect(),
            remembered: places
                .iter()
                .filter(|place| place.session != current)
                .count(),
        })
    }

    /// Changes the password, ends every other session, and gives this session a new token.
    ///
    /// # Errors
    /// [`Refusal::Invalid`] (`WrongPassword` on `current`, the new one's on `new`), [`Refusal::TooFast`].
    pub async fn change_password(
        self,
        resident: Resident<'_>,
        form: ChangePasswordForm,
    ) -> Result<Renewed, Error> {
        let mut reader = self.store().read().await?;
        let account = existing(&mut reader, resident.account()).await?;
        drop(reader);
        let new = new_password(
            form.new.expose(),
            account.email.as_str(),
            account.name.as_str(),
        )
        .map_err(|invalid| FieldErrors::one("new", invalid))?;
        let stored = self
            .require_password(&account, form.current.expose(), "current")
            .await?;
        let hash = self.inner.passwords.hash(new, Standing::Known).await?;
        let mut tx = self.store().write().await?;
        if !account::confirm_hash(&mut tx, account.id, &stored, &hash).await? {
            return Err(FieldErrors::one("current", Invalid::WrongPassword).into());
        }
        let renewed = self.sessions().renew(&mut tx, resident.member()).await?;
        self.enqueue(
            &mut tx,
            account.id,
            MessageKind::PasswordChanged,
            serde_json::json!({}),
        )
        .await?;
        tx.commit().await?;
        self.note(&SecurityEvent::PasswordChanged {
            account: account.id,
            session: Some(resident.member().session),
        });
        Ok(renewed)
    }

    /// Changes the name and the language.
    ///
    /// # Errors
    /// [`Refusal::Invalid`] with every field's error.
    pub async fn change_profile(
        self,
        resident: Resident<'_>,
        form: ProfileForm,
    ) -> Result<(), Error> {
        let mut errors = FieldErrors::default();
        let mut reader = self.store().read().await?;
        let before = existing(&mut reader, resident.account()).await?;
        let reserved = names::reserved_now(&mut reader).await?;
        drop(reader);
        // An unchanged name may have become reserved meanwhile; that must not stop a change of language.
        let is_free = before.role.is_staff() || form.display_name == before.name.as_str();
        let parsed = if is_free {
            DisplayName::parse(&form.display_name)
        } else {
            resident_name(&form.display_name, &reserved)
        };
        let name = errors.check("display_name", parsed);
        let locale = errors.check(
            "locale",
            Locale::from_tag(form.locale.trim()).ok_or(Invalid::UnknownChoice),
        );
        let (Some(name), Some(locale)) = (name, locale) else {
            return Err(errors.into());
        };
        let id = resident.account();
        let mut tx = self.store().write().await?;
        name::lock(&mut tx).await?;
        let before = existing(&mut tx, id).await?;
        account::change_profile(&mut tx, id, &name, locale).await?;
        if name != before.name {
            self.renamed(&mut tx, &before, &name).await?;
        }
        self.append_account_event(&mut tx, Verb::Changed, id, Some(id))
            .await?;
        Ok(tx.commit().await?)
    }

    async fn renamed(
        self,
        tx: &mut Tx,
        before: &account::Account,
        name: &DisplayName,
    ) -> Result<(), Error> {
        if before.role.is_staff() {
            return self.staff_changed(tx, &[&before.name, name]).await;
        }
        let flag = NameRules::load(tx).await?.flag(name, before.role);
        Ok(name::flag(tx, before.id, flag, self.now()).await?)
    }

    /// Changes the language alone, from the chooser that every page has.
    pub async fn change_locale(self, resident: Resident<'_>, locale: Locale) -> Result<(), Error> {
        let mut tx = self.store().write().await?;
        account::change_locale(&mut tx, resident.account(), locale).await?;
        Ok(tx.commit().await?)
    }
}

/// The viewer's account; when it was erased since the session was read, the viewer counts as signed out.
pub(super) async fn existing(tx: &mut Tx, id: AccountId) -> Result<account::Account, Error> {
    account::by_id(tx, id)
        .await?
        .ok_or_else(|| Refusal::SignInRequired.into())
}
