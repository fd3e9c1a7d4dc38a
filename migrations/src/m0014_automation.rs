use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{
    big_integer, boolean, json, json_null, pk_auto, string, timestamp_with_time_zone, timestamp_with_time_zone_null,
};

use crate::columns::create_indexes;
use crate::tenancy::guard_tenancy;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        automation(manager).await?;
        automation_run(manager).await
    }
}

/// `history_mark` is the last entry of the directory's history that was looked at for changed fields.
async fn automation(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("automation")
                .col(pk_auto("id").big_integer())
                .col(big_integer("organization_id"))
                .col(string("name"))
                .col(boolean("enabled"))
                .col(string("kind"))
                .col(json("trigger"))
                .col(json("conditions"))
                .col(json("actions"))
                .col(big_integer("history_mark"))
                .col(string("created_by"))
                .col(timestamp_with_time_zone("created_at"))
                .col(timestamp_with_time_zone("enabled_at"))
                .to_owned(),
        )
        .await?;
    guard_tenancy(manager, "automation").await?;
    create_indexes(manager, &["CREATE INDEX automation_organization ON automation (organization_id, name)"]).await
}

/// The same cause brings one run.
async fn automation_run(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("automation_run")
                .col(pk_auto("id").big_integer())
                .col(big_integer("organization_id"))
                .col(big_integer("automation_id"))
                .col(big_integer("identity_id"))
                .col(string("cause"))
                .col(string("state"))
                .col(string("started_by"))
                .col(timestamp_with_time_zone("started_at"))
                .col(timestamp_with_time_zone_null("finished_at"))
                .col(json_null("results"))
                .foreign_key(
                    ForeignKey::create()
                        .from("automation_run", "automation_id")
                        .to("automation", "id")
                        .on_delete(ForeignKeyAction::Cascade),
                )
                .to_owned(),
        )
        .await?;
    guard_tenancy(manager, "automation_run").await?;
    create_indexes(
        manager,
        &["CREATE UNIQUE INDEX automation_run_cause ON automation_run (automation_id, identity_id, cause)"],
    )
    .await
}
