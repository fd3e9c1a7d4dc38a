//! What the catalogue shows of an operation.

use daicho_domain::catalogue as shown;
use daicho_domain::integration::ChangeKind;

use super::Manifest;
use super::operation::{Effect, InputField, Kind, Operation, Prefill};
use super::text::Text;
use super::way::usual_label;

impl Manifest {
    pub(super) fn operations_for_catalogue(&self) -> shown::ServiceOperations {
        let of = |kind: ChangeKind| {
            let operation = self.operations.of(kind)?;
            let can = |way: &&String| self.operation(kind, way).is_some();
            let ways: Vec<String> = self.ways.keys().filter(can).cloned().collect();
            Some(operation.for_catalogue((ways.len() < self.ways.len()).then_some(ways)))
        };
        let delete = of(ChangeKind::Delete).map(|operation| shown::ServiceOperation {
            effect: Some(operation.effect.unwrap_or(shown::Effect::Removes)),
            ..operation
        });
        shown::ServiceOperations {
            create: of(ChangeKind::Create),
            suspend: of(ChangeKind::Suspend),
            reactivate: of(ChangeKind::Reactivate),
            delete,
        }
    }
}

impl Operation {
    /// With the ways that can do it; `None` for all of them.
    fn for_catalogue(&self, ways: Option<Vec<String>>) -> shown::ServiceOperation {
        let text = |text: &Option<Text>| text.as_ref().map(|text| text.0.clone());
        shown::ServiceOperation {
            effect: self.effect.map(Effect::for_catalogue),
            removes_content: self.removes_content,
            touches: text(&self.touches),
            shared_users: text(&self.shared_users),
            frees_license: self.frees_license,
            plan: text(&self.plan),
            notes: text(&self.notes),
            invites: self.invites,
            hands_over: self.hands_over.clone(),
            ways,
            input: self.input.iter().map(|(name, field)| field.for_catalogue(name)).collect(),
        }
    }
}

impl Effect {
    fn for_catalogue(self) -> shown::Effect {
        match self {
            Effect::Removes => shown::Effect::Removes,
            Effect::Deactivates => shown::Effect::Deactivates,
            Effect::Leaves => shown::Effect::Leaves,
        }
    }
}

impl InputField {
    /// Whether its value is a password, by its kind or by its name.
    pub fn is_secret(&self, name: &str) -> bool {
        self.kind == Some(Kind::Secret) || (self.kind.is_none() && name.contains("password"))
    }

    fn for_catalogue(&self, name: &str) -> shown::OperationInput {
        let prefill = self.from.map(Prefill::for_catalogue).or_else(|| name.parse().ok());
        let chooses = !self.choices.is_empty() || self.choices_from.is_some();
        let kind = match self.kind {
            Some(Kind::List) => shown::InputKind::List,
            Some(Kind::Account) => shown::InputKind::Account,
            _ if self.is_secret(name) => shown::InputKind::Secret,
            _ if chooses => shown::InputKind::Choice,
            Some(Kind::Email) => shown::InputKind::Email,
            None if prefill == Some(shown::DirectoryField::Email) => shown::InputKind::Email,
            Some(Kind::Text | Kind::Secret) | None => shown::InputKind::Text,
        };
        let choices = self.choices.iter().map(|choice| shown::Choice {
            value: choice.value.clone(),
            label: choice.label.clone().unwrap_or_else(|| Text::same(choice.value.as_str())).0,
        });
        shown::OperationInput {
            name: name.to_owned(),
            label: self.label.as_ref().map_or_else(|| usual_label(name), |label| label.0.clone()),
            kind,
            required: !self.optional && self.default.is_none(),
            default: self.default.clone(),
            example: self.example.clone(),
            prefill,
            choices: choices.collect(),
            live_choices: self.choices_from.is_some(),
        }
    }
}

impl Prefill {
    fn for_catalogue(self) -> shown::DirectoryField {
        match self {
            Prefill::Email => shown::DirectoryField::Email,
            Prefill::FirstName => shown::DirectoryField::FirstName,
            Prefill::LastName => shown::DirectoryField::LastName,
            Prefill::DisplayName => shown::DirectoryField::DisplayName,
            Prefill::Username => shown::DirectoryField::Username,
            Prefill::EmployeeNumber => shown::DirectoryField::EmployeeNumber,
            Prefill::Department => shown::DirectoryField::Department,
            Prefill::JobTitle => shown::DirectoryField::JobTitle,
        }
    }
}
