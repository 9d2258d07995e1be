//! Lists of a consultation's proposals: filters, orders, pages.

use super::ProposalCard;
use crate::{
    Error, Proposals,
    consultation::{ConsultationBrief, Doors},
    cursor::{Cursor, List as CursorList},
};
use cabildo_domain::{
    AreaId, ConsultationId, ProposalId, ThemeId, Viewer,
    consultation::Slug,
    limits,
    phase::Activity,
    proposal::{Sort, Status},
};
use cabildo_store::{
    Tx,
    area::{self, Area},
    phase,
    proposal::list::{self, Card, Position, Query, Start},
    theme::{self, Theme},
};
use serde::Serialize;
use uuid::Uuid;

/// The filters, the order and the page of a list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ProposalFilter {
    /// Only proposals with this theme.
    pub theme: Option<ThemeId>,
    /// Only proposals in this area, or in one inside it.
    pub area: Option<AreaId>,
    /// Only proposals with this status.
    pub status: Option<Status>,
    /// The order; by default fair while people can propose, afterwards the most supported first.
    pub sort: Option<Sort>,
    /// The page that begins after this place.
    pub after: Option<Cursor>,
    /// The page that ends before this place.
    pub before: Option<Cursor>,
}

/// Why a list that was to continue from a position begins anew.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Anew {
    /// Nothing follows that position any more.
    Ended,
    /// The position belongs to the fair order of a day before yesterday.
    Forgotten,
}

/// A page of a list of proposals, with the choices of its filters.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ProposalList {
    pub consultation: ConsultationBrief,
    /// The activities that are open there now.
    pub doors: Doors,
    /// The number of listed proposals without any filter.
    pub total: i64,
    /// The number of proposals that match the filters, on all pages.
    pub found: i64,
    pub themes: Vec<Theme>,
    /// Its areas, in the order of their outline.
    pub areas: Vec<Area>,
    /// The order of this page.
    pub sort: Sort,
    /// The order when none is asked for.
    pub default_sort: Sort,
    /// Why these are the first proposals, though the list was to continue from a position.
    pub anew: Option<Anew>,
    /// The proposals.
    pub items: Vec<ProposalCard>,
    /// The start of the next page, if there is one.
    pub next: Option<Cursor>,
    /// The end of the page before this one, if there is one.
    pub previous: Option<Cursor>,
}

impl ProposalList {
    /// Whether this list has the position after which the filter asked it to begin. Callers use it to report that the
    /// position belongs to another list, or to a fair order that is gone, and that this is the first page instead.
    pub fn has_place(&self, filter: &ProposalFilter) -> bool {
        let list = in_order(self.consultation.id, filter, self.sort);
        let is_read = |cursor: &Cursor| position(cursor, list).is_some();
        filter.after.as_ref().is_none_or(is_read) && self.anew != Some(Anew::Forgotten)
    }
}

impl Proposals<'_> {
    /// A page of the proposals that everyone may see. A cursor that cannot be read, belongs to another list or to a
    /// fair order from before yesterday, or leads to nothing means the first page. Five statements; a sixth counts the
    /// matches, if they are more than a page; one more for a cursor of yesterday's fair order.
    ///
    /// # Errors
    /// [`cabildo_domain::Refusal::NotFound`] when there is no such consultation for this viewer.
    pub async fn list(
        self,
        viewer: &Viewer,
        slug: &Slug,
        filter: &ProposalFilter,
    ) -> Result<ProposalList, Error> {
        let mut tx = self.store().read().await?;
        let row = self.consultations().seen_by(&mut tx, viewer, slug).await?;
        let phases = phase::of(&mut tx, row.id).await?;
        let themes = theme::in_lists(&mut tx, row.id).await?;
        let areas = area::in_lists(&mut tx, row.id).await?;
        let doors = Doors::of(&row, &phases, self.now());
        let default_sort = if doors.to(Activity::Propose).is_open() {
            Sort::Fair
        } else {
            Sort::Supported
        };
        let sort = filter
            .sort
            .or_else(|| begun(filter))
            .unwrap_or(default_sort);
        let list = in_order(row.id, filter, sort);
        let mut query = Query {
            consultation: row.id,
            theme: filter.theme,
            areas: filter
                .area
                .map(|area| nested(&areas, area))
                .unwrap_or_default(),
            status: filter.status,
            sort,
            of_day_before: false,
            from: start(filter, list),
            limit: limits::PAGE + 1,
            viewer: viewer.account(),
        };
        let total = row.counts.proposals;
        let is_filtered =
            filter.theme.is_some() || filter.area.is_some() || filter.status.is_some();
        let page = read(&mut tx, &mut query, list).await?;
        let found = match (is_filtered, &page) {
            (false, _) => total,
            (
                true,
                Page {
                    next: None,
                    previous: None,
                    items,
                    ..
                },
            ) => items.len() as i64,
            (true, _) => list::count(&mut tx, &query).await?,
        };
        Ok(ProposalList {
            consultation: ConsultationBrief::from(&row),
            doors,
            total,
            found,
            themes,
            areas,
            sort,
            default_sort,
            anew: page.anew,
            items: page
                .items
                .into_iter()
                .map(|card| ProposalCard::new(card, self.now()))
                .collect(),
            next: page.next,
            previous: page.previous,
        })
    }

    /// The newest and the most supported proposals of a consultation, a few of each. Two statements.
    pub async fn newest_and_most_supported(
        self,
        viewer: &Viewer,
        consultation: ConsultationId,
        each: i64,
    ) -> Result<(Vec<ProposalCard>, Vec<ProposalCard>), Error> {
        let mut tx = self.store().read().await?;
        let mut query = Query {
            consultation,
            theme: None,
            areas: Vec::new(),
            status: None,
            sort: Sort::Newest,
            of_day_before: false,
            from: None,
            limit: each,
            viewer: viewer.account(),
        };
        let newest = list::page(&mut tx, &query).await?;
        query.sort = Sort::Supported;
        let supported = list::page(&mut tx, &query).await?;
        let now = self.now();
        let cards = |rows: Vec<Card>| {
            rows.into_iter()
                .map(|card| ProposalCard::new(card, now))
                .collect()
        };
        Ok((cards(newest), cards(supported)))
    }
}

/// The key of a position: its value in the order, the day of the ranks, and the proposal.
type PositionKey = (i64, i64, Uuid);

/// The list that a cursor belongs to: a consultation's proposals under these filters in this order.
fn in_order(consultation: ConsultationId, filter: &ProposalFilter, sort: Sort) -> CursorList {
    let bytes = |id: Option<Uuid>| id.map(Uuid::into_bytes).map_or(Vec::new(), Vec::from);
    let theme = bytes(filter.theme.map(|id| id.0));
    let area = bytes(filter.area.map(|id| id.0));
    let status = filter.status.map_or("", |status| status.as_str());
    let consultation = consultation.0.into_bytes();
    let parts = [&consultation[..], &theme, &area, status.as_bytes()];
    CursorList::of(
        sort.as_str(),
        [b"proposals".as_slice()].into_iter().chain(parts),
    )
}

fn position(cursor: &Cursor, list: CursorList) -> Option<Position> {
    let (key, day, id): PositionKey = cursor.read(list)?;
    Some(Position {
        key,
        day,
        id: ProposalId(id),
    })
}

/// The order of the list that a cursor belongs to: a list continues in its order, even when the default order has
/// changed meanwhile.
fn begun(filter: &ProposalFilter) -> Option<Sort> {
    filter
        .after
        .as_ref()
        .or(filter.before.as_ref())
        .and_then(Cursor::order::<_, PositionKey>)
}

fn start(filter: &ProposalFilter, list: CursorList) -> Option<Start> {
    let place = |cursor: &Option<Cursor>, backwards| {
        let position = position(cursor.as_ref()?, list)?;
        Some(Start {
            position,
            backwards,
        })
    };
    place(&filter.after, false).or_else(|| place(&filter.before, true))
}

/// An area and all areas inside it; an unknown area by itself, so that nothing is found.
fn nested(areas: &[Area], area: AreaId) -> Vec<AreaId> {
    let mut inside = vec![area];
    // A parent comes before its children, except among retired ones: repeat until nothing is added.
    loop {
        let before = inside.len();
        for area in areas {
            if area.parent.is_some_and(|parent| inside.contains(&parent))
                && !inside.contains(&area.id)
            {
                inside.push(area.id);
            }
        }
        if inside.len() == before {
            return inside;
        }
    }
}

struct Page {
    anew: Option<Anew>,
    items: Vec<Card>,
    next: Option<Cursor>,
    previous: Option<Cursor>,
}

/// Reads one row more than a page shows, to know whether the list continues.
async fn read(tx: &mut Tx, query: &mut Query, in_list: CursorList) -> Result<Page, Error> {
    let mut rows = list::page(tx, query).await?;
    if rows.is_empty() && query.from.is_some() && query.sort == Sort::Fair {
        // Perhaps the day changed since the list was begun.
        query.of_day_before = true;
        rows = list::page(tx, query).await?;
    }
    let mut anew = None;
    if let Some(from) = query.from.filter(|_| rows.is_empty()) {
        (query.from, query.of_day_before) = (None, false);
        rows = list::page(tx, query).await?;
        let today = rows.first().map_or(0, |card| card.position.day);
        let is_known = query.sort != Sort::Fair || from.position.day.saturating_add(1) >= today;
        anew = Some(if is_known {
            Anew::Ended
        } else {
            Anew::Forgotten
        });
    }
    let goes_on = rows.len() as i64 >= query.limit;
    rows.truncate((query.limit - 1) as usize);
    let backwards = query.from.is_some_and(|from| from.backwards);
    if backwards {
        rows.reverse();
    }
    let (before, after) = match query.from {
        None => (false, goes_on),
        Some(_) if backwards => (goes_on, true),
        Some(_) => (true, goes_on),
    };
    let cursor = |card: Option<&Card>, there: bool| {
        card.filter(|_| there).map(|card| {
            let at = card.position;
            Cursor::at(in_list, (at.key, at.day, at.id.0))
        })
    };
    Ok(Page {
        anew,
        next: cursor(rows.last(), after),
        previous: cursor(rows.first(), before),
        items: rows,
    })
}
