//! A server that is killed in the middle of a long sync goes on where it was.

use std::{
    collections::BTreeMap,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use daicho_tests::{
    daicho::Daicho,
    polling::eventually,
    vendor_mock::{Reply, VendorMock},
};

use crate::gitlab::{self, Group, lists_members, member_lists, page_number};

on_both_databases!(a_killed_sync_fetches_at_most_two_pages_again);

async fn a_killed_sync_fetches_at_most_two_pages_again(mut daicho: Daicho) {
    let group = Group { members: 5_000, page: 10 };
    let stuck = Arc::new(AtomicBool::new(true));
    let service = VendorMock::start({
        let stuck = Arc::clone(&stuck);
        move |request| {
            let in_the_middle = lists_members(request) && page_number(request) > group.pages() / 2;
            if in_the_middle && stuck.load(Ordering::Relaxed) {
                return Reply::json(&serde_json::json!({})).after(Duration::from_mins(5));
            }
            group.answer(request)
        }
    });
    let api = daicho.api();
    let workspace = gitlab::connect(&api, &service).await.expect(201)["id"].clone();
    let request = api.first_request(&workspace).await;
    eventually("the middle of the sync", Duration::from_mins(1), async || {
        let reached = member_lists(&service).iter().any(|list| page_number(list) > group.pages() / 2);
        reached.then_some(())
    })
    .await;

    daicho.kill_nine();
    stuck.store(false, Ordering::Relaxed);
    daicho.restart().await;

    assert_eq!(api.wait_for_request(&request).await["status"], "finished");
    let mut asked = BTreeMap::<usize, usize>::new();
    for list in member_lists(&service) {
        *asked.entry(page_number(&list)).or_default() += 1;
    }
    let again = asked.values().map(|times| times - 1).sum::<usize>();
    assert_eq!(asked.len(), group.pages());
    assert!(again <= 2, "{again} pages were fetched again");
    let workspace = api.get(&format!("/workspaces/{}", daicho_tests::daicho::id(&workspace))).await.expect(200);
    assert_eq!(workspace["accountCount"], 5_000);
    assert_eq!(workspace["status"], "synced");
}
