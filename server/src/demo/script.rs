//! The script of the demo: the content as a list of acts in the order of time.

use super::{
    calendar::Calendar,
    content::{Consultation, Proposal},
    people::Dice,
};
use cabildo_domain::{Timestamp, opinion::Answer, proposal::Status, time::Span};

/// One act. People are numbers of the cast; consultations, proposals and comments are places in the content.
#[derive(Clone, Debug)]
pub(super) enum Act {
    Open,
    Propose {
        proposal: usize,
        by: usize,
    },
    Support {
        proposal: usize,
        by: Vec<usize>,
        /// Whether all of them come from one network.
        together: bool,
    },
    Comment {
        proposal: usize,
        comment: usize,
        parent: Option<usize>,
        by: usize,
    },
    React {
        proposal: usize,
        comment: usize,
        by: usize,
        up: bool,
    },
    Report {
        proposal: usize,
        report: usize,
        by: usize,
    },
    Hide {
        proposal: usize,
    },
    Answer {
        proposal: usize,
        answer: usize,
    },
    Archive,
    State {
        statement: usize,
        by: usize,
    },
    ReportStatement {
        statement: usize,
        by: usize,
    },
    /// Answers to statements, given at the same moment by different people.
    Vote {
        votes: Vec<Vote>,
    },
    Map,
}

/// One answer: the person, the statement, the answer.
#[derive(Clone, Copy, Debug)]
pub(super) struct Vote {
    pub statement: usize,
    pub by: usize,
    pub answer: Answer,
}

/// The number of people who answer statements, and how many of them at about the same time.
const VOTERS: usize = 150;
const SESSION: usize = 15;
/// How long a person thinks about a statement.
const THOUGHT: Span = Span::seconds(35);

/// An act of one consultation at its time.
#[derive(Clone, Debug)]
pub(super) struct Scene {
    pub at: Timestamp,
    pub consultation: usize,
    pub act: Act,
}

/// Writes the script of all consultations. `cast` are the names of everyone who can take part.
pub(super) fn write(
    contents: &[Consultation],
    calendar: &Calendar<'_>,
    cast: &[String],
    dice: &Dice,
) -> Vec<Scene> {
    let mut scenes = Vec::new();
    for (index, consultation) in contents.iter().enumerate() {
        let mut writer = Writer {
            consultation,
            calendar,
            cast,
            dice,
            acts: Vec::new(),
        };
        writer.write();
        scenes.extend(writer.acts.into_iter().map(|(at, act)| Scene {
            at,
            consultation: index,
            act,
        }));
    }
    scenes.sort_by_key(|scene| scene.at);
    scenes
}

struct Writer<'a> {
    consultation: &'a Consultation,
    calendar: &'a Calendar<'a>,
    cast: &'a [String],
    dice: &'a Dice,
    acts: Vec<(Timestamp, Act)>,
}

impl Writer<'_> {
    fn write(&mut self) {
        let first = self
            .consultation
            .phases
            .iter()
            .map(|phase| phase.from)
            .min()
            .unwrap_or_default();
        self.acts
            .push((self.calendar.at(first.min(0) as f64 - 3.0), Act::Open));
        for (index, proposal) in self.consultation.proposals.iter().enumerate() {
            self.proposal(index, proposal);
        }
        self.mapping();
        if let Some(day) = self.consultation.archived {
            self.acts
                .push((self.calendar.midnight_at(day), Act::Archive));
        }
    }

    fn proposal(&mut self, index: usize, proposal: &Proposal) {
        let at = self.calendar.at(proposal.day);
        let by = self
            .cast
            .iter()
            .position(|name| *name == proposal.by)
            .unwrap_or_default();
        self.acts.push((
            at,
            Act::Propose {
                proposal: index,
                by,
            },
        ));
        self.supports(index, proposal, at, by);
        self.comments(index, proposal, at, by);
        for (number, report) in proposal.reports.iter().enumerate() {
            let reporter = self.someone(&[by]);
            let act = Act::Report {
                proposal: index,
                report: number,
                by: reporter,
            };
            self.acts.push((
                self.calendar.now - Span::minutes(50 - report.note.len() as i64 % 40),
                act,
            ));
        }
        if let Some(hide) = &proposal.hide {
            self.acts
                .push((self.calendar.at(hide.day), Act::Hide { proposal: index }));
        }
        for (number, answer) in proposal.answers.iter().enumerate() {
            self.acts.push((
                self.calendar.at(answer.day),
                Act::Answer {
                    proposal: index,
                    answer: number,
                },
            ));
        }
    }

    /// The statements of residents, and people who answer them and the lab's in some sessions; a map after each.
    fn mapping(&mut self) {
        let consultation = self.consultation;
        let Some(phase) = consultation
            .phases
            .iter()
            .find(|phase| phase.method == "map")
        else {
            return;
        };
        let begin = self.calendar.midnight_at(phase.from) + Span::hours(9);
        let mut since = Vec::new();
        for (index, statement) in consultation.statements.iter().enumerate() {
            let (at, by) = match statement.day {
                None => (begin, None),
                Some(day) => (self.calendar.at(day), Some(self.someone(&[]))),
            };
            since.push((at, by));
            self.acts.extend(by.map(|by| {
                (
                    at,
                    Act::State {
                        statement: index,
                        by,
                    },
                )
            }));
        }
        let reported = consultation
            .statements
            .iter()
            .enumerate()
            .filter(|(_, statement)| statement.report.is_some());
        self.acts.extend(reported.map(|(index, _)| {
            // Somebody other than the author.
            let by = since[index].1.map_or(0, |by| (by + 1) % self.cast.len());
            (
                self.calendar.now - Span::minutes(25),
                Act::ReportStatement {
                    statement: index,
                    by,
                },
            )
        }));
        let people = self.dice.some(VOTERS, self.cast.len(), &[]);
        let sessions: Vec<&[usize]> = people.chunks(SESSION).collect();
        let end = self.calendar.now - Span::hours(2);
        for (number, session) in sessions.iter().enumerate() {
            let at = between(begin, end, number, sessions.len());
            let open: Vec<usize> = (0..since.len())
                .filter(|index| since[*index].0 < at)
                .collect();
            for turn in 0..open.len() {
                let votes = session.iter().enumerate().filter_map(|(place, by)| {
                    // Everybody sees another order.
                    let statement = open[(turn + place * 7) % open.len()];
                    let is_own = since[statement].1 == Some(*by);
                    let answer =
                        self.says(consultation.statements[statement].agree[group_of(place)])?;
                    (!is_own).then_some(Vote {
                        statement,
                        by: *by,
                        answer,
                    })
                });
                let votes: Vec<Vote> = votes.collect();
                self.acts
                    .push((at + Span(THOUGHT.0 * turn as i64), Act::Vote { votes }));
            }
            self.acts.push((at + Span::hours(1), Act::Map));
        }
    }

    /// The answer of a person in whose group so many in a hundred agree; `None` for the one in eight who skips it.
    fn says(&self, agree: usize) -> Option<Answer> {
        match self.dice.below(100) {
            0..12 => None,
            12..19 => Some(Answer::Pass),
            _ if self.dice.below(100) < agree => Some(Answer::Agree),
            _ => Some(Answer::Disagree),
        }
    }

    /// Supports come in a dozen waves, until the city's answer ends them.
    fn supports(&mut self, index: usize, proposal: &Proposal, from: Timestamp, author: usize) {
        let ends = |status: &str| {
            status
                .parse::<Status>()
                .is_ok_and(|status| !status.takes_support())
        };
        let answered = proposal.answers.iter().find(|answer| ends(&answer.status));
        let until = answered.map_or(self.calendar.now, |answer| {
            self.calendar.at(answer.day) - Span::hours(1)
        });
        let until = until.min(self.last(|phase| phase.support));
        let people = self.dice.some(
            proposal.supports + proposal.stall,
            self.cast.len(),
            &[author],
        );
        let (people, stall) = people.split_at(people.len().saturating_sub(proposal.stall));
        if !stall.is_empty() {
            let supporting = Act::Support {
                proposal: index,
                by: stall.to_vec(),
                together: true,
            };
            self.acts.push((until - Span::hours(20), supporting));
        }
        let waves = people.len().div_ceil(12).max(1);
        let waves: Vec<&[usize]> = people.chunks(waves).collect();
        for (wave, by) in waves.iter().enumerate() {
            let at = between(from, until, wave, waves.len());
            self.acts.push((
                at,
                Act::Support {
                    proposal: index,
                    by: by.to_vec(),
                    together: false,
                },
            ));
        }
    }

    fn comments(&mut self, index: usize, proposal: &Proposal, from: Timestamp, author: usize) {
        let until = self.last(|phase| phase.comment) - Span::hours(1);
        let until = match &proposal.hide {
            Some(hide) => until.min(self.calendar.at(hide.day) - Span::hours(2)),
            None => until,
        };
        let mut above: Vec<(usize, usize)> = Vec::new();
        for (number, remark) in proposal.comments.iter().enumerate() {
            above.truncate(remark.depth);
            let parent = above.last().copied();
            let by = if remark.by_author {
                author
            } else {
                self.someone(&[author, parent.map_or(author, |it| it.1)])
            };
            let at = between(from, until, number, proposal.comments.len());
            let act = Act::Comment {
                proposal: index,
                comment: number,
                parent: parent.map(|it| it.0),
                by,
            };
            self.acts.push((at, act));
            let readers = self
                .dice
                .some(remark.ups + remark.downs, self.cast.len(), &[by]);
            for (place, reader) in readers.iter().enumerate() {
                let act = Act::React {
                    proposal: index,
                    comment: number,
                    by: *reader,
                    up: place < remark.ups,
                };
                self.acts.push((
                    between(at, until + Span::minutes(30), place, readers.len()),
                    act,
                ));
            }
            above.push((number, by));
        }
    }

    fn someone(&self, except: &[usize]) -> usize {
        self.dice
            .some(1, self.cast.len(), except)
            .first()
            .copied()
            .unwrap_or_default()
    }

    /// The last moment, not after now, in which something is allowed.
    fn last(&self, allows: impl Fn(&super::content::Phase) -> bool) -> Timestamp {
        let ends = self
            .consultation
            .phases
            .iter()
            .filter(|phase| allows(phase) && phase.from <= 0);
        let end = ends
            .map(|phase| self.calendar.midnight_at(phase.to))
            .max()
            .unwrap_or(Timestamp::MIN);
        end.min(self.calendar.now) - Span::minutes(5)
    }
}

/// The group of a person: six in fifteen are in the first, five in the second, four in the third.
const fn group_of(place: usize) -> usize {
    match place % 15 {
        0..6 => 0,
        6..11 => 1,
        _ => 2,
    }
}

/// A moment for the `place`-th of `count` things between two instants: dense at first, as interest is.
fn between(from: Timestamp, until: Timestamp, place: usize, count: usize) -> Timestamp {
    let share = ((place + 1) as f64 / (count + 1) as f64).powf(1.4);
    from + Span((until.since(from).0.max(0) as f64 * share) as i64)
}
