//! The API as an actix-web application, with what stands beside the routes: health, metrics, documentation, headers.

mod docs;
mod headers;
mod health;
mod metrics;

use actix_web::body::MessageBody;
use actix_web::dev::{ServiceFactory, ServiceRequest, ServiceResponse};
use actix_web::middleware::{Compress, from_fn};
use actix_web::{App, Error, Scope, web};
use daicho_domain::error::ErrorCode;
use utoipa::openapi::OpenApi;

pub use health::Readiness;
pub use metrics::Metrics;

use crate::State;
use crate::error::{Answer, in_the_callers_language};
use crate::routing::Routes;

/// The OpenAPI document of all routes.
pub fn openapi() -> OpenApi {
    all_routes().document()
}

fn all_routes() -> Routes {
    let mut routes = Routes::default();
    crate::routes(&mut routes);
    routes
}

/// The application: the API, and what `pages` adds for everything else.
pub fn application(
    state: State,
    metrics: Metrics,
    pages: impl FnOnce(&mut web::ServiceConfig),
) -> App<
    impl ServiceFactory<
        ServiceRequest,
        Config = (),
        Response = ServiceResponse<impl MessageBody>,
        Error = Error,
        InitError = (),
    >,
> {
    let https = state.settings.is_https();
    App::new()
        .app_data(state)
        .app_data(web::Data::new(metrics))
        .configure(|config| all_routes().register(config))
        .configure(health::routes)
        .configure(metrics::routes)
        .configure(docs::routes)
        .service(unknown())
        .configure(pages)
        .wrap(from_fn(in_the_callers_language))
        .wrap(Compress::default())
        .wrap(headers::security(https))
        .wrap(from_fn(metrics::count))
}

/// What is below `/api` and is no route.
fn unknown() -> Scope {
    async fn not_found() -> Answer<actix_web::HttpResponse> {
        Err(ErrorCode::NotFound.into())
    }
    web::scope("/api").default_service(web::to(not_found))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn no_name_of_the_document_stands_for_two_shapes() {
        assert_eq!(all_routes().ambiguous_names(), &BTreeSet::new());
    }
}
