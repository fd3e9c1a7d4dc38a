//! AWS Signature Version 4 (AWS General Reference, "Signing AWS API requests").

use chrono::{DateTime, Utc};
use daicho_domain::integration::ConnectorFault;
use hmac::{Hmac, KeyInit, Mac};
use sha2::{Digest, Sha256};

use crate::engine::compose::{invalid, percent_encoded, put_header};
use crate::transport::Outgoing;

pub(crate) struct AwsKeys<'a> {
    pub access_key_id: &'a str,
    pub secret_access_key: &'a str,
    pub session_token: Option<&'a str>,
    pub service: &'a str,
    pub region: &'a str,
}

/// Adds the headers that sign the request as it stands at this moment.
pub(crate) fn sign(outgoing: &mut Outgoing, keys: &AwsKeys<'_>, now: DateTime<Utc>) -> Result<(), ConnectorFault> {
    let moment = now.format("%Y%m%dT%H%M%SZ").to_string();
    let day = &moment[..8];
    put_header(&mut outgoing.headers, "x-amz-date", &moment)?;
    if let Some(token) = keys.session_token {
        put_header(&mut outgoing.headers, "x-amz-security-token", token)?;
    }
    let host = outgoing.url.host_str().unwrap_or_default();
    let host = outgoing.url.port().map_or_else(|| host.to_owned(), |port| format!("{host}:{port}"));
    let mut signed = vec![("host", host.as_str()), ("x-amz-date", moment.as_str())];
    if let Some(token) = keys.session_token {
        signed.push(("x-amz-security-token", token));
    }
    let names = signed.iter().map(|(name, _)| *name).collect::<Vec<_>>().join(";");
    let lines: String = signed.iter().flat_map(|(name, value)| [name, ":", value, "\n"]).collect();

    let mut query: Vec<(String, String)> = outgoing
        .url
        .query_pairs()
        .map(|(name, value)| (percent_encoded(&name).into_owned(), percent_encoded(&value).into_owned()))
        .collect();
    query.sort();
    let query = query.iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join("&");
    // The wire carries the very encoding that is signed.
    outgoing.url.set_query((!query.is_empty()).then_some(&query));

    let body = outgoing.body.as_deref().unwrap_or_default();
    let canonical = format!(
        "{}\n{}\n{query}\n{lines}\n{names}\n{}",
        outgoing.method,
        outgoing.url.path(),
        hex::encode(Sha256::digest(body))
    );
    let range = format!("{day}/{}/{}/aws4_request", keys.region, keys.service);
    let to_sign = format!("AWS4-HMAC-SHA256\n{moment}\n{range}\n{}", hex::encode(Sha256::digest(&canonical)));
    let mut key = keyed(format!("AWS4{}", keys.secret_access_key).as_bytes(), day)?;
    for part in [keys.region, keys.service, "aws4_request"] {
        key = keyed(&key, part)?;
    }
    let signature = hex::encode(keyed(&key, &to_sign)?);
    let header = format!(
        "AWS4-HMAC-SHA256 Credential={}/{range}, SignedHeaders={names}, Signature={signature}",
        keys.access_key_id
    );
    put_header(&mut outgoing.headers, "authorization", &header)
}

fn keyed(key: &[u8], text: &str) -> Result<Vec<u8>, ConnectorFault> {
    let mut mac = Hmac::<Sha256>::new_from_slice(key).map_err(invalid)?;
    mac.update(text.as_bytes());
    Ok(mac.finalize().into_bytes().to_vec())
}

#[cfg(test)]
mod tests {
    use chrono::{TimeZone, Utc};
    use reqwest::Method;
    use reqwest::header::HeaderMap;

    use super::{AwsKeys, sign};
    use crate::transport::Outgoing;

    /// The case `get-vanilla-query-order-key-case` of the published Signature Version 4 test suite.
    #[test]
    fn the_published_example_gives_the_published_signature() {
        let mut outgoing = Outgoing {
            method: Method::GET,
            url: "https://example.amazonaws.com/?Param2=value2&Param1=value1".parse().unwrap(),
            headers: HeaderMap::new(),
            body: None,
        };
        let keys = AwsKeys {
            access_key_id: "AKIDEXAMPLE",
            secret_access_key: "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY",
            session_token: None,
            service: "service",
            region: "us-east-1",
        };
        sign(&mut outgoing, &keys, Utc.with_ymd_and_hms(2015, 8, 30, 12, 36, 0).unwrap()).unwrap();
        let header = outgoing.headers["authorization"].to_str().unwrap();
        assert!(
            header.ends_with("Signature=b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500"),
            "{header}"
        );
    }
}
