use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{
    big_integer, big_integer_null, boolean, integer, json, json_null, pk_auto, string, string_null, text_null,
    timestamp_with_time_zone, timestamp_with_time_zone_null, uuid_null,
};

use crate::columns::create_indexes;
use crate::tenancy::guard_tenancy;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        operation(manager).await?;
        idempotency(manager).await?;
        // Operations run beside a sync of their workspace: one at a time holds for syncs and imports alone.
        create_indexes(
            manager,
            &[
                "DROP INDEX integration_log_active",
                "CREATE UNIQUE INDEX integration_log_one_run ON integration_log (workspace_id) \
                 WHERE status IN ('queued', 'running', 'held') AND kind IN ('sync', 'import')",
            ],
        )
        .await
    }
}

/// Changes asked of services. `run_id` is the entry in the integration log; times to compare are milliseconds since 1970.
async fn operation(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("operation")
                .col(pk_auto("id").big_integer())
                .col(ColumnDef::new("request_id").uuid().not_null().unique_key())
                .col(big_integer("organization_id"))
                .col(big_integer("run_id"))
                .col(big_integer("workspace_id"))
                .col(big_integer("service_id"))
                .col(big_integer_null("account_id"))
                .col(big_integer_null("identity_id"))
                .col(string("kind"))
                .col(string("state"))
                .col(string("origin"))
                .col(string("actor"))
                .col(json("subject"))
                .col(string_null("subject_key"))
                .col(json("input"))
                .col(text_null("sealed"))
                .col(string("effect"))
                .col(uuid_null("beside"))
                .col(json_null("before"))
                .col(json_null("after"))
                .col(json_null("fault"))
                .col(boolean("already"))
                .col(integer("attempts"))
                .col(integer("pauses"))
                .col(boolean("parked"))
                .col(big_integer("run_at"))
                .col(big_integer_null("called_at"))
                .col(timestamp_with_time_zone("created_at"))
                .col(timestamp_with_time_zone_null("finished_at"))
                .col(big_integer("changed_at"))
                .to_owned(),
        )
        .await?;
    guard_tenancy(manager, "operation").await?;
    create_indexes(
        manager,
        &[
            "CREATE INDEX operation_newest ON operation (organization_id, id)",
            "CREATE INDEX operation_person ON operation (identity_id, id) WHERE identity_id IS NOT NULL",
            "CREATE INDEX operation_account ON operation (account_id, id) WHERE account_id IS NOT NULL",
            "CREATE INDEX operation_beside ON operation (beside) WHERE beside IS NOT NULL",
            "CREATE INDEX operation_scheduled ON operation (run_at) WHERE state = 'scheduled'",
            "CREATE INDEX operation_active ON operation (changed_at) WHERE state IN ('requested', 'running', 'unknown')",
        ],
    )
    .await
}

/// Requests that were sent with a key, and what they were answered.
async fn idempotency(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("idempotency")
                .col(big_integer("organization_id"))
                .col(string("key"))
                .col(string("digest"))
                .col(json("answer"))
                .col(big_integer("created_at"))
                .primary_key(Index::create().col("organization_id").col("key"))
                .to_owned(),
        )
        .await?;
    guard_tenancy(manager, "idempotency").await
}
