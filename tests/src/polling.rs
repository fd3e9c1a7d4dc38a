//! Waiting for what another program does.

use std::time::Duration;

use tokio::time::{Instant, sleep};

/// How long to wait between two questions.
pub(crate) const INTERVAL: Duration = Duration::from_millis(20);

/// Asks again and again until there is an answer.
///
/// # Panics
/// When `deadline` passes without one; `what` says what was waited for.
pub async fn eventually<T>(what: &str, deadline: Duration, mut ask: impl AsyncFnMut() -> Option<T>) -> T {
    let end = Instant::now() + deadline;
    loop {
        if let Some(answer) = ask().await {
            return answer;
        }
        assert!(Instant::now() < end, "waited {deadline:?} in vain for {what}");
        sleep(INTERVAL).await;
    }
}
