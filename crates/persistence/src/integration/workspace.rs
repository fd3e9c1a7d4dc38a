use async_trait::async_trait;
use chrono::Utc;
use daicho_domain::error::StoreError;
use daicho_domain::ids::{OrganizationId, ServiceId, WorkspaceId};
use daicho_domain::integration::{
    CredentialValues, LogEntry, NewWorkspace, ServiceName, Workspace, WorkspaceEdit, WorkspaceStore,
};
use daicho_domain::search::fold;
use sea_orm::{ConnectionTrait, DatabaseTransaction};

use super::log_row::{ENTRY_COLUMNS, entry, to_json};
use super::{SqlIntegration, credentials, sync, workspace_row};
use crate::alert::{self, Scope};
use crate::directory::forget_source;
use crate::failure::Context;
use crate::sql::Sql;
use crate::support::stored_time;

const DOING: &str = "store a workspace";

#[async_trait]
impl WorkspaceStore for SqlIntegration {
    async fn add(
        &self,
        organization: OrganizationId,
        workspace: NewWorkspace,
        values: Option<CredentialValues>,
    ) -> Result<Workspace, StoreError> {
        let transaction = self.database.write(organization).await?;
        let id = insert(&transaction, organization, &workspace).await?;
        if let Some(values) = values {
            credentials::replace(&transaction, &self.vault, organization, id, &values).await?;
        }
        let stored = workspace_row::find(&transaction, organization, id).await?;
        transaction.commit().await.context(DOING)?;
        stored.ok_or_else(|| StoreError::new(DOING, "the workspace was not stored"))
    }

    async fn find(&self, organization: OrganizationId, id: WorkspaceId) -> Result<Option<Workspace>, StoreError> {
        let transaction = self.database.read(organization).await?;
        workspace_row::find(&transaction, organization, id).await
    }

    async fn list(&self, organization: OrganizationId) -> Result<Vec<Workspace>, StoreError> {
        let transaction = self.database.read(organization).await?;
        workspace_row::read(&transaction, |sql| {
            sql.push("w.organization_id = ").bind(organization.0);
        })
        .await
    }

    async fn edit(&self, workspace: &Workspace, edit: WorkspaceEdit) -> Result<(), StoreError> {
        let transaction = self.database.write(workspace.organization).await?;
        let now = Utc::now();
        let mut sql = Sql::new("UPDATE workspace SET updated_at = ");
        sql.bind(stored_time(now));
        if let Some(name) = &edit.name {
            sql.push(", name = ").bind(name.clone()).push(", name_key = ").bind(fold(name));
        }
        if let Some(paused) = edit.paused {
            sql.push(", paused = ").bind(paused).push(", next_run = ");
            sql.bind((!paused && !workspace.kind.is_by_hand()).then(|| now.timestamp_millis()));
        }
        if let Some(settings) = &edit.settings {
            sql.push(", settings = ").bind(to_json(settings)?);
        }
        sql.push(" WHERE id = ").bind(workspace.id.0);
        execute(&transaction, sql).await?;
        if edit.paused == Some(true) {
            sync::cancel_active(&transaction, workspace.id).await?;
        }
        alert::refresh(&transaction, workspace.organization, Scope::WorkspacesAlone(&[workspace.id.0])).await?;
        transaction.commit().await.context(DOING)?;
        self.moved();
        Ok(())
    }

    async fn reintegrate(
        &self,
        workspace: &Workspace,
        replacement: NewWorkspace,
        values: CredentialValues,
    ) -> Result<(), StoreError> {
        let transaction = self.database.write(workspace.organization).await?;
        let mut sql = Sql::new("UPDATE workspace SET paused = false, last_fault = NULL, next_run = NULL, kind = ");
        sql.bind(replacement.kind.as_str())
            .push(", method = ")
            .bind(replacement.method.clone())
            .push(", settings = ")
            .bind(to_json(&replacement.settings)?);
        sql.push(", tenant = ").bind(to_json(&replacement.tenant)?);
        sql.push(", updated_at = ").bind(stored_time(Utc::now())).push(" WHERE id = ").bind(workspace.id.0);
        execute(&transaction, sql).await?;
        credentials::replace(&transaction, &self.vault, workspace.organization, workspace.id, &values).await?;
        sync::cancel_active(&transaction, workspace.id).await?;
        alert::refresh(&transaction, workspace.organization, Scope::WorkspacesAlone(&[workspace.id.0])).await?;
        transaction.commit().await.context(DOING)
    }

    async fn disconnect(&self, workspace: &Workspace, keep_data: bool) -> Result<(), StoreError> {
        const DOING: &str = "disconnect a workspace";
        let transaction = self.database.write(workspace.organization).await?;
        sync::cancel_active(&transaction, workspace.id).await?;
        let statements: &[&str] = if keep_data {
            &[
                "DELETE FROM workspace_credential WHERE workspace_id = ",
                "UPDATE workspace SET kind = 'manual_import', method = NULL, paused = false, next_run = NULL, last_fault = NULL, \
                 credential_version = credential_version + 1 WHERE id = ",
            ]
        } else {
            &[
                "DELETE FROM account WHERE workspace_id = ",
                "DELETE FROM account_tally WHERE workspace_id = ",
                "DELETE FROM workspace WHERE id = ",
            ]
        };
        for statement in statements {
            let mut sql = Sql::new(statement);
            sql.bind(workspace.id.0);
            transaction.execute_raw(sql.statement(self.database.backend())).await.context(DOING)?;
        }
        forget_source(&transaction, workspace.organization, workspace.id).await?;
        alert::refresh(&transaction, workspace.organization, Scope::WorkspacesAlone(&[workspace.id.0])).await?;
        transaction.commit().await.context(DOING)?;
        self.moved();
        Ok(())
    }

    async fn recent_runs(&self, workspace: &Workspace, at_most: u32) -> Result<Vec<LogEntry>, StoreError> {
        const DOING: &str = "read the runs of a workspace";
        let transaction = self.database.read(workspace.organization).await?;
        let mut sql = Sql::new(&format!(
            "SELECT {ENTRY_COLUMNS} FROM integration_log l LEFT JOIN workspace w ON w.id = l.workspace_id WHERE l.workspace_id = "
        ));
        sql.bind(workspace.id.0)
            .push(" AND l.kind IN ('sync', 'import') ORDER BY l.id DESC LIMIT ")
            .bind(i64::from(at_most));
        let rows = transaction.query_all_raw(sql.statement(self.database.backend())).await.context(DOING)?;
        rows.iter().map(entry).collect()
    }

    async fn custom_service(
        &self,
        organization: OrganizationId,
        name: &str,
    ) -> Result<(ServiceName, bool), StoreError> {
        const DOING: &str = "store a custom app";
        let slug = slug(name);
        let transaction = self.database.write(organization).await?;
        let known = custom_services(&transaction, organization).await?.into_iter().find(|known| known.slug == slug);
        if let Some(known) = known {
            return Ok((known, false));
        }
        let mut sql = Sql::new("INSERT INTO custom_service (organization_id, name, slug, created_at) VALUES (");
        sql.bind(organization.0).push(", ").bind(name.to_owned()).push(", ").bind(slug.clone()).push(", ");
        sql.bind(stored_time(Utc::now())).push(") RETURNING id");
        let row = transaction.query_one_raw(sql.statement(self.database.backend())).await.context(DOING)?;
        let row = row.ok_or_else(|| StoreError::new(DOING, "no id was given"))?;
        let id = custom_id(row.try_get_by_index(0).context(DOING)?);
        transaction.commit().await.context(DOING)?;
        Ok((ServiceName { id, slug, name: name.to_owned() }, true))
    }

    async fn custom_services(&self, organization: OrganizationId) -> Result<Vec<ServiceName>, StoreError> {
        let transaction = self.database.read(organization).await?;
        custom_services(&transaction, organization).await
    }

    async fn find_custom_service(
        &self,
        organization: OrganizationId,
        id: ServiceId,
    ) -> Result<Option<ServiceName>, StoreError> {
        let transaction = self.database.read(organization).await?;
        Ok(custom_services(&transaction, organization).await?.into_iter().find(|service| service.id == id))
    }
}

async fn insert(
    transaction: &DatabaseTransaction,
    organization: OrganizationId,
    workspace: &NewWorkspace,
) -> Result<WorkspaceId, StoreError> {
    let now = stored_time(Utc::now());
    let mut sql = Sql::new(
        "INSERT INTO workspace (organization_id, service_id, service_slug, service_name, service_key, name, name_key, kind, \
         method, settings, tenant, paused, credential_version, created_at, updated_at) VALUES (",
    );
    sql.bind(organization.0).push(", ").bind(workspace.service.id.0).push(", ").bind(workspace.service.slug.clone());
    sql.push(", ").bind(workspace.service.name.clone()).push(", ").bind(fold(&workspace.service.name));
    sql.push(", ").bind(workspace.name.clone()).push(", ").bind(fold(&workspace.name));
    sql.push(", ").bind(workspace.kind.as_str()).push(", ").bind(workspace.method.clone());
    sql.push(", ").bind(to_json(&workspace.settings)?).push(", ").bind(to_json(&workspace.tenant)?);
    sql.push(", false, 0, ").bind(now).push(", ").bind(now).push(") RETURNING id");
    let row = transaction.query_one_raw(sql.statement(transaction.get_database_backend())).await.context(DOING)?;
    let row = row.ok_or_else(|| StoreError::new(DOING, "no id was given"))?;
    Ok(WorkspaceId(row.try_get_by_index(0).context(DOING)?))
}

async fn execute(transaction: &DatabaseTransaction, sql: Sql) -> Result<(), StoreError> {
    transaction.execute_raw(sql.statement(transaction.get_database_backend())).await.context(DOING)?;
    Ok(())
}

async fn custom_services(
    transaction: &DatabaseTransaction,
    organization: OrganizationId,
) -> Result<Vec<ServiceName>, StoreError> {
    const DOING: &str = "read the custom apps";
    let mut sql = Sql::new("SELECT id, slug, name FROM custom_service WHERE organization_id = ");
    sql.bind(organization.0).push(" ORDER BY name, id");
    let rows = transaction.query_all_raw(sql.statement(transaction.get_database_backend())).await.context(DOING)?;
    rows.iter()
        .map(|row| {
            Ok(ServiceName {
                id: custom_id(row.try_get_by_index(0).context(DOING)?),
                slug: row.try_get_by_index(1).context(DOING)?,
                name: row.try_get_by_index(2).context(DOING)?,
            })
        })
        .collect()
}

const fn custom_id(row: i64) -> ServiceId {
    ServiceId(ServiceId::FIRST_CUSTOM + row)
}

/// The name in lower case with every run of other characters than letters and digits as one hyphen.
fn slug(name: &str) -> String {
    let words = name.split(|character: char| !character.is_alphanumeric()).filter(|word| !word.is_empty());
    format!("custom-{}", words.map(str::to_lowercase).collect::<Vec<_>>().join("-"))
}
