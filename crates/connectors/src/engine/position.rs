//! Where a sync is: what a checkpoint holds.

use daicho_domain::integration::{Checkpoint, ConnectorFault, FaultKind};
use serde::{Deserialize, Serialize};

use super::walk::Mark;

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Position {
    /// The name of the list.
    pub list: String,
    /// Which of its `for_each`.
    pub each: usize,
    pub mark: Mark,
    /// Lists that turned out not to exist.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub absent: Vec<String>,
}

impl Position {
    pub(super) fn checkpoint(&self) -> Result<Checkpoint, ConnectorFault> {
        serde_json::to_value(self).map(Checkpoint).map_err(|error| unusable(&error))
    }

    pub(super) fn of(checkpoint: Checkpoint) -> Result<Self, ConnectorFault> {
        serde_json::from_value(checkpoint.0).map_err(|error| unusable(&error))
    }
}

fn unusable(error: &serde_json::Error) -> ConnectorFault {
    ConnectorFault::new(FaultKind::InvalidInput, format!("this is not where a sync of this service can go on: {error}"))
}
