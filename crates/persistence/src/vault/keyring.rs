use std::fs::OpenOptions;
use std::io::Write;
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};
use std::sync::{Arc, PoisonError, RwLock};

use daicho_domain::ids::OrganizationId;
use secrecy::{ExposeSecret, SecretString};
use sha2::{Digest, Sha256};

use super::cipher::{Cipher, KEY_BYTES, VaultError};

/// Where the master key comes from.
#[derive(Debug, Clone)]
pub enum KeySource {
    /// 64 hexadecimal digits; during a rotation the new key, a comma, the old key.
    Value(SecretString),
    /// A file with one key per line, the current one first. Made when there is nothing encrypted yet.
    File(PathBuf),
}

/// The master keys: the first wraps, all unwrap.
#[derive(Debug)]
pub struct Keyring {
    source: KeySource,
    keys: RwLock<Vec<Arc<MasterKey>>>,
}

#[derive(Debug)]
struct MasterKey {
    id: String,
    cipher: Cipher,
}

impl Keyring {
    /// `in_use`: the ids of the master keys that the database's data keys are wrapped by.
    pub(super) fn open(source: KeySource, in_use: &[String]) -> Result<Self, VaultError> {
        if let KeySource::File(path) = &source
            && !path.exists()
        {
            if !in_use.is_empty() {
                return Err(VaultError::FileMissing { path: path.display().to_string() });
            }
            write_new(path, &new_key())?;
        }
        let keyring = Self { keys: RwLock::new(read(&source)?), source };
        match in_use.iter().find(|id| keyring.known(id).is_none()) {
            Some(missing) => Err(VaultError::MasterKeyMissing(missing.clone())),
            None => Ok(keyring),
        }
    }

    /// The id of the key that wraps from now on.
    pub fn current_id(&self) -> String {
        self.first().map_or_else(String::new, |key| key.id.clone())
    }

    /// Makes a data key; gives the id of the master key and the wrapped data key.
    pub(super) fn new_data_key(&self, organization: OrganizationId) -> Result<(String, String), VaultError> {
        // Another process may have rotated the master key: the old one must wrap nothing new.
        self.read_again()?;
        let key: [u8; KEY_BYTES] = rand::random();
        self.wrap(organization, &key)
    }

    pub(super) fn unwrap_data_key(
        &self,
        master_key_id: &str,
        organization: OrganizationId,
        wrapped: &str,
    ) -> Result<Cipher, VaultError> {
        Ok(Cipher::new(&self.unwrapped(master_key_id, organization, wrapped)?))
    }

    fn unwrapped(&self, id: &str, organization: OrganizationId, wrapped: &str) -> Result<[u8; KEY_BYTES], VaultError> {
        let master = match self.known(id) {
            Some(master) => master,
            None => self.read_again_for(id)?,
        };
        let bytes = master.cipher.open(&binding(organization), wrapped)?;
        bytes.try_into().map_err(|_| VaultError::Malformed)
    }

    fn wrap(&self, organization: OrganizationId, key: &[u8; KEY_BYTES]) -> Result<(String, String), VaultError> {
        let master = self.first().ok_or_else(|| VaultError::BadMasterKey("there is none".to_owned()))?;
        Ok((master.id.clone(), master.cipher.seal(&binding(organization), key)?))
    }

    /// Wraps a data key with the current master key.
    pub(super) fn wrap_anew(
        &self,
        master_key_id: &str,
        organization: OrganizationId,
        wrapped: &str,
    ) -> Result<(String, String), VaultError> {
        let key = self.unwrapped(master_key_id, organization, wrapped)?;
        self.wrap(organization, &key)
    }

    /// Puts a new key in front of the file's, unless an interrupted rotation has. Keys in the environment are put there
    /// by the operator.
    pub(super) fn begin_rotation(&self) -> Result<(), VaultError> {
        self.read_again()?;
        if self.keys.read().unwrap_or_else(PoisonError::into_inner).len() > 1 {
            return Ok(());
        }
        match &self.source {
            KeySource::Value(_) => Err(VaultError::OneKeyOnly),
            KeySource::File(path) => {
                let old = std::fs::read_to_string(path).map_err(|error| failed(path, error))?;
                replace(path, &format!("{}\n{}", new_key(), old.trim()))?;
                self.read_again()
            }
        }
    }

    /// Takes the old keys out of the file.
    pub(super) fn finish_rotation(&self) -> Result<(), VaultError> {
        let KeySource::File(path) = &self.source else { return Ok(()) };
        let text = std::fs::read_to_string(path).map_err(|error| failed(path, error))?;
        replace(path, text.lines().next().unwrap_or_default())?;
        self.read_again()
    }

    fn read_again(&self) -> Result<(), VaultError> {
        let keys = read(&self.source)?;
        *self.keys.write().unwrap_or_else(PoisonError::into_inner) = keys;
        Ok(())
    }

    /// A rotation by another process has written a new key to the file.
    fn read_again_for(&self, id: &str) -> Result<Arc<MasterKey>, VaultError> {
        self.read_again()?;
        self.known(id).ok_or_else(|| VaultError::MasterKeyMissing(id.to_owned()))
    }

    fn known(&self, id: &str) -> Option<Arc<MasterKey>> {
        self.keys.read().unwrap_or_else(PoisonError::into_inner).iter().find(|key| key.id == id).cloned()
    }

    fn first(&self) -> Option<Arc<MasterKey>> {
        self.keys.read().unwrap_or_else(PoisonError::into_inner).first().cloned()
    }
}

fn binding(organization: OrganizationId) -> String {
    format!("daicho/data-key/{organization}")
}

fn read(source: &KeySource) -> Result<Vec<Arc<MasterKey>>, VaultError> {
    let text = match source {
        KeySource::Value(value) => value.clone(),
        KeySource::File(path) => std::fs::read_to_string(path).map(SecretString::from).map_err(|e| failed(path, e))?,
    };
    let keys: Vec<_> = text
        .expose_secret()
        .split([',', '\n'])
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .map(parse)
        .collect::<Result<_, _>>()?;
    if keys.is_empty() {
        return Err(VaultError::BadMasterKey("none was given".to_owned()));
    }
    Ok(keys)
}

fn parse(text: &str) -> Result<Arc<MasterKey>, VaultError> {
    let bytes = hex::decode(text).ok().and_then(|bytes| <[u8; KEY_BYTES]>::try_from(bytes).ok());
    let Some(key) = bytes else {
        return Err(VaultError::BadMasterKey(format!("{} characters were given", text.len())));
    };
    let fingerprint = Sha256::digest([b"daicho/master-key/".as_slice(), &key].concat());
    Ok(Arc::new(MasterKey { id: hex::encode(&fingerprint[..8]), cipher: Cipher::new(&key) }))
}

fn new_key() -> String {
    hex::encode(rand::random::<[u8; KEY_BYTES]>())
}

/// Writes a file that only its owner can read, and never over another.
fn write_new(path: &Path, key: &str) -> Result<(), VaultError> {
    let write = || -> std::io::Result<()> {
        let mut file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(path)?;
        writeln!(file, "{key}")?;
        file.sync_all()
    };
    write().map_err(|source| failed(path, source))
}

/// Puts other content in place of a file's, whole or not at all.
fn replace(path: &Path, content: &str) -> Result<(), VaultError> {
    let beside = path.with_extension("new");
    if beside.exists() {
        std::fs::remove_file(&beside).map_err(|error| failed(&beside, error))?;
    }
    write_new(&beside, content)?;
    std::fs::rename(&beside, path).map_err(|error| failed(path, error))
}

fn failed(path: &Path, source: std::io::Error) -> VaultError {
    VaultError::File { path: path.display().to_string(), source }
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    #[test]
    fn the_first_start_makes_a_key_that_only_its_owner_reads() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("master.key");
        let first = Keyring::open(KeySource::File(path.clone()), &[]).unwrap();
        assert_eq!(std::fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
        let again = Keyring::open(KeySource::File(path), &[first.current_id()]).unwrap();
        assert_eq!(again.current_id(), first.current_id());
    }

    #[test]
    fn a_start_over_existing_data_never_makes_another_key() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("master.key");
        let refused = Keyring::open(KeySource::File(path.clone()), &["0011223344556677".to_owned()]);
        assert!(matches!(refused, Err(VaultError::FileMissing { .. })));
        assert!(!path.exists());
    }

    #[test]
    fn a_short_or_unknown_key_is_refused() {
        let value = |text: &str| KeySource::Value(SecretString::from(text.to_owned()));
        assert!(matches!(Keyring::open(value("abcd"), &[]), Err(VaultError::BadMasterKey(_))));
        assert!(matches!(Keyring::open(value(""), &[]), Err(VaultError::BadMasterKey(_))));
        let unknown = Keyring::open(value(&"ab".repeat(32)), &["0011223344556677".to_owned()]);
        assert!(matches!(unknown, Err(VaultError::MasterKeyMissing(_))));
    }
}
