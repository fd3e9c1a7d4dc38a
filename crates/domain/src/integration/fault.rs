//! What can go wrong between Daicho and a service, in the terms that a person can act on.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

crate::enumeration! {
    pub enum FaultKind {
        CredentialsRejected = "credentials_rejected",
        PermissionMissing = "permission_missing",
        PlanNotEligible = "plan_not_eligible",
        SecondFactorOrSso = "second_factor_or_sso",
        IpRestricted = "ip_restricted",
        RateLimited = "rate_limited",
        Unavailable = "unavailable",
        NotFound = "not_found",
        AlreadyExists = "already_exists",
        Refused = "refused",
        UnexpectedAnswer = "unexpected_answer",
        AddressBlocked = "address_blocked",
        /// The manifest or the values entered cannot make a valid request (a missing field, a bad address).
        InvalidInput = "invalid_input",
    }
}

impl FaultKind {
    /// Whether trying again later, unchanged, may succeed.
    pub const fn is_passing(self) -> bool {
        matches!(self, Self::RateLimited | Self::Unavailable)
    }
}

/// A named failure of a service or of the way to it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[error("{kind}: {detail}")]
pub struct ConnectorFault {
    pub kind: FaultKind,
    /// What was asked and what the service said, without secrets: `GET /users answered 403: needs read:org`.
    pub detail: String,
    /// Not before this time, when the service named one.
    pub retry_at: Option<DateTime<Utc>>,
}

impl ConnectorFault {
    pub fn new(kind: FaultKind, detail: impl Into<String>) -> Self {
        Self { kind, detail: detail.into(), retry_at: None }
    }

    #[must_use]
    pub fn not_before(mut self, at: DateTime<Utc>) -> Self {
        self.retry_at = Some(at);
        self
    }
}
