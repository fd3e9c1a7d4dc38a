//! Daicho: the server, its workers and the operator's commands, in one program.

mod commands;
mod logs;
mod pages;
mod parts;
mod settings;

use std::process::ExitCode;

use clap::Parser;

use commands::Command;
use logs::LogFormat;

/// The ledger of who has which account in which cloud service.
#[derive(Debug, Parser)]
#[command(version, propagate_version = true)]
struct Arguments {
    #[command(subcommand)]
    command: Command,

    /// How log lines look.
    #[arg(long, env = "DAICHO_LOG_FORMAT", value_enum, default_value_t = LogFormat::Text, global = true)]
    log_format: LogFormat,
}

/// Why a command ended early, in a sentence for the operator.
type Failed = Box<dyn std::error::Error + Send + Sync>;

#[tokio::main]
async fn main() -> ExitCode {
    let arguments = Arguments::parse();
    logs::begin(arguments.log_format);
    // Only fails when a provider is installed already, which is as good.
    let _ = rustls::crypto::ring::default_provider().install_default();
    match arguments.command.run().await {
        Ok(code) => code,
        Err(error) => {
            eprintln!("daicho: {}", with_causes(&*error));
            ExitCode::FAILURE
        }
    }
}

/// The error and what caused it, each once.
fn with_causes(error: &(dyn std::error::Error + 'static)) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(inner) = cause {
        let inner_text = inner.to_string();
        if !text.contains(&inner_text) {
            text = format!("{text}: {inner_text}");
        }
        cause = inner.source();
    }
    text
}
