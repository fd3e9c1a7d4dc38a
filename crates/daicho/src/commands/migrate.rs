use clap::Args;

use crate::Failed;
use crate::parts::open_database;
use crate::settings::StorageSettings;

#[derive(Debug, Args)]
pub(crate) struct Migrate {
    #[command(flatten)]
    storage: StorageSettings,
}

impl Migrate {
    pub(super) async fn run(self) -> Result<(), Failed> {
        open_database(&self.storage).await?;
        println!("The database is up to date.");
        Ok(())
    }
}
