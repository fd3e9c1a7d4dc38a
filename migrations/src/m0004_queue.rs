use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{
    big_integer, big_integer_null, integer, json, pk_auto, string, string_null, text_null,
};

use crate::columns::create_indexes;
use crate::tenancy::guard_tenancy;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    /// Times are milliseconds since 1970: workers compare them on every poll.
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .create_table(
                Table::create()
                    .table("job")
                    .col(pk_auto("id").big_integer())
                    .col(big_integer("organization_id"))
                    .col(string("kind"))
                    .col(json("payload"))
                    .col(string("unique_key"))
                    .col(string("limit_key"))
                    .col(integer("limit_count"))
                    .col(integer("priority"))
                    .col(string("state"))
                    .col(big_integer("run_at"))
                    .col(integer("attempts"))
                    .col(integer("max_attempts"))
                    .col(big_integer_null("lease_until"))
                    .col(string_null("worker"))
                    .col(text_null("error"))
                    .to_owned(),
            )
            .await?;
        guard_tenancy(manager, "job").await?;
        create_indexes(
            manager,
            &[
                "CREATE INDEX job_ready ON job (priority DESC, run_at, id) WHERE state = 'ready'",
                "CREATE INDEX job_running ON job (lease_until) WHERE state = 'running'",
                "CREATE INDEX job_limited ON job (limit_key) WHERE state = 'running'",
                "CREATE UNIQUE INDEX job_unique ON job (unique_key) WHERE state IN ('ready', 'running')",
                "CREATE INDEX job_failed ON job (unique_key) WHERE state = 'failed'",
            ],
        )
        .await
    }
}
