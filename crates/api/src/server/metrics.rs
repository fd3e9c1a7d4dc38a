use std::time::Instant;

use actix_web::body::MessageBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::middleware::Next;
use actix_web::{Error, HttpResponse, web};
use daicho_domain::error::StoreError;
use metrics_exporter_prometheus::{Matcher, PrometheusBuilder, PrometheusHandle};

/// What `/metrics` shows: everything counted with the `metrics` crate's macros anywhere in the process.
#[derive(Clone)]
pub struct Metrics(PrometheusHandle);

const REQUESTS: &str = "daicho_http_requests_total";
const LATENCY: &str = "daicho_http_request_seconds";
const LATENCY_BUCKETS: &[f64] = &[0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0];

impl Metrics {
    /// Starts counting for the whole process; only the first call can.
    pub fn install() -> Result<Self, StoreError> {
        let recorder = PrometheusBuilder::new()
            .set_buckets_for_metric(Matcher::Full(LATENCY.to_owned()), LATENCY_BUCKETS)
            .map_err(|error| StoreError::new("start counting", error))?
            .build_recorder();
        let handle = recorder.handle();
        metrics::set_global_recorder(recorder).map_err(|error| StoreError::new("start counting", error.to_string()))?;
        describe();
        Ok(Self(handle))
    }

    /// Counts for nobody but this handle, for tests.
    pub fn detached() -> Self {
        Self(PrometheusBuilder::new().build_recorder().handle())
    }
}

impl std::fmt::Debug for Metrics {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Metrics")
    }
}

fn describe() {
    metrics::describe_counter!(REQUESTS, "Requests answered, by method, route and status.");
    metrics::describe_histogram!(LATENCY, metrics::Unit::Seconds, "Time to the first byte of the answer.");
}

pub(super) fn routes(config: &mut web::ServiceConfig) {
    config.route("/metrics", web::get().to(show));
}

async fn show(metrics: web::Data<Metrics>) -> HttpResponse {
    metrics.0.run_upkeep();
    HttpResponse::Ok().content_type("text/plain; version=0.0.4").body(metrics.0.render())
}

/// Counts a request under its route, never its address: ids would make a series each.
pub(super) async fn count(
    request: ServiceRequest,
    next: Next<impl MessageBody>,
) -> Result<ServiceResponse<impl MessageBody>, Error> {
    let begun = Instant::now();
    let response = next.call(request).await?;
    let route = response.request().match_pattern().unwrap_or_else(|| "other".to_owned());
    let method = response.request().method().as_str().to_owned();
    let status = response.status().as_u16().to_string();
    metrics::counter!(REQUESTS, "method" => method.clone(), "route" => route.clone(), "status" => status).increment(1);
    metrics::histogram!(LATENCY, "method" => method, "route" => route).record(begun.elapsed().as_secs_f64());
    Ok(response)
}
