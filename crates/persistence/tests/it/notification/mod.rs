mod announcing;
mod delivering;
mod exports;

use std::sync::{Arc, Mutex};
use std::time::Duration;

use async_trait::async_trait;
use daicho_domain::account::ReportedAccount;
use daicho_domain::alert::AlertType;
use daicho_domain::error::Outcome;
use daicho_domain::ids::OrganizationId;
use daicho_domain::integration::{ConnectorFault, FaultKind};
use daicho_domain::notification::{
    AlertNotice, ChannelKind, ChannelMode, ChannelTarget, ExportNotice, ListWriter, Message, Messenger, NewChannel,
    Notification, NotificationChannel, NotificationJobs, NotificationStore, Secrets, SlackChannel, WrittenList,
};
use daicho_domain::queue::{JobEnd, JobHandler, JobKind, JobQueue};
use daicho_persistence::notification::SqlNotifications;
use daicho_persistence::queue::Wake;
use tokio_util::sync::CancellationToken;

use crate::alert::Ledger;
use crate::directory::email;
use crate::stores::{OneService, Stores};

/// Takes messages, or refuses as many as the story says.
#[derive(Default)]
pub(crate) struct Receiver {
    taken: Mutex<Vec<(String, Notification, Option<WrittenList>)>>,
    refusals: Mutex<u32>,
}

#[async_trait]
impl Messenger for Receiver {
    async fn send(&self, message: &Message) -> Result<(), ConnectorFault> {
        let mut refusals = self.refusals.lock().unwrap();
        if *refusals > 0 {
            *refusals -= 1;
            return Err(ConnectorFault::new(FaultKind::Unavailable, "example.com answered 503"));
        }
        let taken = (message.id.clone(), message.notification.clone(), message.file.clone());
        self.taken.lock().unwrap().push(taken);
        Ok(())
    }

    async fn slack_channels(&self, _: &secrecy::SecretString) -> Result<Vec<SlackChannel>, ConnectorFault> {
        Ok(Vec::new())
    }

    fn sends_mail(&self) -> bool {
        true
    }
}

/// Writes the query as the file.
struct Echo;

#[async_trait]
impl ListWriter for Echo {
    async fn write(&self, _: OrganizationId, export: &ExportNotice) -> Outcome<WrittenList> {
        let bytes = export.query.clone().into_bytes();
        Ok(WrittenList { name: "accounts.csv".into(), media_type: "text/csv".into(), bytes })
    }
}

/// A workspace with alerts, channels, and a receiver at their other end.
pub(crate) struct Office {
    pub(crate) ledger: Ledger,
    pub(crate) store: SqlNotifications,
    pub(crate) receiver: Arc<Receiver>,
    jobs: NotificationJobs,
}

impl Office {
    pub(crate) async fn serving(stores: Stores, accounts: Vec<ReportedAccount>) -> Self {
        let url = "https://daicho.example".parse().unwrap();
        let store = SqlNotifications::new(stores.database.clone(), stores.vault.clone(), Wake::default(), url);
        let receiver = Arc::new(Receiver::default());
        let jobs = NotificationJobs {
            store: Arc::new(store.clone()),
            messenger: receiver.clone(),
            lists: Arc::new(Echo),
            catalogue: Arc::new(OneService::scripted()),
        };
        Self { ledger: Ledger::serving(stores, accounts).await, store, receiver, jobs }
    }

    pub(crate) fn organization(&self) -> OrganizationId {
        self.ledger.bench.stores.organization
    }

    pub(crate) async fn channel(
        &self,
        kind: ChannelKind,
        mode: ChannelMode,
        alert_types: &[AlertType],
    ) -> NotificationChannel {
        let secrets: Secrets = [("url", "https://example.com/hook"), ("signing_secret", "whsec_MfKQ")]
            .map(|(field, value)| (field.to_owned(), value.to_owned()))
            .into_iter()
            .collect();
        let addresses = vec![email("it@example.com")];
        let target = ChannelTarget { addresses, ..ChannelTarget::default() };
        let alert_types = alert_types.to_vec();
        let channel = NewChannel { kind, name: "IT".into(), enabled: true, target, alert_types, mode, secrets };
        self.store.add_channel(self.organization(), channel.checked().unwrap()).await.unwrap()
    }

    /// Does all that is due of this room now.
    pub(crate) async fn work(&self) {
        self.store.request_due().await.unwrap();
        let kinds = [JobKind::Announce, JobKind::Deliver];
        while let Some(job) = self.ledger.bench.queue.claim("office", &kinds, Duration::from_secs(60)).await.unwrap() {
            match self.jobs.run(&job, &CancellationToken::new()).await.unwrap() {
                JobEnd::Done => self.ledger.bench.queue.finish(&job).await.unwrap(),
                JobEnd::PutOff(until) => self.ledger.bench.queue.put_off(&job, until).await.unwrap(),
            }
        }
    }

    /// The pause before the next attempt is over.
    pub(crate) async fn wait_over(&self) {
        self.ledger.bench.stores.execute("UPDATE job SET run_at = 0").await;
    }

    /// What was told of alerts since the last question.
    pub(crate) fn told(&self) -> Vec<AlertNotice> {
        let notices = self.receiver.taken.lock().unwrap().drain(..).map(|(_, notification, _)| notification).collect();
        let notices: Vec<Notification> = notices;
        notices
            .into_iter()
            .filter_map(|notification| match notification {
                Notification::Alerts(notice) => Some(notice),
                _ => None,
            })
            .collect()
    }
}
