use std::sync::Arc;

use async_trait::async_trait;
use daicho_domain::account::AccountStore;
use daicho_domain::alert::AlertStore;
use daicho_domain::catalogue::Catalogue;
use daicho_domain::directory::DirectoryStore;
use daicho_domain::error::Outcome;
use daicho_domain::ids::OrganizationId;
use daicho_domain::integration::IntegrationLog;
use daicho_domain::notification::{ExportNotice, ExportedList, ListWriter, WrittenList};
use daicho_domain::organization::Organizations;

use crate::account::{AccountFilters, write_accounts};
use crate::alert::{AlertFilters, Reader, write_alerts};
use crate::answer::Download;
use crate::directory::{IdentityFilters, write_identities};
use crate::error::Answer;
use crate::integration::{LogFilters, write_log};
use crate::request::query;

/// Writes lists as files, by the same columns as the downloads, in the organization's language.
#[derive(Clone)]
pub struct Lists {
    pub organizations: Organizations,
    pub catalogue: Arc<dyn Catalogue>,
    pub accounts: Arc<dyn AccountStore>,
    pub alerts: Arc<dyn AlertStore>,
    pub directory: Arc<dyn DirectoryStore>,
    pub log: Arc<dyn IntegrationLog>,
}

impl std::fmt::Debug for Lists {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Lists").finish_non_exhaustive()
    }
}

#[async_trait]
impl ListWriter for Lists {
    async fn write(&self, organization: OrganizationId, export: &ExportNotice) -> Outcome<WrittenList> {
        let written = self.file(organization, export).await.map_err(crate::error::ApiError::into_failure)?;
        Ok(WrittenList { name: written.name, media_type: written.media_type.to_owned(), bytes: written.bytes })
    }
}

impl Lists {
    async fn file(&self, organization: OrganizationId, export: &ExportNotice) -> Answer<Download> {
        let owner = self.organizations.find(organization).await?;
        let (language, format, catalogue) = (owner.language, export.format, &*self.catalogue);
        match export.list {
            ExportedList::Accounts => {
                let filters: AccountFilters = query(&export.query)?;
                write_accounts(&*self.accounts, catalogue, organization, &filters, format, language).await
            }
            ExportedList::Alerts => {
                let filters: AlertFilters = query(&export.query)?;
                let reader = Reader { organization, language, zone: owner.time_zone };
                write_alerts(&*self.alerts, catalogue, &filters, format, reader).await
            }
            ExportedList::Logs => {
                let filters: LogFilters = query(&export.query)?;
                write_log(&*self.log, catalogue, organization, &filters, format, language).await
            }
            ExportedList::People => {
                let filters: IdentityFilters = query(&export.query)?;
                write_identities(&*self.directory, organization, &filters, format, language).await
            }
        }
    }
}

/// Refuses a query that the list's own address would refuse.
pub(super) fn check_query(list: ExportedList, text: &str) -> Answer<()> {
    match list {
        ExportedList::Accounts => query::<AccountFilters>(text)?.query().map(|_| ()),
        ExportedList::Alerts => query::<AlertFilters>(text).map(|_| ()),
        ExportedList::Logs => query::<LogFilters>(text).map(|_| ()),
        ExportedList::People => query::<IdentityFilters>(text)?.query().map(|_| ()),
    }
}
