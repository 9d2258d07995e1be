//! The activities of people in a phase: those that the lab chose, and those that the phase's method adds.
//!
//! To add an activity: a line in [`Activity`], and its words in `app/locales` (`lab-allow-`, `step-may-`, `closed-`). An
//! activity that belongs to a method stands in [`Method::adds`]; all others are offered in the lab's editor.

use super::Method;
use crate::words;
use serde::{Deserialize, Serialize};

macro_rules! activities {
    ($($(#[$doc:meta])* $activity:ident = $word:literal),+ $(,)?) => {
        /// Something a phase may allow.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum Activity { $($(#[$doc])* $activity),+ }

        words!(Activity { $($activity = $word),+ });
    };
}

activities! {
    /// Put forward and edit proposals.
    Propose = "propose",
    /// Comment and react.
    Comment = "comment",
    /// Support and withdraw support.
    Support = "support",
    /// Agree or disagree with statements.
    Answer = "answer",
    /// Add statements of one's own.
    Contribute = "contribute",
}

impl Activity {
    /// Whether labs choose this activity for a phase; activities that a method adds come with the method.
    pub fn is_chosen(self) -> bool {
        !Method::ALL
            .iter()
            .any(|method| method.adds().contains(&self))
    }

    /// The activities that labs choose, in the order of the editor.
    pub fn chosen() -> impl Iterator<Item = Self> {
        let all = Self::ALL.iter().copied();
        all.filter(|activity| activity.is_chosen())
    }
}

impl Method {
    /// The activities that this method adds to those the lab chose. A setting of the mapping also decides whether
    /// residents may add statements ([`crate::opinion::Rules`]).
    pub const fn adds(self) -> &'static [Activity] {
        match self {
            Self::Map => &[Activity::Answer, Activity::Contribute],
            Self::Inform
            | Self::Propose
            | Self::Draft
            | Self::Vote
            | Self::Trial
            | Self::Survey
            | Self::Results => &[],
        }
    }
}

/// A set of activities, as a lab chose them for a phase.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "Vec<Activity>", into = "Vec<Activity>")]
pub struct Allows(u32);

impl Allows {
    /// Nothing.
    pub const NOTHING: Self = Self(0);

    /// These activities.
    pub const fn of(activities: &[Activity]) -> Self {
        let mut set = 0;
        let mut index = 0;
        while index < activities.len() {
            set |= 1 << activities[index] as u32;
            index += 1;
        }
        Self(set)
    }

    /// Whether the activity is among them.
    pub const fn contains(self, activity: Activity) -> bool {
        self.0 & (1 << activity as u32) != 0
    }

    /// Whether there is none.
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// The activities, in the order of [`Activity::ALL`].
    pub fn iter(self) -> impl Iterator<Item = Activity> {
        let all = Activity::ALL.iter().copied();
        all.filter(move |activity| self.contains(*activity))
    }
}

impl FromIterator<Activity> for Allows {
    fn from_iter<I: IntoIterator<Item = Activity>>(activities: I) -> Self {
        let add = |set: Self, activity| Self(set.0 | Self::of(&[activity]).0);
        activities.into_iter().fold(Self::NOTHING, add)
    }
}

impl From<Vec<Activity>> for Allows {
    fn from(activities: Vec<Activity>) -> Self {
        Self::of(&activities)
    }
}

impl From<Allows> for Vec<Activity> {
    fn from(allows: Allows) -> Self {
        allows.iter().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_set_holds_what_was_put_in_and_nothing_else() {
        assert!(Activity::ALL.len() <= 32, "a set has 32 places");
        for chosen in Activity::ALL.iter().copied() {
            let set = Allows::of(&[chosen]);
            for activity in Activity::ALL.iter().copied() {
                assert_eq!(
                    set.contains(activity),
                    activity == chosen,
                    "{activity} in {chosen}"
                );
            }
            assert_eq!(set.iter().collect::<Vec<_>>(), [chosen]);
            assert!(!set.is_empty());
        }
        let all: Allows = Activity::ALL.iter().copied().collect();
        assert_eq!(all.iter().collect::<Vec<_>>(), Activity::ALL);
        assert!(Allows::NOTHING.is_empty() && Allows::default().is_empty());
    }

    #[test]
    fn a_lab_chooses_what_no_method_adds() {
        let chosen: Vec<Activity> = Activity::chosen().collect();
        assert_eq!(
            chosen,
            [Activity::Propose, Activity::Comment, Activity::Support]
        );
    }
}
