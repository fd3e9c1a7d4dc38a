//! The engine: runs manifests against services.

pub(crate) mod addresses;
mod assisted;
mod authorize;
mod choices;
pub(crate) mod compose;
mod details;
mod judge;
mod list;
mod lookups;
mod operate;
mod plan;
mod position;
mod read_account;
mod renew;
mod robot;
pub(crate) mod scope;
mod session;
mod token_endpoint;
mod unknown;
mod verify;
mod walk;

use std::sync::Arc;

use async_trait::async_trait;
use daicho_domain::integration::{
    AccountChange, AccountPages, Browser, ChangeKind, ChangeOutcome, Checkpoint, Connection, Connector, ConnectorFault,
    InputChoices, PlannedRequest, VerifiedTenant,
};
use daicho_domain::queue::Crew;
use futures::StreamExt;
use futures::stream;
use tokio::sync::mpsc;

use crate::catalogue::ManifestCatalogue;
use crate::sign_in::{TokenCache, UsedCodes};
use crate::transport::{Limiters, Patience, Resolver, SystemResolver, Transport, TransportSettings};
pub(crate) use compose::invalid;
pub(crate) use robot::head_of_file;
use session::Session;
pub(crate) use session::store_fault;

#[derive(Debug, Clone, Default)]
pub struct EngineConfig {
    pub transport: TransportSettings,
    pub patience: Patience,
    /// For services without an API.
    pub browser: Option<Arc<dyn Browser>>,
    /// With which others the services' limits are shared.
    pub crew: Crew,
}

/// What all connections share.
pub(crate) struct Machinery {
    pub catalogue: Arc<ManifestCatalogue>,
    pub transport: Transport,
    pub limiters: Limiters,
    pub tokens: TokenCache,
    pub patience: Patience,
    pub browser: Option<Arc<dyn Browser>>,
    pub codes: UsedCodes,
}

/// Speaks to every service of the catalogue.
#[derive(Clone)]
pub struct ConnectorEngine {
    machinery: Arc<Machinery>,
}

impl std::fmt::Debug for ConnectorEngine {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("ConnectorEngine").field("transport", &self.machinery.transport).finish_non_exhaustive()
    }
}

impl ConnectorEngine {
    /// With the shipped catalogue and the system's name resolution.
    ///
    /// # Errors
    /// When the system has no usable TLS roots.
    pub fn new(config: EngineConfig) -> Result<Self, reqwest::Error> {
        Self::with(Arc::new(ManifestCatalogue::shipped()), config, Arc::new(SystemResolver))
    }

    /// With another catalogue or another way of resolving names.
    pub fn with(
        catalogue: Arc<ManifestCatalogue>,
        config: EngineConfig,
        resolver: Arc<dyn Resolver>,
    ) -> Result<Self, reqwest::Error> {
        let EngineConfig { transport, patience, browser, crew } = config;
        let transport = Transport::new(transport, resolver)?;
        let machinery = Machinery {
            catalogue,
            transport,
            limiters: Limiters::new(crew),
            tokens: TokenCache::default(),
            patience,
            browser,
            codes: UsedCodes::default(),
        };
        Ok(Self { machinery: Arc::new(machinery) })
    }

    /// The requests that trying the credentials would make.
    pub async fn plan_verify(&self, connection: &Connection) -> Result<Vec<PlannedRequest>, ConnectorFault> {
        plan::verify(&self.planning_requests(connection).await?)
    }

    /// The requests that a sync would make, with the second page of each list.
    pub async fn plan_list(&self, connection: &Connection) -> Result<Vec<PlannedRequest>, ConnectorFault> {
        plan::list(&self.planning_requests(connection).await?)
    }

    /// The requests that reading all live choices would make.
    pub async fn plan_choices(&self, connection: &Connection) -> Result<Vec<PlannedRequest>, ConnectorFault> {
        plan::choices(&self.planning_requests(connection).await?)
    }

    async fn session(&self, connection: &Connection) -> Result<Arc<Session>, ConnectorFault> {
        let edition = self.machinery.catalogue.edition(&connection.service).await?;
        Session::open(Arc::clone(&self.machinery), edition, connection.clone()).await
    }

    async fn planning_requests(&self, connection: &Connection) -> Result<Arc<Session>, ConnectorFault> {
        let session = self.planning(connection).await?;
        if session.is_walked() {
            return Err(invalid("this way goes over pages: what it does stands in the recipe"));
        }
        Ok(session)
    }

    async fn planning(&self, connection: &Connection) -> Result<Arc<Session>, ConnectorFault> {
        let edition = self.machinery.catalogue.edition(&connection.service).await?;
        plan::session(Arc::clone(&self.machinery), edition, connection.clone()).await
    }
}

#[async_trait]
impl Connector for ConnectorEngine {
    async fn verify(&self, connection: &Connection) -> Result<VerifiedTenant, ConnectorFault> {
        let session = self.session(connection).await?;
        if session.is_walked() { robot::verify(&session).await } else { verify::verify(&session).await }
    }

    fn accounts(&self, connection: &Connection, resume: Option<Checkpoint>) -> AccountPages {
        let (sender, receiver) = mpsc::channel(list::PAGES_AT_ONCE);
        let (engine, connection) = (self.clone(), connection.clone());
        let begin = async move {
            // Fetching goes on in a task of its own, so that the next page is under way while this one is being stored.
            let work = tokio::spawn(async move {
                match engine.session(&connection).await {
                    Ok(session) if session.is_walked() => Box::pin(robot::send_pages(session, resume, sender)).await,
                    Ok(session) => Box::pin(list::send_pages(session, resume, sender)).await,
                    Err(fault) => {
                        let _ = sender.send((Err(fault), None)).await;
                    }
                }
            });
            let guard = AbortOnDrop(work);
            stream::unfold((receiver, guard, None), |(mut receiver, guard, done)| async move {
                // Asked for the next page, the reader is done with the one before.
                drop(done);
                let (page, place) = receiver.recv().await?;
                Some((page, (receiver, guard, place)))
            })
        };
        stream::once(begin).flatten().boxed()
    }

    async fn choices(&self, connection: &Connection, change: ChangeKind) -> Result<Vec<InputChoices>, ConnectorFault> {
        choices::choices(&self.session(connection).await?, change).await
    }

    async fn plan(
        &self,
        connection: &Connection,
        change: &AccountChange,
    ) -> Result<Vec<PlannedRequest>, ConnectorFault> {
        let session = self.planning(connection).await?;
        if session.is_walked() { robot::plan(&session, change) } else { plan::change(&session, change) }
    }

    async fn operate(&self, connection: &Connection, change: &AccountChange) -> Result<ChangeOutcome, ConnectorFault> {
        let session = self.session(connection).await?;
        if session.is_walked() {
            Box::pin(robot::operate(&session, change)).await
        } else {
            operate::operate(&session, change).await
        }
    }
}

/// Whoever stops listening stops the work.
struct AbortOnDrop(tokio::task::JoinHandle<()>);

impl Drop for AbortOnDrop {
    fn drop(&mut self) {
        self.0.abort();
    }
}
