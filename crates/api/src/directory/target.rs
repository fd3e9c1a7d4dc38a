use std::convert::Infallible;
use std::str::FromStr;

use async_trait::async_trait;
use daicho_domain::directory::DirectoryEntry;
use daicho_domain::error::{ErrorCode, Failure, Outcome};
use daicho_domain::ids::{OrganizationId, PeopleId};

use crate::AppState;
use crate::guard::LoadRow;

/// The id of an identity as a text. Any text is an id; most are nobody's.
#[derive(Debug, Clone, serde::Deserialize, utoipa::ToSchema)]
#[serde(transparent)]
pub(crate) struct IdentityId(String);

impl IdentityId {
    /// Nobody has number 0.
    pub(super) fn people_id(&self) -> PeopleId {
        self.0.trim().parse().unwrap_or(PeopleId(0))
    }
}

impl FromStr for IdentityId {
    type Err = Infallible;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Ok(Self(text.to_owned()))
    }
}

/// The identity that the path names.
#[derive(Debug)]
pub(crate) struct Identity(pub(crate) DirectoryEntry);

impl Identity {
    pub(super) fn id(&self) -> PeopleId {
        self.0.identity.id
    }
}

#[async_trait(?Send)]
impl LoadRow for Identity {
    const PARAMETER: &'static str = "identityId";
    type Id = IdentityId;

    async fn load(state: &AppState, organization: OrganizationId, id: IdentityId) -> Outcome<Option<Self>> {
        Ok(found(state.directory.get(organization, id.people_id()).await)?.map(Self))
    }
}

/// The same, by the number of the person.
#[derive(Debug)]
pub(crate) struct Person(pub(crate) DirectoryEntry);

#[async_trait(?Send)]
impl LoadRow for Person {
    const PARAMETER: &'static str = "peopleId";
    type Id = PeopleId;

    async fn load(state: &AppState, organization: OrganizationId, id: PeopleId) -> Outcome<Option<Self>> {
        Ok(found(state.directory.get(organization, id).await)?.map(Self))
    }
}

fn found(entry: Outcome<DirectoryEntry>) -> Outcome<Option<DirectoryEntry>> {
    match entry {
        Ok(entry) => Ok(Some(entry)),
        Err(Failure::Refused(refusal)) if refusal.code == ErrorCode::NotFound => Ok(None),
        Err(failure) => Err(failure),
    }
}
