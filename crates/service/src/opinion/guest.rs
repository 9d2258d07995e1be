//! One person as two participants: a browser takes part by an invitation, and then somebody signs in there. The person
//! is asked once whether the two are the same; then the account takes over the guest's answers and statements.

use super::{
    Caller, known,
    takeover::{self, Both},
};
use crate::{Accounts, Error, Opinions};
use cabildo_domain::{
    AccountId, FieldErrors, Invalid, Subject, consultation::Slug, event::Verb, phase::Activity,
    text::DisplayName,
};
use cabildo_store::{
    Tx,
    consultation::{self, Counts},
    event,
    opinion::{
        self, Opinion,
        participant::{self, Participant},
    },
    support,
};
use serde::{Deserialize, Serialize};

/// The participant of an invitation in a signed-in person's browser.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Guest {
    pub pseudonym: Option<DisplayName>,
    /// The number of statements they answered.
    pub answers: i64,
}

impl From<Participant> for Guest {
    fn from(row: Participant) -> Self {
        Self {
            pseudonym: row.pseudonym,
            answers: row.votes,
        }
    }
}

/// The form that says whose answers were given in this browser without an account.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct GuestForm {
    /// `yes`: they are the account's; `no`: somebody else used this browser.
    pub mine: String,
}

/// The result of the question.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Settled {
    /// The account took over the guest's answers.
    Mine,
    /// They are two people. The browser must forget the pass, so that it does not answer as both.
    Other,
    /// There is no such guest, or no longer.
    Nobody,
}

impl Opinions<'_> {
    /// Settles whether the guest of this browser is the signed-in person. If so, the account takes over the guest's
    /// answers and statements, and every counter has one person less; the later answer to a statement holds, and the
    /// person stays excluded if either was. Two calls, or two at once, do it once. The browser must forget the pass
    /// then, whatever the answer was.
    ///
    /// # Errors
    /// [`Refusal::SignInRequired`](cabildo_domain::Refusal), `NotFound`, `Invalid` (`mine`); `Closed`
    /// (`Activity::Answer`) for `yes` when answering is over: what is over stays as it was counted.
    pub async fn settle_guest(
        self,
        caller: Caller<'_>,
        slug: &Slug,
        form: &GuestForm,
    ) -> Result<Settled, Error> {
        let account = caller.viewer.resident()?.account();
        let is_mine = match form.mine.as_str() {
            "yes" => true,
            "no" => false,
            _ => return Err(FieldErrors::one("mine", Invalid::Required).into()),
        };
        let mut tx = self.store().write().await?;
        let row = self
            .consultations()
            .seen_by(&mut tx, caller.viewer, slug)
            .await?;
        let Some(mut opinion) = opinion::lock(&mut tx, &[row.id]).await?.pop() else {
            return Ok(Settled::Nobody);
        };
        let guest = match caller.guest() {
            Some(pass) => known(&mut tx, row.id, &pass).await?,
            None => None,
        };
        let Some(guest) = guest else {
            return Ok(Settled::Nobody);
        };
        if !is_mine {
            return Ok(Settled::Other);
        }
        self.consultations()
            .require(&mut tx, row.id, Activity::Answer)
            .await?;
        self.take_over(&mut tx, &mut opinion, guest, account)
            .await?;
        Accounts::still_there(&mut tx, &[account]).await?;
        let subject = Subject::consultation(row.id);
        // Events of a mapping never name participants.
        let event = self.event(Verb::StatementsAnswered, subject, row.id, None);
        event::append(&mut tx, &[event]).await?;
        tx.commit().await?;
        Ok(Settled::Mine)
    }

    async fn take_over(
        self,
        tx: &mut Tx,
        opinion: &mut Opinion,
        guest: Participant,
        account: AccountId,
    ) -> Result<(), Error> {
        let place = opinion.consultation;
        let found = participant::of_accounts(tx, &[(place, account)]).await?;
        let counted_as_guest = guest.pseudonymous && guest.votes > 0;
        let person = match found.into_iter().next() {
            Some(account) => takeover::unite(tx, opinion, Both { guest, account }).await?,
            None => {
                let joined = Participant {
                    account: Some(account),
                    pseudonymous: false,
                    pseudonym: None,
                    pass_hash: None,
                    ..guest
                };
                participant::update(tx, &joined).await?;
                joined
            }
        };
        let mut participants = -i64::from(counted_as_guest);
        if person.votes > 0 {
            let noted = [(place, account, self.now())];
            participants += support::note_participants(tx, &noted).await?.len() as i64;
        }
        if participants != 0 {
            let change = Counts {
                participants,
                ..Counts::default()
            };
            consultation::adjust(tx, place, change).await?;
        }
        Ok(())
    }
}
