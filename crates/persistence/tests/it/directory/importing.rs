use daicho_domain::directory::import::{EmployeeFile, ImportAction, ImportReport};
use daicho_domain::directory::{ChangeSource, EmployeeStatus, IdentityPatch, IdentityQuery, Origin};

use super::{Directory, known_by, set};
use crate::support::for_each_database;

impl Directory {
    async fn import(&self, text: &str, apply: bool) -> ImportReport {
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
