use async_trait::async_trait;
use chrono::{DateTime, Utc};
use daicho_domain::access::{self, Role, UserChange, UserFilter, UserSort, UserStatus};
use daicho_domain::error::Outcome;
use daicho_domain::ids::{OrganizationId, UserId};
use daicho_domain::list::SortOrder;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::answer::{Created, NoContent};
use crate::error::{Answer, ApiError, invalid};
use crate::guard::{Authorized, LoadRow, may};
use crate::request::{Json, Query};
use crate::{AppState, State};

#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct User {
    id: UserId,
    name: String,
    email: String,
    roles: Vec<Role>,
    /// The numbers of the roles: 1 Admin, 2 Member, 3 Essential.
    role_ids: Vec<i64>,
    status: UserStatus,
    last_sign_in_at: Option<DateTime<Utc>>,
    created_at: DateTime<Utc>,
}

impl From<access::User> for User {
    fn from(user: access::User) -> Self {
        Self {
            id: user.id,
            name: user.name,
            email: user.email.to_string(),
            roles: vec![user.role],
            role_ids: vec![role_id(user.role)],
            status: user.status,
            last_sign_in_at: user.last_sign_in_at,
            created_at: user.created_at,
        }
    }
}

#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase", default)]
#[into_params(parameter_in = Query, rename_all = "camelCase")]
pub(super) struct UserParameters {
    /// Part of a name or an e-mail address.
    query: Option<String>,
    /// From 1.
    page: Option<u32>,
    /// At most 200.
    limit: Option<u32>,
    #[param(inline)]
    sort_field: Option<UserSort>,
    #[param(inline)]
    order: Option<SortOrder>,
}

/// Lists of users are numbered pages.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct UserList {
    meta: UserListMeta,
    items: Vec<User>,
}

#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct UserListMeta {
    total_count: u64,
    current_page: u32,
    items_per_page: u32,
}

#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct InviteUserRequest {
    email: String,
    name: String,
    role: Role,
}

#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct InvitedUser {
    user: User,
    /// For the invited person, valid for seven days. It is shown this once.
    invitation_link: String,
}

#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(super) struct UpdateUserRequest {
    role: Option<Role>,
    /// Active or suspended.
    status: Option<UserStatus>,
    /// The original's way to name the role: 1 Admin, 2 Member, 3 Essential. Exactly one.
    role_ids: Option<Vec<i64>>,
}

#[derive(Debug, Serialize, ToSchema)]
pub(super) struct AdminCount {
    count: u64,
}

#[async_trait(?Send)]
impl LoadRow for access::User {
    const PARAMETER: &'static str = "userId";
    type Id = UserId;

    async fn load(state: &AppState, organization: OrganizationId, id: UserId) -> Outcome<Option<Self>> {
        state.users.find(organization, id).await
    }
}

pub(super) async fn list_users(
    caller: Authorized<may::UsersRead>,
    Query(parameters): Query<UserParameters>,
    state: State,
) -> Answer<Json<UserList>> {
    let filter = filter(parameters)?;
    let page = state.users.list(caller.organization, &filter).await?;
    let meta = UserListMeta { total_count: page.total, current_page: filter.page, items_per_page: filter.limit };
    Ok(Json(UserList { meta, items: page.users.into_iter().map(Into::into).collect() }))
}

pub(super) async fn invite_user(
    caller: Authorized<may::UsersWrite>,
    state: State,
    Json(body): Json<InviteUserRequest>,
) -> Answer<Created<InvitedUser>> {
    let (user, token) = state.invitations.invite(caller.organization, &body.email, &body.name, body.role).await?;
    let invitation_link = state.settings.link(&format!("/invitations/{}", token.expose()));
    Ok(Created(InvitedUser { user: user.into(), invitation_link }))
}

pub(super) async fn count_admins(caller: Authorized<may::UsersRead>, state: State) -> Answer<Json<AdminCount>> {
    Ok(Json(AdminCount { count: state.users.count_admins(caller.organization).await? }))
}

pub(super) async fn change_user(
    caller: Authorized<may::UsersWrite, access::User>,
    state: State,
    Json(body): Json<UpdateUserRequest>,
) -> Answer<Json<User>> {
    let role = match body.role_ids {
        Some(ids) => Some(role_of(&ids)?),
        None => body.role,
    };
    let changed = state.users.change(&caller.target, UserChange { role, status: body.status }).await?;
    Ok(Json(changed.into()))
}

pub(super) async fn remove_user(caller: Authorized<may::UsersWrite, access::User>, state: State) -> Answer<NoContent> {
    state.users.remove(&caller.target).await?;
    Ok(NoContent)
}

const MOST_USERS: u32 = 200;

fn filter(parameters: UserParameters) -> Result<UserFilter, ApiError> {
    let limit = parameters.limit.unwrap_or(50);
    if !(1..=MOST_USERS).contains(&limit) {
        return Err(invalid("limit", "Enter a number from 1 to 200.", "1から200までの数を指定してください。"));
    }
    Ok(UserFilter {
        query: parameters.query,
        sort: parameters.sort_field.unwrap_or(UserSort::Name),
        order: parameters.order.unwrap_or(SortOrder::Ascending),
        page: parameters.page.unwrap_or(1).max(1),
        limit,
    })
}

const fn role_id(role: Role) -> i64 {
    match role {
        Role::Admin => 1,
        Role::Member => 2,
        Role::Essential => 3,
    }
}

fn role_of(ids: &[i64]) -> Result<Role, ApiError> {
    let named = match ids {
        [id] => Role::ALL.iter().copied().find(|&role| role_id(role) == *id),
        _ => None,
    };
    named.ok_or_else(|| {
        invalid(
            "roleIds",
            "Give exactly one of 1 (Admin), 2 (Member), 3 (Essential).",
            "1（Admin）、2（Member）、3（Essential）のいずれか1つを指定してください。",
        )
    })
}
