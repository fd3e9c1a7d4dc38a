//! What happened in a run, as facts: whoever shows them finds the words.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::connector::RequestRecord;
use super::picture::Picture;
use super::run::{Counts, Held};
use crate::error::ErrorCode;

crate::enumeration! {
    pub enum StepKind {
        Request = "request",
        Page = "page",
        /// Waiting for the service to take requests again.
        Wait = "wait",
        Applied = "applied",
        Held = "held",
        /// A person wants it applied although so many accounts vanish.
        Confirmed = "confirmed",
        /// Held, and not wanted.
        Discarded = "discarded",
        /// The workspace was paused, connected anew or disconnected.
        Cancelled = "cancelled",
        /// The service was read about a change: it has not been made.
        NotDone = "not_done",
        /// Somebody let it go on.
        Resumed = "resumed",
        /// The service had nothing to change.
        Already = "already",
        Error = "error",
    }
}

#[derive(Debug, Clone, PartialEq)]
pub struct Step {
    pub at: DateTime<Utc>,
    pub event: StepEvent,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", content = "data", rename_all = "snake_case", rename_all_fields = "camelCase")]
pub enum StepEvent {
    Request(RequestRecord),
    Page {
        /// 1 for the first.
        page: u64,
        accounts: u64,
    },
    Wait {
        error_id: ErrorCode,
        /// In the service's words.
        detail: String,
        until: DateTime<Utc>,
    },
    Applied(Counts),
    Held(Held),
    Confirmed {
        /// An e-mail address, the name of an API key, or `system`.
        by: String,
    },
    Discarded {
        by: String,
    },
    Cancelled,
    NotDone,
    Resumed {
        by: String,
    },
    Already,
    Error {
        error_id: ErrorCode,
        /// In the service's words.
        detail: String,
        /// The page on which it happened, for services without an API.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        picture: Option<Picture>,
    },
}

impl StepEvent {
    pub const fn kind(&self) -> StepKind {
        match self {
            Self::Request(_) => StepKind::Request,
            Self::Page { .. } => StepKind::Page,
            Self::Wait { .. } => StepKind::Wait,
            Self::Applied(_) => StepKind::Applied,
            Self::Held(_) => StepKind::Held,
            Self::Confirmed { .. } => StepKind::Confirmed,
            Self::Discarded { .. } => StepKind::Discarded,
            Self::Cancelled => StepKind::Cancelled,
            Self::NotDone => StepKind::NotDone,
            Self::Resumed { .. } => StepKind::Resumed,
            Self::Already => StepKind::Already,
            Self::Error { .. } => StepKind::Error,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn events_are_read_as_they_are_written_under_the_name_of_their_kind() {
        for event in [
            StepEvent::Page { page: 2, accounts: 100 },
            StepEvent::Wait { error_id: ErrorCode::RateLimited, detail: "429".into(), until: DateTime::UNIX_EPOCH },
            StepEvent::Applied(Counts { added: 3, ..Counts::default() }),
            StepEvent::Held(Held { known: 230, vanishing: 227 }),
            StepEvent::Confirmed { by: "ann@example.com".into() },
            StepEvent::Discarded { by: "system".into() },
            StepEvent::Cancelled,
            StepEvent::NotDone,
            StepEvent::Resumed { by: "ann@example.com".into() },
            StepEvent::Already,
            StepEvent::Error { error_id: ErrorCode::PermissionMissing, detail: String::new(), picture: None },
        ] {
            let written = serde_json::to_value(&event).unwrap();
            assert_eq!(written["kind"], event.kind().as_str());
            assert_eq!(serde_json::from_value::<StepEvent>(written).unwrap(), event);
        }
    }
}
