//! The HTTP client of the rigs.

use std::{sync::Once, time::Duration};

use reqwest::{Client, Response, header, redirect::Policy};

/// A client that follows no redirects and gives up after a minute.
pub fn client() -> Client {
    install_tls();
    let client = Client::builder().redirect(Policy::none()).no_proxy().timeout(Duration::from_mins(1));
    client.build().expect("an HTTP client")
}

/// Chooses what this process encrypts with; a client cannot be built before.
pub fn install_tls() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        // Fails only when another crate of the same process was first, which serves as well.
        drop(rustls::crypto::ring::default_provider().install_default());
    });
}

/// The cookies that an answer sets, each as `name=value`.
pub fn cookies_of(answer: &Response) -> Vec<String> {
    let set = answer.headers().get_all(header::SET_COOKIE).iter();
    set.filter_map(|cookie| cookie.to_str().ok()?.split(';').next().map(str::to_owned)).collect()
}
