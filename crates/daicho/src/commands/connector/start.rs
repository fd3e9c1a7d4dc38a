use std::fs::OpenOptions;
use std::io::Write;

use crate::Failed;

const BEGINNING: &str = "\
manifest: 1
name: SLUG
homepage: https://example.com

fields: {}
ways:
  token:
    guide: {en: How to get the token and which permission it needs., ja: トークンの取得方法と必要な権限。}
    auth: bearer

base_url: https://api.example.com
verify: {request: GET /me}
accounts:
  users:
    request: {call: GET /users, query: {limit: 100}}
    paging: {cursor: {at: $.next_cursor, param: cursor}}
    items: $.users[*]
    fields:
      id: $.id
      email: $.email
      display_name: $.name
";

pub(crate) fn run(slug: &str) -> Result<(), Failed> {
    let well_formed =
        !slug.is_empty() && slug.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-');
    if !well_formed {
        return Err(format!("`{slug}` is no slug: use lower-case letters, digits and hyphens").into());
    }
    let file = format!("{slug}.yaml");
    let mut new =
        OpenOptions::new().write(true).create_new(true).open(&file).map_err(|error| format!("{file}: {error}"))?;
    new.write_all(BEGINNING.replace("SLUG", slug).as_bytes())?;
    println!("{file} is written. Fill it in, then: daicho connector lint {file}");
    Ok(())
}
