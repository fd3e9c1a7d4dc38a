use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::DatabaseBackend;

use crate::columns::create_indexes;

/// The two orders of account lists that would otherwise sort a million rows.
#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let by_creation = match manager.get_connection().get_database_backend() {
            DatabaseBackend::Postgres => {
                "CREATE INDEX account_by_creation ON account \
                 (organization_id, COALESCE(created_at, TIMESTAMPTZ '1970-01-01 00:00:00+00'), id) WHERE vanished_at IS NULL"
            }
            _ => {
                "CREATE INDEX account_by_creation ON account \
                 (organization_id, COALESCE(created_at, ''), id) WHERE vanished_at IS NULL"
            }
        };
        let by_user_name = "CREATE INDEX account_by_user_name ON account (organization_id, COALESCE(username, ''), id) \
                            WHERE vanished_at IS NULL";
        create_indexes(manager, &[by_creation, by_user_name]).await
    }
}
