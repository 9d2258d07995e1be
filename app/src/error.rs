//! The error that crosses the wire between a server function and an island: a refusal, as JSON.

use cabildo_domain::Refusal;
use serde::{Deserialize, Serialize};
use server_fn::{
    codec::JsonEncoding,
    error::{FromServerFnError, ServerFnErrorErr},
};

/// Why a server function did not act.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[error(transparent)]
#[serde(transparent)]
pub struct AppError(#[from] pub Refusal);

impl FromServerFnError for AppError {
    type Encoder = JsonEncoding;

    /// What the machinery around a server function reports: arguments that cannot be read are the caller's
    /// mistake; an unreachable server is worth another try; the rest is ours.
    fn from_server_fn_error(error: ServerFnErrorErr) -> Self {
        match error {
            ServerFnErrorErr::Args(_) | ServerFnErrorErr::MissingArg(_) | ServerFnErrorErr::Deserialization(_) => {
                Self(Refusal::Malformed)
            }
            ServerFnErrorErr::Request(_) => Self(Refusal::Busy { seconds: 5 }),
            _ => Self(Refusal::Internal { reference: String::new() }),
        }
    }
}

#[cfg(feature = "ssr")]
impl From<cabildo_service::Error> for AppError {
    fn from(error: cabildo_service::Error) -> Self {
        Self(error.into_refusal())
    }
}
