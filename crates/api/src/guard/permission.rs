use daicho_domain::access::Permission;

/// A permission as a type, for [`super::Authorized`].
pub trait PermissionType: std::fmt::Debug + 'static {
    const PERMISSION: Permission;
}

macro_rules! permission_types {
    ($($name:ident),+ $(,)?) => {
        /// The permissions as types: `Authorized<may::AccountsRead>`.
        pub mod may {
            $(
                #[doc = concat!("[`Permission::", stringify!($name), "`](daicho_domain::access::Permission)")]
                #[derive(Debug, Clone, Copy)]
                pub struct $name;

                impl super::PermissionType for $name {
                    const PERMISSION: daicho_domain::access::Permission =
                        daicho_domain::access::Permission::$name;
                }
            )+
        }

        #[cfg(test)]
        const TYPES: &[Permission] = &[$(Permission::$name),+];
    };
}

permission_types! {
    OrganizationRead,
    OrganizationWrite,
    UsersRead,
    UsersWrite,
    ApiKeysWrite,
    DirectoryRead,
    DirectoryWrite,
    ServicesRead,
    AccountsRead,
    AccountsWrite,
    AccountsExport,
    AlertsRead,
    AlertsWrite,
    NotificationsWrite,
    WorkspacesRead,
    WorkspacesConnect,
    WorkspacesWrite,
    ConnectorsWrite,
    AssistedSyncsWrite,
    CustomAccountsWrite,
    IntegrationLogsRead,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_permission_has_its_type() {
        assert_eq!(TYPES, Permission::ALL);
    }
}
