use actix_web::{HttpResponse, web};
use utoipa_swagger_ui::SwaggerUi;

use crate::routing::PREFIX;

/// `/docs` shows the document, `/api/v1/openapi.json` is it.
pub(super) fn routes(config: &mut web::ServiceConfig) {
    let address = format!("{PREFIX}/openapi.json");
    config
        .service(SwaggerUi::new("/docs/{_:.*}").url(address, super::openapi()))
        .route("/docs", web::get().to(with_slash));
}

async fn with_slash() -> HttpResponse {
    HttpResponse::PermanentRedirect().insert_header(("Location", "/docs/")).finish()
}
