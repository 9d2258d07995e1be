//! Opinion mapping: short statements that people answer one at a time, the map that is computed from their answers, and
//! the tools with which staff run it.
//!
//! Everybody who takes part is a [`Caller`]: signed in, or with the pass of an invitation. Answers go through one task
//! ([`crate::batch`]) and are durable when they are acknowledged. [`Opinions::update_map`] computes the map outside of
//! requests: the server's job calls it for the consultations that [`Opinions::stale_maps`] names. The last map stays
//! shown until the next one is stored.

mod ask;
mod ballot;
mod behind;
mod burst;
mod common;
mod compare;
mod decided;
mod export;
mod guest;
mod integrity;
mod invitation;
mod joining;
mod map;
mod maps;
mod memory;
mod order;
mod page;
mod pass;
mod results;
mod rules;
mod sheet;
mod similar;
mod small;
mod spot;
mod statement;
mod takeover;
mod view;

pub use ask::{Asked, MyPlace, NextStatement, Progress, StatementCard};
pub(crate) use burst::forget_networks;
pub use burst::{BurstMaps, BurstPreview, BurstView, ExcludedTogether};
pub use compare::{MapComparison, MapSide};
pub use export::{EXPORT_KEY, Export, ExportFile};
pub use guest::{Guest, GuestForm, Settled};
pub use integrity::{DecisionView, IntegrityReport, Suspect, TogetherView};
pub use invitation::{
    InvitationForm, InvitationPage, InvitationView, Invited, JoinForm, Joined, Shut,
};
pub use maps::{CONSUMER, Maps};
pub(crate) use memory::Memory;
pub(crate) use order::VoteOrder;
pub use order::VoteReceipt;
pub use page::{Moment, OpinionPage, StatementLine};
pub use results::OpinionResults;
pub use rules::RulesForm;
pub use sheet::{AnswerSheet, MyAnswer};
pub use spot::MySpot;
pub use statement::{
    Added, DeskStatement, SeedForm, SeedLook, StatementDesk, StatementEditForm, StatementFilter,
    StatementForm, StatementMay, StatementPage, StatementRef, TakenOut,
};
pub use view::{Evidence, GroupTally, GroupView, MapView, StatementResult};

pub use cabildo_insight::shape::Shapes;

use crate::{
    Error, Opinions, entropy,
    network::{Networks, Purpose},
    rate_limit,
    session::sha256,
};
use cabildo_domain::{
    AccountId, ConsultationId, Refusal, Subject, Viewer,
    consultation::Slug,
    event::{NewEvent, Verb},
    opinion::Rules,
    phase::{Activity, Phase},
};
use cabildo_store::{
    Tx,
    consultation::ConsultationRow,
    opinion::{
        self, Opinion,
        participant::{self, Participant},
    },
};
use std::net::IpAddr;

/// Somebody who takes part: signed in, or with the pass of an invitation.
#[derive(Clone, Copy, Debug)]
pub struct Caller<'a> {
    /// The viewer of the request. A signed-in person takes part with the account, whatever pass the browser has.
    pub viewer: &'a Viewer,
    /// The secret that [`Opinions::join`] gave to this browser.
    pub pass: Option<&'a str>,
    /// The address of the request; only a keyed hash of its network is kept, when somebody joins.
    pub address: Option<IpAddr>,
}

impl<'a> Caller<'a> {
    /// A caller without a pass, signed in or not.
    pub const fn of(viewer: &'a Viewer) -> Self {
        Self {
            viewer,
            pass: None,
            address: None,
        }
    }

    /// The voter whose answers these are.
    fn voter(&self) -> Option<Voter> {
        self.viewer
            .account()
            .map(Voter::Account)
            .or_else(|| self.guest())
    }

    /// The voter of this browser without an account, even if somebody is signed in.
    fn guest(&self) -> Option<Voter> {
        // A pass of another length was never ours; skip the statement.
        self.pass
            .filter(|pass| pass.len() == 43)
            .map(|pass| Voter::Pass(sha256(pass)))
    }

    /// The second voter of a signed-in person's browser, which also takes part without an account: one person may be
    /// both.
    fn second(&self) -> Option<Voter> {
        self.viewer.account().and_then(|_| self.guest())
    }

    /// The network the request comes from.
    fn network(&self) -> Option<String> {
        self.address.map(rate_limit::network)
    }
}

/// The key by which the database finds a voter.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Voter {
    Account(AccountId),
    Pass([u8; 32]),
}

/// The participant of a voter in a consultation. One statement.
async fn known(
    tx: &mut Tx,
    consultation: ConsultationId,
    voter: &Voter,
) -> Result<Option<Participant>, Error> {
    let found = match voter {
        Voter::Account(account) => {
            participant::of_accounts(tx, &[(consultation, *account)]).await?
        }
        Voter::Pass(hash) => participant::of_passes(tx, &[*hash]).await?,
    };
    Ok(found
        .into_iter()
        .find(|participant| participant.consultation == consultation))
}

/// The hash of the network from which somebody joins a mapping.
fn network_hash(networks: &Networks, opinion: &Opinion, network: Option<&str>) -> Option<Vec<u8>> {
    network.map(|network| networks.hash(Purpose::Answers(opinion.consultation), network))
}

/// Checks that a consultation maps opinions: one of its phases asks for answers, or imported answers exist.
fn require_mapping(opinion: Option<&Opinion>, phases: &[Phase]) -> Result<(), Refusal> {
    let asks = phases.iter().any(|phase| phase.permits(Activity::Answer));
    if asks || opinion.is_some() {
        Ok(())
    } else {
        Err(Refusal::NotFound)
    }
}

impl Opinions<'_> {
    /// The mapping of a consultation, begun if necessary, and locked until the transaction ends.
    async fn begun(self, tx: &mut Tx, consultation: ConsultationId) -> Result<Opinion, Error> {
        let seed = entropy::lot(self.entropy());
        opinion::begin(tx, consultation, Rules::default(), seed).await?;
        let mut locked = opinion::lock(tx, &[consultation]).await?;
        Ok(locked.pop().ok_or(Refusal::NotFound)?)
    }

    /// The consultation at an address and its mapping, begun and locked: for writes of staff.
    async fn held_mapping(
        self,
        tx: &mut Tx,
        viewer: &Viewer,
        slug: &Slug,
    ) -> Result<(ConsultationRow, Opinion), Error> {
        let row = self.consultations().seen_by(tx, viewer, slug).await?;
        let opinion = self.begun(tx, row.id).await?;
        Ok((row, opinion))
    }

    /// An event of a mapping. It names no participant, because an account could be recognised by its answers.
    fn event(
        self,
        verb: Verb,
        subject: Subject,
        consultation: ConsultationId,
        staff: Option<AccountId>,
    ) -> NewEvent {
        NewEvent {
            verb,
            subject,
            consultation: Some(consultation),
            actor: staff,
            at: self.now(),
        }
    }
}
