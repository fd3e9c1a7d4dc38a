use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::ConnectionTrait;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    /// Steps of the integration log are kept as facts (JSON) and told in the reader's language. Those that were kept as English
    /// sentences are forgotten; the entries that they belong to stay.
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let connection = manager.get_connection();
        connection.execute_unprepared("DELETE FROM integration_log_step").await?;
        connection.execute_unprepared("ALTER TABLE integration_log_step RENAME COLUMN \"text\" TO data").await?;
        Ok(())
    }
}
