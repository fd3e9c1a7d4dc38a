use daicho_domain::error::{ErrorCode, Outcome, Refusal, StoreError};
use daicho_domain::ids::OrganizationId;
use daicho_domain::organization::{DomainName, DomainSource, OrganizationDomain};
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::Expr;
use sea_orm::{DatabaseTransaction, ExprTrait, Set};

use super::entity::domain;
use crate::Database;
use crate::account::matching::{self, Scope};
use crate::directory;
use crate::failure::{Context, is_duplicate};
use crate::support::parsed;

pub(super) fn from_row(row: &domain::Model) -> Result<OrganizationDomain, StoreError> {
    const DOING: &str = "read a domain";
    let name = DomainName::parse(&row.name).ok_or_else(|| StoreError::new(DOING, "not a domain"))?;
    Ok(OrganizationDomain { name, primary: row.primary, source: parsed(DOING, &row.source)? })
}

pub(super) async fn add(database: &Database, id: OrganizationId, name: DomainName) -> Outcome<OrganizationDomain> {
    let transaction = database.write(id).await?;
    let row = domain::ActiveModel {
        organization_id: Set(id.0),
        name: Set(name.to_string()),
        primary: Set(false),
        source: Set(DomainSource::Manual.to_string()),
    };
    match domain::Entity::insert(row).exec_without_returning(&transaction).await {
        Err(error) if is_duplicate(&error) => {
            return Err(Refusal::about(ErrorCode::Conflict, name.to_string()).into());
        }
        other => other.context("add a domain")?,
    };
    classify_and_commit(transaction, id).await?;
    Ok(OrganizationDomain { name, primary: false, source: DomainSource::Manual })
}

pub(super) async fn remove(database: &Database, id: OrganizationId, name: &DomainName) -> Outcome<()> {
    let transaction = database.write(id).await?;
    if find(&transaction, id, name).await?.primary {
        return Err(Refusal::about(ErrorCode::Conflict, name.to_string()).into());
    }
    domain::Entity::delete_by_id((id.0, name.to_string())).exec(&transaction).await.context("remove a domain")?;
    classify_and_commit(transaction, id).await
}

pub(super) async fn set_primary(database: &Database, id: OrganizationId, name: &DomainName) -> Outcome<()> {
    let transaction = database.write(id).await?;
    find(&transaction, id, name).await?;
    domain::Entity::update_many()
        .col_expr(domain::Column::Primary, ExprTrait::eq(Expr::col(domain::Column::Name), name.as_str()))
        .filter(domain::Column::OrganizationId.eq(id.0))
        .exec(&transaction)
        .await
        .context("choose the primary domain")?;
    transaction.commit().await.context("choose the primary domain")?;
    Ok(())
}

async fn find(transaction: &DatabaseTransaction, id: OrganizationId, name: &DomainName) -> Outcome<domain::Model> {
    let found = domain::Entity::find_by_id((id.0, name.to_string())).one(transaction).await.context("read a domain")?;
    found.ok_or_else(|| ErrorCode::NotFound.into())
}

/// Which entries and accounts are ours and which are an outsider's depends on the domains.
async fn classify_and_commit(transaction: DatabaseTransaction, id: OrganizationId) -> Outcome<()> {
    directory::refresh(&transaction, id, directory::Entries::All).await?;
    matching::rematch(&transaction, id, Scope::Organization).await?;
    transaction.commit().await.context("change the domains")?;
    Ok(())
}
