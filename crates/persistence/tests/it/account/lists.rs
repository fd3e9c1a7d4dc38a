use daicho_domain::access::Actor;
use daicho_domain::account::{
    Account, AccountEventKind, AccountQuery, AccountSort, AccountStore, MatchRule, ReportedAccount, UserType,
};
use daicho_domain::ids::PeopleId;
use daicho_domain::list::{PageRequest, SortOrder};
use daicho_persistence::account::SqlAccounts;

use crate::stores::{Bench, ScriptedConnector, Stores, account, for_each_database};

fn people() -> Vec<ReportedAccount> {
    let mut accounts: Vec<ReportedAccount> = (0..25).map(account).collect();
    accounts[0].display_name = Some("田中 太郎".into());
    accounts[1].roles = vec!["admin".into(), "50%_off".into()];
    accounts[2].roles = vec!["administrator".into()];
    accounts[3].two_factor = Some(true);
    accounts[4].two_factor = Some(false);
    accounts[5].last_activity = Some("2026-11-01T00:00:00Z".parse().unwrap());
    accounts[6].last_activity = Some("2026-11-01T00:00:00.120Z".parse().unwrap());
    accounts
}

async fn ledger(stores: Stores) -> (Bench, SqlAccounts) {
    let bench = Bench::new(stores, ScriptedConnector::serving(people(), 10)).await;
    bench.sync().await;
    let accounts = SqlAccounts::new(bench.stores.database.clone());
    (bench, accounts)
}

async fn all(bench: &Bench, accounts: &SqlAccounts, query: AccountQuery) -> Vec<Account> {
    let mut found = Vec::new();
    let mut page = PageRequest { limit: 4, cursor: None };
    loop {
        let next = accounts.list(bench.stores.organization, &query, &page).await.unwrap();
        found.extend(next.items);
        page.limit = found.len().try_into().unwrap();
        page.cursor = next.next_cursor;
        if page.cursor.is_none() {
            return found;
        }
    }
}

async fn names(bench: &Bench, accounts: &SqlAccounts, query: AccountQuery) -> Vec<String> {
    all(bench, accounts, query).await.into_iter().map(|account| account.external_id).collect()
}

#[tokio::test]
async fn every_order_shows_every_account_once_in_both_directions() {
    for_each_database(|stores| async move {
        let (bench, accounts) = ledger(stores).await;
        for sort in AccountSort::ALL {
            let forth = AccountQuery { sort: *sort, ..AccountQuery::default() };
            let back = AccountQuery { order: SortOrder::Descending, ..forth.clone() };
            let forth = names(&bench, &accounts, forth).await;
            let mut back = names(&bench, &accounts, back).await;
            back.reverse();
            assert_eq!(forth, back, "{sort}");
            assert_eq!(forth.len(), 25, "{sort}");
        }
        let latest =
            AccountQuery { sort: AccountSort::LastActivity, order: SortOrder::Descending, ..Default::default() };
        assert_eq!(names(&bench, &accounts, latest).await[..2], ["6", "5"]);
    })
    .await;
}

#[tokio::test]
async fn filters_and_searches_find_exactly_what_they_name() {
    for_each_database(|stores| async move {
        let (bench, accounts) = ledger(stores).await;
        let searched = |text: &str| AccountQuery { keyword: Some(text.into()), ..AccountQuery::default() };
        assert_eq!(names(&bench, &accounts, searched("田中")).await, ["0"]);
        assert_eq!(names(&bench, &accounts, searched("ＵＳＥＲ 17")).await, ["17"]);
        assert_eq!(names(&bench, &accounts, searched("user21@")).await, ["21"]);
        let role = |text: &str| AccountQuery { service_roles: vec![text.into()], ..AccountQuery::default() };
        assert_eq!(names(&bench, &accounts, role("admin")).await, ["1"]);
        assert_eq!(names(&bench, &accounts, role("50%_off")).await, ["1"]);
        assert!(names(&bench, &accounts, role("50xoff")).await.is_empty());
        let without = AccountQuery { two_factor: Some(false), ..AccountQuery::default() };
        assert_eq!(names(&bench, &accounts, without).await, ["4"]);
        let since = Some("2026-11-01T00:00:00.100Z".parse().unwrap());
        let active = AccountQuery { last_activity_after: since, ..AccountQuery::default() };
        assert_eq!(names(&bench, &accounts, active).await, ["6"]);
        let page = PageRequest { limit: 4, cursor: None };
        let counted = accounts.list(bench.stores.organization, &AccountQuery::default(), &page).await.unwrap();
        assert_eq!(counted.total, Some(25));
        let other = bench.stores.add_organization("Other", "other.example").await;
        assert_eq!(accounts.list(other, &searched("user"), &page).await.unwrap().items, []);
    })
    .await;
}

#[tokio::test]
async fn a_search_that_thousands_match_shows_some_to_people_and_all_to_files() {
    for_each_database(|stores| async move {
        let mut people: Vec<ReportedAccount> = (0..2_500).map(account).collect();
        for account in people.iter_mut().skip(2_100) {
            account.display_name = Some("田中 太郎".into());
            account.email = None;
        }
        let bench = Bench::new(stores, ScriptedConnector::serving(people, 500)).await;
        bench.sync().await;
        let accounts = SqlAccounts::new(bench.stores.database.clone());
        let searched = |text: &str, sort, every_match| {
            let keyword = Some(text.into());
            AccountQuery { keyword, sort, every_match, ..AccountQuery::default() }
        };
        for sort in [AccountSort::DisplayName, AccountSort::Workspace] {
            // Three letters are looked up in the index of trigrams, two from the beginning of the name.
            for (text, every, expected) in
                [("user", true, 2_100), ("us", true, 2_100), ("user", false, 2_000), ("us", false, 2_000)]
            {
                let query = searched(text, sort, every);
                let page = PageRequest { limit: 50, cursor: None };
                let first = accounts.list(bench.stores.organization, &query, &page).await.unwrap();
                assert_eq!(first.total, None, "{text} by {sort}");
                let names: Vec<_> =
                    all(&bench, &accounts, query).await.into_iter().map(|account| account.display_name).collect();
                assert_eq!(names.len(), expected, "{text} by {sort}");
                assert!(names.is_sorted(), "{text} by {sort}");
            }
        }
        let few = searched("田中", AccountSort::DisplayName, false);
        let page = PageRequest { limit: 50, cursor: None };
        let few = accounts.list(bench.stores.organization, &few, &page).await.unwrap();
        assert_eq!(few.total, Some(400));
    })
    .await;
}

#[tokio::test]
async fn a_memo_is_found_until_it_is_removed_and_stays_over_syncs() {
    for_each_database(|stores| async move {
        let (bench, accounts) = ledger(stores).await;
        let organization = bench.stores.organization;
        let searched = || AccountQuery { keyword: Some("共有端末".into()), ..AccountQuery::default() };
        let one = all(&bench, &accounts, AccountQuery::default()).await[0].id;
        accounts.set_memo(organization, one, Some("共有端末で使用".into())).await.unwrap();
        assert_eq!(all(&bench, &accounts, searched()).await.len(), 1);
        let mut changed = people();
        for account in &mut changed {
            account.licenses = vec!["Pro".into()];
        }
        bench.connector.serve(changed);
        bench.sync().await;
        assert_eq!(all(&bench, &accounts, searched()).await[0].memo.as_deref(), Some("共有端末で使用"));
        accounts.set_memo(organization, one, Some("別のメモ".into())).await.unwrap();
        accounts.set_memo(organization, one, None).await.unwrap();
        assert!(all(&bench, &accounts, searched()).await.is_empty());
        let by_name = AccountQuery { keyword: Some("user 10".into()), ..AccountQuery::default() };
        assert_eq!(all(&bench, &accounts, by_name).await.len(), 1);
    })
    .await;
}

#[tokio::test]
async fn what_somebody_decided_by_hand_outlives_syncs_and_can_be_taken_back() {
    for_each_database(|stores| async move {
        let boss = stores.add_person("boss@example.com", "managed", "retired").await;
        let (bench, accounts) = ledger(stores).await;
        let organization = bench.stores.organization;
        let seventh = AccountQuery { keyword: Some("user7@example.com".into()), ..AccountQuery::default() };
        let found = async || all(&bench, &accounts, seventh.clone()).await.remove(0);
        let before = found().await;
        assert_eq!((before.owner.is_none(), before.user_type), (true, UserType::Retired));
        accounts.link(organization, before.id, Some(PeopleId(boss)), &Actor::System).await.unwrap();
        bench.sync().await;
        let linked = found().await;
        assert_eq!(linked.owner.as_ref().map(|owner| owner.id), Some(PeopleId(boss)));
        assert_eq!(
            linked.matched.as_ref().map(|matched| (matched.rule, matched.pinned)),
            Some((MatchRule::Manual, true))
        );
        accounts.unlink(organization, before.id, &Actor::System).await.unwrap();
        assert_eq!(found().await.owner, None);
        let kinds: Vec<_> =
            accounts.history(&before, organization).await.unwrap().into_iter().map(|event| event.kind).collect();
        assert_eq!(kinds, [AccountEventKind::Unlinked, AccountEventKind::Linked, AccountEventKind::Appeared]);
    })
    .await;
}
