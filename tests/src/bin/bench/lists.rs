//! P9: account lists in an organization of a million accounts, over HTTP at a steady rate, and as fast as they come beside the
//! same statements on the database alone.

use std::{
    fs,
    sync::Arc,
    time::{Duration, Instant, SystemTime},
};

use daicho_domain::{
    account::{AccountQuery, AccountSort, AccountStatus, AccountStore, RoleClass, UserType},
    ids::OrganizationId,
    list::{PageRequest, SortOrder},
};
use daicho_persistence::{Database, DatabaseSettings, account::SqlAccounts};
use daicho_tests::{daicho::Daicho, http, polling::eventually, postgres::Postgres};
use reqwest::StatusCode;
use serde_json::json;
use tokio::{sync::Semaphore, task::JoinSet, time::interval};

use crate::{
    github::{GitHub, Shape},
    report::{Reference, Report},
};

const ACCOUNTS: usize = 1_000_000;
const RATE: u64 = 200;
const SECONDS: u64 = 10;
/// SQLite that writes nothing for so long has nothing left to write.
const REST: Duration = Duration::from_secs(5);
const PATIENCE: Duration = Duration::from_mins(2);
/// Who ask at the same time when it is about how much is answered.
const CALLERS: u32 = 8;

/// What an administrator asks of the list; `keyword` uses the search index.
const LISTS: &[&str] = &[
    "/accounts?limit=50",
    "/accounts?limit=50&sortBy=email&sortOrder=DESC",
    "/accounts?limit=50&sortBy=lastActivity",
    "/accounts?limit=50&twoFa=false",
    "/accounts?limit=50&roles=admin",
    "/accounts?limit=50&types=external",
    "/accounts?limit=50&types=external&twoFa=false&sortBy=createdAt",
    "/accounts?limit=50&statuses=active&sortBy=userName",
];
const SEARCHES: &[&str] = &[
    "/accounts?limit=50&keyword=%E7%94%B0%E4%B8%AD",
    "/accounts?limit=50&keyword=%E5%B1%B1%E6%9C%AC%20%E5%81%A5%E5%A4%AA",
    "/accounts?limit=50&keyword=Schmidt",
    "/accounts?limit=50&keyword=member-0099",
    "/accounts?limit=50&keyword=nguy%E1%BB%85n",
    "/accounts?limit=50&keyword=no%20such%20person",
];

pub(crate) async fn measure(report: &mut Report) {
    measure_on(report, "SQLite", None).await;
    if std::env::var_os("DAICHO_TEST_DATABASE_URL").is_some() {
        let database = Postgres::shared().await.database();
        measure_on(report, "PostgreSQL", Some(database)).await;
    }
}

async fn measure_on(report: &mut Report, name: &str, database: Option<String>) {
    let github = GitHub::start(Shape { members: ACCOUNTS, latency: Duration::ZERO, graphql: true });
    let daicho = Arc::new(Daicho::start_on(database).await);
    let credentials = json!({"token": "token", "org": "acme"});
    let workspace = daicho.api().connect("github", &github.url, "personal_access_token", credentials).await.expect(201);
    daicho.api().first_sync(&workspace["id"]).await;
    settled(&daicho).await;

    for (kind, paths, limit) in [("lists and filters", LISTS, 10.0), ("search", SEARCHES, 60.0)] {
        for path in paths {
            daicho.api().get(path).await.expect(200);
            let started = Instant::now();
            daicho.api().get(path).await.expect(200);
            println!("     {:>7.1} ms when nobody else asks: {path}", started.elapsed().as_secs_f64() * 1_000.0);
        }
        let latencies = at_steady_rate(&daicho, paths).await;
        let p50 = percentile(&latencies, 50);
        let reference = Some(Reference { name: "p50", measured: p50 });
        let work = format!("{kind}, {ACCOUNTS} accounts, {name}, p99 at {RATE}/s");
        report.at_most("P9", work, percentile(&latencies, 99), "ms", limit, reference);
    }
    let over_http = each_second(|| Over::Http(Arc::clone(&daicho))).await;
    let alone = Alone::open(&daicho).await;
    let alone = each_second(|| Over::Database(alone.clone())).await;
    let work = format!("lists a second, {ACCOUNTS} accounts, {name}, at least half of the database alone");
    let reference = Some(Reference { name: "database alone", measured: alone });
    report.at_least("P9", work, over_http, "lists/s", alone / 2.0, reference);
}

/// Waits until SQLite has moved what the sync wrote from its log into its file: it is about the lists of every day.
async fn settled(daicho: &Daicho) {
    let url = daicho.database_url();
    let Some(file) = url.strip_prefix("sqlite://") else { return };
    let touched = || fs::metadata(file).and_then(|data| data.modified()).expect("the database's file");
    eventually("SQLite to rest", PATIENCE, async || {
        let quiet_for = SystemTime::now().duration_since(touched()).unwrap_or_default();
        (quiet_for > REST).then_some(())
    })
    .await;
}

/// How a list is asked for.
#[derive(Clone)]
enum Over {
    Http(Arc<Daicho>),
    Database(Alone),
}

/// The statements of the lists without a server: the store that the API asks, in this process.
#[derive(Clone)]
struct Alone {
    accounts: SqlAccounts,
    organization: OrganizationId,
    /// What `LISTS` asks for.
    queries: Arc<Vec<AccountQuery>>,
}

impl Alone {
    async fn open(daicho: &Daicho) -> Self {
        let settings = DatabaseSettings::new(daicho.database_url(), CALLERS);
        let database = Database::connect(&settings).await.expect("the server's database");
        let organization = OrganizationId(i64::try_from(daicho.organization).expect("an id"));
        Self { accounts: SqlAccounts::new(database), organization, queries: Arc::new(queries()) }
    }
}

/// `LISTS`, as the API reads them.
fn queries() -> Vec<AccountQuery> {
    let all = AccountQuery::default();
    vec![
        all.clone(),
        AccountQuery { sort: AccountSort::Email, order: SortOrder::Descending, ..all.clone() },
        AccountQuery { sort: AccountSort::LastActivity, ..all.clone() },
        AccountQuery { two_factor: Some(false), ..all.clone() },
        AccountQuery { roles: vec![RoleClass::Admin], ..all.clone() },
        AccountQuery { user_types: vec![UserType::External], ..all.clone() },
        AccountQuery {
            user_types: vec![UserType::External],
            two_factor: Some(false),
            sort: AccountSort::CreatedAt,
            ..all.clone()
        },
        AccountQuery { statuses: vec![AccountStatus::Active], sort: AccountSort::UserName, ..all },
    ]
}

/// How many of the lists are answered in a second when some callers ask one after the other without a pause.
async fn each_second(way: impl Fn() -> Over) -> f64 {
    let started = Instant::now();
    let until = started + Duration::from_secs(SECONDS);
    let mut callers = JoinSet::new();
    for caller in 0..CALLERS as usize {
        let over = way();
        callers.spawn(async move {
            let client = http::client();
            let mut answered = 0_u32;
            while Instant::now() < until {
                over.ask(&client, caller + answered as usize).await;
                answered += 1;
            }
            answered
        });
    }
    let answered: u32 = callers.join_all().await.into_iter().sum();
    f64::from(answered) / started.elapsed().as_secs_f64()
}

impl Over {
    async fn ask(&self, client: &reqwest::Client, number: usize) {
        match self {
            Self::Http(daicho) => {
                let path = LISTS[number % LISTS.len()];
                let url = format!("{}/organizations/{}{path}", daicho.api_url(), daicho.organization);
                let answer = client.get(url).bearer_auth(&daicho.api_key).send().await.expect("an answer");
                assert!(answer.status().is_success(), "{path} answered {}", answer.status());
                answer.bytes().await.expect("a body");
            }
            Self::Database(alone) => {
                let page = PageRequest { limit: 50, cursor: None };
                let query = &alone.queries[number % alone.queries.len()];
                alone.accounts.list(alone.organization, query, &page).await.expect("a list");
            }
        }
    }
}

/// Sends requests at the rate, each at its time whether or not earlier ones were answered; gives milliseconds, sorted. A
/// server that turns a request away because it has too many has not answered: that one took for ever.
async fn at_steady_rate(daicho: &Arc<Daicho>, paths: &'static [&'static str]) -> Vec<f64> {
    let mut clock = interval(Duration::from_micros(1_000_000 / RATE));
    let client = http::client();
    let open = Arc::new(Semaphore::new(500));
    let mut requests = JoinSet::new();
    for number in 0..(RATE * SECONDS) {
        clock.tick().await;
        let permit = Arc::clone(&open).acquire_owned().await.expect("an open semaphore");
        let path = paths[usize::try_from(number).expect("a small number") % paths.len()];
        let url = format!("{}/organizations/{}{path}", daicho.api_url(), daicho.organization);
        let request = client.get(url).bearer_auth(&daicho.api_key);
        requests.spawn(async move {
            let started = Instant::now();
            let answer = request.send().await.expect("an answer");
            let status = answer.status();
            answer.bytes().await.expect("a body");
            drop(permit);
            if status == StatusCode::SERVICE_UNAVAILABLE {
                return f64::INFINITY;
            }
            assert!(status.is_success(), "{path} answered {status}");
            started.elapsed().as_secs_f64() * 1_000.0
        });
    }
    let mut latencies = requests.join_all().await;
    latencies.sort_by(f64::total_cmp);
    let turned_away = latencies.iter().filter(|latency| latency.is_infinite()).count();
    println!("     {turned_away} of {} turned away", latencies.len());
    latencies
}

fn percentile(sorted: &[f64], percent: usize) -> f64 {
    sorted[(sorted.len() * percent / 100).min(sorted.len() - 1)]
}
