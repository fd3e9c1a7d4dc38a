//! Killed in the middle: no run hangs, nothing is done twice, and nothing of a browser stays behind.

use std::time::{Duration, Instant};

use daicho_tests::browser;
use daicho_tests::daicho::{Api, Daicho, assert_finished, id};
use daicho_tests::member_site::{MemberSite, PASSWORD, Traits, member};
use daicho_tests::polling::eventually;
use daicho_tests::recipe_run::RecipeRun;
use reqwest::Method;
use serde_json::{Value, json};

use super::{RECIPE, VALUES};

on_both_databases!(
    a_server_killed_over_changes_goes_on_and_does_each_of_them_once,
    a_sync_whose_browser_is_killed_goes_on_by_itself,
);

/// For a robot on a busy machine to come as far as a change.
const PATIENCE: Duration = Duration::from_mins(2);

#[tokio::test]
async fn a_run_whose_browser_is_killed_ends_with_a_named_error_and_leaves_nothing_behind() {
    let site = MemberSite::start(Traits { members: 2_000, ..Traits::default() });
    let began = Instant::now();

    let run = RecipeRun::list_while(RECIPE, site.url(), &VALUES, async |folder| {
        eventually("the second page", PATIENCE, async || {
            site.service.received().iter().any(|request| request.parameter("page").is_some()).then_some(())
        })
        .await;
        browser::kill_nine(folder).await;
    })
    .await;

    let (kind, detail) = run.error();
    assert_eq!(kind, "unavailable", "{detail}");
    assert!(began.elapsed() < PATIENCE, "{:?}", began.elapsed());
    run.leaves_nothing_behind().await;
}

#[tokio::test]
async fn a_browser_whose_supervisor_is_killed_ends_all_the_same() {
    let site = MemberSite::start(Traits { members: 2_000, ..Traits::default() });

    let run = RecipeRun::list_while(RECIPE, site.url(), &VALUES, async |folder| {
        eventually("the second page", PATIENCE, async || {
            site.service.received().iter().any(|request| request.parameter("page").is_some()).then_some(())
        })
        .await;
        browser::kill_its_supervisor(folder).await;
        // While the program that started it is still there.
        browser::is_gone_from(folder).await;
    })
    .await;

    assert_eq!(run.error().0, "unavailable", "{}", run.error().1);
}

/// The API, and the workspace that the robot reads of the site.
async fn connected(daicho: &Daicho, site: &MemberSite) -> (Api, Value) {
    let api = daicho.api();
    api.post("/connectors", json!({"slug": "members", "manifest": RECIPE})).await.expect(201);
    let values = json!({"id": VALUES[0].1, "password": PASSWORD});
    let workspace = api.connect("members", site.url(), "id_password", values).await.expect(201)["id"].clone();
    assert_finished(&api.first_sync(&workspace).await);
    (api, workspace)
}

async fn a_server_killed_over_changes_goes_on_and_does_each_of_them_once(mut daicho: Daicho) {
    let site = MemberSite::start(Traits { members: 25, delay: Duration::from_secs(3), ..Traits::default() });
    let (api, workspace) = connected(&daicho, &site).await;
    let [_, leaver, ..] = member(23);
    let invite = json!({"data": {"email": "new@example.com", "name": "佐藤 花子"}});
    let delete = json!({"account": {"type": "delete", "id": format!("{}#{leaver}", id(&workspace))}});
    let accounts = format!("/workspaces/{}/accounts", id(&workspace));
    let plan = api.send(Method::DELETE, "/accounts?dryRun=true", Some(delete.clone())).await.expect(200);
    let steps: Vec<&Value> = plan["requests"].as_array().into_iter().flatten().map(|step| &step["method"]).collect();
    assert_eq!(steps, ["PRESS", "WAIT", "CONFIRM", "WAIT", "WAIT"], "{plan:#}");

    for (method, path, body) in [(Method::POST, accounts.as_str(), invite), (Method::DELETE, "/accounts", delete)] {
        let request = api.send(method, path, Some(body)).await.expect(202)["requestId"].clone();
        eventually("the change", PATIENCE, async || {
            let changes = site.changes();
            (!changes.invited.is_empty() && (path == accounts || !changes.removed.is_empty())).then_some(())
        })
        .await;
        // The service has done it and has not said so yet.
        daicho.kill_nine();
        browser::is_gone_from(daicho.temporary_files()).await;
        daicho.restart().await;
        assert_finished(&api.wait_for_request(&request).await);
    }

    let changes = site.changes();
    assert_eq!((changes.invited.len(), &changes.removed), (1, &vec![leaver]));
}

async fn a_sync_whose_browser_is_killed_goes_on_by_itself(daicho: Daicho) {
    let site = MemberSite::start(Traits { members: 400, ..Traits::default() });
    let (api, workspace) = connected(&daicho, &site).await;
    let lists = || site.service.received().iter().filter(|request| request.parameter("page").is_some()).count();
    let before = lists();

    let path = format!("/workspaces/{}/sync", id(&workspace));
    let request = api.post(&path, json!({})).await.expect(202)["requestId"].clone();
    eventually("the second page", PATIENCE, async || (lists() > before).then_some(())).await;
    browser::kill_nine(daicho.temporary_files()).await;

    assert_finished(&api.wait_for_request(&request).await);
    let known = api.get(&format!("/workspaces/{}", id(&workspace))).await.expect(200);
    assert_eq!(known["accountCount"], 400, "{known:#}");
    browser::is_gone_from(daicho.temporary_files()).await;
}
