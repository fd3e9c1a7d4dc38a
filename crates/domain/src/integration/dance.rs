//! OAuth in two steps: the browser leaves for the service's consent screen, and comes back with a code.
//!
//! What was entered waits sealed under a single-use state. Nothing else is stored until the code was redeemed and the
//! tokens were tried.

use std::sync::Arc;

use async_trait::async_trait;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::{DateTime, TimeDelta, Utc};
use secrecy::SecretString;
use sha2::{Digest, Sha256};
use url::Url;

use super::authorization::{AuthorizationAnswer, AuthorizationRequest, Authorizer};
use super::connect::{CheckedDraft, Connect, ConnectDraft};
use super::workspace::Workspace;
use crate::access::Actor;
use crate::catalogue::WayKind;
use crate::error::{ErrorCode, Failure, Outcome, Refusal, StoreError};
use crate::ids::{OrganizationId, WorkspaceId};

/// Long enough to sign in at the service and read its consent screen.
const PATIENCE: TimeDelta = TimeDelta::minutes(10);

/// What a dance was begun with.
#[derive(Debug, Clone)]
pub struct PendingDance {
    pub organization: OrganizationId,
    pub draft: ConnectDraft,
    /// The workspace to be integrated anew; `None` for a new one.
    pub workspace: Option<WorkspaceId>,
    pub code_verifier: SecretString,
    pub actor: Actor,
}

#[async_trait]
pub trait DanceStore: Send + Sync {
    async fn put(
        &self,
        state_digest: &str,
        browser_digest: &str,
        expires_at: DateTime<Utc>,
        dance: &PendingDance,
    ) -> Result<(), StoreError>;

    /// Gives a dance out once: to the browser that began it, before it expired.
    async fn take(&self, state_digest: &str, browser_digest: &str) -> Result<Option<PendingDance>, StoreError>;
}

/// What the service's redirect carries.
#[derive(Debug, Clone, Default)]
pub struct DanceReturn {
    pub state: Option<String>,
    pub code: Option<String>,
    pub issuer: Option<String>,
    /// RFC 6749 `error`, for example `access_denied`.
    pub error: Option<String>,
}

#[derive(Clone)]
pub struct Dances {
    pub connect: Connect,
    pub authorizer: Arc<dyn Authorizer>,
    pub store: Arc<dyn DanceStore>,
    pub redirect_uri: Url,
}

impl std::fmt::Debug for Dances {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Dances").field("redirect_uri", &self.redirect_uri.as_str()).finish_non_exhaustive()
    }
}

impl Dances {
    /// Gives the address to send the browser to. `browser` is a secret that only this browser holds.
    pub async fn begin(
        &self,
        organization: OrganizationId,
        draft: ConnectDraft,
        workspace: Option<WorkspaceId>,
        browser: &str,
        actor: Actor,
    ) -> Outcome<Url> {
        let checked = self.connect.check(organization, &draft).await?;
        if checked.way.kind != WayKind::Oauth2 {
            return Err(Refusal::about(ErrorCode::ServiceNotConnectable, &draft.method).into());
        }
        let state = new_secret();
        let dance =
            PendingDance { organization, draft, workspace, code_verifier: SecretString::from(new_secret()), actor };
        let url = self.authorizer.authorize_url(&self.request(&dance, &checked, &state)).await?;
        self.store.put(&digest(&state), &digest(browser), Utc::now() + PATIENCE, &dance).await?;
        Ok(url)
    }

    /// Ends the dance: redeems the code, tries the tokens, stores the workspace.
    pub async fn finish(&self, browser: Option<&str>, returned: DanceReturn) -> Outcome<Workspace> {
        let invalid = || Failure::from(ErrorCode::OauthStateInvalid);
        let (Some(browser), Some(state)) = (browser, returned.state) else { return Err(invalid()) };
        let dance = self.store.take(&digest(&state), &digest(browser)).await?.ok_or_else(invalid)?;
        if let Some(error) = returned.error {
            return Err(Refusal::about(ErrorCode::OauthDenied, error.chars().take(100).collect::<String>()).into());
        }
        let code = returned.code.ok_or_else(invalid)?;
        let mut checked = self.connect.check(dance.organization, &dance.draft).await?;
        let answer = AuthorizationAnswer { code: SecretString::from(code), issuer: returned.issuer };
        checked.values = self.authorizer.exchange(&self.request(&dance, &checked, &state), &answer).await?;
        match dance.workspace {
            None => self.connect.connect_with(dance.organization, &dance.draft, checked, &dance.actor).await,
            Some(id) => {
                let workspace = self.connect.workspaces.find(dance.organization, id).await?;
                let workspace = workspace.ok_or(ErrorCode::NotFound)?;
                self.connect.reintegrate_with(&workspace, &dance.draft, checked, &dance.actor).await
            }
        }
    }

    fn request(&self, dance: &PendingDance, checked: &CheckedDraft, state: &str) -> AuthorizationRequest {
        AuthorizationRequest {
            service: checked.connector(dance.organization),
            method: checked.way.name.clone(),
            base_url: dance.draft.settings.base_url.clone(),
            values: checked.values.clone(),
            redirect_uri: self.redirect_uri.clone(),
            state: state.to_owned(),
            code_verifier: dance.code_verifier.clone(),
        }
    }
}

/// 256 random bits in the alphabet of RFC 7636.
pub fn new_secret() -> String {
    URL_SAFE_NO_PAD.encode(rand::random::<[u8; 32]>())
}

fn digest(secret: &str) -> String {
    hex::encode(Sha256::digest(secret))
}
