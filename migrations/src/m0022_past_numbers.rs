use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{big_integer, string};

use crate::tenancy::guard_tenancy;

/// An organization's numbers at the beginning of each day.
#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let mut organization = ForeignKey::create()
            .from("past_numbers", "organization_id")
            .to("organization", "id")
            .on_delete(ForeignKeyAction::Cascade)
            .to_owned();
        manager
            .create_table(
                Table::create()
                    .table("past_numbers")
                    .col(big_integer("organization_id"))
                    .col(string("day"))
                    .col(big_integer("services"))
                    .col(big_integer("workspaces"))
                    .col(big_integer("accounts"))
                    .col(big_integer("people"))
                    .col(big_integer("retired_accounts"))
                    .col(big_integer("with_second_factor"))
                    .col(big_integer("second_factor_known"))
                    .primary_key(Index::create().col("organization_id").col("day"))
                    .foreign_key(&mut organization)
                    .to_owned(),
            )
            .await?;
        guard_tenancy(manager, "past_numbers").await
    }
}
