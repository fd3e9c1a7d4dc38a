use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{boolean, json, pk_auto, string, string_uniq, timestamp_with_time_zone};

use crate::tenancy::guard_tenancy;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .create_table(
                Table::create()
                    .table("organization")
                    .col(pk_auto("id").big_integer())
                    .col(string("name"))
                    .col(string_uniq("unique_name"))
                    .col(string("language"))
                    .col(string("time_zone"))
                    .col(json("settings"))
                    .col(timestamp_with_time_zone("created_at"))
                    .to_owned(),
            )
            .await?;

        manager
            .create_table(
                Table::create()
                    .table("organization_domain")
                    .col(ColumnDef::new("organization_id").big_integer().not_null())
                    .col(string("name"))
                    .col(boolean("primary"))
                    .col(string("source"))
                    .primary_key(Index::create().col("organization_id").col("name"))
                    .foreign_key(
                        ForeignKey::create()
                            .from("organization_domain", "organization_id")
                            .to("organization", "id")
                            .on_delete(ForeignKeyAction::Cascade),
                    )
                    .to_owned(),
            )
            .await?;
        guard_tenancy(manager, "organization_domain").await
    }
}
