//! Changing one account: the steps of the manifest, in order.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use daicho_domain::integration::{AccountChange, ChangeKind, ChangeOutcome, ConnectorFault};
use indexmap::IndexMap;
use minijinja::Value;
use serde_json::Value as Json;

use super::compose::invalid;
use super::judge::{Answer, Failure};
use super::list::{each_local, holds};
use super::read_account::{Beside, ItemReader, Tables};
use super::scope::Local;
use super::session::{Session, Turned};
use crate::manifest::{AccountFields, Condition, InputField, InputKind, OneOrMany, Operation, Pick, Step};

/// What `already` means when the manifest does not say.
const GONE: [u16; 2] = [404, 410];

pub(super) async fn operate(session: &Arc<Session>, change: &AccountChange) -> Result<ChangeOutcome, ConnectorFault> {
    let operation = operation_of(session, change.kind)?;
    let local = Local::default().with("input", inputs(operation, change)?);
    let already = already(operation, change.kind);
    match run(session, operation, local).await {
        Ok(answer) => {
            let account = match (&operation.account, answer) {
                (Some(path), Some(answer)) => path.first(&answer.document).and_then(|item| account_of(session, item)),
                _ => None,
            };
            Ok(ChangeOutcome { account, already: false })
        }
        Err(failure) if failure.meets(&already) => Ok(ChangeOutcome { account: None, already: true }),
        Err(failure) => Err(failure.fault),
    }
}

/// The operation, when the connection's way can do it.
pub(super) fn operation_of(session: &Session, kind: ChangeKind) -> Result<&Operation, ConnectorFault> {
    let operation = session.manifest.operation(kind, &session.way_name);
    operation.ok_or_else(|| invalid(format!("{} cannot {kind} accounts this way", session.connection.service.slug())))
}

async fn run(session: &Arc<Session>, operation: &Operation, mut local: Local) -> Result<Option<Answer>, Failure> {
    let mut read: BTreeMap<String, Value> = BTreeMap::new();
    let mut last = None;
    for step in operation.all_steps() {
        local = local.with("read", Value::from_pairs(read.clone()));
        let is_done = |local: &Local| step.when.as_ref().map_or(Ok(true), |when| holds(when, session, local));
        if step.reads_first.is_none() && !is_done(&local)? {
            continue;
        }
        for mut local in each_local(session, step.for_each.as_ref(), &local).await? {
            if let Some(before) = &step.reads_first {
                let answer = session.ask(&before.request, &local, &Turned::default(), true).await?;
                let mut known = read.clone();
                known.extend(values_of(session, &before.read, &answer.document)?);
                local = local.with("read", Value::from_pairs(known));
                if !is_done(&local)? {
                    continue;
                }
            }
            let Some(answer) = ask(session, &step, &local).await? else { continue };
            read.extend(values_of(session, &step.read, &answer.document)?);
            last = Some(answer);
        }
    }
    Ok(last)
}

async fn ask(session: &Arc<Session>, step: &Step, local: &Local) -> Result<Option<Answer>, Failure> {
    let reads_only = step.request.call.method == reqwest::Method::GET && step.request.body.is_none();
    match session.ask(&step.request, local, &Turned::default(), reads_only).await {
        Ok(answer) => Ok(Some(answer)),
        Err(failure) if failure.meets(&step.passes) => Ok(None),
        Err(failure) => Err(failure),
    }
}

/// The given values, the defaults, and nothing for what is optional.
pub(super) fn inputs(operation: &Operation, change: &AccountChange) -> Result<Value, ConnectorFault> {
    let mut inputs: BTreeMap<String, Value> = BTreeMap::new();
    for (name, value) in &change.input {
        inputs.insert(name.clone(), Value::from(value.trim()));
    }
    for (name, field) in &operation.input {
        let given = change.input.get(name).map(|value| value.trim()).filter(|value| !value.is_empty());
        let value = match (given, &field.default) {
            (Some(given), _) => {
                check_choice(name, field, given)?;
                typed(field, given)
            }
            (None, Some(default)) => typed(field, default),
            (None, None) if field.optional => Value::from(()),
            (None, None) => return Err(invalid(format!("`{name}` is missing"))),
        };
        inputs.insert(name.clone(), value);
    }
    Ok(Value::from_pairs(inputs))
}

fn check_choice(name: &str, field: &InputField, given: &str) -> Result<(), ConnectorFault> {
    let is_known = |value: &str| field.choices.iter().any(|choice| choice.value == value);
    if field.choices.is_empty() || values_of_list(field, given).all(is_known) {
        return Ok(());
    }
    let choices: Vec<&str> = field.choices.iter().map(|choice| choice.value.as_str()).collect();
    Err(invalid(format!("`{name}` is one of {}", choices.join(", "))))
}

fn values_of_list<'a>(field: &InputField, given: &'a str) -> impl Iterator<Item = &'a str> {
    let separator = if field.kind == Some(InputKind::List) { ',' } else { '\0' };
    given.split(separator).map(str::trim).filter(|value| !value.is_empty())
}

/// As templates see it: a list where several values may be given.
fn typed(field: &InputField, given: &str) -> Value {
    match field.kind {
        Some(InputKind::List) => values_of_list(field, given).collect(),
        _ => Value::from(given),
    }
}

fn already(operation: &Operation, kind: ChangeKind) -> Vec<Condition> {
    match (&operation.already, kind) {
        (Some(conditions), _) => conditions.clone(),
        (None, ChangeKind::Delete) => vec![Condition { status: OneOrMany(GONE.to_vec()), ..Condition::default() }],
        (None, _) => Vec::new(),
    }
}

fn values_of(
    session: &Session,
    picks: &IndexMap<String, Pick>,
    document: &Json,
) -> Result<BTreeMap<String, Value>, ConnectorFault> {
    let signed = session.signed_in_now();
    let (local, tables, matches, details) = (Local::default(), Tables::new(), HashMap::new(), HashMap::new());
    let beside = Beside { known: &signed.known, local: &local, tables: &tables, matches: &matches, details: &details };
    let reader = ItemReader::new(document, &beside);
    let mut values = BTreeMap::new();
    for (name, pick) in picks {
        values.insert(name.clone(), reader.value(name, pick)?);
    }
    Ok(values)
}

/// The account as the answer shows it. An answer that shows too little is no failure: the change is done.
fn account_of(session: &Session, item: &Json) -> Option<daicho_domain::account::ReportedAccount> {
    let manifest = &session.manifest;
    let fields = manifest.accounts.values().next().map_or_else(AccountFields::default, |list| list.fields.clone());
    let fields = fields.over(&manifest.account);
    let signed = session.signed_in_now();
    let (local, tables, matches, details) = (Local::default(), Tables::new(), HashMap::new(), HashMap::new());
    let beside = Beside { known: &signed.known, local: &local, tables: &tables, matches: &matches, details: &details };
    ItemReader::new(item, &beside).account(&fields).ok()
}
