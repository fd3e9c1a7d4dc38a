//! One offboarding through services that do well, badly, late and not at all; and the record that proves it.

use std::{
    collections::BTreeMap,
    fs,
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicUsize, Ordering},
    },
    time::Duration,
};

use daicho_tests::{
    daicho::{Api, Daicho, assert_finished, id},
    moto::Moto,
    polling::eventually,
    scim_server::ScimServer,
    session::Session,
    vendor_mock::Reply,
    wordpress::{Wordpress, WordpressUser},
};
use reqwest::Method;
use serde_json::{Value, json};

use crate::scim_service::ScimService;

const LEAVER: &str = "user1@example.com";
const PATIENCE: Duration = Duration::from_mins(1);

/// Everything that the leaver has an account in.
struct Company {
    wordpress: Wordpress,
    aws: Moto,
    scim: ScimServer,
    flaky: ScimService,
    emptied: ScimService,
    locked: ScimService,
    rejects: Arc<AtomicBool>,
}

impl Company {
    async fn open() -> Self {
        let (wordpress, aws, scim) = tokio::join!(Wordpress::start(), Moto::start(), ScimServer::start());
        let leaver = WordpressUser {
            login: "user1".into(),
            email: LEAVER.into(),
            display_name: "佐藤 花子".into(),
            role: "author",
        };
        wordpress.add(&[leaver]);
        aws.create_user("user1").await;
        scim.create_user(LEAVER, "花子", "佐藤", true).await;
        let failures = AtomicUsize::new(0);
        let fails_twice = move |request: &daicho_tests::vendor_mock::Received| {
            (request.method == "DELETE" && failures.fetch_add(1, Ordering::Relaxed) < 2).then(|| Reply::status(500))
        };
        let rejects = Arc::new(AtomicBool::new(false));
        let rejected = {
            let rejects = Arc::clone(&rejects);
            move |_: &daicho_tests::vendor_mock::Received| rejects.load(Ordering::Relaxed).then(|| Reply::status(401))
        };
        Self {
            wordpress,
            aws,
            scim,
            flaky: ScimService::with_faults(3, Duration::ZERO, Box::new(fails_twice)),
            emptied: ScimService::with_users(3),
            locked: ScimService::with_faults(3, Duration::ZERO, Box::new(rejected)),
            rejects,
        }
    }

    /// Connects and syncs them all; gives the workspaces by name.
    async fn connect(&self, api: &Api) -> BTreeMap<&'static str, Value> {
        let site = &self.wordpress;
        let values = json!({
            "site_url": site.url, "username": site.administrator, "application_password": site.application_password,
        });
        let wordpress = api.connect_with("wordpress-self-host-api", "application_password", values, json!({})).await;
        let keys = json!({"access_key_id": "AKIAIOSFODNN7EXAMPLE", "secret_access_key": "a-secret-of-the-test"});
        let aws = api.connect("amazon-web-services", &self.aws.url, "access_key", keys).await;
        let values = json!({"base_url": self.scim.url, "token": self.scim.token});
        let scim = api.connect_with("scim", "bearer_token", values, json!({})).await;
        let (flaky, emptied, locked) =
            tokio::join!(self.flaky.connect(api), self.emptied.connect(api), self.locked.connect(api));
        let mut workspaces = BTreeMap::new();
        for (name, answer) in [
            ("wordpress", wordpress),
            ("aws", aws),
            ("scim", scim),
            ("flaky", flaky),
            ("emptied", emptied),
            ("locked", locked),
        ] {
            let workspace = answer.expect(201)["id"].clone();
            assert_finished(&api.first_sync(&workspace).await);
            workspaces.insert(name, workspace);
        }
        let by_hand = json!({"serviceName": "Paper files", "workspaceName": "Paper files", "customWorkspaceType": "manual_import"});
        let by_hand = api.post("/workspaces/custom", by_hand).await.expect(201)["workspace"]["id"].clone();
        let account = json!({"create": [{"email": LEAVER, "displayName": "佐藤 花子"}]});
        api.post(&format!("/workspaces/{}/accounts/custom", id(&by_hand)), account).await.expect(200);
        workspaces.insert("by hand", by_hand);
        workspaces
    }
}

on_both_databases!(a_leaver_is_offboarded_and_the_record_proves_it);

async fn a_leaver_is_offboarded_and_the_record_proves_it(daicho: Daicho) {
    let company = Company::open().await;
    let api = daicho.api();
    let workspaces = company.connect(&api).await;
    let person = leaver(&api, &workspaces["aws"]).await;
    company.emptied.remove("1");
    company.rejects.store(true, Ordering::Relaxed);

    let plan = planned(&api, &company, &workspaces, &person).await;
    let offboarding = api.post("/offboardings", plan).await.expect(201);
    let path = format!("/offboardings/{}", id(&offboarding["id"]));
    assert_eq!(offboarding["state"], "planned");
    api.post(&format!("{path}/run"), json!({})).await.expect(200);
    let ended = rests(&api, &path).await;

    assert_eq!(ended["state"], "needs_person", "{ended:#}");
    let states = states(&ended, &workspaces);
    for done in ["wordpress", "aws", "scim", "flaky", "emptied"] {
        assert_eq!(states[done], ("done", true), "{done}: {ended:#}");
    }
    assert_eq!(states["locked"], ("failed", false), "{ended:#}");
    assert_eq!(states["by hand"], ("by_hand", false), "{ended:#}");
    let locked = step(&ended, &workspaces["locked"]);
    assert_eq!(locked["error"]["errorId"], "credentials_expired", "{locked:#}");
    assert_eq!(company.flaky.writes(), 3, "fails twice, then does it");

    what_is_left_is_done_by_people(&api, &path, &company, &workspaces, &ended).await;
    the_record_holds_and_no_byte_of_it_can_change(&daicho, &api, &path).await;
}

/// Somebody who has left; the account in AWS, which has no address, is linked by hand.
async fn leaver(api: &Api, aws: &Value) -> Value {
    let person = json!({"employeeStatus": "retired", "employeeType": "full_time_employee", "firstName": "花子",
        "lastName": "佐藤", "displayName": "佐藤 花子", "primaryEmail": LEAVER});
    let person = api.post("/identity", person).await.expect(201)["peopleId"].clone();
    let accounts = api.all(&format!("/accounts?workspaceIds={}", id(aws))).await;
    let account = id(&accounts[0]["accountId"]);
    api.put(&format!("/accounts/{account}/person"), json!({"peopleId": person})).await.expect(200);
    person
}

async fn planned(api: &Api, company: &Company, workspaces: &BTreeMap<&str, Value>, person: &Value) -> Value {
    let wordpress = id(&workspaces["wordpress"]);
    let accounts = api.all(&format!("/accounts?workspaceIds={wordpress}")).await;
    let account =
        |email: &str| accounts.iter().find(|account| account["email"] == email).expect("the account")["id"].clone();
    let (leaver, successor) = (account(LEAVER), account(company.wordpress.administrator_email));
    let steps = json!([{"accountId": leaver, "action": "transfer", "transferTo": successor}]);
    let plan = json!({"peopleId": person, "steps": steps, "tasks": [{"title": "Collect the laptop", "dueDate": "2030-01-31"}]});

    let mut dry = plan.clone();
    dry["dryRun"] = json!(true);
    let shown = api.post("/offboardings", dry).await.expect(200);
    assert_eq!(shown["steps"].as_array().map(Vec::len), Some(8), "{shown:#}");
    assert_eq!(api.all("/offboardings").await.len(), 0);
    let orders: Vec<i64> =
        shown["steps"].as_array().expect("steps").iter().filter_map(|step| step["order"].as_i64()).collect();
    assert!(orders.is_sorted() && orders.first() < orders.last(), "the identity provider goes last: {orders:?}");
    plan
}

fn step<'a>(offboarding: &'a Value, workspace: &Value) -> &'a Value {
    let steps = offboarding["steps"].as_array().expect("steps");
    steps.iter().find(|step| &step["workspace"]["id"] == workspace).expect("the step")
}

/// By workspace: the state of its step, and whether the account is known to be gone.
fn states<'a>(
    offboarding: &'a Value,
    workspaces: &BTreeMap<&'static str, Value>,
) -> BTreeMap<&'static str, (&'a str, bool)> {
    let of = |workspace: &Value| {
        let step = step(offboarding, workspace);
        (step["state"].as_str().expect("a state"), step["verified"]["gone"] == true)
    };
    workspaces.iter().map(|(name, workspace)| (*name, of(workspace))).collect()
}

async fn rests(api: &Api, path: &str) -> Value {
    eventually("the offboarding to rest", PATIENCE, async || {
        let offboarding = api.get(path).await.expect(200);
        (offboarding["state"] != "running" && offboarding["state"] != "planned").then_some(offboarding)
    })
    .await
}

async fn what_is_left_is_done_by_people(
    api: &Api,
    path: &str,
    company: &Company,
    workspaces: &BTreeMap<&str, Value>,
    left: &Value,
) {
    company.rejects.store(false, Ordering::Relaxed);
    let by_hand = id(&step(left, &workspaces["by hand"])["id"]);
    let steps = left["steps"].as_array().expect("steps");
    let task = id(&steps.iter().find(|step| step["kind"] == "task").expect("the task")["id"]);
    for step in [by_hand, task] {
        let note = json!({"note": "Done by the office"});
        api.post(&format!("{path}/steps/{step}/complete"), note).await.expect(200);
    }
    rests(api, path).await;
    api.post(&format!("{path}/retry"), json!({})).await.expect(200);
    let done = rests(api, path).await;
    assert_eq!(done["state"], "done", "{done:#}");
    assert_eq!(done["progress"]["done"], done["progress"]["total"]);
    assert!(!company.locked.emails().contains(&LEAVER.to_owned()));
}

async fn the_record_holds_and_no_byte_of_it_can_change(daicho: &Daicho, api: &Api, path: &str) {
    let folder = tempfile::tempdir().expect("a folder");
    let json = folder.path().join("record.json");
    let pdf = folder.path().join("record.pdf");
    for (kind, file) in [("record", &json), ("record.pdf", &pdf)] {
        let answer = api.request(reqwest::Method::GET, &format!("{path}/{kind}")).send().await.expect("an answer");
        assert_eq!(answer.status(), 200, "{kind}");
        fs::write(file, answer.bytes().await.expect("the record")).expect("a file");
        let name = file.to_str().expect("a name");
        assert!(daicho.operator(&["verify-record", name]).status.success(), "{kind} does not hold");

        let mut bytes = fs::read(file).expect("the record");
        for place in [10, bytes.len() / 2, bytes.len() - 5] {
            bytes[place] ^= 1;
            fs::write(file, &bytes).expect("a file");
            let verified = daicho.operator(&["verify-record", name]);
            assert!(!verified.status.success(), "{kind} holds with byte {place} changed");
            bytes[place] ^= 1;
        }
    }
}

#[tokio::test]
async fn plans_that_do_not_fit_are_refused_with_their_field() {
    let daicho = Daicho::start().await;
    let service = ScimService::with_users(3);
    let api = daicho.api();
    let workspace = service.connect(&api).await.expect(201)["id"].clone();
    assert_finished(&api.first_sync(&workspace).await);
    let person = json!({"employeeStatus": "retired", "employeeType": "full_time_employee", "firstName": "A",
        "lastName": "B", "displayName": "A B", "primaryEmail": LEAVER});
    let person = api.post("/identity", person).await.expect(201)["peopleId"].clone();
    let field = async |api: &Api, plan: Value| {
        api.post("/offboardings", plan).await.expect(400)["errorDetails"]["fields"][0]["field"].clone()
    };
    let past = json!({"peopleId": person, "runAt": "2020-01-01T00:00:00Z"});
    assert_eq!(field(&api, past).await, "runAt");
    let theirs = json!([{"accountId": format!("{}#0", id(&workspace)), "action": "delete"}]);
    assert_eq!(field(&api, json!({"peopleId": person, "steps": theirs})).await, "steps[0].accountId");
    assert_eq!(field(&api, json!({"peopleId": person, "approverId": 9_999})).await, "approverId");

    let other = daicho.add_organization("Other", "other.example");
    other.post("/offboardings", json!({"peopleId": person})).await.expect(404);
    let foreign = json!([{"accountId": format!("{}#1", id(&workspace)), "action": "delete"}]);
    let nobody = json!({"employeeStatus": "active", "employeeType": "full_time_employee", "firstName": "C",
        "lastName": "D", "displayName": "C D", "primaryEmail": "c@other.example"});
    let nobody = other.post("/identity", nobody).await.expect(201)["peopleId"].clone();
    assert_eq!(field(&other, json!({"peopleId": nobody, "steps": foreign})).await, "steps[0].accountId");

    api.post("/offboardings", json!({"peopleId": person})).await.expect(201);
    let twice = api.post("/offboardings", json!({"peopleId": person})).await.expect(409);
    assert_eq!(twice["errorId"], "offboarding_in_progress");
    assert_eq!(service.writes(), 0);
}

#[tokio::test]
async fn somebody_hired_anew_is_not_offboarded_by_itself() {
    let daicho = Daicho::start().await;
    let service = ScimService::with_users(3);
    let api = daicho.api();
    let workspace = service.connect(&api).await.expect(201)["id"].clone();
    assert_finished(&api.first_sync(&workspace).await);
    let mut body = json!({"employeeStatus": "retired", "employeeType": "full_time_employee", "firstName": "A",
        "lastName": "B", "displayName": "A B", "primaryEmail": LEAVER});
    let person = api.post("/identity", body.clone()).await.expect(201);
    let soon = (chrono::Utc::now() + chrono::TimeDelta::seconds(2)).to_rfc3339();
    let plan = json!({"peopleId": person["peopleId"], "runAt": soon});
    let offboarding = api.post("/offboardings", plan).await.expect(201);
    body["employeeStatus"] = json!("active");
    api.put(&format!("/identity/{}", id(&person["id"])), body).await.expect(200);

    let held = rests(&api, &format!("/offboardings/{}", id(&offboarding["id"]))).await;
    assert_eq!(held["state"], "needs_person");
    assert_eq!(service.writes(), 0);
}

#[tokio::test]
async fn an_approver_who_has_left_is_replaced_by_another_one() {
    let daicho = Daicho::start().await;
    let api = daicho.api();
    let body = json!({"employeeStatus": "retired", "employeeType": "full_time_employee", "firstName": "A",
        "lastName": "B", "displayName": "A B", "primaryEmail": LEAVER});
    let person = api.post("/identity", body).await.expect(201)["peopleId"].clone();
    let (gone, there) = tokio::join!(
        Session::of_new_user(&api, "gone@example.com", "admin"),
        Session::of_new_user(&api, "there@example.com", "admin"),
    );
    let user = |session: &Session| session.about["user"]["id"].clone();
    let plan = json!({"peopleId": person, "approverId": user(&gone)});
    let offboarding = api.post("/offboardings", plan).await.expect(201);
    assert_eq!(offboarding["state"], "waiting_for_approval");
    let path = format!("/offboardings/{}", id(&offboarding["id"]));
    api.delete(&format!("/users/{}", id(&user(&gone)))).await.expect(204);
    let missing = api.post(&format!("{path}/run"), json!({})).await.expect(409);
    assert_eq!(missing["errorId"], "approval_missing");
    let other = there.send(Method::POST, &format!("{path}/approve"), Some(json!({}))).await.expect(403);
    assert_eq!(other["errorId"], "not_the_approver");
    let again = api.patch(&path, json!({"approverId": user(&gone)})).await.expect(400);
    assert_eq!(again["errorDetails"]["fields"][0]["field"], "approverId");
    api.patch(&path, json!({"approverId": user(&there)})).await.expect(200);
    there.send(Method::POST, &format!("{path}/approve"), Some(json!({}))).await.expect(200);
    api.post(&format!("{path}/run"), json!({})).await.expect(200);
    assert_eq!(rests(&api, &path).await["state"], "done", "there was nothing to close");
}
