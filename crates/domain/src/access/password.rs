use std::sync::Arc;

use argon2::password_hash::phc::PasswordHash as Phc;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use argon2::{Algorithm, Argon2, Params, Version};
use secrecy::{ExposeSecret, SecretString};
use tokio::sync::Semaphore;

use crate::error::{Outcome, Refusal, StoreError};

/// An Argon2id hash in the PHC form `$argon2id$v=19$…`.
#[derive(Debug, Clone)]
pub struct PasswordHash(pub String);

/// Hashes and verifies passwords off the request path, a few at a time: each takes 19 MiB while it runs.
#[derive(Debug, Clone)]
pub struct Passwords {
    turns: Arc<Semaphore>,
}

const AT_ONCE: usize = 4;
const FEWEST_CHARACTERS: usize = 8;
const MOST_CHARACTERS: usize = 200;

/// Verified when there is no such user, so that the answer takes the same time.
const NOBODY: &str =
    "$argon2id$v=19$m=19456,t=2,p=1$ZGFpY2hvbm9ib2R5c2FsdA$QEpkwRjzDV6xJCmXYTnVfKzJqJy0oV8nmP7Z3t0hFQ0";

impl Default for Passwords {
    fn default() -> Self {
        Self { turns: Arc::new(Semaphore::new(AT_ONCE)) }
    }
}

impl Passwords {
    /// Refuses what is too short to protect anything or too long to be a password; `field` is named in the refusal.
    pub async fn hash(&self, field: &str, password: SecretString) -> Outcome<PasswordHash> {
        let length = password.expose_secret().chars().count();
        if !(FEWEST_CHARACTERS..=MOST_CHARACTERS).contains(&length) {
            return Err(Refusal::field(
                field,
                format!("Use {FEWEST_CHARACTERS} to {MOST_CHARACTERS} characters."),
                format!("{FEWEST_CHARACTERS}文字以上{MOST_CHARACTERS}文字以下で入力してください。"),
            )
            .into());
        }
        let hashed = self
            .in_turn(move || argon2().hash_password(password.expose_secret().as_bytes()).map(|hash| hash.to_string()))
            .await?;
        let hash = hashed.map_err(|error| StoreError::new("hash a password", error.to_string()))?;
        Ok(PasswordHash(hash))
    }

    /// Whether the password belongs to the hash. Without a hash the answer is no, after the same time.
    pub async fn verify(&self, password: SecretString, hash: Option<PasswordHash>) -> Result<bool, StoreError> {
        self.in_turn(move || {
            let known = hash.is_some();
            let hash = hash.map_or_else(|| NOBODY.to_owned(), |hash| hash.0);
            let matches = Phc::new(&hash)
                .is_ok_and(|hash| argon2().verify_password(password.expose_secret().as_bytes(), &hash).is_ok());
            known && matches
        })
        .await
    }

    async fn in_turn<T: Send + 'static>(&self, work: impl FnOnce() -> T + Send + 'static) -> Result<T, StoreError> {
        let _turn = self.turns.acquire().await.map_err(|error| StoreError::new("wait for a turn to hash", error))?;
        tokio::task::spawn_blocking(work).await.map_err(|error| StoreError::new("hash a password", error))
    }
}

/// The first choice of OWASP's Password Storage Cheat Sheet: Argon2id, 19 MiB, two passes, one lane.
fn argon2() -> Argon2<'static> {
    Argon2::new(Algorithm::Argon2id, Version::V0x13, Params::default())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn secret(text: &str) -> SecretString {
        SecretString::from(text.to_owned())
    }

    #[test]
    fn the_defaults_of_the_library_are_what_owasp_asks_for() {
        let params = Params::default();
        assert_eq!((params.m_cost(), params.t_cost(), params.p_cost()), (19 * 1024, 2, 1));
    }

    #[tokio::test]
    async fn only_the_right_password_fits() {
        let passwords = Passwords::default();
        let hash = passwords.hash("password", secret("correct horse")).await.unwrap();
        assert!(hash.0.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"));
        assert!(passwords.verify(secret("correct horse"), Some(hash.clone())).await.unwrap());
        assert!(!passwords.verify(secret("wrong horse"), Some(hash)).await.unwrap());
        assert!(!passwords.verify(secret("correct horse"), None).await.unwrap());
    }

    #[test]
    fn nobodys_hash_costs_as_much_as_a_real_one() {
        let nobody = Phc::new(NOBODY).unwrap();
        assert_eq!(Params::try_from(&nobody).unwrap().m_cost(), Params::default().m_cost());
    }

    #[tokio::test]
    async fn a_short_password_is_refused() {
        assert!(Passwords::default().hash("password", secret("short")).await.is_err());
    }
}
