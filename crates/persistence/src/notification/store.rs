use async_trait::async_trait;
use chrono::{DateTime, Utc};
use daicho_domain::access::Actor;
use daicho_domain::error::{Outcome, StoreError};
use daicho_domain::ids::{ChannelId, DeliveryId, OrganizationId, ScheduledExportId};
use daicho_domain::list::{Page, PageRequest};
use daicho_domain::notification::{
    Address, ChannelEdit, Delivery, DeliveryState, DeliveryTask, NewChannel, NewScheduledExport, Notification,
    NotificationChannel, NotificationStore, ScheduledExport,
};
use daicho_domain::operation::Idempotency;
use sea_orm::DatabaseTransaction;
use url::Url;

use super::letterhead::letterhead;
use super::{announce, channel, delivery, due, export, secrets};
use crate::Database;
use crate::failure::Context;
use crate::operation::idempotency::{recall, remember};
use crate::queue::Wake;
use crate::vault::Vault;

const DOING: &str = "keep a change of notifications";

/// The store behind the port of the notification room.
#[derive(Debug, Clone)]
pub struct SqlNotifications {
    database: Database,
    vault: Vault,
    wake: Wake,
    /// Part of the links in messages.
    public_url: Url,
}

impl SqlNotifications {
    pub fn new(database: Database, vault: Vault, wake: Wake, public_url: Url) -> Self {
        Self { database, vault, wake, public_url }
    }

    async fn keep(&self, transaction: DatabaseTransaction) -> Result<(), StoreError> {
        transaction.commit().await.context(DOING)?;
        self.wake.in_this_process();
        Ok(())
    }
}

fn gone() -> StoreError {
    StoreError::new(DOING, "it is gone")
}

#[async_trait]
impl NotificationStore for SqlNotifications {
    async fn channels(&self, organization: OrganizationId) -> Result<Vec<NotificationChannel>, StoreError> {
        let transaction = self.database.read(organization).await?;
        channel::read(&transaction, organization, |_| ()).await
    }

    async fn find_channel(
        &self,
        organization: OrganizationId,
        id: ChannelId,
    ) -> Result<Option<NotificationChannel>, StoreError> {
        let transaction = self.database.read(organization).await?;
        channel::find(&transaction, organization, id).await
    }

    async fn add_channel(
        &self,
        organization: OrganizationId,
        new: NewChannel,
    ) -> Result<NotificationChannel, StoreError> {
        let transaction = self.database.write(organization).await?;
        let id = channel::insert(&transaction, organization, &new).await?;
        secrets::keep(&transaction, &self.vault, organization, id, &new.secrets).await?;
        let added = channel::find(&transaction, organization, id).await?.ok_or_else(gone)?;
        self.keep(transaction).await?;
        Ok(added)
    }

    async fn edit_channel(
        &self,
        organization: OrganizationId,
        id: ChannelId,
        edit: ChannelEdit,
    ) -> Result<(), StoreError> {
        let transaction = self.database.write(organization).await?;
        channel::edit(&transaction, organization, id, &edit).await?;
        secrets::keep(&transaction, &self.vault, organization, id, &edit.secrets).await?;
        self.keep(transaction).await
    }

    async fn remove_channel(&self, organization: OrganizationId, id: ChannelId) -> Result<(), StoreError> {
        let transaction = self.database.write(organization).await?;
        channel::remove(&transaction, organization, id).await?;
        self.keep(transaction).await
    }

    async fn request_test(&self, organization: OrganizationId, id: ChannelId) -> Result<Delivery, StoreError> {
        let transaction = self.database.write(organization).await?;
        let added = delivery::add(&transaction, organization, id, &Notification::Test).await?;
        let added = delivery::find(&transaction, organization, added).await?.ok_or_else(gone)?;
        self.keep(transaction).await?;
        Ok(added)
    }

    async fn tell(
        &self,
        organization: OrganizationId,
        channel: ChannelId,
        notification: &Notification,
        once: &Idempotency,
    ) -> Outcome<DeliveryId> {
        let transaction = self.database.write(organization).await?;
        if let Some(first) = recall(&transaction, organization, once).await? {
            return Ok(first);
        }
        let added = delivery::add(&transaction, organization, channel, notification).await?;
        if let Some(first) = remember(&transaction, organization, once, &added).await? {
            return Ok(first);
        }
        self.keep(transaction).await?;
        Ok(added)
    }

    async fn deliveries(
        &self,
        organization: OrganizationId,
        channel: ChannelId,
        page: &PageRequest,
    ) -> Outcome<Page<Delivery>> {
        let transaction = self.database.read(organization).await?;
        delivery::list(&transaction, organization, channel, page).await
    }

    async fn redeliver(
        &self,
        organization: OrganizationId,
        channel: ChannelId,
        id: DeliveryId,
    ) -> Result<Option<Delivery>, StoreError> {
        let transaction = self.database.write(organization).await?;
        if !delivery::again(&transaction, organization, channel, id).await? {
            return Ok(None);
        }
        let found = delivery::find(&transaction, organization, id).await?;
        self.keep(transaction).await?;
        Ok(found)
    }

    async fn request_due(&self) -> Result<(), StoreError> {
        due::request_due(&self.database).await
    }

    async fn announce(&self, organization: OrganizationId) -> Result<(), StoreError> {
        announce::announce(&self.database, organization).await?;
        self.wake.in_this_process();
        Ok(())
    }

    async fn begin_delivery(
        &self,
        organization: OrganizationId,
        id: DeliveryId,
    ) -> Result<Option<DeliveryTask>, StoreError> {
        let transaction = self.database.read(organization).await?;
        let found = delivery::find(&transaction, organization, id).await?;
        let Some(delivery) = found.filter(|found| found.state == DeliveryState::Waiting) else { return Ok(None) };
        let Some(channel) = channel::find(&transaction, organization, delivery.channel).await? else { return Ok(None) };
        let secrets = secrets::read(&transaction, &self.vault, organization, channel.id).await?;
        let letterhead = letterhead(&transaction, organization, &self.public_url).await?;
        let address = Address::of(channel.kind, channel.target, &secrets)
            .ok_or_else(|| StoreError::new("find the way of a channel", "a secret is missing"))?;
        Ok(Some(DeliveryTask { delivery, address, letterhead }))
    }

    async fn delivered(&self, organization: OrganizationId, one: &Delivery) -> Result<(), StoreError> {
        let transaction = self.database.write(organization).await?;
        delivery::delivered(&transaction, organization, one).await?;
        transaction.commit().await.context(DOING)
    }

    async fn failed(
        &self,
        organization: OrganizationId,
        one: &Delivery,
        error: &str,
        again_at: Option<DateTime<Utc>>,
    ) -> Result<(), StoreError> {
        let transaction = self.database.write(organization).await?;
        delivery::failed(&transaction, organization, one, error, again_at).await?;
        transaction.commit().await.context(DOING)
    }

    async fn scheduled_exports(&self, organization: OrganizationId) -> Result<Vec<ScheduledExport>, StoreError> {
        let transaction = self.database.read(organization).await?;
        export::read(&transaction, organization, |_| ()).await
    }

    async fn add_scheduled_export(
        &self,
        organization: OrganizationId,
        new: NewScheduledExport,
        actor: &Actor,
    ) -> Result<ScheduledExport, StoreError> {
        let transaction = self.database.write(organization).await?;
        let id = export::add(&transaction, organization, &new, actor).await?;
        let added = export::read(&transaction, organization, |sql| {
            sql.push(" AND id = ").bind(id.0);
        })
        .await?;
        self.keep(transaction).await?;
        added.into_iter().next().ok_or_else(gone)
    }

    async fn remove_scheduled_export(
        &self,
        organization: OrganizationId,
        id: ScheduledExportId,
    ) -> Result<bool, StoreError> {
        let transaction = self.database.write(organization).await?;
        let removed = export::remove(&transaction, organization, id).await?;
        self.keep(transaction).await?;
        Ok(removed)
    }
}
