//! What stands in the way is named, with the step and a picture where a page has changed.

use daicho_tests::member_site::{MemberSite, Traits};
use daicho_tests::recipe_run::RecipeRun;

use super::{VALUES, table_recipe};

async fn error_of(traits: Traits, values: &[(&str, &str)]) -> (String, String) {
    let site = MemberSite::start(Traits { members: 5, ..traits });
    let run = RecipeRun::list(&table_recipe("none"), site.url(), values).await;
    let (kind, detail) = run.error();
    assert!(!run.pictures().is_empty());
    assert!(!run.told.contains(VALUES[1].1), "{}", run.told);
    (kind.to_owned(), detail.to_owned())
}

#[tokio::test]
async fn a_wrong_password_is_told_in_the_words_of_the_service() {
    let (kind, detail) = error_of(Traits::default(), &[VALUES[0], ("password", "not the password")]).await;
    assert_eq!(kind, "credentials_rejected");
    assert!(detail.contains("The ID or the password is incorrect."), "{detail}");
}

#[tokio::test]
async fn a_code_that_nobody_can_make_is_asked_for_or_is_wrong() {
    let traits = || Traits { one_time_code: Some("JBSWY3DPEHPK3PXP"), ..Traits::default() };
    assert_eq!(error_of(traits(), &VALUES).await.0, "second_factor_needed");

    let wrong = [VALUES[0], VALUES[1], ("totp_secret", "KRSXG5CTMVRXEZLU")];
    let (kind, detail) = error_of(traits(), &wrong).await;
    assert_eq!(kind, "credentials_rejected");
    assert!(detail.contains("one-time code was not accepted"), "{detail}");
}

#[tokio::test]
async fn pages_in_the_way_after_signing_in_are_told_apart() {
    for (page, kind) in [
        ("<p>We sent a verification code to k***@example.com.</p><input name=code>", "second_factor_unsupported"),
        ("<p>ご登録のメールアドレスに認証コードを送信しました。</p>", "second_factor_unsupported"),
        ("<p role=alert>Your organization requires single sign-on.</p>", "sso_enforced"),
        ("<p>Your password has expired. Choose a new one.</p><input type=password>", "password_expired"),
        ("<p>接続元IPアドレスからのアクセスは許可されていません。</p>", "ip_restricted"),
        ("<p>Prove that you are human</p><div class=h-captcha style='width:300px;height:80px'>☐</div>", "captcha"),
    ] {
        let found = error_of(Traits { after_sign_in: Some(page), ..Traits::default() }, &VALUES).await;
        assert_eq!(found.0, kind, "{page}: {}", found.1);
    }
}

#[tokio::test]
async fn a_page_that_changed_is_named_by_its_step_and_what_was_looked_for() {
    let site = MemberSite::start(Traits { members: 5, ..Traits::default() });
    let renamed = table_recipe("none").replace("State: State}", "State: Status}");

    let run = RecipeRun::list(&renamed, site.url(), &VALUES).await;

    let (kind, detail) = run.error();
    assert_eq!(kind, "page_changed");
    assert!(detail.contains("step 9") && detail.contains("“Status”"), "{detail}");
    assert!(detail.contains("Name, E-mail address, Role, State"), "{detail}");

    let other_button = table_recipe("none").replace("{button: Sign in}", "{button: Let me in}");
    let run = RecipeRun::list(&other_button, site.url(), &VALUES).await;
    let (kind, detail) = run.error();
    assert_eq!(kind, "page_changed");
    assert!(detail.contains("step 4 on /login") && detail.contains("“Let me in”"), "{detail}");
    assert!(!run.pictures().is_empty());
}

#[tokio::test]
async fn a_machine_without_a_browser_says_what_is_missing() {
    let site = MemberSite::start(Traits::default());
    let settings = [("DAICHO_CHROMIUM", "/nowhere/chromium")];

    let run = RecipeRun::list_with(&table_recipe("none"), site.url(), &VALUES, &settings).await;

    let (kind, detail) = run.error();
    assert_eq!(kind, "browser_missing");
    assert!(detail.contains("/nowhere/chromium"), "{detail}");
}
