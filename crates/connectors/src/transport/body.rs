//! Reading an answer to its end or to the limit, whichever comes first.

use bytes::{Bytes, BytesMut};
use daicho_domain::integration::{ConnectorFault, FaultKind};
use futures::StreamExt;

/// The body after decompression; `limit` counts what comes out, so a small bomb is noticed as it unfolds.
pub(super) async fn read_body(answer: reqwest::Response, limit: usize) -> Result<Bytes, ConnectorFault> {
    let too_large = || {
        ConnectorFault::new(
            FaultKind::UnexpectedAnswer,
            format!("the answer is larger than {} MiB", limit / 1024 / 1024),
        )
    };
    if answer.content_length().is_some_and(|length| length > limit as u64) {
        return Err(too_large());
    }
    let mut chunks = answer.bytes_stream();
    let mut whole = BytesMut::new();
    while let Some(chunk) = chunks.next().await {
        let chunk = chunk.map_err(|error| {
            if error.is_decode() {
                ConnectorFault::new(FaultKind::UnexpectedAnswer, "the answer cannot be decompressed")
            } else if error.is_timeout() {
                ConnectorFault::new(FaultKind::Unavailable, "the answer did not end in time")
            } else {
                ConnectorFault::new(FaultKind::Unavailable, "the answer broke off in the middle")
            }
        })?;
        if whole.len() + chunk.len() > limit {
            return Err(too_large());
        }
        whole.extend_from_slice(&chunk);
    }
    Ok(whole.freeze())
}
