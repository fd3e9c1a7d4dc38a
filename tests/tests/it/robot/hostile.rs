//! Pages that mean harm, or only never end: bounded, named, and kept from the operator's own network.

use std::net::TcpListener;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use daicho_tests::member_site::{List, MemberSite, Traits};
use daicho_tests::recipe_run::RecipeRun;
use daicho_tests::vendor_mock::{Reply, VendorMock};

use super::{VALUES, sign_in, table_recipe};

fn with(extra: &str) -> MemberSite {
    MemberSite::start(Traits { members: 5, extra: extra.to_owned(), ..Traits::default() })
}

#[tokio::test]
async fn windows_and_dialogs_do_not_stop_a_run_and_a_flood_of_windows_ends_it_or_is_kept_out() {
    let some = with("<script>alert('Hello'); confirm('Sure?'); open('/login'); open('/login')</script>");
    assert_eq!(RecipeRun::list(&table_recipe("none"), some.url(), &VALUES).await.accounts().len(), 5);

    let flood = with("<script>for (let n = 0; n < 1000; n++) open('/login?' + n)</script>");
    let run = RecipeRun::list(&table_recipe("none"), flood.url(), &VALUES).await;
    if run.printed["accounts"].is_null() {
        assert_eq!(run.error().0, "unexpected_answer");
    }
    run.leaves_nothing_behind().await;
}

#[tokio::test]
async fn a_page_that_takes_ever_more_memory_is_ended_and_named() {
    let greedy = with("<script>const held = []; for (;;) held.push(new Array(5000000).fill(held.length))</script>");
    let began = Instant::now();

    let run = RecipeRun::list(&table_recipe("none"), greedy.url(), &VALUES).await;

    let (kind, detail) = run.error();
    assert_eq!(kind, "unexpected_answer", "{detail}");
    assert!(detail.contains("more memory than a run may have"), "{detail}");
    assert!(began.elapsed() < Duration::from_mins(2));
    run.leaves_nothing_behind().await;
}

#[tokio::test]
async fn files_that_nobody_asked_for_are_refused_and_endless_ones_cut_off() {
    let pushes = with("<script>location = '/members.csv'</script>");
    let run = RecipeRun::list(&table_recipe("none"), pushes.url(), &VALUES).await;
    run.leaves_nothing_behind().await;

    let site = MemberSite::start(Traits { members: 5, list: List::Exported, ..Traits::default() });
    let endless = VendorMock::start(|_| Reply::endless_file("members.csv"));
    let recipe = format!(
        "{}
      - go_to: '/members'
    download: {{press: {{css: '#endless'}}}}
    account: {{id: $.Email}}
",
        sign_in()
    );
    drop(site);
    let button = format!("<button id=endless onclick=\"location='{}'\">Export</button>", endless.url);
    let site = with(&button);
    let began = Instant::now();
    let run = RecipeRun::list(&recipe, site.url(), &VALUES).await;
    let (kind, detail) = run.error();
    assert_eq!(kind, "unexpected_answer");
    assert!(detail.contains("larger than 32 MiB"), "{detail}");
    assert!(began.elapsed() < Duration::from_mins(1));
}

/// A door in the operator's own network that must stay shut: it notes whether anybody knocked.
fn forbidden_door() -> (String, Arc<AtomicBool>) {
    // The tests open 127.0.0.0/8 only; other addresses of the machine stay private.
    let listener = TcpListener::bind("[::1]:0").expect("a port");
    let port = listener.local_addr().expect("an address").port();
    let knocked = Arc::new(AtomicBool::new(false));
    let noted = Arc::clone(&knocked);
    thread::spawn(move || {
        for _ in listener.incoming().flatten() {
            noted.store(true, Ordering::Relaxed);
        }
    });
    (format!("[::1]:{port}"), knocked)
}

#[tokio::test]
async fn nothing_of_a_page_reaches_the_operators_own_network() {
    let (door, knocked) = forbidden_door();
    let site = with(&format!(
        "<img src=http://{door}/image><iframe src=http://{door}/frame></iframe>
        <link rel=prefetch href=http://{door}/prefetch><link rel=dns-prefetch href=//{door}>
        <script>
          fetch('http://{door}/fetch').catch(() => {{}});
          navigator.sendBeacon('http://{door}/beacon');
          new WebSocket('ws://{door}/socket');
          new EventSource('http://{door}/events');
          open('http://{door}/window');
          new Worker(URL.createObjectURL(new Blob([`fetch('http://{door}/worker'); new WebSocket('ws://{door}/')`])));
          new RTCPeerConnection({{iceServers: [{{urls: 'turn:{door}?transport=tcp', username: 'a', credential: 'b'}}]}})
            .createDataChannel('x');
          const peer = new RTCPeerConnection({{iceServers: [{{urls: 'stun:{door}'}}]}});
          peer.createDataChannel('y');
          peer.createOffer().then((offer) => peer.setLocalDescription(offer));
        </script>"
    ));

    let run = RecipeRun::list(&table_recipe("none"), site.url(), &VALUES).await;

    assert_eq!(run.accounts().len(), 5, "{}", run.told);
    assert!(!knocked.load(Ordering::Relaxed), "somebody knocked at {door}");

    let blocked = table_recipe("none").replace("go_to: /login", "go_to: '{{ door }}/login'");
    let blocked = blocked.replace("ways:", "fields: {door: {}}\nways:");
    let there = format!("http://{door}");
    let values = [VALUES[0], VALUES[1], ("door", there.as_str())];
    let run = RecipeRun::list(&blocked, &there, &values).await;
    assert_eq!(run.error().0, "address_blocked", "{:?}", run.error());
    assert!(!knocked.load(Ordering::Relaxed));
}

#[tokio::test]
async fn slow_pages_are_waited_for_and_those_without_end_read_as_far_as_they_are() {
    let slow = VendorMock::start(|request| match request.path.as_str() {
        "/login" => Reply::html("<p>Nothing here</p>").after(Duration::from_secs(120)),
        _ => Reply::status(404),
    });
    let began = Instant::now();
    let run = RecipeRun::list(&table_recipe("none"), &slow.url, &VALUES).await;
    let (kind, detail) = run.error();
    assert_eq!(kind, "unavailable");
    assert!(detail.contains("did not answer in time"), "{detail}");
    assert!(began.elapsed() < Duration::from_mins(2));

    let endless = VendorMock::start(|_| Reply::endless_html("<!doctype html><title>Busy</title><p>Loading"));
    let run = RecipeRun::list(&table_recipe("none"), &endless.url, &VALUES).await;
    let (kind, _) = run.error();
    assert!(["page_changed", "unavailable"].contains(&kind), "{:?}", run.error());
}

#[tokio::test]
async fn a_list_whose_next_page_is_always_the_same_ends() {
    let site = MemberSite::start(Traits { members: 5, extra: "<button>More</button>".to_owned(), ..Traits::default() });

    let run = RecipeRun::list(&table_recipe("{press: {button: More}}"), site.url(), &VALUES).await;

    let (kind, detail) = run.error();
    assert_eq!(kind, "page_changed");
    assert!(detail.contains("the next page shows the same members"), "{detail}");
}
