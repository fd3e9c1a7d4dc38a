//! The ways of signing in that the engine knows.

use indexmap::IndexMap;
use schemars::JsonSchema;
use serde::Deserialize;

use super::paging::Source;
use super::path::Path;
use super::pick::Fill;
use super::request::Request;
use super::template::Template;

/// Fields named here without being declared are asked of the customer under well-known names (`token`, `client_id` …).
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Auth {
    /// `Authorization: Bearer {{ token }}`. Asks for `token`.
    Bearer,
    /// HTTP Basic. Asks for `username` and `password` unless templates say otherwise.
    Basic(Basic),
    /// Values in headers, query or body of every request.
    Send(Send),
    /// Sign-in by redirect, with PKCE and refresh. Asks for `client_id` and `client_secret`.
    Oauth2(Box<OAuth2>),
    /// A token of the application itself. Asks for `client_id` and `client_secret`.
    ClientCredentials(ClientCredentials),
    /// A signed assertion, exchanged for a token or sent as the token itself.
    JwtBearer(Box<JwtBearer>),
    /// Calls that give a token, a session or cookies.
    Login(Login),
    /// AWS Signature Version 4. Asks for `access_key_id`, `secret_access_key` and, optionally, `session_token`.
    AwsSignature(AwsSignature),
    /// Requests signed with OAuth 1.0a (RFC 5849). Asks for `consumer_key`, `consumer_secret`, `token`, `token_secret`.
    Oauth1(OAuth1),
}

#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Basic {
    pub username: Option<Template>,
    pub password: Option<Template>,
}

/// What every request carries. In token ways `{{ access_token }}` is the token obtained.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Send {
    pub headers: IndexMap<String, Template>,
    pub query: IndexMap<String, Template>,
    /// Members added to a JSON or form body.
    pub body: IndexMap<String, Template>,
}

impl Send {
    pub fn templates(&self) -> impl Iterator<Item = &Template> {
        self.headers.values().chain(self.query.values()).chain(self.body.values())
    }
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ClientAuth {
    /// `client_id` and `client_secret` by HTTP Basic.
    #[default]
    Basic,
    /// In the body.
    Body,
}

/// How a token request is written.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum TokenBody {
    /// As RFC 6749 has it.
    #[default]
    Form,
    Json,
}

#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct OAuth2 {
    pub authorize_url: Template,
    pub token_url: Template,
    #[serde(default)]
    pub scopes: Vec<String>,
    /// What stands between scopes; a space by default.
    pub scope_separator: Option<String>,
    /// The name of the scope parameter: `scope` by default.
    pub scope_param: Option<String>,
    /// `false` where the service refuses PKCE.
    #[serde(default = "yes")]
    pub pkce: bool,
    #[serde(default)]
    pub client_auth: ClientAuth,
    /// Further parameters of the authorize address.
    #[serde(default)]
    pub authorize_params: IndexMap<String, Template>,
    /// Further parameters of the token requests.
    #[serde(default)]
    pub token_params: IndexMap<String, Template>,
    /// `json` where the service takes no form.
    #[serde(default)]
    pub token_body: TokenBody,
    /// Where the token answer holds the access token; `$.access_token` by default.
    pub token: Option<Path>,
    /// Values of the token answer that are kept with the credentials, by name.
    #[serde(default)]
    pub keep: IndexMap<String, Path>,
    pub send: Option<Send>,
}

#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ClientCredentials {
    pub token_url: Template,
    #[serde(default)]
    pub scopes: Vec<String>,
    pub scope_separator: Option<String>,
    #[serde(default)]
    pub client_auth: ClientAuth,
    /// `client_credentials` by default.
    pub grant_type: Option<String>,
    /// Further form parameters.
    #[serde(default)]
    pub params: IndexMap<String, Template>,
    pub send: Option<Send>,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "UPPERCASE")]
pub enum Signature {
    #[default]
    Rs256,
    Es256,
}

#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct JwtBearer {
    /// Where the assertion is exchanged. Without it the assertion is itself the token.
    pub token_url: Option<Template>,
    #[serde(default)]
    pub algorithm: Signature,
    /// The private key as PEM; `{{ private_key }}` by default.
    pub key: Option<Template>,
    /// The `kid` of the assertion's header.
    pub key_id: Option<Template>,
    /// Claims beside `iat` and `exp`.
    #[serde(default)]
    pub claims: IndexMap<String, Fill>,
    /// Seconds that an assertion is good for.
    #[serde(default = "five_minutes")]
    pub lifetime: u64,
    /// Further form parameters of the exchange.
    #[serde(default)]
    pub params: IndexMap<String, Template>,
    /// Scopes, for the catalogue; put them into `claims` or `params` as the service wants.
    #[serde(default)]
    pub scopes: Vec<String>,
    /// An exchange that is not the usual form post: `{{ assertion }}` is the signed assertion.
    pub exchange: Option<Request>,
    /// Where the answer holds the token; `$.access_token` by default.
    pub token: Option<Path>,
    pub send: Option<Send>,
}

#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Login {
    pub steps: Vec<LoginStep>,
    /// Where the last answer holds the lifetime in seconds.
    pub expires_in: Option<Path>,
    /// Seconds that a login is good for when the answer does not say.
    pub lifetime: Option<u64>,
    /// Keeps the cookies of the answers and sends them along.
    #[serde(default)]
    pub cookies: bool,
    pub send: Option<Send>,
}

#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct LoginStep {
    pub request: Request,
    /// Values read from the answer, by name; `access_token` is the one that is sent by default.
    /// A path, `header:Name` or `cookie:Name`.
    #[serde(default)]
    pub read: IndexMap<String, LoginSource>,
}

/// A place in the answer to a login call.
#[derive(Debug, Clone)]
pub enum LoginSource {
    Answer(Source),
    Cookie(String),
}

impl<'de> Deserialize<'de> for LoginSource {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        use serde::de::IntoDeserializer;
        let text = std::borrow::Cow::<str>::deserialize(deserializer)?;
        match text.strip_prefix("cookie:") {
            Some(name) => Ok(Self::Cookie(name.trim().to_owned())),
            None => Source::deserialize(text.into_deserializer()).map(Self::Answer),
        }
    }
}

impl JsonSchema for LoginSource {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "LoginSource".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({"type": "string", "pattern": r"^(\$|header:|cookie:)"})
    }
}

#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AwsSignature {
    pub service: String,
    pub region: Template,
}

#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct OAuth1 {
    /// The `realm` of the `Authorization` header.
    pub realm: Option<Template>,
    pub signature: TextSignature,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum TextSignature {
    #[default]
    HmacSha1,
    HmacSha256,
}

fn yes() -> bool {
    true
}

fn five_minutes() -> u64 {
    300
}

impl Auth {
    /// Whether signing in gives a token, instead of the credentials going with every request.
    pub fn obtains_a_token(&self) -> bool {
        match self {
            Auth::Oauth2(_) | Auth::ClientCredentials(_) | Auth::JwtBearer(_) | Auth::Login(_) => true,
            Auth::Bearer | Auth::Basic(_) | Auth::Send(_) | Auth::AwsSignature(_) | Auth::Oauth1(_) => false,
        }
    }

    /// The scopes that a person will be asked to grant.
    pub fn scopes(&self) -> &[String] {
        match self {
            Auth::Oauth2(way) => &way.scopes,
            Auth::ClientCredentials(way) => &way.scopes,
            Auth::JwtBearer(way) => &way.scopes,
            Auth::Bearer
            | Auth::Basic(_)
            | Auth::Send(_)
            | Auth::Login(_)
            | Auth::AwsSignature(_)
            | Auth::Oauth1(_) => &[],
        }
    }
}
