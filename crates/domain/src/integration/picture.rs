use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};

/// What a page looked like: a JPEG, written as a data URL.
#[derive(Clone, PartialEq, Eq)]
pub struct Picture(pub Vec<u8>);

const BEGINNING: &str = "data:image/jpeg;base64,";

impl std::fmt::Debug for Picture {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Picture({} bytes)", self.0.len())
    }
}

impl Serialize for Picture {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&format_args!("{BEGINNING}{}", STANDARD.encode(&self.0)))
    }
}

impl<'de> Deserialize<'de> for Picture {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        let encoded = text.strip_prefix(BEGINNING).ok_or_else(|| D::Error::custom("not the data URL of a JPEG"))?;
        STANDARD.decode(encoded).map(Self).map_err(D::Error::custom)
    }
}
