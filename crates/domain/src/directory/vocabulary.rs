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

crate::enumeration! {
    /// The fields that every directory entry has, by the names that field configurations use.
    pub enum PresetField {
        DisplayName = "display_name",
        LastName = "last_name",
        FirstName = "first_name",
        PrimaryEmail = "primary_email",
        SecondaryEmails = "secondary_emails",
        EmployeeId = "employee_id",
        EmployeeType = "employee_type",
        EmployeeStatus = "employee_status",
        ManagementType = "management_type",
        CompanyName = "company_name",
        Department = "department",
        JobTitle = "job_title",
        WorkLocation = "work_location",
        ContractStartAt = "contract_start_at",
        ContractEndAt = "contract_end_at",
        SuspensionStartAt = "suspension_start_at",
        SuspensionEndAt = "suspension_end_at",
        Manager = "manager",
        Note = "note",
    }
}

crate::enumeration! {
    /// What happened to an entry, in its history.
    pub enum HistoryKind {
        Create = "create",
        Update = "update",
        Merge = "merge",
        Unmerge = "unmerge",
    }
}

crate::enumeration! {
    /// How a change came in, in an entry's history.
    pub enum ChangeSource {
        Manual = "manual",
        Api = "api",
        Csv = "csv",
        /// The employee master said so.
        Master = "master",
        /// A connected service that is the source of the field said so.
        Service = "service",
        /// A date was reached, or the organization's domains changed.
        System = "system",
    }
}
