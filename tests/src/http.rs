//! The HTTP client of the rigs.

use std::{sync::Once, time::Duration};

use reqwest::{Client, redirect::Policy};

/// A client that follows no redirects and gives up after a minute.
pub fn client() -> Client {
    client_builder().build().expect("an HTTP client")
}

/// What [`client`] is made of.
pub fn client_builder() -> reqwest::ClientBuilder {
    static PROVIDER: Once = Once::new();
    PROVIDER.call_once(|| {
        // Fails only when another crate of the same process was first, which serves as well.
        drop(rustls::crypto::ring::default_provider().install_default());
    });
    Client::builder().redirect(Policy::none()).no_proxy().timeout(Duration::from_mins(1))
}
