mod bootstrap;
mod key;
mod migrate;
mod openapi;
mod serve;

use std::process::ExitCode;

use clap::Subcommand;

use crate::Failed;

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Serve the application and the API, and do the background work.
    Serve(serve::Serve),
    /// Bring the database's schema to this version.
    Migrate(migrate::Migrate),
    /// Print the OpenAPI document.
    Openapi,
    /// Make an organization with its first Admin and an API key, and print them as JSON.
    Bootstrap(bootstrap::Bootstrap),
    /// The master key.
    #[command(subcommand)]
    Key(key::Key),
}

impl Command {
    pub(crate) async fn run(self) -> Result<ExitCode, Failed> {
        match self {
            Self::Serve(serve) => serve.run().await?,
            Self::Migrate(migrate) => migrate.run().await?,
            Self::Openapi => openapi::print()?,
            Self::Bootstrap(bootstrap) => bootstrap.run().await?,
            Self::Key(key) => key.run().await?,
        }
        Ok(ExitCode::SUCCESS)
    }
}
