use super::Permission;

crate::enumeration! {
    pub enum Role {
        /// Everything; cannot be combined with other roles.
        Admin = "admin",
        /// Sees all but the settings, may integrate services, changes no accounts.
        Member = "member",
        /// Integrates services, sees no data.
        Essential = "essential",
    }
}

impl Role {
    pub const fn permissions(self) -> &'static [Permission] {
        match self {
            Self::Admin => Permission::ALL,
            Self::Member => &[
                Permission::OrganizationRead,
                Permission::DirectoryRead,
                Permission::ServicesRead,
                Permission::AccountsRead,
                Permission::AccountsExport,
                Permission::AlertsRead,
                Permission::WorkspacesRead,
                Permission::WorkspacesConnect,
                Permission::ConnectorsWrite,
                Permission::AssistedSyncsWrite,
                Permission::CustomAccountsWrite,
                Permission::IntegrationLogsRead,
            ],
            Self::Essential => &[
                Permission::OrganizationRead,
                Permission::WorkspacesRead,
                Permission::WorkspacesConnect,
                Permission::ConnectorsWrite,
                Permission::AssistedSyncsWrite,
            ],
        }
    }

    pub fn may(self, permission: Permission) -> bool {
        self.permissions().contains(&permission)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_essential_user_connects_services_but_sees_no_data() {
        assert!(Role::Essential.may(Permission::WorkspacesConnect));
        assert!(!Role::Essential.may(Permission::AccountsRead));
        assert!(!Role::Essential.may(Permission::DirectoryRead));
    }

    #[test]
    fn a_member_sees_data_but_changes_none() {
        assert!(Role::Member.may(Permission::AccountsRead));
        assert!(!Role::Member.may(Permission::AccountsWrite));
        assert!(!Role::Member.may(Permission::DirectoryWrite));
        assert!(!Role::Member.may(Permission::OrganizationWrite));
    }
}
