use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{
    big_integer, big_integer_null, boolean, integer, json, json_null, pk_auto, string, string_null, text, text_null,
    timestamp_with_time_zone, timestamp_with_time_zone_null, uuid_null,
};

use crate::columns::{create_indexes, sorted_text};
use crate::tenancy::guard_tenancy;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        custom_service(manager).await?;
        workspace(manager).await?;
        workspace_credential(manager).await?;
        authorization_dance(manager).await?;
        integration_log(manager).await?;
        integration_log_step(manager).await
    }
}

/// Apps that the catalogue does not know. Their public number is `id` above the catalogue's.
async fn custom_service(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("custom_service")
                .col(pk_auto("id").big_integer())
                .col(big_integer("organization_id"))
                .col(string("name"))
                .col(string("slug"))
                .col(string_null("homepage"))
                .col(timestamp_with_time_zone("created_at"))
                .to_owned(),
        )
        .await?;
    guard_tenancy(manager, "custom_service").await?;
    create_indexes(manager, &["CREATE UNIQUE INDEX custom_service_slug ON custom_service (organization_id, slug)"])
        .await
}

async fn workspace(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("workspace")
                .col(pk_auto("id").big_integer())
                .col(big_integer("organization_id"))
                .col(big_integer("service_id"))
                .col(string("service_slug"))
                .col(string("service_name"))
                .col(sorted_text(manager, "service_key").not_null())
                .col(string("name"))
                .col(sorted_text(manager, "name_key").not_null())
                .col(string("kind"))
                .col(string_null("method"))
                .col(json("settings"))
                .col(json("tenant"))
                .col(boolean("paused"))
                .col(timestamp_with_time_zone_null("last_synchronization_at"))
                .col(big_integer_null("next_run"))
                .col(uuid_null("last_request_id"))
                .col(string_null("last_status"))
                .col(json_null("last_fault"))
                .col(big_integer("credential_version"))
                .col(string_null("renewing_by"))
                .col(big_integer_null("renewing_until"))
                .col(timestamp_with_time_zone("created_at"))
                .col(timestamp_with_time_zone("updated_at"))
                .to_owned(),
        )
        .await?;
    guard_tenancy(manager, "workspace").await?;
    create_indexes(
        manager,
        &[
            "CREATE INDEX workspace_service ON workspace (organization_id, service_id)",
            "CREATE INDEX workspace_by_service ON workspace (organization_id, service_key, id)",
            "CREATE INDEX workspace_by_name ON workspace (organization_id, name_key, id)",
            "CREATE INDEX workspace_next_run ON workspace (next_run) WHERE next_run IS NOT NULL",
        ],
    )
    .await
}

/// One row per field, sealed.
async fn workspace_credential(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("workspace_credential")
                .col(big_integer("organization_id"))
                .col(big_integer("workspace_id"))
                .col(string("field"))
                .col(text("sealed"))
                .primary_key(Index::create().col("workspace_id").col("field"))
                .foreign_key(&mut of_workspace("workspace_credential"))
                .to_owned(),
        )
        .await?;
    guard_tenancy(manager, "workspace_credential").await
}

/// OAuth dances that have begun and not come back. `state_digest` and `browser_digest` are SHA-256 of what the browser holds.
async fn authorization_dance(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("authorization_dance")
                .col(string("state_digest").primary_key())
                .col(big_integer("organization_id"))
                .col(string("browser_digest"))
                .col(text("sealed"))
                .col(big_integer("expires_at"))
                .to_owned(),
        )
        .await?;
    guard_tenancy(manager, "authorization_dance").await
}

/// The record of every sync and change, and the state that the queue's nudges refer to.
async fn integration_log(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("integration_log")
                .col(pk_auto("id").big_integer())
                .col(ColumnDef::new("request_id").uuid().not_null().unique_key())
                .col(big_integer("organization_id"))
                .col(big_integer("workspace_id"))
                .col(big_integer("service_id"))
                .col(string("service_name"))
                .col(string("workspace_name"))
                .col(string("kind"))
                .col(string("status"))
                .col(string("trigger"))
                .col(string("actor"))
                .col(text("search"))
                .col(timestamp_with_time_zone("created_at"))
                .col(timestamp_with_time_zone_null("started_at"))
                .col(timestamp_with_time_zone_null("finished_at"))
                .col(big_integer("changed_at"))
                .col(json("progress"))
                .col(json_null("checkpoint"))
                .col(integer("pauses"))
                .col(json_null("counts"))
                .col(json_null("held"))
                .col(json_null("fault"))
                .to_owned(),
        )
        .await?;
    guard_tenancy(manager, "integration_log").await?;
    create_indexes(
        manager,
        &[
            "CREATE UNIQUE INDEX integration_log_active ON integration_log (workspace_id) \
             WHERE status IN ('queued', 'running', 'held')",
            "CREATE INDEX integration_log_newest ON integration_log (organization_id, id)",
            "CREATE INDEX integration_log_workspace ON integration_log (workspace_id, id)",
            "CREATE INDEX integration_log_changed ON integration_log (organization_id, changed_at)",
        ],
    )
    .await
}

/// What was done, page by page; each row carries the requests that it took.
async fn integration_log_step(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("integration_log_step")
                .col(pk_auto("id").big_integer())
                .col(big_integer("organization_id"))
                .col(big_integer("run_id"))
                .col(timestamp_with_time_zone("at"))
                .col(string("kind"))
                .col(text("text"))
                .col(text_null("requests"))
                .foreign_key(
                    ForeignKey::create()
                        .from("integration_log_step", "run_id")
                        .to("integration_log", "id")
                        .on_delete(ForeignKeyAction::Cascade),
                )
                .to_owned(),
        )
        .await?;
    guard_tenancy(manager, "integration_log_step").await?;
    create_indexes(manager, &["CREATE INDEX integration_log_step_run ON integration_log_step (run_id, id)"]).await
}

fn of_workspace(table: &'static str) -> ForeignKeyCreateStatement {
    ForeignKey::create()
        .from(table, "workspace_id")
        .to("workspace", "id")
        .on_delete(ForeignKeyAction::Cascade)
        .to_owned()
}
