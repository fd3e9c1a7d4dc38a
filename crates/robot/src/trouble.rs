//! What can go wrong with a browser, as faults.

use std::time::Duration;

use chromiumoxide::error::CdpError;
use daicho_domain::integration::{ConnectorFault, FaultKind};

pub(crate) fn missing(why: impl std::fmt::Display) -> ConnectorFault {
    ConnectorFault::new(FaultKind::BrowserMissing, why.to_string())
}

pub(crate) fn unavailable(why: impl Into<String>) -> ConnectorFault {
    ConnectorFault::new(FaultKind::Unavailable, why)
}

pub(crate) fn unexpected(why: impl Into<String>) -> ConnectorFault {
    ConnectorFault::new(FaultKind::UnexpectedAnswer, why)
}

/// Whatever the browser does not do in this time it will not do at all.
const LONGEST_COMMAND: Duration = Duration::from_secs(20);

/// Why a command was not done.
#[derive(Debug)]
pub(crate) enum Trouble {
    /// The page went on to another one meanwhile: worth asking again.
    Moved,
    Fault(ConnectorFault),
}

impl From<Trouble> for ConnectorFault {
    fn from(trouble: Trouble) -> Self {
        match trouble {
            Trouble::Moved => unavailable("the page kept going on to other pages"),
            Trouble::Fault(fault) => fault,
        }
    }
}

impl From<CdpError> for Trouble {
    fn from(error: CdpError) -> Self {
        match error {
            CdpError::Timeout => Self::Fault(unavailable("the page does not react")),
            CdpError::Chrome(error) if is_about_a_page_left(&error.message) => Self::Moved,
            CdpError::Chrome(error) => Self::Fault(unexpected(format!("the browser: {}", error.message))),
            error => Self::Fault(unavailable(format!("the browser ended: {error}"))),
        }
    }
}

fn is_about_a_page_left(message: &str) -> bool {
    ["context", "frame", "navigated", "Internal error", "Not attached", "No frame"]
        .iter()
        .any(|word| message.contains(word))
}

/// Waits for a command of the browser, but not for ever.
pub(crate) async fn in_time<T>(command: impl Future<Output = Result<T, CdpError>>) -> Result<T, Trouble> {
    match tokio::time::timeout(LONGEST_COMMAND, command).await {
        Ok(done) => done.map_err(Trouble::from),
        Err(_) => Err(Trouble::Fault(unavailable("the page does not react"))),
    }
}
