//! P15: what reading members on pages costs in time and memory, beside a bare script with the same browser.

use std::time::{Duration, Instant};

use chromiumoxide::{Browser, BrowserConfig, Page};
use daicho_tests::{
    daicho::{Daicho, assert_finished},
    member_site::{LOGIN, MemberSite, PASSWORD, Traits},
};
use futures::{StreamExt, future};
use serde_json::{Value, json};

use crate::{
    report::{Reference, Report},
    sync::seconds_of,
};

const RECIPE: &str = include_str!("../../../../crates/connectors/tests/recipes/members.yaml");
const MEMBERS: usize = 1_000;
const PAGES: usize = 20;
const ROBOTS: usize = 10;
const MEBIBYTE: f64 = 1024.0 * 1024.0;
/// Between two looks at the memory.
const SAMPLE: Duration = Duration::from_millis(250);

pub(crate) async fn measure(report: &mut Report) {
    twenty_pages(report).await;
    ten_at_once(report).await;
}

fn site() -> MemberSite {
    MemberSite::start(Traits { members: MEMBERS, page_size: Some(MEMBERS / PAGES), ..Traits::default() })
}

async fn started() -> Daicho {
    let daicho = Daicho::start().await;
    daicho.api().post("/connectors", json!({"slug": "members", "manifest": RECIPE})).await.expect(201);
    daicho
}

/// Connects a site; gives the request of its first sync.
async fn connected(daicho: &Daicho, site: &MemberSite) -> Value {
    let values = json!({"id": LOGIN, "password": PASSWORD});
    let workspace = daicho.api().connect("members", site.url(), "id_password", values).await.expect(201);
    daicho.api().first_request(&workspace["id"]).await
}

async fn twenty_pages(report: &mut Report) {
    let (daicho, site) = (started().await, site());
    let request = connected(&daicho, &site).await;
    assert_finished(&daicho.api().wait_for_request(&request).await);
    let robot = seconds_of(&daicho, &request).await;
    let bare = bare_script(site.url()).await;
    let reference = Some(Reference { name: "bare script, same browser", measured: bare });
    report.at_most("P15", format!("robot, {MEMBERS} members on {PAGES} pages"), robot, "s", 2.0 * bare, reference);
}

async fn ten_at_once(report: &mut Report) {
    let daicho = started().await;
    let sites: Vec<MemberSite> = (0..ROBOTS).map(|_| site()).collect();
    let work = async {
        let requests = future::join_all(sites.iter().map(|site| connected(&daicho, site))).await;
        for request in &requests {
            assert_finished(&daicho.api().wait_for_request(request).await);
        }
    };
    let mut peak = 0;
    let watching = async {
        loop {
            peak = peak.max(daicho.tree_memory());
            tokio::time::sleep(SAMPLE).await;
        }
    };
    let began = Instant::now();
    tokio::select! {
        () = work => {}
        () = watching => {}
    }
    #[expect(clippy::cast_precision_loss, reason = "bytes far below 2^52")]
    let peak = peak as f64 / MEBIBYTE;
    let took = began.elapsed().as_secs_f64();
    report.at_most(
        "P15",
        format!("{ROBOTS} robots at once, {took:.0} s, peak memory in all"),
        peak,
        "MiB",
        1536.0,
        None,
    );
}

/// Seconds that a script for this very site needs, from the start of its browser to the last row.
async fn bare_script(site: &str) -> f64 {
    let began = Instant::now();
    let config = BrowserConfig::builder().no_sandbox().build().expect("a browser");
    let (mut browser, mut handler) = Browser::launch(config).await.expect("a browser that starts");
    let reading = tokio::spawn(async move { while handler.next().await.is_some() {} });
    let page = browser.new_page(format!("{site}/login")).await.expect("a page");
    let sign_in = format!(
        "document.querySelector('[name=login]').value = '{LOGIN}';
        document.querySelector('[name=password]').value = '{PASSWORD}';
        document.querySelector('button').click();"
    );
    follow(&page, &sign_in).await;
    follow(&page, "document.querySelector('a[href=\"/members\"]').click();").await;
    let mut read = 0;
    loop {
        let rows = "[...document.querySelectorAll('table:last-of-type tbody tr')]
            .map((row) => [...row.cells].map((cell) => cell.innerText))";
        let rows: Vec<Vec<String>> = page.evaluate(rows).await.expect("rows").into_value().expect("texts");
        read += rows.len();
        let next = "[...document.links].some((link) => link.innerText.startsWith('Next'))";
        if !page.evaluate(next).await.expect("an answer").into_value::<bool>().expect("yes or no") {
            break;
        }
        follow(&page, "[...document.links].find((link) => link.innerText.startsWith('Next')).click();").await;
    }
    assert_eq!(read, MEMBERS, "the script read something else");
    browser.close().await.expect("a browser that ends");
    let _ = browser.wait().await;
    reading.abort();
    began.elapsed().as_secs_f64()
}

/// Does something that leads to another page, and waits for that.
async fn follow(page: &Page, script: &str) {
    page.evaluate(script).await.expect("a script that runs");
    page.wait_for_navigation().await.expect("another page");
}
