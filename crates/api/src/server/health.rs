use std::sync::Arc;

use actix_web::{HttpResponse, web};
use async_trait::async_trait;
use daicho_domain::error::StoreError;

use crate::State;

/// Whether the parts that requests need are there.
#[async_trait]
pub trait Readiness: std::fmt::Debug + Send + Sync {
    async fn check(&self) -> Result<(), StoreError>;
}

pub(super) fn routes(config: &mut web::ServiceConfig) {
    config.route("/healthz", web::get().to(alive)).route("/readyz", web::get().to(ready));
}

async fn alive() -> &'static str {
    "ok"
}

async fn ready(state: State) -> HttpResponse {
    match Arc::clone(&state.readiness).check().await {
        Ok(()) => HttpResponse::Ok().body("ready"),
        Err(error) => {
            tracing::warn!(error = &error as &dyn std::error::Error, "not ready");
            HttpResponse::ServiceUnavailable().body("not ready")
        }
    }
}
