//! Lists accounts and changes their roles, for an administrator and for the operator (`cabildo user`). The operator can
//! also set a new password, and let an account answer for an office.

use super::{names::NameRules, new_password};
use crate::{
    Accounts, Error,
    cursor::{Cursor, List, cut},
    outbox::MessageKind,
    password::Standing,
    security::SecurityEvent,
};
use cabildo_domain::{
    AccountId, FieldErrors, Refusal, Role, Timestamp,
    account::Email,
    event::Verb,
    limits,
    permission::{Admin, Capability, Grant},
    refusal::Need,
    text::{DisplayName, Owed},
};
use cabildo_store::{
    Tx,
    account::{self, Account, Filter},
    grant, known_place, name, session,
};
use serde::{Deserialize, Serialize};

/// The filters of the list of accounts, as typed.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct AccountQuery {
    /// Part of the name or of the address.
    pub q: String,
    /// A role's word; empty or unknown for all.
    pub role: String,
    /// The end of the page before ([`AccountPage::next`]); anything else means the first page.
    pub after: String,
}

/// An account in the admin's list.
#[derive(Clone, Debug, Serialize)]
pub struct AccountView {
    pub id: AccountId,
    /// The address with which it signs in.
    pub email: String,
    /// The name people see.
    pub name: DisplayName,
    pub role: Role,
    /// When it was created.
    pub created_at: Timestamp,
}

/// A page of accounts, newest first.
#[derive(Clone, Debug, Default, Serialize)]
pub struct AccountPage {
    pub accounts: Vec<AccountView>,
    /// The `after` of the next page, if there is one.
    pub next: Option<String>,
}

impl From<Account> for AccountView {
    fn from(account: Account) -> Self {
        Self {
            id: account.id,
            email: account.email.as_str().to_owned(),
            name: account.name,
            role: account.role,
            created_at: account.created_at,
        }
    }
}

impl AccountQuery {
    /// The list of accounts under these filters.
    fn list(&self) -> List {
        let parts = ["accounts", self.q.trim(), &self.role];
        List::of("newest", parts.map(str::as_bytes))
    }

    fn filter(&self) -> Filter {
        let before = Cursor::given(&self.after)
            .and_then(|cursor| cursor.read(self.list()))
            .map(|(at, id)| (at, AccountId(id)));
        let text = self
            .q
            .trim()
            .chars()
            .filter(|c| !c.is_control())
            .take(limits::QUERY.max)
            .collect();
        Filter {
            text,
            role: self.role.parse().ok(),
            before,
        }
    }
}

async fn page(tx: &mut Tx, query: &AccountQuery) -> Result<AccountPage, Error> {
    let mut accounts = account::list(tx, &query.filter(), limits::PAGE + 1).await?;
    let next = cut(&mut accounts, limits::PAGE)
        .map(|last| Cursor::at(query.list(), (last.created_at, last.id.0)).into_string());
    Ok(AccountPage {
        accounts: accounts.into_iter().map(AccountView::from).collect(),
        next,
    })
}

impl Accounts<'_> {
    /// A page of the accounts that can sign in, for an admin. One statement.
    pub async fn list(self, _: Admin<'_>, query: &AccountQuery) -> Result<AccountPage, Error> {
        page(&mut self.store().read().await?, query).await
    }

    /// Gives an account a role, as an admin; `before` is the role it had on the page where the admin decided.
    ///
    /// # Errors
    /// [`Refusal::Forbidden`], also when the last admin would lose the role; [`Refusal::NotFound`];
    /// [`Refusal::Outdated`] when somebody else gave it another role meanwhile.
    pub async fn set_role(
        self,
        admin: Admin<'_>,
        id: AccountId,
        role: Role,
        before: Option<Role>,
    ) -> Result<(), Error> {
        let mut tx = self.store().write().await?;
        let changed = self
            .change_role(&mut tx, id, (before, role), Some(admin.account()))
            .await?;
        tx.commit().await?;
        if changed {
            self.note(&SecurityEvent::RoleChanged {
                account: id,
                by: Some(admin.account()),
                role,
            });
        }
        Ok(())
    }

    /// A page of the accounts that can sign in, for the operator.
    pub async fn operator_list(self, query: &AccountQuery) -> Result<AccountPage, Error> {
        page(&mut self.store().read().await?, query).await
    }

    /// Gives the account with this address a role, as the operator.
    ///
    /// # Errors
    /// [`Refusal::NotFound`]; [`Need::AnotherAdmin`] when the last admin would lose the role.
    pub async fn operator_set_role(self, email: &str, role: Role) -> Result<AccountId, Error> {
        let mut tx = self.store().write().await?;
        let account = account::by_email(&mut tx, &Email::typed(email))
            .await?
            .ok_or(Refusal::NotFound)?;
        let changed = self
            .change_role(&mut tx, account.id, (None, role), None)
            .await?;
        tx.commit().await?;
        if changed {
            self.note(&SecurityEvent::RoleChanged {
                account: account.id,
                by: None,
                role,
            });
        }
        Ok(account.id)
    }

    /// Lets the account with this address answer for an office (`answers`), or no longer, as the operator; returns
    /// whether that changed anything.
    ///
    /// # Errors
    /// [`Refusal::NotFound`]; [`Refusal::Invalid`] on `office`.
    pub async fn operator_set_office(
        self,
        email: &str,
        office: &str,
        answers: bool,
    ) -> Result<bool, Error> {
        let office = Owed::parse(office).map_err(|invalid| FieldErrors::one("office", invalid))?;
        let grant = Grant::answering_for(office);
        let mut tx = self.store().write().await?;
        let account = account::by_email(&mut tx, &Email::typed(email))
            .await?
            .ok_or(Refusal::NotFound)?;
        let (changed, verb) = if answers {
            let given = grant::give(&mut tx, account.id, &grant, self.now()).await?;
            (given, Verb::Granted)
        } else {
            let taken = grant::take(&mut tx, account.id, &grant).await?;
            (taken, Verb::GrantRevoked)
        };
        if changed {
            self.append_account_event(&mut tx, verb, account.id, None)
                .await?;
        }
        tx.commit().await?;
        Ok(changed)
    }

    /// Gives the account with this address a new password and ends its sessions, as the operator. While no e-mail is
    /// delivered, this is the way back for somebody who forgot the password.
    ///
    /// # Errors
    /// [`Refusal::NotFound`]; [`Refusal::Invalid`] on `password`.
    pub async fn operator_set_password(self, email: &str, password: &str) -> Result<(), Error> {
        let mut reader = self.store().read().await?;
        let account = account::by_email(&mut reader, &Email::typed(email))
            .await?
            .ok_or(Refusal::NotFound)?;
        drop(reader);
        let password = new_password(password, account.email.as_str(), account.name.as_str())
            .map_err(|invalid| FieldErrors::one("password", invalid))?;
        let stored = account.password_hash.ok_or(Refusal::NotFound)?;
        let hash = self.inner.passwords.hash(password, Standing::Known).await?;
        let mut tx = self.store().write().await?;
        if !account::confirm_hash(&mut tx, account.id, &stored, &hash).await? {
            return Err(Refusal::Busy { seconds: 1 }.into());
        }
        session::end_all(&mut tx, account.id).await?;
        known_place::forget_others(&mut tx, account.id, None).await?;
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
            session: None,
        });
        Ok(())
    }

    /// Changes a role; `false` when the account had it already.
    async fn change_role(
        self,
        tx: &mut Tx,
        id: AccountId,
        (before, role): (Option<Role>, Role),
        by: Option<AccountId>,
    ) -> Result<bool, Error> {
        // Lock first, then re-read both accounts: either role may have changed since the request began.
        name::lock(tx).await?;
        let admins = account::lock_admins(tx).await?;
        if by.is_some_and(|by| !admins.contains(&by)) {
            return Err(Refusal::forbidden(Need::Role(Capability::Administer.least_role())).into());
        }
        let account = account::by_id(tx, id).await?.ok_or(Refusal::NotFound)?;
        if account.role == role {
            return Ok(false);
        }
        if before.is_some_and(|before| before != account.role) {
            // Roles have no revisions, so there is none to report.
            return Err(Refusal::Outdated { current: 0 }.into());
        }
        if role != Role::Admin && admins == [id] {
            return Err(Refusal::forbidden(Need::AnotherAdmin).into());
        }
        account::set_role(tx, id, role).await?;
        if account.role.is_staff() != role.is_staff() {
            let flag = NameRules::load(tx).await?.flag(&account.name, role);
            name::flag(tx, id, flag, self.now()).await?;
            self.staff_changed(tx, &[&account.name]).await?;
        }
        self.append_account_event(tx, Verb::RoleChanged, id, by)
            .await?;
        Ok(true)
    }
}
