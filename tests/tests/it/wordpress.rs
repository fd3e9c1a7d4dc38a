//! The first story of all: a real WordPress with 230 users, from connecting it to who of them has left.

use std::collections::BTreeMap;

use daicho_tests::{
    daicho::{Api, Daicho, assert_finished, id},
    wordpress::{Wordpress, WordpressUser},
};
use reqwest::multipart::{Form, Part};
use serde_json::{Value, json};

on_both_databases!(a_real_wordpress_is_connected_synced_and_followed);

/// The last of the users who have left the company.
const RETIRED: usize = 12;

async fn a_real_wordpress_is_connected_synced_and_followed(daicho: Daicho) {
    let site = Wordpress::start().await;
    let users: Vec<_> = (1..230).map(WordpressUser::numbered).collect();
    site.add(&users);
    let api = daicho.api();

    wrong_password_is_named_and_nothing_stored(&api, &site).await;
    let workspace = connect(&api, &site, &site.application_password).await.expect(201);
    assert_finished(&api.first_sync(&workspace["id"]).await);
    every_user_is_listed_as_wordpress_knows_it(&api, &workspace, &users).await;

    import_employees(&api, &users).await;
    those_who_left_stand_out(&api, &workspace).await;

    let newcomer = WordpressUser::numbered(999);
    site.add(std::slice::from_ref(&newcomer));
    site.delete(&users[100]);
    assert_finished(&api.sync(&workspace["id"]).await);
    the_newcomer_appears_and_the_removed_vanishes(&api, &workspace, &newcomer, &users[100]).await;
    the_log_tells_of_both_syncs(&api, &workspace).await;
}

async fn connect(api: &Api, site: &Wordpress, password: &str) -> daicho_tests::daicho::Answer {
    let values = json!({
        "site_url": site.url, "username": site.administrator, "application_password": password,
    });
    api.connect_with("wordpress-self-host-api", "application_password", values, json!({})).await
}

async fn wrong_password_is_named_and_nothing_stored(api: &Api, site: &Wordpress) {
    let refused = connect(api, site, "not the password").await.expect(422);
    assert_eq!(refused["errorId"], "credentials_rejected");
    assert_eq!(api.all("/workspaces").await, Vec::<Value>::new());
}

async fn accounts_by_email(api: &Api, workspace: &Value, filter: &str) -> BTreeMap<String, Value> {
    let path = format!("/services/{}/accounts{filter}", workspace["serviceId"]);
    let accounts = api.all(&path).await;
    accounts
        .into_iter()
        .map(|account| (account["email"].as_str().expect("an e-mail address").to_owned(), account))
        .collect()
}

async fn every_user_is_listed_as_wordpress_knows_it(api: &Api, workspace: &Value, users: &[WordpressUser]) {
    let accounts = accounts_by_email(api, workspace, "").await;
    assert_eq!(accounts.len(), 230);
    for user in users {
        let account = &accounts[&user.email];
        assert_eq!(account["displayName"], user.display_name);
        assert_eq!(account["userName"], user.login);
        assert_eq!(account["roles"], json!([user.role]));
        let role = if user.role == "administrator" { "admin" } else { "other" };
        assert_eq!(account["role"], role, "{account:#}");
    }
}

async fn import_employees(api: &Api, users: &[WordpressUser]) {
    let line = |(index, user): (usize, &WordpressUser)| {
        let status = if index < RETIRED { "retired" } else { "active" };
        format!("{},{},E{index:04},{status},full_time_employee\n", user.display_name, user.email)
    };
    let lines: String = users.iter().enumerate().map(line).collect();
    let csv = format!("Display name,Primary email,Employee ID,Status,Type\n{lines}");
    let form = |dry_run: &str| {
        let file = Part::text(csv.clone()).file_name("employees.csv").mime_str("text/csv").expect("a file");
        Form::new().part("file", file).text("dryRun", dry_run.to_owned())
    };
    api.upload("/identity/import?dryRun=true", form("true")).await.expect(200);
    assert_eq!(api.all("/identity?statuses=retired&statuses=active&types=full_time_employee").await.len(), 0);
    api.upload("/identity/import?dryRun=false", form("false")).await.expect(200);
    assert_eq!(api.all("/identity?statuses=retired").await.len(), RETIRED);
}

async fn those_who_left_stand_out(api: &Api, workspace: &Value) {
    let retired = accounts_by_email(api, workspace, "?employeeStatuses=retired").await;
    let expected: Vec<_> = (1..=RETIRED).map(|number| WordpressUser::numbered(number).email).collect();
    assert_eq!(retired.keys().cloned().collect::<Vec<_>>(), expected);
    assert!(retired.values().all(|account| account["userType"] == "retired"), "{retired:#?}");
}

async fn the_newcomer_appears_and_the_removed_vanishes(
    api: &Api,
    workspace: &Value,
    newcomer: &WordpressUser,
    removed: &WordpressUser,
) {
    let accounts = accounts_by_email(api, workspace, "").await;
    assert_eq!(accounts.len(), 230);
    assert_eq!(accounts[&newcomer.email]["displayName"], newcomer.display_name);
    assert!(!accounts.contains_key(&removed.email));
    let vanished = &accounts_by_email(api, workspace, "?includeDeleted=true").await[&removed.email];
    assert_eq!(vanished["isDeleted"], true);
    let history = api.get(&format!("/accounts/{}/history", id(&vanished["accountId"]))).await.expect(200);
    let kinds: Vec<_> = history["items"].as_array().expect("events").iter().map(|event| &event["kind"]).collect();
    assert!(kinds.contains(&&json!("appeared")) && kinds.contains(&&json!("vanished")), "{history:#}");
}

async fn the_log_tells_of_both_syncs(api: &Api, workspace: &Value) {
    let path = format!("/integration-logs?workspaceIds={}&kinds=sync", id(&workspace["id"]));
    let log = api.get(&path).await.expect(200);
    let entries = log["items"].as_array().expect("log entries");
    let counts: Vec<_> = entries.iter().map(|entry| (&entry["counts"]["added"], &entry["counts"]["removed"])).collect();
    assert_eq!(counts, [(&json!(1), &json!(1)), (&json!(230), &json!(0))], "{entries:#?}");
}
