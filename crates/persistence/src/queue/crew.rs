use std::time::Duration;

use daicho_domain::error::StoreError;
use sea_orm::ConnectionTrait;

use super::{after, now};
use crate::failure::Context;
use crate::sql::Sql;
use crate::{Database, Tenancy};

pub(super) async fn sign_on(database: &Database, worker: &str, lease: Duration) -> Result<u32, StoreError> {
    const DOING: &str = "count the workers";
    let backend = database.backend();
    let transaction = database.write(Tenancy::Operator).await?;
    let mut sql = Sql::new("DELETE FROM worker WHERE lease_until < ");
    sql.bind(now());
    transaction.execute_raw(sql.statement(backend)).await.context(DOING)?;
    let mut sql = Sql::new("INSERT INTO worker (name, lease_until) VALUES (");
    sql.bind(worker.to_owned()).push(", ").bind(after(lease));
    sql.push(") ON CONFLICT (name) DO UPDATE SET lease_until = excluded.lease_until");
    transaction.execute_raw(sql.statement(backend)).await.context(DOING)?;
    let counted = transaction.query_one_raw(Sql::new("SELECT COUNT(*) FROM worker").statement(backend)).await;
    let counted = counted.context(DOING)?.ok_or_else(|| StoreError::new(DOING, "nothing was counted"))?;
    let workers: i64 = counted.try_get_by_index(0).context(DOING)?;
    transaction.commit().await.context(DOING)?;
    Ok(u32::try_from(workers).unwrap_or(u32::MAX))
}

pub(super) async fn sign_off(database: &Database, worker: &str) -> Result<(), StoreError> {
    const DOING: &str = "take a worker out of the count";
    let transaction = database.write(Tenancy::Operator).await?;
    let mut sql = Sql::new("DELETE FROM worker WHERE name = ");
    sql.bind(worker.to_owned());
    transaction.execute_raw(sql.statement(database.backend())).await.context(DOING)?;
    transaction.commit().await.context(DOING)
}
