use std::collections::{BTreeMap, BTreeSet};

use utoipa::ToSchema;
use utoipa::openapi::schema::Schema;
use utoipa::openapi::{Ref, RefOr};

use super::Operation;

/// The named shapes of the document.
#[derive(Debug, Default)]
pub struct Schemas {
    pub(super) by_name: BTreeMap<String, RefOr<Schema>>,
    /// Names that two different shapes claim.
    pub(super) ambiguous: BTreeSet<String>,
}

impl Schemas {
    /// Names a type and all that it consists of; gives a reference to it.
    pub fn reference<T: ToSchema>(&mut self) -> RefOr<Schema> {
        let mut parts = Vec::new();
        T::schemas(&mut parts);
        for (name, schema) in parts {
            self.add(name, schema);
        }
        let schema = T::schema();
        if is_plain(&schema) {
            return schema;
        }
        let name = T::name().into_owned();
        self.add(name.clone(), schema);
        RefOr::Ref(Ref::from_schema_name(name))
    }

    fn add(&mut self, name: String, schema: RefOr<Schema>) {
        match self.by_name.get(&name) {
            Some(known) if !same(known, &schema) => {
                self.ambiguous.insert(name);
            }
            _ => {
                self.by_name.insert(name, schema);
            }
        }
    }

    pub(super) fn take(&mut self, operation: &mut Operation) {
        let found = operation.take_schemas();
        self.ambiguous.extend(found.ambiguous);
        for (name, schema) in found.by_name {
            self.add(name, schema);
        }
    }
}

fn same(a: &RefOr<Schema>, b: &RefOr<Schema>) -> bool {
    serde_json::to_value(a).ok() == serde_json::to_value(b).ok()
}

/// Numbers, texts and the like stand where they are used; objects, enumerations and lists of them get names.
fn is_plain(schema: &RefOr<Schema>) -> bool {
    match schema {
        RefOr::T(Schema::Object(object)) => object.properties.is_empty() && object.enum_values.is_none(),
        RefOr::T(Schema::Array(_)) | RefOr::Ref(_) => true,
        RefOr::T(_) => false,
    }
}
