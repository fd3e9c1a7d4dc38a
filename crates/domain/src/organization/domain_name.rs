use serde::{Deserialize, Serialize};

/// A domain in its ASCII form, lower case: `例え.jp` is `xn--r8jz45g.jp`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct DomainName(String);

impl DomainName {
    /// `None` when the text is not a domain with at least two labels.
    pub fn parse(text: &str) -> Option<Self> {
        let ascii = idna::domain_to_ascii_strict(text.trim().trim_end_matches('.')).ok()?;
        let labels: Vec<&str> = ascii.split('.').collect();
        let well_formed = labels.len() >= 2 && labels.iter().all(|label| !label.is_empty() && label.len() <= 63);
        (well_formed && ascii.len() <= 253).then_some(Self(ascii))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether `other` is this domain or a subdomain of it.
    pub fn covers(&self, other: &DomainName) -> bool {
        other == self || other.0.strip_suffix(&self.0).is_some_and(|rest| rest.ends_with('.'))
    }
}

impl std::fmt::Display for DomainName {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn international_names_become_ascii() {
        assert_eq!(DomainName::parse("例え.JP").unwrap().as_str(), "xn--r8jz45g.jp");
        assert_eq!(DomainName::parse("Example.com.").unwrap().as_str(), "example.com");
    }

    #[test]
    fn what_is_no_domain_is_refused() {
        for text in ["", "localhost", "a b.com", "-.com", "exa_mple.com", ".com"] {
            assert_eq!(DomainName::parse(text), None, "{text}");
        }
    }

    #[test]
    fn subdomains_are_covered_but_lookalikes_are_not() {
        let ours = DomainName::parse("example.com").unwrap();
        assert!(ours.covers(&DomainName::parse("mail.example.com").unwrap()));
        assert!(!ours.covers(&DomainName::parse("notexample.com").unwrap()));
    }
}
