//! What is wrong with a recipe.

use daicho_domain::integration::{ChangeKind, Wanted};
use serde_json::{Map, Value};

use super::Linter;
use crate::manifest::{AccountFields, Elements, MemberTable, NextPage, Pick, Recipe, RecipeStep, Template};

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
        self.check_operations_of_pages();
    }

    /// Recipes read; what changes accounts is for the ways of the API.
    fn check_operations_of_pages(&mut self) {
        let manifest = self.manifest;
        let walked = |way: &String| manifest.is_walked(way);
        let operations = ChangeKind::ALL.iter().filter_map(|kind| Some((kind, manifest.operations.of(*kind)?)));
        for (kind, operation) in operations {
            if manifest.ways.keys().filter(|way| walked(way)).any(|way| operation.offered_by(way)) {
                self.say(&format!("{kind}:"), format!("`{kind}` cannot be done on pages: name its `ways`"));
            }
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
            for template in step.templates() {
                self.check_template(template, &[]);
            }
            if let RecipeStep::GoTo(address) = step {
                self.check_page_address(address);
            }
            if let Some(elements) = step.elements() {
                self.check_elements(elements);
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
            let is_empty = match element {
                Wanted::Field(names) | Wanted::Button(names) | Wanted::Link(names) | Wanted::Text(names) => {
                    names.iter().any(|name| name.trim().is_empty())
                }
                Wanted::Role { role, .. } => role.trim().is_empty(),
                Wanted::Css(selector) => selector.trim().is_empty(),
            };
            if is_empty {
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
