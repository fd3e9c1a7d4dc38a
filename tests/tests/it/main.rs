//! Stories that cross crates, told with the real binary and real programs.
#![expect(clippy::expect_used, reason = "a test that cannot go on has failed")]

/// Tells each story once on SQLite and once on PostgreSQL, to a fresh server each time.
macro_rules! on_both_databases {
    ($($story:ident),+ $(,)?) => {
        mod on_sqlite {
            $(#[tokio::test] async fn $story() { super::$story(daicho_tests::daicho::Daicho::start().await).await; })+
        }
        mod on_postgres {
            $(#[tokio::test] async fn $story() {
                let database = daicho_tests::postgres::Postgres::shared().await.database();
                super::$story(daicho_tests::daicho::Daicho::start_on(Some(database)).await).await;
            })+
        }
    };
}

mod architecture;
mod assisted;
mod automation;
mod aws;
mod conformance;
mod exact_words;
mod faults;
mod gitlab;
mod guard;
mod kills;
mod many_accounts;
mod nonsense;
mod notifications;
mod oauth;
mod offboarding;
mod official_client;
mod operations;
mod own_connector;
mod permissions;
mod restart;
mod rigs;
mod robot;
mod scim;
mod scim_service;
mod wordpress;
mod workers;
