//! `daicho connector`: manifests, without a database.

mod attempt;
mod lint;
mod list;
mod plan;
mod rehearsal;
mod start;

use std::path::PathBuf;

use clap::Subcommand;

use crate::Failed;

#[derive(Debug, Subcommand)]
pub(crate) enum Connector {
    /// Run one operation of a manifest against a service and print what came of it.
    Try(attempt::Attempt),
    /// Print the requests that an operation would make, with secrets masked. Nothing is sent.
    Plan(plan::Plan),
    /// Check manifests; problems are printed with line and column.
    Lint {
        #[arg(required = true)]
        files: Vec<PathBuf>,
    },
    /// Let a manifest sign in to, and list, a mock of its own service, in every way that it offers.
    Test {
        /// A service of the catalogue (its slug), or the file of a manifest.
        service: String,
    },
    /// Begin a manifest: writes `SLUG.yaml` into this folder.
    New { slug: String },
    /// List the services of the shipped catalogue.
    Catalogue {
        /// As JSON: one object for each service, with ways, capabilities, verification and forecast.
        #[arg(long)]
        json: bool,
    },
}

impl Connector {
    pub(super) async fn run(self) -> Result<(), Failed> {
        match self {
            Self::Try(attempt) => attempt.run().await,
            Self::Plan(plan) => plan.run().await,
            Self::Lint { files } => lint::run(&files),
            Self::Test { service } => rehearsal::run(&service).await,
            Self::New { slug } => start::run(&slug),
            Self::Catalogue { json } => list::run(json),
        }
    }
}
