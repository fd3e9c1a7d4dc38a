//! P12: finding whose a million accounts are among a hundred thousand entries, on the stores themselves.

use std::time::Instant;

use daicho_domain::ids::OrganizationId;
use daicho_persistence::{
    Database, DatabaseSettings, Tenancy,
    account::matching::{Scope, rematch},
};
use daicho_tests::postgres::Postgres;
use sea_orm::{ConnectionTrait, DatabaseBackend, DatabaseTransaction};

use crate::report::Report;

const ACCOUNTS: usize = 1_000_000;
const PEOPLE: usize = 100_000;
/// So many accounts have another person when matched again.
const MOVED: usize = 10_000;

pub(crate) async fn measure(report: &mut Report) {
    let folder = tempfile::tempdir().expect("a folder");
    let file = format!("sqlite://{}?mode=rwc", folder.path().join("daicho.db").display());
    measure_on(report, "SQLite", &file).await;
    if std::env::var_os("DAICHO_TEST_DATABASE_URL").is_some() {
        let database = Postgres::shared().await.database();
        measure_on(report, "PostgreSQL", &database).await;
    }
}

async fn measure_on(report: &mut Report, name: &str, url: &str) {
    let database = Database::connect(&DatabaseSettings::new(url, 2)).await.expect("a database");
    database.migrate().await.expect("a schema");
    let organization = fill(&database).await;

    let first = seconds(&database, organization).await;
    let work = format!("{ACCOUNTS} accounts to {PEOPLE} people, all for the first time, {name}");
    report.at_most("P12", work, first, "s", 5.0, None);

    let tx = database.write(organization).await.expect("a transaction");
    let moved = format!(
        "UPDATE account SET email = 'user' || ((id * 7) % {PEOPLE}) || '@example.com' WHERE id <= {MOVED} AND employee_number IS NULL"
    );
    tx.execute_unprepared(&moved).await.expect("moved accounts");
    tx.commit().await.expect("a commit");
    let again = seconds(&database, organization).await;
    let work = format!("{ACCOUNTS} accounts again, at most {MOVED} have moved, {name}");
    report.at_most("P12", work, again, "s", 5.0, None);
}

async fn seconds(database: &Database, organization: OrganizationId) -> f64 {
    let started = Instant::now();
    let tx = database.write(organization).await.expect("a transaction");
    rematch(&tx, organization, Scope::Organization).await.expect("matched accounts");
    tx.commit().await.expect("a commit");
    started.elapsed().as_secs_f64()
}

/// An organization whose people have ten accounts each; of ten accounts eight go by address, one by employee number, and one
/// is somebody else's.
async fn fill(database: &Database) -> OrganizationId {
    let tx = database.write(Tenancy::Operator).await.expect("a transaction");
    run(&tx, "INSERT INTO organization (name, unique_name, language, time_zone, settings, created_at) VALUES ('Example', 'example', 'en', \
              'Asia/Tokyo', '{}', CURRENT_TIMESTAMP)").await;
    run(&tx, "INSERT INTO organization_domain (organization_id, name, \"primary\", source) VALUES (1, 'example.com', TRUE, 'manual')").await;
    run(&tx, "INSERT INTO workspace (organization_id, service_id, service_slug, service_name, service_key, name, name_key, kind, settings, \
              tenant, paused, credential_version, created_at, updated_at) VALUES (1, 1, 'github', 'GitHub', 'github', 'Main', 'main', \
              'connected', '{}', '{}', FALSE, 0, CURRENT_TIMESTAMP, CURRENT_TIMESTAMP)").await;
    let numbers = |count: usize| {
        format!("WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < {count})")
    };
    run(&tx, &format!(
        "INSERT INTO identity (organization_id, display_name, name_key, employee_number, management_type, employee_type, employee_status, \
         archived, unregistered, company, department, job_title, location, custom_fields, field_sources, search, created_at, updated_at) \
         {} SELECT 1, 'User ' || n, 'user ' || n, 'E' || n, 'managed', 'full_time_employee', 'active', FALSE, FALSE, '', '', '', '', '{{}}', \
         '{{}}', 'user ' || n || ' user' || n || '@example.com', CURRENT_TIMESTAMP, CURRENT_TIMESTAMP FROM numbers",
        numbers(PEOPLE))).await;
    run(
        &tx,
        "INSERT INTO identity_email (organization_id, email, identity_id, kind, position) \
              SELECT 1, 'user' || id || '@example.com', id, 'primary', 0 FROM identity",
    )
    .await;
    run(&tx, &format!(
        "INSERT INTO account (organization_id, workspace_id, service_id, external_id, kind, email, display_name, employee_number, status, \
         role_class, roles, licenses, content_hash, name_key, search, match_pinned, user_type, first_seen_at, updated_at) {} \
         SELECT 1, 1, 1, 'u' || n, 'person', CASE WHEN n % 10 = 8 THEN NULL WHEN n % 10 = 9 THEN 'user' || n || '@partner.example' \
         ELSE 'user' || (1 + n % {PEOPLE}) || '@example.com' END, 'User ' || n, CASE WHEN n % 10 = 8 THEN 'E' || (1 + n % {PEOPLE}) END, \
         'active', 'other', '[]', '[]', n, 'user ' || n, 'user ' || n || ' user' || n || '@example.com', FALSE, 'unknown', \
         CURRENT_TIMESTAMP, CURRENT_TIMESTAMP FROM numbers",
        numbers(ACCOUNTS))).await;
    tx.commit().await.expect("a commit");
    if database.backend() == DatabaseBackend::Postgres {
        let tx = database.write(Tenancy::Operator).await.expect("a transaction");
        run(&tx, "ANALYZE").await;
        tx.commit().await.expect("a commit");
    }
    OrganizationId(1)
}

async fn run(tx: &DatabaseTransaction, sql: &str) {
    tx.execute_unprepared(sql).await.expect("a filled database");
}
