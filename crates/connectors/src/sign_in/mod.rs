//! Signing in: obtaining tokens, keeping them fresh, and putting the sign-in on requests.

mod aws;
mod exchange;
mod oauth1;
mod one_time_code;
mod token;

pub(crate) use aws::{AwsKeys, sign};
pub(crate) use exchange::{TokenAnswer, assertion, read_token_answer};
pub(crate) use oauth1::{OAuth1Keys, sign_oauth1};
pub(crate) use one_time_code::UsedCodes;
pub(crate) use token::{Token, TokenCache};

/// Reserved names within the credential values.
pub(crate) const ACCESS_TOKEN: &str = "access_token";
pub(crate) const REFRESH_TOKEN: &str = "refresh_token";
/// Seconds since 1970, as text.
pub(crate) const EXPIRES_AT: &str = "expires_at";
