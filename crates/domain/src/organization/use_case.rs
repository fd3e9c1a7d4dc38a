use std::sync::Arc;

use async_trait::async_trait;
use chrono_tz::Tz;

use super::{DomainName, Language, Organization, OrganizationDomain, OrganizationSettings};
use crate::error::{ErrorCode, Outcome, Refusal, StoreError};
use crate::ids::OrganizationId;

/// `None` leaves as it is.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct OrganizationChange {
    pub name: Option<String>,
    pub language: Option<Language>,
    pub time_zone: Option<Tz>,
    pub settings: Option<OrganizationSettings>,
}

/// Changes of domains classify the accounts of the organization anew, in the same step.
#[async_trait]
pub trait OrganizationStore: std::fmt::Debug + Send + Sync {
    async fn find(&self, id: OrganizationId) -> Result<Option<Organization>, StoreError>;
    async fn change(&self, id: OrganizationId, change: OrganizationChange) -> Outcome<Organization>;
    /// A domain that is there already is a conflict.
    async fn add_domain(&self, id: OrganizationId, domain: DomainName) -> Outcome<OrganizationDomain>;
    /// The primary domain stays: it is a conflict to remove it.
    async fn remove_domain(&self, id: OrganizationId, domain: &DomainName) -> Outcome<()>;
    async fn set_primary_domain(&self, id: OrganizationId, domain: &DomainName) -> Outcome<()>;
}

#[derive(Debug, Clone)]
pub struct Organizations {
    store: Arc<dyn OrganizationStore>,
}

impl Organizations {
    pub fn new(store: Arc<dyn OrganizationStore>) -> Self {
        Self { store }
    }

    pub async fn find(&self, id: OrganizationId) -> Outcome<Organization> {
        self.store.find(id).await?.ok_or_else(|| ErrorCode::NotFound.into())
    }

    pub async fn change(&self, id: OrganizationId, change: OrganizationChange) -> Outcome<Organization> {
        if let Some(settings) = &change.settings {
            check_guard(settings)?;
        }
        self.store.change(id, change).await
    }

    pub async fn add_domain(&self, id: OrganizationId, domain: &str) -> Outcome<OrganizationDomain> {
        self.store.add_domain(id, checked_domain("name", domain)?).await
    }

    pub async fn remove_domain(&self, id: OrganizationId, domain: &str) -> Outcome<()> {
        self.store.remove_domain(id, &known_domain(domain)?).await
    }

    pub async fn set_primary_domain(&self, id: OrganizationId, domain: &str) -> Outcome<()> {
        self.store.set_primary_domain(id, &known_domain(domain)?).await
    }
}

fn check_guard(settings: &OrganizationSettings) -> Outcome<()> {
    if (0.0..=1.0).contains(&settings.disappearance_guard.share) {
        return Ok(());
    }
    Err(Refusal::field(
        "settings.disappearanceGuard.share",
        "Enter a share from 0 to 1.",
        "0から1までの割合を入力してください。",
    )
    .into())
}

fn known_domain(text: &str) -> Outcome<DomainName> {
    DomainName::parse(text).ok_or_else(|| ErrorCode::NotFound.into())
}

/// A domain, or the refusal that names the field.
pub fn checked_domain(field: &str, text: &str) -> Outcome<DomainName> {
    DomainName::parse(text).ok_or_else(|| {
        Refusal::field(field, "Enter a domain such as example.com.", "example.com のようなドメインを入力してください。")
            .into()
    })
}

/// An IANA time zone, or the refusal that names the field.
pub fn checked_time_zone(field: &str, text: &str) -> Outcome<Tz> {
    text.parse().map_err(|_| {
        Refusal::field(
            field,
            "Enter an IANA time zone such as Asia/Tokyo.",
            "Asia/Tokyo のようなIANAタイムゾーンを入力してください。",
        )
        .into()
    })
}
