//! The accounts of the mock, as documents that the manifest's own picks read back.

use std::collections::BTreeMap;
use std::sync::Arc;

use daicho_domain::account::{AccountStatus, ReportedAccount};
use serde_json::Value as Json;

use super::plant::{Planted, number_or_text, plant_mapped, plant_pick};
use crate::engine::scope::{Known, Local, scope};
use crate::manifest::{AccountFields, AccountList, ForEach, Manifest, Pick};

/// One account with everything that answers need to show of it.
#[derive(Debug, Clone)]
pub(super) struct Shown {
    pub list: String,
    pub item: Json,
    pub details: BTreeMap<String, Json>,
    pub rows: BTreeMap<String, Json>,
    /// Which of the list's constants it belongs to.
    pub each: Option<Json>,
}

/// How somebody is connected: by which way, with which values.
pub(super) struct Connected<'a> {
    pub way: &'a str,
    pub known: &'a Arc<Known>,
}

impl Connected<'_> {
    /// Whether the list is read at all.
    fn reads(&self, list: &AccountList) -> bool {
        let Some(when) = &list.when else { return list.offered_by(self.way) };
        let value = when.value(&scope(self.known, &Local::default())).ok().flatten();
        let holds = |value: minijinja::Value| {
            value.as_str().map_or_else(|| value.is_true(), |text| !matches!(text.trim(), "" | "false" | "0"))
        };
        list.offered_by(self.way) && value.is_some_and(holds)
    }
}

pub(super) fn show(manifest: &Manifest, connected: &Connected<'_>, account: &ReportedAccount) -> Option<Shown> {
    let (name, _) = list_for(manifest, connected, account)?;
    show_in(manifest, name, account)
}

/// Lists whose answer is itself their one account.
pub(super) fn lists_of_one<'a>(manifest: &'a Manifest, connected: &Connected<'_>) -> Vec<&'a str> {
    let lists = manifest.accounts.iter().filter(|(_, list)| !has_room(list) && connected.reads(list));
    lists.map(|(name, _)| name.as_str()).collect()
}

pub(super) fn show_in(manifest: &Manifest, name: &str, account: &ReportedAccount) -> Option<Shown> {
    let list = manifest.accounts.get(name)?;
    let fields = list.fields.over(&manifest.account);
    let mut shown = Shown {
        list: name.to_owned(),
        item: Json::Object(serde_json::Map::new()),
        details: BTreeMap::new(),
        rows: BTreeMap::new(),
        each: None,
    };
    let id = fields.id.as_ref().and_then(path_of);
    for (field, wanted) in wanted(account) {
        let pick = fields.picks().into_iter().find(|(name, _)| *name == field).map(|(_, pick)| pick);
        // What is the id stays it, unless it is an address.
        if let Some(pick) = pick.filter(|pick| matches!(field, "id" | "email") || id.is_none() || path_of(pick) != id) {
            put(manifest, &mut shown, pick, &wanted);
        }
    }
    shown.each = each_of(list.for_each.as_ref(), &shown.item);
    Some(shown)
}

fn path_of(pick: &Pick) -> Option<&str> {
    if let Pick::Path(path) = pick { Some(path.as_str()) } else { None }
}

fn put(manifest: &Manifest, shown: &mut Shown, pick: &Pick, wanted: &[Json]) {
    let Planted::Elsewhere(mapped) = plant_pick(&mut shown.item, pick, wanted) else { return };
    let Some(name) = &mapped.of else { return };
    if let Some(lookup) = manifest.lookups.get(name) {
        let is_missing = wanted.is_empty()
            || (mapped.missing.is_some() && wanted.first() == mapped.missing.as_ref())
            || (mapped.found.is_some() && wanted.first() != mapped.found.as_ref());
        if is_missing {
            return;
        }
        let key = match &lookup.matches {
            Some(Pick::Path(path)) => path.first(&shown.item).cloned(),
            Some(_) => None,
            None => shown.item.get("id").cloned(),
        };
        let Some(key) = key else { return };
        let row = shown.rows.entry(name.clone()).or_insert(Json::Object(serde_json::Map::new()));
        plant_pick(row, &lookup.key, &[key]);
        // What is read is one of the values kept; it is put where those come from.
        if let Some(Pick::Path(from)) = &mapped.from
            && let Some(kept) = from.names().and_then(|names| lookup.keep.get(names.first()?).cloned())
        {
            let mut simple = mapped.clone();
            simple.of = None;
            simple.from = Some(kept);
            plant_mapped(row, &simple, wanted);
        }
    } else if manifest.details.contains_key(name) {
        let document = shown.details.entry(name.clone()).or_insert(Json::Object(serde_json::Map::new()));
        plant_mapped(document, mapped, wanted);
    }
}

/// What each field is to read as, in the order in which they may be planted over one another.
fn wanted(account: &ReportedAccount) -> Vec<(&'static str, Vec<Json>)> {
    let text = |value: &Option<String>| value.iter().map(|value| Json::from(value.as_str())).collect::<Vec<_>>();
    let texts = |values: &[String]| values.iter().map(|value| Json::from(value.as_str())).collect::<Vec<_>>();
    let time = |value: &Option<chrono::DateTime<chrono::Utc>>| {
        value.iter().map(|value| Json::from(value.to_rfc3339())).collect::<Vec<_>>()
    };
    let mut wanted = vec![
        ("id", vec![number_or_text(&account.external_id)]),
        ("kind", vec![Json::from(account.kind.as_str())]),
        // Where a service has only one name, it is the user name, and then the e-mail address.
        ("display_name", text(&account.display_name)),
        ("username", text(&account.username)),
        ("email", text(&account.email)),
        ("aliases", texts(&account.aliases)),
        ("employee_number", text(&account.employee_number)),
        ("roles", texts(&account.roles)),
        ("role_class", vec![Json::from(account.role_class.as_str())]),
        ("licenses", texts(&account.licenses)),
        ("two_factor", account.two_factor.iter().map(|value| Json::Bool(*value)).collect()),
        ("last_activity", time(&account.last_activity)),
        ("created_at", time(&account.created_at)),
    ];
    if let Some(employee) = &account.employee {
        let date = |value: &Option<chrono::NaiveDate>| {
            value.iter().map(|value| Json::from(value.to_string())).collect::<Vec<_>>()
        };
        wanted.extend([
            ("employee.status", employee.status.iter().map(|status| Json::from(status.as_str())).collect()),
            ("employee.employee_type", employee.employee_type.iter().map(|kind| Json::from(kind.as_str())).collect()),
            ("employee.first_name", text(&employee.first_name)),
            ("employee.last_name", text(&employee.last_name)),
            ("employee.company", text(&employee.company)),
            ("employee.department", text(&employee.department)),
            ("employee.job_title", text(&employee.job_title)),
            ("employee.location", text(&employee.location)),
            ("employee.manager_email", text(&employee.manager_email)),
            ("employee.contract_start", date(&employee.contract_start)),
            ("employee.contract_end", date(&employee.contract_end)),
            ("employee.leave_start", date(&employee.leave_start)),
            ("employee.leave_end", date(&employee.leave_end)),
        ]);
    }
    // The account's own state last: it decides where others would read it too.
    wanted.push(("status", vec![Json::from(account.status.as_str())]));
    wanted
}

/// The list that would show such an account: the first whose constants agree with it.
fn list_for<'a>(
    manifest: &'a Manifest,
    connected: &Connected<'_>,
    account: &ReportedAccount,
) -> Option<(&'a str, &'a AccountList)> {
    let wanted =
        manifest.accounts.iter().filter(|(_, list)| list.unless.is_none() && connected.reads(list) && has_room(list));
    let mut lists: Vec<_> = wanted.collect();
    // The more a list says of its accounts, the more it is theirs.
    let weight = |field: &str| match field {
        "status" => 2,
        "role_class" => 1,
        _ => 0,
    };
    let says = |list: &AccountList| constants(&list.fields).iter().map(|(field, _)| weight(field)).sum::<usize>();
    lists.sort_by_key(|(_, list)| std::cmp::Reverse(says(list)));
    let fitting =
        lists.iter().find(|(_, list)| constants(&list.fields).iter().all(|(field, value)| has(account, field, value)));
    let (name, list) = fitting.or_else(|| lists.last())?;
    Some((name, list))
}

/// An answer that is itself the one account has no room for others.
fn has_room(list: &AccountList) -> bool {
    list.items.as_ref().is_none_or(|path| path.as_str() != "$")
}

fn constants(fields: &AccountFields) -> Vec<(&'static str, &Json)> {
    let told = ["status", "role_class", "kind"];
    fields
        .picks()
        .into_iter()
        .filter_map(|(name, pick)| match pick {
            Pick::Constant(value) if told.contains(&name) => Some((name, value)),
            _ => None,
        })
        .collect()
}

fn has(account: &ReportedAccount, field: &str, value: &Json) -> bool {
    let actual = match field {
        "status" => account.status.as_str(),
        "role_class" => account.role_class.as_str(),
        _ => account.kind.as_str(),
    };
    value.as_str() == Some(actual)
}

/// The constant whose value the item shows.
fn each_of(for_each: Option<&ForEach>, item: &Json) -> Option<Json> {
    let Some(ForEach::Constants(fills)) = for_each else { return None };
    let constants: Vec<Json> = fills.iter().filter_map(constant).collect();
    let shows = |value: &Json| match value {
        Json::Object(members) => members.values().any(|value| contains(item, value)),
        value => contains(item, value),
    };
    constants.iter().find(|value| shows(value)).or_else(|| constants.first()).cloned()
}

fn constant(fill: &crate::manifest::Fill) -> Option<Json> {
    crate::engine::compose::filled(fill, &minijinja::Value::from(())).ok()?
}

fn contains(document: &Json, value: &Json) -> bool {
    match document {
        Json::Object(members) => members.values().any(|inner| contains(inner, value)),
        Json::Array(elements) => elements.iter().any(|inner| contains(inner, value)),
        other => other == value,
    }
}

/// What an operation does to the accounts.
pub(super) fn suspended(account: &mut ReportedAccount, is_suspended: bool) {
    account.status = if is_suspended { AccountStatus::Suspended } else { AccountStatus::Active };
}
