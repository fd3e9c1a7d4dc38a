use clap::Args;
use daicho_connectors::EngineConfig;
use daicho_connectors::transport::{OpenNetworks, TransportSettings};
use ipnet::IpNet;

/// Where requests to services may go.
#[derive(Debug, Clone, Args)]
pub(crate) struct NetworkConfiguration {
    /// Networks that requests to services may reach besides public addresses (CIDR, comma-separated); plain http is
    /// permitted there.
    #[arg(long, env = "DAICHO_OPEN_NETWORKS", value_delimiter = ',', value_name = "CIDR")]
    pub(crate) open_networks: Vec<IpNet>,
}

impl NetworkConfiguration {
    pub(crate) fn engine(&self) -> EngineConfig {
        let open_networks = OpenNetworks::new(self.open_networks.clone());
        EngineConfig { transport: TransportSettings { open_networks, ..Default::default() }, ..Default::default() }
    }
}
