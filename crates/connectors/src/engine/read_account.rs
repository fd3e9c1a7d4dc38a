//! From an item of an answer to an account.

use std::borrow::Cow;
use std::cell::OnceCell;
use std::collections::HashMap;
use std::str::FromStr;
use std::sync::Arc;

use daicho_domain::account::{AccountKind, AccountStatus, ReportedAccount, ReportedEmployee, RoleClass};
use daicho_domain::integration::{ConnectorFault, FaultKind};
use serde_json::Value as Json;

use super::scope::{Known, Local, from_json, scope};
use crate::answer::{parse_date, parse_time};
use crate::manifest::{AccountFields, EmployeeFields, Pick};

/// A lookup's items by their key, or `None` when it was left out.
pub(super) type Tables = HashMap<String, Option<Arc<HashMap<String, Vec<Json>>>>>;

/// What stands beside an item when it is read.
pub(super) struct Beside<'a> {
    pub known: &'a Arc<Known>,
    pub local: &'a Local,
    pub tables: &'a Tables,
    /// How an account finds its entry in each lookup.
    pub matches: &'a HashMap<String, Pick>,
    /// The answers for this account; one that was left out is not there.
    pub details: &'a HashMap<String, Json>,
}

/// One item with what stands beside it.
pub(super) struct ItemReader<'a> {
    item: &'a Json,
    beside: &'a Beside<'a>,
    names: OnceCell<minijinja::Value>,
}

type Found<'a> = Vec<Cow<'a, Json>>;

impl<'a> ItemReader<'a> {
    pub(super) fn new(item: &'a Json, beside: &'a Beside<'a>) -> Self {
        Self { item, beside, names: OnceCell::new() }
    }

    pub(super) fn account(&self, fields: &'a AccountFields) -> Result<ReportedAccount, ConnectorFault> {
        let id = self.text("id", fields.id.as_ref())?.ok_or_else(|| {
            ConnectorFault::new(
                FaultKind::UnexpectedAnswer,
                format!("an account without an id: {}", shortened(self.item)),
            )
        })?;
        let mut account = ReportedAccount::new(id);
        account.kind = self.word(fields.kind.as_ref()).unwrap_or(AccountKind::Person);
        account.email = self.text("email", fields.email.as_ref())?.filter(|email| email.contains('@'));
        account.aliases = self.texts("aliases", fields.aliases.as_ref())?;
        account.aliases.retain(|alias| account.email.as_ref().is_none_or(|email| !email.eq_ignore_ascii_case(alias)));
        account.username = self.text("username", fields.username.as_ref())?;
        account.display_name = self.text("display_name", fields.display_name.as_ref())?;
        account.employee_number = self.text("employee_number", fields.employee_number.as_ref())?;
        account.status = self.word(fields.status.as_ref()).unwrap_or(AccountStatus::Active);
        account.role_class = self.word(fields.role_class.as_ref()).unwrap_or(RoleClass::Other);
        account.roles = self.texts("roles", fields.roles.as_ref())?;
        account.licenses = self.texts("licenses", fields.licenses.as_ref())?;
        account.two_factor = self.flag(fields.two_factor.as_ref());
        account.last_activity = self.newest("last_activity", fields.last_activity.as_ref())?;
        account.created_at = self.time("created_at", fields.created_at.as_ref())?;
        account.employee = fields.employee.as_ref().map(|fields| self.employee(fields)).transpose()?.map(Box::new);
        Ok(account)
    }

    fn employee(&self, fields: &'a EmployeeFields) -> Result<ReportedEmployee, ConnectorFault> {
        let date = |name: &str, pick: Option<&'a Pick>| match self.first(pick) {
            Some(value) => parse_date(&value).map_err(|why| misfit(name, pick, &why)),
            None => Ok(None),
        };
        Ok(ReportedEmployee {
            status: self.word(fields.status.as_ref()),
            employee_type: self.word(fields.employee_type.as_ref()),
            first_name: self.text("employee.first_name", fields.first_name.as_ref())?,
            last_name: self.text("employee.last_name", fields.last_name.as_ref())?,
            company: self.text("employee.company", fields.company.as_ref())?,
            department: self.text("employee.department", fields.department.as_ref())?,
            job_title: self.text("employee.job_title", fields.job_title.as_ref())?,
            location: self.text("employee.location", fields.location.as_ref())?,
            manager_email: self.text("employee.manager_email", fields.manager_email.as_ref())?,
            contract_start: date("employee.contract_start", fields.contract_start.as_ref())?,
            contract_end: date("employee.contract_end", fields.contract_end.as_ref())?,
            leave_start: date("employee.leave_start", fields.leave_start.as_ref())?,
            leave_end: date("employee.leave_end", fields.leave_end.as_ref())?,
        })
    }

    fn first(&self, pick: Option<&'a Pick>) -> Option<Cow<'a, Json>> {
        self.found(pick?, self.item).into_iter().next()
    }

    pub(super) fn text(&self, name: &str, pick: Option<&'a Pick>) -> Result<Option<String>, ConnectorFault> {
        self.first(pick).map(|value| as_text(&value).map_err(|why| misfit(name, pick, &why))).transpose()
    }

    /// A text, or a whole part of the answer.
    pub(super) fn value(&self, name: &str, pick: &'a Pick) -> Result<minijinja::Value, ConnectorFault> {
        Ok(match self.first(Some(pick)) {
            None => minijinja::Value::from(()),
            Some(value) if value.is_object() || value.is_array() => from_json(&value),
            Some(value) => minijinja::Value::from(as_text(&value).map_err(|why| misfit(name, Some(pick), &why))?),
        })
    }

    pub(super) fn texts(&self, name: &str, pick: Option<&'a Pick>) -> Result<Vec<String>, ConnectorFault> {
        let Some(pick) = pick else { return Ok(Vec::new()) };
        let mut texts = Vec::new();
        for value in self.found(pick, self.item) {
            let inner = match &*value {
                Json::Array(list) => {
                    list.iter().filter(|value| !is_nothing(value)).map(as_text).collect::<Result<Vec<_>, _>>()
                }
                other => as_text(other).map(|text| vec![text]),
            };
            let inner = inner.map_err(|why| misfit(name, Some(pick), &why))?;
            for text in inner {
                if !texts.contains(&text) {
                    texts.push(text);
                }
            }
        }
        Ok(texts)
    }

    /// A word of one of our own vocabularies; a word that is not in it counts as absent.
    fn word<T: FromStr>(&self, pick: Option<&'a Pick>) -> Option<T> {
        let words = self.found(pick?, self.item);
        words.iter().find_map(|value| value.as_str()?.parse().ok())
    }

    fn flag(&self, pick: Option<&'a Pick>) -> Option<bool> {
        match &*self.first(pick)? {
            Json::Bool(value) => Some(*value),
            Json::Number(number) => number.as_f64().map(|number| number != 0.0),
            Json::String(text) => text.parse().ok(),
            _ => None,
        }
    }

    fn time(
        &self,
        name: &str,
        pick: Option<&'a Pick>,
    ) -> Result<Option<chrono::DateTime<chrono::Utc>>, ConnectorFault> {
        match self.first(pick) {
            Some(value) => parse_time(&value).map_err(|why| misfit(name, pick, &why)),
            None => Ok(None),
        }
    }

    /// The newest of all times that the pick gives.
    fn newest(
        &self,
        name: &str,
        pick: Option<&'a Pick>,
    ) -> Result<Option<chrono::DateTime<chrono::Utc>>, ConnectorFault> {
        let mut newest = None;
        for value in pick.map(|pick| self.found(pick, self.item)).unwrap_or_default() {
            newest = newest.max(parse_time(&value).map_err(|why| misfit(name, pick, &why))?);
        }
        Ok(newest)
    }

    /// Everything that a pick gives, without nulls and empty texts.
    fn found(&self, pick: &'a Pick, document: &'a Json) -> Found<'a> {
        match pick {
            Pick::Constant(value) if is_nothing(value) => Vec::new(),
            Pick::Constant(value) => vec![Cow::Borrowed(value)],
            Pick::Path(path) => {
                path.all(document).into_iter().filter(|value| !is_nothing(value)).map(Cow::Borrowed).collect()
            }
            Pick::Template(template) => {
                let value = if std::ptr::eq(document, self.item) {
                    template.lenient_value(self.names.get_or_init(|| self.names_for(self.item)))
                } else {
                    template.lenient_value(&self.names_for(document))
                };
                let value = value.and_then(|value| serde_json::to_value(&value).ok());
                value.map(trimmed).filter(|value| !is_nothing(value)).map(Cow::Owned).into_iter().collect()
            }
            Pick::FirstOf(picks) => {
                picks.iter().map(|pick| self.found(pick, document)).find(|found| !found.is_empty()).unwrap_or_default()
            }
            Pick::Mapped(mapped) => {
                let Some(documents) = self.documents(mapped.of.as_deref(), document) else { return Vec::new() };
                let mut values: Found<'a> = Vec::new();
                for document in documents {
                    match &mapped.from {
                        Some(from) => values.extend(self.found(from, document)),
                        None => values.push(Cow::Borrowed(document)),
                    }
                }
                match (&mapped.found, &mapped.missing) {
                    (_, Some(missing)) if values.is_empty() => return vec![Cow::Borrowed(missing)],
                    (Some(found), _) if !values.is_empty() => return vec![Cow::Borrowed(found)],
                    _ => {}
                }
                if mapped.map.is_empty() {
                    return values;
                }
                let translated = values.iter().flat_map(|value| listed(value)).filter_map(|value| {
                    let key = match value {
                        Json::String(text) => Cow::Borrowed(text.as_str()),
                        other => Cow::Owned(other.to_string()),
                    };
                    mapped.map.get(&*key).or(mapped.otherwise.as_ref())
                });
                translated.map(|value| Cow::Owned(value.clone())).filter(|value| !is_nothing(value)).collect()
            }
        }
    }

    /// Where a mapped pick reads; `None` when the lookup or detail was left out, so that nothing is known.
    fn documents(&self, of: Option<&str>, document: &'a Json) -> Option<Vec<&'a Json>> {
        let Some(name) = of else { return Some(vec![document]) };
        if let Some(table) = self.beside.tables.get(name) {
            let table = table.as_ref()?;
            let Some(key) = self.beside.matches.get(name).map(|pick| self.found(pick, self.item)) else {
                return Some(Vec::new());
            };
            return Some(key.iter().filter_map(|key| table.get(&key_text(key))).flatten().collect());
        }
        self.beside.details.get(name).map(|detail| vec![detail])
    }

    fn names_for(&self, item: &Json) -> minijinja::Value {
        let mut local = self.beside.local.clone().with("item", from_json(item));
        for (name, detail) in self.beside.details {
            local = local.with(name, from_json(detail));
        }
        scope(self.beside.known, &local)
    }
}

/// How keys of lookups are compared.
pub(super) fn key_text(key: &Json) -> String {
    match key {
        Json::String(text) => text.to_lowercase(),
        other => other.to_string(),
    }
}

fn listed(value: &Json) -> Vec<&Json> {
    match value {
        Json::Array(list) => list.iter().collect(),
        other => vec![other],
    }
}

fn is_nothing(value: &Json) -> bool {
    match value {
        Json::Null => true,
        Json::String(text) => text.trim().is_empty(),
        Json::Array(list) => list.is_empty(),
        _ => false,
    }
}

fn trimmed(value: Json) -> Json {
    match value {
        Json::String(text) => Json::from(text.trim()),
        other => other,
    }
}

fn as_text(value: &Json) -> Result<String, String> {
    match value {
        Json::String(text) => Ok(text.trim().to_owned()),
        Json::Number(number) => Ok(number.to_string()),
        Json::Bool(flag) => Ok(flag.to_string()),
        Json::Array(list) if list.len() == 1 => as_text(&list[0]),
        other => Err(format!("{} is not a text", shortened(other))),
    }
}

/// What was found for a field cannot be one; with the place where the manifest looks.
fn misfit(name: &str, pick: Option<&Pick>, why: &str) -> ConnectorFault {
    let place = match pick {
        Some(Pick::Path(path)) => format!(" ({})", path.as_str()),
        Some(Pick::Template(template)) => format!(" ({})", template.as_str()),
        _ => String::new(),
    };
    ConnectorFault::new(FaultKind::UnexpectedAnswer, format!("the field {name}{place}: {why}"))
}

fn shortened(value: &Json) -> String {
    let text = value.to_string();
    if text.chars().count() <= 120 { text } else { text.chars().take(120).chain("…".chars()).collect() }
}
