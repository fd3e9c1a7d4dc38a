//! OAuth 1.0a: requests signed with shared secrets (RFC 5849, section 3.4).

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use daicho_domain::integration::ConnectorFault;
use hmac::{Hmac, KeyInit, Mac};
use sha1::Sha1;
use sha2::Sha256;

use crate::engine::compose::{FORM, invalid, percent_encoded, put_header};
use crate::manifest::TextSignature;
use crate::transport::Outgoing;

pub(crate) struct OAuth1Keys<'a> {
    pub consumer_key: &'a str,
    pub consumer_secret: &'a str,
    pub token: &'a str,
    pub token_secret: &'a str,
    pub realm: Option<String>,
    pub signature: TextSignature,
}

/// Adds the `Authorization` header that signs the request as it stands. `timestamp` counts seconds since 1970.
pub(crate) fn sign_oauth1(
    outgoing: &mut Outgoing,
    keys: &OAuth1Keys<'_>,
    timestamp: i64,
    nonce: &str,
) -> Result<(), ConnectorFault> {
    let method = match keys.signature {
        TextSignature::HmacSha1 => "HMAC-SHA1",
        TextSignature::HmacSha256 => "HMAC-SHA256",
    };
    let timestamp = timestamp.to_string();
    let own = [
        ("oauth_consumer_key", keys.consumer_key),
        ("oauth_token", keys.token),
        ("oauth_signature_method", method),
        ("oauth_timestamp", timestamp.as_str()),
        ("oauth_nonce", nonce),
    ];
    let base = base_string(outgoing, &own);
    let secret = format!("{}&{}", percent_encoded(keys.consumer_secret), percent_encoded(keys.token_secret));
    let signature = match keys.signature {
        TextSignature::HmacSha1 => keyed::<Hmac<Sha1>>(&secret, &base)?,
        TextSignature::HmacSha256 => keyed::<Hmac<Sha256>>(&secret, &base)?,
    };
    let realm = keys.realm.iter().map(|realm| format!("realm=\"{realm}\""));
    let signed = own.into_iter().chain([("oauth_signature", signature.as_str())]);
    let signed = signed.map(|(name, value)| format!("{name}=\"{}\"", percent_encoded(value)));
    let header = format!("OAuth {}", realm.chain(signed).collect::<Vec<_>>().join(", "));
    put_header(&mut outgoing.headers, "authorization", &header)
}

/// The method, the address and all parameters in order, of query, form and header (section 3.4.1).
fn base_string(outgoing: &Outgoing, own: &[(&str, &str)]) -> String {
    let encoded = |name: &str, value: &str| (percent_encoded(name).into_owned(), percent_encoded(value).into_owned());
    let is_form = outgoing.headers.get("content-type").is_some_and(|kind| kind.as_bytes().starts_with(FORM.as_bytes()));
    let form = outgoing.body.as_deref().filter(|_| is_form).unwrap_or_default();
    let mut parameters: Vec<(String, String)> = own.iter().map(|(name, value)| encoded(name, value)).collect();
    parameters.extend(outgoing.url.query_pairs().map(|(name, value)| encoded(&name, &value)));
    parameters.extend(url::form_urlencoded::parse(form).map(|(name, value)| encoded(&name, &value)));
    parameters.sort();
    let parameters: Vec<String> = parameters.iter().map(|(name, value)| format!("{name}={value}")).collect();
    let mut address = outgoing.url.clone();
    address.set_query(None);
    format!("{}&{}&{}", outgoing.method, percent_encoded(address.as_str()), percent_encoded(&parameters.join("&")))
}

fn keyed<M: Mac + KeyInit>(secret: &str, text: &str) -> Result<String, ConnectorFault> {
    let mut mac = <M as KeyInit>::new_from_slice(secret.as_bytes()).map_err(invalid)?;
    mac.update(text.as_bytes());
    Ok(STANDARD.encode(mac.finalize().into_bytes()))
}

#[cfg(test)]
mod tests {
    use bytes::Bytes;
    use reqwest::Method;
    use reqwest::header::{CONTENT_TYPE, HeaderMap, HeaderValue};

    use super::{FORM, OAuth1Keys, base_string, sign_oauth1};
    use crate::manifest::TextSignature;
    use crate::transport::Outgoing;

    fn photos() -> Outgoing {
        Outgoing {
            method: Method::GET,
            url: "http://photos.example.net/photos?file=vacation.jpg&size=original".parse().unwrap(),
            headers: HeaderMap::new(),
            body: None,
        }
    }

    fn signed_by(signature: TextSignature) -> String {
        let keys = OAuth1Keys {
            consumer_key: "dpf43f3p2l4k3l03",
            consumer_secret: "kd94hf93k423kf44",
            token: "nnch734d00sl2jdk",
            token_secret: "pfkkdhi9sl3r4s00",
            realm: Some("Photos".to_owned()),
            signature,
        };
        let mut outgoing = photos();
        sign_oauth1(&mut outgoing, &keys, 137_131_202, "chapoH").unwrap();
        outgoing.headers["authorization"].to_str().unwrap().to_owned()
    }

    /// The protected resource request of RFC 5849, section 1.2.
    #[test]
    fn the_example_of_the_standard_gives_its_signature() {
        let header = signed_by(TextSignature::HmacSha1);
        assert!(header.starts_with("OAuth realm=\"Photos\", oauth_consumer_key=\"dpf43f3p2l4k3l03\""), "{header}");
        assert!(header.ends_with("oauth_signature=\"MdpQcU8iPSUjWoN%2FUDMsK2sui9I%3D\""), "{header}");
    }

    /// The expected value was computed with oauthlib 3.
    #[test]
    fn sha_256_gives_what_another_implementation_gives() {
        let header = signed_by(TextSignature::HmacSha256);
        assert!(header.ends_with("oauth_signature=\"HtMwoX2zenlFjgGg%2FSNEoKEQmL7CzxYFEKzs7er044Y%3D\""), "{header}");
    }

    /// The request of RFC 5849, section 3.4.1.1: parameters from query, form and header, some of them twice.
    #[test]
    fn parameters_of_all_places_are_signed_in_order() {
        let mut outgoing = photos();
        outgoing.method = Method::POST;
        outgoing.url = "http://example.com/request?b5=%3D%253D&a3=a&c%40=&a2=r%20b".parse().unwrap();
        outgoing.headers.insert(CONTENT_TYPE, HeaderValue::from_static(FORM));
        outgoing.body = Some(Bytes::from_static(b"c2&a3=2+q"));
        let own = [
            ("oauth_consumer_key", "9djdj82h48djs9d2"),
            ("oauth_token", "kkk9d7dh3k39sjv7"),
            ("oauth_signature_method", "HMAC-SHA1"),
            ("oauth_timestamp", "137131201"),
            ("oauth_nonce", "7d8f3e4a"),
        ];
        assert_eq!(
            base_string(&outgoing, &own),
            "POST&http%3A%2F%2Fexample.com%2Frequest&a2%3Dr%2520b%26a3%3D2%2520q%26a3%3Da%26b5%3D%253D%25253D%26c%2540%3D%26c2%3D%26oauth_consumer_key%3D9djdj82h48djs9d2%26oauth_nonce%3D7d8f3e4a%26oauth_signature_method%3DHMAC-SHA1%26oauth_timestamp%3D137131201%26oauth_token%3Dkkk9d7dh3k39sjv7"
        );
    }
}
