use aes_gcm::aead::{Aead, Generate, KeyInit, Payload};
use aes_gcm::{Aes256Gcm, Nonce};
use base64::Engine;
use base64::engine::general_purpose::STANDARD_NO_PAD;

const NONCE_BYTES: usize = 12;
pub(super) const KEY_BYTES: usize = 32;

/// Why a secret cannot be sealed or opened. Never says anything about its content.
#[derive(Debug, thiserror::Error)]
pub enum VaultError {
    #[error("the sealed value is damaged, or belongs to another organization, workspace or field")]
    DoesNotOpen,
    #[error("the sealed value has not the form that this version writes")]
    Malformed,
    #[error("the value cannot be sealed")]
    CannotSeal,
    #[error("the master key `{0}` is needed and not at hand; restore it (DAICHO_MASTER_KEY or DAICHO_MASTER_KEY_FILE)")]
    MasterKeyMissing(String),
    #[error("the file {path} is missing, but the database holds data encrypted with it; restore it from your backup")]
    FileMissing { path: String },
    #[error("a master key is 64 hexadecimal digits (32 bytes); {0}")]
    BadMasterKey(String),
    #[error(
        "to rotate, give DAICHO_MASTER_KEY as the new key, a comma and the old key, to this command and to every server"
    )]
    OneKeyOnly,
    #[error("cannot read or write the master key file {path}: {source}")]
    File { path: String, source: std::io::Error },
}

/// AES-256-GCM with a random nonce in front of the ciphertext.
pub(super) struct Cipher(Aes256Gcm);

impl Cipher {
    pub(super) fn new(key: &[u8; KEY_BYTES]) -> Self {
        Self(Aes256Gcm::new(key.into()))
    }

    pub(super) fn seal(&self, binding: &str, value: &[u8]) -> Result<String, VaultError> {
        let nonce = Nonce::generate();
        let ciphertext = self
            .0
            .encrypt(&nonce, Payload { msg: value, aad: binding.as_bytes() })
            .map_err(|_| VaultError::CannotSeal)?;
        Ok(STANDARD_NO_PAD.encode([nonce.as_slice(), &ciphertext].concat()))
    }

    pub(super) fn open(&self, binding: &str, sealed: &str) -> Result<Vec<u8>, VaultError> {
        let bytes = STANDARD_NO_PAD.decode(sealed).map_err(|_| VaultError::Malformed)?;
        let (nonce, ciphertext) = bytes.split_first_chunk::<NONCE_BYTES>().ok_or(VaultError::Malformed)?;
        self.0
            .decrypt(nonce.into(), Payload { msg: ciphertext, aad: binding.as_bytes() })
            .map_err(|_| VaultError::DoesNotOpen)
    }
}

impl std::fmt::Debug for Cipher {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Cipher")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_sealed_for_one_place_does_not_open_in_another() {
        let cipher = Cipher::new(&[7; KEY_BYTES]);
        let sealed = cipher.seal("organization 1", b"hunter2").unwrap();
        assert_eq!(cipher.open("organization 1", &sealed).unwrap(), b"hunter2");
        assert!(matches!(cipher.open("organization 2", &sealed), Err(VaultError::DoesNotOpen)));
    }

    #[test]
    fn the_same_secret_never_looks_the_same_twice() {
        let cipher = Cipher::new(&[7; KEY_BYTES]);
        assert_ne!(cipher.seal("x", b"hunter2").unwrap(), cipher.seal("x", b"hunter2").unwrap());
    }

    #[test]
    fn a_changed_bit_or_a_cut_is_noticed() {
        let cipher = Cipher::new(&[7; KEY_BYTES]);
        let sealed = cipher.seal("x", b"hunter2").unwrap();
        let mut bytes = STANDARD_NO_PAD.decode(&sealed).unwrap();
        bytes[20] ^= 1;
        assert!(cipher.open("x", &STANDARD_NO_PAD.encode(&bytes)).is_err());
        assert!(cipher.open("x", &sealed[..8]).is_err());
    }
}
