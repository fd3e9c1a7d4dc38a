use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{
    big_integer, big_integer_null, boolean, boolean_null, json_null, pk_auto, string, string_null, text, text_null,
    timestamp_with_time_zone, timestamp_with_time_zone_null,
};
use sea_orm_migration::sea_orm::{ConnectionTrait, DatabaseBackend};

use crate::columns::{create_indexes, sorted_text};
use crate::search_index::create_search_index;
use crate::tenancy::guard_tenancy;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        account(manager).await?;
        account_alias(manager).await?;
        account_event(manager).await?;
        account_tally(manager).await?;
        staged_account(manager).await
    }
}

async fn account(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            reported(manager, "account")
                .col(pk_auto("id").big_integer())
                .col(big_integer("workspace_id"))
                .col(big_integer("service_id"))
                .col(big_integer_null("identity_id"))
                .col(string_null("match_rule"))
                .col(string_null("match_value"))
                .col(boolean("match_pinned"))
                .col(string("user_type"))
                .col(text_null("memo"))
                .col(text_null("memo_search"))
                .col(timestamp_with_time_zone("first_seen_at"))
                .col(timestamp_with_time_zone_null("vanished_at"))
                .col(timestamp_with_time_zone("updated_at"))
                .to_owned(),
        )
        .await?;
    guard_tenancy(manager, "account").await?;
    create_search_index(manager, "account").await?;
    create_indexes(
        manager,
        &[
            "CREATE UNIQUE INDEX account_external_id ON account (workspace_id, external_id)",
            "CREATE INDEX account_by_name ON account (organization_id, name_key, id) WHERE vanished_at IS NULL",
            "CREATE INDEX account_by_email ON account (organization_id, COALESCE(email, ''), id) WHERE vanished_at IS NULL",
            "CREATE INDEX account_by_type ON account (organization_id, user_type, name_key, id) WHERE vanished_at IS NULL",
            "CREATE INDEX account_by_service ON account (organization_id, service_id, name_key, id) WHERE vanished_at IS NULL",
            "CREATE INDEX account_by_workspace ON account (workspace_id, name_key, id) WHERE vanished_at IS NULL",
            "CREATE INDEX account_by_second_factor ON account (organization_id, (CASE WHEN two_factor IS NULL THEN 0 WHEN two_factor \
             THEN 2 ELSE 1 END), name_key, id) WHERE vanished_at IS NULL",
            "CREATE INDEX account_identity ON account (identity_id) WHERE identity_id IS NOT NULL",
            "CREATE INDEX account_employee_number ON account (organization_id, employee_number) WHERE employee_number IS NOT NULL",
            match manager.get_connection().get_database_backend() {
                DatabaseBackend::Postgres => {
                    "CREATE INDEX account_by_last_activity ON account \
                     (organization_id, COALESCE(last_activity, TIMESTAMPTZ '1970-01-01 00:00:00+00'), id) WHERE vanished_at IS NULL"
                }
                _ => {
                    "CREATE INDEX account_by_last_activity ON account \
                     (organization_id, COALESCE(last_activity, ''), id) WHERE vanished_at IS NULL"
                }
            },
        ],
    )
    .await
}

/// The columns that a service's report fills; in `account` and, on their way there, in `staged_account`.
fn reported(manager: &SchemaManager<'_>, table: &'static str) -> TableCreateStatement {
    Table::create()
        .table(table)
        .col(big_integer("organization_id"))
        .col(sorted_text(manager, "external_id").not_null())
        .col(string("kind"))
        .col(sorted_text(manager, "email"))
        .col(text_null("aliases"))
        .col(string_null("username"))
        .col(string_null("display_name"))
        .col(string_null("employee_number"))
        .col(string("status"))
        .col(string("role_class"))
        .col(text("roles"))
        .col(text("licenses"))
        .col(boolean_null("two_factor"))
        .col(timestamp_with_time_zone_null("last_activity"))
        .col(timestamp_with_time_zone_null("created_at"))
        .col(json_null("employee"))
        .col(big_integer("content_hash"))
        .col(sorted_text(manager, "name_key").not_null())
        .col(text("search"))
        .take()
}

/// Further addresses of an account, each findable.
async fn account_alias(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("account_alias")
                .col(big_integer("organization_id"))
                .col(big_integer("account_id"))
                .col(string("email"))
                .primary_key(Index::create().col("account_id").col("email"))
                .foreign_key(
                    ForeignKey::create()
                        .from("account_alias", "account_id")
                        .to("account", "id")
                        .on_delete(ForeignKeyAction::Cascade),
                )
                .to_owned(),
        )
        .await?;
    guard_tenancy(manager, "account_alias").await?;
    create_indexes(manager, &["CREATE INDEX account_alias_email ON account_alias (organization_id, email)"]).await
}

async fn account_event(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("account_event")
                .col(pk_auto("id").big_integer())
                .col(big_integer("organization_id"))
                .col(big_integer("account_id"))
                .col(timestamp_with_time_zone("at"))
                .col(string("kind"))
                .col(text_null("changes"))
                .col(string("actor"))
                .foreign_key(
                    ForeignKey::create()
                        .from("account_event", "account_id")
                        .to("account", "id")
                        .on_delete(ForeignKeyAction::Cascade),
                )
                .to_owned(),
        )
        .await?;
    guard_tenancy(manager, "account_event").await?;
    create_indexes(manager, &["CREATE INDEX account_event_account ON account_event (account_id, id)"]).await
}

/// How many accounts of each type a workspace has now, so that no list counts a million rows.
async fn account_tally(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("account_tally")
                .col(big_integer("organization_id"))
                .col(big_integer("workspace_id"))
                .col(big_integer("service_id"))
                .col(string("user_type"))
                .col(big_integer("accounts"))
                .col(big_integer("with_second_factor"))
                .col(big_integer("second_factor_known"))
                .primary_key(Index::create().col("workspace_id").col("user_type"))
                .to_owned(),
        )
        .await?;
    guard_tenancy(manager, "account_tally").await?;
    create_indexes(manager, &["CREATE INDEX account_tally_organization ON account_tally (organization_id)"]).await
}

/// The pages of running syncs. Not worth surviving a crash of the database: a run that lost its pages starts over.
///
/// An account that did not change since the last sync is only named (`same`).
async fn staged_account(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut table = reported(manager, "staged_account");
    table.col(big_integer("run_id")).col(boolean("same")).primary_key(Index::create().col("run_id").col("external_id"));
    let connection = manager.get_connection();
    let statement = match connection.get_database_backend() {
        DatabaseBackend::Postgres => {
            table.to_string(PostgresQueryBuilder).replacen("CREATE TABLE", "CREATE UNLOGGED TABLE", 1)
        }
        _ => format!("{} WITHOUT ROWID", table.to_string(SqliteQueryBuilder)),
    };
    connection.execute_unprepared(&statement).await?;
    guard_tenancy(manager, "staged_account").await
}
