//! Reading an answer to its end or to the limit, whichever comes first.

use std::error::Error;
use std::io;

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
            if error.is_timeout() {
                ConnectorFault::new(FaultKind::Unavailable, "the answer did not end in time")
            } else if is_corrupt(&error) {
                ConnectorFault::new(FaultKind::UnexpectedAnswer, "the answer cannot be decompressed")
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

/// reqwest calls every failure of a body a decoding error; the cause tells a bad compression from a cut connection.
fn is_corrupt(error: &reqwest::Error) -> bool {
    let causes = std::iter::successors(error.source(), |&cause| cause.source());
    causes
        .filter_map(|cause| cause.downcast_ref::<io::Error>())
        .any(|cause| matches!(cause.kind(), io::ErrorKind::InvalidData | io::ErrorKind::InvalidInput))
}
