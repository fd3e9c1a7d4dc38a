use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{big_integer, integer, pk_auto, string, string_null, text, timestamp_with_time_zone};

use crate::columns::create_indexes;
use crate::tenancy::guard_tenancy;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        own_connector(manager).await?;
        service_request(manager).await
    }
}

/// Manifests that an organization wrote itself, every version kept.
async fn own_connector(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("own_connector_version")
                .col(pk_auto("id").big_integer())
                .col(big_integer("organization_id"))
                .col(string("slug"))
                .col(integer("version"))
                .col(text("manifest"))
                .col(string("created_by"))
                .col(timestamp_with_time_zone("created_at"))
                .to_owned(),
        )
        .await?;
    guard_tenancy(manager, "own_connector_version").await?;
    create_indexes(
        manager,
        &["CREATE UNIQUE INDEX own_connector_of ON own_connector_version (organization_id, slug, version)"],
    )
    .await
}

/// Services that somebody misses in the catalogue.
async fn service_request(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("service_request")
                .col(pk_auto("id").big_integer())
                .col(big_integer("organization_id"))
                .col(string("name"))
                .col(string_null("homepage"))
                .col(string_null("note"))
                .col(string("created_by"))
                .col(timestamp_with_time_zone("created_at"))
                .to_owned(),
        )
        .await?;
    guard_tenancy(manager, "service_request").await?;
    create_indexes(manager, &["CREATE INDEX service_request_of ON service_request (organization_id, id)"]).await
}
