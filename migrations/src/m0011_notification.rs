use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{
    big_integer, big_integer_null, boolean, integer, json, pk_auto, string, text, text_null, timestamp_with_time_zone,
    timestamp_with_time_zone_null,
};

use crate::columns::create_indexes;
use crate::tenancy::guard_tenancy;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        channel(manager).await?;
        secret(manager).await?;
        pending(manager).await?;
        delivery(manager).await?;
        scheduled_export(manager).await
    }
}

async fn channel(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("notification_channel")
                .col(pk_auto("id").big_integer())
                .col(big_integer("organization_id"))
                .col(string("name"))
                .col(string("kind"))
                .col(boolean("enabled"))
                .col(json("target"))
                .col(text("alert_types"))
                .col(string("mode"))
                .col(string("state"))
                .col(text_null("last_error"))
                .col(big_integer_null("next_digest"))
                .col(timestamp_with_time_zone("created_at"))
                .to_owned(),
        )
        .await?;
    guard_tenancy(manager, "notification_channel").await?;
    create_indexes(
        manager,
        &[
            "CREATE INDEX notification_channel_organization ON notification_channel (organization_id, id)",
            "CREATE INDEX notification_channel_digest ON notification_channel (next_digest) WHERE next_digest IS NOT NULL",
        ],
    )
    .await
}

/// One row per field, sealed.
async fn secret(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("notification_secret")
                .col(big_integer("organization_id"))
                .col(big_integer("channel_id"))
                .col(string("field"))
                .col(text("sealed"))
                .primary_key(Index::create().col("channel_id").col("field"))
                .foreign_key(&mut belongs_to("notification_secret", "channel_id", "notification_channel"))
                .to_owned(),
        )
        .await?;
    guard_tenancy(manager, "notification_secret").await
}

/// Alerts that a channel is to tell of and has not; what resolves itself before is not told.
async fn pending(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("notification_pending")
                .col(big_integer("organization_id"))
                .col(big_integer("channel_id"))
                .col(big_integer("alert_id"))
                .primary_key(Index::create().col("channel_id").col("alert_id"))
                .foreign_key(&mut belongs_to("notification_pending", "channel_id", "notification_channel"))
                .foreign_key(&mut belongs_to("notification_pending", "alert_id", "alert"))
                .to_owned(),
        )
        .await?;
    guard_tenancy(manager, "notification_pending").await?;
    create_indexes(manager, &["CREATE INDEX notification_pending_alert ON notification_pending (alert_id)"]).await
}

async fn delivery(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("notification_delivery")
                .col(pk_auto("id").big_integer())
                .col(big_integer("organization_id"))
                .col(big_integer("channel_id"))
                .col(string("message_id"))
                .col(json("notification"))
                .col(string("state"))
                .col(integer("attempts"))
                .col(text_null("error"))
                .col(timestamp_with_time_zone("created_at"))
                .col(timestamp_with_time_zone_null("last_attempt_at"))
                .col(timestamp_with_time_zone_null("next_attempt_at"))
                .col(timestamp_with_time_zone_null("delivered_at"))
                .foreign_key(&mut belongs_to("notification_delivery", "channel_id", "notification_channel"))
                .to_owned(),
        )
        .await?;
    guard_tenancy(manager, "notification_delivery").await?;
    create_indexes(
        manager,
        &[
            "CREATE INDEX notification_delivery_channel ON notification_delivery (channel_id, id)",
            "CREATE INDEX notification_delivery_age ON notification_delivery (organization_id, created_at)",
        ],
    )
    .await
}

async fn scheduled_export(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("scheduled_export")
                .col(pk_auto("id").big_integer())
                .col(big_integer("organization_id"))
                .col(big_integer("channel_id"))
                .col(string("list"))
                .col(text("query"))
                .col(string("format"))
                .col(string("every"))
                .col(big_integer("next_run"))
                .col(string("created_by"))
                .foreign_key(&mut belongs_to("scheduled_export", "channel_id", "notification_channel"))
                .to_owned(),
        )
        .await?;
    guard_tenancy(manager, "scheduled_export").await?;
    create_indexes(
        manager,
        &[
            "CREATE INDEX scheduled_export_organization ON scheduled_export (organization_id, id)",
            "CREATE INDEX scheduled_export_next_run ON scheduled_export (next_run)",
            "CREATE INDEX scheduled_export_channel ON scheduled_export (channel_id)",
        ],
    )
    .await
}

fn belongs_to(table: &'static str, column: &'static str, other: &'static str) -> ForeignKeyCreateStatement {
    ForeignKey::create().from(table, column).to(other, "id").on_delete(ForeignKeyAction::Cascade).to_owned()
}
