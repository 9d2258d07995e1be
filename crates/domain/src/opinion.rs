//! Opinion mapping: short statements that people answer one at a time, and the rules about statements and answers.
//!
//! The mathematics is in the crate `insight`; this module has the words and the rules: the form of a statement, who may
//! add one, when it is asked, how small a group may be to be shown, and at which pace of answering staff should look.

use crate::{
    Refusal, Timestamp,
    clean::clean_line,
    invalid::Invalid,
    limits::{self, Length},
    refusal::Need,
    text::within,
    time::Span,
    words,
};
use serde::{Deserialize, Serialize};
use std::fmt;

/// An answer to a statement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Answer {
    /// Agrees.
    Agree,
    /// Disagrees.
    Disagree,
    /// Saw it and passed, or is unsure. Not the same as no answer.
    Pass,
}

words!(Answer { Agree = "agree", Disagree = "disagree", Pass = "pass" });

impl Answer {
    /// The number that stands for the answer in the database and in exports: 1, -1 or 0.
    pub const fn value(self) -> i64 {
        match self {
            Self::Agree => 1,
            Self::Disagree => -1,
            Self::Pass => 0,
        }
    }

    /// The answer that a number stands for.
    pub const fn from_value(value: i64) -> Option<Self> {
        match value {
            1 => Some(Self::Agree),
            -1 => Some(Self::Disagree),
            0 => Some(Self::Pass),
            _ => None,
        }
    }
}

/// How many people gave each answer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tally {
    /// The number who agree.
    pub agrees: i64,
    /// The number who disagree.
    pub disagrees: i64,
    /// The number who passed.
    pub passes: i64,
}

impl Tally {
    /// The number of people who answered.
    pub const fn seen(self) -> i64 {
        self.agrees + self.disagrees + self.passes
    }

    /// The number of people who gave this answer.
    pub const fn of(self, answer: Answer) -> i64 {
        match answer {
            Answer::Agree => self.agrees,
            Answer::Disagree => self.disagrees,
            Answer::Pass => self.passes,
        }
    }

    /// Adds `by` answers of one kind; a negative number takes answers away.
    pub const fn count(&mut self, answer: Answer, by: i64) {
        match answer {
            Answer::Agree => self.agrees += by,
            Answer::Disagree => self.disagrees += by,
            Answer::Pass => self.passes += by,
        }
    }
}

/// A moderator's decision about participants.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DecisionKind {
    /// The participants' answers count nowhere.
    Exclude,
    /// The participants' answers count again.
    Readmit,
}

words!(DecisionKind { Exclude = "exclude", Readmit = "readmit" });

/// The state of a statement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StatementStatus {
    /// The statement waits for a moderator; only its author and staff see it.
    Held,
    /// The statement is asked.
    Published,
    /// A moderator took the statement out, with a reason. Its answers are kept, but the map ignores them.
    Rejected,
}

words!(StatementStatus { Held = "held", Published = "published", Rejected = "rejected" });

impl StatementStatus {
    /// Checks that people may answer the statement.
    ///
    /// # Errors
    /// [`Refusal::NotFound`] for what they may not know of yet, [`Need::Visible`] for what a moderator took out.
    pub const fn require_open(self) -> Result<(), Refusal> {
        match self {
            Self::Published => Ok(()),
            Self::Held => Err(Refusal::NotFound),
            Self::Rejected => Err(Refusal::forbidden(Need::Visible)),
        }
    }
}

/// The people who may add statements while a phase maps opinions.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Contributions {
    /// The lab alone.
    Closed,
    /// Everyone who takes part; each statement waits for a moderator.
    #[default]
    Held,
    /// Everyone who takes part; a statement is asked at once.
    Open,
}

words!(Contributions { Closed = "closed", Held = "held", Open = "open" });

impl Contributions {
    /// The first status of a participant's statement; `None` where participants may add none.
    pub const fn begins(self) -> Option<StatementStatus> {
        match self {
            Self::Closed => None,
            Self::Held => Some(StatementStatus::Held),
            Self::Open => Some(StatementStatus::Published),
        }
    }
}

/// The lab's settings for the opinion mapping of a consultation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rules {
    /// The people who may add statements.
    pub contributions: Contributions,
    /// Whether people without an account may take part by an invitation link.
    pub invitations: bool,
    /// The most statements that one person may add, those that were taken out included.
    pub statements_each: i64,
}

impl Default for Rules {
    fn default() -> Self {
        Self {
            contributions: Contributions::default(),
            invitations: false,
            statements_each: limits::STATEMENTS_EACH_DEFAULT,
        }
    }
}

impl Rules {
    /// How many more statements a participant who has added `added` may add.
    pub fn left(self, added: i64) -> i64 {
        (self.statements_each - added).max(0)
    }

    /// Checks that a participant who has added `added` statements may add one more.
    ///
    /// # Errors
    /// [`Refusal::Enough`].
    pub fn require_left(self, added: i64) -> Result<(), Refusal> {
        if self.left(added) > 0 {
            Ok(())
        } else {
            Err(Refusal::Enough {
                most: self.statements_each,
            })
        }
    }
}

/// A statement's text: one line, one idea.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct StatementText(String);

impl StatementText {
    /// The limits a page shows.
    pub const LIMIT: Length = limits::STATEMENT;

    /// Cleans and checks a text from outside.
    ///
    /// # Errors
    /// [`Invalid`] with the limit that was missed; [`Invalid::NoWords`] for emoji, digits and punctuation alone.
    pub fn parse(text: &str) -> Result<Self, Invalid> {
        let text = clean_line(text);
        within(&text, Self::LIMIT)?;
        if text.chars().filter(|c| c.is_alphabetic()).count() < limits::STATEMENT_LETTERS {
            return Err(Invalid::NoWords);
        }
        Ok(Self(text))
    }

    /// Takes a text that was checked before, or one from an export, without checking it.
    pub fn trusted(text: String) -> Self {
        Self(text)
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for StatementText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The smallest group that is drawn and described: in a smaller one, single answers could be guessed.
pub const SMALLEST_GROUP: i64 = 5;

/// The letter that names a group for people: A for 0, B for 1.
pub fn group_letter(group: u32) -> char {
    char::from_u32(u32::from('A') + group % 26).unwrap_or('A')
}

/// A participant's pace of answering: it can show that the statements were not read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Pace {
    /// The number of answers given and changed.
    pub answers: i64,
    /// The number of answers that came sooner after the one before than it takes to read the statement.
    pub hasty: i64,
    /// The time of the last answer.
    pub last_at: Option<Timestamp>,
    /// The minute of the last answer, counted from 1970.
    pub minute: i64,
    /// The number of answers in that minute.
    pub in_minute: i64,
    /// The largest number of answers in any minute.
    pub most_in_minute: i64,
}

impl Pace {
    /// The pace after one more answer at `at`, to a statement of so many characters.
    #[must_use]
    pub fn after(self, at: Timestamp, characters: usize) -> Self {
        // If the clock was set back, the time between two answers is unknown.
        let hasty = self
            .last_at
            .is_some_and(|last| (Span(0)..time_to_read(characters)).contains(&at.since(last)));
        let minute = at.0.div_euclid(Span::minutes(1).0);
        let in_minute = if self.answers > 0 && minute == self.minute {
            self.in_minute + 1
        } else {
            1
        };
        Self {
            answers: self.answers + 1,
            hasty: self.hasty + i64::from(hasty),
            last_at: Some(at),
            minute,
            in_minute,
            most_in_minute: self.most_in_minute.max(in_minute),
        }
    }

    /// The joined pace of two participants who are one person: every signal is kept, and nothing counts twice.
    #[must_use]
    pub fn with(self, other: Self) -> Self {
        let (earlier, later) = if self.minute <= other.minute {
            (self, other)
        } else {
            (other, self)
        };
        let in_minute = if earlier.minute == later.minute {
            earlier.in_minute + later.in_minute
        } else {
            later.in_minute
        };
        Self {
            answers: self.answers + other.answers,
            hasty: self.hasty + other.hasty,
            last_at: self.last_at.max(other.last_at),
            minute: later.minute,
            in_minute,
            most_in_minute: self.most_in_minute.max(other.most_in_minute).max(in_minute),
        }
    }

    /// The signals that staff should look at.
    pub fn signals(self) -> Vec<Signal> {
        let mut signals = Vec::new();
        if self.most_in_minute >= FLOOD {
            signals.push(Signal::Flood);
        }
        if self.answers >= FEW && self.hasty * 2 >= self.answers {
            signals.push(Signal::Haste);
        }
        signals
    }
}

/// The least time that a person needs to read a statement of so many characters: a second, or 50 characters a second
/// (about 600 words a minute, twice what most people manage).
const fn time_to_read(characters: usize) -> Span {
    let reading = characters as i64 * 20;
    if reading > 1_000 {
        Span(reading)
    } else {
        Span(1_000)
    }
}

/// Answers in one minute that count as a flood. Real people in the published data sets gave up to 145 by repeated
/// clicks; here a repeated click is no answer.
pub const FLOOD: i64 = 40;
/// With fewer answers than this, haste means nothing.
pub const FEW: i64 = 5;
/// New participants from one network in one hour that count as a burst. A library or a school may well be one: staff
/// see it, nothing is refused.
pub const BURST: i64 = 10;
/// How long the hash of a participant's network is kept, to notice bursts. It is erased after that, or when the
/// consultation is archived.
pub const NETWORK_KEPT: Span = Span::days(30);

/// A reason for staff to look at a participant. No signal changes anything by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Signal {
    /// Very many answers in one minute.
    Flood,
    /// Mostly answers that came faster than a person can read.
    Haste,
    /// Came with many others from one network in one hour.
    Burst,
}

words!(Signal { Flood = "flood", Haste = "haste", Burst = "burst" });

#[cfg(test)]
mod tests;
