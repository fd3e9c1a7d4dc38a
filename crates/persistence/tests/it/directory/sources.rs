use std::collections::BTreeMap;

use daicho_domain::directory::import::ImportAction;
use daicho_domain::directory::{
    ChangeSource, CustomFieldDraft, CustomFieldKind, EmployeeStatus, FieldSetting, FieldSource, IdentityPatch,
    PresetField, ServiceField, ServiceSource,
};
use daicho_domain::ids::{PeopleId, WorkspaceId};
use daicho_domain::list::PageRequest;
use daicho_persistence::directory::forget_source;
use serde_json::{Value, json};

use super::reported::Account;
use super::{Directory, email, known_by, set};
use crate::support::for_each_database;

impl Directory {
    async fn decide(&self, field: PresetField, source: FieldSource) {
        let setting = FieldSetting { source, hidden: false };
        self.store.set_fields(self.organization, &[(field, setting)]).await.unwrap();
    }

    async fn feed(&self, name: &str, kind: CustomFieldKind, workspace: WorkspaceId, field: ServiceField) {
        let source = ServiceSource { workspace_id: workspace, service_field_id: field };
        let draft = CustomFieldDraft {
            kind,
            name: name.to_owned(),
            code: None,
            configuration: None,
            service_source: Some(source),
        };
        self.store.create_custom_field(self.organization, &draft).await.unwrap();
    }

    async fn custom(&self, id: PeopleId, code: &str) -> Option<Value> {
        self.get(id).await.identity.custom_fields.get(code).cloned()
    }

    /// Field, source and actor of each line of the history, the newest first.
    async fn told(&self, id: PeopleId) -> Vec<(String, ChangeSource, String)> {
        let page = PageRequest { limit: 50, cursor: None };
        let history = self.store.history(self.organization, id, &page).await.unwrap();
        history.items.into_iter().map(|item| (item.change.field, item.origin.source, item.origin.actor)).collect()
    }
}

fn titled(title: &str) -> Value {
    json!({ "job_title": title })
}

#[tokio::test]
async fn a_field_follows_the_workspace_that_is_its_source_and_the_history_names_it() {
    for_each_database(|database| async move {
        let directory = Directory::new(database).await;
        let by_hand =
            IdentityPatch { job_title: set("Clerk"), department: set("Sales"), ..known_by("ann@example.com") };
        let ann = directory.add(by_hand).await.identity.id;
        let slack = directory.other_workspace("Chat").await;
        let account = |title| Account { employee: titled(title), ..Account::of("u1", "ann@example.com", "Ann") };
        assert_eq!(directory.other_reports(slack, &[account("Lead")]).await, 0, "it is the source of nothing yet");

        directory.decide(PresetField::JobTitle, FieldSource::Workspace(slack)).await;
        let taken_over = directory.get(ann).await.identity;
        assert_eq!(taken_over.job_title.as_deref(), Some("Lead"), "the decision acts at once");
        assert_eq!(taken_over.department.as_deref(), Some("Sales"), "other fields stay");
        assert_eq!(directory.told(ann).await[0], ("jobTitle".into(), ChangeSource::Service, "Chat".into()));

        let edit = IdentityPatch { job_title: set("Boss"), ..IdentityPatch::default() };
        directory.update(ann, edit).await.unwrap();
        assert_eq!(directory.other_reports(slack, &[account("Lead")]).await, 1, "an edit by hand is rolled back");
        assert_eq!(directory.other_reports(slack, &[account("Lead")]).await, 0, "nothing changed, nothing written");

        directory.other_reports(slack, &[Account { employee: json!({}), ..account("") }]).await;
        assert_eq!(directory.get(ann).await.identity.job_title, None, "what the source leaves empty is emptied");
    })
    .await;
}

#[tokio::test]
async fn a_source_decided_for_one_entry_moves_no_other() {
    for_each_database(|database| async move {
        let directory = Directory::new(database).await;
        let ann = directory.person("ann@example.com").await.identity.id;
        let bob = directory.person("bob@example.com").await.identity.id;
        let chat = directory.other_workspace("Chat").await;
        let own = [
            (PresetField::JobTitle, Some(FieldSource::Workspace(chat))),
            (PresetField::Manager, Some(FieldSource::Workspace(chat))),
        ];
        directory.store.set_own_sources(directory.organization, ann, &own).await.unwrap();
        let says = json!({"job_title": "Lead", "manager_email": "bob@example.com"});
        let accounts = [
            Account { employee: says.clone(), ..Account::of("u1", "ann@example.com", "Ann") },
            Account { employee: titled("Clerk"), ..Account::of("u2", "bob@example.com", "Bob") },
        ];
        directory.other_reports(chat, &accounts).await;
        let led = directory.get(ann).await;
        assert_eq!((led.identity.job_title.as_deref(), led.identity.manager), (Some("Lead"), Some(bob)));
        assert_eq!(directory.get(bob).await.identity.job_title, None);
    })
    .await;
}

#[tokio::test]
async fn a_service_that_is_the_source_of_the_status_retires_who_is_suspended_there() {
    for_each_database(|database| async move {
        let directory = Directory::new(database).await;
        let ann = directory.person("ann@example.com").await.identity.id;
        let chat = directory.other_workspace("Chat").await;
        directory.decide(PresetField::EmployeeStatus, FieldSource::Workspace(chat)).await;
        let account = Account::of("u1", "ann@example.com", "Ann");
        directory.other_reports(chat, &[Account { status: "suspended", ..account }]).await;
        assert_eq!(directory.get(ann).await.identity.status, EmployeeStatus::Retired);
    })
    .await;
}

#[tokio::test]
async fn a_custom_field_holds_what_the_service_tells() {
    for_each_database(|database| async move {
        let directory = Directory::new(database).await;
        let ann = directory.person("ann@example.com").await.identity.id;
        let chat = directory.other_workspace("Chat").await;
        let account = |licenses| Account { licenses, ..Account::of("u1", "ann@example.com", "Ann") };
        directory.other_reports(chat, &[account(r#"["Pro","Archive"]"#)]).await;
        directory.feed("Plan", CustomFieldKind::Text, chat, ServiceField::Licenses).await;
        assert_eq!(directory.custom(ann, "plan").await, Some(json!("Pro, Archive")), "it is filled at once");
        assert_eq!(directory.told(ann).await[0], ("customFields.plan".into(), ChangeSource::Service, "Chat".into()));
        directory.other_reports(chat, &[account("[]")]).await;
        assert_eq!(directory.custom(ann, "plan").await, None);
    })
    .await;
}

#[tokio::test]
async fn an_address_of_somebody_else_never_fails_the_sync_of_a_source() {
    for_each_database(|database| async move {
        let directory = Directory::new(database).await;
        let numbered = |number: &str, address| IdentityPatch { employee_number: set(number), ..known_by(address) };
        let ann = directory.add(numbered("7", "ann@example.com")).await.identity.id;
        directory.add(numbered("8", "bob@example.com")).await;
        let chat = directory.other_workspace("Chat").await;
        for field in [PresetField::PrimaryEmail, PresetField::EmployeeId] {
            directory.decide(field, FieldSource::Workspace(chat)).await;
        }
        let sources: BTreeMap<_, _> = directory.store.field_settings(directory.organization).await.unwrap().0;
        assert_eq!(sources.len(), 2);
        let account = Account { number: Some("8"), ..Account::of("u1", "ann@example.com", "Ann") };
        directory.other_reports(chat, &[account]).await;
        let kept = directory.get(ann).await.identity;
        assert_eq!((kept.primary_email, kept.employee_number.as_deref()), (Some(email("ann@example.com")), Some("7")));
    })
    .await;
}

#[tokio::test]
async fn a_list_that_contradicts_a_workspace_conflicts_and_a_workspace_that_is_gone_decides_nothing() {
    for_each_database(|database| async move {
        let directory = Directory::new(database).await;
        let ann = directory.person("ann@example.com").await.identity.id;
        let bob = directory.person("bob@example.com").await.identity.id;
        let chat = directory.other_workspace("Chat").await;
        let account = Account { employee: titled("Lead"), ..Account::of("u1", "ann@example.com", "Ann") };
        directory.other_reports(chat, &[account]).await;
        directory.decide(PresetField::JobTitle, FieldSource::Workspace(chat)).await;
        let own = [(PresetField::Department, Some(FieldSource::Workspace(chat)))];
        directory.store.set_own_sources(directory.organization, bob, &own).await.unwrap();
        directory.feed("Plan", CustomFieldKind::Text, chat, ServiceField::Licenses).await;

        let list = "email,job title,department\nann@example.com,Boss,Sales\nbob@example.com,,Sales\n";
        let preview = directory.import(list, false).await;
        let action = |place: usize| preview.rows[place].action;
        assert_eq!((action(0), action(1)), (ImportAction::Conflict, ImportAction::Conflict), "{preview:#?}");
        directory.import(list, true).await;
        let after = directory.get(ann).await.identity;
        assert_eq!((after.job_title.as_deref(), after.department.as_deref()), (Some("Lead"), Some("Sales")));
        assert_eq!(directory.get(bob).await.identity.department, None);

        let transaction = directory.database.write(directory.organization).await.unwrap();
        forget_source(&transaction, directory.organization, chat).await.unwrap();
        transaction.commit().await.unwrap();
        let settings = directory.store.field_settings(directory.organization).await.unwrap();
        assert_eq!(settings.of(PresetField::JobTitle).source, FieldSource::Daicho);
        let own = directory.get(bob).await.identity.field_sources;
        assert_eq!(own.get(&PresetField::Department), Some(&FieldSource::Daicho));
        let fed = directory.store.custom_fields(directory.organization).await.unwrap();
        assert_eq!(fed[0].service_source, None);
        let again = directory.import(list, true).await;
        assert!(again.rows.iter().all(|row| row.action == ImportAction::Change), "{again:#?}");
        assert_eq!(directory.get(ann).await.identity.job_title.as_deref(), Some("Boss"));
    })
    .await;
}
