use daicho_domain::access::Permission;
use utoipa::openapi::path::{HttpMethod, PathItem};
use utoipa::openapi::security::{
    ApiKey, ApiKeyValue, HttpAuthScheme, HttpBuilder, SecurityRequirement, SecurityScheme,
};
use utoipa::openapi::{ComponentsBuilder, Content, InfoBuilder, OpenApi, OpenApiBuilder, Paths, ResponseBuilder};

use super::Routes;
use crate::error::ErrorBody;
use crate::guard::SESSION_COOKIE;

const KEY_SCHEME: &str = "apiKey";
const SESSION_SCHEME: &str = "session";

/// Who may call an operation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SecurityNames {
    Permission(Permission),
    Session,
    Anybody,
}

pub(super) fn security(names: Option<SecurityNames>) -> Vec<SecurityRequirement> {
    match names {
        Some(SecurityNames::Permission(permission)) => vec![
            SecurityRequirement::new(KEY_SCHEME, [permission.as_str()]),
            SecurityRequirement::new(SESSION_SCHEME, [permission.as_str()]),
        ],
        Some(SecurityNames::Session) => vec![SecurityRequirement::new(SESSION_SCHEME, Vec::<String>::new())],
        Some(SecurityNames::Anybody) => vec![SecurityRequirement::default()],
        None => Vec::new(),
    }
}

pub(super) fn permission_note(permission: Permission) -> String {
    format!("Needs the permission `{permission}`.")
}

impl Routes {
    /// The OpenAPI document of all routes.
    pub(crate) fn document(mut self) -> OpenApi {
        self.describe();
        let error = self.schemas.reference::<ErrorBody>();
        let error = ResponseBuilder::new()
            .description("Refused, or failed; the status and `errorId` say how")
            .content("application/json", Content::new(Some(error)))
            .build();
        let components = self
            .schemas
            .finish()
            .into_iter()
            .fold(ComponentsBuilder::new(), |components, (name, schema)| components.schema(name, schema));
        let components = components
            .response("Error", error)
            .security_scheme(
                KEY_SCHEME,
                SecurityScheme::Http(HttpBuilder::new().scheme(HttpAuthScheme::Bearer).build()),
            )
            .security_scheme(SESSION_SCHEME, SecurityScheme::ApiKey(ApiKey::Cookie(ApiKeyValue::new(SESSION_COOKIE))))
            .build();
        let mut paths = Paths::new();
        for (path, entries) in self.paths {
            let operations = entries.into_iter().map(|entry| (http_method(&entry.method), entry.operation.build()));
            let item = operations.fold(PathItem::default(), |mut item, (method, operation)| {
                item.merge_operations(PathItem::new(method, operation));
                item
            });
            paths.paths.insert(path, item);
        }
        let info = InfoBuilder::new()
            .title("Daicho")
            .version(env!("CARGO_PKG_VERSION"))
            .description(Some("The ledger of who has which account in which cloud service."))
            .build();
        OpenApiBuilder::new().info(info).paths(paths).components(Some(components)).build()
    }

    fn describe(&mut self) {
        for entry in self.paths.values_mut().flatten() {
            (entry.describe)(&mut entry.operation);
            self.schemas.take(&mut entry.operation);
        }
    }

    /// Names that two different shapes claim in the document.
    #[cfg(test)]
    pub(crate) fn ambiguous_names(&mut self) -> &std::collections::BTreeSet<String> {
        self.describe();
        &self.schemas.ambiguous
    }
}

fn http_method(method: &actix_web::http::Method) -> HttpMethod {
    match method.as_str() {
        "POST" => HttpMethod::Post,
        "PUT" => HttpMethod::Put,
        "PATCH" => HttpMethod::Patch,
        "DELETE" => HttpMethod::Delete,
        _ => HttpMethod::Get,
    }
}
