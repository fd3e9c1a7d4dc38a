use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::{ConnectionTrait, DatabaseBackend, Statement};

/// Makes the texts in a table's `search` column findable in the middle, three characters at a time.
///
/// The table needs an integer primary key `id` and a text column `search` that holds folded text. On SQLite the index is
/// the table `<table>_search`, kept in step by triggers, its `rowid` being the `id`; on PostgreSQL it is a trigram index.
pub(crate) async fn create_search_index(manager: &SchemaManager<'_>, table: &str) -> Result<(), DbErr> {
    let connection = manager.get_connection();
    let statements = match connection.get_database_backend() {
        DatabaseBackend::Postgres => {
            refuse_character_type_without_letters(connection).await?;
            format!(
                "CREATE EXTENSION IF NOT EXISTS pg_trgm;
                 CREATE INDEX {table}_search ON \"{table}\" USING gin (search gin_trgm_ops);"
            )
        }
        _ => format!(
            "CREATE VIRTUAL TABLE {table}_search USING fts5(search, content='', contentless_delete=1, tokenize='trigram');
             CREATE TRIGGER {table}_search_added AFTER INSERT ON \"{table}\" BEGIN
                 INSERT INTO {table}_search (rowid, search) VALUES (new.id, new.search);
             END;
             CREATE TRIGGER {table}_search_changed AFTER UPDATE OF search ON \"{table}\" WHEN new.search IS NOT old.search BEGIN
                 DELETE FROM {table}_search WHERE rowid = old.id;
                 INSERT INTO {table}_search (rowid, search) VALUES (new.id, new.search);
             END;
             CREATE TRIGGER {table}_search_removed AFTER DELETE ON \"{table}\" BEGIN
                 DELETE FROM {table}_search WHERE rowid = old.id;
             END;"
        ),
    };
    connection.execute_unprepared(&statements).await?;
    Ok(())
}

/// With LC_CTYPE "C" PostgreSQL knows no letters beyond ASCII, and pg_trgm silently finds no Japanese text.
async fn refuse_character_type_without_letters(connection: &SchemaManagerConnection<'_>) -> Result<(), DbErr> {
    let query = "SELECT datctype::text AS character_type FROM pg_database WHERE datname = current_database()";
    let Some(row) = connection.query_one_raw(Statement::from_string(DatabaseBackend::Postgres, query)).await? else {
        return Ok(());
    };
    let character_type: String = row.try_get("", "character_type")?;
    if matches!(character_type.as_str(), "C" | "POSIX") {
        return Err(DbErr::Custom(format!(
            "the database has LC_CTYPE {character_type}; create it with LC_CTYPE C.UTF-8 or another UTF-8 locale"
        )));
    }
    Ok(())
}
