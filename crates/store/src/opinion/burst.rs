//! Bursts: many participants who joined from one network within an hour, while the hashes of networks are kept; and the
//! deletion of these hashes.

use crate::{Error, Tx};
use cabildo_domain::{ConsultationId, Timestamp, opinion::BURST, time::Span};
use uuid::Uuid;

/// The figures of a burst.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Burst {
    /// The network, and the hour.
    pub within: Within,
    /// The number of people who joined.
    pub people: i64,
    /// The number of their answers.
    pub votes: i64,
    /// The number of them who are excluded.
    pub excluded: i64,
    /// The lowest participant number, which names the burst: it stays the lowest of this network and hour.
    pub first: i64,
    /// The highest participant number.
    pub last: i64,
}

/// A network, and an hour.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Within {
    /// The keyed hash of the network.
    pub network: Vec<u8>,
    /// The beginning of the hour.
    pub from: Timestamp,
    /// The end of the hour, exclusive.
    pub until: Timestamp,
}

#[derive(sqlx::FromRow)]
struct Row {
    network: Vec<u8>,
    hour: i64,
    people: i64,
    votes: i64,
    excluded: i64,
    first: i64,
    last: i64,
}

impl From<Row> for Burst {
    fn from(row: Row) -> Self {
        let from = Timestamp(row.hour * Span::hours(1).0);
        Self {
            within: Within {
                network: row.network,
                from,
                until: from + Span::hours(1),
            },
            people: row.people,
            votes: row.votes,
            excluded: row.excluded,
            first: row.first,
            last: row.last,
        }
    }
}

/// Up to `limit` bursts, the largest first.
pub async fn bursts(
    tx: &mut Tx,
    consultation: ConsultationId,
    limit: i64,
) -> Result<Vec<Burst>, Error> {
    let rows: Vec<Row> = all!(
        tx,
        "SELECT network, joined_at / 3600000 AS hour, COUNT(*) AS people, CAST(SUM(votes) AS BIGINT) AS votes,
             COUNT(excluded_at) AS excluded, MIN(number) AS first, MAX(number) AS last
         FROM opinion_participant WHERE consultation_id = $1 AND network IS NOT NULL
         GROUP BY network, joined_at / 3600000 HAVING COUNT(*) >= $2
         ORDER BY COUNT(*) DESC, network, joined_at / 3600000 LIMIT $3 + 0",
        consultation.0,
        BURST,
        limit,
    )?;
    Ok(rows.into_iter().map(Burst::from).collect())
}

/// The burst whose first participant has this number. `None` for any other number, for fewer people than a burst, and
/// when the hashes of its network are erased.
pub async fn beginning_with(
    tx: &mut Tx,
    consultation: ConsultationId,
    number: i64,
) -> Result<Option<Burst>, Error> {
    let row: Option<Row> = maybe!(
        tx,
        "SELECT p.network, p.joined_at / 3600000 AS hour, COUNT(*) AS people,
             CAST(SUM(p.votes) AS BIGINT) AS votes, COUNT(p.excluded_at) AS excluded, MIN(p.number) AS first,
             MAX(p.number) AS last
         FROM opinion_participant f
         JOIN opinion_participant p ON p.consultation_id = f.consultation_id AND p.network = f.network
             AND p.joined_at / 3600000 = f.joined_at / 3600000
         WHERE f.consultation_id = $1 AND f.number = $2
         GROUP BY p.network, p.joined_at / 3600000 HAVING COUNT(*) >= $3 AND MIN(p.number) = $2",
        consultation.0,
        number,
        BURST,
    )?;
    Ok(row.map(Burst::from))
}

/// The numbers of the participants of a burst whose answers count.
pub async fn counted(
    tx: &mut Tx,
    consultation: ConsultationId,
    within: &Within,
) -> Result<Vec<i64>, Error> {
    Ok(scalars!(
        tx,
        "SELECT number FROM opinion_participant
         WHERE consultation_id = $1 AND network = $2 AND joined_at >= $3 AND joined_at < $4
             AND excluded_at IS NULL
         ORDER BY number",
        consultation.0,
        &within.network,
        within.from.0,
        within.until.0,
    )?)
}

/// Up to `limit` consultations in which a hash is still kept of a participant who joined before a moment.
pub async fn with_networks(
    tx: &mut Tx,
    before: Timestamp,
    limit: i64,
) -> Result<Vec<ConsultationId>, Error> {
    let ids: Vec<Uuid> = scalars!(
        tx,
        "SELECT DISTINCT consultation_id FROM opinion_participant WHERE network IS NOT NULL AND joined_at < $1
         LIMIT $2 + 0",
        before.0,
        limit,
    )?;
    Ok(ids.into_iter().map(ConsultationId).collect())
}

/// Erases the hashes of participants who joined a consultation before a moment; returns how many. Its mapping is locked
/// first, because other transactions write the same rows.
pub async fn forget_networks(
    tx: &mut Tx,
    consultation: ConsultationId,
    before: Timestamp,
) -> Result<u64, Error> {
    Ok(exec!(
        tx,
        "UPDATE opinion_participant SET network = NULL
         WHERE consultation_id = $1 AND network IS NOT NULL AND joined_at < $2",
        consultation.0,
        before.0,
    )?)
}
