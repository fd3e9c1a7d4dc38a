crate::enumeration! {
    pub enum EmployeeStatus {
        Active = "active",
        OnLeave = "on_leave",
        Draft = "draft",
        /// Hired, not yet started.
        Preactive = "preactive",
        Retired = "retired",
        Untracked = "untracked",
        Archived = "archived",
    }
}

crate::enumeration! {
    pub enum EmployeeType {
        BoardMember = "board_member",
        FullTimeEmployee = "full_time_employee",
        FixedTimeEmployee = "fixed_time_employee",
        TemporaryEmployee = "temporary_employee",
        PartTimeEmployee = "part_time_employee",
        SecondmentEmployee = "secondment_employee",
        ContractEmployee = "contract_employee",
        Collaborator = "collaborator",
        GroupAddress = "group_address",
        SharedAddress = "shared_address",
        TestAddress = "test_address",
        Other = "other",
        Unknown = "unknown",
        Unregistered = "unregistered",
    }
}

crate::enumeration! {
    /// The kind of ID that a directory entry stands for.
    pub enum ManagementType {
        Managed = "managed",
        External = "external",
        System = "system",
        Unknown = "unknown",
        Unregistered = "unregistered",
    }
}
