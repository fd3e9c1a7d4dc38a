use daicho_domain::directory::{Batch, Merge};
use daicho_domain::error::Refusal;
use daicho_domain::ids::PeopleId;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::answer::{Expansion, Identity};
use super::target::IdentityId;
use super::{Authorized, may, origin};
use crate::State;
use crate::answer::Created;
use crate::error::Answer;
use crate::request::Json;

/// 1 to 50 of each.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct MergeIdentitiesRequest {
    merges: Option<Vec<PeopleMerge>>,
    identity_merges: Option<Vec<IdentityMerge>>,
}

#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct PeopleMerge {
    from_people_id: PeopleId,
    to_people_id: PeopleId,
}

#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct IdentityMerge {
    #[schema(value_type = String)]
    from_identity_id: IdentityId,
    #[schema(value_type = String)]
    to_identity_id: IdentityId,
}

/// 1 to 50 of each.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct UnmergeIdentitiesRequest {
    people_ids: Option<Vec<PeopleId>>,
    #[schema(value_type = Option<Vec<String>>)]
    identity_ids: Option<Vec<IdentityId>>,
}

/// The identities that were merged into, or taken apart, as they are now.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct MergedIdentities {
    items: Vec<Identity>,
}

pub(super) async fn merge_identities(
    caller: Authorized<may::DirectoryWrite>,
    state: State,
    Json(body): Json<MergeIdentitiesRequest>,
) -> Answer<Created<MergedIdentities>> {
    let people = body.merges.map(|merges| {
        let merge = |merge: PeopleMerge| Merge { child: merge.from_people_id, parent: merge.to_people_id };
        Batch::of("merges", merges.into_iter().map(merge).collect())
    });
    let identities = body.identity_merges.map(|merges| {
        let merge = |merge: IdentityMerge| Merge {
            child: merge.from_identity_id.people_id(),
            parent: merge.to_identity_id.people_id(),
        };
        Batch::of("identityMerges", merges.into_iter().map(merge).collect())
    });
    let merges = together(people.transpose()?, identities.transpose()?, "merges")?;
    state.directory.merge(caller.organization, &merges, &origin(&caller.actor)).await?;
    shown(&caller, &state, merges.items().iter().map(|merge| merge.parent)).await
}

pub(super) async fn unmerge_identities(
    caller: Authorized<may::DirectoryWrite>,
    state: State,
    Json(body): Json<UnmergeIdentitiesRequest>,
) -> Answer<Created<MergedIdentities>> {
    let people = body.people_ids.map(|ids| Batch::of("peopleIds", ids)).transpose()?;
    let identities =
        body.identity_ids.map(|ids| Batch::of("identityIds", ids.iter().map(IdentityId::people_id).collect()));
    let ids = together(people, identities.transpose()?, "peopleIds")?;
    state.directory.unmerge(caller.organization, &ids, &origin(&caller.actor)).await?;
    shown(&caller, &state, ids.items().iter().copied()).await
}

/// At least one of the two lists has to be there.
fn together<T>(one: Option<Batch<T>>, other: Option<Batch<T>>, field: &str) -> Result<Batch<T>, Refusal> {
    match one {
        Some(one) => Ok(one.and(other)),
        None => other.map_or_else(|| Batch::of(field, Vec::new()), Ok),
    }
}

async fn shown(
    caller: &Authorized<may::DirectoryWrite>,
    state: &State,
    ids: impl Iterator<Item = PeopleId>,
) -> Answer<Created<MergedIdentities>> {
    let mut seen = std::collections::BTreeSet::new();
    let mut items = Vec::new();
    for id in ids.filter(|id| seen.insert(*id)) {
        let entry = state.directory.get(caller.organization, id).await?;
        items.push(Identity::new(caller.organization, entry, &Expansion::default()));
    }
    Ok(Created(MergedIdentities { items }))
}
