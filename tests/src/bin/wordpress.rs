//! A WordPress for the browser stories. Prints where it is, then does what the lines of its input say:
//! `add NUMBER` or `delete NUMBER`, each answered with a line. Ends with its input.
#![expect(clippy::expect_used, reason = "a rig that cannot start says why and ends")]

use std::io::stdin;

use daicho_tests::wordpress::{Wordpress, WordpressUser};
use serde_json::json;

/// The administrator is one more.
const USERS: usize = 11;

#[tokio::main]
async fn main() {
    let site = Wordpress::start().await;
    site.add(&(1..=USERS).map(WordpressUser::numbered).collect::<Vec<_>>());
    let (username, sign_in_password) = (site.administrator, site.password);
    let password = &site.application_password;
    let told = json!({"url": site.url, "username": username, "password": password, "signInPassword": sign_in_password});
    println!("{told}");
    for line in stdin().lines() {
        let line = line.expect("a line of input");
        let (what, number) = line.split_once(' ').expect("`add NUMBER` or `delete NUMBER`");
        let user = WordpressUser::numbered(number.parse().expect("a number"));
        match what {
            "add" => site.add(std::slice::from_ref(&user)),
            "delete" => site.delete(&user),
            other => panic!("`{other}` is neither add nor delete"),
        }
        println!("{what} {}", user.login);
    }
}
