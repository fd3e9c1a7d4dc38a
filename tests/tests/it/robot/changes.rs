//! Accounts changed on the pages of a service, as a person would do it.

use daicho_tests::member_site::{MemberSite, Traits, member};
use daicho_tests::recipe_run::RecipeRun;
use serde_json::json;

use super::{RECIPE, VALUES};

fn site() -> MemberSite {
    MemberSite::start(Traits { members: 45, ..Traits::default() })
}

async fn change(site: &MemberSite, operation: &[&str]) -> RecipeRun {
    RecipeRun::change(operation, RECIPE, site.url(), &VALUES).await
}

#[tokio::test]
async fn a_member_is_invited_once_and_whoever_is_there_already_is_told() {
    let site = site();
    let invite = ["create", "email=new@example.com", "name=佐藤 花子", "role=Owner"];

    let run = change(&site, &invite).await;
    assert_eq!(run.printed["outcome"], json!({"account": null, "already": false}), "{}", run.told);
    let run = change(&site, &invite).await;

    let (kind, detail) = run.error();
    assert_eq!(kind, "already_exists");
    assert!(detail.contains("new@example.com is already a member"), "{detail}");
    assert_eq!(site.changes().invited, [["new@example.com", "佐藤 花子", "Owner"].map(str::to_owned)]);
    run.leaves_nothing_behind().await;
}

#[tokio::test]
async fn the_row_of_an_account_is_found_on_a_later_page_and_its_own_button_pressed() {
    let site = site();
    let [_, suspended, ..] = member(44);
    let [_, removed, ..] = member(30);

    let run = change(&site, &["suspend", &format!("id={suspended}")]).await;
    assert_eq!(run.printed["outcome"]["already"], false, "{}", run.told);
    // Its row says so already: nothing is pressed.
    let run = change(&site, &["suspend", &format!("id={suspended}")]).await;
    assert_eq!(run.printed["outcome"]["already"], true, "{}", run.told);
    assert!(run.told.contains("FIND the account's row, page 3") && !run.told.contains("PRESS the button “Suspend”"));
    let run = change(&site, &["delete", &format!("email={removed}")]).await;
    assert_eq!(run.printed["outcome"]["already"], false, "{}", run.told);
    let run = change(&site, &["delete", &format!("email={removed}")]).await;
    assert_eq!(run.printed["outcome"]["already"], true, "{}", run.told);

    let changes = site.changes();
    assert_eq!((&changes.suspended, &changes.removed), (&vec![suspended], &vec![removed]));
}

#[tokio::test]
async fn a_question_that_is_not_to_be_confirmed_is_answered_with_no_and_the_step_named() {
    let site = site();
    let recipe = RECIPE.replace("confirm: {in_row", "press: {in_row");

    let run = RecipeRun::change(&["delete", "email=person2@example.com"], &recipe, site.url(), &VALUES).await;

    let (kind, detail) = run.error();
    assert_eq!(kind, "page_changed");
    assert!(detail.contains("step 12 on /members") && detail.contains("“was removed” was not found"), "{detail}");
    assert!(!run.pictures().is_empty());
    assert!(site.changes().removed.is_empty());
}
