use serde::{Deserialize, Serialize};

use crate::error::FieldProblem;
use crate::organization::DomainName;

/// An e-mail address for comparing: lower case, domain in ASCII. Plus-addresses stay as they are: they are other mailboxes
/// to the services that we compare.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Email(String);

impl Email {
    /// `None` when the text is not one address: no `@`, spaces inside, a bad domain, or longer than 254 characters.
    pub fn parse(text: &str) -> Option<Self> {
        let (local, domain) = text.trim().rsplit_once('@')?;
        let domain = DomainName::parse(domain)?;
        let local_is_fine = !local.is_empty()
            && local.len() <= 64
            && !local.chars().any(|c| c.is_whitespace() || c.is_control() || matches!(c, '<' | '>' | ',' | ';' | '"'));
        let address = format!("{}@{domain}", local.to_lowercase());
        (local_is_fine && address.len() <= 254).then_some(Self(address))
    }

    /// What somebody entered; what would be right, when it is not one address.
    pub fn entered(field: impl Into<String>, text: &str) -> Result<Self, FieldProblem> {
        Self::parse(text).ok_or_else(|| {
            FieldProblem::new(
                field,
                "Enter one e-mail address, such as taro@example.com.",
                "taro@example.com のようなメールアドレスを1件入力してください。",
            )
        })
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    pub fn domain(&self) -> &str {
        self.0.rsplit_once('@').map_or("", |(_, domain)| domain)
    }
}

impl std::fmt::Display for Email {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_and_international_domains_do_not_matter() {
        assert_eq!(Email::parse(" Taro.Tanaka@例え.jp ").unwrap().as_str(), "taro.tanaka@xn--r8jz45g.jp");
        assert_eq!(Email::parse("Ann+ci@Example.COM").unwrap().as_str(), "ann+ci@example.com");
    }

    #[test]
    fn what_is_no_address_is_refused() {
        for text in
            ["", "taro", "@example.com", "a b@example.com", "a@b", "<a@example.com>", "a@example.com,b@example.com"]
        {
            assert_eq!(Email::parse(text), None, "{text}");
        }
    }
}
