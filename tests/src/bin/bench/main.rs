//! Measures what Daicho promises and prints each figure beside a reference of the same run.
//!
//! Needs the release binary in `DAICHO_BIN`, PostgreSQL in `DAICHO_TEST_DATABASE_URL` for the PostgreSQL half of P9 and
//! for P14, and what `tests/setup/install.sh bench` installs for the peer. Names of parts (`sync`, `lists`, `import`, `matching`,
//! `idle`, `offboard`, `workers`, `robot`) run only these.
#![expect(clippy::expect_used, reason = "a benchmark that cannot go on says why and ends")]

mod github;
mod idle;
mod import;
mod lists;
mod matching;
mod offboard;
mod peers;
mod report;
mod robot;
mod sync;
mod workers;

#[tokio::main]
async fn main() {
    let wanted: Vec<String> = std::env::args().skip(1).collect();
    let runs = |part: &str| wanted.is_empty() || wanted.iter().any(|name| name == part);
    let mut report = report::Report::default();
    if runs("sync") {
        sync::measure(&mut report).await;
    }
    if runs("lists") {
        lists::measure(&mut report).await;
    }
    if runs("import") {
        import::measure(&mut report).await;
    }
    if runs("matching") {
        matching::measure(&mut report).await;
    }
    if runs("idle") {
        idle::measure(&mut report).await;
    }
    if runs("offboard") {
        offboard::measure(&mut report).await;
    }
    if runs("workers") {
        workers::measure(&mut report).await;
    }
    if runs("robot") {
        robot::measure(&mut report).await;
    }
    println!("{}", report.summary());
}
