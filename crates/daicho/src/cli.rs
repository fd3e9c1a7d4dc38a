use clap::{Parser, Subcommand};

use crate::connector;
use crate::logging::LogFormat;

/// One ledger of who has which account in which cloud service.
#[derive(Debug, Parser)]
#[command(name = "daicho", version)]
pub(crate) struct Cli {
    /// How log lines are written to standard error.
    #[arg(long, env = "DAICHO_LOG_FORMAT", default_value = "text", global = true)]
    pub(crate) log_format: LogFormat,

    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Try, check and list connectors, without a database.
    #[command(subcommand)]
    Connector(connector::Command),
}
