//! Invitation links: people without an account take part under a pseudonym, where the lab allows it.

use super::joining::newcomer;
use crate::{
    Error, Limited, Opinions,
    consultation::{ConsultationBrief, Door, Doors},
    entropy::{self, SystemEntropy},
    session::{Origin, sha256},
};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use cabildo_domain::{
    FieldErrors, Invalid, InvitationId, Refusal, Subject, Timestamp, Viewer,
    consultation::Slug,
    event::Verb,
    limits,
    permission::Lab,
    phase::{Activity, Closed},
    text::{DisplayName, Label},
};
use cabildo_store::{
    Tx, event,
    opinion::{
        self,
        invitation::{self, Invitation},
        participant::{self, Participant},
    },
    phase,
};
use serde::{Deserialize, Serialize};
use std::fmt;

/// The lab's form of a link.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct InvitationForm {
    /// The link's name among staff: where it hangs or to whom it went.
    pub label: String,
    /// The most people it lets in.
    pub most: String,
}

/// The form of somebody who follows a link.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct JoinForm {
    /// The wanted pseudonym; may be empty.
    pub pseudonym: String,
}

/// A link as staff sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct InvitationView {
    /// Its id, to revoke it.
    pub id: InvitationId,
    /// The link's name among staff.
    pub label: Label,
    /// The most people it lets in.
    pub most: i64,
    /// The people it has let in.
    pub joined: i64,
    /// When it was made.
    pub created_at: Timestamp,
    /// The time since when it lets nobody in.
    pub revoked_at: Option<Timestamp>,
}

impl From<Invitation> for InvitationView {
    fn from(row: Invitation) -> Self {
        Self {
            id: row.id,
            label: row.label,
            most: row.most,
            joined: row.joined,
            created_at: row.created_at,
            revoked_at: row.revoked_at,
        }
    }
}

/// A link that was just made. Its secret is shown once and not stored.
#[derive(Clone)]
pub struct Invited {
    /// The link.
    pub invitation: InvitationView,
    /// The secret for the address.
    pub secret: String,
}

impl fmt::Debug for Invited {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Invited")
            .field("invitation", &self.invitation)
            .finish_non_exhaustive()
    }
}

/// The page for somebody who follows a link.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct InvitationPage {
    /// The consultation of the invitation.
    pub consultation: ConsultationBrief,
    /// Why the link lets nobody in; `None` while it does.
    pub shut: Option<Shut>,
    /// Whether statements can be answered there now.
    pub answer: Door,
}

/// Why an existing link lets nobody in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Shut {
    /// As many people as it allows have joined.
    Full,
    /// The lab closed it.
    Revoked,
    /// The lab allows nobody without an account at present.
    Off,
}

/// Somebody who joined by a link.
#[derive(Clone)]
pub struct Joined {
    /// The secret with which this browser comes back: 43 characters of base64url, for a cookie of this consultation.
    pub pass: String,
    pub pseudonym: Option<DisplayName>,
}

impl fmt::Debug for Joined {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Joined")
            .field("pseudonym", &self.pseudonym)
            .finish_non_exhaustive()
    }
}

/// A secret of 256 bits, from the system even where ids are seeded, because it lets people in.
fn secret() -> String {
    URL_SAFE_NO_PAD.encode(entropy::bytes::<32>(&SystemEntropy))
}

impl Opinions<'_> {
    /// Makes a link.
    ///
    /// # Errors
    /// [`Refusal::NotFound`], [`Refusal::Invalid`] (`label`, `most`).
    pub async fn create_invitation(
        self,
        lab: Lab<'_>,
        slug: &Slug,
        form: InvitationForm,
    ) -> Result<Invited, Error> {
        let (label, most) = read(&form)?;
        let mut tx = self.store().write().await?;
        let (row, _) = self.held_mapping(&mut tx, lab.viewer(), slug).await?;
        let new = Invitation {
            id: entropy::random_id(self.entropy()).into(),
            consultation: row.id,
            label,
            most,
            joined: 0,
            created_by: lab.account(),
            created_at: self.now(),
            revoked_at: None,
        };
        let secret = secret();
        invitation::insert(&mut tx, &new, &sha256(&secret)).await?;
        let subject = Subject::consultation(row.id);
        let event = self.event(
            Verb::InvitationCreated,
            subject,
            row.id,
            Some(lab.account()),
        );
        event::append(&mut tx, &[event]).await?;
        tx.commit().await?;
        Ok(Invited {
            invitation: new.into(),
            secret,
        })
    }

    /// The links of a consultation, newest first. Two statements.
    ///
    /// # Errors
    /// [`Refusal::NotFound`].
    pub async fn invitations(
        self,
        lab: Lab<'_>,
        slug: &Slug,
    ) -> Result<Vec<InvitationView>, Error> {
        let mut tx = self.store().read().await?;
        let row = self
            .consultations()
            .seen_by(&mut tx, lab.viewer(), slug)
            .await?;
        Ok(invitation::of(&mut tx, row.id)
            .await?
            .into_iter()
            .map(InvitationView::from)
            .collect())
    }

    /// Closes a link; people who joined by it stay. Doing it twice changes nothing.
    ///
    /// # Errors
    /// [`Refusal::NotFound`].
    pub async fn revoke_invitation(
        self,
        lab: Lab<'_>,
        slug: &Slug,
        id: InvitationId,
    ) -> Result<(), Error> {
        let mut tx = self.store().write().await?;
        let (row, _) = self.held_mapping(&mut tx, lab.viewer(), slug).await?;
        if !invitation::revoke(&mut tx, row.id, id, self.now()).await? {
            let is_there = invitation::of(&mut tx, row.id)
                .await?
                .iter()
                .any(|invitation| invitation.id == id);
            return if is_there {
                Ok(())
            } else {
                Err(Refusal::NotFound.into())
            };
        }
        let subject = Subject::consultation(row.id);
        let event = self.event(
            Verb::InvitationRevoked,
            subject,
            row.id,
            Some(lab.account()),
        );
        event::append(&mut tx, &[event]).await?;
        Ok(tx.commit().await?)
    }

    /// The page of a link. Four statements.
    ///
    /// # Errors
    /// [`Refusal::NotFound`] for a link that is not of this consultation.
    pub async fn invitation_page(
        self,
        viewer: &Viewer,
        slug: &Slug,
        secret: &str,
    ) -> Result<InvitationPage, Error> {
        let mut tx = self.store().read().await?;
        let row = self.consultations().seen_by(&mut tx, viewer, slug).await?;
        let (_, shut) = found(&mut tx, row.id, secret).await?;
        let phases = phase::of(&mut tx, row.id).await?;
        let answer = Doors::of(&row, &phases, self.now()).to(Activity::Answer);
        Ok(InvitationPage {
            consultation: ConsultationBrief::from(&row),
            shut,
            answer,
        })
    }

    /// Lets somebody in by a link who is not signed in; a signed-in person takes part with the account. Each call makes
    /// another participant: the page calls it only for a browser without a pass of this consultation.
    ///
    /// # Errors
    /// As [`Opinions::invitation_page`]; [`Refusal::Closed`] (`Activity::Answer`; `Never` for a link that lets nobody in
    /// any more: its page tells why), [`Refusal::Invalid`] (`pseudonym`), [`Refusal::Enough`] for somebody signed in,
    /// [`Refusal::TooFast`] for too many from one network.
    pub async fn join(
        self,
        viewer: &Viewer,
        slug: &Slug,
        secret: &str,
        form: JoinForm,
        origin: &Origin,
    ) -> Result<Joined, Error> {
        if viewer.account().is_some() {
            return Err(Refusal::Enough { most: 1 }.into());
        }
        let network = origin.address.map(crate::rate_limit::network);
        if let Some(network) = &network {
            self.inner
                .limiters
                .of(Limited::SignUpByNetwork)
                .check(network.clone())?;
        }
        let pseudonym = match form.pseudonym.trim() {
            "" => None,
            name => Some(
                DisplayName::parse(name)
                    .map_err(|invalid| FieldErrors::one("pseudonym", invalid))?,
            ),
        };
        let mut tx = self.store().write().await?;
        let row = self.consultations().seen_by(&mut tx, viewer, slug).await?;
        let mut opinion = opinion::lock(&mut tx, &[row.id])
            .await?
            .pop()
            .ok_or(Refusal::NotFound)?;
        let (invitation, shut) = found(&mut tx, row.id, secret).await?;
        self.consultations()
            .require(&mut tx, row.id, Activity::Answer)
            .await?;
        if shut.is_some() || !invitation::join(&mut tx, invitation.id).await? {
            return Err(Refusal::Closed {
                activity: Activity::Answer,
                closed: Closed::Never,
            }
            .into());
        }
        let pass = self::secret();
        let network = super::network_hash(self.networks(), &opinion, network.as_deref());
        let new = newcomer(
            &mut opinion,
            entropy::random_id(self.entropy()).into(),
            self.now(),
            network,
        );
        let new = Participant {
            pseudonymous: true,
            pseudonym: pseudonym.clone(),
            pass_hash: Some(sha256(&pass).to_vec()),
            invitation: Some(invitation.id),
            ..new
        };
        participant::insert(&mut tx, &[new]).await?;
        opinion::update(&mut tx, &opinion).await?;
        tx.commit().await?;
        Ok(Joined { pass, pseudonym })
    }
}

/// The link of this consultation with this secret, and why it lets nobody in. Two statements.
async fn found(
    tx: &mut Tx,
    consultation: cabildo_domain::ConsultationId,
    secret: &str,
) -> Result<(Invitation, Option<Shut>), Error> {
    if secret.len() != 43 {
        return Err(Refusal::NotFound.into());
    }
    let allowed = opinion::of(tx, consultation)
        .await?
        .is_some_and(|opinion| opinion.rules.invitations);
    let found = invitation::by_secret(tx, &sha256(secret)).await?;
    let found = found
        .filter(|invitation| invitation.consultation == consultation)
        .ok_or(Refusal::NotFound)?;
    let shut = if found.revoked_at.is_some() {
        Some(Shut::Revoked)
    } else if !allowed {
        Some(Shut::Off)
    } else if found.joined >= found.most {
        Some(Shut::Full)
    } else {
        None
    };
    Ok((found, shut))
}

fn read(form: &InvitationForm) -> Result<(Label, i64), FieldErrors> {
    let mut errors = FieldErrors::default();
    let label = errors.check("label", Label::parse(&form.label));
    let range = Invalid::OutOfRange {
        min: 1,
        max: limits::INVITED,
    };
    let most = match form.most.trim().parse::<i64>() {
        Ok(most) if (1..=limits::INVITED).contains(&most) => Ok(most),
        Ok(_) => Err(range),
        Err(_) if form.most.trim().is_empty() => Err(Invalid::Required),
        Err(_) => Err(Invalid::Malformed),
    };
    match (label, errors.check("most", most)) {
        (Some(label), Some(most)) => Ok((label, most)),
        _ => Err(errors),
    }
}
