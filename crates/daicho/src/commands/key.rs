use clap::Subcommand;

use crate::Failed;
use crate::parts::Storage;
use crate::settings::StorageSettings;

#[derive(Debug, Subcommand)]
pub(crate) enum Key {
    /// Print a new master key, for DAICHO_MASTER_KEY or a file.
    Create,
    /// Encrypt all secrets anew under a new master key while servers go on; goes on where it was interrupted.
    ///
    /// A key in a file is renewed there. A key in DAICHO_MASTER_KEY is renewed by the operator: give this command and every
    /// server the new key, a comma and the old key; when the rotation is done, the new key alone.
    Rotate(StorageSettings),
    /// Print as JSON what is encrypted with what.
    Status(StorageSettings),
}

impl Key {
    pub(super) async fn run(self) -> Result<(), Failed> {
        match self {
            Self::Create => println!("{}", hex::encode(rand::random::<[u8; 32]>())),
            Self::Rotate(settings) => {
                let storage = Storage::open(&settings).await?;
                let status = storage.vault.rotate(|count| eprintln!("{count} secrets encrypted anew")).await?;
                println!("{}", serde_json::to_string(&status)?);
            }
            Self::Status(settings) => {
                let storage = Storage::open(&settings).await?;
                println!("{}", serde_json::to_string(&storage.vault.status().await?)?);
            }
        }
        Ok(())
    }
}
