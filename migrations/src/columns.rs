use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::{ConnectionTrait, DatabaseBackend};

/// A text in byte order, the same on both databases and the one that keysets and prefix ranges need.
pub(crate) fn sorted_text(manager: &SchemaManager<'_>, name: &'static str) -> ColumnDef {
    let mut column = ColumnDef::new(name);
    match manager.get_connection().get_database_backend() {
        DatabaseBackend::Postgres => column.custom("text COLLATE \"C\""),
        _ => column.text(),
    };
    column.take()
}

pub(crate) async fn create_indexes(manager: &SchemaManager<'_>, statements: &[&str]) -> Result<(), DbErr> {
    for statement in statements {
        manager.get_connection().execute_unprepared(statement).await?;
    }
    Ok(())
}
