//! Joiners get their accounts and leavers lose them by themselves.

use std::time::Duration;

use chrono::{TimeDelta, Utc};
use daicho_tests::{
    daicho::{Api, Daicho, assert_finished, id},
    polling::eventually,
};
use serde_json::{Value, json};

use crate::scim_service::ScimService;

const PATIENCE: Duration = Duration::from_secs(30);

on_both_databases!(joiners_and_leavers_are_served_by_their_dates_and_states);

async fn joiners_and_leavers_are_served_by_their_dates_and_states(daicho: Daicho) {
    let service = ScimService::with_users(3);
    let api = daicho.api();
    let workspace = service.connect(&api).await.expect(201)["id"].clone();
    assert_finished(&api.first_sync(&workspace).await);
    a_joiner_gets_an_account_on_the_first_day(&api, &service, &workspace).await;
    a_leaver_is_offboarded_when_retired(&api, &service).await;
}

fn person(name: &str, more: &Value) -> Value {
    let mut person = json!({"employeeStatus": "active", "employeeType": "full_time_employee", "firstName": name,
        "lastName": "Mori", "displayName": format!("{name} Mori"), "primaryEmail": format!("{name}@example.com"),
        "department": {"name": "Sales"}});
    for (key, value) in more.as_object().into_iter().flatten() {
        person[key] = value.clone();
    }
    person
}

async fn a_joiner_gets_an_account_on_the_first_day(api: &Api, service: &ScimService, workspace: &Value) {
    let data = json!({"display_name": "{{ display_name }} ({{ department }})"});
    let automation = json!({
        "name": "Sales starts", "enabled": true, "kind": "joiner",
        "trigger": {"field": "contractStartAt", "when": "before", "days": 3},
        "conditions": [{"field": "department", "is": ["Sales"]}],
        "actions": [{"kind": "create", "workspaceId": workspace, "data": data}],
    });
    let automation = api.post("/automations", automation).await.expect(201)["id"].clone();
    let day = |days| (Utc::now() + TimeDelta::days(days)).date_naive().to_string();
    let later = person("later", &json!({"lifecycle": {"contractStartAt": day(40)}}));
    let later = api.post("/identity", later).await.expect(201)["peopleId"].clone();
    let queue = api.get(&format!("/people/{}/automation-queue", id(&later))).await.expect(200);
    assert_eq!(queue["items"][0]["runOn"], day(37), "{queue:#}");

    let rehearsal = json!({"peopleIds": [later], "dryRun": true});
    let rehearsal = api.post(&format!("/automations/{}/run", id(&automation)), rehearsal).await.expect(200);
    let body = &rehearsal["rehearsals"][0]["actions"][0]["plan"]["requests"][0]["body"];
    assert_eq!(body["displayName"], "later Mori (Sales)", "{rehearsal:#}");
    assert_eq!(service.writes(), 0);

    let soon = json!({"lifecycle": {"contractStartAt": day(2)}, "employeeStatus": "preactive"});
    api.post("/identity", person("soon", &soon)).await.expect(201);
    let elsewhere = json!({"lifecycle": {"contractStartAt": day(2)}, "department": {"name": "Legal"}});
    api.post("/identity", person("elsewhere", &elsewhere)).await.expect(201);
    eventually("the account of the joiner", PATIENCE, async || {
        service.emails().contains(&"soon@example.com".to_owned()).then_some(())
    })
    .await;
    let runs = api.all(&format!("/automations/{}/runs", id(&automation))).await;
    assert!(runs.iter().any(|run| run["cause"] == format!("contractStartAt {}", day(2))), "{runs:#?}");
    assert_eq!(service.ledger().created.len(), 1, "only whom the conditions name");
}

async fn a_leaver_is_offboarded_when_retired(api: &Api, service: &ScimService) {
    let body = person("user1", &json!({}));
    let leaver = api.post("/identity", body.clone()).await.expect(201);
    let automation = json!({
        "name": "Leavers", "enabled": true, "kind": "leaver",
        "trigger": {"field": "status", "to": "retired"}, "actions": [{"kind": "offboard"}],
    });
    api.post("/automations", automation).await.expect(201);
    let mut retired = body;
    retired["employeeStatus"] = json!("retired");
    api.put(&format!("/identity/{}", id(&leaver["id"])), retired).await.expect(200);
    eventually("the leaver's account to vanish", PATIENCE, async || {
        (!service.emails().contains(&"user1@example.com".to_owned())).then_some(())
    })
    .await;
    let offboarding = eventually("the end of the offboarding", PATIENCE, async || {
        let offboardings = api.all(&format!("/offboardings?peopleId={}", id(&leaver["peopleId"]))).await;
        offboardings.into_iter().find(|offboarding| offboarding["state"] == "done")
    })
    .await;
    assert_eq!(offboarding["createdBy"], "automation: Leavers");
}
