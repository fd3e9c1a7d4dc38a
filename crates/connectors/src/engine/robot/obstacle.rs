//! What stands in the way, told from what can be seen of a page that nobody knows.

use std::sync::LazyLock;

use daicho_domain::integration::{FaultKind, Sight};
use regex::Regex;
use url::Url;

/// How far the run is when it does not get on.
#[expect(clippy::struct_excessive_bools, reason = "each is something that has happened or not, in any combination")]
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Stage {
    /// Not signed in yet.
    pub signing_in: bool,
    /// The password was typed and sent.
    pub password_sent: bool,
    /// So was a one-time code.
    pub code_sent: bool,
    pub has_secret: bool,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Obstacle {
    pub kind: FaultKind,
    pub detail: String,
    /// So sure that there is no use in waiting.
    pub evident: bool,
}

impl Obstacle {
    fn evident(kind: FaultKind, detail: impl Into<String>) -> Self {
        Self { kind, detail: detail.into(), evident: true }
    }
}

/// Sites where people sign in for other services.
const IDENTITY_PROVIDERS: [&str; 12] = [
    "accounts.google.com",
    "login.microsoftonline.com",
    "login.live.com",
    "okta.com",
    "onelogin.com",
    "auth0.com",
    "duosecurity.com",
    "pingidentity.com",
    "jumpcloud.com",
    "hennge.com",
    "gmo-trustlogin.com",
    "cloudgate.jp",
];

struct Words {
    ip: Regex,
    expired: Regex,
    sso: Regex,
    other_factor: Regex,
    rejected: Regex,
    exists: Regex,
}

static WORDS: LazyLock<Option<Words>> = LazyLock::new(|| {
    let words = |pattern: &str| Regex::new(&format!("(?i){pattern}"));
    Some(Words {
        ip: words(r"(\bip\b|ipアドレス|接続元).{0,80}(not (allowed|permitted|authori[sz]ed)|restrict|block|den(y|ied)|許可されて|制限|拒否)|(not (allowed|permitted)|denied|restricted) from (your|this) (ip|network)").ok()?,
        expired: words(r"password (has |is )?expired|expired password|must (change|update|reset) your password|パスワード.{0,16}(有効期限|期限切れ|期限が切れ|変更してください|変更が必要)").ok()?,
        sso: words(r"(must|required?|please|only|need to).{0,50}(\bsso\b|single sign.?on)|(\bsso\b|single sign.?on).{0,50}(is required|enforced|only|mandatory)|(シングルサインオン|sso).{0,30}(必須|のみ|必要|有効|ログインしてください|サインインしてください)").ok()?,
        other_factor: words(r"(sent|e-?mailed|texted).{0,80}(code|e-?mail|sms|text message|phone|link)|approve.{0,30}(sign.?in|log.?in|request|notification)|push notification|security key|passkey|(メール|sms|ショートメッセージ|電話|携帯).{0,60}(コード|認証番号|送信|送り)|(端末|スマートフォン|デバイス|アプリ).{0,20}承認").ok()?,
        rejected: words(r"incorrect|invalid|wrong|not (correct|valid|recogni[sz]ed|registered|match)|do(es)? ?n.t match|failed|unknown (user|e-?mail)|正しくありません|正しく(ない|あり)|誤り|誤って|間違|違い|一致しません|失敗").ok()?,
        exists: words(r"already (exists?|registered|taken|(in )?use[d]?|a member|been (taken|invited))|(既|すで)に.{0,20}(登録|存在|使用|招待|メンバー)|(登録|使用|招待)済み").ok()?,
    })
});

/// The first thing that explains the page, if any does.
pub(super) fn obstacle(sight: &Sight, stage: Stage, home: &Url) -> Option<Obstacle> {
    let words = WORDS.as_ref()?;
    if sight.captcha {
        return Some(Obstacle::evident(FaultKind::Captcha, said(sight)));
    }
    if words.ip.is_match(&sight.text) && (sight.status == 403 || (stage.signing_in && !sight.password_field)) {
        return Some(Obstacle::evident(FaultKind::IpRestricted, said(sight)));
    }
    match sight.status {
        429 => return Some(Obstacle::evident(FaultKind::RateLimited, "the service answered 429")),
        status @ 500.. => {
            return Some(Obstacle::evident(FaultKind::Unavailable, format!("the service answered {status}")));
        }
        _ => {}
    }
    if !stage.signing_in {
        return (sight.status == 403).then(|| Obstacle::evident(FaultKind::PermissionMissing, said(sight)));
    }
    if words.expired.is_match(&sight.text) {
        return Some(Obstacle::evident(FaultKind::PasswordExpired, said(sight)));
    }
    let says_sso = words.sso.is_match(&sight.alerts) || (!sight.password_field && words.sso.is_match(&sight.text));
    if says_sso || is_elsewhere(&sight.url, home) {
        return Some(Obstacle::evident(FaultKind::SsoEnforced, said(sight)));
    }
    if stage.password_sent && !sight.password_field {
        if words.other_factor.is_match(&sight.text) {
            return Some(Obstacle::evident(FaultKind::SecondFactorUnsupported, said(sight)));
        }
        if sight.code_field && stage.code_sent {
            let detail = format!("the one-time code was not accepted: {}", said(sight));
            return Some(Obstacle { kind: FaultKind::CredentialsRejected, detail, evident: false });
        }
        if sight.code_field && !stage.has_secret {
            return Some(Obstacle::evident(FaultKind::SecondFactorNeeded, said(sight)));
        }
    }
    if stage.password_sent && sight.password_field {
        let evident = words.rejected.is_match(&sight.alerts);
        return Some(Obstacle { kind: FaultKind::CredentialsRejected, detail: said(sight), evident });
    }
    None
}

/// What a page says instead of doing what it was asked for.
pub(super) fn refusal(sight: &Sight) -> Option<Obstacle> {
    let words = WORDS.as_ref()?;
    let kind = if words.exists.is_match(&sight.alerts) { FaultKind::AlreadyExists } else { FaultKind::Refused };
    (!sight.alerts.is_empty()).then(|| Obstacle::evident(kind, said(sight)))
}

/// Whether the browser was led to where other services let people sign in.
fn is_elsewhere(url: &str, home: &Url) -> bool {
    let Ok(url) = Url::parse(url) else { return false };
    let (Some(host), Some(own)) = (url.host_str(), home.host_str()) else { return false };
    let belongs = |site: &str| host == site || host.ends_with(&format!(".{site}"));
    let known = IDENTITY_PROVIDERS.iter().any(|site| belongs(site) && !own.ends_with(site));
    let asks = url.query_pairs().any(|(name, _)| name == "SAMLRequest");
    let other = host != own || url.port_or_known_default() != home.port_or_known_default();
    known || (asks && other)
}

/// What the page says, as short as a log line should be.
fn said(sight: &Sight) -> String {
    let text = [&sight.alerts, &sight.title, &sight.text].into_iter().find(|text| !text.is_empty());
    let text = text.map(String::as_str).unwrap_or_default();
    let short: String = text.chars().take(200).collect();
    if short.len() < text.len() { format!("“{short}…”") } else { format!("“{short}”") }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SENT: Stage = Stage { signing_in: true, password_sent: true, code_sent: false, has_secret: false };

    fn told(sight: &Sight, stage: Stage) -> Option<FaultKind> {
        let home = Url::parse("https://app.example.com/").unwrap();
        obstacle(sight, stage, &home).map(|obstacle| obstacle.kind)
    }

    fn page(text: &str) -> Sight {
        Sight { url: "https://app.example.com/login".into(), status: 200, text: text.into(), ..Sight::default() }
    }

    #[test]
    fn the_words_of_a_page_tell_what_it_is() {
        for (text, kind) in [
            ("We sent a verification code to a***@example.com", FaultKind::SecondFactorUnsupported),
            ("Approve the sign-in request on your phone", FaultKind::SecondFactorUnsupported),
            ("登録のメールアドレスに認証コードを送信しました", FaultKind::SecondFactorUnsupported),
            ("Your organization requires single sign-on", FaultKind::SsoEnforced),
            ("シングルサインオンでログインしてください", FaultKind::SsoEnforced),
            ("Your password has expired.", FaultKind::PasswordExpired),
            ("パスワードの有効期限が切れています。", FaultKind::PasswordExpired),
            ("Access from your IP address 192.0.2.1 is not allowed.", FaultKind::IpRestricted),
            ("接続元IPアドレスからのアクセスは許可されていません", FaultKind::IpRestricted),
        ] {
            assert_eq!(told(&page(text), SENT), Some(kind), "{text}");
        }
    }

    #[test]
    fn a_sign_in_page_that_comes_again_means_that_the_password_was_wrong() {
        let again =
            Sight { password_field: true, alerts: "Error: The password is incorrect.".into(), ..page("Log in") };
        assert_eq!(told(&again, SENT), Some(FaultKind::CredentialsRejected));
        // Before the password was sent it is only the page as it is.
        assert_eq!(told(&again, Stage { signing_in: true, ..Stage::default() }), None);
    }

    #[test]
    fn links_of_a_usual_sign_in_page_are_no_obstacle() {
        let usual = page("Sign in with SSO. Forgot your password? Reset your password. Use a passkey");
        assert_eq!(
            told(&Sight { password_field: true, ..usual }, Stage { signing_in: true, ..Stage::default() }),
            None
        );
    }

    #[test]
    fn a_code_is_asked_for_or_was_not_accepted() {
        let asks = Sight { code_field: true, ..page("Enter the code of your authenticator app") };
        assert_eq!(told(&asks, SENT), Some(FaultKind::SecondFactorNeeded));
        let sent = Stage { code_sent: true, has_secret: true, ..SENT };
        assert_eq!(told(&asks, sent), Some(FaultKind::CredentialsRejected));
    }

    #[test]
    fn a_refusal_is_told_by_the_alerts_of_a_page() {
        let refused = |alerts: &str| refusal(&Sight { alerts: alerts.into(), ..page("Users") }).map(|why| why.kind);
        assert_eq!(refused("Error: This username is already registered."), Some(FaultKind::AlreadyExists));
        assert_eq!(refused("このメールアドレスはすでに登録されています。"), Some(FaultKind::AlreadyExists));
        assert_eq!(refused("There are no seats left."), Some(FaultKind::Refused));
        assert_eq!(refused(""), None);
    }

    #[test]
    fn being_led_to_an_identity_provider_is_single_sign_on() {
        let there = Sight { url: "https://login.microsoftonline.com/common/saml2".into(), ..page("Sign in") };
        assert_eq!(told(&there, SENT), Some(FaultKind::SsoEnforced));
        let asked = Sight { url: "https://idp.example.net/sso?SAMLRequest=fZ".into(), ..page("Sign in") };
        assert_eq!(told(&asked, SENT), Some(FaultKind::SsoEnforced));
    }
}
