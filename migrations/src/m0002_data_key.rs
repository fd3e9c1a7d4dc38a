use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{pk_auto, string, text, timestamp_with_time_zone, timestamp_with_time_zone_null};

use crate::tenancy::guard_tenancy;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .create_table(
                Table::create()
                    .table("data_key")
                    .col(pk_auto("id").big_integer())
                    .col(ColumnDef::new("organization_id").big_integer().not_null())
                    .col(string("master_key_id"))
                    .col(text("wrapped"))
                    .col(timestamp_with_time_zone("created_at"))
                    .col(timestamp_with_time_zone_null("retired_at"))
                    .foreign_key(
                        ForeignKey::create()
                            .from("data_key", "organization_id")
                            .to("organization", "id")
                            .on_delete(ForeignKeyAction::Cascade),
                    )
                    .to_owned(),
            )
            .await?;
        guard_tenancy(manager, "data_key").await
    }
}
