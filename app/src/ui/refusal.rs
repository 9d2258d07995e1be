//! Sentences for refusals: what happened, what was kept, what to do. The only place where codes become words.

use crate::{request::Cx, t, ui::time};
use cabildo_domain::{FieldErrors, Invalid, Refusal, phase::Closed, refusal::Need};

/// A refused field's sentence.
pub fn invalid_text(cx: &Cx, invalid: &Invalid) -> String {
    match invalid {
        Invalid::Required => t!(cx, "invalid-required"),
        Invalid::TooShort { min } => t!(cx, "invalid-too-short", min = *min),
        Invalid::TooLong { max, actual } => {
            t!(cx, "invalid-too-long", max = *max, actual = *actual)
        }
        Invalid::OutOfRange { min, max } => t!(cx, "invalid-out-of-range", min = *min, max = *max),
        Invalid::TooManyLines { max, actual } => {
            t!(cx, "invalid-too-many-lines", max = *max, actual = *actual)
        }
        Invalid::Malformed => t!(cx, "invalid-malformed"),
        Invalid::UnknownChoice => t!(cx, "invalid-unknown-choice"),
        Invalid::Taken => t!(cx, "invalid-taken"),
        Invalid::Reserved { word } => t!(cx, "invalid-reserved", word = word.as_str()),
        Invalid::AddressInName => t!(cx, "invalid-address-in-name"),
        Invalid::AskedAlready => t!(cx, "invalid-asked-already"),
        Invalid::Mismatch => t!(cx, "invalid-mismatch"),
        Invalid::WrongPassword => t!(cx, "invalid-wrong-password"),
        Invalid::Guessable => t!(cx, "invalid-guessable"),
        Invalid::OwnData => t!(cx, "invalid-own-data"),
        Invalid::EndsBeforeStart { phase } => {
            t!(cx, "invalid-ends-before-start", phase = phase.as_str())
        }
        Invalid::PhasesOverlap { first, second } => {
            t!(
                cx,
                "invalid-phases-overlap",
                first = first.as_str(),
                second = second.as_str()
            )
        }
        Invalid::Duplicate { value } => t!(cx, "invalid-duplicate", value = value.as_str()),
        Invalid::Line {
            line,
            why: Some(why),
        } => {
            t!(
                cx,
                "invalid-line-why",
                line = *line,
                why = invalid_text(cx, why)
            )
        }
        Invalid::Line { line, why: None } => t!(cx, "invalid-line", line = *line),
        Invalid::TooDeep { line } => t!(cx, "invalid-too-deep", line = *line),
        Invalid::CannotStandFor => t!(cx, "invalid-cannot-stand-for"),
        Invalid::AnswerOwed => t!(cx, "invalid-answer-owed"),
        Invalid::SkippedTime {
            time,
            before,
            after,
        } if before == after => {
            t!(
                cx,
                "invalid-skipped-first",
                time = time.as_str(),
                after = after.as_str()
            )
        }
        Invalid::SkippedTime {
            time,
            before,
            after,
        } => {
            t!(
                cx,
                "invalid-skipped-time",
                time = time.as_str(),
                before = before.as_str(),
                after = after.as_str()
            )
        }
        Invalid::TwiceThatDay { time } => t!(cx, "invalid-twice-that-day", time = time.as_str()),
        Invalid::NoStatements => t!(cx, "invalid-no-statements"),
        Invalid::NoWords => t!(cx, "invalid-no-words"),
        Invalid::Undecided { count } => t!(cx, "invalid-undecided", count = *count),
        Invalid::NoneGiven => t!(cx, "invalid-none-given"),
    }
}

/// A refusal's sentence.
pub fn text(cx: &Cx, refusal: &Refusal) -> String {
    match refusal {
        Refusal::NotFound => t!(cx, "refusal-not-found"),
        Refusal::SignInRequired => t!(cx, "refusal-sign-in"),
        Refusal::WrongCredentials => t!(cx, "refusal-credentials"),
        Refusal::Forbidden { need } => need_text(cx, *need),
        Refusal::Closed { activity, closed } => {
            let activity = activity.as_str();
            match closed {
                Closed::Opens(at) => {
                    t!(
                        cx,
                        &format!("refusal-{activity}-opens"),
                        date = time::beginning(cx, *at)
                    )
                }
                Closed::Ended(at) => {
                    t!(
                        cx,
                        &format!("refusal-{activity}-ended"),
                        date = time::ending(cx, *at)
                    )
                }
                Closed::Never => t!(cx, &format!("refusal-{activity}-never")),
            }
        }
        Refusal::Enough { most } => t!(cx, "refusal-enough", count = *most),
        Refusal::Invalid { fields } => summary(cx, fields),
        Refusal::Outdated { .. } => t!(cx, "refusal-outdated"),
        Refusal::Malformed => t!(cx, "refusal-malformed"),
        Refusal::TooFast { seconds } => t!(cx, "refusal-too-fast", seconds = *seconds),
        Refusal::Busy { seconds } => t!(cx, "refusal-busy", seconds = *seconds),
        Refusal::Internal { reference } => {
            t!(cx, "refusal-internal", reference = reference.as_str())
        }
    }
}

fn need_text(cx: &Cx, need: Need) -> String {
    match need {
        Need::Role(role) => t!(cx, &format!("refusal-need-{role}")),
        Need::Author => t!(cx, "refusal-need-author"),
        Need::NotAuthor => t!(cx, "refusal-need-not-author"),
        Need::Changeable => t!(cx, "refusal-need-changeable"),
        Need::Visible => t!(cx, "refusal-need-visible"),
        Need::Readable => t!(cx, "refusal-need-readable"),
        Need::OwnForm => t!(cx, "refusal-need-own-form"),
        Need::AnotherAdmin => t!(cx, "refusal-need-another-admin"),
        Need::GuestSettled => t!(cx, "refusal-need-guest-settled"),
    }
}

fn summary(cx: &Cx, fields: &FieldErrors) -> String {
    t!(cx, "errors-heading", count = fields.0.len() as i64)
}
