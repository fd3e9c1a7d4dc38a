//! What is wrong with a recipe.

use daicho_domain::integration::{ChangeKind, Wanted};
use serde_json::{Map, Value};

use super::Linter;
use crate::manifest::{
    AccountFields, Elements, InputField, MemberTable, NextPage, Operation, Pick, Recipe, RecipeStep, Template,
};

impl Linter<'_> {
    pub(super) fn check_recipe(&mut self) {
        let manifest = self.manifest;
        let walked = manifest.ways.keys().find(|way| manifest.is_walked(way));
        match (manifest.recipe(), walked) {
            (Some(recipe), walked) => {
                match walked {
                    Some(_) => self.check_sign_in(recipe),
                    None if recipe.sign_in.is_empty() && recipe.can_be_assisted() => {}
                    None => self.say("recipe:", "no way with `auth: id_password` would use the recipe"),
                }
                self.check_steps_of(recipe);
                self.check_reading(recipe);
            }
            (None, Some(_)) => self.say("id_password", "`auth: id_password` needs a recipe in `robot`"),
            (None, None) => {}
        }
        self.check_ways_of_operations();
    }

    /// Each operation is for the ways that can do it.
    fn check_ways_of_operations(&mut self) {
        let manifest = self.manifest;
        for kind in ChangeKind::ALL {
            let Some(operation) = manifest.operations.of(*kind) else { continue };
            let word = format!("{kind}:");
            let told = |way: &&String| manifest.operation(*kind, way).is_some();
            for way in operation.ways.iter().flatten().filter(|way| manifest.ways.contains_key(*way) && !told(way)) {
                let missing = if manifest.is_walked(way) { "`on_pages`" } else { "`request` or `steps`" };
                self.say(&word, format!("`{kind}` cannot be done by `{way}` without {missing}"));
            }
            if !operation.on_pages.is_empty() && !manifest.ways.keys().any(|way| manifest.is_walked(way)) {
                self.say("on_pages:", format!("`{kind}`: no way with `auth: id_password` would go over the pages"));
            } else if !manifest.ways.is_empty() && !manifest.ways.keys().any(|way| told(&way)) {
                self.say(&word, format!("`{kind}` can be done by none of the ways"));
            }
        }
    }

    pub(super) fn check_steps_on_pages(&mut self, name: &str, operation: &Operation) {
        let steps = &operation.on_pages;
        let Some(last) = steps.last() else { return };
        if !last.looks() || last.is_optional() {
            let why = "only what the page shows then tells that it was done";
            self.say(&format!("{name}:"), format!("`{name}` ends with `wait_for` or `assert` of an element: {why}"));
        }
        let has_table = self.manifest.recipe().is_some_and(|recipe| recipe.table.is_some());
        for step in steps {
            self.check_step(step, &["input"]);
            for template in step.templates() {
                self.check_inputs_asked(name, operation, template);
            }
            if let RecipeStep::GoTo(address) = step.inner() {
                let is_secret = |(input, field): (&String, &InputField)| {
                    field.is_secret(input) && address.names().iter().any(|name| *name == format!("input.{input}"))
                };
                if operation.input.iter().any(is_secret) {
                    let source = address.as_str();
                    self.say(source, format!("`{source}`: a secret must not stand in an address"));
                }
            }
            if step.is_in_row() && (name == "create" || !has_table) {
                let why = if has_table { "a new account has no row yet" } else { "the recipe has no `table`" };
                self.say("in_row:", format!("`{name}`: {why}"));
            }
        }
    }

    fn check_step(&mut self, step: &RecipeStep, extra: &[&str]) {
        for template in step.templates() {
            self.check_template(template, extra);
        }
        if let RecipeStep::GoTo(address) = step.inner() {
            self.check_page_address(address);
        }
        if matches!(step, RecipeStep::IfThere(_)) && step.elements().is_none() {
            self.say("if_there:", "`if_there` is for steps that look for an element");
        }
        if let Some(elements) = step.elements() {
            self.check_elements(elements);
        }
    }

    fn check_sign_in(&mut self, recipe: &Recipe) {
        let types_password = |step: &RecipeStep| matches!(step, RecipeStep::Fill(fill) if fill.with.names().iter().any(|name| name == "password"));
        if !recipe.sign_in.iter().any(types_password) {
            self.say("sign_in:", "`sign_in` types `{{ password }}` nowhere");
        }
        if !matches!(recipe.sign_in.first(), Some(RecipeStep::GoTo(_))) {
            self.say("sign_in:", "`sign_in` begins with `go_to`");
        }
        if recipe.signed_in.is_none() {
            self.say("recipe:", "`signed_in` is missing: what only somebody who is signed in can see");
        }
    }

    fn check_steps_of(&mut self, recipe: &Recipe) {
        if let Some(signed_in) = &recipe.signed_in {
            self.check_elements(signed_in);
        }
        for step in recipe.steps() {
            self.check_step(step, &[]);
            if step.is_in_row() {
                self.say("in_row:", "only operations know the row of an account");
            }
        }
    }

    fn check_reading(&mut self, recipe: &Recipe) {
        if recipe.table.is_some() == recipe.download.is_some() {
            self.say("recipe:", "a recipe has either a `table` or a `download`");
        }
        if let Some(table) = &recipe.table {
            self.check_table(table);
        }
        if let Some(detail) = &recipe.detail {
            self.check_template(&detail.go_to, &["item"]);
            self.check_page_address(&detail.go_to);
        }
        self.check_fields("account", &recipe.account);
        let known: Option<Vec<&String>> = match (&recipe.table, &recipe.download) {
            (Some(table), _) => Some(table.columns.keys().collect()),
            (None, Some(file)) if !file.columns.is_empty() => Some(file.columns.iter().collect()),
            _ => None,
        };
        if let Some(known) = known {
            let detail = recipe.detail.iter().flat_map(|detail| detail.read.keys());
            self.check_columns_read(&recipe.account, known.into_iter().chain(detail));
        }
    }

    fn check_table(&mut self, table: &MemberTable) {
        if table.columns.is_empty() {
            self.say("columns:", "a table without columns gives nobody");
        }
        for (name, column) in &table.columns {
            if table.rows.is_some() && column.part.is_none() && column.attribute.is_none() {
                self.say(name, format!("`{name}`: rows that are no table need `part` or `attribute`"));
            }
        }
        match &table.next {
            NextPage::GoTo(address) => {
                self.check_template(address, &["page"]);
                self.check_page_address(address);
                if !address.names().iter().any(|name| name == "page.number") {
                    let source = address.as_str();
                    self.say(
                        source,
                        format!("`{source}` would ask for the same page for ever: use `{{{{ page.number }}}}`"),
                    );
                }
            }
            NextPage::Press(elements) => self.check_elements(elements),
            NextPage::None | NextPage::Scroll => {}
        }
    }

    /// Secrets are typed, never part of an address.
    fn check_page_address(&mut self, address: &Template) {
        let source = address.as_str();
        if !(source.starts_with('/') || source.starts_with("https://") || source.starts_with("{{")) {
            self.say(source, format!("`{source}`: an address begins with `/`, `https://` or a value"));
        }
        self.check_host(source);
        let manifest = self.manifest;
        let secret = address.names().into_iter().find(|name| {
            let fields = manifest.ways.values().flat_map(|way| way.all_fields(&manifest.fields));
            fields.into_iter().any(|(field, said)| field == *name && said.is_secret(&field))
        });
        if let Some(secret) = secret {
            self.say(source, format!("`{secret}` is secret and must not stand in an address"));
        }
    }

    fn check_elements(&mut self, elements: &Elements) {
        for element in &elements.0 {
            if has_no_name(element) {
                self.say("recipe:", format!("{element} has no name"));
            }
        }
    }

    fn check_columns_read<'a>(&mut self, account: &AccountFields, columns: impl Iterator<Item = &'a String>) {
        let row: Map<String, Value> = columns.map(|name| (name.clone(), Value::from("x"))).collect();
        let row = Value::Object(row);
        for (field, pick) in account.picks() {
            let mut missing = Vec::new();
            pick.visit(&mut |pick| match pick {
                Pick::Path(path) if path.first(&row).is_none() => missing.push(path.as_str().to_owned()),
                _ => {}
            });
            for path in missing {
                self.say(&path, format!("`{field}` reads {path}, which is none of the columns"));
            }
        }
    }
}

fn has_no_name(element: &Wanted) -> bool {
    match element {
        Wanted::Field(names) | Wanted::Button(names) | Wanted::Link(names) | Wanted::Text(names) => {
            names.iter().any(|name| name.trim().is_empty())
        }
        Wanted::Role { role, .. } => role.trim().is_empty(),
        Wanted::Css(selector) => selector.trim().is_empty(),
        Wanted::InRow(inner) => has_no_name(inner),
    }
}
