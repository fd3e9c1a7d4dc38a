use std::time::Duration;

use daicho_persistence::{Database, DatabaseSettings, Tenancy};

#[tokio::test]
async fn who_waits_in_vain_for_a_connection_hears_of_overload() {
    let folder = tempfile::tempdir().unwrap();
    let url = format!("sqlite://{}?mode=rwc", folder.path().join("daicho.db").display());
    let settings = DatabaseSettings { patience: Duration::from_secs(1), ..DatabaseSettings::new(url, 1) };
    let database = Database::connect(&settings).await.unwrap();

    let only = database.read(Tenancy::Operator).await.unwrap();
    let refused = database.read(Tenancy::Operator).await.unwrap_err();
    assert!(refused.overloaded, "{refused}");

    only.commit().await.unwrap();
    database.read(Tenancy::Operator).await.unwrap();
}

#[tokio::test]
async fn who_waits_in_vain_for_the_writer_of_an_embedded_database_hears_of_overload_and_reads_on() {
    let folder = tempfile::tempdir().unwrap();
    let url = format!("sqlite://{}?mode=rwc", folder.path().join("daicho.db").display());
    let settings = DatabaseSettings { patience: Duration::from_millis(100), ..DatabaseSettings::new(url, 2) };
    let database = Database::connect(&settings).await.unwrap();

    let writing = database.write(Tenancy::Operator).await.unwrap();
    let waiting: Vec<_> = (0..4)
        .map(|_| {
            let database = database.clone();
            tokio::spawn(async move { database.write(Tenancy::Operator).await })
        })
        .collect();
    database.read(Tenancy::Operator).await.unwrap();
    for waiting in waiting {
        let refused = waiting.await.unwrap().unwrap_err();
        assert!(refused.overloaded, "{refused}");
    }

    writing.commit().await.unwrap();
    database.write(Tenancy::Operator).await.unwrap();
}
