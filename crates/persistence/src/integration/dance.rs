use async_trait::async_trait;
use chrono::{DateTime, Utc};
use daicho_domain::access::Actor;
use daicho_domain::directory::Email;
use daicho_domain::error::StoreError;
use daicho_domain::ids::{ApiKeyId, OrganizationId, UserId, WorkspaceId};
use daicho_domain::integration::{ConnectDraft, DanceStore, PendingDance, ServiceChoice, WorkspaceSettings};
use sea_orm::ConnectionTrait;
use secrecy::{ExposeSecret, SecretString};
use serde::{Deserialize, Serialize};

use super::SqlIntegration;
use crate::Tenancy;
use crate::failure::Context;
use crate::sql::Sql;

const DOING: &str = "keep a sign-in at a service";
/// A dance belongs to no workspace yet: its seal is bound to its state instead.
const NO_WORKSPACE: WorkspaceId = WorkspaceId(0);

/// A dance as the text that is sealed.
#[derive(Serialize, Deserialize)]
struct Sealed {
    service_id: Option<i64>,
    service_slug: Option<String>,
    workspace_name: String,
    method: String,
    values: std::collections::BTreeMap<String, String>,
    settings: WorkspaceSettings,
    workspace: Option<i64>,
    code_verifier: String,
    actor: SealedActor,
}

#[derive(Serialize, Deserialize)]
enum SealedActor {
    User(i64, String),
    ApiKey(i64, String),
    System,
}

#[async_trait]
impl DanceStore for SqlIntegration {
    async fn put(
        &self,
        state_digest: &str,
        browser_digest: &str,
        expires_at: DateTime<Utc>,
        dance: &PendingDance,
    ) -> Result<(), StoreError> {
        let text = serde_json::to_string(&Sealed::of(dance)).map_err(|error| StoreError::new(DOING, error))?;
        let text = SecretString::from(text);
        let sealed = self.vault.seal(dance.organization, NO_WORKSPACE, &field(state_digest), &text).await?;
        let transaction = self.database.write(dance.organization).await?;
        let mut expired = Sql::new("DELETE FROM authorization_dance WHERE expires_at < ");
        expired.bind(Utc::now().timestamp_millis());
        transaction.execute_raw(expired.statement(self.database.backend())).await.context(DOING)?;
        let mut sql = Sql::new(
            "INSERT INTO authorization_dance (state_digest, organization_id, browser_digest, sealed, expires_at) VALUES (",
        );
        sql.bind(state_digest.to_owned()).push(", ").bind(dance.organization.0).push(", ");
        sql.bind(browser_digest.to_owned()).push(", ").bind(sealed).push(", ");
        sql.bind(expires_at.timestamp_millis()).push(")");
        transaction.execute_raw(sql.statement(self.database.backend())).await.context(DOING)?;
        transaction.commit().await.context(DOING)
    }

    async fn take(&self, state_digest: &str, browser_digest: &str) -> Result<Option<PendingDance>, StoreError> {
        // Nobody knows yet whose dance it is: the state alone leads to it.
        let transaction = self.database.write(Tenancy::Operator).await?;
        let mut sql = Sql::new("DELETE FROM authorization_dance WHERE state_digest = ");
        sql.bind(state_digest.to_owned()).push(" AND browser_digest = ").bind(browser_digest.to_owned());
        sql.push(" RETURNING organization_id, sealed, expires_at");
        let row = transaction.query_one_raw(sql.statement(self.database.backend())).await.context(DOING)?;
        transaction.commit().await.context(DOING)?;
        let Some(row) = row else { return Ok(None) };
        let expires_at: i64 = row.try_get_by_index(2).context(DOING)?;
        if expires_at < Utc::now().timestamp_millis() {
            return Ok(None);
        }
        let organization = OrganizationId(row.try_get_by_index(0).context(DOING)?);
        let sealed: String = row.try_get_by_index(1).context(DOING)?;
        let text = self.vault.open(organization, NO_WORKSPACE, &field(state_digest), &sealed).await?;
        let sealed: Sealed =
            serde_json::from_str(text.expose_secret()).map_err(|error| StoreError::new(DOING, error))?;
        Ok(Some(sealed.into_dance(organization)))
    }
}

fn field(state_digest: &str) -> String {
    format!("oauth/{state_digest}")
}

impl Sealed {
    fn of(dance: &PendingDance) -> Self {
        let draft = &dance.draft;
        let (service_id, service_slug) = match &draft.service {
            ServiceChoice::Id(id) => (Some(id.0), None),
            ServiceChoice::Slug(slug) => (None, Some(slug.clone())),
        };
        let actor = match &dance.actor {
            Actor::User { id, email } => SealedActor::User(id.0, email.to_string()),
            Actor::ApiKey { id, name } => SealedActor::ApiKey(id.0, name.clone()),
            Actor::System => SealedActor::System,
        };
        Self {
            service_id,
            service_slug,
            workspace_name: draft.workspace_name.clone(),
            method: draft.method.clone(),
            values: draft.values.clone(),
            settings: draft.settings.clone(),
            workspace: dance.workspace.map(|workspace| workspace.0),
            code_verifier: dance.code_verifier.expose_secret().to_owned(),
            actor,
        }
    }

    fn into_dance(self, organization: OrganizationId) -> PendingDance {
        let service = match self.service_id {
            Some(id) => ServiceChoice::Id(daicho_domain::ids::ServiceId(id)),
            None => ServiceChoice::Slug(self.service_slug.unwrap_or_default()),
        };
        let actor = match self.actor {
            SealedActor::User(id, email) => {
                Email::parse(&email).map_or(Actor::System, |email| Actor::User { id: UserId(id), email })
            }
            SealedActor::ApiKey(id, name) => Actor::ApiKey { id: ApiKeyId(id), name },
            SealedActor::System => Actor::System,
        };
        PendingDance {
            organization,
            draft: ConnectDraft {
                service,
                workspace_name: self.workspace_name,
                method: self.method,
                values: self.values,
                settings: self.settings,
            },
            workspace: self.workspace.map(WorkspaceId),
            code_verifier: SecretString::from(self.code_verifier),
            actor,
        }
    }
}
