//! What a message may offer to undo: the actions on a list, with fields of the right kinds, and nothing else. One press does
//! it, so no message may put something else behind the button. To add one: a line in [`UNDOABLE`].

use crate::{
    account::action::onward,
    admin::action::ChangeRole,
    lab::action::ReopenConsultation,
    moderation::action::RestoreSubject,
    opinion::action::AnswerStatement,
    opinion_desk::action::{ReadmitParticipant, ReadmitTogether, RestoreStatement},
    support::action::{SupportProposal, WithdrawSupport},
};
use cabildo_domain::{CommentId, consultation::Slug, limits};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use server_fn::ServerFn;

/// What a field holds.
#[derive(Clone, Copy)]
enum Kind {
    /// The address of a consultation.
    Slug,
    /// A positive number.
    Number,
    /// An id of any thing.
    Id,
    /// A word of the program, or nothing.
    Word,
    /// A path of ours.
    Path,
    /// A text of at most so many characters.
    Text(usize),
}

impl Kind {
    fn fits(self, value: &str) -> bool {
        match self {
            Self::Slug => Slug::parse(value).is_ok_and(|slug| slug.as_str() == value),
            Self::Number => value.parse::<i64>().is_ok_and(|number| number > 0),
            Self::Id => value.parse::<CommentId>().is_ok(),
            Self::Word => {
                value.len() <= 40
                    && value
                        .bytes()
                        .all(|byte| byte.is_ascii_lowercase() || byte == b'_')
            }
            Self::Path => onward(value) == value,
            Self::Text(most) => value.chars().count() <= most,
        }
    }
}

/// The actions that undo something, and their fields.
static UNDOABLE: &[(&str, &[(&str, Kind)])] = &[
    (
        ChangeRole::PATH,
        &[
            ("account", Kind::Id),
            ("role", Kind::Word),
            ("name", Kind::Text(limits::DISPLAY_NAME.max)),
            ("before", Kind::Word),
            ("back", Kind::Path),
        ],
    ),
    (ReopenConsultation::PATH, &[("at", Kind::Slug)]),
    (
        RestoreSubject::PATH,
        &[
            ("kind", Kind::Word),
            ("id", Kind::Id),
            ("reason", Kind::Text(limits::REASON.max)),
            ("back", Kind::Path),
        ],
    ),
    (
        RestoreStatement::PATH,
        &[
            ("at", Kind::Slug),
            ("number", Kind::Number),
            ("reason", Kind::Text(limits::REASON.max)),
        ],
    ),
    (
        ReadmitParticipant::PATH,
        &[("at", Kind::Slug), ("number", Kind::Number)],
    ),
    (
        ReadmitTogether::PATH,
        &[("at", Kind::Slug), ("exclusion", Kind::Number)],
    ),
    (
        AnswerStatement::PATH,
        &[
            ("slug", Kind::Slug),
            ("number", Kind::Number),
            ("answer", Kind::Word),
            ("before", Kind::Word),
        ],
    ),
    (
        SupportProposal::PATH,
        &[("slug", Kind::Slug), ("number", Kind::Number)],
    ),
    (
        WithdrawSupport::PATH,
        &[("slug", Kind::Slug), ("number", Kind::Number)],
    ),
];

/// The form behind the button that undoes something.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Undo {
    action: String,
    fields: Vec<(String, String)>,
}

impl Undo {
    /// The form that posts these fields to this action; `None` for what is not on the list.
    pub(super) fn of(action: &str, fields: &[(&str, &str)]) -> Option<Self> {
        let fields = fields
            .iter()
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
        let undo = Self {
            action: action.to_owned(),
            fields: fields.collect(),
        };
        undo.is_allowed().then_some(undo)
    }

    /// Whether it is on the list, with its fields, each once and of its kind.
    pub(super) fn is_allowed(&self) -> bool {
        let Some((_, kinds)) = UNDOABLE.iter().find(|(action, _)| *action == self.action) else {
            return false;
        };
        self.fields.len() == kinds.len()
            && kinds.iter().all(|(name, kind)| {
                self.fields
                    .iter()
                    .any(|(field, value)| field == name && kind.fits(value))
            })
    }

    /// The form.
    pub(super) fn form(self, label: String) -> AnyView {
        let hidden: Vec<_> = self
            .fields
            .into_iter()
            .map(|(name, value)| view! { <input type="hidden" name=name value=value /> })
            .collect();
        view! {
            <form class="inline" method="post" action=self.action>
                {hidden}
                <button class="quiet">{label}</button>
            </form>
        }
        .into_any()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SUPPORT: &str = "/act/proposal/support";

    #[test]
    fn what_is_on_the_list_can_be_undone() {
        let id = "01900000-0000-7000-8000-000000000000";
        let restore = [
            ("kind", "comment"),
            ("id", id),
            ("reason", "A mistake."),
            ("back", "/desk/log?after=x"),
        ];
        assert!(Undo::of("/act/moderation/restore", &restore).is_some());
        assert!(Undo::of(SUPPORT, &[("slug", "city"), ("number", "7")]).is_some());
        let role = [
            ("account", id),
            ("role", "lab"),
            ("name", "Ana"),
            ("before", "resident"),
            ("back", "/admin/accounts"),
        ];
        assert!(Undo::of("/act/admin/role", &role).is_some());
    }

    #[test]
    fn nothing_else_stands_behind_the_button() {
        for (action, fields) in [
            (
                "/act/account/erase",
                vec![("password", "x"), ("confirm", "yes")],
            ),
            (
                "/act/proposal/withdraw",
                vec![("slug", "city"), ("number", "7")],
            ),
            (
                "https://evil.example/",
                vec![("slug", "city"), ("number", "7")],
            ),
            (SUPPORT, vec![("slug", "city")]),
            (
                SUPPORT,
                vec![("slug", "city"), ("number", "7"), ("number", "8")],
            ),
            (SUPPORT, vec![("slug", "city"), ("slug", "city")]),
            (SUPPORT, vec![("slug", "../x"), ("number", "7")]),
            (SUPPORT, vec![("slug", "city"), ("number", "-7")]),
            (SUPPORT, vec![("slug", "city"), ("number", "7x")]),
        ] {
            assert_eq!(Undo::of(action, &fields), None, "{action} {fields:?}");
        }
    }
}
