//! AWS IAM, as moto plays it: keys, MFA, administrators.

use std::collections::BTreeMap;

use daicho_tests::{
    daicho::{Daicho, assert_finished},
    moto::Moto,
};
use serde_json::{Value, json};

on_both_databases!(iam_users_are_listed_with_their_second_factor_and_role);

async fn iam_users_are_listed_with_their_second_factor_and_role(daicho: Daicho) {
    let aws = Moto::start().await;
    for name in ["administrator", "developer", "leaver"] {
        aws.create_user(name).await;
    }
    aws.give_password("administrator").await;
    aws.give_mfa("administrator").await;
    aws.make_administrator("administrator").await;
    aws.give_key("developer").await;
    let key = aws.give_key("developer").await;
    aws.use_key(&key).await;
    let used = aws.last_use_of(&key).await;

    let api = daicho.api();
    let values = json!({"access_key_id": "AKIAIOSFODNN7EXAMPLE", "secret_access_key": "a-secret-of-the-test"});
    let workspace = api.connect("amazon-web-services", &aws.url, "access_key", values).await.expect(201);
    assert_finished(&api.first_sync(&workspace["id"]).await);

    let accounts = api.all(&format!("/services/{}/accounts", workspace["serviceId"])).await;
    let by_name: BTreeMap<&str, &Value> =
        accounts.iter().map(|account| (account["userName"].as_str().expect("a user name"), account)).collect();
    assert_eq!(by_name.keys().copied().collect::<Vec<_>>(), ["administrator", "developer", "leaver"]);
    assert_eq!(by_name["administrator"]["twoFa"], true);
    assert_eq!(by_name["developer"]["twoFa"], false);
    assert_eq!(by_name["administrator"]["role"], "admin");
    assert_eq!(by_name["leaver"]["role"], "other");
    let last_activity = by_name["developer"]["lastActivity"].as_str().expect("the last use of a key");
    assert_eq!(last_activity[..19], used[..19]);
    assert_eq!(by_name["leaver"]["lastActivity"], Value::Null);
}
