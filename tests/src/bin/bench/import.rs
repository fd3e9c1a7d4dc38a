//! An employee list of 200,000 lines: previewed, then applied to an empty directory, over HTTP.

use std::{
    fmt::Write,
    time::{Duration, Instant},
};

use daicho_tests::{daicho::Daicho, postgres::Postgres};
use reqwest::{
    Method,
    multipart::{Form, Part},
};

use crate::report::Report;

const LINES: usize = 200_000;
/// A slow import is a figure, not the end of the run.
const PATIENCE: Duration = Duration::from_mins(5);
const MEBIBYTE: f64 = 1024.0 * 1024.0;

pub(crate) async fn measure(report: &mut Report) {
    measure_on(report, "SQLite", None).await;
    if std::env::var_os("DAICHO_TEST_DATABASE_URL").is_some() {
        let database = Postgres::shared().await.database();
        measure_on(report, "PostgreSQL", Some(database)).await;
    }
}

async fn measure_on(report: &mut Report, name: &str, database: Option<String>) {
    let daicho = Daicho::start_on(database).await;
    let list = list();
    let preview = seconds(&daicho, &list, true).await;
    report.at_most("list", format!("preview of {LINES} lines, {name}"), preview, "s", 5.0, None);
    let apply = seconds(&daicho, &list, false).await;
    report.at_most("list", format!("import of {LINES} lines, {name}"), apply, "s", 15.0, None);
    #[expect(clippy::cast_precision_loss, reason = "bytes far below 2^52")]
    let peak = daicho.peak_memory() as f64 / MEBIBYTE;
    report.at_most("list", format!("peak memory for {LINES} lines, {name}"), peak, "MiB", 256.0, None);
}

async fn seconds(daicho: &Daicho, list: &str, dry_run: bool) -> f64 {
    let file = Part::text(list.to_owned()).file_name("employees.csv");
    let form = Form::new().part("file", file).text("dryRun", dry_run.to_string());
    let started = Instant::now();
    let api = daicho.api();
    let request = api.request(Method::POST, "/identity/import").multipart(form).timeout(PATIENCE);
    let report = api.answer(request).await.expect(200);
    let took = started.elapsed().as_secs_f64();
    assert_eq!(report["summary"]["added"], LINES);
    assert_eq!(report["applied"], !dry_run);
    took
}

/// Everybody has a manager, who may stand in a later line.
fn list() -> String {
    let mut list = "社員番号,メールアドレス,姓,名,部署,役職,入社日,上長メールアドレス\n".to_owned();
    for number in 0..LINES {
        let manager = if number % 10 == 9 { number / 10 } else { number - number % 10 + 9 };
        let _ = writeln!(
            list,
            "E{number:06},user{number}@example.com,田中{number},太郎,部署{},担当,2020-04-01,user{manager}@example.com",
            number % 200
        );
    }
    list
}
