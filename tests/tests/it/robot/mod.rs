//! Services without an API, read on their pages by real runs of the robot in a real Chromium.

mod hostile;
mod member_site;
mod obstacles;
mod product;
mod wordpress;

use daicho_tests::member_site::{LOGIN, PASSWORD};

/// How to sign in on the site of the tests, up to the list of its members.
const SIGN_IN: &str = "
manifest: 1
name: Member site
base_url: https://members.example.com
ways:
  id_password: {auth: id_password}
robot:
  recipe:
    sign_in:
      - go_to: /login
      - fill: {in: {field: [Login ID, ログインID]}, with: '{{ id }}'}
      - fill: {in: {field: Password}, with: '{{ password }}'}
      - press: [{button: No such button}, {button: Sign in}]
      - one_time_code: {in: {field: Code of your authenticator app}, press: {button: Verify}}
      - dismiss: {button: Close}
    signed_in: {link: Members}
    members:
      - press: {link: Members}
      - wait_for: {role: {role: heading, name: Members}}
";

/// Reads the table, whose next page comes as `next` says.
fn table_recipe(next: &str) -> String {
    format!(
        "{SIGN_IN}
    table:
      columns: {{Name: Name, Email: [E-mail address, メールアドレス], Role: Role, State: State}}
      next: {next}
    account:
      id: $.Email
      email: $.Email
      display_name: $.Name
      roles: $.Role
      role_class: {{from: $.Role, map: {{Owner: admin}}}}
      status: {{from: $.State, map: {{Suspended: suspended}}, otherwise: active}}
"
    )
}

const VALUES: [(&str, &str); 2] = [("id", LOGIN), ("password", PASSWORD)];
