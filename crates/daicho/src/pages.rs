//! The single-page application: embedded in the release build, read from `frontend/dist` in the debug build. Most of its
//! files lie there compressed.

use std::io::Read;

use actix_web::http::Method;
use actix_web::http::header::{
    AcceptEncoding, CACHE_CONTROL, ContentEncoding, ETAG, Encoding, EntityTag, Header, IfNoneMatch, VARY,
};
use actix_web::{HttpRequest, HttpResponse, web};
use flate2::read::GzDecoder;
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
    match File::find(path) {
        Some(file) => answer(&request, path, file),
        None if path.starts_with(HASHED) => HttpResponse::NotFound().finish(),
        // The application has its own addresses: all begin with the same page.
        None => match File::find(INDEX) {
            Some(file) => answer(&request, INDEX, file),
            None => HttpResponse::ServiceUnavailable().content_type("text/html; charset=utf-8").body(NOT_BUILT),
        },
    }
}

enum File {
    Plain(EmbeddedFile),
    Compressed(EmbeddedFile),
}

impl File {
    fn find(path: &str) -> Option<Self> {
        if path.is_empty() {
            return None;
        }
        Pages::get(path).map(Self::Plain).or_else(|| Pages::get(&format!("{path}.gz")).map(Self::Compressed))
    }

    fn tag(&self) -> EntityTag {
        let (Self::Plain(file) | Self::Compressed(file)) = self;
        EntityTag::new_weak(hex::encode(&file.metadata.sha256_hash()[..12]))
    }
}

fn answer(request: &HttpRequest, path: &str, file: File) -> HttpResponse {
    let tag = file.tag();
    if is_known(request, &tag) {
        return HttpResponse::NotModified().insert_header((ETAG, tag.to_string())).finish();
    }
    let lasting = if path.starts_with(HASHED) { "public, max-age=31536000, immutable" } else { "no-cache" };
    let mut answer = HttpResponse::Ok();
    answer
        .content_type(mime_guess::from_path(path).first_or_octet_stream().as_ref())
        .insert_header((CACHE_CONTROL, lasting))
        .insert_header((ETAG, tag.to_string()));
    match file {
        File::Plain(file) => answer.body(file.data.into_owned()),
        File::Compressed(file) if takes_gzip(request) => {
            answer.insert_header((VARY, "accept-encoding")).insert_header(ContentEncoding::Gzip);
            answer.body(file.data.into_owned())
        }
        File::Compressed(file) => match unpacked(&file.data) {
            Ok(content) => answer.insert_header((VARY, "accept-encoding")).body(content),
            Err(error) => {
                tracing::error!(path, %error, "a page does not unpack");
                HttpResponse::InternalServerError().finish()
            }
        },
    }
}

fn takes_gzip(request: &HttpRequest) -> bool {
    let offered = [Encoding::gzip(), Encoding::identity()];
    AcceptEncoding::parse(request).is_ok_and(|wanted| wanted.negotiate(offered.iter()) == Some(Encoding::gzip()))
}

fn unpacked(data: &[u8]) -> std::io::Result<Vec<u8>> {
    let mut content = Vec::new();
    GzDecoder::new(data).read_to_end(&mut content)?;
    Ok(content)
}

fn is_known(request: &HttpRequest, tag: &EntityTag) -> bool {
    match IfNoneMatch::parse(request) {
        Ok(IfNoneMatch::Items(known)) => known.iter().any(|item| item.weak_eq(tag)),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use actix_web::http::header::ACCEPT_ENCODING;
    use actix_web::test::TestRequest;

    use super::*;

    #[test]
    fn whoever_cannot_unpack_gets_no_compressed_page() {
        let takes =
            |accepted| takes_gzip(&TestRequest::default().insert_header((ACCEPT_ENCODING, accepted)).to_http_request());
        assert!(takes("gzip, deflate, br, zstd"));
        assert!(!takes("identity") && !takes("br;q=1, gzip;q=0"));
        assert!(!takes_gzip(&TestRequest::default().to_http_request()));
    }
}
