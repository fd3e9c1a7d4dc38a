//! How accounts are listed and what is read from each.

use indexmap::IndexMap;
use schemars::JsonSchema;
use serde::Deserialize;

use super::paging::{Paging, Source};
use super::path::Path;
use super::pick::{Fill, Pick};
use super::request::Request;
use super::template::Template;
use super::text::OneOrMany;
use super::way::is_among;

/// One list of accounts. Several are read in the order of the manifest.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AccountList {
    pub request: Request,
    #[serde(default)]
    pub paging: Paging,
    /// The accounts in the answer; `$[*]` by default.
    pub items: Option<Path>,
    /// How many accounts this list has in all.
    pub total: Option<Source>,
    /// Reads the list once for each of these; `{{ each }}` is the one at hand.
    pub for_each: Option<ForEach>,
    /// Reads the list only when this gives something other than `false`, `0`, empty or nothing.
    pub when: Option<Template>,
    /// Reads the list only with these ways.
    pub ways: Option<Vec<String>>,
    /// Reads the list only when the one named here turned out not to exist (its `empty_when`).
    pub unless: Option<String>,
    /// What differs from the manifest's `account`.
    #[serde(default)]
    pub fields: AccountFields,
    /// The details asked for the accounts of this list; all of the manifest's when absent.
    pub details: Option<Vec<String>>,
    /// Statuses with which the service says that there is no such list: read as empty.
    #[serde(default)]
    pub empty_when: OneOrMany<u16>,
}

impl AccountList {
    pub fn offered_by(&self, way: &str) -> bool {
        is_among(self.ways.as_deref(), way)
    }
}

/// A list of constants, or a request whose items are gone through.
#[derive(Debug, Clone)]
pub enum ForEach {
    Constants(Vec<Fill>),
    Items(Box<ItemSource>),
}

#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ItemSource {
    pub request: Request,
    #[serde(default)]
    pub paging: Paging,
    pub items: Option<Path>,
    /// Hands over so many at a time, as a list.
    pub chunk: Option<usize>,
    /// Statuses with which the service says that there is nothing.
    #[serde(default)]
    pub empty_when: OneOrMany<u16>,
}

impl<'de> Deserialize<'de> for ForEach {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        use serde::de::{MapAccess, SeqAccess, Visitor, value::MapAccessDeserializer};
        struct ForEachVisitor;
        impl<'de> Visitor<'de> for ForEachVisitor {
            type Value = ForEach;

            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("a list of values, or {request: …, items: …}")
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<ForEach, A::Error> {
                let mut values = Vec::new();
                while let Some(value) = list.next_element()? {
                    values.push(value);
                }
                Ok(ForEach::Constants(values))
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<ForEach, A::Error> {
                ItemSource::deserialize(MapAccessDeserializer::new(map)).map(|source| ForEach::Items(Box::new(source)))
            }
        }
        deserializer.deserialize_any(ForEachVisitor)
    }
}

impl JsonSchema for ForEach {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "ForEach".into()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        let fill = generator.subschema_for::<Fill>();
        let source = generator.subschema_for::<ItemSource>();
        schemars::json_schema!({"anyOf": [{"type": "array", "items": fill}, source]})
    }
}

/// A second list, fetched once before the accounts and joined to them by key.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Lookup {
    pub request: Request,
    #[serde(default)]
    pub paging: Paging,
    pub items: Option<Path>,
    pub for_each: Option<ForEach>,
    /// In an item of this list: which account it belongs to.
    pub key: Pick,
    /// In an account's item: what the key is compared with; `$.id` by default.
    pub matches: Option<Pick>,
    /// What is kept of an item, by name; only its existence when empty.
    #[serde(default)]
    pub keep: IndexMap<String, Pick>,
    /// Keeps one item of each account: the one whose time under this name is the newest.
    pub newest: Option<String>,
    /// Fetched only with these ways; with others nothing is known of it.
    pub ways: Option<Vec<String>>,
    /// Left out in a fast sync, and when the service refuses it for lack of permission or plan.
    #[serde(default)]
    pub optional: bool,
}

impl Lookup {
    pub fn offered_by(&self, way: &str) -> bool {
        is_among(self.ways.as_deref(), way)
    }
}

/// A request for each account; only where nothing else gives the field. Left out in a fast sync.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Detail {
    pub request: Request,
    /// Asks once for each of these; the answers stand in a list.
    pub for_each: Option<ForEach>,
    /// Statuses with which the service says that this account has none.
    #[serde(default)]
    pub empty_when: OneOrMany<u16>,
    /// Left out for the rest of the sync when the service refuses it for lack of permission or plan.
    #[serde(default)]
    pub optional: bool,
}

/// Where each field of an account is found. What is absent, the service does not tell.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct AccountFields {
    pub id: Option<Pick>,
    /// `person` or `system`.
    pub kind: Option<Pick>,
    pub email: Option<Pick>,
    pub aliases: Option<Pick>,
    pub username: Option<Pick>,
    pub display_name: Option<Pick>,
    pub employee_number: Option<Pick>,
    /// `active`, `suspended` or `invited`.
    pub status: Option<Pick>,
    /// `admin`, `guest` or `other`.
    pub role_class: Option<Pick>,
    pub roles: Option<Pick>,
    pub licenses: Option<Pick>,
    pub two_factor: Option<Pick>,
    pub last_activity: Option<Pick>,
    pub created_at: Option<Pick>,
    pub employee: Option<EmployeeFields>,
}

/// What an employee master tells of a person.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct EmployeeFields {
    /// `active`, `on_leave`, `preactive`, `retired` …
    pub status: Option<Pick>,
    pub employee_type: Option<Pick>,
    pub first_name: Option<Pick>,
    pub last_name: Option<Pick>,
    pub company: Option<Pick>,
    pub department: Option<Pick>,
    pub job_title: Option<Pick>,
    pub location: Option<Pick>,
    pub manager_email: Option<Pick>,
    pub contract_start: Option<Pick>,
    pub contract_end: Option<Pick>,
    pub leave_start: Option<Pick>,
    pub leave_end: Option<Pick>,
}

macro_rules! field_names {
    ($type:ident: $($field:ident),+) => {
        impl $type {
            /// These where they say something, the others elsewhere.
            #[must_use]
            pub fn over(&self, others: &Self) -> Self {
                Self { $($field: self.$field.clone().or_else(|| others.$field.clone())),+ }
            }
        }
    };
}

field_names!(AccountFields: id, kind, email, aliases, username, display_name, employee_number, status, role_class, roles,
    licenses, two_factor, last_activity, created_at, employee);

impl AccountFields {
    /// The lookups and details that they read from, among the other names that their templates ask for.
    pub fn reads_from(&self) -> Vec<String> {
        let mut names = Vec::new();
        for (_, pick) in self.picks() {
            pick.visit(&mut |pick| match pick {
                Pick::Mapped(mapped) => names.extend(mapped.of.clone()),
                Pick::Template(template) => {
                    names.extend(template.names().iter().filter_map(|name| name.split('.').next().map(str::to_owned)));
                }
                _ => {}
            });
        }
        names
    }

    /// All picks with the names of their fields.
    pub fn picks(&self) -> Vec<(&'static str, &Pick)> {
        let own = [
            ("id", &self.id),
            ("kind", &self.kind),
            ("email", &self.email),
            ("aliases", &self.aliases),
            ("username", &self.username),
            ("display_name", &self.display_name),
            ("employee_number", &self.employee_number),
            ("status", &self.status),
            ("role_class", &self.role_class),
            ("roles", &self.roles),
            ("licenses", &self.licenses),
            ("two_factor", &self.two_factor),
            ("last_activity", &self.last_activity),
            ("created_at", &self.created_at),
        ];
        let employee = self.employee.as_ref().map(EmployeeFields::picks).unwrap_or_default();
        own.into_iter().filter_map(|(name, pick)| pick.as_ref().map(|pick| (name, pick))).chain(employee).collect()
    }
}

impl EmployeeFields {
    pub fn picks(&self) -> Vec<(&'static str, &Pick)> {
        [
            ("employee.status", &self.status),
            ("employee.employee_type", &self.employee_type),
            ("employee.first_name", &self.first_name),
            ("employee.last_name", &self.last_name),
            ("employee.company", &self.company),
            ("employee.department", &self.department),
            ("employee.job_title", &self.job_title),
            ("employee.location", &self.location),
            ("employee.manager_email", &self.manager_email),
            ("employee.contract_start", &self.contract_start),
            ("employee.contract_end", &self.contract_end),
            ("employee.leave_start", &self.leave_start),
            ("employee.leave_end", &self.leave_end),
        ]
        .into_iter()
        .filter_map(|(name, pick)| pick.as_ref().map(|pick| (name, pick)))
        .collect()
    }
}
