//! Signing up, by a person or by the operator.

use super::{
    names::{self, NameRules, resident_name},
    new_password,
};
use crate::{
    Accounts, Error, Limited,
    outbox::MessageKind,
    password::Standing,
    rate_limit,
    security::SecurityEvent,
    session::{Origin, SignedIn},
};
use cabildo_domain::{
    AccountId, FieldErrors, Invalid, Locale, Refusal, Role, Secret,
    account::{Email, Password},
    event::Verb,
    name::reserved::Reserved,
    text::DisplayName,
};
use cabildo_store::{
    Tx,
    account::{self, NewAccount},
    name,
};
use serde::{Deserialize, Serialize};

/// The sign-up form, as typed.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct SignUpForm {
    /// The address to sign in with.
    pub email: String,
    /// The name people see.
    pub display_name: String,
    pub password: Secret,
    /// The tag of the language the person reads; English when we do not speak it.
    pub locale: String,
    /// A field that people do not see and programs fill in. Must be empty.
    pub website: String,
}

/// An account that the operator creates on the command line.
#[derive(Clone, Default)]
pub struct OperatorAccountForm {
    /// The address to sign in with.
    pub email: String,
    /// The name people see.
    pub display_name: String,
    pub password: String,
    /// The tag of the language; English when we do not speak it.
    pub locale: String,
    pub role: Option<Role>,
}

struct Draft {
    email: Email,
    name: DisplayName,
    password: Password,
    locale: Locale,
}

/// Reads a sign-up form; a name may not contain the words in `reserved`.
fn parse(
    email: &str,
    name: &str,
    password: &str,
    locale: &str,
    reserved: Option<&Reserved>,
) -> Result<Draft, Refusal> {
    let mut errors = FieldErrors::default();
    // Check in the order of the form's fields.
    let parsed = (
        errors.check(
            "display_name",
            match reserved {
                Some(reserved) => resident_name(name, reserved),
                None => DisplayName::parse(name),
            },
        ),
        errors.check("email", Email::parse(email)),
        errors.check(
            "password",
            new_password(password, email.trim(), name.trim()),
        ),
    );
    match parsed {
        (Some(name), Some(email), Some(password)) => Ok(Draft {
            email,
            name,
            password,
            locale: Locale::from_tag(locale.trim()).unwrap_or_default(),
        }),
        _ => Err(Refusal::Invalid { fields: errors }),
    }
}

fn taken() -> Error {
    FieldErrors::one("email", Invalid::Taken).into()
}

impl Accounts<'_> {
    /// Creates a resident's account and signs them in.
    ///
    /// # Errors
    /// [`Refusal::Invalid`] with every field's error (`Taken` for the address), [`Refusal::TooFast`] for the network,
    /// [`Refusal::Busy`], [`Refusal::Malformed`] when the hidden field is filled in.
    pub async fn sign_up(self, form: SignUpForm, origin: &Origin) -> Result<SignedIn, Error> {
        if !form.website.is_empty() {
            return Err(Refusal::Malformed.into());
        }
        let reserved = names::reserved_now(&mut self.store().read().await?).await?;
        let draft = parse(
            &form.email,
            &form.display_name,
            form.password.expose(),
            &form.locale,
            Some(&reserved),
        )?;
        let mut standing = Standing::Clean;
        if let Some(address) = origin.address {
            let (limiters, network) = (self.limiters(), rate_limit::network(address));
            if limiters.failures.is_empty(&network) {
                standing = Standing::Suspect;
            }
            limiters.of(Limited::SignUpByNetwork).check(network)?;
        }
        let mut new = self.hashed(draft, Role::Resident, standing).await?;
        let mut tx = self.store().write().await?;
        name::lock(&mut tx).await?;
        new.flag = NameRules::load(&mut tx).await?.flag(&new.name, new.role);
        if !account::insert(&mut tx, &new).await? {
            self.tell_owner(&mut tx, &new.email).await?;
            tx.commit().await?;
            return Err(taken());
        }
        let owner = (new.id, new.role, new.locale);
        let signed_in = self.sessions().begin(&mut tx, owner, origin).await?;
        self.enqueue(&mut tx, new.id, MessageKind::Welcome, serde_json::json!({}))
            .await?;
        self.append_account_event(&mut tx, Verb::Created, new.id, Some(new.id))
            .await?;
        tx.commit().await?;
        self.note(&SecurityEvent::AccountCreated {
            account: new.id,
            by: Some(new.id),
        });
        Ok(signed_in)
    }

    /// Creates an account with any role, for the operator of the machine. A resident's name may contain a reserved
    /// title here, because the operator knows that Mr Mayor has that name; the account is then marked "resident".
    ///
    /// # Errors
    /// [`Refusal::Invalid`] with every field's error.
    pub async fn operator_create(self, form: OperatorAccountForm) -> Result<AccountId, Error> {
        let draft = parse(
            &form.email,
            &form.display_name,
            &form.password,
            &form.locale,
            None,
        )?;
        let mut new = self
            .hashed(draft, form.role.unwrap_or(Role::Resident), Standing::Known)
            .await?;
        let mut tx = self.store().write().await?;
        name::lock(&mut tx).await?;
        new.flag = NameRules::load(&mut tx).await?.flag(&new.name, new.role);
        if !account::insert(&mut tx, &new).await? {
            return Err(taken());
        }
        if new.role.is_staff() {
            self.staff_changed(&mut tx, &[&new.name]).await?;
        }
        self.append_account_event(&mut tx, Verb::Created, new.id, None)
            .await?;
        tx.commit().await?;
        self.note(&SecurityEvent::AccountCreated {
            account: new.id,
            by: None,
        });
        Ok(new.id)
    }

    async fn hashed(
        self,
        draft: Draft,
        role: Role,
        standing: Standing,
    ) -> Result<NewAccount, Error> {
        Ok(NewAccount {
            id: self.new_id(),
            email: draft.email,
            name: draft.name,
            password_hash: self.inner.passwords.hash(draft.password, standing).await?,
            role,
            locale: draft.locale,
            created_at: self.now(),
            flag: None,
        })
    }

    async fn tell_owner(self, tx: &mut Tx, email: &Email) -> Result<(), Error> {
        if let Some(owner) = account::by_email(tx, email).await? {
            self.enqueue(
                tx,
                owner.id,
                MessageKind::SignUpAttempt,
                serde_json::json!({}),
            )
            .await?;
        }
        Ok(())
    }
}
