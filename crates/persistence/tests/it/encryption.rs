use daicho_persistence::{Database, DatabaseSettings, Tenancy};
use sea_orm::ConnectionTrait;
use url::Url;

use crate::support::statement;

async fn connect(parameters: &[(&str, &str)]) -> Option<Result<Database, daicho_domain::error::StoreError>> {
    let mut url = Url::parse(&std::env::var("DAICHO_TEST_DATABASE_URL").ok()?).unwrap();
    url.query_pairs_mut().clear().extend_pairs(parameters);
    Some(Database::connect(&DatabaseSettings::new(url, 1)).await)
}

async fn is_encrypted(database: &Database) -> bool {
    let tx = database.read(Tenancy::Operator).await.unwrap();
    let sql = "SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()";
    tx.query_one_raw(statement(&tx, sql, [])).await.unwrap().unwrap().try_get("", "ssl").unwrap()
}

#[tokio::test]
async fn connections_to_postgresql_are_encrypted_as_the_url_says() {
    let Ok(certificate) = std::env::var("DAICHO_TEST_DATABASE_CERTIFICATE") else {
        eprintln!("SKIPPED: DAICHO_TEST_DATABASE_CERTIFICATE is not set");
        return;
    };
    for (parameters, encrypted) in [
        (&[("sslmode", "disable")][..], false),
        // The cluster is on this machine.
        (&[("sslmode", "prefer")], false),
        (&[("sslmode", "require")], true),
        (&[("sslmode", "verify-full"), ("sslrootcert", &certificate)], true),
    ] {
        let database = connect(parameters).await.unwrap().unwrap();
        assert_eq!(is_encrypted(&database).await, encrypted, "{parameters:?}");
    }
    let untrusted = connect(&[("sslmode", "verify-full")]).await.unwrap().unwrap_err();
    assert!(untrusted.to_string().contains("certificate"), "{untrusted}");
}
