//! P10: what the server costs when nobody asks anything of it.

use std::{
    fs,
    time::{Duration, Instant},
};

use daicho_tests::{
    daicho::{self, Daicho},
    http,
};

use crate::report::Report;

const MEBIBYTE: f64 = 1024.0 * 1024.0;

pub(crate) async fn measure(report: &mut Report) {
    let mut server = Daicho::start().await;
    server.kill_nine();
    let started = Instant::now();
    server.restart().await;
    while http::client().get(format!("{}/readyz", server.url())).send().await.is_err() {
        tokio::time::sleep(Duration::from_millis(2)).await;
    }
    report.at_most("P10", "ready after start", started.elapsed().as_secs_f64(), "s", 0.25, None);

    tokio::time::sleep(Duration::from_secs(2)).await;
    #[expect(clippy::cast_precision_loss, reason = "bytes far below 2^52")]
    let idle = server.peak_memory() as f64 / MEBIBYTE;
    report.at_most("P10", "most memory of an idle server", idle, "MiB", 30.0, None);

    #[expect(clippy::cast_precision_loss, reason = "bytes far below 2^52")]
    let size = fs::metadata(daicho::binary()).expect("the binary").len() as f64 / 1e6;
    report.at_most("P10", "the binary with SPA and catalogue", size, "MB", 40.0, None);
}
