//! Participants of an opinion map: people who answer statements with an account, or under a pseudonym with a pass (a
//! secret in their browser).

use super::{values, within};
use crate::{
    Error, Tx,
    convert::{BATCH, filled, placeholders, size},
};
use cabildo_domain::{
    AccountId, ConsultationId, InvitationId, OpinionParticipantId, Timestamp,
    opinion::{FEW, FLOOD, Pace},
    text::{DisplayName, Reason},
};
use sqlx::AssertSqlSafe;
use uuid::Uuid;

/// A participant: somebody who answers statements.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Participant {
    pub id: OpinionParticipantId,
    pub consultation: ConsultationId,
    pub number: i64,
    /// The account; `None` for a participant without one, or whose account was erased.
    pub account: Option<AccountId>,
    /// Whether the participant never had an account.
    pub pseudonymous: bool,
    pub pseudonym: Option<DisplayName>,
    /// The hash of the secret with which the browser comes back.
    pub pass_hash: Option<Vec<u8>>,
    /// The link that let them in.
    pub invitation: Option<InvitationId>,
    /// The key of the participant in an import.
    pub import_key: Option<String>,
    /// The time of joining.
    pub joined_at: Timestamp,
    /// A keyed hash of the network they joined from, kept for some days.
    pub network: Option<Vec<u8>>,
    /// The number of statements answered.
    pub votes: i64,
    /// The pace of their answers so far.
    pub pace: Pace,
    /// The time since when their answers do not count.
    pub excluded_at: Option<Timestamp>,
    pub excluded_reason: Option<Reason>,
    /// The change that excluded them; people who were excluded together have the same.
    pub exclusion: Option<i64>,
    /// The number of the participant that took over this one's answers, because the two are one person.
    pub merged_into: Option<i64>,
}

const COLUMNS: &str = "p.id, p.consultation_id, p.number, p.account_id, p.pseudonymous, p.pseudonym, p.pass_hash, \
    p.invitation_id, p.import_key, p.joined_at, p.network, p.votes, p.answers, p.hasty, p.last_at, p.minute, \
    p.in_minute, p.most_in_minute, p.excluded_at, p.excluded_reason, p.exclusion, \
    p.merged_into";

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    consultation_id: Uuid,
    number: i64,
    account_id: Option<Uuid>,
    pseudonymous: bool,
    pseudonym: Option<String>,
    pass_hash: Option<Vec<u8>>,
    invitation_id: Option<Uuid>,
    import_key: Option<String>,
    joined_at: i64,
    network: Option<Vec<u8>>,
    votes: i64,
    answers: i64,
    hasty: i64,
    last_at: Option<i64>,
    minute: i64,
    in_minute: i64,
    most_in_minute: i64,
    excluded_at: Option<i64>,
    excluded_reason: Option<String>,
    exclusion: Option<i64>,
    merged_into: Option<i64>,
}

impl From<Row> for Participant {
    fn from(row: Row) -> Self {
        Self {
            id: OpinionParticipantId(row.id),
            consultation: ConsultationId(row.consultation_id),
            number: row.number,
            account: row.account_id.map(AccountId),
            pseudonymous: row.pseudonymous,
            pseudonym: row.pseudonym.map(DisplayName::trusted),
            pass_hash: row.pass_hash,
            invitation: row.invitation_id.map(InvitationId),
            import_key: row.import_key,
            joined_at: Timestamp(row.joined_at),
            network: row.network,
            votes: row.votes,
            pace: Pace {
                answers: row.answers,
                hasty: row.hasty,
                last_at: row.last_at.map(Timestamp),
                minute: row.minute,
                in_minute: row.in_minute,
                most_in_minute: row.most_in_minute,
            },
            excluded_at: row.excluded_at.map(Timestamp),
            excluded_reason: row.excluded_reason.map(Reason::trusted),
            exclusion: row.exclusion,
            merged_into: row.merged_into,
        }
    }
}

/// Adds participants who have not answered yet.
///
/// # Errors
/// [`Error::Taken`] when one is there already.
pub async fn insert(tx: &mut Tx, participants: &[Participant]) -> Result<(), Error> {
    for batch in participants.chunks(BATCH) {
        let sql = format!(
            "INSERT INTO opinion_participant (id, consultation_id, number, account_id, pseudonymous, pseudonym,
                 pass_hash, invitation_id, import_key, joined_at, network) VALUES {}",
            placeholders(batch.len(), 11)
        );
        on!(tx, |conn| {
            let mut query = sqlx::query(AssertSqlSafe(sql));
            for new in batch {
                query = query
                    .bind(new.id.0)
                    .bind(new.consultation.0)
                    .bind(new.number)
                    .bind(new.account.map(|id| id.0))
                    .bind(new.pseudonymous)
                    .bind(new.pseudonym.as_ref().map(DisplayName::as_str))
                    .bind(new.pass_hash.as_deref())
                    .bind(new.invitation.map(|id| id.0))
                    .bind(new.import_key.as_deref())
                    .bind(new.joined_at.0)
                    .bind(new.network.as_deref());
            }
            query.execute(conn).await.map(drop)
        })?;
    }
    Ok(())
}

/// The participants with these accounts in these consultations; accounts that have not taken part are left out.
pub async fn of_accounts(
    tx: &mut Tx,
    wanted: &[(ConsultationId, AccountId)],
) -> Result<Vec<Participant>, Error> {
    let mut found = Vec::with_capacity(wanted.len());
    for batch in wanted.chunks(BATCH) {
        let sql = format!(
            "SELECT DISTINCT {COLUMNS} FROM {} CROSS JOIN opinion_participant p
             WHERE p.consultation_id = v.column1 AND p.account_id = v.column2",
            values(size(batch.len()), 2)
        );
        let rows: Vec<Row> = on!(tx, |conn| {
            let mut query = sqlx::query_as(AssertSqlSafe(sql));
            for (consultation, account) in filled(batch) {
                query = query.bind(consultation.0).bind(account.0);
            }
            query.fetch_all(conn).await
        })?;
        found.extend(rows.into_iter().map(Participant::from));
    }
    Ok(found)
}

/// The participants with these hashes of passes; unknown hashes are left out.
pub async fn of_passes(tx: &mut Tx, hashes: &[[u8; 32]]) -> Result<Vec<Participant>, Error> {
    let mut found = Vec::with_capacity(hashes.len());
    for batch in hashes.chunks(BATCH) {
        let sql = format!(
            "SELECT {COLUMNS} FROM opinion_participant p WHERE p.pass_hash {}",
            within(1, size(batch.len()))
        );
        let rows: Vec<Row> = on!(tx, |conn| {
            let mut query = sqlx::query_as(AssertSqlSafe(sql));
            for hash in filled(batch) {
                query = query.bind(hash.to_vec());
            }
            query.fetch_all(conn).await
        })?;
        found.extend(rows.into_iter().map(Participant::from));
    }
    Ok(found)
}

/// The participant with this number.
pub async fn by_number(
    tx: &mut Tx,
    consultation: ConsultationId,
    number: i64,
) -> Result<Option<Participant>, Error> {
    let sql = format!(
        "SELECT {COLUMNS} FROM opinion_participant p WHERE p.consultation_id = $1 AND p.number = $2"
    );
    let row: Option<Row> = maybe!(tx, AssertSqlSafe(sql), consultation.0, number)?;
    Ok(row.map(Participant::from))
}

/// All participants of an import, by number.
pub async fn imported(
    tx: &mut Tx,
    consultation: ConsultationId,
) -> Result<Vec<Participant>, Error> {
    let sql = format!(
        "SELECT {COLUMNS} FROM opinion_participant p WHERE p.consultation_id = $1 AND p.import_key IS NOT NULL
         ORDER BY p.number"
    );
    let rows: Vec<Row> = all!(tx, AssertSqlSafe(sql), consultation.0)?;
    Ok(rows.into_iter().map(Participant::from).collect())
}

/// Writes the pace of participants of one consultation, each named once.
pub async fn set_paces(
    tx: &mut Tx,
    consultation: ConsultationId,
    paces: &[(i64, i64, Pace)],
) -> Result<(), Error> {
    for batch in paces.chunks(BATCH) {
        let rows = size(batch.len());
        let sql = format!(
            "UPDATE opinion_participant SET votes = v.column2, answers = v.column3, hasty = v.column4,
                 last_at = v.column5, minute = v.column6, in_minute = v.column7, most_in_minute = v.column8
             FROM {} WHERE opinion_participant.consultation_id = ${} AND opinion_participant.number = v.column1",
            values(rows, 8),
            rows * 8 + 1
        );
        on!(tx, |conn| {
            let mut query = sqlx::query(AssertSqlSafe(sql));
            for (number, votes, pace) in filled(batch) {
                query = query
                    .bind(*number)
                    .bind(*votes)
                    .bind(pace.answers)
                    .bind(pace.hasty)
                    .bind(pace.last_at.map(|at| at.0))
                    .bind(pace.minute)
                    .bind(pace.in_minute)
                    .bind(pace.most_in_minute);
            }
            query.bind(consultation.0).execute(conn).await.map(drop)
        })?;
    }
    Ok(())
}

/// Writes all columns of a participant except the id, number and import key. The caller must hold the lock of the
/// mapping.
///
/// # Errors
/// [`Error::Taken`] when another one has the account or the pass.
pub async fn update(tx: &mut Tx, person: &Participant) -> Result<(), Error> {
    exec!(
        tx,
        "UPDATE opinion_participant SET account_id = $1, pseudonymous = $2, pseudonym = $3, pass_hash = $4,
             invitation_id = $5, joined_at = $6, network = $7, votes = $8, answers = $9, hasty = $10,
             last_at = $11, minute = $12, in_minute = $13, most_in_minute = $14, excluded_at = $15,
             excluded_reason = $16, exclusion = $17, merged_into = $18
         WHERE id = $19",
        person.account.map(|id| id.0),
        person.pseudonymous,
        person.pseudonym.as_ref().map(DisplayName::as_str),
        person.pass_hash.as_deref(),
        person.invitation.map(|id| id.0),
        person.joined_at.0,
        person.network.as_deref(),
        person.votes,
        person.pace.answers,
        person.pace.hasty,
        person.pace.last_at.map(|at| at.0),
        person.pace.minute,
        person.pace.in_minute,
        person.pace.most_in_minute,
        person.excluded_at.map(|at| at.0),
        person.excluded_reason.as_ref().map(Reason::as_str),
        person.exclusion,
        person.merged_into,
        person.id.0,
    )?;
    Ok(())
}

/// The numbers of participants who have answered and are not excluded, ascending: up to `limit`, above `after`.
pub async fn counted(
    tx: &mut Tx,
    consultation: ConsultationId,
    after: i64,
    limit: i64,
) -> Result<Vec<i64>, Error> {
    Ok(scalars!(
        tx,
        "SELECT number FROM opinion_participant
         WHERE consultation_id = $1 AND number > $2 AND votes > 0 AND excluded_at IS NULL
         ORDER BY number LIMIT $3 + 0",
        consultation.0,
        after,
        limit,
    )?)
}

/// Up to `limit` participants that staff should look at: excluded ones, those with very many answers in one minute
/// ([`FLOOD`]), and those whose answers are mostly hasty. Those with the most answers come first.
pub async fn conspicuous(
    tx: &mut Tx,
    consultation: ConsultationId,
    limit: i64,
) -> Result<Vec<Participant>, Error> {
    let sql = format!(
        "SELECT {COLUMNS} FROM opinion_participant p WHERE p.consultation_id = $1
             AND (p.excluded_at IS NOT NULL OR p.most_in_minute >= $2 OR (p.answers >= $3 AND p.hasty * 2 >= p.answers))
         ORDER BY p.answers DESC, p.number LIMIT $4 + 0"
    );
    let rows: Vec<Row> = all!(tx, AssertSqlSafe(sql), consultation.0, FLOOD, FEW, limit)?;
    Ok(rows.into_iter().map(Participant::from).collect())
}
