//! Decides who may know that something exists, and who may read it. Every page, list and use-case asks here.

use crate::{Refusal, Viewer, consultation::State, permission::Capability, refusal::Need};

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
pub fn may_read(viewer: &Viewer, is_author: bool, hidden: bool) -> bool {
    !hidden || is_author || viewer.may(Capability::Moderate)
}

/// [`may_read`], for a use-case that goes no further.
///
/// # Errors
/// [`Need::Readable`].
pub fn require_readable(viewer: &Viewer, is_author: bool, hidden: bool) -> Result<(), Refusal> {
    if may_read(viewer, is_author, hidden) {
        Ok(())
    } else {
        Err(Refusal::forbidden(Need::Readable))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Role, permission::testing::viewer};

    #[test]
    fn each_role_knows_and_reads_what_the_table_says() {
        let states = [State::Draft, State::Published, State::Archived];
        let everybody = [
            (Viewer::Visitor, [false, true, true], [false, true]),
            (viewer(Role::Resident), [false, true, true], [false, true]),
            (viewer(Role::Moderator), [false, true, true], [true, true]),
            (viewer(Role::Lab), [true, true, true], [true, true]),
            (viewer(Role::Admin), [true, true, true], [true, true]),
        ];
        for (viewer, known, hidden_read) in everybody {
            for (state, known) in states.into_iter().zip(known) {
                assert_eq!(may_know(&viewer, state), known, "{viewer:?} {state}");
                assert_eq!(require_known(&viewer, state).is_ok(), known);
            }
            for (is_author, read) in [false, true].into_iter().zip(hidden_read) {
                assert_eq!(
                    may_read(&viewer, is_author, true),
                    read,
                    "{viewer:?} {is_author}"
                );
                assert_eq!(require_readable(&viewer, is_author, true).is_ok(), read);
                assert!(may_read(&viewer, is_author, false), "{viewer:?}");
            }
        }
    }
}
