use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::{ConnectionTrait, DatabaseBackend};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

/// The sentences that told how an account was seen to be gone, and the codes that tell it from now on.
const CODES: &[(&str, &str)] = &[
    ("read the list of accounts again: it is not there", "absent"),
    ("read the list of accounts again: it is suspended", "suspended"),
    ("read the list of accounts again: it is still there", "still_there"),
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    /// What could not be read again named its cause in the sentence: it counts as not verified.
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let connection = manager.get_connection();
        let back = if connection.get_database_backend() == DatabaseBackend::Postgres { "::json" } else { "" };
        for (sentence, code) in CODES {
            let change = format!(
                "UPDATE offboarding_step SET verified = replace(CAST(verified AS text), '{sentence}', '{code}'){back} \
                 WHERE CAST(verified AS text) LIKE '%{sentence}%'"
            );
            connection.execute_unprepared(&change).await?;
        }
        let unread = "UPDATE offboarding_step SET verified = NULL \
                      WHERE CAST(verified AS text) LIKE '%the service could not be read again%'";
        connection.execute_unprepared(unread).await?;
        Ok(())
    }
}
