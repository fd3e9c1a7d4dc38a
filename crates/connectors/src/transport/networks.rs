//! Which network addresses requests may reach.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::sync::LazyLock;

use ipnet::{IpNet, Ipv4Net, Ipv6Net};

/// Networks that the operator opened besides the public ones; plain http is permitted there too.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OpenNetworks(Vec<IpNet>);

impl OpenNetworks {
    pub fn new(networks: Vec<IpNet>) -> Self {
        Self(networks)
    }

    pub fn contains(&self, address: IpAddr) -> bool {
        self.0.iter().any(|network| network.contains(&address))
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether a request may go to this address.
    pub fn permits(&self, address: IpAddr) -> bool {
        self.contains(address) || is_public(address)
    }
}

/// Special-use IPv4 ranges (IANA registry, RFC 6890 and later).
static SPECIAL_IPV4: LazyLock<Vec<Ipv4Net>> = LazyLock::new(|| {
    networks([
        ([0, 0, 0, 0], 8),
        ([10, 0, 0, 0], 8),
        ([100, 64, 0, 0], 10),
        ([127, 0, 0, 0], 8),
        ([169, 254, 0, 0], 16),
        ([172, 16, 0, 0], 12),
        ([192, 0, 0, 0], 24),
        ([192, 0, 2, 0], 24),
        ([192, 31, 196, 0], 24),
        ([192, 52, 193, 0], 24),
        ([192, 88, 99, 0], 24),
        ([192, 168, 0, 0], 16),
        ([192, 175, 48, 0], 24),
        ([198, 18, 0, 0], 15),
        ([198, 51, 100, 0], 24),
        ([203, 0, 113, 0], 24),
        ([224, 0, 0, 0], 4),
        ([240, 0, 0, 0], 4),
    ])
});

fn networks<const N: usize>(ranges: [([u8; 4], u8); N]) -> Vec<Ipv4Net> {
    ranges.into_iter().filter_map(|(address, length)| Ipv4Net::new(Ipv4Addr::from(address), length).ok()).collect()
}

/// Only global unicast is reachable at all; within it these are special (IANA registry).
static SPECIAL_IPV6: LazyLock<Vec<Ipv6Net>> = LazyLock::new(|| {
    [
        // IETF protocol assignments, with Teredo and ORCHID.
        ("2001::", 23),
        // Documentation.
        ("2001:db8::", 32),
        ("3fff::", 20),
        // 6to4: carries an IPv4 address of anybody's choice.
        ("2002::", 16),
        // Direct delegation of AS112.
        ("2620:4f:8000::", 48),
    ]
    .into_iter()
    .filter_map(|(address, length)| Ipv6Net::new(address.parse().ok()?, length).ok())
    .collect()
});

fn is_public(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => !SPECIAL_IPV4.iter().any(|range| range.contains(&address)),
        IpAddr::V6(address) => is_public_v6(address),
    }
}

/// Global unicast is 2000::/3; mapped, NAT64, unique local, link-local and multicast addresses all lie outside it.
fn is_public_v6(address: Ipv6Addr) -> bool {
    address.segments()[0] & 0xe000 == 0x2000 && !SPECIAL_IPV6.iter().any(|range| range.contains(&address))
}
