//! The directory as clients of the public API use it.
#![expect(clippy::unwrap_used, reason = "a test ends at what it did not expect")]

use actix_web::http::Method;
use serde_json::{Value, json};

use crate::support::{Answer, Client, TestApp};

/// A directory of an organization with the domain example.com, called with an API key.
async fn directory() -> Client {
    TestApp::start().await.organization("Example", "example.com").await.key.speaking("en")
}

impl Client {
    async fn add(&self, body: Value) -> Value {
        self.post("/identity", body).await.expect(201)
    }

    async fn import(&self, file: &str, dry_run: bool) -> Answer {
        self.import_bytes(file.as_bytes(), dry_run).await
    }

    async fn import_bytes(&self, file: &[u8], dry_run: bool) -> Answer {
        self.upload("/identity/import", file, &[("dryRun", if dry_run { "true" } else { "false" })]).await
    }

    async fn replace(&self, path: &str, body: Value) -> Answer {
        self.send(Method::PUT, path, Some(body.to_string())).await
    }
}

fn fields(refused: &Value) -> Vec<&str> {
    let fields = refused["errorDetails"]["fields"].as_array().unwrap();
    fields.iter().map(|problem| problem["field"].as_str().unwrap()).collect()
}

fn names(list: &Value) -> Vec<&str> {
    list["items"].as_array().unwrap().iter().map(|item| item["displayName"].as_str().unwrap()).collect()
}

#[actix_web::test]
async fn an_identity_lives_through_the_calls_of_the_official_client() {
    let app = directory().await;
    let made = app
        .add(json!({
            "employeeStatus": "active", "employeeType": "full_time_employee", "managementType": "managed",
            "firstName": "Jane", "lastName": "Doe", "primaryEmail": "Jane.Doe@Example.com",
            "department": {"name": "Sales"}, "lifecycle": {"contractStartAt": "2020-04-01"}, "employeeId": "E1",
        }))
        .await;
    assert_eq!(made["managementType"], "managed");
    assert_eq!(made["primaryEmail"], "jane.doe@example.com");
    assert_eq!(made["id"], made["peopleId"].to_string());
    assert_eq!(made["lifecycle"]["contractStartAt"], "2020-04-01");
    let path = format!("/identity/{}", made["id"].as_str().unwrap());

    let changed = app.replace(&path, json!({"jobTitle": "Lead", "note": null})).await.expect(200);
    assert_eq!((&changed["jobTitle"], &changed["department"]["name"]), (&json!("Lead"), &json!("Sales")));
    let archived = app.replace(&format!("{path}/archive"), json!({})).await.expect(200);
    assert_eq!(archived["employeeStatus"], "archived");
    let back = app.put(&format!("{path}/archive")).await.expect(200);
    assert_eq!(back["employeeStatus"], "active");
    let out = app.replace(&format!("{path}/unregister"), json!({})).await.expect(200);
    assert_eq!((&out["managementType"], &out["employeeType"]), (&json!("unregistered"), &json!("unregistered")));
    app.replace(&format!("{path}/unregister"), json!({})).await.expect(200);

    let bulk = json!({"identityIds": [made["id"]], "identityUpdates": {"employeeStatus": "retired"}});
    let bulk = app.patch("/identity/bulk", bulk).await.expect(200);
    assert_eq!(bulk["items"][0]["employeeStatus"], "retired");
    let history = app.get(&format!("{path}/history?limit=1")).await.expect(200);
    let newest = &history["items"][0];
    assert_eq!(
        (&newest["field"], &newest["previous"], &newest["current"]),
        (&json!("employeeStatus"), &json!("active"), &json!("retired"))
    );
    assert_eq!(
        (&newest["type"], &newest["source"], &newest["actor"]),
        (&json!("update"), &json!("api"), &json!("tests"))
    );

    let check = app.get("/identity/check?email=new%40sub.example.com").await.expect(200);
    assert_eq!(check, json!({"type": "managed"}));
    let stats = app.get("/identity/stats").await.expect(200);
    assert_eq!(stats["managementTypes"][0], json!({"type": "managed", "count": 1}));
    assert_eq!(stats["domains"], json!(["example.com"]));

    let deleted = app.delete(&path).await.expect(200);
    assert_eq!(deleted["id"], made["id"]);
    assert_eq!(app.get(&path).await.expect(404)["errorId"], "not_found");
    assert_eq!(app.get("/identity/identity-123").await.status, 404);
}

#[actix_web::test]
async fn lists_take_every_filter_of_the_official_client() {
    let app = directory().await;
    for (email, last, first) in [("taro@example.com", "田中", "太郎"), ("zoe@partner.example", "Doe", "Zoë")] {
        app.add(json!({"primaryEmail": email, "lastName": last, "firstName": first})).await;
    }
    let all = app.get("/identity?").await.expect(200);
    assert_eq!(all["meta"], json!({"nextCursor": null, "totalCount": 2, "itemsPerPage": 50}));
    for query in [
        "keyword=%E7%94%B0%E4%B8%AD",
        "managementTypes=managed&managementTypes=system",
        "statuses=active&statuses=retired&types=full_time_employee&types=other",
        "includeActiveInternalOnly=true&haveSaasAccount=false&hasHRM=false&haveAssignedDevice=false",
        "managementTypes=managed&customFields=%5Bobject+Object%5D&expands=customFieldsMetadata&expands=accounts&sortBy=costUsd",
        "sortBy=employeeId&sortOrder=DESC&managementTypes=managed&createdAtRange=2020-01-01:2999-12-31",
    ] {
        assert_eq!(names(&app.get(&format!("/identity?{query}")).await.expect(200)), ["田中 太郎"], "{query}");
    }
    assert_eq!(
        names(&app.get("/identity?alertTypes=public_files&alertTypes=inactive_account").await.expect(200)).len(),
        0
    );
    let page = app.get("/identity?limit=1").await.expect(200);
    let cursor = page["meta"]["nextCursor"].as_str().unwrap();
    let next = app.get(&format!("/identity?limit=1&cursor={cursor}")).await.expect(200);
    assert_ne!(names(&page), names(&next));
    for (query, field) in [
        ("limit=201", "limit"),
        ("cursor=nonsense", "cursor"),
        ("sortBy=shoeSize", "sortBy"),
        ("contractStartRange=yesterday", "contractStartRange"),
    ] {
        assert_eq!(fields(&app.get(&format!("/identity?{query}")).await.expect(400)), [field]);
    }
    let people = app.get("/people?includePeopleWithNoAccounts=true&types=guest").await.expect(200);
    assert_eq!((&people["items"][0]["username"], &people["items"][0]["status"]), (&json!("zoe"), &json!("active")));
    let person = format!("/people/{}", people["items"][0]["id"]);
    assert_eq!(app.get(&person).await.expect(200)["displayName"], "Zoë Doe");
}

#[actix_web::test]
async fn merging_and_taking_apart() {
    let app = directory().await;
    let parent = app.add(json!({"primaryEmail": "ann@example.com"})).await;
    let child = app.add(json!({"primaryEmail": "ann@gmail.example"})).await;
    let merge = json!({"merges": [{"fromPeopleId": child["peopleId"], "toPeopleId": parent["peopleId"]}]});
    app.post("/identity/merge", merge).await.expect(201);
    let merged = app.get(&format!("/identity/{}", parent["id"].as_str().unwrap())).await.expect(200);
    assert_eq!(merged["secondaryEmails"], json!(["ann@gmail.example"]));
    assert_eq!(merged["mergedPeople"][0]["id"], child["peopleId"]);
    let unmerge = json!({"identityIds": [child["id"]]});
    app.post("/identity/unmerge", unmerge).await.expect(201);
    let back = json!({"identityMerges": [{"fromIdentityId": parent["id"], "toIdentityId": child["id"]}]});
    let refused = app.post("/identity/merge", back).await.expect(422);
    assert_eq!(refused["errorId"], "merge_not_allowed");
    for nothing in [json!({}), json!({"merges": []})] {
        assert_eq!(fields(&app.post("/identity/merge", nothing).await.expect(400)), ["merges"]);
    }
}

#[actix_web::test]
async fn what_is_wrong_is_named() {
    let app = directory().await;
    app.add(json!({"primaryEmail": "ann@example.com", "employeeId": "1"})).await;
    for (body, status, field) in [
        (json!({}), 400, "displayName"),
        (json!({"primaryEmail": "ann"}), 400, "primaryEmail"),
        (json!({"employeeStatus": "sleeping"}), 400, "employeeStatus"),
        (json!({"displayName": "x".repeat(256)}), 400, "displayName"),
        (json!({"displayName": "nul\u{0}"}), 400, "displayName"),
        (json!({"primaryEmail": "ANN@example.com"}), 409, "primaryEmail"),
        (json!({"displayName": "Bob", "employeeId": "1"}), 409, "employeeId"),
        (json!({"displayName": "Bob", "manager": {"id": "nobody"}}), 400, "manager.id"),
        (json!({"displayName": "Bob", "customFields": {"shoe": 1}}), 422, "customFields.shoe"),
    ] {
        let refused = app.post("/identity", body.clone()).await.expect(status);
        assert_eq!(fields(&refused), [field], "{body}");
    }
    let many: Vec<String> = (0..51).map(|id| id.to_string()).collect();
    let bulk = json!({"identityIds": many, "identityUpdates": {}});
    assert_eq!(fields(&app.patch("/identity/bulk", bulk).await.expect(400)), ["identityIds"]);
}

#[actix_web::test]
async fn custom_fields_and_field_sources() {
    let app = directory().await;
    let custom = "/identity/fields/custom";
    let dropdown = json!({"kind": "dropdown", "attributeName": "Shirt size", "configuration": {"values": [{"value": "S"}, {"id": "m", "value": "M"}]}});
    let made = app.post(custom, dropdown.clone()).await.expect(201);
    assert_eq!(
        (&made["attributeCode"], &made["configuration"]["values"][0]["id"]),
        (&json!("shirt_size"), &json!("1"))
    );
    assert_eq!(app.post(custom, dropdown).await.status, 409);
    let bad = json!({"kind": "text", "attributeName": "X", "attributeCode": "No Spaces", "configuration": null});
    assert_eq!(fields(&app.post(custom, bad).await.expect(400)), ["attributeCode"]);

    let ann = app.add(json!({"primaryEmail": "ann@example.com", "customFields": {"shirt_size": "M"}})).await;
    let path = format!("/identity/{}", ann["id"].as_str().unwrap());
    let explained = app.get(&format!("{path}?expands=customFieldsMetadata")).await.expect(200);
    assert_eq!(explained["customFieldsMetadata"][0]["value"], "M");
    let one = format!("{custom}/{}", made["id"]);
    app.patch(&one, json!({"attributeCode": "size"})).await.expect(200);
    assert_eq!(app.get(&path).await.expect(200)["customFields"], json!({"size": "M"}));

    let configuration = app.get("/identity/configuration/configuration").await.expect(200);
    assert_eq!(configuration["presetFields"][0], json!({"uniqueName": "display_name", "hidden": false}));
    assert!(configuration["fieldOrder"].as_array().unwrap().contains(&json!("custom.size")));
    let own = format!("/identity/configuration/configuration/{}", ann["id"].as_str().unwrap());
    assert_eq!(app.get(&own).await.expect(200)["fieldsMetadata"][0]["sourceOfTruth"], json!({"source": "admina"}));
    let hide = json!({"fields": [{"uniqueName": "note", "hidden": true}]});
    let hidden = app.replace("/identity/configuration/fields", hide).await.expect(200);
    assert!(hidden["presetFields"].as_array().unwrap().contains(&json!({"uniqueName": "note", "hidden": true})));
    let wrong = json!({"fields": [{"uniqueName": "note", "source": "master"}]});
    assert_eq!(app.replace("/identity/configuration/fields", wrong).await.status, 400);
    app.replace(&format!("{path}/field-sources"), json!({"sources": {"job_title": "daicho"}})).await.expect(200);

    app.delete(&one).await.expect(200);
    assert_eq!(app.delete(&one).await.status, 404);
    assert_eq!(app.get(&path).await.expect(200)["customFields"], json!({}));
}

#[actix_web::test]
async fn fields_follow_the_workspace_that_is_their_source() {
    let app = directory().await;
    let ann = app.add(json!({"primaryEmail": "ann@example.com", "displayName": "Ann"})).await;
    let clock = json!({"serviceName": "Time clock", "workspaceName": "Main", "customWorkspaceType": "manual_import"});
    let workspace = app.post("/workspaces/custom", clock).await.expect(201)["workspace"]["id"].clone();
    let accounts = json!({
        "create": [{"email": "ann@example.com", "displayName": "Ann Lee", "licenses": ["Pro"]}], "update": [], "delete": [],
    });
    app.post(&format!("/workspaces/{workspace}/accounts/custom"), accounts).await.expect(200);

    let source = json!({"workspaceId": workspace, "serviceFieldId": "licenses"});
    let field = json!({"kind": "text", "attributeName": "Plan", "configuration": null, "serviceSource": source});
    let made = app.post("/identity/fields/custom", field.clone()).await.expect(201);
    assert_eq!((&made["serviceSource"], &made["serviceDetails"]["name"]), (&source, &json!("Time clock")));
    let fields_of_display_name = json!({
        "fields": [{"uniqueName": "display_name", "source": format!("workspace:{workspace}")}],
    });
    let configured = app.replace("/identity/configuration/fields", fields_of_display_name).await.expect(200);
    assert_eq!(configured["restrictedFields"], json!(["preset.display_name", "preset.management_type", "custom.plan"]));

    let path = format!("/identity/{}", ann["id"].as_str().unwrap());
    let shown = app.get(&path).await.expect(200);
    assert_eq!((&shown["displayName"], &shown["customFields"]), (&json!("Ann Lee"), &json!({"plan": "Pro"})));
    let history = app.get(&format!("{path}/history?limit=5")).await.expect(200);
    assert_eq!((&history["items"][0]["source"], &history["items"][0]["actor"]), (&json!("service"), &json!("Main")));

    let mut unknown = field.clone();
    unknown["serviceSource"]["workspaceId"] = json!(999);
    let refused = app.post("/identity/fields/custom", unknown).await.expect(400);
    assert_eq!(fields(&refused), ["serviceSource.workspaceId"]);
    let mut unknown = field;
    unknown["serviceSource"]["serviceFieldId"] = json!("shoeSize");
    let refused = app.post("/identity/fields/custom", unknown).await.expect(400);
    assert_eq!(fields(&refused), ["serviceSource.serviceFieldId"]);
}

#[actix_web::test]
async fn a_japanese_list_from_a_spreadsheet_goes_in_and_comes_out() {
    let app = directory().await;
    let (list, ..) = encoding_rs::SHIFT_JIS.encode(
        "社員番号,メールアドレス,姓,名,部署,ステータス\r\nE1,taro@example.com,髙橋,太郎,営業部,\r\nE2,hana@example.com,佐藤,花子,,退職\r\n",
    );
    let preview = app.import_bytes(&list, true).await.expect(200);
    assert_eq!(preview["summary"], json!({"added": 2, "changed": 0, "unchanged": 0, "conflicting": 0, "errors": 0}));
    assert_eq!((&preview["rows"][0]["action"], &preview["applied"]), (&json!("add"), &json!(false)));
    assert_eq!(app.import_bytes(&list, false).await.expect(200)["applied"], true);
    assert_eq!(names(&app.get("/identity?statuses=retired").await.expect(200)), ["佐藤 花子"]);
    let departments = app.get("/departments").await.expect(200);
    assert_eq!(departments["items"], json!([{"name": "営業部", "count": 1}]));

    let exported = app.get("/identity/export.csv").await.expect(200).as_str().unwrap().to_owned();
    assert!(exported.starts_with("\u{feff}Display name,Last name"));
    assert_eq!(app.import(&exported, false).await.expect(200)["summary"]["unchanged"], 2);
    let chosen =
        app.get("/identity/export.csv?columns=employeeId&columns=displayName&statuses=retired").await.expect(200);
    assert_eq!(chosen, "\u{feff}Display name,Employee ID\n佐藤 花子,E2\n");
    assert!(app.get("/identity/export.xlsx").await.expect(200).as_str().unwrap().starts_with("PK"));
    let template = app.get("/identity/import/template").await.expect(200);
    assert_eq!(app.import(template.as_str().unwrap(), true).await.expect(200)["summary"]["errors"], 0);
}

#[actix_web::test]
async fn a_list_with_errors_changes_nothing() {
    let app = directory().await;
    let list = "email,入社日\nann@example.com,2026-02-30\nbob@example.com,\nbob@example.com,\n".as_bytes();
    let preview = app.import_bytes(list, true).await.expect(200);
    assert_eq!(preview["summary"]["errors"], 2);
    let refused = app.import_bytes(list, false).await.expect(422);
    assert_eq!(refused["errorId"], "import_rejected");
    let first = &refused["errorDetails"]["errors"][0];
    assert_eq!(
        (&first["line"], &first["column"], &first["value"]),
        (&json!(2), &json!("入社日"), &json!("2026-02-30"))
    );
    let (wrong_encoding, ..) = encoding_rs::SHIFT_JIS.encode("email,姓\nann@example.com,髙橋\n");
    let form = [("encoding", "utf-8"), ("dryRun", "true")];
    let unreadable = app.upload("/identity/import", &wrong_encoding, &form).await.expect(200);
    assert_eq!(unreadable["errors"][0]["line"], 1);
    let unknown = app.upload("/identity/import", list, &[("encoding", "klingon")]).await.expect(400);
    assert_eq!(fields(&unknown), ["encoding"]);
    let missing = app.import("名前,部署\n田中,営業\n", true).await.expect(200);
    assert_eq!(missing["errors"][0]["line"], 1);
    assert_eq!(names(&app.get("/identity").await.expect(200)).len(), 0);
}
