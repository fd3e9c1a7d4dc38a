use actix_web::body::BoxBody;
use actix_web::http::StatusCode;
use actix_web::http::header::{CACHE_CONTROL, CONTENT_ENCODING};
use actix_web::web::Bytes;
use actix_web::{HttpRequest, HttpResponse, Responder};
use futures::stream::{LocalBoxStream, Stream, StreamExt};
use serde::Serialize;
use utoipa::openapi::schema::{ObjectBuilder, Type};

use crate::routing::{Operation, Produces};

/// Server-sent events: each has a name and JSON data.
pub struct EventStream(LocalBoxStream<'static, Bytes>);

impl EventStream {
    /// `None` is a comment that keeps the connection alive.
    pub fn new<T: Serialize>(events: impl Stream<Item = Option<(&'static str, T)>> + 'static) -> Self {
        let lines = events.map(|event| match event {
            Some((name, data)) => {
                let data = serde_json::to_string(&data).unwrap_or_default();
                Bytes::from(format!("event: {name}\ndata: {data}\n\n"))
            }
            None => Bytes::from_static(b": still here\n\n"),
        });
        Self(lines.boxed_local())
    }
}

impl std::fmt::Debug for EventStream {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("EventStream")
    }
}

impl Responder for EventStream {
    type Body = BoxBody;

    fn respond_to(self, _: &HttpRequest) -> HttpResponse {
        HttpResponse::Ok()
            .content_type("text/event-stream")
            .insert_header((CACHE_CONTROL, "no-store"))
            // A compressor would hold events back until it has enough of them.
            .insert_header((CONTENT_ENCODING, "identity"))
            .insert_header(("X-Accel-Buffering", "no"))
            .streaming(self.0.map(Ok::<_, std::convert::Infallible>))
    }
}

impl Produces for EventStream {
    fn describe(operation: &mut Operation) {
        let text = ObjectBuilder::new().schema_type(Type::String).build();
        operation.answer(StatusCode::OK, "text/event-stream", text.into());
    }
}
