use secrecy::{ExposeSecret, SecretString};
use sha2::{Digest, Sha256};

/// 256 random bits that prove something to whoever shows them. Only the hash is stored.
#[derive(Debug, Clone)]
pub struct Token(SecretString);

impl Token {
    pub fn generate() -> Self {
        Self::with_prefix("")
    }

    /// The prefix tells people, and scanners for leaked secrets, what it is.
    pub fn with_prefix(prefix: &str) -> Self {
        let bytes: [u8; 32] = rand::random();
        Self(SecretString::from(format!("{prefix}{}", hex::encode(bytes))))
    }

    pub fn expose(&self) -> &str {
        self.0.expose_secret()
    }

    pub fn hash(&self) -> TokenHash {
        TokenHash::of(self.expose())
    }
}

/// The SHA-256 of a token. Tokens are random, so that no slow hash is needed.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct TokenHash(String);

impl TokenHash {
    pub fn of(token: &str) -> Self {
        Self(hex::encode(Sha256::digest(token)))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_is_never_printed_and_never_repeats() {
        let token = Token::with_prefix("daicho_");
        assert_eq!(token.expose().len(), "daicho_".len() + 64);
        assert!(!format!("{token:?}").contains(token.expose()));
        assert_ne!(token.hash(), Token::with_prefix("daicho_").hash());
    }
}
