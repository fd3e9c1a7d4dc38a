//! What the catalogue shows of an operation.

use daicho_domain::catalogue as shown;

use super::operation::{Effect, InputField, Kind, Operation, Operations, Prefill};
use super::text::Text;
use super::way::usual_label;

impl Operations {
    pub(super) fn for_catalogue(&self) -> shown::ServiceOperations {
        let of = |operation: &Option<Operation>| operation.as_ref().map(Operation::for_catalogue);
        let delete = self.delete.as_ref().map(|operation| shown::ServiceOperation {
            effect: Some(operation.effect.map_or(shown::Effect::Removes, Effect::for_catalogue)),
            ..operation.for_catalogue()
        });
        shown::ServiceOperations {
            create: of(&self.create),
            suspend: of(&self.suspend),
            reactivate: of(&self.reactivate),
            delete,
        }
    }
}

impl Operation {
    fn for_catalogue(&self) -> shown::ServiceOperation {
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
            ways: self.ways.clone(),
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
        let chooses = !self.choices.is_empty() || self.choices_from.is_some();
        let kind = match self.kind {
            Some(Kind::List) => shown::InputKind::List,
            Some(Kind::Account) => shown::InputKind::Account,
            _ if self.is_secret(name) => shown::InputKind::Secret,
            _ if chooses => shown::InputKind::Choice,
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
            prefill: self.from.map(Prefill::for_catalogue).or_else(|| name.parse().ok()),
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
