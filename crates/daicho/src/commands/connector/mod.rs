//! `daicho connector`: manifests, without a database.

mod attempt;
mod lint;
mod list;
mod start;

use std::path::PathBuf;

use clap::Subcommand;

use crate::Failed;

#[derive(Debug, Subcommand)]
pub(crate) enum Connector {
    /// Run one operation of a manifest against a service and print what came of it.
    Try(attempt::Attempt),
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

impl Connector {
    pub(super) async fn run(self) -> Result<(), Failed> {
        match self {
            Self::Try(attempt) => attempt.run().await,
            Self::Lint { files } => lint::run(&files),
            Self::New { slug } => start::run(&slug),
            Self::Catalogue { json } => list::run(json),
        }
    }
}
