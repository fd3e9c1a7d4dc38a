//! Services without an API, read on their pages by real runs of the robot in a real Chromium.

mod changes;
mod hostile;
mod kills;
mod member_site;
mod obstacles;
mod product;
mod wordpress;

use daicho_tests::member_site::{LOGIN, PASSWORD};

/// Signs in on the site of the tests, reads its members and changes them.
const RECIPE: &str = include_str!("../../../../crates/connectors/tests/recipes/members.yaml");

/// Up to the list of its members, for what is read otherwise.
fn sign_in() -> &'static str {
    RECIPE.split_once("\n    table:").map_or(RECIPE, |(sign_in, _)| sign_in)
}

/// Reads the table, whose next page comes as `next` says.
fn table_recipe(next: &str) -> String {
    RECIPE.replace("next: {press: {link: Next}}", &format!("next: {next}"))
}

const VALUES: [(&str, &str); 2] = [("id", LOGIN), ("password", PASSWORD)];
