use daicho_domain::directory::{self, NameList};
use daicho_domain::list::{Page, PageRequest};
use serde::Serialize;
use utoipa::ToSchema;

use super::{Authorized, may};
use crate::State;
use crate::answer::ListAnswer;
use crate::error::Answer;
use crate::request::Json;

/// A text that identities have in common.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct NameInUse {
    name: String,
    /// How many identities have it.
    count: u64,
}

impl From<directory::NameCount> for NameInUse {
    fn from(name: directory::NameCount) -> Self {
        Self { name: name.name, count: name.count }
    }
}

type Names = Answer<Json<ListAnswer<NameInUse>>>;

pub(super) async fn list_companies(caller: Authorized<may::DirectoryRead>, state: State) -> Names {
    names(caller, state, NameList::Company).await
}

pub(super) async fn list_departments(caller: Authorized<may::DirectoryRead>, state: State) -> Names {
    names(caller, state, NameList::Department).await
}

pub(super) async fn list_locations(caller: Authorized<may::DirectoryRead>, state: State) -> Names {
    names(caller, state, NameList::Location).await
}

/// All of them at once: they are offered as choices.
async fn names(caller: Authorized<may::DirectoryRead>, state: State, list: NameList) -> Names {
    let items = state.directory.names(caller.organization, list).await?;
    let limit = u32::try_from(items.len()).unwrap_or(u32::MAX);
    let page = Page { total: Some(items.len() as u64), next_cursor: None, items };
    Ok(Json(ListAnswer::new(page, &PageRequest { limit, cursor: None })))
}
