//! The port to a service's consent screen: OAuth 2 with a code, and PKCE wherever the service takes it.

use async_trait::async_trait;
use secrecy::SecretString;
use url::Url;

use super::connector::ConnectorName;
use super::credentials::CredentialValues;
use super::fault::ConnectorFault;

/// One dance with one service. The same values make the address to send the browser to and redeem the code that comes back.
#[derive(Debug, Clone)]
pub struct AuthorizationRequest {
    pub service: ConnectorName,
    /// The name of the sign-in way within the manifest.
    pub method: String,
    /// Replaces the service's own address: self-managed editions, proxies, tests.
    pub base_url: Option<Url>,
    /// What the customer entered: client id, client secret, tenant.
    pub values: CredentialValues,
    /// Registered at the service exactly like this.
    pub redirect_uri: Url,
    /// Unguessable and single-use; comes back with the browser.
    pub state: String,
    /// RFC 7636 `code_verifier`; the challenge is made from it.
    pub code_verifier: SecretString,
}

/// What the browser brought back.
#[derive(Debug, Clone)]
pub struct AuthorizationAnswer {
    pub code: SecretString,
    /// RFC 9207 `iss`: refused when it is not the service that was asked.
    pub issuer: Option<String>,
}

#[async_trait]
pub trait Authorizer: Send + Sync {
    /// Where to send the browser.
    async fn authorize_url(&self, request: &AuthorizationRequest) -> Result<Url, ConnectorFault>;

    /// Redeems the code: the values entered plus the tokens, ready to be used as a workspace's credentials.
    async fn exchange(
        &self,
        request: &AuthorizationRequest,
        answer: &AuthorizationAnswer,
    ) -> Result<CredentialValues, ConnectorFault>;
}
