use daicho_domain::integration::ConnectorFault;
use daicho_domain::notification::SlackChannel;
use reqwest::Method;
use reqwest::header::{AUTHORIZATION, HeaderMap};
use secrecy::SecretString;
use serde_json::Value;
use url::Url;

use super::slack::{address, bearer, said};
use crate::transport::{Outgoing, Transport};

/// Whoever has more channels types the name.
const MOST_PAGES: usize = 10;

/// All channels that are not archived, in the order of their names.
pub(super) async fn list(
    transport: &Transport,
    api: &Url,
    token: &SecretString,
) -> Result<Vec<SlackChannel>, ConnectorFault> {
    let mut channels = Vec::new();
    let mut cursor = String::new();
    for _ in 0..MOST_PAGES {
        let mut url = address(api, "conversations.list")?;
        url.query_pairs_mut()
            .append_pair("types", "public_channel,private_channel")
            .append_pair("exclude_archived", "true")
            .append_pair("limit", "1000")
            .append_pair("cursor", &cursor);
        let headers = HeaderMap::from_iter([(AUTHORIZATION, bearer(token)?)]);
        let answer = transport.send(&Outgoing { method: Method::GET, url, headers, body: None }).await?;
        let page = said(&answer)?;
        channels.extend(page["channels"].as_array().into_iter().flatten().filter_map(channel));
        page["response_metadata"]["next_cursor"].as_str().unwrap_or_default().clone_into(&mut cursor);
        if cursor.is_empty() {
            break;
        }
    }
    channels.sort_by(|one, other| one.name.cmp(&other.name));
    Ok(channels)
}

fn channel(value: &Value) -> Option<SlackChannel> {
    Some(SlackChannel {
        id: value["id"].as_str()?.to_owned(),
        name: value["name"].as_str()?.to_owned(),
        is_private: value["is_private"] == true,
    })
}
