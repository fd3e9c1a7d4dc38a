use std::marker::PhantomData;

use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpRequest};
use daicho_domain::access::{Actor, KeyScope, Principal};
use daicho_domain::error::ErrorCode;
use daicho_domain::ids::OrganizationId;
use daicho_domain::organization::Language;
use futures::future::LocalBoxFuture;

use super::caller::authenticate;
use super::target::Target;
use super::{Guard, PermissionType};
use crate::error::ApiError;
use crate::routing::{Argument, Operation};

/// A caller who has signed in or sent an API key, belongs to the organization of the path, and has the permission `P`;
/// with the row `T` of the path, when the route names one.
#[derive(Debug)]
pub struct Authorized<P, T = ()> {
    pub organization: OrganizationId,
    pub actor: Actor,
    /// What the key is for; everything for a person who has signed in.
    pub scope: KeyScope,
    /// For texts in the answer.
    pub language: Language,
    pub target: T,
    permission: PhantomData<P>,
}

const ORGANIZATION_PARAMETER: &str = "organizationId";

impl<P: PermissionType, T: Target> Guard for Authorized<P, T> {}

impl<P: PermissionType, T: Target> Argument for Authorized<P, T> {
    fn describe(operation: &mut Operation) {
        operation.require_permission(P::PERMISSION);
        if operation.has_path_parameter(ORGANIZATION_PARAMETER) {
            operation.path_parameter::<i64>(ORGANIZATION_PARAMETER);
        }
        T::describe(operation);
    }
}

impl<P: PermissionType, T: Target> FromRequest for Authorized<P, T> {
    type Error = ApiError;
    type Future = LocalBoxFuture<'static, Result<Self, ApiError>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let request = request.clone();
        Box::pin(async move {
            let principal = authenticate(&request).await?;
            check_organization(&request, &principal)?;
            if !principal.may(P::PERMISSION) {
                return Err(ErrorCode::Forbidden.into());
            }
            let organization = principal.organization_id;
            let target = T::load(&request, organization).await?;
            let language = crate::language::accepted(request.headers()).unwrap_or(principal.language);
            Ok(Self {
                organization,
                actor: principal.actor,
                scope: principal.scope,
                language,
                target,
                permission: PhantomData,
            })
        })
    }
}

/// Another organization's address looks like one that does not exist.
fn check_organization(request: &HttpRequest, principal: &Principal) -> Result<(), ApiError> {
    let Some(named) = request.match_info().get(ORGANIZATION_PARAMETER) else { return Ok(()) };
    if named.parse() == Ok(principal.organization_id) { Ok(()) } else { Err(ErrorCode::NotFound.into()) }
}
