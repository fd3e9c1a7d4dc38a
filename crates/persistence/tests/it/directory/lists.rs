use std::collections::HashSet;

use daicho_domain::directory::{
    CustomFieldDraft, CustomFieldKind, CustomValues, DateRange, EmployeeStatus, IdentityPatch, IdentityQuery,
    IdentitySort, ManagementType, NameList, Patch,
};
use daicho_domain::list::{PageRequest, SortOrder};
use serde_json::json;

use super::{Directory, email, known_by, set};
use crate::support::for_each_database;

fn searching(keyword: &str) -> IdentityQuery {
    IdentityQuery { keyword: Some(keyword.to_owned()), ..IdentityQuery::default() }
}

async fn office(directory: &Directory) {
    for (address, last, first, department) in [
        ("taro@example.com", "田中", "太郎", "営業部"),
        ("hanako@example.com", "佐藤", "花子", "開発部"),
        ("zoe@example.com", "Ångström", "Zoë", "Sales"),
    ] {
        let patch = IdentityPatch {
            last_name: set(last),
            first_name: set(first),
            department: set(department),
            ..known_by(address)
        };
        directory.add(patch).await;
    }
}

#[tokio::test]
async fn people_are_found_by_any_part_of_what_they_are_known_by() {
    for_each_database(|database| async move {
        let directory = Directory::new(database).await;
        office(&directory).await;
        for (keyword, found) in [
            ("田中", "田中 太郎"),
            ("田中太郎", "田中 太郎"),
            ("太郎 営業", "田中 太郎"),
            ("佐", "佐藤 花子"),
            ("ＨＡＮＡＫＯ", "佐藤 花子"),
            ("ångs", "Ångström Zoë"),
            ("ån", "Ångström Zoë"),
            ("zoe@ex", "Ångström Zoë"),
        ] {
            assert_eq!(directory.names(searching(keyword)).await, [found], "{keyword}");
        }
        for keyword in ["山田", "\"", "%%%", "' OR 1=1 --", "田中 Sales", "\\"] {
            assert_eq!(directory.names(searching(keyword)).await, Vec::<String>::new(), "{keyword}");
        }
        assert_eq!(directory.names(searching("  ")).await.len(), 3);
    })
    .await;
}

#[tokio::test]
async fn a_file_has_every_match_of_a_search_and_a_list_ten_thousand() {
    for_each_database(|database| async move {
        let directory = Directory::new(database).await;
        let lines = (0..10_050).map(|number| format!("member{number}@example.com,Member\n"));
        directory.import(&format!("email,last name\n{}", lines.collect::<String>()), true).await;
        for (every_match, found) in [(true, 10_050), (false, 10_001)] {
            let query = IdentityQuery { every_match, ..searching("member") };
            let mut page = PageRequest { limit: 5_000, cursor: None };
            let mut known = HashSet::new();
            loop {
                let listed = directory.store.list(directory.organization, &query, &page).await.unwrap();
                assert_eq!(listed.total, None);
                known.extend(listed.items.iter().map(|entry| entry.identity.id));
                page.cursor = listed.next_cursor;
                if page.cursor.is_none() {
                    break;
                }
            }
            assert_eq!(known.len(), found);
        }
    })
    .await;
}

#[tokio::test]
async fn every_sort_pages_through_all_entries_once_in_both_directions() {
    for_each_database(|database| async move {
        let directory = Directory::new(database).await;
        office(&directory).await;
        for number in 0..7 {
            let day = format!("2026-01-0{}", number % 3 + 1).parse().unwrap();
            let patch = IdentityPatch {
                department: set(["A", "B"][number % 2]),
                contract_start: Patch::Set(day),
                employee_number: set(&format!("N{}", 9 - number)),
                ..known_by(&format!("person{number}@example.com"))
            };
            directory.add(patch).await;
        }
        for sort in IdentitySort::ALL {
            let mut orders = Vec::new();
            for order in [SortOrder::Ascending, SortOrder::Descending] {
                let query = IdentityQuery { sort: *sort, order: Some(order), ..IdentityQuery::default() };
                let (mut seen, mut cursor) = (Vec::new(), None);
                loop {
                    let page = PageRequest { limit: 3, cursor };
                    let page = directory.store.list(directory.organization, &query, &page).await.unwrap();
                    assert_eq!(page.total, Some(10), "{sort}");
                    seen.extend(page.items.iter().map(|entry| entry.identity.id));
                    cursor = page.next_cursor;
                    if cursor.is_none() {
                        break;
                    }
                }
                orders.push(seen);
            }
            orders[1].reverse();
            assert_eq!(orders[0].len(), 10, "{sort}");
            assert_eq!(orders[0], orders[1], "{sort}");
        }
    })
    .await;
}

#[tokio::test]
async fn filters_restrict() {
    for_each_database(|database| async move {
        let directory = Directory::new(database).await;
        office(&directory).await;
        let field = CustomFieldDraft {
            kind: CustomFieldKind::Date,
            name: "Badge".into(),
            code: None,
            configuration: None,
            service_source: None,
        };
        directory.store.create_custom_field(directory.organization, &field).await.unwrap();
        let boss = directory.person("boss@partner.example").await;
        let ann = IdentityPatch {
            status: Patch::Set(EmployeeStatus::Retired),
            manager: Patch::Set(boss.identity.id),
            company: set("Example KK"),
            contract_end: Patch::Set("2026-03-31".parse().unwrap()),
            custom_fields: CustomValues::from_iter([("badge".to_owned(), json!("2026-02-01"))]),
            ..known_by("ann@example.com")
        };
        let ann = directory.add(ann).await.identity;
        let only = |names: Vec<String>| assert_eq!(names, std::slice::from_ref(&ann.display_name));
        let any = IdentityQuery::default;
        only(directory.names(IdentityQuery { statuses: vec![EmployeeStatus::Retired], ..any() }).await);
        only(directory.names(IdentityQuery { manager: Some(boss.identity.id), ..any() }).await);
        only(directory.names(IdentityQuery { companies: vec!["Example KK".into()], ..any() }).await);
        only(directory.names(IdentityQuery { ids: vec![ann.id], ..any() }).await);
        let march = DateRange::parse("2026-03-01:2026-03-31").unwrap();
        only(directory.names(IdentityQuery { contract_end: march, ..any() }).await);
        let badge = |value: &str| vec![("badge".to_owned(), value.to_owned())];
        only(directory.names(IdentityQuery { custom_fields: badge("2026-02-01"), ..any() }).await);
        only(directory.names(IdentityQuery { custom_fields: badge("2026-01-01:2026-12-31"), ..any() }).await);
        assert!(directory.names(IdentityQuery { custom_fields: badge("2027-01-01:"), ..any() }).await.is_empty());
        let external = IdentityQuery { management_types: vec![ManagementType::External], ..any() };
        assert_eq!(directory.names(external).await, ["boss@partner.example"]);
        assert_eq!(directory.names(IdentityQuery { active_internal_only: true, ..any() }).await.len(), 3);
        assert_eq!(directory.names(IdentityQuery { exclude: vec![ann.id], ..any() }).await.len(), 4);
        assert_eq!(directory.names(IdentityQuery { has_account: Some(true), ..any() }).await.len(), 0);
        assert_eq!(directory.names(IdentityQuery { service_count_to: Some(0), ..any() }).await.len(), 5);
        assert_eq!(
            directory
                .names(IdentityQuery { created: DateRange::parse("2000-01-01:2000-01-02").unwrap(), ..any() })
                .await
                .len(),
            0
        );
        let departments = directory.store.names(directory.organization, NameList::Department).await.unwrap();
        assert_eq!(departments.len(), 3);
        let found = directory.store.check(directory.organization, &email("new@sub.example.com")).await.unwrap();
        assert_eq!(found, ManagementType::Managed);
        let stats = directory.store.stats(directory.organization).await.unwrap();
        assert_eq!(stats.management_types[0], (ManagementType::Managed, 4));
    })
    .await;
}
