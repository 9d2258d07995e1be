//! What each server function may be sent: by whom, how many bytes, how many fields. Looked up before a form is read, so
//! that nothing is done with the body of somebody who may not send it, or with one that is no form of ours.
//!
//! A new server function gets a line here; one without a line is not run, and a test says so.

use crate::{
    account::action as account, admin::action as admin, comment::action as comment,
    lab::action as lab, locale::action as locale, moderation::action as moderation,
    opinion::action as opinion, opinion_desk::action as desk, opinion_desk::setup,
    proposal::action as proposal, request::Cx, response::action as response,
    search::action as search, support::action as support, support_desk::action as support_desk,
};
use cabildo_domain::{Refusal, limits, permission::Capability};
use server_fn::ServerFn;

/// Who may send a form at all. What it is about may ask for more, which the use-case knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Least {
    /// Everybody.
    Anyone,
    /// Somebody who is logged in, or whose browser brings the pass of an invitation.
    Guest,
    /// Somebody who may do this somewhere.
    May(Capability),
}

/// What one server function may be sent.
#[derive(Clone, Copy, Debug)]
pub struct Endpoint {
    /// Its address.
    pub path: &'static str,
    /// Who may send it.
    pub least: Least,
    /// Most bytes of its body.
    pub bytes: usize,
    /// Most fields of its form.
    pub fields: usize,
}

const fn open_to(least: Least, path: &'static str) -> Endpoint {
    Endpoint {
        path,
        least,
        bytes: limits::BODY_BYTES,
        fields: limits::FIELDS,
    }
}

const fn anyone(path: &'static str) -> Endpoint {
    open_to(Least::Anyone, path)
}

const fn guest(path: &'static str) -> Endpoint {
    open_to(Least::Guest, path)
}

const fn resident(path: &'static str) -> Endpoint {
    open_to(Least::May(Capability::TakePart), path)
}

const fn moderator(path: &'static str) -> Endpoint {
    open_to(Least::May(Capability::Moderate), path)
}

const fn lab(path: &'static str) -> Endpoint {
    open_to(Least::May(Capability::RunConsultations), path)
}

const fn admin(path: &'static str) -> Endpoint {
    open_to(Least::May(Capability::Administer), path)
}

/// A door: the text of another form may go along.
const fn door(path: &'static str) -> Endpoint {
    Endpoint {
        bytes: limits::DOOR_BYTES,
        ..anyone(path)
    }
}

/// Every server function.
pub static ENDPOINTS: &[Endpoint] = &[
    door(account::SignUp::PATH),
    door(account::LogIn::PATH),
    anyone(account::LogOut::PATH),
    resident(account::ChangeProfile::PATH),
    resident(account::ChangePassword::PATH),
    resident(account::EndSession::PATH),
    resident(account::EndOtherSessions::PATH),
    resident(account::EraseAccount::PATH),
    admin(admin::ChangeRole::PATH),
    admin(admin::SaveReservedNames::PATH),
    admin(admin::GiveAddress::PATH),
    admin(admin::ChangeAddress::PATH),
    resident(comment::WriteComment::PATH),
    resident(comment::EditComment::PATH),
    resident(comment::DeleteComment::PATH),
    resident(comment::ReactToComment::PATH),
    lab(lab::CreateConsultation::PATH),
    Endpoint {
        bytes: limits::EDITOR_BYTES,
        fields: limits::EDITOR_FIELDS,
        ..lab(lab::EditConsultation::PATH)
    },
    lab(lab::PublishConsultation::PATH),
    lab(lab::ArchiveConsultation::PATH),
    lab(lab::ReopenConsultation::PATH),
    anyone(locale::ChooseLocale::PATH),
    resident(moderation::ReportSubject::PATH),
    moderator(moderation::HideSubject::PATH),
    moderator(moderation::RestoreSubject::PATH),
    moderator(moderation::DismissReports::PATH),
    guest(opinion::AnswerStatement::PATH),
    guest(opinion::AddStatement::PATH),
    anyone(opinion::JoinOpinion::PATH),
    resident(opinion::SettleGuest::PATH),
    anyone(opinion::ChosenStatement::PATH),
    anyone(opinion::SimilarStatements::PATH),
    moderator(desk::AcceptStatement::PATH),
    moderator(desk::RejectStatement::PATH),
    moderator(desk::RestoreStatement::PATH),
    moderator(desk::EditStatement::PATH),
    moderator(desk::ExcludeParticipant::PATH),
    moderator(desk::ReadmitParticipant::PATH),
    moderator(desk::ExcludeBurst::PATH),
    moderator(desk::ReadmitTogether::PATH),
    lab(setup::SeedStatements::PATH),
    lab(setup::SetRules::PATH),
    lab(setup::CreateInvitation::PATH),
    lab(setup::RevokeInvitation::PATH),
    resident(proposal::Propose::PATH),
    resident(proposal::EditProposal::PATH),
    resident(proposal::WithdrawProposal::PATH),
    open_to(
        Least::May(Capability::Answer),
        response::AnswerProposal::PATH,
    ),
    moderator(response::CorrectAnswer::PATH),
    anyone(search::CompleteSearch::PATH),
    anyone(search::SimilarProposals::PATH),
    resident(support::SupportProposal::PATH),
    resident(support::WithdrawSupport::PATH),
    moderator(support_desk::HoldThreshold::PATH),
    moderator(support_desk::ReleaseThreshold::PATH),
];

/// The server function at this address.
pub fn of(path: &str) -> Option<&'static Endpoint> {
    ENDPOINTS.iter().find(|endpoint| endpoint.path == path)
}

impl Endpoint {
    /// Whether this viewer may send it at all.
    ///
    /// # Errors
    /// [`Refusal::SignInRequired`] or [`Refusal::Forbidden`].
    pub fn admits(&self, cx: &Cx) -> Result<(), Refusal> {
        match self.least {
            Least::Anyone => Ok(()),
            Least::Guest if !cx.passes.is_empty() => Ok(()),
            Least::Guest => cx.viewer.resident().map(drop),
            Least::May(capability) => cx.viewer.require_somewhere(capability).map(drop),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_server_function_is_declared_twice() {
        let mut paths: Vec<_> = ENDPOINTS.iter().map(|endpoint| endpoint.path).collect();
        paths.sort_unstable();
        paths.dedup();
        assert_eq!(paths.len(), ENDPOINTS.len());
    }
}
