use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{big_integer, string, string_uniq, timestamp_with_time_zone};

use crate::tenancy::guard_tenancy;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    /// Keys say what they are for; codes pair browser extensions, one for each Admin at a time.
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let scope = string("scope").default("everything").to_owned();
        manager.alter_table(Table::alter().table("api_key").add_column(scope).to_owned()).await?;
        let mut of_user = ForeignKey::create()
            .from("extension_pairing", "user_id")
            .to("user", "id")
            .on_delete(ForeignKeyAction::Cascade)
            .to_owned();
        manager
            .create_table(
                Table::create()
                    .table("extension_pairing")
                    .col(big_integer("user_id").primary_key())
                    .col(big_integer("organization_id"))
                    .col(string_uniq("code_hash"))
                    .col(timestamp_with_time_zone("expires_at"))
                    .foreign_key(&mut of_user)
                    .to_owned(),
            )
            .await?;
        guard_tenancy(manager, "extension_pairing").await
    }
}
