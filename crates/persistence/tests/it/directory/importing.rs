use daicho_domain::directory::import::{EmployeeFile, ImportAction, ImportReport};
use daicho_domain::directory::{ChangeSource, EmployeeStatus, IdentityPatch, IdentityQuery, Origin};
use daicho_domain::list::PageRequest;

use super::{Directory, email, known_by, set};
use crate::support::for_each_database;

impl Directory {
    pub(super) async fn import(&self, text: &str, apply: bool) -> ImportReport {
        let file = EmployeeFile::read(text.as_bytes().to_vec(), None, &[]).unwrap();
        let origin = Origin::new(ChangeSource::Csv, "admin@example.com");
        self.store.import(self.organization, &file, apply, &origin).await.unwrap()
    }
}

fn places(report: &ImportReport) -> Vec<(u64, &str)> {
    report.errors.iter().map(|error| (error.line, error.column.as_str())).collect()
}

#[tokio::test]
async fn a_list_is_previewed_then_applied_and_then_changes_nothing_more() {
    for_each_database(|database| async move {
        let directory = Directory::new(database).await;
        let ann =
            directory.add(IdentityPatch { employee_number: set("1"), ..known_by("ann@example.com") }).await.identity;
        let list = "社員番号,メールアドレス,姓,名,ステータス,上長\n\
                    1,ann@example.com,Smith,Ann,退職,hanako@example.com\n\
                    2,hanako@example.com,佐藤,花子,,\n\
                    3,taro@example.com,田中,太郎,,ann@example.com\n";
        let preview = directory.import(list, false).await;
        assert_eq!((preview.summary.added, preview.summary.changed, preview.applied), (2, 1, false));
        assert_eq!(preview.rows[0].id, Some(ann.id));
        let fields: Vec<&str> = preview.rows[0].changes.iter().map(|change| change.field.as_str()).collect();
        assert_eq!(fields, ["displayName", "lastName", "firstName", "employeeStatus", "manager"]);
        assert_eq!(directory.names(IdentityQuery::default()).await.len(), 1, "a preview writes nothing");

        assert!(directory.import(list, true).await.applied);
        let changed = directory.get(ann.id).await;
        assert_eq!(changed.identity.status, EmployeeStatus::Retired);
        assert_eq!(changed.manager.unwrap().display_name, "佐藤 花子");
        let again = directory.import(list, true).await;
        assert_eq!((again.summary.unchanged, again.summary.changed, again.summary.added), (3, 0, 0));
    })
    .await;
}

#[tokio::test]
async fn one_wrong_line_and_nothing_is_imported() {
    for_each_database(|database| async move {
        let directory = Directory::new(database).await;
        directory.add(IdentityPatch { employee_number: set("1"), ..known_by("ann@example.com") }).await;
        directory.add(IdentityPatch { employee_number: set("2"), ..known_by("bob@example.com") }).await;
        let list = "employee id,email,secondary emails,manager\n\
                    1,bob@example.com,,\n\
                    3,cem@example.com,ann@example.com,\n\
                    4,dee@example.com,,nobody@example.com\n\
                    5,eve@example.com,,\n";
        let preview = directory.import(list, false).await;
        assert_eq!(places(&preview), [(2, "employee id"), (3, "secondary emails"), (4, "manager")]);
        let refused = directory.import(list, true).await;
        assert!(!refused.applied);
        assert_eq!(directory.names(IdentityQuery::default()).await, ["ann@example.com", "bob@example.com"]);
    })
    .await;
}

#[tokio::test]
async fn two_lines_about_one_entry_are_an_error() {
    for_each_database(|database| async move {
        let directory = Directory::new(database).await;
        directory.add(IdentityPatch { employee_number: set("1"), ..known_by("ann@example.com") }).await;
        let report = directory.import("employee id,email\n1,\n,ann@example.com\n", true).await;
        assert_eq!(places(&report), [(3, "email")]);
        assert_eq!(report.rows[0].action, ImportAction::Unchanged);
    })
    .await;
}

/// Everybody has a manager, most of them in a later line.
fn long_list(lines: usize) -> String {
    let mut list = "社員番号,メールアドレス,姓,名,部署,上長\n".to_owned();
    for number in 0..lines {
        let manager = if number % 10 == 9 { number / 10 } else { number - number % 10 + 9 };
        let department = number % 50;
        let line = format!(
            "E{number},user{number}@example.com,田中{number},太郎,部署{department},user{manager}@example.com\n"
        );
        list.push_str(&line);
    }
    list
}

#[tokio::test]
async fn a_list_of_twenty_thousand_is_imported_at_once_and_every_entry_written_once() {
    const LINES: usize = 20_000;
    for_each_database(|database| async move {
        let directory = Directory::new(database).await;
        let list = long_list(LINES);
        let preview = directory.import(&list, false).await;
        assert_eq!((preview.summary.added, preview.summary.errors, preview.rows.len()), (20_000, 0, 500));
        assert!(directory.import(&list, true).await.applied);

        let query = IdentityQuery { keyword: Some("田中12345".into()), ..IdentityQuery::default() };
        let page = PageRequest { limit: 2, cursor: None };
        let found = directory.store.list(directory.organization, &query, &page).await.unwrap().items;
        let manager = found[0].manager.as_ref().unwrap();
        assert_eq!(manager.primary_email, Some(email("user12349@example.com")));
        let history = directory.store.history(directory.organization, found[0].identity.id, &page).await.unwrap();
        assert_eq!(history.items.len(), 1, "{history:?}");
        let everybody = IdentityQuery { departments: vec!["部署7".into()], ..IdentityQuery::default() };
        let page = directory.store.list(directory.organization, &everybody, &page).await.unwrap();
        assert_eq!(page.total, Some(400));
    })
    .await;
}

#[tokio::test]
async fn a_manager_may_be_somebody_whose_address_the_file_changes() {
    for_each_database(|database| async move {
        let directory = Directory::new(database).await;
        let boss =
            directory.add(IdentityPatch { employee_number: set("1"), ..known_by("old@example.com") }).await.identity;
        let list =
            "employee id,email,manager\n2,ann@example.com,new@example.com\n1,new@example.com,\n3,,ann@example.com\n";
        let report = directory.import(list, true).await;
        assert!(report.applied, "{report:?}");
        let query = IdentityQuery { manager: Some(boss.id), ..IdentityQuery::default() };
        assert_eq!(directory.names(query).await, ["ann@example.com"]);
        assert_eq!(directory.get(boss.id).await.identity.primary_email, Some(email("new@example.com")));
    })
    .await;
}
