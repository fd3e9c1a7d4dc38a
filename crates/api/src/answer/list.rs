use std::borrow::Cow;

use daicho_domain::list::{Page, PageRequest};
use serde::Serialize;
use utoipa::openapi::schema::{ArrayBuilder, ObjectBuilder, Schema};
use utoipa::openapi::{Ref, RefOr};
use utoipa::{PartialSchema, ToSchema};

/// A page of a list. In the OpenAPI document `ListAnswer<Account>` is `AccountList`.
#[derive(Debug, Serialize)]
pub struct ListAnswer<T> {
    pub meta: ListMeta,
    pub items: Vec<T>,
}

#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ListMeta {
    /// Pass it as `cursor` for the next page; null on the last.
    pub next_cursor: Option<String>,
    /// How many items match in all; null where counting would take too long.
    pub total_count: Option<u64>,
    pub items_per_page: u32,
}

impl<T> ListAnswer<T> {
    pub fn new<U: Into<T>>(page: Page<U>, request: &PageRequest) -> Self {
        let meta = ListMeta { next_cursor: page.next_cursor, total_count: page.total, items_per_page: request.limit };
        Self { meta, items: page.items.into_iter().map(Into::into).collect() }
    }
}

impl<T: ToSchema> PartialSchema for ListAnswer<T> {
    fn schema() -> RefOr<Schema> {
        let items = ArrayBuilder::new().items(RefOr::<Schema>::Ref(Ref::from_schema_name(T::name()))).build();
        ObjectBuilder::new()
            .property("meta", Ref::from_schema_name(ListMeta::name()))
            .property("items", items)
            .required("meta")
            .required("items")
            .into()
    }
}

impl<T: ToSchema> ToSchema for ListAnswer<T> {
    fn name() -> Cow<'static, str> {
        Cow::Owned(format!("{}List", T::name()))
    }

    fn schemas(schemas: &mut Vec<(String, RefOr<Schema>)>) {
        schemas.push((ListMeta::name().into_owned(), ListMeta::schema()));
        ListMeta::schemas(schemas);
        schemas.push((T::name().into_owned(), T::schema()));
        T::schemas(schemas);
    }
}
