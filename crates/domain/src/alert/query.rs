use super::{AlertLevel, AlertType};
use crate::ids::{PeopleId, ServiceId, WorkspaceId};

/// Which alerts to list, the newest first. What is empty does not restrict.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AlertQuery {
    pub services: Vec<ServiceId>,
    /// The service's unique name, or part of its name.
    pub service_name: Option<String>,
    pub workspaces: Vec<WorkspaceId>,
    pub person: Option<PeopleId>,
    /// `<workspace or service id>#<e-mail>`, the service's own id of the account, or its e-mail address.
    pub user_identifier: Option<String>,
    pub kinds: Vec<AlertType>,
    pub level: Option<AlertLevel>,
    /// `None`: both.
    pub muted: Option<bool>,
    /// In what accounts are found by, and in the names of service and workspace.
    pub keyword: Option<String>,
    /// Whether a search shows every match, as files do. Lists that people wait for look at ten thousand accounts.
    pub every_match: bool,
}

impl AlertQuery {
    /// The types asked for, with those that the level stands for; `None` when all are.
    pub fn wanted_kinds(&self) -> Option<Vec<AlertType>> {
        if self.kinds.is_empty() && self.level.is_none() {
            return None;
        }
        let all = if self.kinds.is_empty() { AlertType::ALL } else { &self.kinds };
        Some(all.iter().copied().filter(|kind| self.level.is_none_or(|level| kind.level() == level)).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_level_stands_for_its_types_and_narrows_those_asked_for() {
        let cautions = AlertQuery { level: Some(AlertLevel::Caution), ..AlertQuery::default() };
        assert!(cautions.wanted_kinds().unwrap().contains(&AlertType::InactiveAccount));
        let none = AlertQuery { kinds: vec![AlertType::RetiredAccount], ..cautions };
        assert_eq!(none.wanted_kinds().unwrap(), []);
        assert_eq!(AlertQuery::default().wanted_kinds(), None);
    }
}
