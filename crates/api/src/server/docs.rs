use std::sync::LazyLock;

use actix_web::web::Bytes;
use actix_web::{HttpResponse, web};
use utoipa_swagger_ui::{Config, SwaggerUi};

use crate::error::{Answer, broken};
use crate::routing::PREFIX;

/// `/docs` shows the document, `/api/v1/openapi.json` is it.
pub(super) fn routes(config: &mut web::ServiceConfig) {
    let address = format!("{PREFIX}/openapi.json");
    config
        .route(&address, web::get().to(document))
        .service(SwaggerUi::new("/docs/{_:.*}").config(Config::from(address)))
        .route("/docs", web::get().to(with_slash));
}

/// Made when somebody first asks for it: most servers are never asked.
static DOCUMENT: LazyLock<Result<Bytes, serde_json::Error>> =
    LazyLock::new(|| super::openapi().to_json().map(Bytes::from));

async fn document() -> Answer<HttpResponse> {
    match &*DOCUMENT {
        Ok(document) => Ok(HttpResponse::Ok().content_type("application/json").body(document.clone())),
        Err(error) => Err(broken("write the OpenAPI document", error.to_string())),
    }
}

async fn with_slash() -> HttpResponse {
    HttpResponse::PermanentRedirect().insert_header(("Location", "/docs/")).finish()
}
