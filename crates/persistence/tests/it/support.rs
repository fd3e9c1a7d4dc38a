//! The same story on SQLite and on PostgreSQL.

use std::future::Future;

use daicho_domain::ids::{OrganizationId, WorkspaceId};
use daicho_persistence::{Database, DatabaseSettings, Tenancy};
use sea_orm::{ConnectionTrait, DatabaseTransaction, Statement, Value};
use uuid::Uuid;

/// Tells the story on a fresh SQLite file and, where `DAICHO_TEST_DATABASE_URL` names a PostgreSQL cluster, in a fresh database
/// of it, as a role that row-level security holds.
pub(crate) async fn for_each_database<F, Story>(story: F)
where
    F: Fn(Database) -> Story,
    Story: Future<Output = ()>,
{
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("daicho.sqlite");
    story(open(&format!("sqlite://{}?mode=rwc", file.display())).await).await;
    match std::env::var("DAICHO_TEST_DATABASE_URL") {
        Ok(cluster) => story(open(&fresh_postgres(&cluster).await).await).await,
        Err(_) => eprintln!("SKIPPED ON POSTGRESQL: DAICHO_TEST_DATABASE_URL is not set"),
    }
}

async fn open(url: &str) -> Database {
    let database = Database::connect(&DatabaseSettings::new(url, 4)).await.unwrap();
    database.migrate().await.unwrap();
    database
}

async fn fresh_postgres(cluster: &str) -> String {
    let admin = sea_orm::Database::connect(cluster).await.unwrap();
    let name = format!("store_{}", Uuid::new_v4().simple());
    // Another test may make the role at the same moment.
    let _ = admin.execute_unprepared("CREATE ROLE daicho_store LOGIN NOSUPERUSER NOBYPASSRLS").await;
    admin.execute_unprepared(&format!("CREATE DATABASE {name} OWNER daicho_store")).await.unwrap();
    admin.close().await.unwrap();
    let mut url = url::Url::parse(cluster).unwrap();
    url.set_username("daicho_store").unwrap();
    url.set_path(&name);
    url.to_string()
}

/// An organization that owns example.com, in Tokyo.
pub(crate) async fn organization(database: &Database, name: &str) -> OrganizationId {
    let tx = database.write(Tenancy::Operator).await.unwrap();
    let sql = "INSERT INTO organization (name, unique_name, language, time_zone, settings, created_at) \
               VALUES ($1, $1, 'ja', 'Asia/Tokyo', '{}', CURRENT_TIMESTAMP) RETURNING id";
    let row = tx.query_one_raw(statement(&tx, sql, [name.into()])).await.unwrap().unwrap();
    let id = OrganizationId(row.try_get("", "id").unwrap());
    let domain = "INSERT INTO organization_domain (organization_id, name, \"primary\", source) VALUES ($1, 'example.com', TRUE, 'manual')";
    run(&tx, domain, [id.0.into()]).await;
    tx.commit().await.unwrap();
    id
}

/// A connected workspace of service 1.
pub(crate) async fn workspace(tx: &DatabaseTransaction, organization: OrganizationId, name: &str) -> WorkspaceId {
    let sql = "INSERT INTO workspace (organization_id, service_id, service_slug, service_name, service_key, name, name_key, kind, \
               settings, tenant, paused, credential_version, created_at, updated_at) \
               VALUES ($1, 1, 'okta', 'Okta', 'okta', $2, $2, 'connected', '{}', '{\"domains\":[\"example.co.jp\"]}', FALSE, 0, \
               CURRENT_TIMESTAMP, CURRENT_TIMESTAMP) RETURNING id";
    let row = tx.query_one_raw(statement(tx, sql, [organization.0.into(), name.into()])).await.unwrap().unwrap();
    WorkspaceId(row.try_get("", "id").unwrap())
}

pub(crate) async fn run(tx: &DatabaseTransaction, sql: &str, values: impl IntoIterator<Item = Value>) {
    tx.execute_raw(statement(tx, sql, values)).await.unwrap();
}

pub(crate) fn statement(tx: &DatabaseTransaction, sql: &str, values: impl IntoIterator<Item = Value>) -> Statement {
    Statement::from_sql_and_values(tx.get_database_backend(), sql, values)
}
