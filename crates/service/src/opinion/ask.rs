//! What comes next for somebody who takes part: a statement to answer, how far they are, where they stand.

use super::{Caller, MySpot, guest::Guest, known, memory::Published, view::ENOUGH};
use crate::{Error, Service, proposal::ConsultationBrief};
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
    /// Its number.
    pub number: i64,
    /// What it says.
    pub text: StatementText,
    /// The language it is written in.
    pub language: Language,
    /// What this person says to it, if they have answered.
    pub mine: Option<Answer>,
}

/// How far somebody is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Progress {
    /// Statements they answered that are still asked.
    pub answered: i64,
    /// Statements that are asked, their own left out.
    pub total: i64,
    /// Answers that are missing until their place on the map means something; 0 when there are enough.
    pub missing: i64,
}

/// As what somebody is asked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "as", rename_all = "snake_case")]
pub enum Asked {
    /// Nobody we know: they may read, and must sign in (or follow an invitation) to answer.
    Stranger,
    /// Somebody signed in who has not answered yet.
    Newcomer,
    /// Somebody who takes part.
    Participant {
        /// What they call themselves, without an account.
        pseudonym: Option<DisplayName>,
        /// Why their answers do not count, if they do not.
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
    /// Where.
    pub consultation: ConsultationBrief,
    /// As what they are asked.
    pub asked: Asked,
    /// The statement; `None` when they have answered all.
    pub statement: Option<StatementCard>,
    /// How far they are.
    pub progress: Progress,
    /// When answering was or will be open, while it is closed.
    pub closed: Option<Closed>,
    /// Whether they may add statements, and when that was or will be open while it is closed.
    pub contributing: Option<Closed>,
    /// What becomes of a statement that they add.
    pub contributions: Contributions,
    /// How many statements one person may add.
    pub statements_each: i64,
    /// How many of them this person may still add.
    pub statements_left: i64,
    /// Whether a map is published.
    pub has_map: bool,
    /// Somebody signed in: as whom this browser takes part without an account too, by an invitation.
    pub guest: Option<Guest>,
}

/// Where somebody stands.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct MyPlace {
    /// As what they are asked.
    pub asked: Asked,
    /// How far they are.
    pub progress: Progress,
    /// Their place on the published map; `None` until they are on it with enough answers.
    pub spot: Option<MySpot>,
}

/// What is read to answer any of it.
pub(super) struct Desk {
    pub row: ConsultationRow,
    pub opinion: Option<opinion::Opinion>,
    pub me: Option<Participant>,
    pub statements: Arc<Vec<Statement>>,
    pub answered: HashSet<i64>,
}

impl Service {
    /// The statement that somebody should answer next: drawn by priority among those that are asked and that they have
    /// neither answered nor written. The same until they answer. At most eight statements, nine for somebody signed in
    /// whose browser holds a pass too.
    ///
    /// # Errors
    /// [`Refusal::NotFound`].
    pub async fn next_statement(
        &self,
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

    /// The consultation, its statements, and who asks. At most five statements.
    pub(super) async fn desk(
        &self,
        tx: &mut Tx,
        caller: Caller<'_>,
        slug: &Slug,
    ) -> Result<Desk, Error> {
        let row = self.consultation_seen_by(tx, caller.viewer, slug).await?;
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

    /// How many statements they wrote, whatever became of them.
    fn written(&self) -> i64 {
        self.statements
            .iter()
            .filter(|statement| self.wrote(statement))
            .count() as i64
    }

    /// What is asked of this person: published, and not their own.
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

    /// Where they stand on a map.
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

    /// Drawn by the weights of Polis. The seed is the person and how much they have answered, so that a reload shows
    /// the same statement; for strangers it is the day.
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

/// The priority that the map computed; for a statement it does not know yet, that of one in the middle.
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
