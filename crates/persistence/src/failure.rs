use daicho_domain::error::{Failure, StoreError};
use sea_orm::{ConnAcquireErr, DbErr, RuntimeErr};

/// Says what was being done when the database failed: `.context("list accounts")?`.
pub(crate) trait Context<T> {
    fn context(self, doing: &'static str) -> Result<T, StoreError>;
}

impl<T> Context<T> for Result<T, DbErr> {
    fn context(self, doing: &'static str) -> Result<T, StoreError> {
        self.map_err(|error| match error {
            DbErr::ConnectionAcquire(ConnAcquireErr::Timeout) => StoreError::overloaded(doing, error),
            error if is_busy(&error) => StoreError::overloaded(doing, error),
            error => StoreError::new(doing, error),
        })
    }
}

/// Whether another process or transaction held SQLite's writer for too long: <https://sqlite.org/rescode.html#busy>.
fn is_busy(error: &DbErr) -> bool {
    const BUSY: &str = "5";
    let (DbErr::Exec(runtime) | DbErr::Query(runtime) | DbErr::Conn(runtime)) = error else { return false };
    let RuntimeErr::SqlxError(error) = runtime else { return false };
    error.as_database_error().is_some_and(|error| error.code().as_deref() == Some(BUSY))
}

/// Whether a write failed because the row is there already.
pub(crate) fn is_duplicate(error: &DbErr) -> bool {
    matches!(error.sql_err(), Some(sea_orm::SqlErr::UniqueConstraintViolation(_)))
}

/// A column held something that this version does not know.
pub(crate) fn corrupt(doing: &'static str, error: impl std::error::Error + Send + Sync + 'static) -> Failure {
    Failure::Store(StoreError::new(doing, error))
}
