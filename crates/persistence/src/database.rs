use std::net::IpAddr;
use std::time::Duration;

use daicho_domain::error::StoreError;
use daicho_domain::ids::OrganizationId;
use daicho_migrations::{Migrator, MigratorTrait};
use sea_orm::sqlx::postgres::{PgConnectOptions, PgSslMode};
use sea_orm::{
    AccessMode, ConnectOptions, ConnectionTrait, DatabaseBackend, DatabaseConnection, DatabaseTransaction,
    SqliteTransactionMode, Statement, TransactionOptions, TransactionTrait,
};

use crate::failure::Context;

const PATIENCE: Duration = Duration::from_secs(10);
/// SQLite has one writer at a time, and some write for long: whoever waits for a turn waits so many times as long.
const TURNS_OF_WRITERS: u32 = 3;
/// Rows that SQLite's thread reads ahead: more than a page of a list, which comes without waiting in between.
const ROWS_AT_ONCE: usize = 256;

#[derive(Debug, Clone)]
pub struct DatabaseSettings {
    /// `sqlite://path?mode=rwc` or `postgres://…`.
    pub url: String,
    /// Connections kept open at most.
    pub connections: u32,
    /// How long a transaction waits for one of them. Whoever asked hears then that Daicho is overloaded.
    pub patience: Duration,
}

impl DatabaseSettings {
    pub fn new(url: impl Into<String>, connections: u32) -> Self {
        Self { url: url.into(), connections, patience: PATIENCE }
    }
}

/// For whom a transaction reads and writes. On PostgreSQL row-level security holds it to that.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tenancy {
    Organization(OrganizationId),
    /// Across organizations: signing in, the job queue, migrations, operator commands.
    Operator,
}

impl From<OrganizationId> for Tenancy {
    fn from(id: OrganizationId) -> Self {
        Self::Organization(id)
    }
}

/// The only way to the tables: every statement runs in a transaction that says for whom.
#[derive(Debug, Clone)]
pub struct Database {
    connection: DatabaseConnection,
    /// On SQLite one connection of its own: those who wait for their turn to write keep no reader from a connection.
    writer: DatabaseConnection,
}

impl Database {
    pub async fn connect(settings: &DatabaseSettings) -> Result<Self, StoreError> {
        let is_embedded = settings.url.starts_with("sqlite:");
        let turn = settings.patience * TURNS_OF_WRITERS;
        let mut options = ConnectOptions::new(&settings.url);
        options
            .max_connections(settings.connections)
            .acquire_timeout(settings.patience)
            // An embedded database does not go away.
            .test_before_acquire(!is_embedded)
            .sqlx_logging_level(tracing::log::LevelFilter::Trace)
            .map_sqlx_sqlite_opts(move |sqlite| {
                sqlite
                    .pragma("journal_mode", "WAL")
                    .pragma("synchronous", "NORMAL")
                    .pragma("foreign_keys", "ON")
                    .pragma("cache_size", "-2000")
                    .row_buffer_size(ROWS_AT_ONCE)
                    .busy_timeout(turn)
            })
            .map_sqlx_postgres_opts(plain_on_this_machine);
        let connection = connect(options.clone()).await?;
        let writer = if is_embedded {
            connect(options.max_connections(1).acquire_timeout(turn).to_owned()).await?
        } else {
            connection.clone()
        };
        Ok(Self { connection, writer })
    }

    /// Brings the schema to this version.
    pub async fn migrate(&self) -> Result<(), StoreError> {
        Migrator::up(&self.connection, None).await.context("migrate the database")
    }

    /// Whether the database answers.
    pub async fn ping(&self) -> Result<(), StoreError> {
        self.connection.ping().await.context("reach the database")
    }

    pub fn backend(&self) -> DatabaseBackend {
        self.connection.get_database_backend()
    }

    /// Has PostgreSQL look at what a table holds, which it plans by and would see a minute later by itself. Not part of a
    /// transaction: that would keep others from doing the same until its end.
    pub(crate) async fn analyze(&self, table: &str) -> Result<(), StoreError> {
        if self.backend() == DatabaseBackend::Postgres {
            self.connection.execute_unprepared(&format!("ANALYZE {table}")).await.context("analyze a table")?;
        }
        Ok(())
    }

    pub(crate) fn postgres_pool(&self) -> &sea_orm::sqlx::PgPool {
        self.connection.get_postgres_connection_pool()
    }

    pub async fn read(&self, tenancy: impl Into<Tenancy>) -> Result<DatabaseTransaction, StoreError> {
        let options = TransactionOptions {
            isolation_level: None,
            access_mode: self.access(AccessMode::ReadOnly),
            sqlite_transaction_mode: Some(SqliteTransactionMode::Deferred),
        };
        self.begin(&self.connection, tenancy.into(), options).await
    }

    /// SQLite has one writer: it is taken at once, so that a transaction never fails half-way for want of it.
    pub async fn write(&self, tenancy: impl Into<Tenancy>) -> Result<DatabaseTransaction, StoreError> {
        let options = TransactionOptions {
            isolation_level: None,
            access_mode: self.access(AccessMode::ReadWrite),
            sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
        };
        self.begin(&self.writer, tenancy.into(), options).await
    }

    /// SQLite has no access modes, and would warn each time.
    fn access(&self, mode: AccessMode) -> Option<AccessMode> {
        (self.backend() != DatabaseBackend::Sqlite).then_some(mode)
    }

    async fn begin(
        &self,
        connection: &DatabaseConnection,
        tenancy: Tenancy,
        options: TransactionOptions,
    ) -> Result<DatabaseTransaction, StoreError> {
        let transaction = connection.begin_with_options(options).await.context("begin a transaction")?;
        if self.backend() == DatabaseBackend::Postgres {
            let organization = match tenancy {
                Tenancy::Organization(id) => id.to_string(),
                Tenancy::Operator => "operator".to_owned(),
            };
            let scope = Statement::from_sql_and_values(
                DatabaseBackend::Postgres,
                "SELECT set_config('daicho.organization', $1, true)",
                [organization.into()],
            );
            transaction.query_one_raw(scope).await.context("scope a transaction")?;
        }
        Ok(transaction)
    }
}

/// What stays on this machine is encrypted only where the address asks for it. Encrypted, a statement of more than one TLS
/// record waits 40 ms for an acknowledgement, since sqlx 0.9 leaves Nagle's algorithm on.
fn plain_on_this_machine(options: PgConnectOptions) -> PgConnectOptions {
    let host = options.get_host();
    let is_here = host == "localhost" || host.parse::<IpAddr>().is_ok_and(|address| address.is_loopback());
    match options.get_ssl_mode() {
        PgSslMode::Prefer if is_here => options.ssl_mode(PgSslMode::Disable),
        _ => options,
    }
}

async fn connect(options: ConnectOptions) -> Result<DatabaseConnection, StoreError> {
    sea_orm::Database::connect(options).await.context("connect to the database")
}
