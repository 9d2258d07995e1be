//! Where a posted form is filled in: its page, and the name under which it is kept. A form that was sent without a session
//! comes back there after logging in.

use super::Input;
use crate::{
    account::action as account,
    admin::{action as admin, address as admin_address, names as admin_names},
    comment::{action as comment, form as comment_form},
    lab::{action as lab, editor, new as lab_new},
    moderation::{action as moderation, tools},
    opinion::{action as opinion, add, words as opinion_words},
    opinion_desk::{action as desk, frame, invitations, rules, seed, setup},
    proposal::{action as proposal, edit, new, words},
    response::{action as response, address as response_address},
    support::action as support,
    support_desk::{action as support_desk, look as support_look},
};
use cabildo_domain::{CommentId, consultation::Slug};
use server_fn::ServerFn;

/// Where a form is filled in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Place {
    /// The address of its page.
    pub(super) page: String,
    /// The name under which it is kept; `None` for one button or for a form of passwords.
    pub(super) form: Option<String>,
}

fn at(page: impl Into<String>) -> Place {
    Place {
        page: page.into(),
        form: None,
    }
}

fn form(name: impl Into<String>, page: impl Into<String>) -> Place {
    Place {
        form: Some(name.into()),
        ..at(page)
    }
}

/// The place of the form that posts these fields to this address.
pub(super) fn of(action: &str, input: &Input) -> Option<Place> {
    match action {
        account::ChangeProfile::PATH => Some(form("account/profile", "/account?again=profile")),
        account::ChangePassword::PATH
        | account::EndSession::PATH
        | account::EndOtherSessions::PATH => Some(at("/account")),
        account::EraseAccount::PATH => Some(at("/account/erase")),
        admin::ChangeRole::PATH | admin::GiveAddress::PATH => Some(at("/admin/accounts")),
        admin::SaveReservedNames::PATH => Some(form(admin_names::FORM, "/admin/names?again=1")),
        admin::ChangeAddress::PATH => {
            let id = input.get("account").parse().ok()?;
            let page = format!("{}?again=1", admin_address::path(id));
            Some(form(admin_address::form_name(id), page))
        }
        lab::CreateConsultation::PATH => Some(form(lab_new::FORM, "/lab/new")),
        moderation::ReportSubject::PATH
        | moderation::HideSubject::PATH
        | moderation::RestoreSubject::PATH
        | moderation::DismissReports::PATH => of_subject(action, input),
        _ if input.get("at").is_empty() => of_slug(action, input, &slug(input, "slug")?),
        _ => of_staff(action, input, &slug(input, "at")?),
    }
}

fn slug(input: &Input, name: &str) -> Option<Slug> {
    Slug::parse(input.get(name)).ok()
}

fn number(input: &Input, name: &str) -> Option<i64> {
    input.get(name).parse().ok()
}

/// A form about something that has a kind and an id.
fn of_subject(action: &str, input: &Input) -> Option<Place> {
    let subject = moderation::subject(input.get("kind"), input.get("id")).ok()?;
    let (kind, id) = (subject.kind.as_str(), CommentId(subject.id).to_string());
    let measure = match action {
        moderation::HideSubject::PATH => "hide",
        moderation::RestoreSubject::PATH => "restore",
        moderation::DismissReports::PATH => "dismiss",
        _ => {
            let place = format!("report/{kind}/{id}");
            return Some(form(place.clone(), format!("/{place}")));
        }
    };
    Some(form(
        format!("{measure}/{id}"),
        tools::page(kind, &id, measure),
    ))
}

/// A form of people who take part in a consultation.
fn of_slug(action: &str, input: &Input, slug: &Slug) -> Option<Place> {
    match action {
        proposal::Propose::PATH => {
            return Some(form(
                new::form_name(slug.as_str()),
                words::propose_path(slug),
            ));
        }
        opinion::AddStatement::PATH => {
            return Some(form(add::form_name(slug), opinion_words::add_path(slug)));
        }
        opinion::AnswerStatement::PATH | opinion::SettleGuest::PATH => {
            return Some(at(opinion_words::path(slug)));
        }
        _ => {}
    }
    let number = number(input, "number")?;
    let path = words::path(slug, number);
    match action {
        proposal::EditProposal::PATH => {
            let name = edit::form_name(slug.as_str(), number);
            Some(form(name, format!("{path}/edit")))
        }
        proposal::WithdrawProposal::PATH
        | support::SupportProposal::PATH
        | support::WithdrawSupport::PATH => Some(at(path)),
        response::AnswerProposal::PATH => {
            let name = response_address::form_name(slug.as_str(), number);
            Some(form(name, format!("{path}/answer")))
        }
        response::CorrectAnswer::PATH => {
            let id = input.get("id").parse().ok()?;
            let page = response_address::correct(slug, number, id);
            Some(form(response_address::correction_name(id), page))
        }
        comment::WriteComment::PATH => {
            let parent = match input.get("parent").trim() {
                "" => String::new(),
                id => id.parse::<CommentId>().ok()?.to_string(),
            };
            let page = comment_form::path(slug, number, &parent);
            Some(form(comment_form::kept_as(slug, number, &parent), page))
        }
        comment::EditComment::PATH => {
            let id: CommentId = input.get("id").parse().ok()?;
            let page = comment_form::path(slug, number, &id.to_string());
            Some(form(comment_form::edit_kept_as(id), page))
        }
        _ => None,
    }
}

/// A form of the lab or of the desk of a mapping.
fn of_staff(action: &str, input: &Input, slug: &Slug) -> Option<Place> {
    let statement = || number(input, "number");
    Some(match action {
        lab::EditConsultation::PATH => form(editor::form_name(slug), editor::path(slug)),
        lab::PublishConsultation::PATH
        | lab::ArchiveConsultation::PATH
        | lab::ReopenConsultation::PATH => at(editor::path(slug)),
        setup::SeedStatements::PATH => form(seed::form_name(slug), frame::part(slug, "seeds")),
        setup::SetRules::PATH => form(rules::form_name(slug), frame::part(slug, "rules")),
        setup::CreateInvitation::PATH => form(
            invitations::form_name(slug),
            frame::part(slug, "invitations"),
        ),
        setup::RevokeInvitation::PATH => at(frame::part(slug, "invitations")),
        support_desk::HoldThreshold::PATH => {
            let (number, rung) = (number(input, "number")?, number(input, "rung")?);
            form(
                support_desk::hold_form(slug.as_str(), number, rung),
                support_look::path(slug.as_str(), number),
            )
        }
        support_desk::ReleaseThreshold::PATH => {
            at(support_look::path(slug.as_str(), number(input, "number")?))
        }
        desk::AcceptStatement::PATH => at(frame::path(slug)),
        desk::RejectStatement::PATH | desk::RestoreStatement::PATH => {
            let number = statement()?;
            form(
                desk::reason_form(slug, number),
                frame::statement_path(slug, number),
            )
        }
        desk::EditStatement::PATH => {
            let number = statement()?;
            form(
                desk::edit_form(slug, number),
                frame::statement_path(slug, number),
            )
        }
        desk::ExcludeParticipant::PATH => {
            let number = statement()?;
            form(
                desk::exclude_form(slug, number),
                frame::person_path(slug, number),
            )
        }
        desk::ExcludeBurst::PATH => {
            let first = number(input, "first")?;
            form(
                desk::burst_form(slug, first),
                frame::burst_path(slug, first),
            )
        }
        desk::ReadmitParticipant::PATH | desk::ReadmitTogether::PATH => {
            at(frame::part(slug, "integrity"))
        }
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The address, the fields, the page and the form's name.
    type Case<'a> = (&'a str, &'a [(&'a str, &'a str)], &'a str, Option<&'a str>);

    fn place(action: &str, fields: &[(&str, &str)]) -> Option<(String, Option<String>)> {
        let fields = fields
            .iter()
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
        of(action, &Input::posted(fields)).map(|place| (place.page, place.form))
    }

    #[test]
    fn a_form_leads_to_the_page_on_which_it_is_filled_in() {
        let id = "01900000-0000-7000-8000-000000000000";
        let table: [Case; 7] = [
            (
                "/act/proposal/propose",
                &[("slug", "city")],
                "/c/city/propose",
                Some("proposal/new/city"),
            ),
            (
                "/act/proposal/edit",
                &[("slug", "city"), ("number", "7")],
                "/c/city/p/7/edit",
                Some("proposal/edit/city/7"),
            ),
            (
                "/act/proposal/support",
                &[("slug", "city"), ("number", "7")],
                "/c/city/p/7",
                None,
            ),
            (
                "/act/comment/new",
                &[("slug", "city"), ("number", "7"), ("parent", "")],
                "/c/city/p/7/comments",
                Some("comment/city/7"),
            ),
            (
                "/act/consultation/edit",
                &[("at", "city"), ("slug", "another")],
                "/lab/c/city",
                Some("lab/edit/city"),
            ),
            (
                "/act/opinion-desk/reject",
                &[("at", "city"), ("number", "3")],
                "/desk/opinion/city/s/3",
                Some("opinion-desk/reason/city/3"),
            ),
            (
                "/act/account/password",
                &[("current", "x")],
                "/account",
                None,
            ),
        ];
        for (action, fields, page, form) in table {
            assert_eq!(
                place(action, fields),
                Some((page.into(), form.map(str::to_owned))),
                "{action}"
            );
        }
        let report = place("/act/report", &[("kind", "comment"), ("id", id)]).unwrap();
        assert_eq!(report.0, format!("/report/comment/{id}"));
    }

    #[test]
    fn what_is_no_form_of_ours_leads_nowhere() {
        for (action, fields) in [
            ("/act/nowhere", [("slug", "city"), ("number", "1")]),
            (
                "/act/proposal/propose",
                [("slug", "../../evil"), ("number", "1")],
            ),
            (
                "/act/proposal/edit",
                [("slug", "city"), ("number", "1/../..")],
            ),
            (
                "/act/report",
                [("kind", "comment"), ("id", "//evil.example")],
            ),
            (
                "/act/report",
                [
                    ("kind", "//evil.example"),
                    ("id", "01900000-0000-7000-8000-000000000000"),
                ],
            ),
            ("//evil.example", [("slug", "city"), ("number", "1")]),
        ] {
            assert_eq!(place(action, &fields), None, "{action} {fields:?}");
        }
    }
}
