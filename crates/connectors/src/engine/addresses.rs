//! Where requests go: the service's own address, or what stands in for it.

use daicho_domain::integration::{ConnectorFault, FaultKind};
use url::Url;

use super::compose::invalid;

/// The addresses of one connection.
#[derive(Debug, Clone)]
pub(crate) struct Addresses {
    /// Without a slash at the end.
    base: String,
    stand_in: Option<Url>,
    /// Hosts of the vendor, besides the base's.
    hosts: Vec<String>,
}

impl Addresses {
    /// `own` is the manifest's base URL with its values. A stand-in without a path keeps the path of the manifest's base URL.
    pub(crate) fn new(own: &str, stand_in: Option<&Url>, hosts: Vec<String>) -> Self {
        let base = match stand_in {
            None => own.to_owned(),
            Some(url) if url.path().trim_matches('/').is_empty() => {
                format!("{}{}", url.origin().ascii_serialization(), path_of(own))
            }
            Some(url) => url.as_str().to_owned(),
        };
        let mut hosts = hosts;
        hosts.extend(host_of(own));
        Self { base: base.trim_end_matches('/').to_owned(), stand_in: stand_in.cloned(), hosts }
    }

    pub(crate) fn base(&self) -> &str {
        &self.base
    }

    /// The address of a request; `/…` continues the base, another origin gives way to the stand-in.
    pub(crate) fn of(&self, address: &str) -> Result<Url, ConnectorFault> {
        let text = if address.starts_with('/') { format!("{}{address}", self.base) } else { address.to_owned() };
        let url = Url::parse(&text).map_err(|error| invalid(format!("`{text}` is not an address: {error}")))?;
        Ok(if address.starts_with('/') { url } else { self.stood_in(url) })
    }

    /// The next page's address, as the answer to `asked` gave it. It must stay with the service.
    pub(crate) fn next(&self, asked: &Url, given: &str) -> Result<Url, ConnectorFault> {
        let unexpected = |why: String| {
            ConnectorFault::new(FaultKind::UnexpectedAnswer, format!("the address of the next page {why}"))
        };
        let mut next = asked.join(given).map_err(|error| unexpected(format!("cannot be read: {error}")))?;
        let host = next.host_str().unwrap_or_default().to_owned();
        if Some(host.as_str()) == asked.host_str() {
            // Behind proxies services get their own scheme or port wrong.
            let _ = next.set_scheme(asked.scheme());
            let _ = next.set_port(asked.port());
            return Ok(next);
        }
        if self.hosts.contains(&host) {
            return Ok(self.stood_in(next));
        }
        Err(unexpected(format!("leads away from the service, to {host}")))
    }

    fn stood_in(&self, mut url: Url) -> Url {
        if let Some(stand_in) = &self.stand_in {
            let _ = url.set_scheme(stand_in.scheme());
            let _ = url.set_host(stand_in.host_str());
            let _ = url.set_port(stand_in.port());
        }
        url
    }
}

fn path_of(own: &str) -> String {
    match Url::parse(own) {
        Ok(url) => url.path().to_owned(),
        // The value that gives the host is not entered when something stands in for it.
        Err(_) => own.find('/').filter(|_| !own.contains("://")).map(|at| own[at..].to_owned()).unwrap_or_default(),
    }
}

pub(crate) fn host_of(address: &str) -> Option<String> {
    let url = Url::parse(address).or_else(|_| Url::parse(&format!("https://{address}"))).ok()?;
    url.host_str().map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use url::Url;

    use super::Addresses;

    fn url(text: &str) -> Url {
        Url::parse(text).unwrap()
    }

    #[test]
    fn a_stand_in_without_a_path_keeps_the_path_of_the_service() {
        let stand_in = url("http://127.0.0.1:9000");
        let addresses = Addresses::new("https://slack.com/api", Some(&stand_in), vec![]);
        assert_eq!(addresses.of("/users.list").unwrap().as_str(), "http://127.0.0.1:9000/api/users.list");
        assert_eq!(
            addresses.of("https://api.slack.com/scim/v2/Users").unwrap().as_str(),
            "http://127.0.0.1:9000/scim/v2/Users"
        );
        let stand_in = url("http://127.0.0.1:9000/v2/");
        assert_eq!(Addresses::new("https://slack.com/api", Some(&stand_in), vec![]).base(), "http://127.0.0.1:9000/v2");
        assert_eq!(
            Addresses::new("/wp-json/wp/v2", Some(&url("http://localhost:1")), vec![]).base(),
            "http://localhost:1/wp-json/wp/v2"
        );
    }

    #[test]
    fn the_next_page_stays_with_the_service() {
        let addresses = Addresses::new("https://api.example.com/v1", None, vec!["eu.example.com".to_owned()]);
        let asked = url("https://api.example.com/v1/users?page=1");
        let next = |given| addresses.next(&asked, given).map(|url| url.to_string());
        assert_eq!(next("http://api.example.com/v1/users?page=2").unwrap(), "https://api.example.com/v1/users?page=2");
        assert_eq!(next("/v1/users?page=2").unwrap(), "https://api.example.com/v1/users?page=2");
        assert_eq!(next("https://eu.example.com/users").unwrap(), "https://eu.example.com/users");
        assert!(next("https://elsewhere.test/").unwrap_err().detail.contains("leads away"));
    }
}
