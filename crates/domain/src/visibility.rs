//! Decides who may know that something exists, and who may read it. Every page, list and use-case asks here.

use crate::{Author, Refusal, Viewer, consultation::State, permission::Capability, refusal::Need};

/// Whether the viewer may know that a consultation in this state, or anything in it, exists: only the lab knows of a
/// draft, and everybody else gets "not found".
pub fn may_know(viewer: &Viewer, state: State) -> bool {
    match state {
        State::Draft => viewer.may(Capability::RunConsultations),
        State::Published | State::Archived => true,
    }
}

/// [`may_know`], for a use-case that goes no further.
///
/// # Errors
/// [`Refusal::NotFound`].
pub fn require_known(viewer: &Viewer, state: State) -> Result<(), Refusal> {
    if may_know(viewer, state) {
        Ok(())
    } else {
        Err(Refusal::NotFound)
    }
}

/// Whether the viewer may read a text: only its author and moderators may read a hidden one. Everybody else learns that
/// it is there, and why it is hidden.
pub fn may_read(viewer: &Viewer, author: &Author, hidden: bool) -> bool {
    reads(viewer, author.is(viewer), hidden)
}

/// [`may_read`] for a statement of an opinion map. Its author is a participant of the map, who need not have an account.
pub fn may_read_statement(viewer: &Viewer, is_mine: bool, hidden: bool) -> bool {
    reads(viewer, is_mine, hidden)
}

fn reads(viewer: &Viewer, is_author: bool, hidden: bool) -> bool {
    !hidden || is_author || viewer.may(Capability::Moderate)
}

/// [`may_read`], for a use-case that goes no further.
///
/// # Errors
/// [`Need::Readable`].
pub fn require_readable(viewer: &Viewer, author: &Author, hidden: bool) -> Result<(), Refusal> {
    if may_read(viewer, author, hidden) {
        Ok(())
    } else {
        Err(Refusal::forbidden(Need::Readable))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{AccountId, Role, author::testing::authors, permission::testing::viewer};
    use uuid::Uuid;

    #[test]
    fn each_role_knows_what_the_table_says() {
        let states = [State::Draft, State::Published, State::Archived];
        let everybody = [
            (Viewer::Visitor, [false, true, true]),
            (viewer(Role::Resident), [false, true, true]),
            (viewer(Role::Moderator), [false, true, true]),
            (viewer(Role::Lab), [true, true, true]),
            (viewer(Role::Admin), [true, true, true]),
        ];
        for (viewer, known) in everybody {
            for (state, known) in states.into_iter().zip(known) {
                assert_eq!(may_know(&viewer, state), known, "{viewer:?} {state}");
                assert_eq!(require_known(&viewer, state).is_ok(), known);
            }
        }
    }

    #[test]
    fn a_hidden_text_is_read_by_its_author_and_by_moderators_as_the_table_says() {
        let own = viewer(Role::Resident).account().expect("an account");
        // One's own as: account, role, secret link, code, paper, import. Then those of somebody else.
        let resident = [true, true, false, false, false, false];
        let everybody = [
            (Viewer::Visitor, [false; 6], [false; 6]),
            (viewer(Role::Resident), resident, [false; 6]),
            (viewer(Role::Moderator), [true; 6], [true; 6]),
            (viewer(Role::Lab), [true; 6], [true; 6]),
            (viewer(Role::Admin), [true; 6], [true; 6]),
        ];
        for (viewer, of_own, of_others) in everybody {
            let others = authors(AccountId(Uuid::from_u128(1)));
            let texts = authors(own).into_iter().zip(of_own);
            for (author, read) in texts.chain(others.into_iter().zip(of_others)) {
                let mine = author.is(&viewer);
                assert_eq!(may_read_statement(&viewer, mine, true), read);
                assert!(may_read_statement(&viewer, mine, false));
                let case = format!("{viewer:?} {author:?}");
                assert_eq!(may_read(&viewer, &author, true), read, "{case}");
                let required = require_readable(&viewer, &author, true);
                assert_eq!(required.is_ok(), read, "{case}");
                assert!(may_read(&viewer, &author, false), "{case}");
                assert!(require_readable(&viewer, &author, false).is_ok());
            }
        }
    }
}
