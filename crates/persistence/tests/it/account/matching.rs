use daicho_domain::account::{AccountKind, ReportedAccount};
use daicho_domain::ids::PeopleId;
use daicho_persistence::account::matching::{Scope, rematch};
use sea_orm::ConnectionTrait;

use crate::stores::{Bench, ScriptedConnector, Stores, for_each_database};

fn with_email(id: &str, email: &str) -> ReportedAccount {
    let mut account = ReportedAccount::new(id);
    account.email = Some(email.into());
    account
}

async fn judged(stores: &Stores, external_id: &str) -> (Option<i64>, Option<String>, String) {
    let transaction = stores.database.read(stores.organization).await.unwrap();
    let row = transaction
        .query_one_raw(stores.statement(
            "SELECT identity_id, match_rule, user_type FROM account WHERE external_id = $1",
            [external_id.into()],
        ))
        .await
        .unwrap()
        .unwrap();
    (row.try_get_by_index(0).unwrap(), row.try_get_by_index(1).unwrap(), row.try_get_by_index(2).unwrap())
}

#[tokio::test]
async fn without_a_directory_the_domain_decides() {
    for_each_database(|stores| async move {
        let mut bot = with_email("bot", "bot@example.com");
        bot.kind = AccountKind::System;
        let served = vec![
            with_email("ours", "Ann@Mail.Example.com"),
            with_email("theirs", "bob@notexample.com"),
            ReportedAccount::new("nobody"),
            bot,
        ];
        let bench = Bench::new(stores, ScriptedConnector::serving(served, 10)).await;
        bench.sync().await;
        for (id, expected) in [("ours", "employee"), ("theirs", "external"), ("nobody", "unknown"), ("bot", "system")] {
            assert_eq!(judged(&bench.stores, id).await, (None, None, expected.to_owned()), "{id}");
        }
    })
    .await;
}

#[tokio::test]
async fn people_are_found_by_address_alias_and_number_and_tell_the_type() {
    for_each_database(|stores| async move {
        let ann = stores.add_person("ann@example.com", "managed", "active").await;
        let bob = stores.add_person("bob@example.com", "managed", "retired").await;
        let eve = stores.add_person("eve@partner.example", "external", "active").await;
        let transaction = stores.write().await;
        stores.add_address(&transaction, ann, "ann.private@mail.example", "secondary").await;
        transaction.commit().await.unwrap();
        stores.execute(&format!("UPDATE identity SET employee_number = 'E7' WHERE id = {eve}")).await;
        let mut numbered = ReportedAccount::new("number");
        numbered.employee_number = Some("E7".into());
        let mut aliased = with_email("alias", "someone@else.example");
        aliased.aliases = vec!["Ann@Example.com".into()];
        let served = vec![
            with_email("email", "ANN@example.com"),
            with_email("secondary", "ann.private@mail.example"),
            with_email("retired", "bob@example.com"),
            with_email("left", "gone@example.com"),
            numbered,
            aliased,
        ];
        let bench = Bench::new(stores, ScriptedConnector::serving(served, 10)).await;
        bench.sync().await;
        for (id, person, rule, user_type) in [
            ("email", Some(ann), Some("email"), "employee"),
            ("secondary", Some(ann), Some("secondary_email"), "employee"),
            ("alias", Some(ann), Some("alias"), "employee"),
            ("retired", Some(bob), Some("email"), "retired"),
            ("number", Some(eve), Some("employee_number"), "external"),
            ("left", None, None, "retired"),
        ] {
            let expected = (person, rule.map(str::to_owned), user_type.to_owned());
            assert_eq!(judged(&bench.stores, id).await, expected, "{id}");
        }
    })
    .await;
}

#[tokio::test]
async fn a_change_of_people_moves_their_accounts() {
    for_each_database(|stores| async move {
        let bench = Bench::new(stores, ScriptedConnector::serving(vec![with_email("1", "ann@example.com")], 10)).await;
        bench.sync().await;
        let stores = &bench.stores;
        let ann = stores.add_person("ann@example.com", "managed", "active").await;
        let boss = stores.add_person("boss@example.com", "managed", "on_leave").await;
        let again = || async {
            let transaction = stores.write().await;
            let people = [PeopleId(ann), PeopleId(boss)];
            rematch(&transaction, stores.organization, Scope::Identities(&people)).await.unwrap();
            transaction.commit().await.unwrap();
            judged(stores, "1").await
        };
        assert_eq!(again().await, (Some(ann), Some("email".into()), "employee".into()));
        stores.execute(&format!("UPDATE identity SET merged_into = {boss} WHERE id = {ann}")).await;
        assert_eq!(again().await, (Some(boss), Some("email".into()), "on_leave".into()));
        assert_eq!(stores.count("SELECT accounts FROM account_tally WHERE user_type = 'on_leave'").await, 1);
    })
    .await;
}
