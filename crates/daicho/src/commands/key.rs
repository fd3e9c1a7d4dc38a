use clap::Subcommand;

use crate::Failed;

#[derive(Debug, Subcommand)]
pub(crate) enum Key {
    /// Print a new master key, for DAICHO_MASTER_KEY or a file.
    Create,
}

impl Key {
    pub(super) async fn run(self) -> Result<(), Failed> {
        match self {
            Self::Create => println!("{}", hex::encode(rand::random::<[u8; 32]>())),
        }
        Ok(())
    }
}
