use actix_web::http::StatusCode;
use daicho_domain::access::Permission;
use utoipa::openapi::path::{OperationBuilder, Parameter, ParameterBuilder, ParameterIn};
use utoipa::openapi::request_body::RequestBodyBuilder;
use utoipa::openapi::{Content, Ref, RefOr, Required, ResponseBuilder};
use utoipa::{IntoParams, ToSchema};

use super::document::{SecurityNames, permission_note, security};
use super::schema::Schemas;

/// What an answer says of itself in the OpenAPI document.
pub trait Produces {
    fn describe(operation: &mut Operation);
}

/// A media type, and what is in it.
type Shape = (String, RefOr<utoipa::openapi::Schema>);

/// One operation of the document while the types of its handler describe it.
#[derive(Debug)]
pub struct Operation {
    path: String,
    id: String,
    tag: &'static str,
    summary: String,
    description: Option<String>,
    parameters: Vec<Parameter>,
    /// The same body may be sent in several shapes.
    bodies: Vec<Shape>,
    answers: Vec<(StatusCode, Option<Shape>)>,
    security: Option<SecurityNames>,
    schemas: Schemas,
}

impl Operation {
    pub(super) fn new(path: &str, id: String, tag: &'static str, summary: &str) -> Self {
        Self {
            path: path.to_owned(),
            id,
            tag,
            summary: summary.to_owned(),
            description: None,
            parameters: Vec::new(),
            bodies: Vec::new(),
            answers: Vec::new(),
            security: None,
            schemas: Schemas::default(),
        }
    }

    /// Callers need the permission, by session or by API key.
    pub fn require_permission(&mut self, permission: Permission) {
        self.security = Some(SecurityNames::Permission(permission));
        self.description = Some(permission_note(permission));
    }

    /// Callers need a session in a browser.
    pub fn require_session(&mut self) {
        self.security = Some(SecurityNames::Session);
    }

    pub fn open_to_anybody(&mut self) {
        self.security = Some(SecurityNames::Anybody);
    }

    pub fn has_path_parameter(&self, name: &str) -> bool {
        self.path.contains(&format!("{{{name}}}"))
    }

    /// The names of the parameters in the path, in order.
    pub fn path_parameters(&self) -> Vec<String> {
        self.path
            .split('/')
            .filter_map(|part| part.strip_prefix('{')?.strip_suffix('}'))
            .map(|name| name.split(':').next().unwrap_or(name).to_owned())
            .collect()
    }

    pub fn path_parameter<T: ToSchema>(&mut self, name: &str) {
        let schema = self.schemas.reference::<T>();
        self.parameter(
            ParameterBuilder::new()
                .name(name)
                .parameter_in(ParameterIn::Path)
                .required(Required::True)
                .schema(Some(schema))
                .build(),
        );
    }

    pub fn query_parameters<T: IntoParams>(&mut self) {
        for parameter in T::into_params(|| Some(ParameterIn::Query)) {
            self.parameter(parameter);
        }
    }

    /// Gives an enumeration or object that query parameters refer to its name in the document.
    pub fn name_schema<T: ToSchema>(&mut self) {
        self.schemas.reference::<T>();
    }

    pub fn parameter(&mut self, parameter: Parameter) {
        self.parameters.retain(|known| known.name != parameter.name || known.parameter_in != parameter.parameter_in);
        self.parameters.push(parameter);
    }

    pub fn json_body<T: ToSchema>(&mut self) {
        let schema = self.schemas.sent_reference::<T>();
        self.bodies.push(("application/json".to_owned(), schema));
    }

    /// A body of another media type, with its shape.
    pub fn body(&mut self, media_type: &str, schema: RefOr<utoipa::openapi::Schema>) {
        self.bodies.push((media_type.to_owned(), schema));
    }

    pub fn json_answer<T: ToSchema>(&mut self, status: StatusCode) {
        let schema = self.schemas.reference::<T>();
        self.answers.push((status, Some(("application/json".to_owned(), schema))));
    }

    /// An answer of another media type.
    pub fn answer(&mut self, status: StatusCode, media_type: &str, schema: RefOr<utoipa::openapi::Schema>) {
        self.answers.push((status, Some((media_type.to_owned(), schema))));
    }

    pub fn empty_answer(&mut self, status: StatusCode) {
        self.answers.push((status, None));
    }

    pub(super) fn take_schemas(&mut self) -> Schemas {
        std::mem::take(&mut self.schemas)
    }

    pub(super) fn build(self) -> utoipa::openapi::path::Operation {
        let body = (!self.bodies.is_empty()).then(|| {
            let body = RequestBodyBuilder::new().required(Some(Required::True));
            let with = |body: RequestBodyBuilder, (media_type, schema): Shape| {
                body.content(media_type, Content::new(Some(schema)))
            };
            self.bodies.into_iter().fold(body, with).build()
        });
        let parameters = (!self.parameters.is_empty()).then_some(self.parameters);
        let mut operation = OperationBuilder::new()
            .operation_id(Some(self.id))
            .tag(self.tag)
            .summary(Some(self.summary))
            .description(self.description)
            .parameters(parameters)
            .request_body(body)
            .securities(Some(security(self.security)));
        for (status, content) in self.answers {
            let name = status.canonical_reason().unwrap_or_default();
            let response = ResponseBuilder::new().description(name);
            let response = match content {
                Some((media_type, schema)) => response.content(media_type, Content::new(Some(schema))),
                None => response,
            };
            operation = operation.response(status.as_str(), response.build());
        }
        operation.response("default", RefOr::Ref(Ref::from_response_name("Error"))).build()
    }
}
