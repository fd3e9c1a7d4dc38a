//! Joiners get their accounts and leavers lose them by themselves.

use std::time::Duration;

use chrono::{TimeDelta, Utc};
use daicho_tests::{
    daicho::{Api, Daicho, assert_finished, id},
    polling::eventually,
    vendor_mock::{Reply, VendorMock},
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
    let cause = json!({"kind": "date", "field": "contractStartAt", "value": day(2)});
    assert_eq!(runs.iter().map(|run| &run["cause"]).collect::<Vec<_>>(), [&cause], "only whom the conditions name");
    assert_eq!(service.ledger().created.len(), 1);
    a_run_by_hand_is_for_those_whom_the_conditions_name(api, service, &automation, &later).await;
}

async fn a_run_by_hand_is_for_those_whom_the_conditions_name(
    api: &Api,
    service: &ScimService,
    automation: &Value,
    later: &Value,
) {
    let path = format!("/automations/{}/run", id(automation));
    let elsewhere = person("legal", &json!({"department": {"name": "Legal"}}));
    let elsewhere = api.post("/identity", elsewhere).await.expect(201)["peopleId"].clone();
    let rehearsed = api.post(&path, json!({"peopleIds": [elsewhere], "dryRun": true})).await.expect(200);
    let refusal = &rehearsed["rehearsals"][0]["actions"][0]["refusal"];
    assert_eq!(refusal["errorId"], "conditions_not_met", "{rehearsed:#}");
    let refused = api.post(&path, json!({"peopleIds": [later, elsewhere]})).await.expect(400);
    assert_eq!(refused["errorDetails"]["fields"][0]["field"], "peopleIds[1]", "{refused:#}");
    assert_eq!(service.ledger().created.len(), 1, "nothing is done for the others either");

    assert_eq!(api.post(&path, json!({"peopleIds": [later]})).await.expect(200)["started"], 1);
    eventually("the account of the run by hand", PATIENCE, async || {
        service.emails().contains(&"later@example.com".to_owned()).then_some(())
    })
    .await;
    let run = eventually("the end of the run by hand", PATIENCE, async || {
        let runs = api.all(&format!("/automations/{}/runs", id(automation))).await;
        (runs[0]["finishedAt"] != Value::Null).then(|| runs[0].clone())
    })
    .await;
    assert_eq!(run["cause"], json!({"kind": "by_hand", "field": null, "value": null}), "{run:#}");
    assert_ne!(run["startedBy"], "system");
    assert_finished(&api.wait_for_request(&run["results"][0]["requestId"]).await);
    // Once more is refused by what is there already, in the reader's language.
    assert_eq!(api.post(&path, json!({"peopleIds": [later]})).await.expect(200)["started"], 1);
    let path = format!("/automations/{}/runs", id(automation));
    let failed = eventually("the end of the second run", PATIENCE, async || {
        let request = api.request(reqwest::Method::GET, &path).header("Accept-Language", "ja");
        let runs = api.answer(request).await.expect(200);
        (runs["items"][0]["state"] == "failed").then(|| runs["items"][0].clone())
    })
    .await;
    let result = &failed["results"][0];
    assert_eq!(result["errorId"], "already_exists", "{failed:#}");
    let detail = "サービスにはすでにこのアカウントが存在します。 (later@example.com)";
    assert_eq!(result["detail"], detail, "{failed:#}");
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

#[tokio::test]
async fn a_channel_is_told_of_whom_an_automation_is_for() {
    let daicho = Daicho::start().await;
    let api = daicho.api();
    let receiver = VendorMock::start(|_| Reply::status(204));
    let channel = json!({"kind": "webhook", "name": "Front desk", "url": receiver.url, "alertTypes": ["held_sync"]});
    let channel = api.post("/notification-channels", channel).await.expect(201)["id"].clone();
    let automation = |channel: &Value| {
        json!({
            "name": "Moves", "enabled": true, "kind": "joiner", "trigger": {"field": "department", "to": "Sales"},
            "actions": [{"kind": "notify", "channelId": channel, "message": "{{ display_name }} joins {{ department }}"}],
        })
    };
    let nowhere = api.post("/automations", automation(&json!(9_999))).await.expect(400);
    assert_eq!(nowhere["errorDetails"]["fields"][0]["field"], "actions[0].channelId");
    let automation = api.post("/automations", automation(&channel)).await.expect(201)["id"].clone();
    let mut ann = person("ann", &json!({"department": {"name": "Legal"}}));
    let made = api.post("/identity", ann.clone()).await.expect(201);
    let rehearsal = json!({"peopleIds": [made["peopleId"]], "dryRun": true});
    let rehearsal = api.post(&format!("/automations/{}/run", id(&automation)), rehearsal).await.expect(200);
    let notice = &rehearsal["rehearsals"][0]["actions"][0]["notice"];
    assert_eq!((&notice["channel"], &notice["message"]), (&json!("Front desk"), &json!("ann Mori joins Legal")));
    assert_eq!(receiver.received().len(), 0, "a dry run tells nobody");

    ann["department"] = json!({"name": "Sales"});
    api.put(&format!("/identity/{}", id(&made["id"])), ann).await.expect(200);
    let told = eventually("the message", PATIENCE, async || receiver.received().first().cloned()).await;
    let told: Value = serde_json::from_str(&told.body).expect("JSON");
    assert_eq!(told["type"], "automation.notice");
    assert_eq!(told["data"]["message"], "ann Mori joins Sales");
    let page = format!("{}/directory/{}", daicho.url(), id(&made["peopleId"]));
    assert_eq!((&told["data"]["peopleId"], &told["data"]["link"]), (&made["peopleId"], &json!(page)));
    let runs = api.all(&format!("/automations/{}/runs", id(&automation))).await;
    assert_eq!(runs[0]["cause"], json!({"kind": "change", "field": "department", "value": "Sales"}));
    assert!(runs[0]["results"][0]["deliveryId"].is_number(), "{runs:#?}");
}

#[tokio::test]
async fn a_run_whose_server_was_killed_comes_to_its_end() {
    let mut daicho = Daicho::start().await;
    let slow = Duration::from_millis(400);
    let service = ScimService::with_faults(3, slow, Box::new(|_| None));
    let api = daicho.api();
    let workspace = service.connect(&api).await.expect(201)["id"].clone();
    assert_finished(&api.first_sync(&workspace).await);
    let automation = json!({
        "name": "Joiners", "enabled": true, "kind": "joiner", "trigger": {"field": "department", "to": "Sales"},
        "actions": [{"kind": "create", "workspaceId": workspace}],
    });
    let automation = api.post("/automations", automation).await.expect(201)["id"].clone();
    let mut ann = person("ann", &json!({"department": {"name": "Legal"}}));
    let made = api.post("/identity", ann.clone()).await.expect(201);
    ann["department"] = json!({"name": "Sales"});
    api.put(&format!("/identity/{}", id(&made["id"])), ann).await.expect(200);
    daicho.kill_nine();
    daicho.restart().await;
    let path = format!("/automations/{}/runs", id(&automation));
    let run = eventually("the end of the run", Duration::from_mins(1), async || {
        let runs = api.all(&path).await;
        (runs.len() == 1 && runs[0]["state"] != "running").then(|| runs[0].clone())
    })
    .await;
    assert_eq!(run["state"], "done", "{run:#}");
    assert_finished(&api.wait_for_request(&run["results"][0]["requestId"]).await);
    assert_eq!(service.ledger().created.values().collect::<Vec<_>>(), [&1]);
}
