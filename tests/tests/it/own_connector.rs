//! A system that no catalogue knows, connected by the manifest that its organization wrote.

use std::{
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use daicho_tests::{
    daicho::{ADMIN_PASSWORD, Api, Daicho, assert_finished, id},
    oidc_provider::OidcProvider,
    session::Session,
    vendor_mock::{Received, Reply, VendorMock},
};
use reqwest::Method;
use serde_json::{Value, json};

on_both_databases!(
    an_own_connector_is_connected_synced_and_acted_on,
    a_new_version_is_used_by_the_next_sync,
    nobody_else_sees_or_reaches_it,
    it_goes_to_no_forbidden_address,
    an_own_connector_is_connected_by_oauth,
);

const STAFF_ROOM: &str = r#"
manifest: 1
name: {en: Staff room, ja: 職員室}
verification: live
base_url: https://staff-room.example.com
ways:
  key: {auth: bearer}
verify: {request: GET /me, name: $.school}
accounts:
  teachers:
    request: GET /teachers
    items: $.teachers[*]
    fields: {id: $.id, email: $.mail}
operations:
  create:
    input: {email: {}}
    request: {call: POST /teachers, json: {mail: "{{ input.email }}"}}
    account: $
  delete: {request: "DELETE /teachers/{{ input.id }}"}
"#;

/// The in-house system: teachers by id and address, behind a key.
struct StaffRoom {
    mock: VendorMock,
    teachers: Arc<Mutex<Vec<(u64, String)>>>,
}

impl StaffRoom {
    fn open() -> Self {
        let teachers =
            Arc::new(Mutex::new(vec![(1, "sato@example.com".to_owned()), (2, "ito@example.com".to_owned())]));
        let staff = Arc::clone(&teachers);
        Self { mock: VendorMock::start(move |request| answer(request, &mut lock(&staff))), teachers }
    }

    async fn connect(&self, api: &Api, key: &str) -> daicho_tests::daicho::Answer {
        api.connect("staff-room", &self.mock.url, "key", json!({"token": key})).await
    }
}

fn lock<T>(staff: &Mutex<T>) -> MutexGuard<'_, T> {
    staff.lock().unwrap_or_else(PoisonError::into_inner)
}

const KEY: &str = "the-key-of-the-staff-room";

fn answer(request: &Received, teachers: &mut Vec<(u64, String)>) -> Reply {
    let shown = |(id, mail): &(u64, String)| json!({"id": id, "mail": mail, "subject": format!("subject of {id}")});
    if request.header("authorization") != Some(&format!("Bearer {KEY}")) {
        return Reply::status(401);
    }
    match (request.method.as_str(), request.path.as_str()) {
        ("GET", "/me") => Reply::json(&json!({"school": "Example High School"})),
        ("GET", "/teachers") => Reply::json(&json!({"teachers": teachers.iter().map(shown).collect::<Vec<_>>()})),
        ("POST", "/teachers") => {
            let asked: Value = serde_json::from_str(&request.body).expect("a teacher");
            let teacher = (9, asked["mail"].as_str().expect("an address").to_owned());
            teachers.push(teacher.clone());
            Reply::json(&shown(&teacher)).with_status(201)
        }
        ("DELETE", path) => {
            teachers.retain(|(id, _)| path != format!("/teachers/{id}"));
            Reply::status(204)
        }
        _ => Reply::status(404),
    }
}

async fn upload(api: &Api, slug: &str, manifest: &str) -> Value {
    api.post("/connectors", json!({"slug": slug, "manifest": manifest})).await.expect(201)
}

async fn emails(api: &Api, service: &Value) -> Vec<String> {
    let accounts = api.all(&format!("/services/{}/accounts", id(service))).await;
    let mut emails: Vec<_> =
        accounts.iter().map(|each| each["email"].as_str().unwrap_or_default().to_owned()).collect();
    emails.sort();
    emails
}

async fn an_own_connector_is_connected_synced_and_acted_on(daicho: Daicho) {
    let (api, staff_room) = (daicho.api(), StaffRoom::open());
    let service = upload(&api, "staff-room", STAFF_ROOM).await["serviceId"].clone();
    let entry = api.get("/catalogue/staff-room").await.expect(200);
    assert_eq!((&entry["id"], &entry["own"], &entry["integrated"]), (&service, &json!(true), &json!(false)));
    assert_eq!(entry["verification"], "unverified", "nobody has checked it");
    assert_eq!(staff_room.connect(&api, "a-wrong-key").await.expect(422)["errorId"], "credentials_rejected");
    assert_eq!(api.all("/workspaces").await, Vec::<Value>::new());

    let workspace = staff_room.connect(&api, KEY).await.expect(201);
    assert_eq!((&workspace["serviceId"], &workspace["serviceName"]), (&service, &json!("Staff room")));
    let workspace = workspace["id"].clone();
    assert_finished(&api.first_sync(&workspace).await);
    assert_eq!(emails(&api, &service).await, ["ito@example.com", "sato@example.com"]);
    assert_eq!(api.get("/catalogue?keyword=職員室").await.expect(200)["items"][0]["integrated"], true);

    let form = api.get(&format!("/workspaces/{}/provisioning-meta", id(&workspace))).await.expect(200);
    assert_eq!((&form["supported"], &form["fields"][0]["name"]), (&json!(true), &json!("email")), "{form:#}");
    let person = json!({"employeeStatus": "active", "employeeType": "full_time_employee", "firstName": "花子",
        "lastName": "佐藤", "displayName": "佐藤 花子", "primaryEmail": "hanako@example.com"});
    let person = api.post("/identity", person).await.expect(201)["peopleId"].clone();
    let body = json!({"peopleId": person, "data": {}});
    let created = api.post(&format!("/workspaces/{}/accounts", id(&workspace)), body).await.expect(202);
    assert_finished(&api.wait_for_request(&created["requestId"]).await);
    let account = json!({"type": "delete", "id": format!("{}#sato@example.com", id(&workspace))});
    let deleted = api.send(Method::DELETE, "/accounts", Some(json!({"account": account}))).await.expect(202);
    assert_finished(&api.wait_for_request(&deleted["requestId"]).await);
    let left: Vec<_> = lock(&staff_room.teachers).iter().map(|(_, mail)| mail.clone()).collect();
    assert_eq!(left, ["ito@example.com", "hanako@example.com"]);

    let refused = api.delete("/connectors/staff-room").await.expect(409);
    assert_eq!(refused["errorId"], "connector_in_use");
    api.delete(&format!("/workspaces/{}", id(&workspace))).await.expect(204);
    api.delete("/connectors/staff-room").await.expect(204);
    api.get("/catalogue/staff-room").await.expect(404);
}

async fn a_new_version_is_used_by_the_next_sync(daicho: Daicho) {
    let (api, staff_room) = (daicho.api(), StaffRoom::open());
    let service = upload(&api, "staff-room", STAFF_ROOM).await["serviceId"].clone();
    let workspace = staff_room.connect(&api, KEY).await.expect(201)["id"].clone();
    assert_finished(&api.first_sync(&workspace).await);

    let better = STAFF_ROOM.replace("email: $.mail}", "email: $.mail, display_name: $.subject}");
    let kept = api.put("/connectors/staff-room", json!({"manifest": better})).await.expect(200);
    assert_eq!((&kept["version"], &kept["serviceId"]), (&json!(2), &service));
    assert_finished(&api.sync(&workspace).await);
    let accounts = api.all(&format!("/services/{}/accounts", id(&service))).await;
    let names: Vec<_> = accounts.iter().map(|account| &account["displayName"]).collect();
    assert!(names.contains(&&json!("subject of 1")), "{names:?}");
}

async fn nobody_else_sees_or_reaches_it(daicho: Daicho) {
    let (api, staff_room) = (daicho.api(), StaffRoom::open());
    let service = upload(&api, "staff-room", STAFF_ROOM).await["serviceId"].clone();
    let workspace = staff_room.connect(&api, KEY).await.expect(201)["id"].clone();
    assert_finished(&api.first_sync(&workspace).await);
    let before = staff_room.mock.received().len();

    let other = daicho.add_organization("Other", "other.example");
    for path in ["/catalogue/staff-room", &format!("/catalogue/{service}"), "/connectors/staff-room"] {
        other.get(path).await.expect(404);
    }
    for path in [format!("/workspaces/{}", id(&workspace)), format!("/services/{service}/accounts")] {
        other.get(&path).await.expect(404);
    }
    assert_eq!(other.get("/catalogue?keyword=staff").await.expect(200)["items"], json!([]));
    let by_name = staff_room.connect(&other, KEY).await.expect(400);
    assert_eq!(by_name["errorDetails"]["fields"][0]["field"], "serviceUniqueName");
    let auth = json!({"method": "key", "values": {"token": KEY}});
    let settings = json!({"baseUrl": staff_room.mock.url});
    let by_id = json!({"serviceId": service, "auth": auth, "settings": settings});
    other.post("/workspaces", by_id.clone()).await.expect(400);
    other.post("/workspaces/verify", by_id).await.expect(400);
    assert_eq!(staff_room.mock.received().len(), before, "a request reached the system");

    // The same name is theirs to give: another service, which is not connected by our manifest.
    let theirs = upload(&other, "staff-room", &STAFF_ROOM.replace("GET /me", "GET /whoami")).await["serviceId"].clone();
    assert_ne!(theirs, service);
    assert_eq!(staff_room.connect(&other, KEY).await.expect(422)["errorId"], "service_not_found");
}

async fn it_goes_to_no_forbidden_address(daicho: Daicho) {
    let api = daicho.api();
    for (slug, address) in [("metadata", "https://169.254.169.254"), ("router", "https://192.168.0.1")] {
        upload(&api, slug, &STAFF_ROOM.replace("https://staff-room.example.com", address)).await;
        let auth = json!({"method": "key", "values": {"token": KEY}});
        let refused = api.post("/workspaces", json!({"serviceUniqueName": slug, "auth": auth})).await.expect(422);
        assert_eq!(refused["errorId"], "address_blocked", "{refused:#}");
    }
    let answer = json!({"teachers": [{"id": 1}], "next": "https://elsewhere.example.net/teachers"});
    let lure = VendorMock::start(move |_| Reply::json(&answer));
    let next = "paging: {next_url: {at: $.next}}\n    items: $.teachers[*]";
    upload(&api, "lure", &STAFF_ROOM.replace("items: $.teachers[*]", next)).await;
    let workspace = api.connect("lure", &lure.url, "key", json!({"token": KEY})).await.expect(201)["id"].clone();
    let ended = api.first_sync(&workspace).await;
    assert_eq!(ended["status"], "failed");
    assert!(ended["error"]["detail"].as_str().is_some_and(|detail| detail.contains("leads away")), "{ended:#}");
}

/// A page that needs a person's consent, with the same sign-in as any catalogued service.
async fn an_own_connector_is_connected_by_oauth(daicho: Daicho) {
    const MANIFEST: &str = r"
manifest: 1
name: Club room
base_url: https://club-room.example.com
ways:
  oauth: {auth: {oauth2: {authorize_url: /oauth/authorize, token_url: /oauth/token, scopes: [read_api]}}}
accounts:
  members:
    request: GET /api/v4/groups/example/members/all
    fields: {id: $.id, username: $.username}
";
    let api = daicho.api();
    let callback = format!("{}/oauth/callback", daicho.api_url());
    let provider = OidcProvider::start(&callback, Duration::from_mins(10)).await;
    let service = upload(&api, "club-room", MANIFEST).await["serviceId"].clone();
    let admin = Session::sign_in(&api, &daicho.admin_email, ADMIN_PASSWORD).await;
    let values = json!({"client_id": provider.client_id, "client_secret": provider.client_secret});
    let draft =
        json!({"serviceId": service, "method": "oauth", "values": values, "settings": {"baseUrl": provider.url}});
    let begun = admin.send(Method::POST, "/workspaces/oauth", Some(draft)).await.expect(200);
    let back = provider.consent(begun["authorizeUrl"].as_str().expect("an address")).await;
    let shown = admin.follow(back.as_str()).await;
    assert!(shown.contains("/integrations/connected?workspace="), "{shown}");

    let workspace = api.all("/workspaces").await.remove(0);
    assert_finished(&api.first_sync(&workspace["id"]).await);
    let accounts = api.all(&format!("/services/{}/accounts", id(&service))).await;
    let names: Vec<_> = accounts.iter().map(|account| account["userName"].as_str().expect("a user name")).collect();
    assert_eq!(names, ["sato", "suzuki", "takahashi"]);
}
