mod app;
mod client;

pub use app::{PASSWORD, TestApp};
pub use client::{Answer, Client};
