use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{Email, ServiceField};
use crate::error::{FieldProblem, Refusal};
use crate::ids::{CustomFieldId, WorkspaceId};

crate::enumeration! {
    pub enum CustomFieldKind {
        Text = "text",
        /// Text of several lines.
        Textarea = "textarea",
        Number = "number",
        Date = "date",
        Dropdown = "dropdown",
        Email = "email",
    }
}

/// A field that the organization added to its entries.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CustomField {
    pub id: CustomFieldId,
    /// `attributeCode` in the API; unique in the organization.
    pub code: String,
    /// `attributeName` in the API: the label.
    pub name: String,
    pub kind: CustomFieldKind,
    pub configuration: Option<DropdownConfiguration>,
    pub service_source: Option<ServiceSource>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct DropdownConfiguration {
    pub values: Vec<DropdownOption>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct DropdownOption {
    /// Stays when the text changes; made when left out.
    #[serde(default)]
    pub id: String,
    pub value: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub group: Option<String>,
}

/// The field of a connected workspace that feeds a custom field.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ServiceSource {
    pub workspace_id: WorkspaceId,
    pub service_field_id: ServiceField,
}

/// A field to be made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CustomFieldDraft {
    pub kind: CustomFieldKind,
    pub name: String,
    pub code: Option<String>,
    pub configuration: Option<DropdownConfiguration>,
    pub service_source: Option<ServiceSource>,
}

/// The two things that can change later.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CustomFieldEdit {
    pub name: Option<String>,
    pub code: Option<String>,
}

const LONGEST_CODE: usize = 64;
const LONGEST_NAME: usize = 100;
const LONGEST_TEXT: usize = 1_000;
const LONGEST_TEXTAREA: usize = 20_000;

impl CustomFieldDraft {
    /// The draft with what may be left out filled in.
    pub fn completed(mut self) -> Result<Self, Refusal> {
        let mut problems: Vec<FieldProblem> = name_problem(&self.name).into_iter().collect();
        problems.extend(self.code.as_deref().and_then(code_problem));
        match (&mut self.configuration, self.kind) {
            (Some(configuration), CustomFieldKind::Dropdown) => problems.extend(configuration.complete()),
            (None, CustomFieldKind::Dropdown) => problems.push(no_options()),
            (configuration, _) => *configuration = None,
        }
        if !problems.is_empty() {
            return Err(Refusal::fields(problems));
        }
        self.name.truncate(self.name.trim_end().len());
        self.name.drain(..self.name.len() - self.name.trim_start().len());
        self.code = self.code.or_else(|| code_of(&self.name));
        Ok(self)
    }
}

impl CustomFieldEdit {
    pub fn check(&self) -> Result<(), Refusal> {
        let problems: Vec<FieldProblem> = self
            .name
            .as_deref()
            .and_then(name_problem)
            .into_iter()
            .chain(self.code.as_deref().and_then(code_problem))
            .collect();
        if problems.is_empty() { Ok(()) } else { Err(Refusal::fields(problems)) }
    }
}

impl DropdownConfiguration {
    fn complete(&mut self) -> Option<FieldProblem> {
        let texts: std::collections::HashSet<&str> = self.values.iter().map(|option| option.value.trim()).collect();
        if texts.is_empty() || texts.contains("") || texts.len() < self.values.len() {
            return Some(no_options());
        }
        for (index, option) in self.values.iter_mut().enumerate() {
            option.value = option.value.trim().to_owned();
            if option.id.is_empty() {
                option.id = (index + 1).to_string();
            }
        }
        None
    }
}

fn no_options() -> FieldProblem {
    FieldProblem::new(
        "configuration",
        "A dropdown needs a list of different, non-empty texts in configuration.values.",
        "ドロップダウンには、重複のない空でない選択肢を configuration.values に指定してください。",
    )
}

fn name_problem(name: &str) -> Option<FieldProblem> {
    let length = name.trim().chars().count();
    (length == 0 || length > LONGEST_NAME || name.contains('\0')).then(|| {
        FieldProblem::new(
            "attributeName",
            "Give a name of 1 to 100 characters.",
            "1〜100文字の名称を入力してください。",
        )
    })
}

fn code_problem(code: &str) -> Option<FieldProblem> {
    let well_formed = code.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_');
    (!well_formed || code.is_empty() || code.len() > LONGEST_CODE).then(|| {
        FieldProblem::new(
            "attributeCode",
            "Use 1 to 64 lowercase letters, digits and underscores.",
            "半角英小文字、数字、アンダースコアを1〜64文字で入力してください。",
        )
    })
}

/// A code made from the name's ASCII letters and digits, if it has any.
fn code_of(name: &str) -> Option<String> {
    let words: Vec<String> = name
        .split(|character: char| !character.is_ascii_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_ascii_lowercase)
        .collect();
    let mut code = words.join("_");
    code.truncate(LONGEST_CODE);
    (!code.is_empty()).then_some(code)
}

impl CustomField {
    /// The account's field that feeds this one, when accounts of that workspace do.
    pub fn fed_by(&self, workspace: WorkspaceId) -> Option<ServiceField> {
        self.service_source.filter(|source| source.workspace_id == workspace).map(|source| source.service_field_id)
    }

    /// The value as it is kept; what would be right, when it does not fit the field.
    pub fn read(&self, value: &Value) -> Result<Value, FieldProblem> {
        let text = match value {
            Value::String(text) => Some(text.trim()),
            _ => None,
        };
        let read = match (self.kind, text) {
            (_, Some("")) => Some(Value::Null),
            (_, None) if value.is_null() => Some(Value::Null),
            (CustomFieldKind::Text, Some(text)) => fits(text, LONGEST_TEXT),
            (CustomFieldKind::Textarea, Some(text)) => fits(text, LONGEST_TEXTAREA),
            (CustomFieldKind::Number, None) => value.is_number().then(|| value.clone()),
            (CustomFieldKind::Number, Some(text)) => number(text),
            (CustomFieldKind::Date, Some(text)) => date(text),
            (CustomFieldKind::Email, Some(text)) => Email::parse(text).map(|email| Value::from(email.as_str())),
            (CustomFieldKind::Dropdown, Some(text)) => self.option(text),
            _ => None,
        };
        read.ok_or_else(|| self.problem())
    }

    fn option(&self, text: &str) -> Option<Value> {
        let options = &self.configuration.as_ref()?.values;
        let by_text = options.iter().find(|option| option.value == text);
        by_text
            .or_else(|| options.iter().find(|option| option.id == text))
            .map(|option| Value::from(option.value.as_str()))
    }

    fn problem(&self) -> FieldProblem {
        let (en, ja) = match self.kind {
            CustomFieldKind::Text | CustomFieldKind::Textarea => {
                ("a text that is not too long".into(), "長すぎない文字列".into())
            }
            CustomFieldKind::Number => ("a number".into(), "数値".into()),
            CustomFieldKind::Date => ("a date, YYYY-MM-DD".into(), "日付（YYYY-MM-DD）".into()),
            CustomFieldKind::Email => ("one e-mail address".into(), "メールアドレス1件".into()),
            CustomFieldKind::Dropdown => {
                let options = self.configuration.iter().flat_map(|configuration| &configuration.values);
                let texts = options.map(|option| option.value.as_str()).collect::<Vec<_>>().join(" | ");
                (format!("one of {texts}"), format!("次のいずれか：{texts}"))
            }
        };
        FieldProblem::new(
            format!("customFields.{}", self.code),
            format!("{} takes {en}.", self.name),
            format!("「{}」には{ja}を指定してください。", self.name),
        )
    }
}

fn fits(text: &str, longest: usize) -> Option<Value> {
    (text.chars().count() <= longest && !text.contains('\0')).then(|| Value::from(text))
}

fn number(text: &str) -> Option<Value> {
    let whole = text.parse::<i64>().ok().map(Value::from);
    whole.or_else(|| text.parse::<f64>().ok().and_then(serde_json::Number::from_f64).map(Value::Number))
}

fn date(text: &str) -> Option<Value> {
    let day =
        NaiveDate::parse_from_str(text, "%Y-%m-%d").or_else(|_| NaiveDate::parse_from_str(text, "%Y/%m/%d")).ok()?;
    Some(Value::from(day.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn draft(kind: CustomFieldKind, name: &str) -> CustomFieldDraft {
        CustomFieldDraft { kind, name: name.into(), code: None, configuration: None, service_source: None }
    }

    fn field(kind: CustomFieldKind) -> CustomField {
        let values = vec![DropdownOption { id: "1".into(), value: "Large".into(), group: None }];
        let configuration = (kind == CustomFieldKind::Dropdown).then_some(DropdownConfiguration { values });
        CustomField {
            id: CustomFieldId(1),
            code: "size".into(),
            name: "Size".into(),
            kind,
            configuration,
            service_source: None,
        }
    }

    #[test]
    fn a_code_is_made_from_the_name_where_it_can_be() {
        assert_eq!(draft(CustomFieldKind::Text, "Shirt size (EU)").completed().unwrap().code.unwrap(), "shirt_size_eu");
        assert_eq!(draft(CustomFieldKind::Text, "サイズ").completed().unwrap().code, None);
    }

    #[test]
    fn a_bad_draft_names_every_field_that_is_wrong() {
        let bad = CustomFieldDraft { code: Some("Shirt-Size".into()), ..draft(CustomFieldKind::Dropdown, " ") };
        let fields: Vec<String> =
            bad.completed().unwrap_err().fields.into_iter().map(|problem| problem.field).collect();
        assert_eq!(fields, ["attributeName", "attributeCode", "configuration"]);
    }

    #[test]
    fn values_are_read_as_their_kind() {
        use CustomFieldKind as K;
        for (kind, given, kept) in [
            (K::Number, json!("12"), Some(json!(12))),
            (K::Number, json!(1.5), Some(json!(1.5))),
            (K::Number, json!("twelve"), None),
            (K::Date, json!("2026/1/5"), Some(json!("2026-01-05"))),
            (K::Date, json!("2026-02-30"), None),
            (K::Email, json!("Ann@Example.com"), Some(json!("ann@example.com"))),
            (K::Email, json!("ann"), None),
            (K::Dropdown, json!("Large"), Some(json!("Large"))),
            (K::Dropdown, json!("1"), Some(json!("Large"))),
            (K::Dropdown, json!("Tiny"), None),
            (K::Text, json!(["a"]), None),
            (K::Text, json!(""), Some(Value::Null)),
            (K::Textarea, json!("一\n二"), Some(json!("一\n二"))),
            (K::Text, json!("nul\0"), None),
        ] {
            assert_eq!(field(kind).read(&given).ok(), kept, "{kind} {given}");
        }
    }
}
