//! What a published map says of everyone: what most people answer alike in every group, and what only the whole does.

use super::view::{Evidence, MapView};
use cabildo_domain::opinion::Answer;

impl MapView {
    /// Whether most of everyone and of each shown group answer so: the highest of a low consensus unites nobody.
    pub fn is_common(&self, number: i64, answer: Answer) -> bool {
        self.statements
            .iter()
            .find(|result| result.number == number)
            .is_some_and(|result| {
                let everyone =
                    std::iter::once(result.tally).chain(result.groups.iter().map(|of| of.tally));
                everyone
                    .into_iter()
                    .all(|tally| tally.of(answer) * 2 > tally.seen())
            })
    }

    /// What most people agree with, whatever their group, the strongest first.
    pub fn agreed_by_all(&self) -> Vec<i64> {
        self.common_of(&self.agreed)
    }

    /// What most people disagree with, whatever their group, the strongest first.
    pub fn disagreed_by_all(&self) -> Vec<i64> {
        self.common_of(&self.disagreed)
    }

    /// What most people of every group agree with, by group-informed consensus, the highest first.
    pub fn united(&self) -> Vec<i64> {
        self.unites
            .iter()
            .copied()
            .filter(|number| self.is_common(*number, Answer::Agree))
            .collect()
    }

    /// What most people agree or disagree with, though not in every group.
    pub fn contested(&self) -> Vec<i64> {
        let all = self.agreed.iter().chain(&self.disagreed);
        all.filter(|found| !self.is_common(found.statement, found.answer))
            .map(|found| found.statement)
            .collect()
    }

    fn common_of(&self, found: &[Evidence]) -> Vec<i64> {
        let common = found
            .iter()
            .filter(|found| self.is_common(found.statement, found.answer));
        common.map(|found| found.statement).collect()
    }
}
