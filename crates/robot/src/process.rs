//! One browser process with a folder of its own; both are gone when this is dropped or the server ends, however it ends.

use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::Duration;

use daicho_domain::integration::ConnectorFault;
use nix::unistd::geteuid;
use tempfile::TempDir;
use tokio::process::{Child, Command};

use crate::trouble::{missing, unavailable};

/// Runs the browser until the other end of its input closes: because the owner dropped it, or because the owner is gone.
/// Then ends it with all its processes and removes the folder. A second shell waits for the end of the first, and does the
/// same when that was killed.
const SUPERVISOR: &str = r#"
folder=$1
shift
clear() {
    rm -rf "$folder"
    sleep 0.2
    rm -rf "$folder"
    kill -KILL 0
}
mkfifo "$folder/supervised"
"$@" </dev/null >/dev/null 2>&1 &
browser=$!
{
    cat "$folder/supervised"
    trap '' TERM
    kill -TERM 0
    sleep 3
    kill -KILL "$browser"
    clear
} >/dev/null 2>&1 &
exec 3>"$folder/supervised"
cat >/dev/null 3>&-
trap '' TERM
kill -TERM 0
{ sleep 3; kill -KILL "$browser" 2>/dev/null; } &
wait "$browser"
clear
"#;

const STARTING: Duration = Duration::from_secs(30);
const LOOK_AGAIN: Duration = Duration::from_millis(20);

#[derive(Debug)]
pub(crate) struct Process {
    /// Its input is the rope that holds the browser.
    _supervisor: Child,
    folder: PathBuf,
    pub(crate) address: String,
}

impl Process {
    pub(crate) async fn start(executable: &Path) -> Result<Self, ConnectorFault> {
        let folder = private_folder()?;
        let profile = folder.join("profile");
        let mut command = Command::new("sh");
        command.args(["-c", SUPERVISOR, "daicho-browser"]).arg(&folder).arg(executable).args(arguments(&profile));
        // What a browser keeps for its user stays in its folder.
        for variable in ["HOME", "TMPDIR", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_RUNTIME_DIR"] {
            command.env(variable, &folder);
        }
        let supervisor = command
            .current_dir(&folder)
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .process_group(0)
            .spawn()
            .map_err(|error| missing(format!("{} cannot be started: {error}", executable.display())))?;
        let address = when_ready(&profile.join("DevToolsActivePort")).await.ok_or_else(|| {
            unavailable(format!("{} did not start within {} seconds", executable.display(), STARTING.as_secs()))
        })?;
        Ok(Self { _supervisor: supervisor, folder, address })
    }

    /// A folder for what one tab takes in; gone with the process at the latest.
    pub(crate) fn folder_for_downloads(&self) -> std::io::Result<TempDir> {
        tempfile::Builder::new().prefix("downloads-").tempdir_in(&self.folder)
    }
}

/// The supervisor removes it, so that it goes even when this process is killed.
fn private_folder() -> Result<PathBuf, ConnectorFault> {
    let made = tempfile::Builder::new().prefix("daicho-browser-").tempdir();
    made.map(TempDir::keep).map_err(|error| unavailable(format!("no folder for a browser can be made: {error}")))
}

/// The browser writes the port and the path of its debugging socket when it listens.
async fn when_ready(file: &Path) -> Option<String> {
    let reading = async {
        loop {
            if let Ok(text) = tokio::fs::read_to_string(file).await
                && let Some((port, path)) = text.split_once('\n')
                && !path.is_empty()
            {
                return format!("ws://127.0.0.1:{port}{}", path.trim());
            }
            tokio::time::sleep(LOOK_AGAIN).await;
        }
    };
    tokio::time::timeout(STARTING, reading).await.ok()
}

fn arguments(profile: &Path) -> Vec<String> {
    let mut arguments: Vec<String> = [
        "--headless",
        "--remote-debugging-port=0",
        "--no-first-run",
        "--no-default-browser-check",
        "--disable-gpu",
        "--disable-quic",
        "--disable-background-networking",
        "--disable-breakpad",
        "--disable-crash-reporter",
        "--disable-component-update",
        "--disable-default-apps",
        "--disable-dev-shm-usage",
        "--disable-domain-reliability",
        "--disable-extensions",
        "--disable-sync",
        "--disable-features=Translate,OptimizationHints,MediaRouter,AutofillServerCommunication",
        "--dns-prefetch-disable",
        "--hide-scrollbars",
        "--mute-audio",
        "--password-store=basic",
        "--window-size=1280,900",
        "--js-flags=--max-old-space-size=512",
        // Tabs have proxies of their own; what belongs to none goes nowhere.
        "--proxy-server=http://127.0.0.1:9",
        "--proxy-bypass-list=<-loopback>",
        "--force-webrtc-ip-handling-policy=disable_non_proxied_udp",
    ]
    .map(str::to_owned)
    .into();
    arguments.push(format!("--user-data-dir={}", profile.display()));
    // Chromium refuses to run as root with its sandbox.
    if geteuid().is_root() {
        arguments.push("--no-sandbox".to_owned());
    }
    arguments
}
