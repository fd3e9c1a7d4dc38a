//! Codes of authenticator apps (RFC 6238), made of the secret that the service showed when the second factor was set up.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use chrono::{DateTime, Utc};
use daicho_domain::integration::{ConnectorFault, FaultKind};
use sha2::{Digest, Sha256};
use totp_rs::{Algorithm, Secret, TOTP};

const DIGITS: usize = 6;
const SECONDS: u64 = 30;

/// Which codes were typed already: services take each only once.
#[derive(Debug, Default)]
pub(crate) struct UsedCodes(Mutex<HashMap<[u8; 32], u64>>);

/// A code, and how long to wait before it may be typed.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct NextCode {
    pub wait: Duration,
    pub code: String,
}

impl UsedCodes {
    /// The first code from `now` on that was not typed yet.
    pub(crate) fn next(&self, secret: &str, now: DateTime<Utc>) -> Result<NextCode, ConnectorFault> {
        let generator = generator(secret)?;
        let seconds = u64::try_from(now.timestamp()).unwrap_or_default();
        let current = seconds / generator.step;
        let mut used = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let key: [u8; 32] = Sha256::digest(&generator.secret).into();
        let period = used.get(&key).map_or(current, |last| current.max(last + 1));
        used.insert(key, period);
        let begins = period * generator.step;
        Ok(NextCode { wait: Duration::from_secs(begins.saturating_sub(seconds)), code: generator.generate(begins) })
    }
}

/// From the secret as services show it, with or without spaces, or from the address that their QR code holds.
fn generator(secret: &str) -> Result<TOTP, ConnectorFault> {
    let unusable = |why: String| {
        ConnectorFault::new(FaultKind::InvalidInput, format!("the secret of the authenticator app: {why}"))
    };
    if secret.starts_with("otpauth://") {
        return TOTP::from_url_unchecked(secret).map_err(|error| unusable(error.to_string()));
    }
    let letters: String = secret.chars().filter(char::is_ascii_alphanumeric).collect();
    let bytes = Secret::Encoded(letters.to_ascii_uppercase()).to_bytes();
    let bytes = bytes.map_err(|error| unusable(format!("{error:?}")))?;
    if bytes.is_empty() {
        return Err(unusable("it is empty".to_owned()));
    }
    Ok(TOTP::new_unchecked(Algorithm::SHA1, DIGITS, 1, SECONDS, bytes, None, String::new()))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The secret of RFC 6238's test vectors.
    const SECRET: &str = "GEZD GNBV GY3T QOJQ gezd gnbv gy3t qojq";

    fn at(seconds: i64) -> DateTime<Utc> {
        DateTime::from_timestamp(seconds, 0).unwrap()
    }

    #[test]
    fn codes_are_those_of_the_standard() {
        assert_eq!(UsedCodes::default().next(SECRET, at(59)).unwrap().code, "287082");
        assert_eq!(UsedCodes::default().next(SECRET, at(1_111_111_109)).unwrap().code, "081804");
    }

    #[test]
    fn the_address_of_a_qr_code_serves_as_well() {
        let address = "otpauth://totp/Example:ann?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Example";
        assert_eq!(UsedCodes::default().next(address, at(59)).unwrap().code, "287082");
    }

    #[test]
    fn a_code_is_not_typed_twice() {
        let used = UsedCodes::default();
        let first = used.next(SECRET, at(59)).unwrap();
        let second = used.next(SECRET, at(59)).unwrap();
        assert_eq!((first.wait, second.wait), (Duration::ZERO, Duration::from_secs(1)));
        assert_ne!(first.code, second.code);
    }

    #[test]
    fn what_is_no_secret_is_named_without_being_told() {
        let fault = UsedCodes::default().next("secret-0189", at(59)).unwrap_err();
        assert_eq!(fault.kind, FaultKind::InvalidInput);
        assert!(!fault.detail.contains("0189"), "{}", fault.detail);
    }
}
