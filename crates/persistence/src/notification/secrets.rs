use daicho_domain::error::StoreError;
use daicho_domain::ids::{ChannelId, OrganizationId};
use daicho_domain::notification::Secrets;
use sea_orm::{ConnectionTrait, DatabaseTransaction};
use secrecy::ExposeSecret;

use crate::failure::Context;
use crate::sql::Sql;
use crate::vault::Vault;

const DOING: &str = "keep the secrets of a channel";

/// Seals the values in place of those of the same names.
pub(super) async fn keep(
    transaction: &DatabaseTransaction,
    vault: &Vault,
    organization: OrganizationId,
    channel: ChannelId,
    values: &Secrets,
) -> Result<(), StoreError> {
    for (field, value) in values.iter() {
        let sealed = vault.seal(organization, channel, field, value).await?;
        let mut sql = Sql::new("INSERT INTO notification_secret (organization_id, channel_id, field, sealed) VALUES (");
        sql.bind(organization.0).push(", ").bind(channel.0).push(", ").bind(field.to_owned()).push(", ").bind(sealed);
        sql.push(") ON CONFLICT (channel_id, field) DO UPDATE SET sealed = excluded.sealed");
        transaction.execute_raw(sql.statement(transaction.get_database_backend())).await.context(DOING)?;
    }
    Ok(())
}

pub(super) async fn read(
    transaction: &DatabaseTransaction,
    vault: &Vault,
    organization: OrganizationId,
    channel: ChannelId,
) -> Result<Secrets, StoreError> {
    let mut sql = Sql::new("SELECT field, sealed FROM notification_secret WHERE organization_id = ");
    sql.bind(organization.0).push(" AND channel_id = ").bind(channel.0);
    let rows = transaction.query_all_raw(sql.statement(transaction.get_database_backend())).await.context(DOING)?;
    let mut secrets = Secrets::default();
    for row in rows {
        let field: String = row.try_get_by_index(0).context(DOING)?;
        let sealed: String = row.try_get_by_index(1).context(DOING)?;
        let value = vault.open(organization, channel, &field, &sealed).await?;
        secrets.insert(field, value.expose_secret());
    }
    Ok(secrets)
}
