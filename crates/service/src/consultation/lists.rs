//! Lists of consultations. However many they show, the phases of all come in one statement.

use super::view::{ConsultationCard, ConsultationList, Home};
use crate::{
    Consultations, Error,
    cursor::{Cursor, List, cut},
};
use cabildo_domain::{ConsultationId, Refusal, Timestamp, limits, permission::Lab, words};
use cabildo_store::{
    Tx,
    consultation::list::{self, CardRow, Place},
    phase,
};

/// The consultations in a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ListKind {
    /// Open now, those that close soonest first.
    Open,
    /// Announced, those that open soonest first.
    Upcoming,
    /// Over, those that closed last first.
    Past,
    /// All public ones, those published last first.
    Public,
}

words!(ListKind { Open = "open", Upcoming = "upcoming", Past = "past", Public = "public" });

/// The name of the lab's own list.
const OF_LAB: &str = "lab";
/// Most cards in each of the home page's lists.
const HOME: i64 = 12;

impl Consultations<'_> {
    /// The lists of the home page. Four statements.
    pub async fn home(self) -> Result<Home, Error> {
        let now = self.now();
        let mut tx = self.inner.store.read().await?;
        let open = list::open(&mut tx, now, None, HOME).await?;
        let upcoming = list::upcoming(&mut tx, now, None, HOME / 2).await?;
        let past = list::outcomes(&mut tx, now, HOME / 2).await?;
        let (opened, announced) = (open.len(), upcoming.len());
        let mut cards = with_phases(&mut tx, [open, upcoming, past].concat(), now).await?;
        let past = cards.split_off(opened + announced);
        let upcoming = cards.split_off(opened);
        Ok(Home {
            open: cards,
            upcoming,
            past,
        })
    }

    /// A page of a public list; `cursor` is the `next` of the page before. Two statements.
    ///
    /// # Errors
    /// [`Refusal::Malformed`] for a cursor of another list.
    pub async fn list(
        self,
        kind: ListKind,
        cursor: Option<&Cursor>,
    ) -> Result<ConsultationList, Error> {
        let now = self.now();
        let list = in_order(kind.as_str());
        let after = place(list, cursor)?;
        let mut tx = self.inner.store.read().await?;
        let one_more = limits::PAGE + 1;
        let rows = match kind {
            ListKind::Open => list::open(&mut tx, now, after, one_more).await?,
            ListKind::Upcoming => list::upcoming(&mut tx, now, after, one_more).await?,
            ListKind::Past => list::past(&mut tx, now, after, one_more).await?,
            ListKind::Public => list::public(&mut tx, after, one_more).await?,
        };
        let key = |row: &CardRow| match kind {
            ListKind::Upcoming => row.opens_at,
            ListKind::Open | ListKind::Past => row.closes_at,
            ListKind::Public => row.published_at.unwrap_or_default(),
        };
        page(&mut tx, rows, list, key, now).await
    }

    /// A page of all consultations, drafts too, those edited last first. Two statements.
    ///
    /// # Errors
    /// [`Refusal::Malformed`] for a cursor of another list.
    pub async fn of_lab(
        self,
        _: Lab<'_>,
        cursor: Option<&Cursor>,
    ) -> Result<ConsultationList, Error> {
        let list = in_order(OF_LAB);
        let after = place(list, cursor)?;
        let mut tx = self.inner.store.read().await?;
        let rows = list::all(&mut tx, after, limits::PAGE + 1).await?;
        page(&mut tx, rows, list, |row| row.updated_at, self.now()).await
    }
}

async fn page(
    tx: &mut Tx,
    mut rows: Vec<CardRow>,
    list: List,
    key: impl Fn(&CardRow) -> Timestamp,
    now: Timestamp,
) -> Result<ConsultationList, Error> {
    let next = cut(&mut rows, limits::PAGE).map(|last| Cursor::at(list, (key(last), last.id.0)));
    Ok(ConsultationList {
        items: with_phases(tx, rows, now).await?,
        next,
    })
}

async fn with_phases(
    tx: &mut Tx,
    rows: Vec<CardRow>,
    now: Timestamp,
) -> Result<Vec<ConsultationCard>, Error> {
    let ids: Vec<ConsultationId> = rows.iter().map(|row| row.id).collect();
    let mut phases = phase::of_many(tx, &ids).await?;
    let card = |row: CardRow| {
        let phases = phases.remove(&row.id).unwrap_or_default();
        ConsultationCard::new(row, phases, now)
    };
    Ok(rows.into_iter().map(card).collect())
}

/// The list of consultations with this name.
fn in_order(name: &'static str) -> List {
    List::of(name, [b"consultations".as_slice()])
}

/// The position of a cursor of this list.
fn place(list: List, cursor: Option<&Cursor>) -> Result<Option<Place>, Refusal> {
    let Some(cursor) = cursor else {
        return Ok(None);
    };
    let (at, id) = cursor.read(list).ok_or(Refusal::Malformed)?;
    let id = ConsultationId(id);
    Ok(Some(Place { at, id }))
}
