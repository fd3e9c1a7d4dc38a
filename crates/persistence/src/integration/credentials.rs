use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;
use chrono::Utc;
use daicho_domain::error::StoreError;
use daicho_domain::ids::{OrganizationId, WorkspaceId};
use daicho_domain::integration::{
    CredentialKeeper, CredentialValues, CredentialVersion, Credentials, RenewalTurn, VersionedCredentials,
};
use sea_orm::{ConnectionTrait, DatabaseTransaction};
use secrecy::ExposeSecret;

use super::SqlIntegration;
use crate::Database;
use crate::failure::Context;
use crate::sql::Sql;
use crate::vault::Vault;

const DOING: &str = "keep the credentials of a workspace";
/// Longer than any token request may take; a process that was killed while renewing blocks others no longer than this.
const RENEWAL_LIMIT: i64 = 60_000;
const RETRY: Duration = Duration::from_millis(100);

impl Credentials for SqlIntegration {
    fn keeper(&self, organization: OrganizationId, workspace: WorkspaceId) -> Arc<dyn CredentialKeeper> {
        Arc::new(SqlCredentialKeeper {
            database: self.database.clone(),
            vault: self.vault.clone(),
            organization,
            workspace,
            name: uuid::Uuid::now_v7().to_string(),
        })
    }
}

/// Stores the values in place of all that were there.
pub(super) async fn replace(
    transaction: &DatabaseTransaction,
    vault: &Vault,
    organization: OrganizationId,
    workspace: WorkspaceId,
    values: &CredentialValues,
) -> Result<(), StoreError> {
    let backend = transaction.get_database_backend();
    let mut forget = Sql::new("DELETE FROM workspace_credential WHERE workspace_id = ");
    forget.bind(workspace.0);
    transaction.execute_raw(forget.statement(backend)).await.context(DOING)?;
    for (field, value) in values.iter() {
        let sealed = vault.seal(organization, workspace, field, value).await?;
        let mut keep =
            Sql::new("INSERT INTO workspace_credential (organization_id, workspace_id, field, sealed) VALUES (");
        keep.bind(organization.0).push(", ").bind(workspace.0).push(", ").bind(field.to_owned()).push(", ");
        keep.bind(sealed).push(")");
        transaction.execute_raw(keep.statement(backend)).await.context(DOING)?;
    }
    let mut count =
        Sql::new("UPDATE workspace SET credential_version = credential_version + 1, renewing_by = NULL WHERE id = ");
    count.bind(workspace.0);
    transaction.execute_raw(count.statement(backend)).await.context(DOING)?;
    Ok(())
}

struct SqlCredentialKeeper {
    database: Database,
    vault: Vault,
    organization: OrganizationId,
    workspace: WorkspaceId,
    /// Names this keeper in the lock.
    name: String,
}

#[async_trait]
impl CredentialKeeper for SqlCredentialKeeper {
    async fn read(&self) -> Result<VersionedCredentials, StoreError> {
        let transaction = self.database.read(self.organization).await?;
        let version = self.version(&transaction).await?;
        let mut sql = Sql::new("SELECT field, sealed FROM workspace_credential WHERE workspace_id = ");
        sql.bind(self.workspace.0);
        let rows = transaction.query_all_raw(sql.statement(self.database.backend())).await.context(DOING)?;
        let sealed: Vec<(String, String)> = rows
            .iter()
            .map(|row| Ok((row.try_get_by_index(0)?, row.try_get_by_index(1)?)))
            .collect::<Result<_, sea_orm::DbErr>>()
            .context(DOING)?;
        transaction.commit().await.context(DOING)?;
        let mut values = CredentialValues::default();
        for (field, sealed) in sealed {
            let value = self.vault.open(self.organization, self.workspace, &field, &sealed).await?;
            values.insert(field, value.expose_secret());
        }
        Ok(VersionedCredentials { version, values })
    }

    async fn begin_renewal(&self, seen: CredentialVersion) -> Result<RenewalTurn, StoreError> {
        loop {
            let transaction = self.database.write(self.organization).await?;
            let version = self.version(&transaction).await?;
            let taken = version == seen && self.take_turn(&transaction).await?;
            transaction.commit().await.context(DOING)?;
            if version != seen {
                return Ok(RenewalTurn::Done(self.read().await?));
            }
            if taken {
                return Ok(RenewalTurn::Yours(self.read().await?));
            }
            tokio::time::sleep(RETRY).await;
        }
    }

    async fn finish_renewal(&self, values: CredentialValues) -> Result<VersionedCredentials, StoreError> {
        let transaction = self.database.write(self.organization).await?;
        // A turn that took too long has passed to somebody else, whose tokens are newer; so do credentials entered anew.
        if self.leave_turn(&transaction).await? {
            replace(&transaction, &self.vault, self.organization, self.workspace, &values).await?;
        }
        transaction.commit().await.context(DOING)?;
        self.read().await
    }

    async fn abandon_renewal(&self) -> Result<(), StoreError> {
        let transaction = self.database.write(self.organization).await?;
        self.leave_turn(&transaction).await?;
        transaction.commit().await.context(DOING)
    }
}

impl SqlCredentialKeeper {
    async fn version(&self, transaction: &DatabaseTransaction) -> Result<CredentialVersion, StoreError> {
        let mut sql = Sql::new("SELECT credential_version FROM workspace WHERE id = ");
        sql.bind(self.workspace.0);
        let row = transaction.query_one_raw(sql.statement(self.database.backend())).await.context(DOING)?;
        let row = row.ok_or_else(|| StoreError::new(DOING, "the workspace was disconnected"))?;
        Ok(CredentialVersion(row.try_get_by_index(0).context(DOING)?))
    }

    async fn take_turn(&self, transaction: &DatabaseTransaction) -> Result<bool, StoreError> {
        let now = Utc::now().timestamp_millis();
        let mut sql = Sql::new("UPDATE workspace SET renewing_by = ");
        sql.bind(self.name.clone()).push(", renewing_until = ").bind(now + RENEWAL_LIMIT);
        sql.push(" WHERE id = ").bind(self.workspace.0);
        sql.push(" AND (renewing_by IS NULL OR renewing_until < ").bind(now).push(")");
        let taken = transaction.execute_raw(sql.statement(self.database.backend())).await.context(DOING)?;
        Ok(taken.rows_affected() > 0)
    }

    async fn leave_turn(&self, transaction: &DatabaseTransaction) -> Result<bool, StoreError> {
        let mut sql = Sql::new("UPDATE workspace SET renewing_by = NULL WHERE id = ");
        sql.bind(self.workspace.0).push(" AND renewing_by = ").bind(self.name.clone());
        let left = transaction.execute_raw(sql.statement(self.database.backend())).await.context(DOING)?;
        Ok(left.rows_affected() > 0)
    }
}
