//! What can go wrong between Daicho and a service, in the terms that a person can act on.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::picture::Picture;

crate::enumeration! {
    pub enum FaultKind {
        CredentialsRejected = "credentials_rejected",
        PermissionMissing = "permission_missing",
        PlanNotEligible = "plan_not_eligible",
        SecondFactorOrSso = "second_factor_or_sso",
        /// A one-time code is asked for, and no secret to make one was given.
        SecondFactorNeeded = "second_factor_needed",
        /// A second factor that no secret can stand in for: mail, SMS, a device.
        SecondFactorUnsupported = "second_factor_unsupported",
        SsoEnforced = "sso_enforced",
        Captcha = "captcha",
        PasswordExpired = "password_expired",
        IpRestricted = "ip_restricted",
        RateLimited = "rate_limited",
        Unavailable = "unavailable",
        NotFound = "not_found",
        AlreadyExists = "already_exists",
        Refused = "refused",
        UnexpectedAnswer = "unexpected_answer",
        AddressBlocked = "address_blocked",
        /// A page does not look as the recipe knows it.
        PageChanged = "page_changed",
        /// This machine has no browser for services without an API.
        BrowserMissing = "browser_missing",
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
    /// The page on which it happened, with what was filled in masked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub picture: Option<Picture>,
    /// The change that was asked for may have been made all the same: only reading the service can tell.
    #[serde(default)]
    pub may_be_done: bool,
}

impl ConnectorFault {
    pub fn new(kind: FaultKind, detail: impl Into<String>) -> Self {
        Self { kind, detail: detail.into(), retry_at: None, picture: None, may_be_done: false }
    }

    #[must_use]
    pub fn not_before(mut self, at: DateTime<Utc>) -> Self {
        self.retry_at = Some(at);
        self
    }

    #[must_use]
    pub fn shown_by(mut self, picture: Option<Picture>) -> Self {
        self.picture = picture;
        self
    }

    #[must_use]
    pub fn with_doubt(mut self, may_be_done: bool) -> Self {
        self.may_be_done = may_be_done;
        self
    }
}
