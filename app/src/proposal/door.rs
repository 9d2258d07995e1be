//! Tells whether something can be proposed now, and where to go from a consultation without proposals.

use crate::{
    request::Cx,
    t,
    ui::{closed, time},
};
use cabildo_domain::{
    address,
    consultation::Slug,
    phase::{Activity, Closed},
};
use cabildo_service::consultation::Door;

/// `You can propose ideas until 14 March, 3 days left.` or since when it is closed.
pub fn sentence(cx: &Cx, door: Door) -> String {
    match door {
        Door::Open { until } => {
            let (date, left) = (time::ending(cx, until), time::left(cx, until));
            t!(cx, "proposal-open-until", date = date, left = left)
        }
        Door::Closed { closed } => closed::text(cx, Activity::Propose, closed),
    }
}

/// The link from a consultation without proposals: to its statements or their results, else back to it.
pub fn elsewhere(cx: &Cx, slug: &Slug, answer: Door) -> (String, String) {
    match answer {
        Door::Open { .. } => (address::opinion(slug), t!(cx, "opinion-start")),
        Door::Closed {
            closed: Closed::Ended(_),
        } => (address::opinion_map(slug), t!(cx, "opinion-see-map")),
        Door::Closed { .. } => (address::consultation(slug), t!(cx, "opinion-back")),
    }
}
