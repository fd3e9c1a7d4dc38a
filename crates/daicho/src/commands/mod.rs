mod bootstrap;
mod connector;
mod key;
mod migrate;
mod openapi;
mod serve;
mod verify_record;
mod worker;

use std::process::ExitCode;

use clap::Subcommand;

use crate::Failed;

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Serve the application and the API, and do the background work.
    Serve(serve::Serve),
    /// Do background work beside a server that uses the same PostgreSQL database.
    Worker(worker::Work),
    /// Bring the database's schema to this version.
    Migrate(migrate::Migrate),
    /// Print the OpenAPI document.
    Openapi,
    /// Make an organization with its first Admin and an API key, and print them as JSON.
    Bootstrap(bootstrap::Bootstrap),
    /// Try, check and list connectors, without a database.
    #[command(subcommand)]
    Connector(connector::Connector),
    /// Check that an offboarding record is as it was written.
    VerifyRecord(verify_record::VerifyRecord),
    /// The master key.
    #[command(subcommand)]
    Key(key::Key),
}

impl Command {
    pub(crate) async fn run(self) -> Result<ExitCode, Failed> {
        match self {
            Self::Serve(serve) => serve.run().await?,
            Self::Worker(work) => work.run().await?,
            Self::Connector(connector) => connector.run().await?,
            Self::Migrate(migrate) => migrate.run().await?,
            Self::Openapi => openapi::print()?,
            Self::Bootstrap(bootstrap) => bootstrap.run().await?,
            Self::VerifyRecord(verify) => verify.run()?,
            Self::Key(key) => key.run().await?,
        }
        Ok(ExitCode::SUCCESS)
    }
}
