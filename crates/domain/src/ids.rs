//! Every id has its own type, so that one cannot be passed for another.

use serde::{Deserialize, Serialize};

macro_rules! number_id {
    ($($(#[$meta:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, utoipa::ToSchema)]
        #[serde(transparent)]
        pub struct $name(pub i64);

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(f)
            }
        }

        impl std::str::FromStr for $name {
            type Err = std::num::ParseIntError;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                text.parse().map(Self)
            }
        }
    )+};
}

number_id! {
    /// The tenant. Every row belongs to one.
    OrganizationId,
    /// Somebody who signs in to Daicho.
    UserId,
    ApiKeyId,
    /// The public number of a directory entry. The API also shows it as the text `identityId`.
    PeopleId,
    /// A field that an organization added to its directory entries.
    CustomFieldId,
    /// A service of the catalogue (stable in every installation), or a custom app or own connector (from [`ServiceId::FIRST_CUSTOM`]).
    ServiceId,
    /// One connected tenant of a service.
    WorkspaceId,
    /// The row of one login. The API shows it as [`crate::account::AccountKey`].
    AccountId,
    JobId,
    AutomationId,
    AutomationRunId,
    OffboardingId,
    /// One account or task of an offboarding.
    OffboardingStepId,
    /// Of an alert for as long as it is raised.
    AlertId,
    MuteId,
    /// A way by which people or programs are told.
    ChannelId,
    DeliveryId,
    ScheduledExportId,
}

impl ServiceId {
    /// What organizations add is numbered from here, far above what the catalogue will ever hold.
    pub const FIRST_CUSTOM: i64 = 1_000_000;

    pub const fn is_custom(self) -> bool {
        self.0 >= Self::FIRST_CUSTOM
    }
}

/// One entry of the integration log, and the request that an API client polls.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(transparent)]
pub struct RequestId(pub uuid::Uuid);

impl RequestId {
    /// A new id; later ids sort after earlier ones.
    pub fn new() -> Self {
        Self(uuid::Uuid::now_v7())
    }
}

impl Default for RequestId {
    fn default() -> Self {
        Self::new()
    }
}

impl std::fmt::Display for RequestId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

impl std::str::FromStr for RequestId {
    type Err = uuid::Error;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        text.parse().map(Self)
    }
}
