//! What is wrong with operations and with what they choose from.

use super::Linter;
use crate::manifest::{Operation, Pick, Template};

const OF_ACCOUNT: [&str; 3] = ["id", "email", "username"];

impl Linter<'_> {
    pub(super) fn check_choices(&mut self) {
        for (name, choices) in &self.manifest.choices {
            self.check_request(&choices.request, &["each", "page"]);
            self.check_for_each(choices.for_each.as_ref());
            self.check_paging(name, &choices.paging, &choices.request);
            for pick in std::iter::once(&choices.value).chain(&choices.label) {
                if let Pick::Template(template) = pick {
                    self.check_template(template, &["item", "each"]);
                }
            }
        }
    }

    pub(super) fn check_operations(&mut self) {
        let operations = &self.manifest.operations;
        for (name, operation) in [
            ("create", &operations.create),
            ("suspend", &operations.suspend),
            ("reactivate", &operations.reactivate),
            ("delete", &operations.delete),
        ] {
            let Some(operation) = operation else { continue };
            self.check_way_names(operation.ways.as_deref());
            let by_requests = usize::from(operation.request.is_some()) + usize::from(!operation.steps.is_empty());
            if by_requests > 1 || (by_requests == 0 && operation.on_pages.is_empty()) {
                self.say(&format!("{name}:"), format!("`{name}` has either one `request` or `steps`"));
            }
            if operation.effect.is_some() && name != "delete" {
                self.say("effect:", "only `delete` has an `effect`");
            }
            self.check_inputs(name, operation);
            self.check_steps(name, operation);
            self.check_steps_on_pages(name, operation);
        }
    }

    fn check_inputs(&mut self, name: &str, operation: &Operation) {
        let chosen = operation.input.values().filter_map(|field| field.choices_from.as_ref());
        for missing in chosen.filter(|list| !self.manifest.choices.contains_key(*list)) {
            self.say("choices_from:", format!("`choices` has no list `{missing}`"));
        }
        if let Some(successor) = operation.hands_over.as_ref().filter(|name| !operation.input.contains_key(*name)) {
            self.say("hands_over:", format!("`{name}` has no input `{successor}`"));
        }
    }

    fn check_steps(&mut self, name: &str, operation: &Operation) {
        for step in operation.all_steps() {
            self.check_for_each(step.for_each.as_ref());
            self.check_request(&step.request, &["input", "each", "read"]);
            let mut asked = Vec::new();
            step.request.templates(&mut |template| asked.push(template.clone()));
            if let Some(before) = &step.reads_first {
                self.check_request(&before.request, &["input", "each", "read"]);
                before.request.templates(&mut |template| asked.push(template.clone()));
            }
            asked.extend(step.when.clone());
            for template in asked {
                self.check_inputs_asked(name, operation, &template);
            }
        }
    }

    /// Whether a template asks only for what the operation is given.
    pub(super) fn check_inputs_asked(&mut self, name: &str, operation: &Operation, template: &Template) {
        let of_account: &[&str] = if name == "create" { &[] } else { &OF_ACCOUNT };
        for value in template.names() {
            let Some(input) = value.strip_prefix("input.") else { continue };
            let input = input.split('.').next().unwrap_or(input);
            if !operation.input.contains_key(input) && !of_account.contains(&input) {
                let source = template.as_str();
                self.say(source, format!("`{name}` asks for `{value}`, which `input` does not declare"));
            }
        }
    }
}
