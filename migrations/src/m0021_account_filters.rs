use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::DatabaseBackend;

use crate::columns::create_indexes;

/// Filters that leave few accounts of many: without an index each list would walk a large part of all rows.
#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let created = match manager.get_connection().get_database_backend() {
            DatabaseBackend::Postgres => "COALESCE(created_at, TIMESTAMPTZ '1970-01-01 00:00:00+00')",
            _ => "COALESCE(created_at, '')",
        };
        let by_role = "CREATE INDEX account_by_role ON account (organization_id, role_class, name_key, id) \
                       WHERE vanished_at IS NULL";
        let by_type_and_creation = format!(
            "CREATE INDEX account_by_type_and_creation ON account (organization_id, user_type, {created}, id) \
             WHERE vanished_at IS NULL"
        );
        create_indexes(manager, &[by_role, &by_type_and_creation]).await
    }
}
