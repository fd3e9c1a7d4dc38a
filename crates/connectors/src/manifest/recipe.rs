//! Recipes: what to do on the pages of a service that has no API, step by step.

use std::borrow::Cow;

use daicho_domain::integration::Wanted;
use indexmap::IndexMap;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::value::{MapAccessDeserializer, SeqAccessDeserializer, StrDeserializer};
use serde::de::{Error, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};

use super::accounts::AccountFields;
use super::template::Template;
use super::text::OneOrMany;

/// How to sign in and how to read the members.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Recipe {
    /// From the sign-in page to being signed in; done again when the session expires.
    #[serde(default)]
    pub sign_in: Vec<RecipeStep>,
    /// What only somebody who is signed in can see.
    pub signed_in: Option<Elements>,
    /// From there to the members.
    #[serde(default)]
    pub members: Vec<RecipeStep>,
    /// Where the members are in the page. This, or `download`.
    pub table: Option<MemberTable>,
    /// The file that the page gives of them.
    pub download: Option<MemberFile>,
    /// A page of its own for each member; left out in a fast sync.
    pub detail: Option<DetailPage>,
    /// What is read of a row: `$.Name` is its column `Name`. Templates have the row as `item`.
    pub account: AccountFields,
}

/// One thing that a person would do.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum RecipeStep {
    /// `/…` continues `base_url`.
    GoTo(Template),
    Fill(FillField),
    /// Types the current code of `totp_secret` where the service asks for one.
    OneTimeCode(OneTimeCode),
    Press(Elements),
    /// Pressed; what the browser asks thereupon is answered with yes.
    Confirm(Elements),
    Choose(ChooseOption),
    WaitFor(WaitFor),
    /// Done only where the page asks for it: when its element is there before that of the next step.
    IfThere(Box<RecipeStep>),
    /// Pressed when it is there: notices, offers, cookie banners.
    Dismiss(Elements),
    /// Has to be there now.
    Assert(Elements),
}

#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FillField {
    #[serde(rename = "in")]
    pub field: Elements,
    pub with: Template,
}

#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct OneTimeCode {
    #[serde(rename = "in")]
    pub field: Elements,
    /// What sends the code; pages that need nothing pressed leave it out.
    pub press: Option<Elements>,
}

#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ChooseOption {
    #[serde(rename = "in")]
    pub field: Elements,
    /// Its text or its value; several are the same one in several languages.
    pub option: OneOrMany<Template>,
}

/// What the page is waited for.
#[derive(Debug, Clone)]
pub enum WaitFor {
    /// Until it can be seen.
    Elements(Elements),
    Event(PageEvent),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum PageEvent {
    /// The last press has led to another page, which is whole.
    Navigation,
    /// Nothing that the page asked for is on its way. Pages that never come to rest are taken as they are.
    NetworkIdle,
}

impl<'de> Deserialize<'de> for WaitFor {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct WaitVisitor;
        impl<'de> Visitor<'de> for WaitVisitor {
            type Value = WaitFor;

            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("an element, several, `navigation` or `network_idle`")
            }

            fn visit_str<E: Error>(self, text: &str) -> Result<WaitFor, E> {
                PageEvent::deserialize(StrDeserializer::new(text)).map(WaitFor::Event)
            }

            fn visit_seq<A: SeqAccess<'de>>(self, list: A) -> Result<WaitFor, A::Error> {
                Elements::deserialize(SeqAccessDeserializer::new(list)).map(WaitFor::Elements)
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<WaitFor, A::Error> {
                Elements::deserialize(MapAccessDeserializer::new(map)).map(WaitFor::Elements)
            }
        }
        deserializer.deserialize_any(WaitVisitor)
    }
}

impl JsonSchema for WaitFor {
    fn schema_name() -> Cow<'static, str> {
        "WaitFor".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let event = generator.subschema_for::<PageEvent>();
        let elements = generator.subschema_for::<Elements>();
        json_schema!({"description": "An element, several, or what happens to the page.", "anyOf": [event, elements]})
    }
}

impl std::fmt::Display for WaitFor {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Elements(elements) => elements.fmt(f),
            Self::Event(PageEvent::Navigation) => f.write_str("another page"),
            Self::Event(PageEvent::NetworkIdle) => f.write_str("the page at rest"),
        }
    }
}

/// Alternatives in order: the first that is there counts.
#[derive(Debug, Clone)]
pub struct Elements(pub Vec<Wanted>);

impl std::fmt::Display for Elements {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let all: Vec<String> = self.0.iter().map(ToString::to_string).collect();
        f.write_str(&all.join(" or "))
    }
}

/// An element, by what a person sees of it or by a selector.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
enum Element {
    /// Something to fill in, by its label, placeholder or name.
    Field(OneOrMany<String>),
    Button(OneOrMany<String>),
    Link(OneOrMany<String>),
    Text(OneOrMany<String>),
    /// `{role: tab, name: Members}`
    Role(RoleName),
    Css(String),
    /// The same within the row of the account that is changed: `{in_row: {button: Delete}}`
    InRow(Box<Element>),
}

#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct RoleName {
    role: String,
    name: OneOrMany<String>,
}

impl From<Element> for Wanted {
    fn from(element: Element) -> Self {
        match element {
            Element::Field(names) => Self::Field(names.0),
            Element::Button(names) => Self::Button(names.0),
            Element::Link(names) => Self::Link(names.0),
            Element::Text(names) => Self::Text(names.0),
            Element::Role(RoleName { role, name }) => Self::Role { role, name: name.0 },
            Element::Css(selector) => Self::Css(selector),
            Element::InRow(element) => Self::InRow(Box::new(Self::from(*element))),
        }
    }
}

impl<'de> Deserialize<'de> for Elements {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let OneOrMany(elements) = OneOrMany::<Element>::deserialize(deserializer)?;
        if elements.is_empty() {
            return Err(D::Error::custom("an element, such as {button: Sign in}"));
        }
        Ok(Self(elements.into_iter().map(Wanted::from).collect()))
    }
}

impl JsonSchema for Elements {
    fn schema_name() -> Cow<'static, str> {
        "Elements".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        generator.subschema_for::<OneOrMany<Element>>()
    }
}

#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct MemberTable {
    /// CSS selectors of the table; the one that has these columns when absent.
    #[serde(default, rename = "in")]
    pub table: OneOrMany<String>,
    /// A CSS selector of the rows, for lists that are no table. Their columns have `part` instead of headings.
    pub rows: Option<String>,
    /// What is read, by the name that `account` knows it by.
    pub columns: IndexMap<String, Column>,
    #[serde(default)]
    pub next: NextPage,
}

/// `Email`, `[Email, メール]`, or a map.
#[derive(Debug, Clone, Default)]
pub struct Column {
    pub headings: Vec<String>,
    pub part: Option<String>,
    pub attribute: Option<String>,
    pub optional: bool,
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct ColumnInFull {
    /// What the heading says. With `part` or `attribute` and no heading it is read from the whole row.
    #[serde(default)]
    heading: OneOrMany<String>,
    /// A CSS selector inside the cell or row.
    part: Option<String>,
    /// An attribute instead of the text, such as `href`.
    attribute: Option<String>,
    /// Not every edition of the service shows it.
    #[serde(default)]
    optional: bool,
}

impl<'de> Deserialize<'de> for Column {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct ColumnVisitor;
        impl<'de> Visitor<'de> for ColumnVisitor {
            type Value = Column;

            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("a heading, several, or {heading: …, part: …, attribute: …}")
            }

            fn visit_str<E: Error>(self, text: &str) -> Result<Column, E> {
                Ok(Column { headings: vec![text.to_owned()], ..Column::default() })
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Column, A::Error> {
                let mut headings = Vec::new();
                while let Some(heading) = list.next_element()? {
                    headings.push(heading);
                }
                Ok(Column { headings, ..Column::default() })
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Column, A::Error> {
                let full = ColumnInFull::deserialize(MapAccessDeserializer::new(map))?;
                let ColumnInFull { heading, part, attribute, optional } = full;
                Ok(Column { headings: heading.0, part, attribute, optional })
            }
        }
        deserializer.deserialize_any(ColumnVisitor)
    }
}

impl JsonSchema for Column {
    fn schema_name() -> Cow<'static, str> {
        "Column".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let full = generator.subschema_for::<ColumnInFull>();
        json_schema!({"description": "A heading, several, or a map.", "anyOf": [
            {"type": "string"}, {"type": "array", "items": {"type": "string"}}, full
        ]})
    }
}

impl Column {
    /// What its heading may say. One that is read by `part` or `attribute` alone has none: it is looked for in the whole row.
    pub fn headings_of(&self, name: &str) -> Vec<String> {
        let reads_row = self.part.is_some() || self.attribute.is_some();
        if self.headings.is_empty() && !reads_row { vec![name.to_owned()] } else { self.headings.clone() }
    }
}

/// How the next page of the table comes.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum NextPage {
    /// One page holds everybody.
    #[default]
    None,
    /// Pressed until it is not there any more, or cannot be pressed.
    Press(Elements),
    /// An address with `{{ page.number }}`, which is 2 at first; until a page has nobody new.
    GoTo(Template),
    /// More comes when the last row is scrolled into view.
    Scroll,
}

#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct MemberFile {
    pub press: Elements,
    /// Told by the file when absent.
    pub format: Option<FileFormat>,
    /// Headings that the file must have.
    #[serde(default)]
    pub columns: Vec<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum FileFormat {
    /// UTF-8 or a Japanese encoding; separated by commas, semicolons or tabs.
    Csv,
    /// The first sheet of a workbook.
    Xlsx,
}

/// A page about one member; what is read of it joins the row.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DetailPage {
    /// With the row as `item`: `{{ item.link }}`.
    pub go_to: Template,
    /// CSS selectors of what is read, by the name that `account` knows it by.
    pub read: IndexMap<String, String>,
}

impl Recipe {
    /// Whether a person's own browser can read the members: there are rows to see or a file to get, and nothing secret to type on the way.
    pub fn can_be_assisted(&self) -> bool {
        (self.table.is_some() || self.download.is_some()) && !self.members.iter().any(RecipeStep::needs_the_robot)
    }

    /// Every step in order, counted from 1 over both parts.
    pub fn steps(&self) -> impl Iterator<Item = &RecipeStep> {
        self.sign_in.iter().chain(&self.members)
    }
}

impl RecipeStep {
    /// Whether it types, or answers what a person's own browser is not asked.
    const fn needs_the_robot(&self) -> bool {
        matches!(self, Self::Fill(_) | Self::OneTimeCode(_) | Self::Confirm(_) | Self::IfThere(_))
    }

    /// What has to be there for it; nothing for going somewhere.
    pub fn elements(&self) -> Option<&Elements> {
        match self {
            Self::GoTo(_) | Self::WaitFor(WaitFor::Event(_)) => None,
            Self::Fill(fill) => Some(&fill.field),
            Self::OneTimeCode(code) => Some(&code.field),
            Self::Choose(choose) => Some(&choose.field),
            Self::WaitFor(WaitFor::Elements(elements))
            | Self::Press(elements)
            | Self::Confirm(elements)
            | Self::Dismiss(elements)
            | Self::Assert(elements) => Some(elements),
            Self::IfThere(step) => step.elements(),
        }
    }

    /// The step itself, without its condition.
    pub fn inner(&self) -> &Self {
        match self {
            Self::IfThere(step) => step.inner(),
            step => step,
        }
    }

    /// Whether it is passed over when its element is not there.
    pub fn is_optional(&self) -> bool {
        matches!(self, Self::OneTimeCode(_) | Self::Dismiss(_) | Self::IfThere(_))
    }

    /// Whether it looks for something in the account's row.
    pub fn is_in_row(&self) -> bool {
        self.elements().is_some_and(|elements| elements.0.iter().any(Wanted::is_in_row))
    }

    /// Whether the service may have changed something after it.
    pub fn may_change(&self) -> bool {
        matches!(self.inner(), Self::Press(_) | Self::Confirm(_) | Self::Choose(_))
    }

    /// Whether it is a look at what the page shows.
    pub fn looks(&self) -> bool {
        matches!(self.inner(), Self::WaitFor(WaitFor::Elements(_)) | Self::Assert(_))
    }

    pub fn templates(&self) -> Vec<&Template> {
        match self.inner() {
            Self::GoTo(template) => vec![template],
            Self::Fill(fill) => vec![&fill.with],
            Self::Choose(choose) => choose.option.0.iter().collect(),
            _ => Vec::new(),
        }
    }
}
