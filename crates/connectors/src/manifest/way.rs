//! The ways of connecting a service and the fields that the customer types in.

use daicho_domain::catalogue::{Bilingual, ConnectWay, CredentialField, WayKind};
use indexmap::IndexMap;
use schemars::JsonSchema;
use serde::Deserialize;

use super::auth::Auth;
use super::text::Text;

#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Way {
    pub label: Option<Text>,
    /// `oauth2`, `api_key`, `id_password`; told by `auth` when absent.
    pub kind: Option<Kind>,
    /// Asked beside the manifest's own `fields` and those that `auth` needs.
    #[serde(default)]
    pub fields: IndexMap<String, Field>,
    /// How to get the credentials, with permission and plan. Markdown.
    #[serde(default)]
    pub guide: Text,
    /// The vendor's plan that this way needs.
    pub plan: Option<Text>,
    pub auth: Auth,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    Oauth2,
    ApiKey,
    IdPassword,
}

/// A value that the customer enters.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Field {
    pub label: Option<Text>,
    pub example: Option<String>,
    /// Told by the name when absent: tokens, keys, secrets and passwords are secret.
    pub secret: Option<bool>,
    pub optional: bool,
    pub multiline: bool,
    /// Used when nothing is entered.
    pub default: Option<String>,
}

/// Its name in the API.
const ASSISTED: &str = "assisted";
const SECRET_WORDS: [&str; 5] = ["token", "secret", "password", "private_key", "api_key"];

impl Field {
    pub fn is_secret(&self, name: &str) -> bool {
        self.secret.unwrap_or_else(|| SECRET_WORDS.iter().any(|word| name.contains(word)))
    }

    fn for_catalogue(&self, name: &str) -> CredentialField {
        CredentialField {
            name: name.to_owned(),
            label: self.label.as_ref().map_or_else(|| usual_label(name), |label| label.0.clone()),
            example: self.example.clone(),
            secret: self.is_secret(name),
            required: !self.optional && self.default.is_none(),
            multiline: self.multiline,
        }
    }
}

/// Whether something that is only for some ways is for this one.
pub(crate) fn is_among(ways: Option<&[String]>, way: &str) -> bool {
    ways.is_none_or(|ways| ways.iter().any(|name| name == way))
}

impl Way {
    /// Everything asked for this way: the manifest's fields, what the sign-in needs, the way's own.
    pub fn all_fields(&self, shared: &IndexMap<String, Field>) -> IndexMap<String, Field> {
        let mut fields = shared.clone();
        for name in needed_by(&self.auth) {
            fields.entry((*name).to_owned()).or_insert_with(|| Field {
                optional: matches!(*name, "session_token" | "totp_secret"),
                multiline: *name == "private_key",
                ..Field::default()
            });
        }
        for (name, field) in &self.fields {
            fields.insert(name.clone(), field.clone());
        }
        fields
    }

    pub fn for_catalogue(&self, name: &str, shared: &IndexMap<String, Field>) -> ConnectWay {
        let kind = match (self.kind, &self.auth) {
            (Some(Kind::Oauth2), _) | (None, Auth::Oauth2(_)) => WayKind::Oauth2,
            (Some(Kind::IdPassword), _) | (None, Auth::IdPassword) => WayKind::IdPassword,
            (Some(Kind::ApiKey) | None, _) => WayKind::ApiKey,
        };
        ConnectWay {
            name: name.to_owned(),
            kind,
            label: self.label.as_ref().map_or_else(|| usual_label(name), |label| label.0.clone()),
            fields: self.all_fields(shared).iter().map(|(name, field)| field.for_catalogue(name)).collect(),
            guide: self.guide.0.clone(),
            plan: self.plan.as_ref().map(|plan| plan.0.clone()),
            scopes: self.auth.scopes().to_vec(),
        }
    }
}

/// The way that needs no credential: members are read in the signed-in browser of whoever asks for it.
pub(super) fn assisted(shared: &IndexMap<String, Field>) -> ConnectWay {
    let fields = shared.iter().filter(|(name, field)| !field.is_secret(name));
    ConnectWay {
        name: ASSISTED.to_owned(),
        kind: WayKind::Assisted,
        label: Bilingual { en: "In your own browser".to_owned(), ja: "自分のブラウザーで読み取る".to_owned() },
        fields: fields.map(|(name, field)| field.for_catalogue(name)).collect(),
        guide: Bilingual {
            en: "For services behind single sign-on, a second factor, a captcha or an allow list of addresses, and where no login \
                 may be entrusted. Daicho's browser extension reads the list of members in your own browser, in which you have \
                 signed in, whenever you press *Sync* there. No credential is stored."
                .to_owned(),
            ja: "SSO・二要素認証・CAPTCHA・IP制限のあるサービスや、ログイン情報を預けられない場合の方法です。サインイン済みのブラウザーで\
                 Daicho の拡張機能の「同期」を押すと、メンバー一覧を読み取ります。認証情報は保存されません。"
                .to_owned(),
        },
        plan: None,
        scopes: Vec::new(),
    }
}

fn needed_by(auth: &Auth) -> &'static [&'static str] {
    match auth {
        Auth::Bearer => &["token"],
        Auth::Basic(basic) if basic.username.is_none() => &["username", "password"],
        Auth::Oauth2(_) | Auth::ClientCredentials(_) => &["client_id", "client_secret"],
        Auth::JwtBearer(way) if way.key.is_none() => &["private_key"],
        Auth::AwsSignature(_) => &["access_key_id", "secret_access_key", "session_token"],
        Auth::Oauth1(_) => &["consumer_key", "consumer_secret", "token", "token_secret"],
        Auth::IdPassword => &["id", "password", "totp_secret"],
        Auth::Basic(_) | Auth::JwtBearer(_) | Auth::Send(_) | Auth::Login(_) => &[],
    }
}

/// The words for names that many services share; otherwise the name, spelled out.
pub(super) fn usual_label(name: &str) -> Bilingual {
    let (en, ja) = match name {
        "token" | "access_token" => ("Access token", "アクセストークン"),
        "api_token" => ("API token", "APIトークン"),
        "api_key" => ("API key", "APIキー"),
        "id" => ("Login ID", "ログインID"),
        "totp_secret" => ("Secret of the authenticator app", "認証アプリのシークレットキー"),
        "id_password" => ("ID and password", "ID・パスワード"),
        "username" => ("User name", "ユーザー名"),
        "password" => ("Password", "パスワード"),
        "email" => ("E-mail address", "メールアドレス"),
        "client_id" => ("Client ID", "クライアントID"),
        "client_secret" => ("Client secret", "クライアントシークレット"),
        "consumer_key" => ("Consumer key", "コンシューマーキー"),
        "consumer_secret" => ("Consumer secret", "コンシューマーシークレット"),
        "token_secret" => ("Token secret", "トークンシークレット"),
        "private_key" => ("Private key (PEM)", "秘密鍵（PEM）"),
        "access_key_id" => ("Access key ID", "アクセスキーID"),
        "secret_access_key" => ("Secret access key", "シークレットアクセスキー"),
        "session_token" => ("Session token (temporary keys only)", "セッショントークン（一時的なキーのみ）"),
        "first_name" => ("First name", "名"),
        "last_name" => ("Last name", "姓"),
        "display_name" | "name" => ("Display name", "表示名"),
        "employee_number" => ("Employee number", "社員番号"),
        "department" => ("Department", "部署"),
        "job_title" => ("Job title", "役職"),
        "role" => ("Role", "ロール"),
        "roles" => ("Roles", "ロール"),
        "group" => ("Group", "グループ"),
        "groups" => ("Groups", "グループ"),
        "team" => ("Team", "チーム"),
        "teams" => ("Teams", "チーム"),
        "license" => ("License", "ライセンス"),
        "language" | "locale" => ("Language", "言語"),
        "timezone" | "time_zone" => ("Time zone", "タイムゾーン"),
        "phone" => ("Phone number", "電話番号"),
        "message" => ("Message", "メッセージ"),
        "transfer_to" => ("Hand content over to", "コンテンツの引き継ぎ先"),
        "tenant_id" => ("Tenant ID", "テナントID"),
        "subdomain" => ("Subdomain", "サブドメイン"),
        "site_url" | "base_url" => ("Address (URL)", "URL"),
        "oauth" | "oauth2" => ("OAuth 2.0", "OAuth 2.0"),
        _ => return spelled_out(name),
    };
    Bilingual { en: en.to_owned(), ja: ja.to_owned() }
}

fn spelled_out(name: &str) -> Bilingual {
    let mut text = name.replace('_', " ");
    if let Some(first) = text.get_mut(0..1) {
        first.make_ascii_uppercase();
    }
    Bilingual { ja: text.clone(), en: text }
}
