use std::collections::{BTreeMap, BTreeSet};

use utoipa::ToSchema;
use utoipa::openapi::schema::{Schema, SchemaType, Type};
use utoipa::openapi::{Ref, RefOr};

use super::Operation;

/// The named shapes of the document.
#[derive(Debug, Default)]
pub struct Schemas {
    pub(super) by_name: BTreeMap<String, RefOr<Schema>>,
    /// Names that two different shapes claim.
    pub(super) ambiguous: BTreeSet<String>,
    /// Names of shapes that callers send.
    sent: BTreeSet<String>,
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

    /// The same for what callers send.
    pub fn sent_reference<T: ToSchema>(&mut self) -> RefOr<Schema> {
        let mut parts = Vec::new();
        T::schemas(&mut parts);
        self.sent.extend(parts.into_iter().map(|(name, _)| name));
        self.sent.insert(T::name().into_owned());
        self.reference::<T>()
    }

    /// All of them. Answers leave nothing out: what may be null is there as null. Callers may leave it out.
    pub(super) fn finish(mut self) -> BTreeMap<String, RefOr<Schema>> {
        for (name, schema) in &mut self.by_name {
            if !self.sent.contains(name) {
                require_nullable(schema);
            }
        }
        self.by_name
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
        self.sent.extend(found.sent);
        for (name, schema) in found.by_name {
            self.add(name, schema);
        }
    }
}

fn same(a: &RefOr<Schema>, b: &RefOr<Schema>) -> bool {
    serde_json::to_value(a).ok() == serde_json::to_value(b).ok()
}

fn require_nullable(schema: &mut RefOr<Schema>) {
    match schema {
        RefOr::T(Schema::Object(object)) => {
            for (name, property) in &mut object.properties {
                if is_nullable(property) && !object.required.contains(name) {
                    object.required.push(name.clone());
                }
                require_nullable(property);
            }
        }
        RefOr::T(Schema::AllOf(all)) => all.items.iter_mut().for_each(require_nullable),
        RefOr::T(Schema::OneOf(one)) => one.items.iter_mut().for_each(require_nullable),
        _ => {}
    }
}

fn is_nullable(schema: &RefOr<Schema>) -> bool {
    let admits_null = |schema_type: &SchemaType| match schema_type {
        SchemaType::Type(only) => *only == Type::Null,
        SchemaType::Array(types) => types.contains(&Type::Null),
        SchemaType::AnyValue => false,
    };
    match schema {
        RefOr::T(Schema::Object(object)) => admits_null(&object.schema_type),
        RefOr::T(Schema::Array(array)) => admits_null(&array.schema_type),
        RefOr::T(Schema::OneOf(one)) => one.items.iter().any(is_nullable),
        _ => false,
    }
}

/// Numbers, texts and the like stand where they are used; objects, enumerations and lists of them get names.
fn is_plain(schema: &RefOr<Schema>) -> bool {
    match schema {
        RefOr::T(Schema::Object(object)) => object.properties.is_empty() && object.enum_values.is_none(),
        RefOr::T(Schema::Array(_)) | RefOr::Ref(_) => true,
        RefOr::T(_) => false,
    }
}
