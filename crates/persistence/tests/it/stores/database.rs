use std::future::Future;

use chrono::Utc;
use daicho_domain::ids::OrganizationId;
use daicho_persistence::vault::{KeySource, Vault};
use daicho_persistence::{Database, Tenancy};
use sea_orm::{ConnectionTrait, DatabaseBackend, DatabaseTransaction, Statement};
use secrecy::SecretString;

use crate::support;

/// A database of its own, migrated, with one organization in it.
#[derive(Clone)]
pub(crate) struct Stores {
    pub(crate) database: Database,
    pub(crate) vault: Vault,
    pub(crate) organization: OrganizationId,
}

/// Tells the story on each database.
pub(crate) async fn for_each_database<F: Future<Output = ()>>(story: impl Fn(Stores) -> F) {
    let story = &story;
    support::for_each_database(|database| async move { story(Stores::of(database).await).await }).await;
}

impl Stores {
    async fn of(database: Database) -> Self {
        let key = KeySource::Value(SecretString::from("ab".repeat(32)));
        let vault = Vault::open_with(database.clone(), key).await.unwrap();
        let mut stores = Self { database, vault, organization: OrganizationId(0) };
        stores.organization = stores.add_organization("Example", "example.com").await;
        stores
    }

    pub(crate) async fn add_organization(&self, name: &str, domain: &str) -> OrganizationId {
        let transaction = self.database.write(Tenancy::Operator).await.unwrap();
        let row = transaction
            .query_one_raw(self.statement(
                "INSERT INTO organization (name, unique_name, language, time_zone, settings, created_at) \
                 VALUES ($1, $2, 'en', 'Asia/Tokyo', $3, $4) RETURNING id",
                [name.into(), name.to_lowercase().into(), serde_json::json!({}).into(), Utc::now().into()],
            ))
            .await
            .unwrap()
            .unwrap();
        let organization = OrganizationId(row.try_get_by_index(0).unwrap());
        let domain = self.statement(
            "INSERT INTO organization_domain (organization_id, name, \"primary\", source) VALUES ($1, $2, true, 'manual')",
            [organization.0.into(), domain.into()],
        );
        transaction.execute_raw(domain).await.unwrap();
        self.vault.add_data_key(&transaction, organization).await.unwrap();
        transaction.commit().await.unwrap();
        organization
    }

    /// A person of the directory with a primary address.
    pub(crate) async fn add_person(&self, email: &str, management_type: &str, status: &str) -> i64 {
        let transaction = self.write().await;
        let row = transaction
            .query_one_raw(self.statement(
                "INSERT INTO identity (organization_id, display_name, name_key, management_type, employee_type, \
                 employee_status, archived, unregistered, company, department, job_title, location, custom_fields, \
                 field_sources, search, created_at, updated_at) VALUES ($1, $2, $2, $3, 'other', $4, false, false, '', '', \
                 '', '', $5, $5, $2, $6, $6) RETURNING id",
                [
                    self.organization.0.into(),
                    email.into(),
                    management_type.into(),
                    status.into(),
                    serde_json::json!({}).into(),
                    Utc::now().into(),
                ],
            ))
            .await
            .unwrap()
            .unwrap();
        let id: i64 = row.try_get_by_index(0).unwrap();
        self.add_address(&transaction, id, email, "primary").await;
        transaction.commit().await.unwrap();
        id
    }

    pub(crate) async fn add_address(&self, transaction: &DatabaseTransaction, person: i64, email: &str, kind: &str) {
        let address = self.statement(
            "INSERT INTO identity_email (organization_id, email, identity_id, kind, position) VALUES ($1, $2, $3, $4, 0)",
            [self.organization.0.into(), email.into(), person.into(), kind.into()],
        );
        transaction.execute_raw(address).await.unwrap();
    }

    pub(crate) async fn write(&self) -> DatabaseTransaction {
        self.database.write(self.organization).await.unwrap()
    }

    /// One number of the organization's rows.
    pub(crate) async fn count(&self, query: &str) -> i64 {
        let transaction = self.database.read(self.organization).await.unwrap();
        let row = transaction.query_one_raw(self.statement(query, [])).await.unwrap().unwrap();
        row.try_get_by_index(0).unwrap()
    }

    /// One text of the organization's rows.
    pub(crate) async fn text(&self, query: &str) -> String {
        let transaction = self.database.read(self.organization).await.unwrap();
        let row = transaction.query_one_raw(self.statement(query, [])).await.unwrap().unwrap();
        row.try_get_by_index(0).unwrap()
    }

    pub(crate) async fn execute(&self, statement: &str) {
        let transaction = self.write().await;
        transaction.execute_raw(self.statement(statement, [])).await.unwrap();
        transaction.commit().await.unwrap();
    }

    pub(crate) fn statement<const N: usize>(&self, text: &str, values: [sea_orm::Value; N]) -> Statement {
        Statement::from_sql_and_values(self.database.backend(), text, values)
    }

    pub(crate) fn is_postgres(&self) -> bool {
        self.database.backend() == DatabaseBackend::Postgres
    }
}
