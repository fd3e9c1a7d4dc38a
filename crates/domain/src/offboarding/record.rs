//! The closing record: what was done when by whom, each entry sealed to the one before it.
//!
//! An entry names the hash of the one before it, the first one that of the heading, and is itself hashed (SHA-256) with that
//! name in it. The text is always written the same way, so that a changed byte is found even where it changes no meaning. Who
//! can write the whole record anew can hash it anew: note the hash it ends in elsewhere.

use chrono::{DateTime, Utc};
use serde_json::{Map, Value, json};
use sha2::{Digest, Sha256};

use super::item::{Offboarding, OffboardingEvent, OffboardingStep, StepSubject};
use crate::operation::Operation;

const FORMAT: &str = "daicho offboarding record 1";
const HASH: &str = "hash";
const PREVIOUS: &str = "previous";

/// Why a record does not hold.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RecordProblem {
    #[error("this is not an offboarding record of Daicho")]
    NotARecord,
    #[error("the text is not as Daicho wrote it: something was added, removed or set differently")]
    Rewritten,
    #[error("entry {0} was changed")]
    Changed(usize),
    #[error("entry {0} does not follow the one before it: something was inserted, removed or moved")]
    Broken(usize),
    #[error("the end is missing or was changed")]
    Cut,
}

/// The record as it is downloaded.
#[must_use]
pub fn compose(
    organization: &str,
    offboarding: &Offboarding,
    events: &[OffboardingEvent],
    operations: &[Operation],
) -> String {
    let mut entries: Vec<(DateTime<Utc>, Value)> = events.iter().map(event).collect();
    for step in &offboarding.steps {
        entries.extend(step_entries(step, operations));
    }
    entries.sort_by_key(|(at, _)| *at);
    let heading = heading(organization, offboarding);
    let mut previous = digest(&heading.to_string());
    let mut chained = Vec::with_capacity(entries.len());
    for (_, entry) in entries {
        let sealed = sealed(entry, &previous);
        sealed.get(HASH).and_then(Value::as_str).unwrap_or_default().clone_into(&mut previous);
        chained.push(sealed);
    }
    let record = json!({ "format": FORMAT, "heading": heading, "entries": chained, "head": previous });
    written(&record)
}

/// Whether the record is as it was written, to the last letter; gives the hash that it ends in.
pub fn verify(text: &str) -> Result<String, RecordProblem> {
    let record: Value = serde_json::from_str(text).map_err(|_| RecordProblem::NotARecord)?;
    if record["format"] != FORMAT {
        return Err(RecordProblem::NotARecord);
    }
    if written(&record) != text {
        return Err(RecordProblem::Rewritten);
    }
    let entries = record["entries"].as_array().ok_or(RecordProblem::NotARecord)?;
    let mut previous = digest(&record["heading"].to_string());
    for (place, entry) in entries.iter().enumerate() {
        if entry[PREVIOUS] != *previous {
            return Err(RecordProblem::Broken(place + 1));
        }
        let mut content = entry.as_object().cloned().unwrap_or_default();
        let claimed = content.shift_remove(HASH);
        let hash = digest(&Value::Object(content).to_string());
        if claimed != Some(Value::from(hash.clone())) {
            return Err(RecordProblem::Changed(place + 1));
        }
        previous = hash;
    }
    if record["head"] == *previous { Ok(previous) } else { Err(RecordProblem::Cut) }
}

const SEAL: &str = "%daicho-record-sha256 ";

/// Adds a last line to a printed record (a comment in its format) that holds all before it together.
#[must_use]
pub fn seal(mut document: Vec<u8>) -> Vec<u8> {
    if document.last() != Some(&b'\n') {
        document.push(b'\n');
    }
    let hash = hex::encode(Sha256::digest(&document));
    document.extend(format!("{SEAL}{hash}\n").into_bytes());
    document
}

/// Whether a printed record is as it was written, to the last byte; gives the hash of its seal.
pub fn verify_sealed(document: &[u8]) -> Result<String, RecordProblem> {
    let line = SEAL.len() + 64 + 1;
    let at = document.len().checked_sub(line).ok_or(RecordProblem::NotARecord)?;
    let (content, seal) = document.split_at(at);
    let hash = hex::encode(Sha256::digest(content));
    let expected = format!("{SEAL}{hash}\n");
    match std::str::from_utf8(seal) {
        Ok(seal) if seal == expected => Ok(hash),
        Ok(seal) if seal.starts_with(SEAL) => Err(RecordProblem::Rewritten),
        _ => Err(RecordProblem::NotARecord),
    }
}

fn written(record: &Value) -> String {
    let mut text = serde_json::to_string_pretty(record).unwrap_or_default();
    text.push('\n');
    text
}

fn digest(text: &str) -> String {
    hex::encode(Sha256::digest(text))
}

fn sealed(entry: Value, previous: &str) -> Value {
    let mut content = match entry {
        Value::Object(content) => content,
        _ => Map::new(),
    };
    content.insert(PREVIOUS.to_owned(), previous.into());
    let hash = digest(&Value::Object(content.clone()).to_string());
    content.insert(HASH.to_owned(), hash.into());
    Value::Object(content)
}

fn heading(organization: &str, offboarding: &Offboarding) -> Value {
    json!({
        "organization": organization,
        "offboarding": offboarding.id.to_string(),
        "person": {
            "peopleId": offboarding.person.id.to_string(),
            "displayName": offboarding.person.display_name,
            "primaryEmail": offboarding.person.primary_email.as_ref().map(ToString::to_string),
        },
        "state": offboarding.state.as_str(),
        "createdBy": offboarding.created_by,
        "createdAt": offboarding.created_at,
        "approver": offboarding.approver_email,
        "approvedBy": offboarding.approved_by,
        "startedAt": offboarding.started_at,
        "finishedAt": offboarding.finished_at,
        "steps": offboarding.steps.iter().map(step_summary).collect::<Vec<_>>(),
    })
}

fn step_summary(step: &OffboardingStep) -> Value {
    let mut summary = subject(step);
    summary.insert("action".to_owned(), step.action.as_str().into());
    summary.insert("state".to_owned(), step.state.as_str().into());
    Value::Object(summary)
}

fn subject(step: &OffboardingStep) -> Map<String, Value> {
    let mut members = Map::new();
    members.insert("step".to_owned(), step.id.to_string().into());
    match &step.subject {
        StepSubject::Account { service, workspace_name, account, .. } => {
            members.insert("service".to_owned(), service.name.clone().into());
            members.insert("workspace".to_owned(), workspace_name.clone().into());
            members.insert("account".to_owned(), json!(account));
        }
        StepSubject::Task { title } => {
            members.insert("task".to_owned(), title.clone().into());
        }
    }
    members
}

fn event(event: &OffboardingEvent) -> (DateTime<Utc>, Value) {
    let entry = json!({ "at": event.at, "what": event.kind, "by": event.actor, "note": event.text });
    (event.at, entry)
}

fn step_entries(step: &OffboardingStep, operations: &[Operation]) -> Vec<(DateTime<Utc>, Value)> {
    let mut entries = Vec::new();
    let mut note = |at: DateTime<Utc>, what: &str, more: Value| {
        let mut entry = Map::new();
        entry.insert("at".to_owned(), json!(at));
        entry.insert("what".to_owned(), what.into());
        entry.extend(subject(step));
        if let Value::Object(more) = more {
            entry.extend(more);
        }
        entries.push((at, Value::Object(entry)));
    };
    if let Some(operation) = step.operation.and_then(|id| operations.iter().find(|operation| operation.id == id)) {
        let asked = json!({
            "operation": operation.id.to_string(), "kind": operation.kind.as_str(), "by": operation.actor,
            "before": operation.before,
        });
        note(operation.created_at, "asked the service", asked);
        if let Some(at) = operation.finished_at {
            let ended = json!({
                "operation": operation.id.to_string(), "result": operation.state.as_str(),
                "requestsMade": operation.attempts, "alreadyGone": operation.already, "after": operation.after,
                "error": operation.fault.as_ref().map(|fault| json!({ "id": fault.code.id(), "detail": fault.detail })),
            });
            note(at, "the service's result", ended);
        }
    } else if let Some(fault) = &step.fault {
        note(fault.at, "refused", json!({ "error": { "id": fault.code.id(), "detail": fault.detail } }));
    }
    if let Some(verified) = &step.verified {
        let seen = json!({ "gone": verified.gone, "how": verified.how, "detail": verified.detail });
        note(verified.at, "read the service again", seen);
    }
    if let (Some(at), Some(by)) = (step.done_at, &step.done_by) {
        note(at, "completed by hand", json!({ "by": by, "note": step.note }));
    }
    entries
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::directory::EntryName;
    use crate::ids::{OffboardingId, OrganizationId, PeopleId};
    use crate::offboarding::OffboardingState;

    fn record() -> String {
        let at = DateTime::from_timestamp(1_800_000_000, 0).unwrap();
        let offboarding = Offboarding {
            id: OffboardingId(1),
            organization: OrganizationId(1),
            person: EntryName { id: PeopleId(7), display_name: "佐藤 花子".into(), primary_email: None },
            had_left: true,
            state: OffboardingState::Done,
            run_at: None,
            approver: None,
            approver_email: None,
            approved_by: None,
            created_by: "admin@example.com".into(),
            created_at: at,
            started_at: Some(at),
            finished_at: Some(at),
            steps: Vec::new(),
        };
        let event = |kind: &str| OffboardingEvent { at, kind: kind.into(), actor: "system".into(), text: None };
        compose("Example", &offboarding, &[event("planned"), event("started"), event("finished")], &[])
    }

    #[test]
    fn a_record_as_it_was_written_holds() {
        assert_eq!(verify(&record()).unwrap().len(), 64);
    }

    #[test]
    fn no_byte_of_it_can_be_changed() {
        let record = record();
        for place in 0..record.len() {
            let mut bytes = record.clone().into_bytes();
            bytes[place] ^= 1;
            let changed = String::from_utf8_lossy(&bytes);
            assert!(verify(&changed).is_err(), "byte {place}: {:?}", char::from(bytes[place]));
        }
    }

    #[test]
    fn an_entry_that_was_taken_out_is_missed() {
        let mut record: Value = serde_json::from_str(&record()).unwrap();
        let taken = record["entries"].as_array_mut().map(|entries| entries.remove(1));
        assert!(taken.is_some());
        assert_eq!(verify(&written(&record)), Err(RecordProblem::Broken(2)));
        record["entries"].as_array_mut().unwrap().pop();
        assert_eq!(verify(&written(&record)), Err(RecordProblem::Cut));
    }
}
