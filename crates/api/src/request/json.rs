use actix_web::body::BoxBody;
use actix_web::dev::Payload;
use actix_web::http::StatusCode;
use actix_web::{FromRequest, HttpRequest, HttpResponse, Responder, web};
use daicho_domain::error::ErrorCode;
use futures::StreamExt;
use futures::future::LocalBoxFuture;
use serde::Serialize;
use serde::de::DeserializeOwned;
use utoipa::ToSchema;

use super::problem::refuse;
use crate::error::{ApiError, invalid};
use crate::routing::{Argument, Operation, Produces};

/// A JSON body: of a request whatever its method and headers, or of an answer with status 200.
#[derive(Debug)]
pub struct Json<T>(pub T);

/// More than any form or list of ids needs.
const MOST_BYTES: usize = 2 * 1024 * 1024;

impl<T: DeserializeOwned + 'static> FromRequest for Json<T> {
    type Error = ApiError;
    type Future = LocalBoxFuture<'static, Result<Self, ApiError>>;

    fn from_request(_: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let payload = payload.take();
        Box::pin(async move { parse(&read(payload).await?).map(Self) })
    }
}

async fn read(mut payload: Payload) -> Result<web::BytesMut, ApiError> {
    let mut body = web::BytesMut::new();
    while let Some(chunk) = payload.next().await {
        let chunk = chunk.map_err(|error| invalid("body", error.to_string(), "本文を読み取れません。"))?;
        if body.len() + chunk.len() > MOST_BYTES {
            return Err(ErrorCode::PayloadTooLarge.into());
        }
        body.extend_from_slice(&chunk);
    }
    Ok(body)
}

fn parse<T: DeserializeOwned>(body: &[u8]) -> Result<T, ApiError> {
    if body.trim_ascii().is_empty() {
        return Err(invalid("body", "A JSON body is required.", "JSONの本文が必要です。"));
    }
    let mut reader = serde_json::Deserializer::from_slice(body);
    let value = serde_path_to_error::deserialize(&mut reader).map_err(|error| {
        let path = error.path().to_string();
        let error = error.into_inner();
        let field = if error.is_data() { path } else { "body".to_owned() };
        refuse(&field, &error.to_string(), Some((error.line(), error.column())))
    })?;
    reader.end().map_err(|error| refuse("body", &error.to_string(), Some((error.line(), error.column()))))?;
    Ok(value)
}

impl<T: Serialize> Responder for Json<T> {
    type Body = BoxBody;

    fn respond_to(self, _: &HttpRequest) -> HttpResponse {
        HttpResponse::Ok().json(self.0)
    }
}

impl<T: ToSchema> Argument for Json<T> {
    fn describe(operation: &mut Operation) {
        operation.json_body::<T>();
    }
}

impl<T: ToSchema> Produces for Json<T> {
    fn describe(operation: &mut Operation) {
        operation.json_answer::<T>(StatusCode::OK);
    }
}
