//! Every operation of the API, for callers who may not use it.

use std::{collections::BTreeMap, fmt};

use daicho_tests::{
    daicho::{Api, Daicho, id},
    session::Session,
    vendor_mock::VendorMock,
};
use reqwest::Method;
use serde_json::{Value, json};

use crate::gitlab::{self, Group};

/// Values of path parameters by their names.
type Values = BTreeMap<&'static str, String>;

const METHODS: [Method; 5] = [Method::GET, Method::POST, Method::PUT, Method::PATCH, Method::DELETE];

/// One operation of the OpenAPI document that belongs to an organization.
#[derive(Debug)]
struct Operation {
    method: Method,
    /// Below the organization, with its parameters in braces.
    path: String,
    description: Value,
}

/// All operations below `/organizations/{…}`.
fn operations(daicho: &Daicho) -> Vec<Operation> {
    let printed = daicho.operator(&["openapi"]);
    let document: Value = serde_json::from_slice(&printed.stdout).expect("an OpenAPI document");
    let mut operations = Vec::new();
    for (path, item) in document["paths"].as_object().expect("paths") {
        let Some((_, below)) = path.split_once("/organizations/{") else { continue };
        let below = below.split_once('}').expect("the end of a parameter").1;
        for method in METHODS {
            if let Some(description) = item.get(method.as_str().to_lowercase()) {
                operations.push(Operation { method, path: below.to_owned(), description: description.clone() });
            }
        }
    }
    assert!(operations.len() > 30, "only {} operations", operations.len());
    operations
}

impl Operation {
    fn parameters(&self) -> Vec<&str> {
        self.path.split('{').skip(1).map(|rest| rest.split('}').next().expect("a parameter's name")).collect()
    }

    /// The path with its parameters replaced; those without a value become ones.
    fn filled(&self, values: &Values) -> String {
        self.parameters().iter().fold(self.path.clone(), |path, name| {
            let value = values.get(name).map_or("1", String::as_str);
            let value: String = url::form_urlencoded::byte_serialize(value.as_bytes()).collect();
            path.replace(&format!("{{{name}}}"), &value)
        })
    }

    fn has_body(&self) -> bool {
        self.description.get("requestBody").is_some()
    }

    /// Not what any operation wants, save those whose row is named by a text and looked up after the body is read.
    fn body(&self) -> Option<Value> {
        let names_a_connector = self.parameters().contains(&"slug");
        let body = if names_a_connector { json!({"manifest": MANIFEST}) } else { json!({"memo": "Seen"}) };
        self.has_body().then_some(body)
    }

    /// The permission that the document says the caller needs.
    fn permission(&self) -> &str {
        let needed = self.description["security"].as_array().into_iter().flatten();
        let mut scopes = needed.filter_map(Value::as_object).flat_map(serde_json::Map::values);
        scopes.find_map(|scopes| scopes[0].as_str()).unwrap_or_else(|| panic!("{self} names no permission"))
    }
}

impl fmt::Display for Operation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.method, self.path)
    }
}

/// Sends every operation with a key and names those whose status is not the expected one.
async fn exceptions(operations: &[Operation], api: &Api, values: &Values, expected: u16) -> Vec<String> {
    let mut exceptions = Vec::new();
    for operation in operations {
        let status = api.send(operation.method.clone(), &operation.filled(values), operation.body()).await.status;
        if status != expected {
            exceptions.push(format!("{operation} answered {status}"));
        }
    }
    exceptions
}

#[tokio::test]
async fn without_credentials_nothing_is_answered() {
    let daicho = Daicho::start().await;
    let found = exceptions(&operations(&daicho), &daicho.api().anonymous(), &Values::new(), 401).await;
    assert!(found.is_empty(), "{found:#?}");
}

#[tokio::test]
async fn another_organization_is_not_to_be_found() {
    let daicho = Daicho::start().await;
    let stranger = daicho.add_organization("Stranger", "stranger.example");
    let trespassing = Api { organization: daicho.organization, ..stranger };
    let found = exceptions(&operations(&daicho), &trespassing, &Values::new(), 404).await;
    assert!(found.is_empty(), "{found:#?}");
}

#[tokio::test]
async fn what_belongs_to_another_organization_is_not_to_be_found() {
    let daicho = Daicho::start().await;
    let service = VendorMock::start(|request| Group { members: 3, page: 10 }.answer(request));
    let values = belongings(&daicho.api(), &service).await;
    let stranger = daicho.add_organization("Stranger", "stranger.example");

    let all = operations(&daicho);
    let unknown: Vec<_> =
        all.iter().flat_map(Operation::parameters).filter(|name| !values.contains_key(name)).collect();
    assert!(unknown.is_empty(), "no value for {unknown:?}");
    let of_the_organization = |name: &&str| !matches!(*name, "serviceId" | "service");
    let foreign: Vec<_> =
        all.into_iter().filter(|operation| operation.parameters().iter().any(of_the_organization)).collect();
    let found = exceptions(&foreign, &stranger, &values, 404).await;
    assert!(found.is_empty(), "{found:#?}");
}

#[tokio::test]
async fn a_role_that_may_not_is_told_so() {
    let daicho = Daicho::start().await;
    let service = VendorMock::start(|request| Group { members: 3, page: 10 }.answer(request));
    let values = belongings(&daicho.api(), &service).await;
    for role in ["member", "essential"] {
        let user = Session::of_new_user(&daicho.api(), &format!("{role}@example.com"), role).await;
        let mut found = Vec::new();
        for operation in operations(&daicho).iter().filter(|operation| !user.may(operation.permission())) {
            let answer = user.send(operation.method.clone(), &operation.filled(&values), operation.body()).await;
            if answer.status != 403 {
                found.push(format!("{operation} answered {}", answer.status));
            }
        }
        assert!(found.is_empty(), "{role}: {found:#?}");
    }
}

/// A connector of an organization's own.
const MANIFEST: &str = "\
manifest: 1
name: Intranet
base_url: https://intranet.example.com
ways:
  key: {auth: bearer}
accounts:
  users:
    request: GET /users
    fields: {id: $.id}
";

/// One of everything that an organization can have, by the name of the path's parameter.
async fn belongings(api: &Api, service: &VendorMock) -> Values {
    let workspace = gitlab::connect_and_sync(api, service).await;
    let request = api.first_request(&workspace).await;
    let mut accounts = api.all("/accounts").await;
    let account = accounts.remove(0);
    let person = json!({
        "employeeStatus": "active", "employeeType": "full_time_employee", "firstName": "Hanako", "lastName": "Sato",
        "primaryEmail": "hanako@example.com",
    });
    let person = api.post("/identity", person).await.expect(201);
    let field = json!({"kind": "text", "attributeName": "Cost centre", "configuration": null});
    let field = api.post("/identity/fields/custom", field).await.expect(201);
    let user = api.get("/users").await.expect(200)["items"][0]["id"].clone();
    let channel = json!({"kind": "webhook", "name": "Audit", "url": "https://receiver.example/hook"});
    let channel = api.post("/notification-channels", channel).await.expect(201);
    let delivery =
        api.post(&format!("/notification-channels/{}/test", id(&channel["id"])), json!({})).await.expect(202);
    let export = json!({"list": "accounts", "format": "csv", "every": "week", "channelId": channel["id"]});
    let export = api.post("/scheduled-exports", export).await.expect(201);
    let key = api.get("/api-keys").await.expect(200)["items"][0]["id"].clone();
    let deletion = json!({"account": {"type": "delete", "id": accounts[0]["id"]}});
    let operation = api.send(Method::DELETE, "/accounts", Some(deletion)).await.expect(202)["requestId"].clone();
    let offboarding =
        api.post("/offboardings", json!({"peopleId": person["peopleId"], "tasks": [{"title": "Keys"}]})).await;
    let offboarding = offboarding.expect(201);
    let automation = json!({"name": "Leavers", "kind": "leaver", "trigger": {"field": "status", "to": "retired"},
        "actions": [{"kind": "offboard"}]});
    let automation = api.post("/automations", automation).await.expect(201);
    let connector = json!({"slug": "intranet", "manifest": MANIFEST});
    let connector = api.post("/connectors", connector).await.expect(201);
    Values::from([
        ("slug", id(&connector["slug"])),
        ("operationId", id(&operation)),
        ("automationId", id(&automation["id"])),
        ("offboardingId", id(&offboarding["id"])),
        ("stepId", id(&offboarding["steps"][0]["id"])),
        ("workspaceId", id(&workspace)),
        ("requestId", id(&request)),
        ("accountId", id(&account["accountId"])),
        ("serviceId", id(&account["serviceId"])),
        ("service", "gitlab".to_owned()),
        ("identityId", id(&person["id"])),
        ("peopleId", id(&person["peopleId"])),
        ("customFieldId", id(&field["id"])),
        ("userId", id(&user)),
        ("alertId", "1".to_owned()),
        ("channelId", id(&channel["id"])),
        ("deliveryId", id(&delivery["id"])),
        ("exportId", id(&export["id"])),
        ("apiKeyId", id(&key)),
        ("name", "example.com".to_owned()),
    ])
}
