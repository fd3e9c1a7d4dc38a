use daicho_domain::catalogue::{NewServiceRequest, OwnConnectorStore, ServiceRequestStore};
use daicho_persistence::catalogue::SqlCatalogue;

use crate::stores::for_each_database;

#[tokio::test]
async fn every_version_of_a_connector_is_kept_for_its_organization_alone() {
    for_each_database(|stores| async move {
        let catalogue = SqlCatalogue::new(stores.database.clone());
        let (ours, theirs) = (stores.organization, stores.add_organization("Other", "other.example").await);
        catalogue.add_version(ours, "intranet", "manifest: 1", "liz@example.com").await.unwrap();
        catalogue.add_version(ours, "intranet", "manifest: 1 # better", "jack@example.com").await.unwrap();
        catalogue.add_version(theirs, "intranet", "theirs", "kenneth@other.example").await.unwrap();

        let found = catalogue.find(ours, "intranet").await.unwrap().unwrap();
        assert_eq!(found.manifest, "manifest: 1 # better");
        let versions: Vec<_> = found.versions.iter().map(|each| (each.version, each.created_by.as_str())).collect();
        assert_eq!(versions, [(1, "liz@example.com"), (2, "jack@example.com")]);

        assert!(catalogue.remove(ours, "intranet").await.unwrap());
        assert!(!catalogue.remove(ours, "intranet").await.unwrap());
        assert_eq!(OwnConnectorStore::list(&catalogue, theirs).await.unwrap().len(), 1);
    })
    .await;
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
