mod app;
mod client;

pub use app::{PASSWORD, TestApp, TestOrganization};
pub use client::{Answer, Client};
