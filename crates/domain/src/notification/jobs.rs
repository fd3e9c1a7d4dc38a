use std::sync::Arc;

use async_trait::async_trait;
use chrono::Utc;
use serde::Deserialize;
use tokio_util::sync::CancellationToken;

use super::{AlertNotice, DeliveryTask, ListWriter, Message, Messenger, Notification, NotificationStore, next_attempt};
use crate::catalogue::{Catalogue, ServiceNames};
use crate::error::{Failure, StoreError};
use crate::ids::{DeliveryId, OrganizationId};
use crate::integration::{ConnectorFault, FaultKind};
use crate::organization::Language;
use crate::queue::{Job, JobEnd, JobHandler, JobKind};

/// What workers do for the notification room: make deliveries of what happened, and deliver them.
#[derive(Clone)]
pub struct NotificationJobs {
    pub store: Arc<dyn NotificationStore>,
    pub messenger: Arc<dyn Messenger>,
    pub lists: Arc<dyn ListWriter>,
    pub catalogue: Arc<dyn Catalogue>,
}

impl std::fmt::Debug for NotificationJobs {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("NotificationJobs").field("store", &self.store).finish_non_exhaustive()
    }
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct DeliverJob {
    delivery_id: DeliveryId,
}

#[async_trait]
impl JobHandler for NotificationJobs {
    fn kinds(&self) -> &'static [JobKind] {
        &[JobKind::Announce, JobKind::Deliver]
    }

    async fn run(&self, job: &Job, _: &CancellationToken) -> Result<JobEnd, Failure> {
        if job.kind == JobKind::Announce {
            self.store.announce(job.organization).await?;
            return Ok(JobEnd::Done);
        }
        let payload = DeliverJob::deserialize(&job.payload)
            .map_err(|error| StoreError::new("read what a job is about", error))?;
        self.deliver(job.organization, payload.delivery_id).await
    }

    async fn schedule(&self) -> Result<(), StoreError> {
        Ok(())
    }

    async fn sweep(&self) -> Result<(), StoreError> {
        self.store.request_due().await
    }
}

impl NotificationJobs {
    async fn deliver(&self, organization: OrganizationId, id: DeliveryId) -> Result<JobEnd, Failure> {
        let Some(task) = self.store.begin_delivery(organization, id).await? else { return Ok(JobEnd::Done) };
        let delivery = task.delivery.clone();
        let Err(fault) = self.send(organization, task).await? else {
            self.store.delivered(organization, &delivery).await?;
            return Ok(JobEnd::Done);
        };
        let hopeless = matches!(fault.kind, FaultKind::AddressBlocked | FaultKind::InvalidInput);
        let named = |at: chrono::DateTime<Utc>| fault.retry_at.map_or(at, |wished| wished.max(at));
        let again_at = next_attempt(delivery.attempts + 1, Utc::now()).filter(|_| !hopeless).map(named);
        tracing::warn!(channel = %delivery.channel, delivery = %id, %fault, "a message was not taken");
        self.store.failed(organization, &delivery, &fault.detail, again_at).await?;
        Ok(again_at.map_or(JobEnd::Done, JobEnd::PutOff))
    }

    async fn send(
        &self,
        organization: OrganizationId,
        task: DeliveryTask,
    ) -> Result<Result<(), ConnectorFault>, Failure> {
        let mut notification = task.delivery.notification;
        if let Notification::Alerts(notice) = &mut notification {
            self.name_services(organization, task.letterhead.language, notice).await?;
        }
        let file = match &notification {
            Notification::Export(export) => match self.lists.write(organization, export).await {
                Ok(file) => Some(file),
                // A query that was good once may name what is no more.
                Err(Failure::Refused(refusal)) => {
                    return Ok(Err(ConnectorFault::new(FaultKind::InvalidInput, refusal.to_string())));
                }
                Err(failure) => return Err(failure),
            },
            Notification::Alerts(_) | Notification::Automation(_) | Notification::Test => None,
        };
        let message = Message {
            id: task.delivery.message_id,
            at: Utc::now(),
            address: task.address,
            letterhead: task.letterhead,
            notification,
            file,
        };
        Ok(self.messenger.send(&message).await)
    }

    /// An alert knows the service by its English name.
    async fn name_services(
        &self,
        organization: OrganizationId,
        language: Language,
        notice: &mut AlertNotice,
    ) -> Result<(), StoreError> {
        let mut services = ServiceNames::new(self.catalogue.as_ref(), organization, language);
        for alert in &mut notice.alerts {
            if let Some(service) = alert.service_id {
                services.translate_name(service, &mut alert.service).await?;
            }
        }
        Ok(())
    }
}
