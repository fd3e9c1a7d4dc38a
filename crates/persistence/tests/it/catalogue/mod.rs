use daicho_domain::catalogue::{NewServiceRequest, NewVersion, OwnConnectorStore, ServiceRequestStore};
use daicho_domain::error::{ErrorCode, Failure};
use daicho_domain::integration::{
    NewWorkspace, ServiceName, VerifiedTenant, WorkspaceKind, WorkspaceSettings, WorkspaceStore,
};
use daicho_persistence::catalogue::SqlCatalogue;
use daicho_persistence::integration::SqlIntegration;
use daicho_persistence::queue::Wake;

use crate::stores::for_each_database;

#[tokio::test]
async fn every_version_of_a_connector_is_kept_for_its_organization_alone() {
    for_each_database(|stores| async move {
        let catalogue = SqlCatalogue::new(stores.database.clone());
        let (ours, theirs) = (stores.organization, stores.add_organization("Other", "other.example").await);
        catalogue.add_version(ours, version("Intranet", "manifest: 1", "liz@example.com")).await.unwrap();
        catalogue.add_version(ours, version("Portal", "manifest: 1 # better", "jack@example.com")).await.unwrap();
        catalogue.add_version(theirs, version("Intranet", "theirs", "kenneth@other.example")).await.unwrap();

        let found = catalogue.find(ours, "intranet").await.unwrap().unwrap();
        assert_eq!(found.manifest, "manifest: 1 # better");
        let versions: Vec<_> = found.versions.iter().map(|each| (each.version, each.created_by.as_str())).collect();
        assert_eq!(versions, [(1, "liz@example.com"), (2, "jack@example.com")]);

        let latest = catalogue.manifests(ours).await.unwrap();
        let told: Vec<_> = latest.iter().map(|each| (each.service, each.version, each.manifest.as_str())).collect();
        assert_eq!(told, [(found.service, 2, "manifest: 1 # better")]);

        assert!(catalogue.remove(ours, "intranet").await.unwrap());
        assert!(!catalogue.remove(ours, "intranet").await.unwrap());
        assert_eq!(OwnConnectorStore::list(&catalogue, theirs).await.unwrap().len(), 1);
    })
    .await;
}

fn version(name: &str, manifest: &str, by: &str) -> NewVersion {
    NewVersion { slug: "intranet".into(), name: name.into(), manifest: manifest.into(), by: by.into() }
}

#[tokio::test]
async fn a_connector_gives_an_app_kept_by_hand_its_name_and_leaves_it_behind() {
    for_each_database(|stores| async move {
        let catalogue = SqlCatalogue::new(stores.database.clone());
        let workspaces = SqlIntegration::new(stores.database.clone(), stores.vault.clone(), Wake::default());
        let (by_hand, _) = workspaces.custom_service(stores.organization, "Wiki").await.unwrap();
        let version =
            NewVersion { slug: by_hand.slug.clone(), ..version("Our wiki", "manifest: 1", "liz@example.com") };
        catalogue.add_version(stores.organization, version).await.unwrap();
        let connector = catalogue.find(stores.organization, &by_hand.slug).await.unwrap().unwrap();
        assert_eq!(connector.service, by_hand.id);

        let workspace = workspace_of(&by_hand, WorkspaceKind::Connected);
        let connected = workspaces.add(stores.organization, workspace, None).await.unwrap();
        let refused = catalogue.remove(stores.organization, &by_hand.slug).await.unwrap_err();
        assert!(matches!(refused, Failure::Refused(refusal) if refusal.code == ErrorCode::ConnectorInUse));
        workspaces.disconnect(&connected, true).await.unwrap();
        assert!(catalogue.remove(stores.organization, &by_hand.slug).await.unwrap());
        let left = workspaces.find_custom_service(stores.organization, by_hand.id).await.unwrap();
        assert_eq!(left.map(|service| service.name).as_deref(), Some("Our wiki"));
    })
    .await;
}

fn workspace_of(service: &ServiceName, kind: WorkspaceKind) -> NewWorkspace {
    NewWorkspace {
        service: service.clone(),
        name: "Wiki".into(),
        kind,
        method: Some("key".into()),
        settings: WorkspaceSettings::default(),
        tenant: VerifiedTenant::default(),
    }
}

#[tokio::test]
async fn missing_services_are_listed_the_newest_first() {
    for_each_database(|stores| async move {
        let catalogue = SqlCatalogue::new(stores.database.clone());
        for name in ["Cosense", "Tunag"] {
            let wanted = NewServiceRequest {
                name: name.to_owned(),
                homepage: None,
                note: Some("please".to_owned()),
                created_by: "liz@example.com".to_owned(),
            };
            catalogue.add(stores.organization, wanted).await.unwrap();
        }
        let names: Vec<String> = ServiceRequestStore::list(&catalogue, stores.organization)
            .await
            .unwrap()
            .into_iter()
            .map(|each| each.name)
            .collect();
        assert_eq!(names, ["Tunag", "Cosense"]);
    })
    .await;
}
