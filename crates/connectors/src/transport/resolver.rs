//! Names to addresses, with only those handed on that a request may reach. The connection is made to the very address that was checked.

use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;

use async_trait::async_trait;
use reqwest::dns::{Addrs, Name, Resolve, Resolving};

use super::networks::OpenNetworks;

/// Looks a name up. The system's resolver in service, something else in tests.
#[async_trait]
pub trait Resolver: Send + Sync {
    async fn addresses(&self, host: &str) -> std::io::Result<Vec<IpAddr>>;
}

#[derive(Debug, Clone, Copy, Default)]
pub struct SystemResolver;

#[async_trait]
impl Resolver for SystemResolver {
    async fn addresses(&self, host: &str) -> std::io::Result<Vec<IpAddr>> {
        Ok(tokio::net::lookup_host((host, 0)).await?.map(|address| address.ip()).collect())
    }
}

/// The name leads only to addresses that requests may not reach.
#[derive(Debug, thiserror::Error)]
#[error("{host} leads to {address}, which requests may not reach")]
pub(super) struct BlockedAddress {
    pub host: String,
    pub address: IpAddr,
}

pub(super) struct GuardedResolver {
    pub resolver: Arc<dyn Resolver>,
    pub networks: OpenNetworks,
    /// For plain http: nothing but the opened networks.
    pub only_opened: bool,
}

impl GuardedResolver {
    fn permits(&self, address: IpAddr) -> bool {
        if self.only_opened { self.networks.contains(address) } else { self.networks.permits(address) }
    }

    /// The addresses of a name that may be reached; an error when there is none.
    pub(super) async fn permitted(&self, host: &str) -> Result<Vec<IpAddr>, Box<dyn std::error::Error + Send + Sync>> {
        let found = self.resolver.addresses(host).await?;
        let (permitted, blocked): (Vec<IpAddr>, Vec<IpAddr>) =
            found.into_iter().partition(|address| self.permits(*address));
        match (permitted.is_empty(), blocked.first()) {
            (true, Some(address)) => Err(Box::new(BlockedAddress { host: host.to_owned(), address: *address })),
            _ => Ok(permitted),
        }
    }
}

impl Resolve for GuardedResolver {
    fn resolve(&self, name: Name) -> Resolving {
        let guard = Self {
            resolver: Arc::clone(&self.resolver),
            networks: self.networks.clone(),
            only_opened: self.only_opened,
        };
        Box::pin(async move {
            let permitted = guard.permitted(name.as_str()).await?;
            Ok(Box::new(permitted.into_iter().map(|address| SocketAddr::new(address, 0))) as Addrs)
        })
    }
}
