//! The responses that the viewer's offices owe. An office is named by the grant of an account ([`Member::offices`]).
//!
//! The desk lists what the whole city owes to staff; here an account without a role of staff finds what is asked of it,
//! and nothing that another office owes.
//!
//! [`Member::offices`]: cabildo_domain::permission::Member::offices

use super::OwedView;
use crate::{
    Error, Responses,
    cursor::{Cursor, List, cut},
};
use cabildo_domain::{limits::PAGE, permission::Respondent, text::Owed};
use cabildo_store::response;
use serde::Serialize;

/// A page of the list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct OfficePage {
    /// The offices for which the viewer answers; empty for staff without an office of their own.
    pub offices: Vec<Owed>,
    /// The responses, the oldest promise first.
    pub owed: Vec<OwedView>,
    /// Where the next page begins, if there is one.
    pub next: Option<Cursor>,
}

impl Responses<'_> {
    /// The responses that the viewer's offices owe. One statement.
    pub async fn of_offices(
        self,
        respondent: Respondent<'_>,
        after: Option<&Cursor>,
    ) -> Result<OfficePage, Error> {
        let offices: Vec<&Owed> = respondent.member().offices().collect();
        let mut tx = self.store().read().await?;
        let names = offices.iter().map(|office| office.as_str().as_bytes());
        let list = List::of("oldest", [b"office".as_slice()].into_iter().chain(names));
        let after = after.and_then(|cursor| cursor.read(list));
        let mut owed = response::owed_by(&mut tx, &offices, after, PAGE + 1).await?;
        let next = cut(&mut owed, PAGE).map(|last| Cursor::at(list, (last.due_at, last.id.0)));
        let now = self.now();
        Ok(OfficePage {
            offices: offices.into_iter().cloned().collect(),
            owed: owed
                .into_iter()
                .map(|owing| OwedView::new(owing, now))
                .collect(),
            next,
        })
    }
}
