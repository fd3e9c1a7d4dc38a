use async_trait::async_trait;
use daicho_domain::access::Actor;
use daicho_domain::alert::{
    AccountMute, Alert, AlertCount, AlertMute, AlertQuery, AlertSettings, AlertStore, FileMute, MuteQuery,
    PersonAlerts, ServiceMute, Unmute,
};
use daicho_domain::error::{Outcome, StoreError};
use daicho_domain::ids::{AlertId, OrganizationId};
use daicho_domain::list::{Page, PageRequest};
use sea_orm::{ConnectionTrait, DatabaseTransaction};

use super::mute::{Muting, unmute};
use super::refresh::{Scope, refresh};
use super::{counts, day, list, mute_list, settings};
use crate::Database;
use crate::failure::Context;
use crate::sql::Sql;

/// The store behind the port of the alert room.
#[derive(Debug, Clone)]
pub struct SqlAlerts {
    database: Database,
}

impl SqlAlerts {
    pub fn new(database: Database) -> Self {
        Self { database }
    }
}

async fn keep(transaction: DatabaseTransaction) -> Result<(), StoreError> {
    transaction.commit().await.context("commit a change of alerts")
}

#[async_trait]
impl AlertStore for SqlAlerts {
    async fn list(&self, organization: OrganizationId, query: &AlertQuery, page: &PageRequest) -> Outcome<Page<Alert>> {
        let transaction = self.database.read(organization).await?;
        list::list(&transaction, organization, query, page).await
    }

    async fn find(&self, organization: OrganizationId, id: AlertId) -> Result<Option<Alert>, StoreError> {
        let transaction = self.database.read(organization).await?;
        list::find(&transaction, organization, id).await
    }

    async fn worst_people(&self, organization: OrganizationId, at_most: u32) -> Result<Vec<PersonAlerts>, StoreError> {
        let transaction = self.database.read(organization).await?;
        counts::worst_people(&transaction, organization, at_most).await
    }

    async fn counts(&self, organization: OrganizationId) -> Result<Vec<AlertCount>, StoreError> {
        let transaction = self.database.read(organization).await?;
        counts::counts(&transaction, organization).await
    }

    async fn newest(&self, organization: OrganizationId) -> Result<Option<AlertId>, StoreError> {
        const DOING: &str = "look for new alerts";
        let transaction = self.database.read(organization).await?;
        let mut sql = Sql::new("SELECT MAX(id) FROM alert WHERE organization_id = ");
        sql.bind(organization.0);
        let row = transaction.query_one_raw(sql.statement(self.database.backend())).await.context(DOING)?;
        let newest: Option<i64> = row.map_or(Ok(None), |row| row.try_get_by_index(0)).context(DOING)?;
        Ok(newest.map(AlertId))
    }

    async fn mute_accounts(&self, organization: OrganizationId, mute: &AccountMute, actor: &Actor) -> Outcome<u64> {
        let transaction = self.database.write(organization).await?;
        let muted = Muting { transaction: &transaction, organization, actor }.accounts(mute).await?;
        keep(transaction).await?;
        Ok(muted)
    }

    async fn mute_services(&self, organization: OrganizationId, mute: &ServiceMute, actor: &Actor) -> Outcome<u64> {
        let transaction = self.database.write(organization).await?;
        let muted = Muting { transaction: &transaction, organization, actor }.services(mute).await?;
        keep(transaction).await?;
        Ok(muted)
    }

    async fn mute_files(&self, organization: OrganizationId, mute: &FileMute, actor: &Actor) -> Outcome<u64> {
        let transaction = self.database.write(organization).await?;
        let muted = Muting { transaction: &transaction, organization, actor }.files(mute).await?;
        keep(transaction).await?;
        Ok(muted)
    }

    async fn unmute(&self, organization: OrganizationId, what: &Unmute) -> Outcome<u64> {
        let transaction = self.database.write(organization).await?;
        let ended = unmute(&transaction, organization, what).await?;
        keep(transaction).await?;
        Ok(ended)
    }

    async fn mutes(
        &self,
        organization: OrganizationId,
        query: &MuteQuery,
        page: &PageRequest,
    ) -> Outcome<Page<AlertMute>> {
        let transaction = self.database.read(organization).await?;
        mute_list::list(&transaction, organization, query, page).await
    }

    async fn settings(&self, organization: OrganizationId) -> Result<AlertSettings, StoreError> {
        let transaction = self.database.read(organization).await?;
        settings::read(&transaction, organization).await
    }

    async fn set_settings(&self, organization: OrganizationId, settings: &AlertSettings) -> Outcome<()> {
        let transaction = self.database.write(organization).await?;
        settings::replace(&transaction, organization, settings).await?;
        refresh(&transaction, organization, Scope::Organization).await?;
        Ok(keep(transaction).await?)
    }

    async fn request_days(&self) -> Result<(), StoreError> {
        day::request_days(&self.database).await
    }

    async fn begin_day(&self, organization: OrganizationId) -> Result<bool, StoreError> {
        day::begin_day(&self.database, organization).await
    }
}
