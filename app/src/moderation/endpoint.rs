//! The endpoints of reports and measures: who may send each form, how large it may be, and where it is filled in.

use super::{
    action::{DismissReports, HideSubject, ReportSubject, RestoreSubject},
    address as post,
};
use crate::act::{Endpoint, Field, Input, Place, endpoint::declare};
use cabildo_domain::{Subject, address, limits, moderation::Measure};

declare! {
    Endpoint::resident::<ReportSubject>().found_by(reported),
    Endpoint::moderator::<HideSubject>().found_by(hidden),
    Endpoint::moderator::<RestoreSubject>().found_by(restored).undoes(&[
        ("kind", Field::Word),
        ("id", Field::Id),
        ("reason", Field::Text(limits::REASON.max)),
        ("back", Field::Path),
    ]),
    Endpoint::moderator::<DismissReports>().found_by(dismissed),
}

fn subject(input: &Input) -> Option<Subject> {
    post::subject(input.get("kind"), input.get("id"))
}

fn reported(input: &Input) -> Option<Place> {
    let subject = subject(input)?;
    let page = address::report(subject.kind, subject.id);
    Some(Place::kept(post::report_kept_as(subject), page))
}

fn measured(measure: Measure, input: &Input) -> Option<Place> {
    let subject = subject(input)?;
    let page = address::measure(measure, subject.kind, subject.id);
    Some(Place::kept(post::reason_kept_as(measure, subject), page))
}

fn hidden(input: &Input) -> Option<Place> {
    measured(Measure::Hide, input)
}

fn restored(input: &Input) -> Option<Place> {
    measured(Measure::Restore, input)
}

fn dismissed(input: &Input) -> Option<Place> {
    measured(Measure::Dismiss, input)
}
