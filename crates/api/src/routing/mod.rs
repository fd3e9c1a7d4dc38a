//! The table of routes. One line gives the address, the handler, and with the handler's types the OpenAPI document.

mod argument;
mod document;
mod operation;
mod schema;

use actix_web::http::Method;
use actix_web::{Handler, Responder, Route, web};
use daicho_domain::error::ErrorCode;
use indexmap::IndexMap;

use argument::InOrder;
pub use argument::{Argument, Arguments};
pub use document::SecurityNames;
pub use operation::{Operation, Produces};
pub use schema::Schemas;

use crate::error::Answer;

/// What every path begins with.
pub const PREFIX: &str = "/api/v1";

/// All routes, by path.
#[derive(Debug, Default)]
pub struct Routes {
    paths: IndexMap<String, Vec<Entry>>,
    schemas: Schemas,
}

struct Entry {
    method: Method,
    route: Route,
    operation: Operation,
    /// Adds what the handler's types say. Only who wants the document needs it.
    describe: fn(&mut Operation),
}

impl Routes {
    /// Routes below `/api/v1/organizations/{organizationId}`.
    pub fn of_organization(&mut self, tag: &'static str) -> Group<'_> {
        Group { routes: self, prefix: "/organizations/{organizationId}", tag }
    }

    /// Routes below `/api/v1`.
    pub fn of_installation(&mut self, tag: &'static str) -> Group<'_> {
        Group { routes: self, prefix: "", tag }
    }

    /// Registers one resource per path, fixed segments before parameters, so that `/users/admin-count` is not a user.
    pub(crate) fn register(self, config: &mut web::ServiceConfig) {
        let mut paths: Vec<_> = self.paths.into_iter().collect();
        paths.sort_by_key(|(path, _)| path.split('/').map(|part| part.starts_with('{')).collect::<Vec<_>>());
        for (path, entries) in paths {
            let resource = entries.into_iter().fold(web::resource(path), |resource, entry| resource.route(entry.route));
            config.service(resource.default_service(web::to(wrong_method)));
        }
    }
}

impl std::fmt::Debug for Entry {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Entry").field("method", &self.method).finish_non_exhaustive()
    }
}

async fn wrong_method() -> Answer<actix_web::HttpResponse> {
    Err(ErrorCode::MethodNotAllowed.into())
}

/// Routes that share the beginning of their path and their heading in the document.
#[derive(Debug)]
pub struct Group<'r> {
    routes: &'r mut Routes,
    prefix: &'static str,
    tag: &'static str,
}

macro_rules! method {
    ($name:ident, $method:ident) => {
        /// Adds a route: path, what it does in one sentence, handler.
        pub fn $name<H, Args, R>(&mut self, path: &str, summary: &str, handler: H) -> &mut Self
        where
            H: Handler<Args, Output = Answer<R>>,
            Args: Arguments + 'static,
            R: Responder + Produces + 'static,
        {
            self.add(Method::$method, path, summary, handler)
        }
    };
}

impl Group<'_> {
    method!(get, GET);
    method!(post, POST);
    method!(put, PUT);
    method!(patch, PATCH);
    method!(delete, DELETE);

    fn add<H, Args, R>(&mut self, method: Method, path: &str, summary: &str, handler: H) -> &mut Self
    where
        H: Handler<Args, Output = Answer<R>>,
        Args: Arguments + 'static,
        R: Responder + Produces + 'static,
    {
        let path = format!("{PREFIX}{}{path}", self.prefix);
        let operation = Operation::new(&path, operation_id::<H>(), self.tag, summary);
        let describe = |operation: &mut Operation| {
            Args::describe(operation);
            R::describe(operation);
        };
        let route = web::method(method.clone()).to(move |InOrder(arguments)| handler.call(arguments));
        self.routes.paths.entry(path).or_default().push(Entry { method, route, operation, describe });
        self
    }
}

/// `listApiKeys` for the handler `list_api_keys`.
fn operation_id<H>() -> String {
    let path = std::any::type_name::<H>();
    let name = path.rsplit("::").next().unwrap_or(path);
    let mut words = name.split('_');
    let first = words.next().unwrap_or_default().to_owned();
    words.fold(first, |id, word| {
        let mut letters = word.chars();
        let capital = letters.next().map(|letter| letter.to_ascii_uppercase());
        id + &capital.into_iter().chain(letters).collect::<String>()
    })
}
