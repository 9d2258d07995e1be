//! The error of a use-case that did not act: a refusal, which the person reads, or a failure of the program, which is
//! logged.

use cabildo_domain::{FieldErrors, Refusal};

/// A refusal that the outside may see, or a failure of ours that it may not see.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The request was refused, with a code.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// The database failed.
    #[error(transparent)]
    Store(#[from] cabildo_store::Error),
    /// The search index failed, or another writer holds it.
    #[error(transparent)]
    Index(#[from] cabildo_search::Error),
    /// Something else of ours failed.
    #[error("{0}")]
    Failed(String),
}

impl From<FieldErrors> for Error {
    fn from(fields: FieldErrors) -> Self {
        Self::Refused(Refusal::Invalid { fields })
    }
}

impl Error {
    /// The refusal for the outside. A failure of ours is logged here, once, under a reference that the person can
    /// quote; a lost race or a full pool becomes "busy".
    pub fn into_refusal(self) -> Refusal {
        match self {
            Self::Refused(refusal) => refusal,
            Self::Store(cabildo_store::Error::Unavailable(cause)) => {
                tracing::error!(error = %cause, "database unavailable");
                Refusal::Busy { seconds: 5 }
            }
            Self::Store(cabildo_store::Error::Conflict(cause)) => {
                tracing::warn!(error = %cause, "transaction conflict");
                Refusal::Busy { seconds: 1 }
            }
            other => {
                let reference = crate::entropy::random_id(&crate::entropy::SystemEntropy)
                    .simple()
                    .to_string();
                let reference = reference[..8].to_owned();
                tracing::error!(reference, error = ?other, "request failed");
                Refusal::Internal { reference }
            }
        }
    }
}
