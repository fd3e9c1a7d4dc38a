use std::str::FromStr;

use actix_web::HttpRequest;
use async_trait::async_trait;
use daicho_domain::error::{ErrorCode, Outcome};
use daicho_domain::ids::OrganizationId;

use super::caller::state;
use crate::AppState;
use crate::error::{ApiError, invalid};
use crate::routing::Operation;

/// What a route is about, loaded before its handler runs: nothing, or a row.
#[async_trait(?Send)]
pub trait Target: Sized + 'static {
    async fn load(request: &HttpRequest, organization: OrganizationId) -> Result<Self, ApiError>;

    fn describe(operation: &mut Operation);
}

#[async_trait(?Send)]
impl Target for () {
    async fn load(_: &HttpRequest, _: OrganizationId) -> Result<Self, ApiError> {
        Ok(())
    }

    fn describe(_: &mut Operation) {}
}

/// A row that a route names in its path. Implement it once per row, then write `Authorized<may::X, Row>`.
#[async_trait(?Send)]
pub trait LoadRow: Sized + 'static {
    /// The name of the path parameter, such as `workspaceId`.
    const PARAMETER: &'static str;

    type Id: FromStr + utoipa::ToSchema;

    /// `None` when the organization has no such row: answered as 404, like a row of another organization.
    async fn load(state: &AppState, organization: OrganizationId, id: Self::Id) -> Outcome<Option<Self>>;
}

#[async_trait(?Send)]
impl<R: LoadRow> Target for R {
    async fn load(request: &HttpRequest, organization: OrganizationId) -> Result<Self, ApiError> {
        let id = request
            .match_info()
            .query(R::PARAMETER)
            .parse()
            .map_err(|_| invalid(R::PARAMETER, "This is not an id.", "IDの形式が正しくありません。"))?;
        let state = state(request)?;
        let row = R::load(&state, organization, id).await?;
        row.ok_or_else(|| ErrorCode::NotFound.into())
    }

    fn describe(operation: &mut Operation) {
        operation.path_parameter::<R::Id>(R::PARAMETER);
    }
}
