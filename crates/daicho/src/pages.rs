//! The single-page application: embedded in the release build, read from `frontend/dist` in the debug build.

use actix_web::http::Method;
use actix_web::http::header::{CACHE_CONTROL, ETAG, EntityTag, Header, IfNoneMatch};
use actix_web::{HttpRequest, HttpResponse, web};
use rust_embed::{EmbeddedFile, RustEmbed};

#[derive(RustEmbed)]
#[folder = "../../frontend/dist"]
struct Pages;

const INDEX: &str = "index.html";
/// Names below it hold a hash of their content.
const HASHED: &str = "assets/";

const NOT_BUILT: &str = r#"<!doctype html>
<html lang="en">
  <head><meta charset="utf-8"><title>Daicho</title></head>
  <body>
    <h1>The pages are not built yet</h1>
    <p>The API is running. To build the pages, run <code>make run</code>, or:</p>
    <pre>cd frontend &amp;&amp; npm ci &amp;&amp; npm run build</pre>
    <p>A debug build then serves them at once; a release build must be built again.</p>
    <p><a href="/docs/">API documentation</a></p>
  </body>
</html>
"#;

/// Everything that is no route of the API.
pub(crate) fn routes(config: &mut web::ServiceConfig) {
    config.default_service(web::to(page));
}

async fn page(request: HttpRequest) -> HttpResponse {
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        return HttpResponse::MethodNotAllowed().finish();
    }
    let path = request.path().trim_start_matches('/');
    match Pages::get(path).filter(|_| !path.is_empty()) {
        Some(file) => answer(&request, path, file),
        None if path.starts_with(HASHED) => HttpResponse::NotFound().finish(),
        // The application has its own addresses: all begin with the same page.
        None => match Pages::get(INDEX) {
            Some(file) => answer(&request, INDEX, file),
            None => HttpResponse::ServiceUnavailable().content_type("text/html; charset=utf-8").body(NOT_BUILT),
        },
    }
}

fn answer(request: &HttpRequest, path: &str, file: EmbeddedFile) -> HttpResponse {
    let tag = EntityTag::new_weak(tag_of(&file));
    if is_known(request, &tag) {
        return HttpResponse::NotModified().insert_header((ETAG, tag.to_string())).finish();
    }
    let lasting = if path.starts_with(HASHED) { "public, max-age=31536000, immutable" } else { "no-cache" };
    HttpResponse::Ok()
        .content_type(mime_guess::from_path(path).first_or_octet_stream().as_ref())
        .insert_header((CACHE_CONTROL, lasting))
        .insert_header((ETAG, tag.to_string()))
        .body(file.data.into_owned())
}

fn tag_of(file: &EmbeddedFile) -> String {
    hex::encode(&file.metadata.sha256_hash()[..12])
}

fn is_known(request: &HttpRequest, tag: &EntityTag) -> bool {
    match IfNoneMatch::parse(request) {
        Ok(IfNoneMatch::Items(known)) => known.iter().any(|item| item.weak_eq(tag)),
        _ => false,
    }
}
