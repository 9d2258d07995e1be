//! Texts that are made to take long: one of eight times the length takes about eight times as long.

use cabildo_service::markdown;
use std::time::{Duration, Instant};

/// Eight times the length may take so many times as long: work by the square of the length takes 64 times as long.
const MOST: u32 = 24;
/// Of so many runs the shortest counts: other work of the machine makes a run longer, never shorter.
const RUNS: usize = 5;
/// Below this duration the clock is too coarse.
const FLOOR: Duration = Duration::from_micros(200);

/// Pieces that have made readers of Markdown slow, here or elsewhere. A run of `&` is left out: cleaning its HTML takes time
/// by the square of its length, which the limit of 20,000 characters alone holds.
const PIECES: [&str; 23] = [
    ">", "> ", "- ", "* a\n", "1. ", "[", "![", "](", "[a](", "*a_ ", "**a ", "*a ", "_*", "`",
    "``a`", "~~a", "<", "<a ", "<!--", "\\", "a\n> ", "http://", "[a]: b\n",
];

fn shortest(work: impl Fn()) -> Duration {
    let runs = (0..RUNS).map(|_| {
        let begun = Instant::now();
        work();
        begun.elapsed()
    });
    runs.min().unwrap_or_default()
}

#[test]
fn a_text_of_eight_times_the_length_takes_about_eight_times_as_long() {
    let mut slow = Vec::new();
    for piece in PIECES {
        let text = |length: usize| piece.repeat(length / piece.len());
        // A description may have 20,000 characters.
        let (short, long) = (text(2_500), text(20_000));
        for (name, read) in [
            ("render", markdown::render as fn(&str) -> String),
            ("plain", markdown::plain),
        ] {
            let once = shortest(|| drop(read(&short)));
            let eight = shortest(|| drop(read(&long)));
            if eight > MOST * once.max(FLOOR) {
                slow.push(format!("{name} {piece:?}: {once:?}, then {eight:?}"));
            }
        }
    }
    assert!(slow.is_empty(), "{slow:#?}");
}
