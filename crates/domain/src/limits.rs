//! Every limit on what people may send, in one place: pages show them, the server enforces them.
//!
//! Lengths are counted in Unicode scalar values (`char`s). HTML counts `maxlength` in UTF-16 units, so a browser may
//! stop a little earlier, never later.

/// The least and the most characters a text may have after trimming.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Length {
    /// Fewest characters; 0 means the text may be empty.
    pub min: usize,
    /// Most characters.
    pub max: usize,
}

const fn length(min: usize, max: usize) -> Length {
    Length { min, max }
}

/// A name people see.
pub const DISPLAY_NAME: Length = length(1, 80);
/// A title or an office that is kept for staff.
pub const RESERVED_NAME: Length = length(2, 60);
/// Titles and offices that are kept for staff.
pub const RESERVED_NAMES: usize = 400;
/// An e-mail address (RFC 5321 allows 254).
pub const EMAIL: Length = length(3, 254);
/// A password. No rule but length, as NIST SP 800-63B advises.
pub const PASSWORD: Length = length(10, 200);
/// A consultation's address on the web.
pub const SLUG: Length = length(3, 60);
/// A consultation's title.
pub const CONSULTATION_TITLE: Length = length(5, 120);
/// A consultation in one sentence.
pub const SUMMARY: Length = length(10, 300);
/// A consultation's description, its promise about the results, its outcome.
pub const DESCRIPTION: Length = length(0, 20_000);
/// A phase's name.
pub const PHASE_NAME: Length = length(2, 60);
/// The description of a phase, in a sentence or two.
pub const PHASE_DESCRIPTION: Length = length(0, 500);
/// A theme's or an area's name.
pub const LABEL: Length = length(1, 60);
/// The response that a threshold makes the city owe, and its owner.
pub const OWED: Length = length(3, 120);
/// A proposal's title.
pub const PROPOSAL_TITLE: Length = length(8, 120);
/// A proposal's text.
pub const PROPOSAL_BODY: Length = length(20, 10_000);
/// A comment.
pub const COMMENT_BODY: Length = length(2, 3_000);
/// The city's official response.
pub const RESPONSE_BODY: Length = length(20, 20_000);
/// A statement that people agree or disagree with.
pub const STATEMENT: Length = length(3, 200);
/// Characters beyond which a statement is likely to hold more than one idea: pages say so, nothing is refused.
pub const STATEMENT_ADVISED: usize = 140;
/// The fewest letters of a statement: one of emoji and punctuation alone cannot be answered.
pub const STATEMENT_LETTERS: usize = 2;
/// The name of an invitation link among staff.
pub const INVITATION_LABEL: Length = length(1, 60);
/// Most people whom one invitation link lets in.
pub const INVITED: i64 = 100_000;
/// Most statements in a consultation.
pub const STATEMENTS: i64 = 20_000;
/// Statements that one person may add to a consultation, as the lab may decide.
pub const STATEMENTS_EACH: (i64, i64) = (1, 1_000);
/// The number of statements per person until the lab decides.
pub const STATEMENTS_EACH_DEFAULT: i64 = 10;
/// A report's note to the moderators.
pub const REPORT_NOTE: Length = length(0, 1_000);
/// A moderator's statement of reasons.
pub const REASON: Length = length(5, 1_000);
/// A search query; longer ones are cut, not refused.
pub const QUERY: Length = length(0, 200);

/// Most characters of the title of an imported proposal: more than the forms of the other platform or ours take, less
/// than a file could hold.
pub const IMPORTED_TITLE: usize = 300;
/// Most characters of the summary and the text of an imported proposal, together.
pub const IMPORTED_BODY: usize = 20_000;
/// Most characters of an imported comment.
pub const IMPORTED_COMMENT: usize = 6_000;

/// Most phases in a consultation.
pub const PHASES: usize = 20;
/// Most themes in a consultation.
pub const THEMES: usize = 60;
/// Most areas in a consultation.
pub const AREAS: usize = 400;
/// Deepest nesting of areas (city, borough, neighbourhood, and one to spare).
pub const AREA_DEPTH: usize = 4;
/// Most rungs on a ladder.
pub const RUNGS: usize = 10;
/// The highest support count a rung may ask for.
pub const RUNG_COUNT: i64 = 100_000_000;
/// The longest a response may take, in days.
pub const RUNG_DAYS: i64 = 3_650;
/// Items on one page of a list.
pub const PAGE: i64 = 20;
/// Top-level comments on one page of a discussion.
pub const THREADS: i64 = 20;
/// Replies shown under a top-level comment before the rest is folded away.
pub const REPLIES: i64 = 4;
/// Most bytes of a request's body.
pub const BODY_BYTES: usize = 256 * 1024;
/// Most bytes of the lab's form of a consultation: its longest texts, in characters that take twelve bytes each when
/// sent (four bytes, percent-encoded).
pub const EDITOR_BYTES: usize = 1536 * 1024;
/// Most bytes of a log-in or a sign-up: it carries along the text of a form that was sent without a session.
pub const DOOR_BYTES: usize = 384 * 1024;
/// Most bytes of the names and texts of a form that is carried through the log-in. A longer one is given back to be
/// copied.
pub const CARRIED_BYTES: usize = 64 * 1024;
/// Most fields of a form. The fields of a consultation's editor have a limit of their own.
pub const FIELDS: usize = 60;
/// Most fields of the lab's form of a consultation: twice the rows it may have, so that the error can name a few rows
/// too many.
pub const EDITOR_FIELDS: usize = 1_000;
/// Most bytes of a refused form that are kept for somebody who is signed in: the same texts, decoded.
pub const KEPT_BYTES: usize = 512 * 1024;

const _: () = {
    let phases = PHASES * (PHASE_NAME.max + PHASE_DESCRIPTION.max);
    let editor = 3 * DESCRIPTION.max + phases + (AREAS + THEMES) * LABEL.max + RUNGS * 2 * OWED.max;
    assert!(12 * editor < EDITOR_BYTES && 4 * editor < KEPT_BYTES);
    assert!(EDITOR_FIELDS > 2 * (10 * PHASES + 6 * RUNGS) + 20);
    assert!(12 * RESPONSE_BODY.max < BODY_BYTES && 12 * PROPOSAL_BODY.max < BODY_BYTES);
};
