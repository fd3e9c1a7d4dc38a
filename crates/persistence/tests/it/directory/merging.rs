use daicho_domain::directory::{Batch, DirectoryEntry, IdentityPatch, IdentityQuery, Merge, Patch};
use daicho_domain::error::{ErrorCode, Failure, Outcome};
use daicho_domain::ids::PeopleId;

use super::{Directory, by_hand, email};
use crate::support::for_each_database;

impl Directory {
    async fn merge(&self, child: &DirectoryEntry, parent: &DirectoryEntry) -> Outcome<()> {
        let merge = Batch::one(Merge { child: child.identity.id, parent: parent.identity.id });
        self.store.merge(self.organization, &merge, &by_hand()).await
    }

    async fn unmerge(&self, id: PeopleId) -> Outcome<()> {
        self.store.unmerge(self.organization, &Batch::one(id), &by_hand()).await
    }
}

#[tokio::test]
async fn a_merged_entry_becomes_part_of_its_parent_and_can_be_taken_out_again() {
    for_each_database(|database| async move {
        let directory = Directory::new(database).await;
        let ann = directory.person("ann@example.com").await;
        let private = directory.person("ann@gmail.example").await;
        directory.merge(&private, &ann).await.unwrap();

        let merged = directory.get(ann.identity.id).await;
        assert_eq!(merged.merged_emails, [email("ann@gmail.example")]);
        assert_eq!(merged.merged[0].id, private.identity.id);
        assert_eq!(directory.names(IdentityQuery::default()).await, ["ann@example.com"]);
        let by_childs_address = IdentityQuery { keyword: Some("gmail".into()), ..IdentityQuery::default() };
        assert_eq!(directory.names(by_childs_address).await, ["ann@example.com"]);

        // What the API showed as secondary comes back from a form, and stays the child's.
        let secondary_emails = Patch::Set(vec![email("ann@gmail.example"), email("ann2@example.com")]);
        let sent_back = IdentityPatch { secondary_emails, ..IdentityPatch::default() };
        let saved = directory.update(ann.identity.id, sent_back).await.unwrap();
        assert_eq!(saved.identity.secondary_emails, [email("ann2@example.com")]);

        directory.unmerge(private.identity.id).await.unwrap();
        assert!(directory.get(ann.identity.id).await.merged.is_empty());
        assert_eq!(directory.names(IdentityQuery::default()).await.len(), 2);
    })
    .await;
}

#[tokio::test]
async fn merges_are_flattened_and_follow_the_rules_of_kinds() {
    for_each_database(|database| async move {
        let directory = Directory::new(database).await;
        let ann = directory.person("ann@example.com").await;
        let outside = directory.person("ann@partner.example").await;
        let further = directory.person("ann@further.example").await;
        directory.merge(&further, &outside).await.unwrap();
        directory.merge(&outside, &ann).await.unwrap();
        let merged: Vec<PeopleId> = directory.get(ann.identity.id).await.merged.iter().map(|child| child.id).collect();
        assert_eq!(merged, [outside.identity.id, further.identity.id]);

        let another = directory.person("another@partner.example").await;
        let Failure::Refused(refusal) = directory.merge(&ann, &another).await.unwrap_err() else { panic!() };
        assert_eq!(refusal.code, ErrorCode::MergeNotAllowed);
        assert!(directory.merge(&ann, &ann).await.is_err());
        assert!(directory.merge(&ann, &further).await.is_err(), "a parent into its own part");

        directory.unmerge(ann.identity.id).await.unwrap();
        assert!(directory.get(ann.identity.id).await.merged.is_empty());
        assert!(directory.unmerge(ann.identity.id).await.is_err(), "nothing is merged any more");
        directory.merge(&further, &outside).await.unwrap();
        directory.store.delete(directory.organization, outside.identity.id).await.unwrap();
        assert_eq!(directory.get(further.identity.id).await.identity.merged_into, None);
    })
    .await;
}
