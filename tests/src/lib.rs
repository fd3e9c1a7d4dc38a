//! The real programs that tests run against, each started on a free loopback port and ended with its test.
#![expect(clippy::expect_used, reason = "a program that cannot start fails its test on the spot")]

pub mod browser;
pub mod daicho;
pub mod http;
pub mod mail_server;
pub mod mcp_client;
pub mod member_site;
pub mod moto;
pub mod oidc_provider;
pub mod places;
pub mod polling;
pub mod postgres;
pub mod program;
pub mod recipe_run;
pub mod scim_server;
pub mod session;
pub mod vendor_mock;
pub mod vendor_spec;
pub mod wordpress;
