//! One real program that lives exactly as long as its test.

use std::{
    fs::{self, File},
    net::TcpListener,
    os::unix::process::CommandExt,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    time::Duration,
};

use nix::{
    sys::signal::{Signal, killpg},
    unistd::Pid,
};
use tempfile::TempDir;
use tokio::time::{Instant, sleep};

use crate::polling::INTERVAL;

/// How long a program may take to start.
const STARTING: Duration = Duration::from_secs(30);

/// Runs a program until the test's end of the pipe closes: because the test dropped it, or because the test process is
/// gone, however it went. Then ends the whole process group and removes the program's folder.
const SUPERVISOR: &str = r#"
signal=$1 folder=$2
shift 2
"$@" </dev/null &
program=$!
cat >/dev/null
kill -"$signal" "$program" 2>/dev/null
{ sleep 5; kill -KILL "$program" 2>/dev/null; } &
wait "$program"
rm -rf "$folder"
kill -KILL 0
"#;

/// A program started by a test, with a temporary folder of its own; both go when this is dropped or the test process
/// ends.
#[derive(Debug)]
pub struct Program {
    name: String,
    supervisor: Child,
    folder: PathBuf,
}

/// The temporary folder that a program is about to be started in.
#[derive(Debug)]
pub struct Folder(TempDir);

impl Folder {
    pub fn new(program: &str) -> Self {
        Self(tempfile::Builder::new().prefix(&format!("daicho-{program}-")).tempdir().expect("a temporary folder"))
    }

    pub fn path(&self) -> &Path {
        self.0.path()
    }
}

impl Program {
    /// Starts `command` in `folder`; what it prints goes to `output.log` there. It is ended by `ending`, and by SIGKILL
    /// five seconds later.
    pub fn start(name: &str, command: &Command, folder: Folder, ending: Signal) -> Self {
        let log = File::create(folder.path().join("output.log")).expect("a log file");
        let mut supervised = Command::new("sh");
        supervised.args(["-c", SUPERVISOR, name, ending.as_str().trim_start_matches("SIG")]);
        supervised.arg(folder.path()).arg(command.get_program()).args(command.get_args());
        for (key, value) in command.get_envs() {
            match value {
                Some(value) => supervised.env(key, value),
                None => supervised.env_remove(key),
            };
        }
        let supervisor = supervised
            .current_dir(command.get_current_dir().unwrap_or(folder.path()))
            .stdin(Stdio::piped())
            .stdout(log.try_clone().expect("a second handle of the log file"))
            .stderr(log)
            .process_group(0)
            .spawn()
            .unwrap_or_else(|error| panic!("{name} does not start: {error}"));
        Self { name: name.to_owned(), supervisor, folder: folder.0.keep() }
    }

    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// What the program has printed so far.
    pub fn output(&self) -> String {
        fs::read_to_string(self.folder.join("output.log")).unwrap_or_default()
    }

    /// Waits until `url` answers anything at all.
    ///
    /// # Panics
    /// When it does not within half a minute; shows what the program printed.
    pub async fn answers(&self, url: &str) {
        let client = crate::http::client();
        let end = Instant::now() + STARTING;
        while client.get(url).send().await.is_err() {
            assert!(Instant::now() < end, "{} does not answer on {url}; it printed:\n{}", self.name, self.output());
            sleep(INTERVAL).await;
        }
    }

    /// The most memory that the process of this name has held resident so far, in bytes.
    pub fn peak_memory(&self, process: &str) -> u64 {
        let kilobytes = children_of(self.supervisor.id()).into_iter().find_map(|pid| {
            let status = fs::read_to_string(format!("/proc/{pid}/status")).ok()?;
            let named = field(&status, "Name:")? == process;
            named.then(|| field(&status, "VmHWM:")?.strip_suffix(" kB")?.parse::<u64>().ok()).flatten()
        });
        kilobytes.unwrap_or_else(|| panic!("{process} does not run")) * 1024
    }

    /// What the program and everything that it has started hold at this moment, in bytes; shared pages are shared out.
    pub fn tree_memory(&self) -> u64 {
        let mut left = children_of(self.supervisor.id());
        let mut kilobytes = 0;
        while let Some(pid) = left.pop() {
            left.extend(children_of(pid));
            let held = fs::read_to_string(format!("/proc/{pid}/smaps_rollup")).unwrap_or_default();
            let share = field(&held, "Pss:").and_then(|pss| pss.strip_suffix(" kB")?.trim().parse::<u64>().ok());
            kilobytes += share.unwrap_or_default();
        }
        kilobytes * 1024
    }

    /// Ends the program and all its children at once, as `kill -9` does.
    pub fn kill_nine(mut self) {
        let group = i32::try_from(self.supervisor.id()).expect("a process id");
        killpg(Pid::from_raw(group), Signal::SIGKILL).expect("the program runs");
        self.supervisor.wait().expect("the end of a killed program");
        drop(fs::remove_dir_all(&self.folder));
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        drop(self.supervisor.stdin.take());
        drop(self.supervisor.wait());
    }
}

/// Those that any of its threads has started.
fn children_of(pid: u32) -> Vec<u32> {
    let threads = fs::read_dir(format!("/proc/{pid}/task")).into_iter().flatten().flatten();
    let children = threads.filter_map(|thread| fs::read_to_string(thread.path().join("children")).ok());
    let children: Vec<String> = children.collect();
    children.iter().flat_map(|line| line.split_whitespace()).filter_map(|child| child.parse().ok()).collect()
}

fn field<'a>(status: &'a str, name: &str) -> Option<&'a str> {
    status.lines().find_map(|line| line.strip_prefix(name)).map(str::trim)
}

/// A port of 127.0.0.1 that nothing listens on at this moment.
pub fn free_port() -> u16 {
    let listener = TcpListener::bind(("127.0.0.1", 0)).expect("a free port");
    listener.local_addr().expect("the address of a listener").port()
}

/// Runs a command to its end and gives back what it printed.
///
/// # Panics
/// When it fails; shows what it printed.
pub fn run(command: &mut Command) -> String {
    let output = command.output().unwrap_or_else(|error| panic!("{command:?} does not start: {error}"));
    let printed = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(
        output.status.success(),
        "{command:?} failed with {}:\n{printed}\n{}",
        output.status,
        String::from_utf8_lossy(&output.stderr)
    );
    printed
}
