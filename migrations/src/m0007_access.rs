use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{
    big_integer, integer, pk_auto, string, string_len, string_null, string_uniq, timestamp_with_time_zone,
    timestamp_with_time_zone_null,
};

use crate::tenancy::guard_tenancy;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        user(manager).await?;
        session(manager).await?;
        api_key(manager).await?;
        invitation(manager).await?;
        sign_in_attempt(manager).await?;
        set_up_link(manager).await
    }
}

async fn user(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("user")
                .col(pk_auto("id").big_integer())
                .col(big_integer("organization_id"))
                .col(string("name"))
                .col(string_uniq("email"))
                .col(string("role"))
                .col(string("status"))
                .col(string_null("locale"))
                .col(string_null("password"))
                .col(timestamp_with_time_zone_null("last_sign_in_at"))
                .col(timestamp_with_time_zone("created_at"))
                .foreign_key(
                    ForeignKey::create()
                        .from("user", "organization_id")
                        .to("organization", "id")
                        .on_delete(ForeignKeyAction::Cascade),
                )
                .to_owned(),
        )
        .await?;
    let index = Index::create().name("user_organization").table("user").col("organization_id").col("name").to_owned();
    manager.create_index(index).await?;
    guard_tenancy(manager, "user").await
}

async fn session(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("session")
                .col(string_len("token_hash", 64).primary_key())
                .col(big_integer("organization_id"))
                .col(big_integer("user_id"))
                .col(timestamp_with_time_zone("started_at"))
                .col(timestamp_with_time_zone("last_used_at"))
                .foreign_key(&mut of_user("session", "user_id"))
                .to_owned(),
        )
        .await?;
    manager.create_index(Index::create().name("session_user").table("session").col("user_id").to_owned()).await?;
    guard_tenancy(manager, "session").await
}

async fn api_key(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("api_key")
                .col(pk_auto("id").big_integer())
                .col(big_integer("organization_id"))
                .col(string("name"))
                .col(string("prefix"))
                .col(string_uniq("token_hash"))
                .col(big_integer("created_by"))
                .col(timestamp_with_time_zone("created_at"))
                .col(timestamp_with_time_zone_null("last_used_at"))
                .foreign_key(&mut of_user("api_key", "created_by"))
                .to_owned(),
        )
        .await?;
    let index = Index::create().name("api_key_organization").table("api_key").col("organization_id").to_owned();
    manager.create_index(index).await?;
    guard_tenancy(manager, "api_key").await
}

async fn invitation(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("invitation")
                .col(big_integer("user_id").primary_key())
                .col(big_integer("organization_id"))
                .col(string_uniq("token_hash"))
                .col(timestamp_with_time_zone("expires_at"))
                .foreign_key(&mut of_user("invitation", "user_id"))
                .to_owned(),
        )
        .await?;
    guard_tenancy(manager, "invitation").await
}

/// Whoever tries to sign in belongs to no organization yet: this table has none, and holds nothing but hashes.
async fn sign_in_attempt(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("sign_in_attempt")
                .col(pk_auto("id").big_integer())
                .col(string_len("key_hash", 64))
                .col(timestamp_with_time_zone("at"))
                .to_owned(),
        )
        .await?;
    let index =
        Index::create().name("sign_in_attempt_key").table("sign_in_attempt").col("key_hash").col("at").to_owned();
    manager.create_index(index).await
}

/// At most one row: the link that makes the first organization.
async fn set_up_link(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("set_up_link")
                .col(integer("id").primary_key())
                .col(string_len("token_hash", 64))
                .to_owned(),
        )
        .await
}

fn of_user(table: &'static str, column: &'static str) -> ForeignKeyCreateStatement {
    ForeignKey::create().from(table, column).to("user", "id").on_delete(ForeignKeyAction::Cascade).to_owned()
}
