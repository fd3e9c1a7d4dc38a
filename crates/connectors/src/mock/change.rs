//! Accounts that are made, suspended and deleted.

use daicho_domain::account::{AccountStatus, ReportedAccount};
use daicho_domain::integration::{ChangeKind, FaultKind};
use reqwest::Method;
use serde_json::{Value as Json, json};

use super::answer::{Reply, refusal};
use super::plant::{plant, plant_pick};
use super::routes::Captures;
use super::{State, World, world};
use crate::engine::scope::{Local, scope};
use crate::manifest::{AnswerFormat, Operation, Step};

pub(super) fn change(
    state: &State,
    kind: ChangeKind,
    position: usize,
    captures: &Captures,
    format: AnswerFormat,
) -> Reply {
    let manifest = &state.manifest;
    let steps = manifest.operations.of(kind).map(Operation::all_steps).unwrap_or_default();
    let Some(step) = steps.get(position) else { return Reply::not_found() };
    let done: Vec<usize> = (0..steps.len()).filter(|at| *at == position || is_done(state, &steps[*at])).collect();
    let only_reads = step.request.call.method == Method::GET;
    let mut world = state.world();
    let who = if kind == ChangeKind::Create { newcomer(&world, captures) } else { subject(&world, captures) };
    // A step may name only what was read of somebody before.
    let who = who.or_else(|| world.at_hand.filter(|_| kind != ChangeKind::Create && !names_somebody(captures)));
    let outcome = match kind {
        _ if only_reads => who.map(Some).ok_or(FaultKind::NotFound),
        ChangeKind::Create if makes(&steps, &done) == Some(position) => create(state, &mut world, captures),
        ChangeKind::Create => Ok(who),
        _ if who.is_none() && done.last() != Some(&position) && !names_somebody(captures) => Ok(None),
        _ => who.map(Some).ok_or(FaultKind::NotFound),
    };
    let at = match outcome {
        Ok(at) => at,
        Err(fault) => return refusal(&manifest.errors, fault, format),
    };
    let document = answer(state, kind, step, &world, at, done.last() == Some(&position));
    if let Some(at) = at.filter(|_| !only_reads && done.last() == Some(&position)) {
        apply(state, kind, &mut world, at);
    }
    Reply::of(step.request.success.first().copied().unwrap_or(200), &document, format)
}

/// Whether this way of connecting takes the step, as far as that does not depend on what is entered or read.
fn is_done(state: &State, step: &Step) -> bool {
    let Some(when) = &step.when else { return true };
    let depends = when.names().iter().any(|name| name.starts_with("input") || name.starts_with("read"));
    let holds =
        || when.value(&scope(&state.known, &Local::default())).ok().flatten().is_some_and(|value| value.is_true());
    depends || holds()
}

/// The step that makes an account: the first that does more than read.
fn makes(steps: &[Step], done: &[usize]) -> Option<usize> {
    done.iter().copied().find(|at| steps.get(*at).is_some_and(|step| step.request.call.method != Method::GET))
}

fn apply(state: &State, kind: ChangeKind, world: &mut World, at: usize) {
    match kind {
        ChangeKind::Create => {}
        ChangeKind::Delete => {
            world.at_hand = None;
            world.people.remove(at);
        }
        ChangeKind::Suspend | ChangeKind::Reactivate => {
            if let Some((account, shown)) = world.people.get_mut(at) {
                world::suspended(account, kind == ChangeKind::Suspend);
                if let Some(now) = world::show(&state.manifest, &state.connected(), account) {
                    *shown = now;
                }
            }
        }
    }
}

/// What later steps read, and the account itself where the manifest looks for it.
fn answer(state: &State, kind: ChangeKind, step: &Step, world: &World, at: Option<usize>, is_last: bool) -> Json {
    let mut document = json!({});
    let Some((account, shown)) = at.and_then(|at| world.people.get(at)) else { return document };
    for (name, pick) in &step.read {
        let value = match name.as_str() {
            "email" => account.email.clone().unwrap_or_default(),
            "username" => account.username.clone().unwrap_or_default(),
            _ => account.external_id.clone(),
        };
        plant_pick(&mut document, pick, &[value.into()]);
    }
    let path = state.manifest.operations.of(kind).and_then(|operation| operation.account.as_ref());
    if let Some(path) = path.filter(|_| is_last) {
        plant(&mut document, path, std::slice::from_ref(&shown.item));
    }
    document
}

/// The names of the account itself, and what was read of it before.
const NAMED: [&str; 3] = ["input.id", "input.email", "input.username"];
const READ: &str = "read.";

fn names_somebody(captures: &Captures) -> bool {
    captures.keys().any(|source| source.contains(READ) || NAMED.iter().any(|name| source.contains(name)))
}

/// Whom an operation is about: whoever has one of the values that came with it as id, e-mail or user name.
pub(super) fn subject(world: &World, captures: &Captures) -> Option<usize> {
    let given = captures.iter().filter(|(source, _)| source.contains("input.") || source.contains(READ));
    let (named, others): (Vec<_>, Vec<_>) =
        given.partition(|(source, _)| NAMED.iter().any(|name| source.starts_with(name)));
    let (read, others): (Vec<_>, Vec<_>) = others.into_iter().partition(|(source, _)| source.starts_with(READ));
    let is = |account: &ReportedAccount, value: &str| {
        account.external_id == value
            || account.username.as_deref() == Some(value)
            || account.email.as_deref().is_some_and(|email| value.contains(email))
    };
    let one_of = |values: &[(&String, &String)]| {
        world.people.iter().position(|(account, _)| values.iter().any(|(_, value)| is(account, value)))
    };
    let told = [named, read, others].into_iter().find(|values| !values.is_empty());
    told.and_then(|values| one_of(&values))
}

/// Somebody who was made by an earlier step.
fn newcomer(world: &World, captures: &Captures) -> Option<usize> {
    subject(world, captures).filter(|at| *at + 1 == world.people.len())
}

fn create(state: &State, world: &mut World, captures: &Captures) -> Result<Option<usize>, FaultKind> {
    let input = |name: &str| {
        captures.iter().find(|(source, _)| source.contains(&format!("input.{name}"))).map(|(_, value)| value.clone())
    };
    let (email, username) = (input("email"), input("username"));
    let is_taken = |account: &ReportedAccount| {
        (email.is_some() && account.email == email) || (username.is_some() && account.username == username)
    };
    let entered = captures.iter().filter(|(source, _)| source.contains("input."));
    let entered: Captures = entered.map(|(source, value)| (source.clone(), value.clone())).collect();
    if world.people.iter().any(|(account, _)| is_taken(account)) || world.made.contains(&entered) {
        return Err(FaultKind::AlreadyExists);
    }
    world.made.push(entered);
    let number = 900_000 + world.people.len() + world.issued;
    let mut account = ReportedAccount::new(number.to_string());
    account.username = username.or_else(|| email.as_ref().and_then(|email| email.split('@').next().map(str::to_owned)));
    account.display_name = input("display_name").or_else(|| match (input("first_name"), input("last_name")) {
        (None, None) => None,
        (first, last) => Some([last, first].into_iter().flatten().collect::<Vec<_>>().join(" ")),
    });
    account.email = email;
    if state.manifest.operations.create.as_ref().is_some_and(|operation| operation.invites) {
        account.status = AccountStatus::Invited;
    }
    let Some(shown) = world::show(&state.manifest, &state.connected(), &account) else { return Ok(None) };
    world.people.push((account, shown));
    Ok(Some(world.people.len() - 1))
}
