use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpMessage, HttpRequest};
use futures::future::LocalBoxFuture;
use serde::de::DeserializeOwned;
use utoipa::ToSchema;

use super::{Json, Upload};
use crate::error::ApiError;
use crate::routing::{Argument, Operation};

/// The same thing as a JSON body or as a file, told apart by the request's content type.
#[derive(Debug)]
pub enum JsonOrUpload<T> {
    Json(T),
    Upload(Upload),
}

impl<T: DeserializeOwned + 'static> FromRequest for JsonOrUpload<T> {
    type Error = ApiError;
    type Future = LocalBoxFuture<'static, Result<Self, ApiError>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        if request.content_type().eq_ignore_ascii_case("multipart/form-data") {
            let upload = Upload::from_request(request, payload);
            return Box::pin(async move { upload.await.map(Self::Upload) });
        }
        let json = Json::from_request(request, payload);
        Box::pin(async move { json.await.map(|Json(body)| Self::Json(body)) })
    }
}

impl<T: ToSchema> Argument for JsonOrUpload<T> {
    fn describe(operation: &mut Operation) {
        <Json<T> as Argument>::describe(operation);
        Upload::describe(operation);
    }
}
