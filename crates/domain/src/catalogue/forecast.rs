use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// What a sync of a thousand accounts takes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Forecast {
    pub full: u32,
    /// Without what costs a request per account.
    pub fast: u32,
}
