use daicho_domain::directory::{
    CustomFieldDraft, CustomFieldEdit, CustomFieldKind, CustomValues, EmployeeStatus, HistoryKind, IdentityPatch,
    ManagementType, Patch, Toggle,
};
use daicho_domain::error::{ErrorCode, Failure};
use daicho_domain::ids::PeopleId;
use daicho_domain::list::PageRequest;
use serde_json::json;

use super::{Directory, by_hand, email, known_by, set};
use crate::support::{self, for_each_database};

fn code(failure: Failure) -> ErrorCode {
    match failure {
        Failure::Refused(refusal) => refusal.code,
        other => panic!("{other}"),
    }
}

#[tokio::test]
async fn an_entry_is_kept_as_it_was_given_and_remembers_each_change() {
    for_each_database(|database| async move {
        let directory = Directory::new(database).await;
        let manager = directory.person("boss@example.com").await;
        let entry = directory
            .add(IdentityPatch {
                last_name: set("田中"),
                first_name: set("太郎"),
                secondary_emails: Patch::Set(vec![email("taro@例え.jp"), email("taro+news@example.com")]),
                employee_number: set("E1"),
                department: set("営業部"),
                manager: Patch::Set(manager.identity.id),
                contract_start: Patch::Set("2020-04-01".parse().unwrap()),
                ..known_by("Taro.Tanaka@Example.com")
            })
            .await;
        assert_eq!(entry.identity.display_name, "田中 太郎");
        assert_eq!(entry.identity.management_type, ManagementType::Managed);
        assert_eq!(entry.identity.secondary_emails[0].as_str(), "taro@xn--r8jz45g.jp");
        assert_eq!(entry.manager.as_ref().unwrap().display_name, "boss@example.com");
        assert_eq!(directory.get(entry.identity.id).await, entry);
        assert!(directory.get(manager.identity.id).await.is_manager);

        let retired = IdentityPatch { status: Patch::Set(EmployeeStatus::Retired), ..IdentityPatch::default() };
        directory.update(entry.identity.id, retired).await.unwrap();
        let page = PageRequest { limit: 1, cursor: None };
        let history = directory.store.history(directory.organization, entry.identity.id, &page).await.unwrap();
        let newest = &history.items[0];
        assert_eq!((newest.change.field.as_str(), newest.kind), ("employeeStatus", HistoryKind::Update));
        assert_eq!(
            (&newest.change.previous, &newest.change.current),
            (&Some(json!("active")), &Some(json!("retired")))
        );
        assert_eq!(newest.origin.actor, "admin@example.com");
        let next = PageRequest { limit: 200, cursor: history.next_cursor };
        let older = directory.store.history(directory.organization, entry.identity.id, &next).await.unwrap();
        assert!(older.items.iter().all(|item| item.kind == HistoryKind::Create));
        assert_eq!(older.next_cursor, None);
    })
    .await;
}

#[tokio::test]
async fn an_address_and_a_number_belong_to_one_entry_each() {
    for_each_database(|database| async move {
        let directory = Directory::new(database).await;
        directory.add(IdentityPatch { employee_number: set("7"), ..known_by("ann@example.com") }).await;
        let bob = directory.person("bob@example.com").await;
        let same_address = directory.update(bob.identity.id, known_by("ann@example.com")).await;
        assert_eq!(code(same_address.unwrap_err()), ErrorCode::Conflict);
        let same_number = IdentityPatch { employee_number: set("7"), ..IdentityPatch::default() };
        assert_eq!(code(directory.update(bob.identity.id, same_number).await.unwrap_err()), ErrorCode::Conflict);
        assert_eq!(directory.get(bob.identity.id).await, bob);
    })
    .await;
}

#[tokio::test]
async fn addresses_change_places() {
    for_each_database(|database| async move {
        let directory = Directory::new(database).await;
        let secondary = Patch::Set(vec![email("ann@old.example")]);
        let ann = directory.add(IdentityPatch { secondary_emails: secondary, ..known_by("ann@example.com") }).await;
        let swapped = directory.update(ann.identity.id, known_by("ann@old.example")).await.unwrap();
        assert_eq!(swapped.identity.primary_email, Some(email("ann@old.example")));
        assert_eq!(swapped.identity.secondary_emails, [email("ann@example.com")]);
        assert_eq!(directory.get(ann.identity.id).await, swapped);
    })
    .await;
}

#[tokio::test]
async fn entries_of_another_organization_do_not_exist() {
    for_each_database(|database| async move {
        let other = support::organization(&database, "Other").await;
        let directory = Directory::new(database).await;
        let ann = directory.person("ann@example.com").await;
        assert_eq!(code(directory.store.get(other, ann.identity.id).await.unwrap_err()), ErrorCode::NotFound);
        assert_eq!(code(directory.store.delete(other, ann.identity.id).await.unwrap_err()), ErrorCode::NotFound);
        let archived = directory.store.toggle(other, ann.identity.id, Toggle::Archived, &by_hand()).await;
        assert_eq!(code(archived.unwrap_err()), ErrorCode::NotFound);
        assert_eq!(directory.get(ann.identity.id).await, ann);
        directory.store.create(other, &known_by("ann@example.com"), &by_hand()).await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn deleting_frees_addresses_and_reports() {
    for_each_database(|database| async move {
        let directory = Directory::new(database).await;
        let boss = directory.person("boss@example.com").await;
        let manager = Patch::Set(boss.identity.id);
        let ann = directory.add(IdentityPatch { manager, ..known_by("ann@example.com") }).await;
        let deleted = directory.store.delete(directory.organization, boss.identity.id).await.unwrap();
        assert_eq!(deleted.identity, boss.identity);
        assert_eq!(directory.get(ann.identity.id).await.identity.manager, None);
        assert_ne!(directory.person("boss@example.com").await.identity.id, boss.identity.id);
        let unknown = Patch::Set(PeopleId(999_999));
        let refused =
            directory.update(ann.identity.id, IdentityPatch { manager: unknown, ..IdentityPatch::default() }).await;
        assert_eq!(code(refused.unwrap_err()), ErrorCode::ValidationException);
    })
    .await;
}

#[tokio::test]
async fn a_custom_field_takes_its_values_along_and_away() {
    for_each_database(|database| async move {
        let directory = Directory::new(database).await;
        let (store, organization) = (&directory.store, directory.organization);
        let draft = |code: Option<&str>| CustomFieldDraft {
            kind: CustomFieldKind::Number,
            name: "靴のサイズ".into(),
            code: code.map(str::to_owned),
            configuration: None,
            service_source: None,
        };
        let field = store.create_custom_field(organization, &draft(None)).await.unwrap();
        assert_eq!(field.code, "field_1");
        let taken = store.create_custom_field(organization, &draft(Some("field_1"))).await;
        assert_eq!(code(taken.unwrap_err()), ErrorCode::Conflict);

        let custom_fields = CustomValues::from_iter([("field_1".to_owned(), json!("27.5"))]);
        let ann = directory.add(IdentityPatch { custom_fields, ..known_by("ann@example.com") }).await;
        assert_eq!(ann.identity.custom_fields["field_1"], json!(27.5));
        let edit = CustomFieldEdit { name: None, code: Some("shoe_size".into()) };
        store.update_custom_field(organization, field.id, &edit).await.unwrap();
        assert_eq!(json!(directory.get(ann.identity.id).await.identity.custom_fields), json!({"shoe_size": 27.5}));
        store.delete_custom_field(organization, field.id).await.unwrap();
        assert!(directory.get(ann.identity.id).await.identity.custom_fields.is_empty());
        assert_eq!(store.custom_fields(organization).await.unwrap(), []);
    })
    .await;
}

#[tokio::test]
async fn a_new_domain_and_a_passed_date_are_noticed() {
    for_each_database(|database| async move {
        let directory = Directory::new(database).await;
        let ann = directory.person("ann@example.co.jp").await;
        assert_eq!(ann.identity.management_type, ManagementType::External);
        let tx = directory.database.write(directory.organization).await.unwrap();
        let sql = "INSERT INTO organization_domain (organization_id, name, \"primary\", source) VALUES ($1, 'example.co.jp', FALSE, 'manual')";
        support::run(&tx, sql, [directory.organization.0.into()]).await;
        tx.commit().await.unwrap();
        assert_eq!(directory.store.refresh(directory.organization).await.unwrap(), 1);
        assert_eq!(directory.get(ann.identity.id).await.identity.management_type, ManagementType::Managed);
        assert_eq!(directory.store.refresh(directory.organization).await.unwrap(), 0);
    })
    .await;
}
