use std::path::PathBuf;

use clap::Args;
use daicho_domain::offboarding::record;

use crate::Failed;

#[derive(Debug, Args)]
pub(crate) struct VerifyRecord {
    /// The record as it was downloaded: JSON or PDF.
    file: PathBuf,
}

const PDF: &[u8] = b"%PDF-";

impl VerifyRecord {
    /// Fails when the record is not, to the last byte, as it was written.
    pub(super) fn run(&self) -> Result<(), Failed> {
        let named = self.file.display();
        let bytes = std::fs::read(&self.file).map_err(|error| format!("cannot read {named}: {error}"))?;
        let verified = if bytes.starts_with(PDF) {
            record::verify_sealed(&bytes)
        } else {
            let text = std::str::from_utf8(&bytes).map_err(|_| record::RecordProblem::NotARecord);
            text.and_then(record::verify)
        };
        let hash = verified.map_err(|problem| format!("{named} does not hold: {problem}"))?;
        println!("{named} holds; it ends in {hash}");
        Ok(())
    }
}
