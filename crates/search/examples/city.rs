//! Measures searches over a made-up city of 32,000 texts: `cargo run --release -p cabildo-search --example city`.

use std::time::{Duration, Instant};

use cabildo_domain::SubjectKind;
use cabildo_search::{Document, Error, Index, Order, Query};
use uuid::Uuid;

/// The number of proposals and comments.
const DOCUMENTS: usize = 32_000;
/// How often each question is asked.
const ROUNDS: u32 = 300;
/// The parts of words; word `n` is as frequent as Zipf's law says.
const SYLLABLES: [&str; 16] = [
    "pa", "ri", "ción", "lo", "ár", "te", "mun", "do", "ca", "lles", "bi", "na", "ver", "sol",
    "gen", "tes",
];
const WORDS: u64 = 20_000;

/// A seeded source of numbers (splitmix64), so that every run makes the same city.
struct Dice(u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// A word's rank, low ones far more often.
    fn rank(&mut self) -> u64 {
        let uniform = (self.next() >> 11) as f64 / (1_u64 << 53) as f64;
        (WORDS as f64).powf(uniform) as u64
    }

    fn text(&mut self, words: usize) -> String {
        (0..words)
            .map(|_| word(self.rank()))
            .collect::<Vec<_>>()
            .join(" ")
    }
}

fn word(rank: u64) -> String {
    let mut word = String::new();
    let mut rest = rank + 16;
    while rest > 0 {
        word.push_str(SYLLABLES[(rest % 16) as usize]);
        rest /= 16;
    }
    word
}

fn document(number: usize, dice: &mut Dice) -> Document {
    let is_proposal = number % 8 < 3;
    let consultation = number % 12;
    Document {
        kind: if is_proposal {
            SubjectKind::Proposal
        } else {
            SubjectKind::Comment
        },
        id: Uuid::from_u128((number as u128) << 64 | u128::from(dice.next())),
        consultation: Uuid::from_u128(consultation as u128),
        consultation_slug: format!("consulta-{consultation}"),
        consultation_title: format!("Consulta {consultation}"),
        number: is_proposal.then_some(number as i64),
        parent_kind: None,
        parent_number: None,
        title: dice.text(6),
        body: dice.text(if is_proposal { 90 } else { 35 }),
        passages: Vec::new(),
        language: if number.is_multiple_of(10) {
            "en"
        } else {
            "es"
        }
        .to_owned(),
        theme: Some(format!("Tema {}", dice.next() % 14)),
        area_path: vec![
            "Ciudad".to_owned(),
            format!("Distrito {}", dice.next() % 21),
        ],
        status: Some("published".to_owned()),
        supports: (dice.next() % 900) as i64,
        imported_supports: 0,
        created_at: 1_700_000_000_000 + number as i64 * 60_000,
    }
}

fn main() -> Result<(), Error> {
    let root = std::env::temp_dir().join(format!("cabildo-search-{}", std::process::id()));
    measure(&Index::open(&root)?)?;
    println!("resident memory: {} MB", resident_kilobytes() / 1000);
    let start = Instant::now();
    println!(
        "opened again with {} texts in {:?}",
        Index::open(&root)?.len(),
        start.elapsed()
    );
    Ok(std::fs::remove_dir_all(&root)?)
}

fn measure(index: &Index) -> Result<(), Error> {
    let mut dice = Dice(7);
    let start = Instant::now();
    let mut writer = index.writer()?;
    for number in 1..=DOCUMENTS {
        writer.put(&document(number, &mut dice))?;
        if number.is_multiple_of(4_000) {
            writer.commit(number as i64)?;
        }
    }
    writer.finish()?;
    println!(
        "put and committed {DOCUMENTS} texts in {:?}",
        start.elapsed()
    );
    let (common, middling, rare) = (word(1), word(60), word(9_000));
    let theme = || vec!["Tema 3".to_owned()];
    let query = |text: &str| Query {
        text: text.to_owned(),
        language: "es".to_owned(),
        limit: 20,
        ..Query::default()
    };
    time("nothing typed", || {
        index.search(&query("")).map(|page| page.total)
    })?;
    time("common word", || {
        index.search(&query(&common)).map(|page| page.total)
    })?;
    time("common word, newest", || {
        index
            .search(&Query {
                order: Order::Newest,
                ..query(&common)
            })
            .map(|page| page.total)
    })?;
    time("common word, one theme", || {
        index
            .search(&Query {
                themes: theme(),
                ..query(&common)
            })
            .map(|page| page.total)
    })?;
    time("middling word", || {
        index.search(&query(&middling)).map(|page| page.total)
    })?;
    time("rare word", || {
        index.search(&query(&rare)).map(|page| page.total)
    })?;
    time("two words", || {
        index
            .search(&query(&format!("{common} {middling}")))
            .map(|page| page.total)
    })?;
    time("phrase", || {
        index
            .search(&query(&format!("\"{common} {}\"", word(2))))
            .map(|page| page.total)
    })?;
    time("misspelt word", || {
        index
            .search(&query(&format!("x{middling}")))
            .map(|page| page.total)
    })?;
    time("similar", || {
        index
            .similar(&format!("{middling} {rare} {}", word(300)), None, "es", 5)
            .map(|hits| hits.len())
    })?;
    time("complete", || {
        index
            .complete(&middling.chars().take(4).collect::<String>(), 8)
            .map(|hits| hits.len())
    })
}

fn time(name: &str, ask: impl Fn() -> Result<usize, Error>) -> Result<(), Error> {
    let mut found = 0;
    let mut times: Vec<Duration> = Vec::new();
    for _ in 0..ROUNDS {
        let start = Instant::now();
        found = ask()?;
        times.push(start.elapsed());
    }
    times.sort_unstable();
    let at = |part: usize| times[times.len() * part / 100];
    println!(
        "{name:24} {found:6} found   best {:>9.3?}   median {:>9.3?}   95% {:>9.3?}",
        times[0],
        at(50),
        at(95)
    );
    Ok(())
}

fn resident_kilobytes() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("VmRSS:"))
        .unwrap_or_default();
    line.trim().trim_end_matches(" kB").parse().unwrap_or(0)
}
