crate::enumeration! {
    /// One thing that a role may do. Each API operation names exactly one.
    pub enum Permission {
        OrganizationRead = "organization:read",
        OrganizationWrite = "organization:write",
        UsersRead = "users:read",
        UsersWrite = "users:write",
        ApiKeysWrite = "api-keys:write",
        DirectoryRead = "directory:read",
        DirectoryWrite = "directory:write",
        ServicesRead = "services:read",
        AccountsRead = "accounts:read",
        AccountsWrite = "accounts:write",
        AccountsExport = "accounts:export",
        AlertsRead = "alerts:read",
        /// Mutes, and when accounts count as inactive.
        AlertsWrite = "alerts:write",
        /// Channels, what they were sent, and lists that are sent again and again.
        NotificationsWrite = "notifications:write",
        WorkspacesRead = "workspaces:read",
        WorkspacesConnect = "workspaces:connect",
        WorkspacesWrite = "workspaces:write",
        /// Adding and changing connectors of the organization's own.
        ConnectorsWrite = "connectors:write",
        /// Handing over accounts that a person's own browser has read.
        AssistedSyncsWrite = "assisted-syncs:write",
        CustomAccountsWrite = "custom-accounts:write",
        IntegrationLogsRead = "integration-logs:read",
    }
}
