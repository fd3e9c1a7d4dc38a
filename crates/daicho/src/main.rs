//! The binary: configuration, wiring, the server, the worker, and the operator's commands.

mod cli;
mod configuration;
mod connector;
mod logging;

use std::process::ExitCode;

use clap::Parser;
use cli::{Cli, Command};

#[tokio::main]
async fn main() -> ExitCode {
    let cli = Cli::parse();
    logging::start(cli.log_format);
    // Fails only when a provider is there already, which serves as well.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let ended = match cli.command {
        Command::Connector(command) => connector::run(command).await,
    };
    match ended {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("daicho: {error}");
            ExitCode::FAILURE
        }
    }
}
