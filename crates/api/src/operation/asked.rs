use actix_web::body::BoxBody;
use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, Responder};
use daicho_domain::operation::Origin;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::routing::{Operation, Produces};

/// 202 with what to poll, or on a dry run 200 with what would be done.
#[derive(Debug)]
pub(super) enum Asked<A, P> {
    Accepted(A),
    Planned(P),
}

#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase", default)]
#[into_params(parameter_in = Query, rename_all = "camelCase")]
pub(super) struct AskParameters {
    /// Answers what would be done, and does nothing.
    pub(super) dry_run: bool,
    /// `slack` when a message's link led here.
    #[param(inline)]
    pub(super) origin: Option<Origin>,
}

impl AskParameters {
    /// Callers may say that Slack led them here; all else follows from who they are.
    pub(super) fn origin_for(&self, actor: &daicho_domain::access::Actor) -> Origin {
        match (Origin::of(actor), self.origin) {
            (Origin::Screen, Some(Origin::Slack)) => Origin::Slack,
            (own, _) => own,
        }
    }
}

/// The request to poll.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct RequestAccepted {
    pub(super) request_id: daicho_domain::ids::RequestId,
}

/// The requests to poll, in the order asked.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct RequestsAccepted {
    pub(super) request_ids: Vec<daicho_domain::ids::RequestId>,
}

impl<A: Serialize, P: Serialize> Responder for Asked<A, P> {
    type Body = BoxBody;

    fn respond_to(self, _: &HttpRequest) -> HttpResponse {
        match self {
            Self::Accepted(accepted) => HttpResponse::Accepted().json(accepted),
            Self::Planned(plan) => HttpResponse::Ok().json(plan),
        }
    }
}

impl<A: ToSchema, P: ToSchema> Produces for Asked<A, P> {
    fn describe(operation: &mut Operation) {
        operation.json_answer::<P>(StatusCode::OK);
        operation.json_answer::<A>(StatusCode::ACCEPTED);
    }
}
