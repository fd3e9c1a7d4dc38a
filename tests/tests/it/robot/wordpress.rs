//! The real WordPress, on its own pages: no API, no application password.

use daicho_tests::recipe_run::RecipeRun;
use daicho_tests::wordpress::{Wordpress, WordpressUser};
use serde_json::json;

#[tokio::test]
async fn a_real_wordpress_is_read_on_its_pages() {
    let site = Wordpress::start().await;
    let users: Vec<_> = (1..230).map(WordpressUser::numbered).collect();
    site.add(&users);
    let list = async |password: &str| {
        let values = [("id", site.administrator), ("password", password), ("site_url", site.url.as_str())];
        RecipeRun::list("wordpress-self-host-api", &site.url, &values).await
    };

    let run = list("not the password").await;
    let (kind, detail) = run.error();
    assert_eq!(kind, "credentials_rejected", "{detail}");
    assert!(detail.contains("incorrect"), "{detail}");

    let run = list(site.password).await;
    let accounts = run.accounts();
    assert_eq!(accounts.len(), 230, "{}", run.told);
    for user in &users {
        let account = accounts.iter().find(|account| account["email"] == user.email).expect("the user");
        assert_eq!(account["username"], user.login);
        assert_eq!(account["roles"][0].as_str().map(str::to_lowercase).as_deref(), Some(user.role));
        assert_eq!(account["role_class"], if user.role == "administrator" { "admin" } else { "other" });
        assert!(account["external_id"].as_str().is_some_and(|id| id.parse::<u32>().is_ok()), "{account}");
    }
    assert!(!run.told.contains(site.password));

    site.rename_the_column_of_addresses("Contact");
    let run = list(site.password).await;
    let (kind, detail) = run.error();
    assert_eq!(kind, "page_changed");
    assert!(detail.contains("step 7 on /wp-admin/users.php") && detail.contains("“Email / メール”"), "{detail}");
    assert!(detail.contains("Contact") && detail.contains("Username"), "{detail}");
    let picture = run.pictures().pop().expect("a picture of the page");
    assert_eq!(std::fs::read(picture).expect("a file")[..3], [0xff, 0xd8, 0xff], "{}", json!(detail));
}
