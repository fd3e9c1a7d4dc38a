use std::future::{Ready, ready};

use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpRequest};
use daicho_domain::operation::Idempotency;
use serde::Serialize;
use sha2::{Digest, Sha256};
use utoipa::openapi::path::{ParameterBuilder, ParameterIn};
use utoipa::openapi::{ObjectBuilder, Required, Type};

use crate::error::{ApiError, broken, invalid};
use crate::routing::{Argument, Operation};

const HEADER: &str = "Idempotency-Key";
const LONGEST_KEY: usize = 255;

/// The `Idempotency-Key` of a write: sent again with the same key and body, it is answered as the first time and not done
/// again.
#[derive(Debug)]
pub struct Once {
    key: Option<String>,
    /// Method and address.
    target: String,
}

impl Once {
    /// `None` when the caller sent no key.
    pub fn with(&self, body: &impl Serialize) -> Result<Option<Idempotency>, ApiError> {
        let body = serde_json::to_vec(body).map_err(|error| broken("read a request again", error))?;
        Ok(self.with_bytes(&body))
    }

    /// Of a request whose body is no JSON.
    pub fn with_bytes(&self, body: &[u8]) -> Option<Idempotency> {
        let key = self.key.clone()?;
        let mut digest = Sha256::new();
        digest.update(&self.target);
        digest.update(body);
        Some(Idempotency { key, digest: hex::encode(digest.finalize()) })
    }
}

impl FromRequest for Once {
    type Error = ApiError;
    type Future = Ready<Result<Self, ApiError>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(read(request))
    }
}

fn read(request: &HttpRequest) -> Result<Once, ApiError> {
    let target = format!("{} {}\n", request.method(), request.uri());
    let Some(header) = request.headers().get(HEADER) else { return Ok(Once { key: None, target }) };
    match header.to_str() {
        Ok(key) if !key.trim().is_empty() && key.len() <= LONGEST_KEY => {
            Ok(Once { key: Some(key.trim().to_owned()), target })
        }
        _ => Err(invalid(
            HEADER,
            format!("Send 1 to {LONGEST_KEY} printable characters."),
            format!("1～{LONGEST_KEY}文字の印字可能な文字を指定してください。"),
        )),
    }
}

impl Argument for Once {
    fn describe(operation: &mut Operation) {
        let schema = ObjectBuilder::new().schema_type(Type::String).max_length(Some(LONGEST_KEY)).build();
        operation.parameter(
            ParameterBuilder::new()
                .name(HEADER)
                .parameter_in(ParameterIn::Header)
                .required(Required::False)
                .description(Some(
                    "Sent again with the same key, the request is answered as the first time and not done again.",
                ))
                .schema(Some(schema))
                .build(),
        );
    }
}
