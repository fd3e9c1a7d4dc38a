//! A site as difficult as sites are: each difficulty is read.

use std::time::Duration;

use daicho_tests::member_site::{List, MemberSite, Traits, member};
use daicho_tests::recipe_run::RecipeRun;
use serde_json::{Value, json};

use super::{VALUES, sign_in, table_recipe};

const PRESSED: &str = "{press: {link: Next}}";

/// Everybody is read once, with role and state.
#[track_caller]
fn everybody_was_read(run: &RecipeRun, members: usize) {
    let accounts = run.accounts();
    assert_eq!(accounts.len(), members, "{}", run.told);
    for (index, account) in accounts.iter().enumerate() {
        let [name, email, role, state] = member(index + 1);
        assert_eq!(account["email"], json!(email));
        assert_eq!(account["display_name"], json!(name));
        assert_eq!(account["roles"], json!([role]));
        assert_eq!(account["role_class"], if role == "Owner" { "admin" } else { "other" });
        assert_eq!(account["status"], json!(state.to_lowercase()));
    }
}

#[tokio::test]
async fn a_table_is_read_over_its_pages_and_no_secret_is_told() {
    let site = MemberSite::start(Traits { members: 45, ..Traits::default() });

    let run = RecipeRun::list(&table_recipe(PRESSED), site.url(), &VALUES).await;

    everybody_was_read(&run, 45);
    assert!(!run.told.contains(VALUES[1].1), "{}", run.told);
    assert!(run.told.contains("GO TO /login → 200"), "{}", run.told);
    assert!(run.pictures().len() >= 8, "{:?}", run.pictures());
    run.leaves_nothing_behind().await;
    let requests = site.service.received();
    let in_address = requests.iter().any(|request| format!("{:?}", request.query).contains("correct"));
    assert!(!in_address, "the password stood in an address");
}

#[tokio::test]
async fn pages_by_address_a_notice_in_the_way_and_moving_columns_are_no_trouble() {
    let traits = Traits { members: 41, notice: true, moving_columns: true, ..Traits::default() };
    let site = MemberSite::start(traits);

    let run = RecipeRun::list(&table_recipe("{go_to: '/members?page={{ page.number }}'}"), site.url(), &VALUES).await;

    everybody_was_read(&run, 41);
}

#[tokio::test]
async fn a_list_that_grows_is_scrolled_to_its_end() {
    let site = MemberSite::start(Traits { members: 130, list: List::Scrolled, ..Traits::default() });

    everybody_was_read(&RecipeRun::list(&table_recipe("scroll"), site.url(), &VALUES).await, 130);
}

#[tokio::test]
async fn a_page_that_fills_itself_is_waited_for_until_nothing_is_on_its_way() {
    let traits = || Traits { members: 10, list: List::Scrolled, delay: Duration::from_secs(4), ..Traits::default() };
    let arrived = "- wait_for: {role: {role: heading, name: Members}}";
    let at_once = table_recipe("none").replace(arrived, "- assert: {text: person10@example.com}");
    let at_rest = at_once.replace("- assert", "- wait_for: navigation\n      - wait_for: network_idle\n      - assert");

    let run = RecipeRun::list(&at_once, MemberSite::start(traits()).url(), &VALUES).await;
    assert_eq!(run.error().0, "page_changed");
    everybody_was_read(&RecipeRun::list(&at_rest, MemberSite::start(traits()).url(), &VALUES).await, 10);
}

#[tokio::test]
async fn a_file_in_a_japanese_encoding_is_downloaded_and_read() {
    let site = MemberSite::start(Traits { members: 300, list: List::Exported, ..Traits::default() });
    let recipe = format!(
        "{}
    download: {{press: {{button: Export as CSV}}, columns: [氏名, メールアドレス, 権限]}}
    account: {{id: $.メールアドレス, email: $.メールアドレス, display_name: $.氏名, roles: $.権限}}
",
        sign_in()
    );

    let run = RecipeRun::list(&recipe, site.url(), &VALUES).await;

    let accounts = run.accounts();
    assert_eq!(accounts.len(), 300);
    assert_eq!(accounts[299]["display_name"], "山田 太郎300");
    run.leaves_nothing_behind().await;
}

#[tokio::test]
async fn a_one_time_code_is_made_of_its_secret() {
    let secret = "JBSWY3DPEHPK3PXP";
    let site = MemberSite::start(Traits { members: 3, one_time_code: Some(secret), ..Traits::default() });
    let values = [VALUES[0], VALUES[1], ("totp_secret", secret)];

    everybody_was_read(&RecipeRun::list(&table_recipe(PRESSED), site.url(), &values).await, 3);
}

#[tokio::test]
async fn a_session_that_expires_half_way_is_signed_in_again_and_nobody_read_twice() {
    let site = MemberSite::start(Traits { members: 70, expires_after: Some(2), ..Traits::default() });

    let run = RecipeRun::list(&table_recipe(PRESSED), site.url(), &VALUES).await;

    everybody_was_read(&run, 70);
    let signed_in = |request: &&daicho_tests::vendor_mock::Received| request.method == "POST";
    assert_eq!(site.service.received().iter().filter(signed_in).count(), 2);
}

#[tokio::test]
async fn several_runs_share_a_browser_and_nothing_else() {
    let sites: Vec<_> =
        (1..=3).map(|number| MemberSite::start(Traits { members: number * 15, ..Traits::default() })).collect();
    let recipe = table_recipe(PRESSED);
    let runs = sites.iter().map(|site| RecipeRun::list(&recipe, site.url(), &VALUES));

    for (run, members) in futures::future::join_all(runs).await.iter().zip([15, 30, 45]) {
        let accounts: &[Value] = run.accounts();
        assert_eq!(accounts.len(), members);
    }
}
