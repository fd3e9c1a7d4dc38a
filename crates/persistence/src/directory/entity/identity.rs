use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "identity")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub organization_id: i64,
    pub display_name: String,
    /// The folded display name: what lists sort by and short searches compare to.
    pub name_key: String,
    pub first_name: Option<String>,
    pub last_name: Option<String>,
    pub employee_number: Option<String>,
    pub management_type: String,
    pub employee_type: String,
    pub employee_status: String,
    pub stated_type: Option<String>,
    pub stated_status: Option<String>,
    pub archived: bool,
    pub unregistered: bool,
    pub company: String,
    pub department: String,
    pub job_title: String,
    pub location: String,
    pub contract_start: Option<NaiveDate>,
    pub contract_end: Option<NaiveDate>,
    pub leave_start: Option<NaiveDate>,
    pub leave_end: Option<NaiveDate>,
    pub manager_id: Option<i64>,
    pub note: Option<String>,
    pub custom_fields: Json,
    pub field_sources: Json,
    pub master_workspace_id: Option<i64>,
    pub master_external_id: Option<String>,
    pub merged_into: Option<i64>,
    pub search: String,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
