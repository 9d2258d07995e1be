//! Published maps: the present one in full, earlier ones as a few figures.

use crate::{Error, Tx};
use cabildo_domain::{ConsultationId, Timestamp};

/// The figures of a published map.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Figures {
    /// Its number: 1, 2, 3 ...
    pub number: i64,
    /// When it was computed.
    pub at: Timestamp,
    /// The number of people whose answers it is made of.
    pub people: i64,
    /// The number of their answers.
    pub votes: i64,
    /// The number of statements that were asked.
    pub statements: i64,
    /// The number of people who are excluded.
    pub excluded: i64,
    /// Sizes of the groups and statements that unite, JSON.
    pub summary: String,
}

/// A published map.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Map {
    /// Its number: 1, 2, 3 ...
    pub number: i64,
    /// The last change that it includes.
    pub seq: i64,
    /// When it was computed.
    pub at: Timestamp,
    /// The public part, JSON.
    pub view: String,
    /// The state that the next computation and a person's own place need, JSON; empty unless asked for.
    pub state: String,
}

/// The number of the present map, if there is one.
pub async fn number(tx: &mut Tx, consultation: ConsultationId) -> Result<Option<i64>, Error> {
    Ok(maybe_scalar!(
        tx,
        "SELECT number FROM opinion_map WHERE consultation_id = $1",
        consultation.0,
    )?)
}

/// The present map.
pub async fn present(tx: &mut Tx, consultation: ConsultationId) -> Result<Option<Map>, Error> {
    let row: Option<(i64, i64, i64, String, String)> = maybe!(
        tx,
        "SELECT number, seq, at, view, state FROM opinion_map WHERE consultation_id = $1",
        consultation.0,
    )?;
    Ok(row.map(|(number, seq, at, view, state)| Map {
        number,
        seq,
        at: Timestamp(at),
        view,
        state,
    }))
}

/// Replaces the present map. `false`, and nothing changed, unless the present one has the number before its own:
/// otherwise another node published meanwhile.
pub async fn publish(tx: &mut Tx, consultation: ConsultationId, map: &Map) -> Result<bool, Error> {
    let done = exec!(
        tx,
        "INSERT INTO opinion_map (consultation_id, number, seq, at, view, state) VALUES ($1, $2, $3, $4, $5, $6)
         ON CONFLICT (consultation_id) DO UPDATE SET number = excluded.number, seq = excluded.seq,
             at = excluded.at, view = excluded.view, state = excluded.state
         WHERE opinion_map.number = excluded.number - 1",
        consultation.0,
        map.number,
        map.seq,
        map.at.0,
        &map.view,
        &map.state,
    )?;
    Ok(done == 1)
}

/// Notes the figures of a map, and removes those numbered from `instead_of` on: while people answer there is a new map
/// every few seconds, and nobody looks at each.
pub async fn note(
    tx: &mut Tx,
    consultation: ConsultationId,
    figures: &Figures,
    instead_of: Option<i64>,
) -> Result<(), Error> {
    if let Some(from) = instead_of {
        exec!(
            tx,
            "DELETE FROM opinion_history WHERE consultation_id = $1 AND number >= $2",
            consultation.0,
            from,
        )?;
    }
    exec!(
        tx,
        "INSERT INTO opinion_history (consultation_id, number, at, people, votes, statements, excluded, summary)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        consultation.0,
        figures.number,
        figures.at.0,
        figures.people,
        figures.votes,
        figures.statements,
        figures.excluded,
        &figures.summary,
    )?;
    Ok(())
}

type FiguresRow = (i64, i64, i64, i64, i64, i64, String);

/// The last `limit` figures, newest first.
pub async fn over_time(
    tx: &mut Tx,
    consultation: ConsultationId,
    limit: i64,
) -> Result<Vec<Figures>, Error> {
    let rows: Vec<FiguresRow> = all!(
        tx,
        "SELECT number, at, people, votes, statements, excluded, summary FROM opinion_history
         WHERE consultation_id = $1 ORDER BY number DESC LIMIT $2 + 0",
        consultation.0,
        limit,
    )?;
    Ok(rows.into_iter().map(figures).collect())
}

/// Figures from the first to the last, oldest first: all of them, or where there are more than `most`, that many spread
/// evenly, with the first and the last among them (one more than `most` then).
pub async fn spread_over_time(
    tx: &mut Tx,
    consultation: ConsultationId,
    most: i64,
) -> Result<Vec<Figures>, Error> {
    let rows: Vec<FiguresRow> = all!(
        tx,
        "SELECT h.number, h.at, h.people, h.votes, h.statements, h.excluded, h.summary
         FROM (SELECT number, ROW_NUMBER() OVER (ORDER BY number) AS place, COUNT(*) OVER () AS kept
               FROM opinion_history WHERE consultation_id = $1) AS n
         JOIN opinion_history h ON h.consultation_id = $1 AND h.number = n.number
         WHERE (n.place - 1) % ((n.kept + $2 - 1) / $2) = 0 OR n.place = n.kept
         ORDER BY h.number",
        consultation.0,
        most,
    )?;
    Ok(rows.into_iter().map(figures).collect())
}

fn figures((number, at, people, votes, statements, excluded, summary): FiguresRow) -> Figures {
    Figures {
        number,
        at: Timestamp(at),
        people,
        votes,
        statements,
        excluded,
        summary,
    }
}
