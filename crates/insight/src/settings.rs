//! The parameters of a computation. The defaults are those of the Polis publication, except `least_group`,
//! `least_share`, `most_apart` and `clear_gain`, whose reasons stand in `partition.rs`.

use serde::{Deserialize, Serialize};

/// The parameters of a computation besides the votes.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    /// The seed of every pseudo-random choice.
    pub seed: u64,
    /// Votes that a participant needs to be grouped (fewer where there are fewer statements).
    pub enough_votes: usize,
    /// With fewer grouped participants than this, the most active others are added.
    pub least_participants: usize,
    /// The most base clusters.
    pub most_bases: usize,
    /// The most groups.
    pub most_groups: usize,
    /// The number of further base clusters for which one more group is considered.
    pub bases_per_group: usize,
    /// The number of people that a group needs.
    pub least_group: usize,
    /// The share of the grouped people that a group needs.
    pub least_share: f64,
    /// The largest share of people who may be in none of the groups because they stand far away.
    pub most_apart: f64,
    /// How much more than two groups must add to the mean silhouette of two before they are considered.
    pub clear_gain: f64,
    /// Updates in a row that a new number of groups must win before it shows.
    pub wins_to_change: u32,
    /// Restarts of the k-means that finds base clusters.
    pub base_restarts: usize,
    /// Restarts of the k-means that finds groups.
    pub group_restarts: usize,
    /// The most rounds of the power iteration for one component.
    pub most_rounds: usize,
    /// The one-sided normal quantile above which a test is significant; 1.2816 is 90%.
    pub significance: f64,
    /// The most statements listed for a group, and for each side of the consensus.
    pub most_listed: usize,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            seed: 0,
            enough_votes: 7,
            least_participants: 15,
            most_bases: 100,
            most_groups: 5,
            bases_per_group: 12,
            least_group: 5,
            least_share: 0.02,
            most_apart: 0.1,
            clear_gain: 0.07,
            wins_to_change: 4,
            base_restarts: 3,
            group_restarts: 40,
            most_rounds: 1_000,
            significance: 1.2816,
            most_listed: 5,
        }
    }
}
