//! A GraphQL schema, and whether a query is one that it allows.

use std::{fs, path::Path};

use super::{Asked, Sent, Verdict};
use apollo_compiler::{ExecutableDocument, Schema, validation::Valid};

#[derive(Debug)]
pub struct GraphqlSpec(Valid<Schema>);

impl GraphqlSpec {
    pub(super) fn read(file: &Path) -> Self {
        let text = fs::read_to_string(file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
        // Vendors publish what their servers tell of themselves, with the types that are always there.
        let schema = Schema::builder().ignore_builtin_redefinitions().parse(text, file).build().expect("a schema");
        Self(schema.validate().expect("a valid schema"))
    }

    pub(super) fn check(&self, asked: &Asked) -> Verdict {
        let Some(Sent::Json(body)) = &asked.body else { return Verdict::NotDescribed };
        let Some(query) = body["query"].as_str() else { return Verdict::NotDescribed };
        let document = match ExecutableDocument::parse_and_validate(&self.0, query, "query.graphql") {
            Ok(document) => document,
            Err(problems) => return Verdict::Differs(vec![problems.errors.to_string()]),
        };
        let declared: Vec<_> = document.operations.iter().flat_map(|operation| &operation.variables).collect();
        let given = body["variables"].as_object();
        let given: Vec<&String> = given.into_iter().flat_map(serde_json::Map::keys).collect();
        let unknown = given.iter().filter(|name| !declared.iter().any(|variable| variable.name == name.as_str()));
        let mut objections: Vec<String> = unknown.map(|name| format!("no variable {name}")).collect();
        let required = declared.iter().filter(|variable| variable.ty.is_non_null() && variable.default_value.is_none());
        let missing = required.filter(|variable| !given.iter().any(|name| variable.name == name.as_str()));
        objections.extend(missing.map(|variable| format!("variable {} is required", variable.name)));
        if objections.is_empty() { Verdict::Fits } else { Verdict::Differs(objections) }
    }

    pub(super) fn version(&self) -> String {
        format!("{} types", self.0.types.len())
    }
}
