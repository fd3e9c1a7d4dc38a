use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{big_integer, string};

/// The processes that work on the queue now. They share what the services permit.
#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .create_table(
                Table::create()
                    .table("worker")
                    .col(string("name").primary_key())
                    .col(big_integer("lease_until"))
                    .to_owned(),
            )
            .await
    }
}
