use daicho_domain::account::{AccountQuery, AccountStore};
use daicho_domain::alert::{AlertLevel, AlertQuery, AlertStore, AlertType as T};
use daicho_domain::directory::{DirectoryStore, IdentityQuery};
use daicho_domain::ids::{PeopleId, ServiceId, WorkspaceId};
use daicho_domain::list::PageRequest;
use daicho_persistence::account::SqlAccounts;
use daicho_persistence::directory::SqlDirectoryStore;

use super::{Ledger, expected, nobodys, unused};
use crate::stores::{account, for_each_database};

#[tokio::test]
async fn every_filter_finds_exactly_what_it_names() {
    for_each_database(|stores| async move {
        let retired = stores.add_person("user0@example.com", "managed", "retired").await;
        stores.add_person("user1@example.com", "managed", "active").await;
        let mut named = account(0);
        named.display_name = Some("田中 太郎".into());
        let ledger = Ledger::serving(stores, vec![named, unused(1, 60), nobodys("x")]).await;
        ledger.bench.sync().await;
        let (zero, one, x) = (("0", T::RetiredAccount), ("1", T::InactiveAccount), ("x", T::UnknownAccount));
        let workspace = ledger.bench.workspace.id;
        let all = AlertQuery::default;
        for (query, found) in [
            (all(), &[zero, one, x][..]),
            (AlertQuery { kinds: vec![T::UnknownAccount, T::PublicFiles], ..all() }, &[x]),
            (AlertQuery { level: Some(AlertLevel::Warning), ..all() }, &[zero]),
            (AlertQuery { services: vec![ServiceId(7)], ..all() }, &[zero, one, x]),
            (AlertQuery { services: vec![ServiceId(8)], ..all() }, &[]),
            (AlertQuery { service_name: Some("scripted".into()), ..all() }, &[zero, one, x]),
            (AlertQuery { service_name: Some("Script".into()), ..all() }, &[zero, one, x]),
            (AlertQuery { service_name: Some("other".into()), ..all() }, &[]),
            (AlertQuery { workspaces: vec![workspace], ..all() }, &[zero, one, x]),
            (AlertQuery { workspaces: vec![WorkspaceId(workspace.0 + 1)], ..all() }, &[]),
            (AlertQuery { person: Some(PeopleId(retired)), ..all() }, &[zero]),
            (AlertQuery { user_identifier: Some("User1@example.com".into()), ..all() }, &[one]),
            (AlertQuery { user_identifier: Some("x".into()), ..all() }, &[x]),
            (AlertQuery { user_identifier: Some(format!("{workspace}#user0@example.com")), ..all() }, &[zero]),
            (AlertQuery { user_identifier: Some("7#user0@example.com".into()), ..all() }, &[zero]),
            (AlertQuery { user_identifier: Some("8#user0@example.com".into()), ..all() }, &[]),
            (AlertQuery { keyword: Some("田中".into()), ..all() }, &[zero]),
            (AlertQuery { keyword: Some("scripted".into()), ..all() }, &[zero, one, x]),
        ] {
            assert_eq!(ledger.found(query.clone()).await, expected(found), "{query:?}");
        }
        let other = ledger.bench.stores.add_organization("Other", "other.example").await;
        let page = PageRequest { limit: 20, cursor: None };
        assert_eq!(ledger.alerts.list(other, &all(), &page).await.unwrap().items, []);
        assert_eq!(ledger.alerts.counts(other).await.unwrap(), []);
    })
    .await;
}

#[tokio::test]
async fn accounts_and_people_are_found_by_their_alerts() {
    for_each_database(|stores| async move {
        stores.add_person("user0@example.com", "managed", "retired").await;
        stores.add_person("user1@example.com", "managed", "active").await;
        let ledger = Ledger::serving(stores, vec![account(0), unused(1, 60), nobodys("x")]).await;
        ledger.bench.sync().await;
        let (database, organization) = (ledger.bench.stores.database.clone(), ledger.bench.stores.organization);
        let (accounts, directory) = (SqlAccounts::new(database.clone()), SqlDirectoryStore::new(database));
        let page = PageRequest { limit: 20, cursor: None };
        for (kinds, ids, people) in [
            (vec![T::RetiredAccount], vec!["0"], vec!["user0@example.com"]),
            (vec![T::InactiveAccount], vec!["1"], vec!["user1@example.com"]),
            (vec![T::UnknownAccount], vec!["x"], vec![]),
            (
                vec![T::InactiveAccount, T::RetiredAccount],
                vec!["0", "1"],
                vec!["user0@example.com", "user1@example.com"],
            ),
            (vec![T::PublicFiles], vec![], vec![]),
        ] {
            let query = AccountQuery { alerts: kinds.clone(), ..AccountQuery::default() };
            let found = accounts.list(organization, &query, &page).await.unwrap().items;
            assert_eq!(found.iter().map(|found| found.external_id.as_str()).collect::<Vec<_>>(), ids, "{kinds:?}");
            let query = IdentityQuery { alerts: kinds.clone(), ..IdentityQuery::default() };
            let found = directory.list(organization, &query, &page).await.unwrap().items;
            let names: Vec<_> = found.iter().map(|entry| entry.identity.display_name.as_str()).collect();
            assert_eq!(names, people, "{kinds:?}");
        }
    })
    .await;
}
