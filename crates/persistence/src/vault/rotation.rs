//! Rotation of the master key and of every organization's data key, while servers go on serving.
//!
//! Each step looks at what is still to be done, so that an interrupted rotation goes on where it stopped. Data keys that
//! no longer seal are kept, wrapped by the new master key: what a server seals at the very moment still opens.

use chrono::Utc;
use daicho_domain::error::StoreError;
use daicho_domain::ids::{ChannelId, OrganizationId, WorkspaceId};
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::Expr;
use sea_orm::{ConnectionTrait, QuerySelect};

use super::data_key::{self, Column, Entity};
use super::{SecretOwner, Vault, VaultError};
use crate::failure::Context;
use crate::sql::Sql;
use crate::support::stored_time;
use crate::{Database, Tenancy};

/// Secrets sealed anew in one transaction.
const BATCH: u64 = 500;

/// What is encrypted with what.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "camelCase")]
pub struct KeyStatus {
    /// The master key that wraps from now on.
    pub master_key_id: String,
    /// Data keys wrapped by another master key.
    pub data_keys_under_other_master_keys: u64,
    pub secrets: u64,
    /// Secrets sealed by a data key that is retired.
    pub secrets_under_retired_data_keys: u64,
}

struct SealedRow {
    owner: SecretOwner,
    field: String,
    sealed: String,
}

/// Where secrets are: the table, and the column that names the owner.
#[derive(Debug, Clone, Copy)]
struct Place {
    table: &'static str,
    column: &'static str,
    owner: fn(i64) -> SecretOwner,
}

const PLACES: [Place; 2] = [
    Place {
        table: "workspace_credential",
        column: "workspace_id",
        owner: |id| SecretOwner::Workspace(WorkspaceId(id)),
    },
    Place { table: "notification_secret", column: "channel_id", owner: |id| SecretOwner::Channel(ChannelId(id)) },
];

impl Vault {
    /// What is encrypted with what, now.
    pub async fn status(&self) -> Result<KeyStatus, StoreError> {
        const DOING: &str = "count the secrets";
        let transaction = self.database.read(Tenancy::Operator).await?;
        let master_key_id = self.keyring.current_id();
        let foreign =
            Entity::find().filter(Column::MasterKeyId.ne(&master_key_id)).count(&transaction).await.context(DOING)?;
        let count = Sql::new(
            "SELECT COUNT(*) AS secrets, COUNT(k.id) AS retired FROM (SELECT organization_id, sealed FROM workspace_credential \
             UNION ALL SELECT organization_id, sealed FROM notification_secret) c LEFT JOIN data_key k ON k.organization_id = c.organization_id AND k.retired_at IS NOT NULL \
             AND c.sealed LIKE 'v1.' || k.id || '.%'",
        );
        let row = transaction.query_one_raw(count.statement(self.database.backend())).await.context(DOING)?;
        let number = |column: &str| -> Result<u64, StoreError> {
            let counted: i64 = match &row {
                Some(row) => row.try_get("", column).context(DOING)?,
                None => 0,
            };
            Ok(counted.unsigned_abs())
        };
        Ok(KeyStatus {
            master_key_id,
            data_keys_under_other_master_keys: foreign,
            secrets: number("secrets")?,
            secrets_under_retired_data_keys: number("retired")?,
        })
    }

    /// Encrypts everything anew under a new master key and new data keys; `progress` hears how many secrets so far.
    pub async fn rotate(&self, mut progress: impl FnMut(u64)) -> Result<KeyStatus, StoreError> {
        self.keyring.begin_rotation().map_err(failed)?;
        let mut sealed_anew = 0;
        for organization in organizations(&self.database).await? {
            self.renew_data_key(organization).await?;
            for place in PLACES {
                loop {
                    let batch = self.seal_batch_anew(organization, place).await?;
                    if batch == 0 {
                        break;
                    }
                    sealed_anew += batch;
                    progress(sealed_anew);
                }
            }
        }
        self.wrap_all_anew().await?;
        self.keyring.finish_rotation().map_err(failed)?;
        self.status().await
    }

    /// Retires the organization's data key in favour of a new one, unless that is done.
    async fn renew_data_key(&self, organization: OrganizationId) -> Result<(), StoreError> {
        const DOING: &str = "renew a data key";
        let current = data_key::current(&self.database, organization).await?;
        if current.master_key_id == self.keyring.current_id() {
            return Ok(());
        }
        let transaction = self.database.write(organization).await?;
        Entity::update_many()
            .col_expr(Column::RetiredAt, Expr::value(stored_time(Utc::now())))
            .filter(Column::OrganizationId.eq(organization.0))
            .filter(Column::RetiredAt.is_null())
            .exec(&transaction)
            .await
            .context(DOING)?;
        self.add_data_key(&transaction, organization).await?;
        transaction.commit().await.context(DOING)
    }

    /// Seals some of what older data keys sealed; gives how many there were. A secret that changes meanwhile is left alone:
    /// whoever changed it has sealed it with the new key, or the next round finds it.
    async fn seal_batch_anew(&self, organization: OrganizationId, place: Place) -> Result<u64, StoreError> {
        const DOING: &str = "seal secrets anew";
        let current = data_key::current(&self.database, organization).await?;
        let rows = self.sealed_by_others(organization, current.id, place).await?;
        let mut renewed = Vec::with_capacity(rows.len());
        for row in &rows {
            let value = self.open(organization, row.owner, &row.field, &row.sealed).await?;
            renewed.push(self.seal_with(&current, organization, row.owner, &row.field, &value)?);
        }
        let transaction = self.database.write(organization).await?;
        for (row, sealed) in rows.iter().zip(renewed) {
            let mut update = Sql::new(&format!("UPDATE {} SET sealed = ", place.table));
            update.bind(sealed).push(&format!(" WHERE {} = ", place.column)).bind(row.owner.number());
            update.push(" AND field = ").bind(row.field.clone()).push(" AND sealed = ").bind(row.sealed.clone());
            transaction.execute_raw(update.statement(self.database.backend())).await.context(DOING)?;
        }
        transaction.commit().await.context(DOING)?;
        Ok(rows.len() as u64)
    }

    async fn sealed_by_others(
        &self,
        organization: OrganizationId,
        key: i64,
        place: Place,
    ) -> Result<Vec<SealedRow>, StoreError> {
        const DOING: &str = "read secrets";
        let transaction = self.database.read(organization).await?;
        let Place { table, column, owner } = place;
        let mut select = Sql::new(&format!("SELECT {column}, field, sealed FROM {table} WHERE organization_id = "));
        select.bind(organization.0).push(" AND sealed NOT LIKE ").bind(format!("v1.{key}.%"));
        select.push(" LIMIT ").bind(BATCH);
        let rows = transaction.query_all_raw(select.statement(self.database.backend())).await.context(DOING)?;
        rows.iter()
            .map(|row| {
                Ok(SealedRow {
                    owner: owner(row.try_get("", column).context(DOING)?),
                    field: row.try_get("", "field").context(DOING)?,
                    sealed: row.try_get("", "sealed").context(DOING)?,
                })
            })
            .collect()
    }

    /// Wraps the data keys that are still under an older master key, retired ones included.
    async fn wrap_all_anew(&self) -> Result<(), StoreError> {
        const DOING: &str = "wrap the data keys anew";
        let transaction = self.database.write(Tenancy::Operator).await?;
        let keys = Entity::find()
            .filter(Column::MasterKeyId.ne(self.keyring.current_id()))
            .all(&transaction)
            .await
            .context(DOING)?;
        for key in keys {
            let organization = OrganizationId(key.organization_id);
            let (master, wrapped) =
                self.keyring.wrap_anew(&key.master_key_id, organization, &key.wrapped).map_err(failed)?;
            Entity::update_many()
                .col_expr(Column::MasterKeyId, Expr::value(master))
                .col_expr(Column::Wrapped, Expr::value(wrapped))
                .filter(Column::Id.eq(key.id))
                .exec(&transaction)
                .await
                .context(DOING)?;
        }
        transaction.commit().await.context(DOING)
    }
}

fn failed(error: VaultError) -> StoreError {
    StoreError::new("rotate the master key", error)
}

async fn organizations(database: &Database) -> Result<Vec<OrganizationId>, StoreError> {
    let transaction = database.read(Tenancy::Operator).await?;
    let ids: Vec<i64> = Entity::find()
        .select_only()
        .column(Column::OrganizationId)
        .distinct()
        .into_tuple()
        .all(&transaction)
        .await
        .context("list the organizations with secrets")?;
    Ok(ids.into_iter().map(OrganizationId).collect())
}
