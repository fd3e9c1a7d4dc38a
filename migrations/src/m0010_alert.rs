use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{
    big_integer, big_integer_null, boolean, integer, pk_auto, string, string_null, text_null, timestamp_with_time_zone,
    timestamp_with_time_zone_null,
};

use crate::columns::create_indexes;
use crate::tenancy::guard_tenancy;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        alert(manager).await?;
        alert_mute(manager).await?;
        alert_setting(manager).await?;
        daily_refresh(manager).await
    }
}

/// What is to be looked at now, of accounts and (without an account) of workspaces. What resolves itself is deleted.
///
/// `announced` makes the table its own outbox: whoever tells people takes the rows that are not.
async fn alert(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("alert")
                .col(pk_auto("id").big_integer())
                .col(big_integer("organization_id"))
                .col(big_integer("workspace_id"))
                .col(big_integer("service_id"))
                .col(big_integer_null("account_id"))
                .col(string("type"))
                .col(timestamp_with_time_zone("since"))
                .col(boolean("announced"))
                .foreign_key(&mut belongs_to("alert", "workspace_id", "workspace"))
                .foreign_key(&mut belongs_to("alert", "account_id", "account"))
                .to_owned(),
        )
        .await?;
    guard_tenancy(manager, "alert").await?;
    create_indexes(
        manager,
        &[
            "CREATE UNIQUE INDEX alert_account ON alert (account_id, type) WHERE account_id IS NOT NULL",
            "CREATE UNIQUE INDEX alert_of_workspace ON alert (workspace_id, type) WHERE account_id IS NULL",
            "CREATE INDEX alert_newest ON alert (organization_id, id)",
            "CREATE INDEX alert_by_type ON alert (organization_id, type, id)",
            "CREATE INDEX alert_by_service ON alert (organization_id, service_id, type, id)",
            "CREATE INDEX alert_by_workspace ON alert (workspace_id, id)",
            "CREATE INDEX alert_unannounced ON alert (organization_id) WHERE NOT announced",
        ],
    )
    .await
}

/// Alerts that nobody wants to hear of: of an account, a service or a file. An empty `type` means every type.
async fn alert_mute(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("alert_mute")
                .col(pk_auto("id").big_integer())
                .col(big_integer("organization_id"))
                .col(string("scope"))
                .col(string("type"))
                .col(big_integer_null("account_id"))
                .col(big_integer_null("service_id"))
                .col(string_null("file_id"))
                .col(timestamp_with_time_zone_null("until"))
                .col(text_null("reason"))
                .col(string("actor"))
                .col(timestamp_with_time_zone("created_at"))
                .foreign_key(&mut belongs_to("alert_mute", "account_id", "account"))
                .to_owned(),
        )
        .await?;
    guard_tenancy(manager, "alert_mute").await?;
    create_indexes(
        manager,
        &[
            "CREATE UNIQUE INDEX alert_mute_account ON alert_mute (account_id, type) WHERE account_id IS NOT NULL",
            "CREATE UNIQUE INDEX alert_mute_service ON alert_mute (organization_id, service_id, type) \
             WHERE service_id IS NOT NULL",
            "CREATE UNIQUE INDEX alert_mute_file ON alert_mute (organization_id, file_id) WHERE file_id IS NOT NULL",
            "CREATE INDEX alert_mute_newest ON alert_mute (organization_id, id)",
        ],
    )
    .await
}

/// After how many days without activity an account is inactive; service 0 stands for all that have no row of their own.
async fn alert_setting(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("alert_setting")
                .col(big_integer("organization_id"))
                .col(big_integer("service_id"))
                .col(integer("inactivity_days"))
                .primary_key(Index::create().col("organization_id").col("service_id"))
                .to_owned(),
        )
        .await?;
    guard_tenancy(manager, "alert_setting").await
}

/// The last day, in the organization's time zone, whose dates were judged.
async fn daily_refresh(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("daily_refresh")
                .col(ColumnDef::new("organization_id").big_integer().not_null().primary_key())
                .col(string("day"))
                .foreign_key(&mut belongs_to("daily_refresh", "organization_id", "organization"))
                .to_owned(),
        )
        .await?;
    guard_tenancy(manager, "daily_refresh").await
}

fn belongs_to(table: &'static str, column: &'static str, other: &'static str) -> ForeignKeyCreateStatement {
    ForeignKey::create().from(table, column).to(other, "id").on_delete(ForeignKeyAction::Cascade).to_owned()
}
