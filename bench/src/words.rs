//! Words, names and random numbers: the same city in every run.

use cabildo_service::entropy::{SeededEntropy, lot};

/// The parts of words.
const SYLLABLES: [&str; 24] = [
    "ba", "ren", "to", "li", "mar", "ce", "du", "sol", "fi", "gra", "ho", "ju", "ka", "lem", "no",
    "pi", "quo", "ras", "se", "tun", "ul", "vel", "wi", "yor",
];
/// How many different words there are; the word of rank n is as frequent as Zipf's law says.
const WORDS: f64 = 9_000.0;
/// A word that about every third proposal has, and one that few have.
pub(super) const COMMON: &str = "bench";
pub(super) const RARE: &str = "zarzaparrilla";

pub(super) struct Dice(SeededEntropy);

impl Dice {
    pub fn new() -> Self {
        Self(SeededEntropy::new(42))
    }

    pub fn below(&self, sides: usize) -> usize {
        (lot(&self.0) % sides.max(1) as i64) as usize
    }

    fn share(&self) -> f64 {
        self.below(1 << 30) as f64 / f64::from(1 << 30)
    }

    /// A number below `sides`, low ones far more often: as supports are spread over proposals.
    pub fn skewed(&self, sides: usize) -> usize {
        ((sides as f64) * self.share().powi(3)) as usize
    }

    pub fn words(&self, count: usize) -> String {
        let words = (0..count).map(|_| word(WORDS.powf(self.share()) as usize));
        words.collect::<Vec<_>>().join(" ")
    }

    /// Some sentences in paragraphs.
    pub fn text(&self, words: usize) -> String {
        let mut text = String::new();
        let mut left = words;
        while left > 0 {
            let length = (6 + self.below(12)).min(left);
            let mut sentence = self.words(length);
            if let Some(first) = sentence.get_mut(..1) {
                first.make_ascii_uppercase();
            }
            text.push_str(&sentence);
            text.push_str(if self.below(4) == 0 { ".\n\n" } else { ". " });
            left -= length;
        }
        text.trim_end().to_owned()
    }

    pub fn title(&self) -> String {
        let mut title = self.words(4 + self.below(5));
        if self.below(3) == 0 {
            title = format!("{title} {COMMON}");
        }
        if self.below(1_000) == 0 {
            title = format!("{title} {RARE}");
        }
        if let Some(first) = title.get_mut(..1) {
            first.make_ascii_uppercase();
        }
        title
    }
}

/// The word of a rank: short ones first.
fn word(rank: usize) -> String {
    let (mut word, mut rest) = (String::new(), rank + 1);
    while rest > 0 {
        word.push_str(SYLLABLES[rest % SYLLABLES.len()]);
        rest /= SYLLABLES.len();
    }
    word
}
