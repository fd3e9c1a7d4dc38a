use async_trait::async_trait;
use chrono::{DateTime, Utc};

use super::{
    ChannelEdit, Delivery, DeliveryTask, ExportNotice, NewChannel, NewScheduledExport, Notification,
    NotificationChannel, ScheduledExport, WrittenList,
};
use crate::access::Actor;
use crate::error::{Outcome, StoreError};
use crate::ids::{ChannelId, DeliveryId, OrganizationId, ScheduledExportId};
use crate::list::{Page, PageRequest};
use crate::operation::Idempotency;

/// The port to channels, the outbox and the log of deliveries.
#[async_trait]
pub trait NotificationStore: std::fmt::Debug + Send + Sync {
    async fn channels(&self, organization: OrganizationId) -> Result<Vec<NotificationChannel>, StoreError>;

    async fn find_channel(
        &self,
        organization: OrganizationId,
        id: ChannelId,
    ) -> Result<Option<NotificationChannel>, StoreError>;

    /// With its secrets sealed. It hears of what is raised from now on.
    async fn add_channel(
        &self,
        organization: OrganizationId,
        channel: NewChannel,
    ) -> Result<NotificationChannel, StoreError>;

    async fn edit_channel(
        &self,
        organization: OrganizationId,
        id: ChannelId,
        edit: ChannelEdit,
    ) -> Result<(), StoreError>;

    /// With all that was waiting for it.
    async fn remove_channel(&self, organization: OrganizationId, id: ChannelId) -> Result<(), StoreError>;

    /// Puts a test message on its way.
    async fn request_test(&self, organization: OrganizationId, id: ChannelId) -> Result<Delivery, StoreError>;

    /// Puts a message on its way, once for each key.
    async fn tell(
        &self,
        organization: OrganizationId,
        channel: ChannelId,
        notification: &Notification,
        once: &Idempotency,
    ) -> Outcome<DeliveryId>;

    /// The newest first.
    async fn deliveries(
        &self,
        organization: OrganizationId,
        channel: ChannelId,
        page: &PageRequest,
    ) -> Outcome<Page<Delivery>>;

    /// Puts it on its way again, with the same message id; `None` when the channel has no such delivery.
    async fn redeliver(
        &self,
        organization: OrganizationId,
        channel: ChannelId,
        id: DeliveryId,
    ) -> Result<Option<Delivery>, StoreError>;

    /// Asks for what is due: alerts that nobody was told of, digests, lists.
    async fn request_due(&self) -> Result<(), StoreError>;

    /// Makes deliveries of the organization's alerts that nobody was told of and of its digests and lists that are due.
    async fn announce(&self, organization: OrganizationId) -> Result<(), StoreError>;

    /// `None` when there is nothing left to do.
    async fn begin_delivery(
        &self,
        organization: OrganizationId,
        id: DeliveryId,
    ) -> Result<Option<DeliveryTask>, StoreError>;

    async fn delivered(&self, organization: OrganizationId, delivery: &Delivery) -> Result<(), StoreError>;

    /// Notes a failed attempt at the delivery and its channel; without a further one it is given up.
    async fn failed(
        &self,
        organization: OrganizationId,
        delivery: &Delivery,
        error: &str,
        again_at: Option<DateTime<Utc>>,
    ) -> Result<(), StoreError>;

    async fn scheduled_exports(&self, organization: OrganizationId) -> Result<Vec<ScheduledExport>, StoreError>;

    async fn add_scheduled_export(
        &self,
        organization: OrganizationId,
        export: NewScheduledExport,
        actor: &Actor,
    ) -> Result<ScheduledExport, StoreError>;

    /// Whether there was one.
    async fn remove_scheduled_export(
        &self,
        organization: OrganizationId,
        id: ScheduledExportId,
    ) -> Result<bool, StoreError>;
}

/// The port to lists as files.
#[async_trait]
pub trait ListWriter: Send + Sync {
    async fn write(&self, organization: OrganizationId, export: &ExportNotice) -> Outcome<WrittenList>;
}
