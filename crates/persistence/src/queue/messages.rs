//! What processes on one PostgreSQL tell each other: that there are jobs, and that a service wants silence.

use daicho_domain::error::StoreError;
use daicho_domain::queue::{Crew, Silence};
use sea_orm::sqlx::postgres::PgListener;
use sea_orm::{ConnectionTrait, DatabaseBackend, DatabaseTransaction};
use tokio::sync::broadcast::error::RecvError;

use super::Wake;
use crate::failure::Context;
use crate::sql::Sql;
use crate::{Database, Tenancy};

const JOB: &str = "daicho_job";
const SILENCE: &str = "daicho_silence";

/// Tells and hears for as long as it is polled. Jobs that it misses are found by polling, silences by the service's next answer.
pub async fn share(database: &Database, wake: &Wake, crew: &Crew) -> Result<(), StoreError> {
    if database.backend() != DatabaseBackend::Postgres {
        return std::future::pending().await;
    }
    tokio::try_join!(hear(database, wake, crew), tell(database, crew)).map(|_: ((), ())| ())
}

/// With the caller's transaction: there is a job.
pub(super) async fn tell_of_job(transaction: &DatabaseTransaction) -> Result<(), StoreError> {
    if transaction.get_database_backend() == DatabaseBackend::Postgres {
        transaction.execute_unprepared(&format!("NOTIFY {JOB}")).await.context("tell of a job")?;
    }
    Ok(())
}

async fn hear(database: &Database, wake: &Wake, crew: &Crew) -> Result<(), StoreError> {
    let failed = |error| StoreError::new("hear of other processes", error);
    let mut listener = PgListener::connect_with(database.postgres_pool()).await.map_err(failed)?;
    listener.listen_all([JOB, SILENCE]).await.map_err(failed)?;
    loop {
        let message = listener.recv().await.map_err(failed)?;
        if message.channel() == JOB {
            wake.in_this_process();
        } else if let Ok(silence) = serde_json::from_str(message.payload()) {
            crew.hear(silence);
        }
    }
}

async fn tell(database: &Database, crew: &Crew) -> Result<(), StoreError> {
    let mut news = crew.news();
    loop {
        match news.recv().await {
            Ok(silence) => tell_of_silence(database, &silence).await?,
            Err(RecvError::Lagged(_)) => {}
            Err(RecvError::Closed) => return Ok(()),
        }
    }
}

async fn tell_of_silence(database: &Database, silence: &Silence) -> Result<(), StoreError> {
    const DOING: &str = "tell of a service's silence";
    let text = serde_json::to_string(silence).map_err(|error| StoreError::new(DOING, error))?;
    let transaction = database.write(Tenancy::Operator).await?;
    let mut sql = Sql::new("SELECT pg_notify(");
    sql.bind(SILENCE.to_owned()).push(", ").bind(text).push(")");
    transaction.execute_raw(sql.statement(database.backend())).await.context(DOING)?;
    transaction.commit().await.context(DOING)
}
