//! Opaque cursors of keyset lists.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use daicho_domain::error::{FieldProblem, Refusal};
use serde::Serialize;
use serde::de::DeserializeOwned;

/// Where a page ended, as text that callers hand back.
pub(crate) fn encode(position: &impl Serialize) -> String {
    URL_SAFE_NO_PAD.encode(serde_json::to_vec(position).unwrap_or_default())
}

/// Reads what [`encode`] made; anything else is refused.
pub(crate) fn decode<T: DeserializeOwned>(cursor: &str) -> Result<T, Refusal> {
    let bytes = URL_SAFE_NO_PAD.decode(cursor).ok();
    bytes.and_then(|bytes| serde_json::from_slice(&bytes).ok()).ok_or_else(|| {
        Refusal::fields(vec![FieldProblem::new(
            "cursor",
            "Send the nextCursor of the page before, with the same sort.",
            "前のページの nextCursor を同じ並び順で指定してください。",
        )])
    })
}
