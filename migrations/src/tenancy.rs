use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::{ConnectionTrait, DatabaseBackend};

/// Puts a table with an `organization_id` column behind row-level security. SQLite has none; there the code alone holds it.
///
/// A transaction sees the rows of the organization that it was opened for (`daicho.organization`), all rows when it was
/// opened for the operator, and none when nobody said.
pub(crate) async fn guard_tenancy(manager: &SchemaManager<'_>, table: &str) -> Result<(), DbErr> {
    let connection = manager.get_connection();
    if connection.get_database_backend() != DatabaseBackend::Postgres {
        return Ok(());
    }
    connection
        .execute_unprepared(&format!(
            r#"ALTER TABLE "{table}" ENABLE ROW LEVEL SECURITY;
               ALTER TABLE "{table}" FORCE ROW LEVEL SECURITY;
               CREATE POLICY tenancy ON "{table}" USING (
                   current_setting('daicho.organization', true) = 'operator'
                   OR organization_id::text = current_setting('daicho.organization', true)
               );"#
        ))
        .await?;
    Ok(())
}
