//! Supports: one person's counted signature under a subject, given and taken back while a phase allows it.
//!
//! All supports go through one task ([`crate::batch`]) that writes the waiting ones in one transaction.

mod check;
mod order;
mod owe;

pub use check::{CheckView, CheckedThreshold, SupportLook};
pub(crate) use order::SupportOrder;
pub(crate) use owe::unowed;

use crate::{Error, Supports, rate_limit};
use cabildo_domain::{
    Language,
    ladder::Rung,
    permission::Resident,
    subject::Numbered,
    support::{Offer, Supportable},
};
use serde::{Deserialize, Serialize};
use std::net::IpAddr;

/// The support of a subject, as one viewer sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SupportState {
    /// The number of counted supports.
    pub counted: i64,
    /// Imported supports, whose supporters are not known.
    pub imported: i64,
    /// Both numbers together.
    pub total: i64,
    /// Whether the viewer supports it.
    pub mine: bool,
    /// The button that the viewer gets for their support.
    pub offer: Offer,
    /// The next rung of the ladder that counted supports can reach; `None` also for a subject without a ladder.
    pub next_rung: Option<Rung>,
    /// The language of the consultation's texts, which include the texts of rungs.
    pub language: Language,
}

impl Supports<'_> {
    /// Supports a subject; durable when this returns. Two calls, or two at once, count once. `address` is that of the
    /// request, if it is known: only a keyed hash of its network is kept, for thirty days, so that staff notice many
    /// supports from one place.
    ///
    /// # Errors
    /// `NotFound`, `Closed`, or `Forbidden` (hidden, answered, merged, withdrawn).
    pub async fn give(
        self,
        resident: Resident<'_>,
        subject: &Numbered<Supportable>,
        address: Option<IpAddr>,
    ) -> Result<SupportState, Error> {
        let network = address.map(rate_limit::network);
        self.order_support(resident, subject, true, network).await
    }

    /// Takes a support back while the phase is open; an owed response stays owed. Doing it twice changes nothing.
    ///
    /// # Errors
    /// As [`Supports::give`]; a support of a hidden or answered subject can still be taken back.
    pub async fn withdraw(
        self,
        resident: Resident<'_>,
        subject: &Numbered<Supportable>,
    ) -> Result<SupportState, Error> {
        self.order_support(resident, subject, false, None).await
    }

    async fn order_support(
        self,
        resident: Resident<'_>,
        subject: &Numbered<Supportable>,
        give: bool,
        network: Option<String>,
    ) -> Result<SupportState, Error> {
        let account = resident.account();
        let order = SupportOrder {
            viewer: resident.viewer().clone(),
            account,
            at: subject.clone(),
            give,
            network,
        };
        self.inner.supports.settle(&self, order).await
    }
}
