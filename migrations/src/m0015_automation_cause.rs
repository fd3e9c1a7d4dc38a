use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::ConnectionTrait;

use crate::columns::create_indexes;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

/// The fields that a cause began with while it was one text, each with its kind.
const FIELDS: &[(&str, &str)] = &[
    ("contractStartAt", "date"),
    ("contractEndAt", "date"),
    ("status", "change"),
    ("department", "change"),
    ("employeeType", "change"),
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    /// `looked_on` is the day on which the dates of an automation were last looked at. Causes become a kind, a field and a
    /// value; `cause` stays what makes a run unique.
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let connection = manager.get_connection();
        for change in [
            "ALTER TABLE automation DROP COLUMN history_mark",
            "ALTER TABLE automation ADD COLUMN looked_on date",
            "ALTER TABLE automation_run ADD COLUMN cause_kind varchar NOT NULL DEFAULT 'by_hand'",
            "ALTER TABLE automation_run ADD COLUMN cause_field varchar",
            "ALTER TABLE automation_run ADD COLUMN cause_value varchar",
        ] {
            connection.execute_unprepared(change).await?;
        }
        for (field, kind) in FIELDS {
            let value_at = field.len() + 2;
            let split = format!(
                "UPDATE automation_run SET cause_kind = '{kind}', cause_field = '{field}', \
                 cause_value = substr(cause, {value_at}) WHERE cause LIKE '{field} %'"
            );
            connection.execute_unprepared(&split).await?;
        }
        create_indexes(
            manager,
            &[
                "CREATE INDEX automation_run_running ON automation_run (id) WHERE state = 'running'",
                "CREATE INDEX identity_contract_start ON identity (organization_id, contract_start) \
                 WHERE contract_start IS NOT NULL",
                "CREATE INDEX identity_contract_end ON identity (organization_id, contract_end) \
                 WHERE contract_end IS NOT NULL",
            ],
        )
        .await
    }
}
