use std::collections::BTreeMap;

use daicho_domain::alert::{AlertCount, AlertLevel, AlertType};
use daicho_domain::ids::{AlertId, ServiceId};
use serde::Serialize;
use utoipa::ToSchema;

use super::answer::AlertPerson;
use crate::State;
use crate::error::Answer;
use crate::guard::{Authorized, may};
use crate::request::Json;

const MOST_PEOPLE: u32 = 100;

/// How much there is to look at.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct AlertSummary {
    by_type: Vec<AlertTypeCount>,
    by_service: Vec<AlertServiceCount>,
    /// The 100 people with the most alerts that are not muted.
    by_person: Vec<AlertPersonCount>,
    /// The newest alert: a bell that has seen it has seen all.
    newest: Option<AlertId>,
}

#[derive(Debug, Serialize, ToSchema)]
struct AlertTypeCount {
    #[serde(rename = "type")]
    kind: AlertType,
    level: AlertLevel,
    /// With the muted ones.
    count: u64,
    muted: u64,
}

#[derive(Debug, Serialize, ToSchema)]
struct AlertPersonCount {
    person: AlertPerson,
    count: u64,
    services: u64,
}

#[derive(Debug, Serialize, ToSchema)]
struct AlertServiceCount {
    service: AlertServiceName,
    count: u64,
    muted: u64,
}

#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct AlertServiceName {
    id: ServiceId,
    unique_name: String,
    name: String,
}

pub(super) async fn get_alert_summary(caller: Authorized<may::AlertsRead>, state: State) -> Answer<Json<AlertSummary>> {
    let counts = state.alerts.counts(caller.organization).await?;
    let services = state.catalogue.of(caller.organization).await?;
    let mut names = BTreeMap::new();
    for workspace in state.workspaces.list(caller.organization).await? {
        names.entry(workspace.service.id).or_insert(workspace.service);
    }
    let by_service = summed(&counts, |count| count.service).into_iter().filter_map(|(id, (count, muted))| {
        let service = names.remove(&id)?;
        let known = services.by_id(id).map(|known| known.name.in_language(caller.language).to_owned());
        let name = known.unwrap_or(service.name);
        Some(AlertServiceCount { service: AlertServiceName { id, unique_name: service.slug, name }, count, muted })
    });
    let worst = state.alerts.worst_people(caller.organization, MOST_PEOPLE).await?;
    let by_person = worst.into_iter().map(|worst| AlertPersonCount {
        person: worst.person.into(),
        count: worst.count,
        services: worst.services,
    });
    let by_type = summed(&counts, |count| count.kind).into_iter().map(|(kind, (count, muted))| AlertTypeCount {
        kind,
        level: kind.level(),
        count,
        muted,
    });
    Ok(Json(AlertSummary {
        by_service: by_service.collect(),
        by_type: by_type.collect(),
        by_person: by_person.collect(),
        newest: state.alerts.newest(caller.organization).await?,
    }))
}

fn summed<K: Ord>(counts: &[AlertCount], key: impl Fn(&AlertCount) -> K) -> BTreeMap<K, (u64, u64)> {
    let mut sums: BTreeMap<K, (u64, u64)> = BTreeMap::new();
    for count in counts {
        let (all, muted) = sums.entry(key(count)).or_default();
        *all += count.count;
        *muted += count.muted;
    }
    sums
}
