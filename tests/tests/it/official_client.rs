//! The original's official MCP client works unchanged; what it gets is checked here, since it checks nothing itself.

use std::collections::BTreeSet;

use daicho_tests::{
    daicho::{Api, Daicho},
    mcp_client::McpClient,
    vendor_mock::VendorMock,
};
use serde_json::{Value, json};

use crate::gitlab::{self, Group};

on_both_databases!(the_official_client_keeps_the_directory, the_official_client_reads_services_and_accounts);

fn client(daicho: &Daicho) -> McpClient {
    McpClient::connect(&daicho.api_url(), daicho.organization, &daicho.api_key)
}

/// Calls a tool that must succeed.
async fn call(client: &mut McpClient, tool: &str, arguments: Value) -> Value {
    let said = arguments.to_string();
    client.call(tool, arguments).await.unwrap_or_else(|error| panic!("{tool} {said}: {error}"))
}

async fn create(client: &mut McpClient, first_name: &str, email: &str) -> Value {
    let identity = json!({
        "employeeStatus": "active", "employeeType": "full_time_employee",
        "firstName": first_name, "lastName": "佐藤", "displayName": format!("佐藤 {first_name}"),
        "primaryEmail": email, "employeeId": format!("E-{first_name}"),
        "department": {"name": "営業部"}, "companyName": "Example", "workLocation": "東京", "jobTitle": "主任",
        "lifecycle": {"contractStartAt": "2020-04-01"},
    });
    call(client, "create_identity", identity).await
}

fn ids(list: &Value) -> BTreeSet<&str> {
    let items = list["items"].as_array().expect("items");
    items.iter().map(|item| item["id"].as_str().expect("an id that is text")).collect()
}

async fn the_official_client_keeps_the_directory(daicho: Daicho) {
    let mut client = client(&daicho);
    let organization = call(&mut client, "get_organization_info", json!({})).await;
    assert_eq!(organization["id"], daicho.organization);
    assert_eq!(organization["name"], "Example");
    assert_eq!(organization["domains"], json!(["example.com"]));

    let hanako = create(&mut client, "花子", "hanako@example.com").await;
    let taro = create(&mut client, "太郎", "taro@example.com").await;
    let guest = create(&mut client, "客", "guest@elsewhere.example").await;
    assert_eq!(hanako["managementType"], "managed");
    assert_eq!(guest["managementType"], "external");
    assert_eq!(guest["employeeType"], "collaborator");
    assert!(hanako["peopleId"].is_number());

    the_lists_filter(&mut client, &hanako, &taro, &guest).await;
    one_identity_is_changed_and_remembers_it(&mut client, &hanako).await;
    several_are_changed_at_once(&mut client, &hanako, &taro).await;
    archive_and_unregister_toggle(&mut client, &taro).await;
    a_guest_is_merged_into_an_employee_and_back(&mut client, &guest, &hanako).await;

    call(&mut client, "delete_identity", json!({"identityId": taro["id"]})).await;
    let gone = client.call("get_identity", json!({"identityId": taro["id"]})).await.expect_err("no identity");
    assert!(gone.contains("not_found"), "{gone}");
}

async fn the_lists_filter(client: &mut McpClient, hanako: &Value, taro: &Value, guest: &Value) {
    let (hanako, taro, guest) = (id(hanako), id(taro), id(guest));
    for (filters, expected) in [
        (json!({"managementTypes": ["managed"]}), vec![hanako, taro]),
        (json!({"managementTypes": ["managed", "external"], "keyword": "花子"}), vec![hanako]),
        (json!({"types": ["collaborator"]}), vec![guest]),
        (
            json!({"departments": ["営業部"], "companies": ["Example"], "locations": ["東京"]}),
            vec![hanako, taro, guest],
        ),
        (json!({"statuses": ["retired"]}), vec![]),
        (json!({"identityIds": [taro, guest]}), vec![taro, guest]),
        (json!({"excludeIds": [taro, guest]}), vec![hanako]),
        (json!({"contractStartRange": "2020-01-01:2020-12-31"}), vec![hanako, taro, guest]),
        (json!({"contractStartRange": "2021-01-01:2021-12-31"}), vec![]),
        (json!({"haveSaasAccount": true}), vec![]),
        (json!({"includeActiveInternalOnly": true}), vec![hanako, taro]),
    ] {
        let list = call(client, "get_identities", filters.clone()).await;
        // The Admin who set up the organization may stand in the directory as well.
        let found: BTreeSet<_> = ids(&list).into_iter().filter(|id| [hanako, taro, guest].contains(id)).collect();
        assert_eq!(found, BTreeSet::from_iter(expected), "{filters}");
    }

    let first = call(client, "get_identities", json!({"limit": 1, "sortBy": "name", "sortOrder": "DESC"})).await;
    let cursor = first["meta"]["nextCursor"].as_str().expect("a second page");
    let second =
        call(client, "get_identities", json!({"limit": 1, "sortBy": "name", "sortOrder": "DESC", "cursor": cursor}));
    assert_ne!(ids(&first), ids(&second.await));
}

async fn one_identity_is_changed_and_remembers_it(client: &mut McpClient, hanako: &Value) {
    let id = id(hanako);
    call(client, "update_identity", json!({"identityId": id, "jobTitle": "部長", "note": null})).await;
    let changed = call(client, "get_identity", json!({"identityId": id})).await;
    assert_eq!(changed["jobTitle"], "部長");
    assert_eq!(changed["displayName"], "佐藤 花子");

    let history = call(client, "get_identity_history", json!({"identityId": id})).await;
    let items = history["items"].as_array().expect("history");
    let change = items.iter().find(|item| item["current"] == "部長").expect("the change");
    assert_eq!(change["previous"], "主任");

    let kind = call(client, "check_identity_management_type", json!({"email": "somebody@example.com"})).await;
    assert_eq!(kind["type"], "managed");
    let stats = call(client, "get_identities_stats", json!({})).await;
    let managed = stats["managementTypes"].as_array().expect("kinds").iter().find(|kind| kind["type"] == "managed");
    assert!(managed.expect("the managed")["count"].as_u64() >= Some(2));
}

async fn several_are_changed_at_once(client: &mut McpClient, hanako: &Value, taro: &Value) {
    let both = [id(hanako), id(taro)];
    let change = json!({"identityIds": both, "identityUpdates": {"employeeStatus": "retired"}});
    call(client, "bulk_update_identities", change).await;
    let retired = call(client, "get_identities", json!({"statuses": ["retired"]})).await;
    assert_eq!(ids(&retired), BTreeSet::from(both));
}

async fn archive_and_unregister_toggle(client: &mut McpClient, taro: &Value) {
    let id = id(taro);
    for _ in 0..2 {
        call(client, "archive_identity", json!({"identityId": id})).await;
    }
    call(client, "unregister_identity", json!({"identityId": id})).await;
    let unregistered = call(client, "get_identity", json!({"identityId": id})).await;
    assert_eq!(unregistered["managementType"], "unregistered");
    call(client, "unregister_identity", json!({"identityId": id})).await;
    let registered = call(client, "get_identity", json!({"identityId": id})).await;
    assert_eq!(registered["managementType"], "managed");
}

async fn a_guest_is_merged_into_an_employee_and_back(client: &mut McpClient, guest: &Value, hanako: &Value) {
    let forbidden = json!({"merges": [{"fromPeopleId": hanako["peopleId"], "toPeopleId": guest["peopleId"]}]});
    let refused = client.call("merge_identities", forbidden).await.expect_err("an employee into a guest");
    assert!(refused.contains("merge_not_allowed"), "{refused}");

    let merge = json!({"merges": [{"fromPeopleId": guest["peopleId"], "toPeopleId": hanako["peopleId"]}]});
    call(client, "merge_identities", merge).await;
    let merged = call(client, "get_identity", json!({"identityId": id(hanako)})).await;
    assert_eq!(merged["secondaryEmails"], json!(["guest@elsewhere.example"]));
    assert_eq!(merged["mergedPeople"][0]["primaryEmail"], "guest@elsewhere.example");

    call(client, "unmerge_identities", json!({"peopleIds": [guest["peopleId"]]})).await;
    let alone = call(client, "get_identity", json!({"identityId": id(hanako)})).await;
    assert_eq!(alone["secondaryEmails"], json!([]));
    let back = call(client, "get_identities", json!({"keyword": "guest@elsewhere.example"})).await;
    assert_eq!(ids(&back).len(), 1);
}

fn id(identity: &Value) -> &str {
    identity["id"].as_str().expect("an id that is text")
}

async fn the_official_client_reads_services_and_accounts(daicho: Daicho) {
    let service = VendorMock::start(|request| Group { members: 12, page: 5 }.answer(request));
    let api: Api = daicho.api();
    let mut client = client(&daicho);
    let owner = create(&mut client, "主", &gitlab::email(0)).await;
    let workspace = gitlab::connect_and_sync(&api, &service).await;

    let services = call(&mut client, "get_services", json!({"keyword": "gitlab"})).await;
    let gitlab = &services["items"][0];
    assert!(gitlab["id"].is_number());
    let filters = json!({"serviceId": gitlab["id"], "limit": 5, "roles": ["other"], "workspaceIds": [workspace]});
    let accounts = call(&mut client, "get_service_accounts", filters).await;
    assert_eq!(accounts["items"].as_array().map(Vec::len), Some(5));
    assert_eq!(accounts["meta"]["totalCount"], 11);

    let with_accounts = call(&mut client, "get_identities", json!({"haveSaasAccount": true})).await;
    assert_eq!(ids(&with_accounts), BTreeSet::from([id(&owner)]));
    let accounts =
        call(&mut client, "get_people_accounts", json!({"peopleId": owner["peopleId"], "role": "admin"})).await;
    assert_eq!(accounts["items"][0]["email"], gitlab::email(0));
}
