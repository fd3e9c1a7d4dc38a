use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

use super::PresetField;
use crate::ids::WorkspaceId;

/// Whose word counts for a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum FieldSource {
    /// What people enter here; no sync overwrites it.
    Daicho,
    /// The employee master: its value overwrites, and what it leaves empty is emptied.
    Master,
    /// A connected workspace, in the same way.
    Workspace(WorkspaceId),
}

impl fmt::Display for FieldSource {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Daicho => f.write_str("daicho"),
            Self::Master => f.write_str("master"),
            Self::Workspace(id) => write!(f, "workspace:{id}"),
        }
    }
}

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("unknown source `{0}`; allowed are daicho, master, workspace:<id>")]
pub struct UnknownSource(pub String);

impl FromStr for FieldSource {
    type Err = UnknownSource;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text {
            "daicho" => Ok(Self::Daicho),
            "master" => Ok(Self::Master),
            _ => text
                .strip_prefix("workspace:")
                .and_then(|id| id.parse().ok())
                .map(Self::Workspace)
                .ok_or_else(|| UnknownSource(text.to_owned())),
        }
    }
}

impl PresetField {
    /// Whether a connected service can be the source: what it reports of a person.
    pub const fn can_be_reported(self) -> bool {
        !matches!(self, Self::SecondaryEmails | Self::ManagementType | Self::Note)
    }

    /// The source where nobody decided otherwise.
    pub const fn default_source(self) -> FieldSource {
        if self.can_be_reported() { FieldSource::Master } else { FieldSource::Daicho }
    }
}

/// What an organization decided about the fields of its entries.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FieldSettings(pub BTreeMap<PresetField, FieldSetting>);

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FieldSetting {
    pub source: FieldSource,
    pub hidden: bool,
}

impl FieldSettings {
    pub fn of(&self, field: PresetField) -> FieldSetting {
        let unset = FieldSetting { source: field.default_source(), hidden: false };
        self.0.get(&field).copied().unwrap_or(unset)
    }

    /// The source of an entry's field; `own` is what was decided for this entry alone.
    pub fn source(&self, field: PresetField, own: &BTreeMap<PresetField, FieldSource>) -> FieldSource {
        own.get(&field).copied().unwrap_or_else(|| self.of(field).source)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sources_are_read_as_they_are_written() {
        for source in [FieldSource::Daicho, FieldSource::Master, FieldSource::Workspace(WorkspaceId(7))] {
            assert_eq!(source.to_string().parse(), Ok(source));
        }
        assert!("workspace:x".parse::<FieldSource>().is_err());
    }

    #[test]
    fn what_was_decided_for_an_entry_goes_before_the_organizations_decision() {
        let hidden = FieldSetting { source: FieldSource::Daicho, hidden: true };
        let settings = FieldSettings(BTreeMap::from([(PresetField::JobTitle, hidden)]));
        let own = BTreeMap::from([(PresetField::JobTitle, FieldSource::Master)]);
        assert_eq!(settings.source(PresetField::JobTitle, &own), FieldSource::Master);
        assert_eq!(settings.source(PresetField::JobTitle, &BTreeMap::new()), FieldSource::Daicho);
        assert_eq!(settings.source(PresetField::Department, &BTreeMap::new()), FieldSource::Master);
    }
}
