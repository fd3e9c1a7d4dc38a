use daicho_domain::error::{Failure, StoreError};
use sea_orm::{ConnAcquireErr, DbErr};

/// Says what was being done when the database failed: `.context("list accounts")?`.
pub(crate) trait Context<T> {
    fn context(self, doing: &'static str) -> Result<T, StoreError>;
}

impl<T> Context<T> for Result<T, DbErr> {
    fn context(self, doing: &'static str) -> Result<T, StoreError> {
        self.map_err(|error| match error {
            DbErr::ConnectionAcquire(ConnAcquireErr::Timeout) => StoreError::overloaded(doing, error),
            error => StoreError::new(doing, error),
        })
    }
}

/// Whether a write failed because the row is there already.
pub(crate) fn is_duplicate(error: &DbErr) -> bool {
    matches!(error.sql_err(), Some(sea_orm::SqlErr::UniqueConstraintViolation(_)))
}

/// A column held something that this version does not know.
pub(crate) fn corrupt(doing: &'static str, error: impl std::error::Error + Send + Sync + 'static) -> Failure {
    Failure::Store(StoreError::new(doing, error))
}
