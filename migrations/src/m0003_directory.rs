use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{
    big_integer, big_integer_null, boolean, date_null, integer, json, json_null, pk_auto, string, string_null, text,
    text_null, timestamp_with_time_zone,
};

use crate::columns::sorted_text;
use crate::search_index::create_search_index;
use crate::tenancy::guard_tenancy;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        identity(manager).await?;
        identity_email(manager).await?;
        identity_history(manager).await?;
        fields(manager).await
    }
}

/// Directory entries. Texts that lists sort by are never null, so that a keyset can compare them.
async fn identity(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("identity")
                .col(pk_auto("id").big_integer())
                .col(big_integer("organization_id"))
                .col(string("display_name"))
                .col(sorted_text(manager, "name_key").not_null())
                .col(string_null("first_name"))
                .col(string_null("last_name"))
                .col(string_null("employee_number"))
                .col(string("management_type"))
                .col(string("employee_type"))
                .col(string("employee_status"))
                .col(string_null("stated_type"))
                .col(string_null("stated_status"))
                .col(boolean("archived"))
                .col(boolean("unregistered"))
                .col(sorted_text(manager, "company").not_null())
                .col(sorted_text(manager, "department").not_null())
                .col(sorted_text(manager, "job_title").not_null())
                .col(sorted_text(manager, "location").not_null())
                .col(date_null("contract_start"))
                .col(date_null("contract_end"))
                .col(date_null("leave_start"))
                .col(date_null("leave_end"))
                .col(big_integer_null("manager_id"))
                .col(text_null("note"))
                .col(json("custom_fields"))
                .col(json("field_sources"))
                .col(big_integer_null("master_workspace_id"))
                .col(string_null("master_external_id"))
                .col(big_integer_null("merged_into"))
                .col(text("search"))
                .col(timestamp_with_time_zone("created_at"))
                .col(timestamp_with_time_zone("updated_at"))
                .to_owned(),
        )
        .await?;
    guard_tenancy(manager, "identity").await?;
    create_search_index(manager, "identity").await?;
    let unique_number = Index::create()
        .name("identity_employee_number")
        .table("identity")
        .col("organization_id")
        .col("employee_number")
        .unique()
        .to_owned();
    manager.create_index(unique_number).await?;
    for columns in [
        &["organization_id", "name_key", "id"][..],
        &["organization_id", "department", "id"],
        &["organization_id", "company", "id"],
        &["organization_id", "master_workspace_id", "master_external_id"],
        &["merged_into"],
        &["manager_id"],
    ] {
        let mut index = Index::create();
        index.name(format!("identity_{}", columns[columns.len().min(2) - 1])).table("identity");
        for column in columns {
            index.col(*column);
        }
        manager.create_index(index).await?;
    }
    Ok(())
}

/// Whose address is whose. After a merge the rows stay with the merged entry.
async fn identity_email(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("identity_email")
                .col(big_integer("organization_id"))
                .col(string("email"))
                .col(big_integer("identity_id"))
                .col(string("kind"))
                .col(integer("position"))
                .primary_key(Index::create().col("organization_id").col("email"))
                .foreign_key(&mut belongs_to_identity("identity_email"))
                .to_owned(),
        )
        .await?;
    guard_tenancy(manager, "identity_email").await?;
    let index = Index::create().name("identity_email_identity").table("identity_email").col("identity_id").to_owned();
    manager.create_index(index).await
}

async fn identity_history(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("identity_history")
                .col(pk_auto("id").big_integer())
                .col(big_integer("organization_id"))
                .col(big_integer("identity_id"))
                .col(string("field"))
                .col(json_null("previous"))
                .col(json_null("current"))
                .col(string("kind"))
                .col(string("source"))
                .col(string("actor"))
                .col(timestamp_with_time_zone("created_at"))
                .foreign_key(&mut belongs_to_identity("identity_history"))
                .to_owned(),
        )
        .await?;
    guard_tenancy(manager, "identity_history").await?;
    let index = Index::create()
        .name("identity_history_identity")
        .table("identity_history")
        .col("identity_id")
        .col("id")
        .to_owned();
    manager.create_index(index).await
}

fn belongs_to_identity(table: &'static str) -> ForeignKeyCreateStatement {
    ForeignKey::create().from(table, "identity_id").to("identity", "id").on_delete(ForeignKeyAction::Cascade).to_owned()
}

/// What an organization decides about the fields of its entries, and the fields that it added.
async fn fields(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("identity_field")
                .col(big_integer("organization_id"))
                .col(string("field"))
                .col(string("source"))
                .col(boolean("hidden"))
                .primary_key(Index::create().col("organization_id").col("field"))
                .to_owned(),
        )
        .await?;
    guard_tenancy(manager, "identity_field").await?;
    manager
        .create_table(
            Table::create()
                .table("identity_custom_field")
                .col(pk_auto("id").big_integer())
                .col(big_integer("organization_id"))
                .col(string("code"))
                .col(string("name"))
                .col(string("kind"))
                .col(json_null("configuration"))
                .col(json_null("service_source"))
                .col(timestamp_with_time_zone("created_at"))
                .to_owned(),
        )
        .await?;
    guard_tenancy(manager, "identity_custom_field").await?;
    let unique_code = Index::create()
        .name("identity_custom_field_code")
        .table("identity_custom_field")
        .col("organization_id")
        .col("code")
        .unique()
        .to_owned();
    manager.create_index(unique_code).await
}
