use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{
    big_integer, big_integer_null, boolean, integer, json_null, pk_auto, string, string_null, text, text_null,
    timestamp_with_time_zone, timestamp_with_time_zone_null, uuid_null,
};

use crate::columns::create_indexes;
use crate::tenancy::guard_tenancy;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        offboarding(manager).await?;
        offboarding_step(manager).await?;
        offboarding_event(manager).await?;
        offboarding_policy(manager).await
    }
}

/// The name and address are kept as they were: the record outlives the directory entry. `run_at` is milliseconds since 1970.
async fn offboarding(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("offboarding")
                .col(pk_auto("id").big_integer())
                .col(big_integer("organization_id"))
                .col(big_integer("identity_id"))
                .col(string("display_name"))
                .col(string_null("primary_email"))
                .col(text("search"))
                .col(boolean("had_left"))
                .col(string("state"))
                .col(big_integer_null("run_at"))
                .col(big_integer_null("approver_id"))
                .col(string_null("approved_by"))
                .col(string("created_by"))
                .col(timestamp_with_time_zone("created_at"))
                .col(timestamp_with_time_zone_null("started_at"))
                .col(timestamp_with_time_zone_null("finished_at"))
                .to_owned(),
        )
        .await?;
    guard_tenancy(manager, "offboarding").await?;
    create_indexes(
        manager,
        &[
            "CREATE INDEX offboarding_newest ON offboarding (organization_id, id)",
            "CREATE UNIQUE INDEX offboarding_active ON offboarding (organization_id, identity_id) \
             WHERE state NOT IN ('done', 'cancelled')",
            "CREATE INDEX offboarding_due ON offboarding (run_at) WHERE state = 'planned' AND run_at IS NOT NULL",
            "CREATE INDEX offboarding_running ON offboarding (id) WHERE state = 'running'",
        ],
    )
    .await
}

async fn offboarding_step(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("offboarding_step")
                .col(pk_auto("id").big_integer())
                .col(big_integer("organization_id"))
                .col(big_integer("offboarding_id"))
                .col(big_integer_null("account_id"))
                .col(text("subject"))
                .col(string("action"))
                .col(integer("place"))
                .col(string("state"))
                .col(uuid_null("operation_id"))
                .col(integer("attempts"))
                .col(big_integer_null("transfer_to"))
                .col(big_integer_null("assignee_id"))
                .col(string_null("due_date"))
                .col(text_null("note"))
                .col(json_null("fault"))
                .col(json_null("verified"))
                .col(timestamp_with_time_zone_null("done_at"))
                .col(string_null("done_by"))
                .foreign_key(&mut of_offboarding("offboarding_step"))
                .to_owned(),
        )
        .await?;
    guard_tenancy(manager, "offboarding_step").await?;
    create_indexes(manager, &["CREATE INDEX offboarding_step_place ON offboarding_step (offboarding_id, place, id)"])
        .await
}

async fn offboarding_event(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("offboarding_event")
                .col(pk_auto("id").big_integer())
                .col(big_integer("organization_id"))
                .col(big_integer("offboarding_id"))
                .col(timestamp_with_time_zone("at"))
                .col(string("kind"))
                .col(string("actor"))
                .col(text_null("text"))
                .foreign_key(&mut of_offboarding("offboarding_event"))
                .to_owned(),
        )
        .await?;
    guard_tenancy(manager, "offboarding_event").await?;
    create_indexes(manager, &["CREATE INDEX offboarding_event_order ON offboarding_event (offboarding_id, id)"]).await
}

/// What becomes of leavers' accounts. Without a service it holds for all that have none of their own.
async fn offboarding_policy(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("offboarding_policy")
                .col(pk_auto("id").big_integer())
                .col(big_integer("organization_id"))
                .col(big_integer_null("service_id"))
                .col(string("action"))
                .col(integer("place"))
                .col(string("transfer_to"))
                .to_owned(),
        )
        .await?;
    guard_tenancy(manager, "offboarding_policy").await?;
    create_indexes(
        manager,
        &["CREATE UNIQUE INDEX offboarding_policy_service ON offboarding_policy (organization_id, COALESCE(service_id, 0))"],
    )
    .await
}

fn of_offboarding(table: &'static str) -> ForeignKeyCreateStatement {
    ForeignKey::create()
        .from(table, "offboarding_id")
        .to("offboarding", "id")
        .on_delete(ForeignKeyAction::Cascade)
        .to_owned()
}
