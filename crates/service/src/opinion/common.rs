//! The common ground of a published map: answers that most people give alike in every group, and those that most give
//! only in total.

use super::view::{Evidence, MapView};
use cabildo_domain::opinion::Answer;

impl MapView {
    /// Whether most people in total and in each shown group answer so: without this check, the best of few agreements
    /// would count as uniting.
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

    /// Statements with which most people agree in every group, the strongest first.
    pub fn agreed_by_all(&self) -> Vec<i64> {
        self.common_of(&self.agreed)
    }

    /// Statements with which most people disagree in every group, the strongest first.
    pub fn disagreed_by_all(&self) -> Vec<i64> {
        self.common_of(&self.disagreed)
    }

    /// Statements with which most people of every group agree, by group-informed consensus, the highest first.
    pub fn united(&self) -> Vec<i64> {
        self.unites
            .iter()
            .copied()
            .filter(|number| self.is_common(*number, Answer::Agree))
            .collect()
    }

    /// Statements with which most people agree or disagree in total, but not in every group.
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
