//! The next step for a participant: a statement to answer, the progress, the place on the map.

use super::{Caller, MySpot, guest::Guest, known, memory::Published, view::ENOUGH};
use crate::{Error, Opinions, consultation::ConsultationBrief};
use cabildo_domain::{
    Language, Refusal, StatementId,
    consultation::{self, Slug},
    opinion::{Answer, Contributions, StatementStatus, StatementText},
    phase::{Activity, Closed},
    text::{DisplayName, Reason},
};
use cabildo_insight::{
    priority::{META, pick, priority},
    random::{Random, mix},
    stats::Tally,
};
use cabildo_store::{
    Tx,
    consultation::ConsultationRow,
    opinion::{self, participant::Participant, statement::Statement, vote},
    phase,
};
use serde::{Deserialize, Serialize};
use std::{collections::HashSet, sync::Arc};

/// A statement to answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StatementCard {
    /// Its id, to report it by.
    pub id: StatementId,
    pub number: i64,
    pub text: StatementText,
    /// The language it is written in.
    pub language: Language,
    /// This person's answer, if there is one.
    pub mine: Option<Answer>,
}

/// The progress of a participant.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Progress {
    /// The number of statements they answered that are still asked.
    pub answered: i64,
    /// The number of statements that are asked, without their own.
    pub total: i64,
    /// The number of answers missing until their place on the map means something; 0 when there are enough.
    pub missing: i64,
}

/// The standing in which somebody is asked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "as", rename_all = "snake_case")]
pub enum Asked {
    /// Somebody unknown: they may read, and must sign in (or follow an invitation) to answer.
    Stranger,
    /// Somebody signed in who has not answered yet.
    Newcomer,
    /// Somebody who takes part.
    Participant {
        /// The pseudonym of a participant without an account.
        pseudonym: Option<DisplayName>,
        /// The reason for which their answers do not count, if they do not.
        excluded: Option<Reason>,
    },
}

impl Asked {
    /// Whether their answers count, or would.
    pub const fn counts(&self) -> bool {
        !matches!(
            self,
            Self::Participant {
                excluded: Some(_),
                ..
            }
        )
    }
}

/// The next statement for somebody.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct NextStatement {
    pub consultation: ConsultationBrief,
    /// The standing in which they are asked.
    pub asked: Asked,
    /// The statement; `None` when they have answered all.
    pub statement: Option<StatementCard>,
    pub progress: Progress,
    /// When answering was or will be open, while it is closed.
    pub closed: Option<Closed>,
    /// Whether they may add statements, and when that was or will be open while it is closed.
    pub contributing: Option<Closed>,
    /// The lab's setting that decides whether a statement that they add waits for a moderator.
    pub contributions: Contributions,
    /// The number of statements that one person may add.
    pub statements_each: i64,
    /// The number of statements that this person may still add.
    pub statements_left: i64,
    /// Whether a map is published.
    pub has_map: bool,
    /// For a signed-in person: the participant without an account that this browser also is, by an invitation.
    pub guest: Option<Guest>,
}

/// The progress and the place of somebody.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct MyPlace {
    /// The standing in which they are asked.
    pub asked: Asked,
    pub progress: Progress,
    /// Their place on the published map; `None` until they are on it with enough answers.
    pub spot: Option<MySpot>,
}

/// The rows that are read to answer any of these questions.
pub(super) struct Desk {
    pub row: ConsultationRow,
    pub opinion: Option<opinion::Opinion>,
    pub me: Option<Participant>,
    pub statements: Arc<Vec<Statement>>,
    pub answered: HashSet<i64>,
}

impl Opinions<'_> {
    /// The next statement for somebody: drawn by priority among the asked ones that they have neither answered nor
    /// written. It stays the same until they answer. At most eight statements, nine for a signed-in person whose
    /// browser has a pass too.
    ///
    /// # Errors
    /// [`Refusal::NotFound`].
    pub async fn next_statement(
        self,
        caller: Caller<'_>,
        slug: &Slug,
    ) -> Result<NextStatement, Error> {
        let mut tx = self.store().read().await?;
        let desk = self.desk(&mut tx, caller, slug).await?;
        let map = self.published(&mut tx, desk.row.id).await?;
        let phases = phase::of(&mut tx, desk.row.id).await?;
        super::require_mapping(desk.opinion.as_ref(), &phases)?;
        let guest = match caller.second() {
            Some(voter) => known(&mut tx, desk.row.id, &voter).await?,
            None => None,
        };
        let now = self.now();
        let closed = |activity| match consultation::require(
            desk.row.state,
            desk.row.archived_at,
            &phases,
            activity,
            now,
        ) {
            Err(Refusal::Closed { closed, .. }) => Some(closed),
            _ => None,
        };
        let rules = desk
            .opinion
            .as_ref()
            .map(|opinion| opinion.rules)
            .unwrap_or_default();
        let lab_alone = rules
            .contributions
            .begins()
            .is_none()
            .then_some(Closed::Never);
        Ok(NextStatement {
            statement: desk
                .next(caller, map.as_deref(), now.day())
                .map(|statement| card(statement, None)),
            asked: desk.asked(caller),
            progress: desk.progress(),
            closed: closed(Activity::Answer),
            contributing: lab_alone.or_else(|| closed(Activity::Contribute)),
            contributions: rules.contributions,
            statements_each: rules.statements_each,
            statements_left: rules.left(desk.written()),
            has_map: map.is_some(),
            guest: guest.map(Guest::from),
            consultation: ConsultationBrief::from(&desk.row),
        })
    }

    /// The consultation, its statements, and the person who asks. At most five statements.
    pub(super) async fn desk(
        self,
        tx: &mut Tx,
        caller: Caller<'_>,
        slug: &Slug,
    ) -> Result<Desk, Error> {
        let row = self
            .consultations()
            .seen_by(tx, caller.viewer, slug)
            .await?;
        let opinion = opinion::of(tx, row.id).await?;
        let statements = match &opinion {
            Some(opinion) => self.statements_at(tx, row.id, opinion.revision).await?,
            None => Arc::default(),
        };
        let me = match caller.voter() {
            Some(voter) => known(tx, row.id, &voter).await?,
            None => None,
        };
        let answered = match &me {
            Some(me) => vote::answered(tx, row.id, me.number)
                .await?
                .into_iter()
                .collect(),
            None => HashSet::new(),
        };
        Ok(Desk {
            row,
            opinion,
            me,
            statements,
            answered,
        })
    }
}

impl Desk {
    pub(super) fn wrote(&self, statement: &Statement) -> bool {
        statement.author.is_some() && statement.author == self.me.as_ref().map(|me| me.id)
    }

    /// The number of statements they wrote, in any status.
    fn written(&self) -> i64 {
        self.statements
            .iter()
            .filter(|statement| self.wrote(statement))
            .count() as i64
    }

    /// The statements that this person is asked: published, and not their own.
    fn asked_of_me(&self) -> impl Iterator<Item = &Statement> {
        self.statements.iter().filter(|statement| {
            statement.status == StatementStatus::Published && !self.wrote(statement)
        })
    }

    pub(super) fn asked(&self, caller: Caller<'_>) -> Asked {
        match &self.me {
            Some(me) => Asked::Participant {
                pseudonym: me.pseudonym.clone(),
                excluded: me.excluded_reason.clone(),
            },
            None if caller.viewer.account().is_some() => Asked::Newcomer,
            None => Asked::Stranger,
        }
    }

    /// Their place on a map.
    pub(super) fn place(&self, caller: Caller<'_>, map: Option<&Published>) -> MyPlace {
        let place = self
            .me
            .as_ref()
            .zip(map)
            .and_then(|(me, map)| map.state.places.get(&me.number).copied())
            .filter(|place| place.enough.unwrap_or(place.group.is_some()));
        MyPlace {
            asked: self.asked(caller),
            progress: self.progress(),
            spot: place.map(MySpot::from),
        }
    }

    pub(super) fn progress(&self) -> Progress {
        let total = self.asked_of_me().count() as i64;
        let answered = self
            .asked_of_me()
            .filter(|statement| self.answered.contains(&statement.number))
            .count() as i64;
        let missing = (ENOUGH.min(total) - answered).max(0);
        Progress {
            answered,
            total,
            missing,
        }
    }

    /// Draws by the weights of Polis. The seed is made of the person and the number of their answers, so that a reload
    /// shows the same statement; for strangers it is the day.
    fn next(&self, caller: Caller<'_>, map: Option<&Published>, day: i64) -> Option<&Statement> {
        let open: Vec<&Statement> = self
            .asked_of_me()
            .filter(|statement| !self.answered.contains(&statement.number))
            .collect();
        let weights: Vec<f64> = open
            .iter()
            .map(|statement| weight(statement, map))
            .collect();
        let person = match (&self.me, caller.viewer.account()) {
            (Some(me), _) => me.number as u64,
            (None, Some(account)) => account.0.as_u128() as u64,
            (None, None) => day as u64,
        };
        let seed = self
            .opinion
            .as_ref()
            .map_or(0, |opinion| opinion.seed as u64);
        let seed = mix(mix(seed).wrapping_add(person)).wrapping_add(self.answered.len() as u64);
        pick(&weights, &mut Random::new(mix(seed))).map(|index| open[index])
    }
}

/// The priority that the map computed; for a statement that the map does not include yet, that of a statement in the
/// middle.
fn weight(statement: &Statement, map: Option<&Published>) -> f64 {
    if statement.meta {
        return META;
    }
    let known = map
        .and_then(|map| map.state.priorities.get(&statement.number))
        .copied();
    known.unwrap_or_else(|| {
        let count = |count: i64| u32::try_from(count).unwrap_or_default();
        let tally = statement.tally;
        let tally = Tally {
            agrees: count(tally.agrees),
            disagrees: count(tally.disagrees),
            passes: count(tally.passes),
        };
        priority(tally, 0.0)
    })
}

pub(super) fn card(statement: &Statement, mine: Option<Answer>) -> StatementCard {
    let (text, language) = (statement.text.clone(), statement.language.clone());
    StatementCard {
        id: statement.id,
        number: statement.number,
        text,
        language,
        mine,
    }
}
