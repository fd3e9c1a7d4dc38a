//! A private PostgreSQL cluster with a fresh database for each test.

use std::{
    path::{Path, PathBuf},
    process::Command,
    sync::atomic::{AtomicU32, Ordering},
    time::Duration,
};

use nix::{sys::signal::Signal, unistd::geteuid};
use tokio::sync::OnceCell;
use url::Url;

use crate::{
    polling::eventually,
    program::{Folder, Program, free_port, run},
};

/// The role that owns the databases: not a superuser, whom row-level security does not bind.
const OWNER: &str = "daicho";

/// A cluster that trusts every connection from this machine: the one that `DAICHO_TEST_DATABASE_URL` names, or one of
/// this process.
#[derive(Debug)]
pub struct Postgres {
    _program: Option<Program>,
    superuser: Url,
    databases: AtomicU32,
}

impl Postgres {
    /// The cluster that all tests of this process share.
    pub async fn shared() -> &'static Self {
        static SHARED: OnceCell<Postgres> = OnceCell::const_new();
        SHARED.get_or_init(Self::find_or_start).await
    }

    async fn find_or_start() -> Self {
        let (program, url) = match std::env::var("DAICHO_TEST_DATABASE_URL") {
            Ok(url) => (None, url),
            Err(_) => start().await,
        };
        let superuser = Url::parse(&url).expect("the URL of the cluster");
        let cluster = Self { _program: program, superuser, databases: AtomicU32::new(0) };
        // Another test process may be creating the same role.
        cluster.execute(&format!(
            "DO $$ BEGIN CREATE ROLE {OWNER} LOGIN; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$"
        ));
        cluster
    }

    /// Creates an empty database and gives its URL.
    pub fn database(&self) -> String {
        let name = format!("stories_{}_{}", std::process::id(), self.databases.fetch_add(1, Ordering::Relaxed));
        self.execute(&format!("CREATE DATABASE {name} OWNER {OWNER}"));
        let mut url = self.superuser.clone();
        url.set_path(&name);
        url.set_username(OWNER).expect("a URL with a host");
        url.into()
    }

    fn execute(&self, statement: &str) {
        let psql = programs().join("psql");
        run(Command::new(psql).args(["-qX", "-v", "ON_ERROR_STOP=1", "-c", statement, self.superuser.as_str()]));
    }
}

/// Starts a cluster that never waits for the disk.
async fn start() -> (Option<Program>, String) {
    let folder = Folder::new("postgres");
    let data = folder.path().join("data");
    if geteuid().is_root() {
        run(Command::new("chown").arg("postgres").arg(folder.path()));
    }
    run(as_postgres(&programs().join("initdb"))
        .args(["--auth=trust", "--username=postgres", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync", "-D"])
        .arg(&data)
        .current_dir(folder.path()));

    let port = free_port();
    let mut server = as_postgres(&programs().join("postgres"));
    server.arg("-D").arg(&data).args(["-p", &port.to_string(), "-h", "127.0.0.1", "-k", ""]);
    for setting in ["fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=300"] {
        server.args(["-c", setting]);
    }
    let program = Program::start("postgres", &server, folder, Signal::SIGQUIT);
    let mut ready = Command::new(programs().join("pg_isready"));
    ready.args(["-q", "-h", "127.0.0.1", "-p", &port.to_string()]);
    eventually("PostgreSQL", Duration::from_secs(30), async || {
        ready.status().is_ok_and(|status| status.success()).then_some(())
    })
    .await;
    (Some(program), format!("postgres://postgres@127.0.0.1:{port}/postgres"))
}

/// The newest installed version's folder of programs.
fn programs() -> PathBuf {
    let versions = std::fs::read_dir("/usr/lib/postgresql").expect("PostgreSQL: run tests/setup/install.sh");
    versions
        .filter_map(|version| {
            let path = version.ok()?.path();
            let number: u32 = path.file_name()?.to_str()?.parse().ok()?;
            Some((number, path.join("bin")))
        })
        .max()
        .expect("a version of PostgreSQL")
        .1
}

/// PostgreSQL refuses to run as root.
fn as_postgres(program: &Path) -> Command {
    if geteuid().is_root() {
        let mut command = Command::new("setpriv");
        command.args(["--reuid=postgres", "--regid=postgres", "--init-groups"]).arg(program);
        command
    } else {
        Command::new(program)
    }
}
