mod channels;

use std::path::Path;

use daicho_domain::ids::{OrganizationId, WorkspaceId};
use daicho_persistence::vault::{KeySource, Vault};
use daicho_persistence::{Database, Tenancy};
use sea_orm::ConnectionTrait;
use secrecy::{ExposeSecret, SecretString};

use crate::support::{for_each_database, organization, run, statement, workspace};

const SECRETS: usize = 600;

struct Installation {
    database: Database,
    vault: Vault,
    organization: OrganizationId,
    workspace: WorkspaceId,
    folder: tempfile::TempDir,
}

impl Installation {
    async fn new(database: Database) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let vault = open(&database, folder.path()).await;
        let organization = organization(&database, "Example").await;
        let tx = database.write(organization).await.unwrap();
        vault.add_data_key(&tx, organization).await.unwrap();
        let workspace = workspace(&tx, organization, "Example").await;
        tx.commit().await.unwrap();
        Self { database, vault, organization, workspace, folder }
    }

    async fn store(&self, field: &str, secret: &str) {
        let value = SecretString::from(secret);
        let sealed = self.vault.seal(self.organization, self.workspace, field, &value).await.unwrap();
        let tx = self.database.write(self.organization).await.unwrap();
        let sql =
            "INSERT INTO workspace_credential (organization_id, workspace_id, field, sealed) VALUES ($1, $2, $3, $4)";
        run(&tx, sql, [self.organization.0.into(), self.workspace.0.into(), field.into(), sealed.into()]).await;
        tx.commit().await.unwrap();
    }

    async fn sealed(&self, field: &str) -> String {
        let tx = self.database.read(self.organization).await.unwrap();
        let sql = "SELECT sealed FROM workspace_credential WHERE workspace_id = $1 AND field = $2";
        let row = tx.query_one_raw(statement(&tx, sql, [self.workspace.0.into(), field.into()])).await;
        row.unwrap().unwrap().try_get("", "sealed").unwrap()
    }

    async fn read_by(&self, vault: &Vault, field: &str) -> String {
        let sealed = self.sealed(field).await;
        let opened = vault.open(self.organization, self.workspace, field, &sealed).await.unwrap();
        opened.expose_secret().to_owned()
    }
}

async fn open(database: &Database, folder: &Path) -> Vault {
    Vault::open_with(database.clone(), KeySource::File(folder.join("master.key"))).await.unwrap()
}

#[tokio::test]
async fn a_secret_opens_only_in_its_own_place() {
    for_each_database(async |database| {
        let here = Installation::new(database).await;
        here.store("token", "hunter2").await;
        let sealed = here.sealed("token").await;
        assert!(!sealed.contains("hunter2"));
        assert_eq!(here.read_by(&here.vault, "token").await, "hunter2");
        let (organization, workspace) = (here.organization, here.workspace);
        assert!(here.vault.open(organization, workspace, "other", &sealed).await.is_err());
        assert!(here.vault.open(organization, WorkspaceId(workspace.0 + 1), "token", &sealed).await.is_err());
        assert!(here.vault.open(OrganizationId(organization.0 + 1), workspace, "token", &sealed).await.is_err());
    })
    .await;
}

#[tokio::test]
async fn rotation_renews_every_key_and_secret_while_a_server_goes_on_reading_and_writing() {
    for_each_database(async |database| {
        let here = Installation::new(database.clone()).await;
        for number in 0..SECRETS {
            here.store(&format!("field{number}"), &format!("secret{number}")).await;
        }
        let before = here.sealed("field0").await;
        let key_before = here.vault.status().await.unwrap().master_key_id;

        // Another process, as the operator's command is.
        let operator = open(&database, here.folder.path()).await;
        let mut heard = 0;
        let after = operator.rotate(|count| heard = count).await.unwrap();
        assert_eq!(heard, SECRETS as u64);
        assert_ne!(after.master_key_id, key_before);
        assert_eq!((after.data_keys_under_other_master_keys, after.secrets_under_retired_data_keys), (0, 0));
        assert_ne!(here.sealed("field0").await, before);

        // The server was started before the rotation.
        assert_eq!(here.read_by(&here.vault, "field599").await, "secret599");
        here.store("late", "written after").await;
        let restarted = open(&database, here.folder.path()).await;
        assert_eq!(here.read_by(&restarted, "late").await, "written after");
        // What was sealed before and comes late still opens.
        let opened = restarted.open(here.organization, here.workspace, "field0", &before).await.unwrap();
        assert_eq!(opened.expose_secret(), "secret0");
        let file = std::fs::read_to_string(here.folder.path().join("master.key")).unwrap();
        assert_eq!(file.lines().count(), 1);
    })
    .await;
}

#[tokio::test]
async fn an_interrupted_rotation_goes_on_where_it_stopped() {
    for_each_database(async |database| {
        let here = Installation::new(database.clone()).await;
        for number in 0..SECRETS {
            here.store(&format!("field{number}"), &format!("secret{number}")).await;
        }
        let operator = open(&database, here.folder.path()).await;
        let interrupted =
            tokio::spawn(async move { operator.rotate(|_| panic!("killed after the first batch")).await });
        assert!(interrupted.await.unwrap_err().is_panic());
        assert_eq!(here.read_by(&here.vault, "field0").await, "secret0");
        assert_eq!(here.read_by(&here.vault, "field599").await, "secret599");

        let mut again = 0;
        let operator = open(&database, here.folder.path()).await;
        let after = operator.rotate(|count| again = count).await.unwrap();
        assert_eq!(again, SECRETS as u64 - 500);
        assert_eq!((after.data_keys_under_other_master_keys, after.secrets_under_retired_data_keys), (0, 0));
        assert_eq!(here.read_by(&open(&database, here.folder.path()).await, "field599").await, "secret599");
    })
    .await;
}

#[tokio::test]
async fn an_organization_made_by_a_server_after_a_rotation_is_under_the_new_master_key() {
    for_each_database(async |database| {
        let here = Installation::new(database.clone()).await;
        open(&database, here.folder.path()).await.rotate(|_| {}).await.unwrap();
        let second = organization(&database, "Second").await;
        let tx = database.write(second).await.unwrap();
        here.vault.add_data_key(&tx, second).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(here.vault.status().await.unwrap().data_keys_under_other_master_keys, 0);
        open(&database, here.folder.path()).await;
    })
    .await;
}

#[tokio::test]
async fn a_server_without_the_right_master_key_does_not_start() {
    for_each_database(async |database| {
        let here = Installation::new(database.clone()).await;
        let elsewhere = tempfile::tempdir().unwrap();
        let missing = Vault::open_with(database.clone(), KeySource::File(elsewhere.path().join("master.key"))).await;
        assert!(missing.is_err());
        assert!(!elsewhere.path().join("master.key").exists());
        let wrong = Vault::open_with(database.clone(), KeySource::Value(SecretString::from("cd".repeat(32)))).await;
        assert!(wrong.is_err());
        drop(here);
    })
    .await;
}

#[tokio::test]
async fn another_organizations_transaction_sees_no_data_key() {
    for_each_database(async |database| {
        let here = Installation::new(database.clone()).await;
        let other = organization(&database, "Other").await;
        let tx = database.read(Tenancy::from(other)).await.unwrap();
        if tx.get_database_backend() == sea_orm::DatabaseBackend::Postgres {
            let row =
                tx.query_one_raw(statement(&tx, "SELECT COUNT(*) AS n FROM data_key", [])).await.unwrap().unwrap();
            assert_eq!(row.try_get::<i64>("", "n").unwrap(), 0);
        }
        drop(here);
    })
    .await;
}
