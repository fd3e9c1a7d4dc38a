//! `daicho connector`: manifests, without a database.

mod attempt;
mod lint;
mod list;
mod start;

use std::error::Error;
use std::path::PathBuf;

use clap::Subcommand;

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Run one operation of a manifest against a service and print what came of it.
    Try(attempt::Arguments),
    /// Check manifests; problems are printed with line and column.
    Lint {
        #[arg(required = true)]
        files: Vec<PathBuf>,
    },
    /// Begin a manifest: writes `SLUG.yaml` into this folder.
    New { slug: String },
    /// List the services of the shipped catalogue.
    Catalogue {
        /// As JSON, with ways, fields, capabilities and verification.
        #[arg(long)]
        json: bool,
    },
}

pub(crate) async fn run(command: Command) -> Result<(), Box<dyn Error>> {
    match command {
        Command::Try(arguments) => attempt::run(arguments).await,
        Command::Lint { files } => lint::run(&files),
        Command::New { slug } => start::run(&slug),
        Command::Catalogue { json } => list::run(json),
    }
}
