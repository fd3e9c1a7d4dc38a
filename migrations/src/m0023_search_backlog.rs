use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::{ConnectionTrait, DatabaseBackend};

/// PostgreSQL first notes what is new to a search index in a list that every search reads through. After a large sync that
/// list holds megabytes, and a search takes a third of a second; kept short, it takes a few milliseconds
/// (<https://www.postgresql.org/docs/current/gin.html#GIN-FAST-UPDATE>).
#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

/// In kilobytes.
const LONGEST_BACKLOG: u32 = 128;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let connection = manager.get_connection();
        if connection.get_database_backend() != DatabaseBackend::Postgres {
            return Ok(());
        }
        for index in ["account_search", "identity_search"] {
            let limit = format!("ALTER INDEX {index} SET (gin_pending_list_limit = {LONGEST_BACKLOG})");
            connection.execute_unprepared(&limit).await?;
        }
        Ok(())
    }
}
