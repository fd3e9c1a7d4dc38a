//! The robot's browser from outside: its processes and its files, told by the folder in which it was started.

use std::path::{Path, PathBuf};
use std::time::Duration;

use nix::sys::signal::{Signal, kill};
use nix::unistd::Pid;

use crate::polling::eventually;

/// Long enough for a busy machine to start or end a browser.
const PATIENCE: Duration = Duration::from_secs(60);

/// Waits until nothing of a browser is left below the folder: no process, no file.
pub async fn is_gone_from(folder: &Path) {
    eventually("the end of the browser", PATIENCE, async || {
        let left = files(folder).iter().any(|file| file.to_string_lossy().contains("daicho-browser-"));
        (!left && processes(folder).is_empty()).then_some(())
    })
    .await;
}

/// Waits for a browser below the folder and kills its first process as `kill -9` does.
pub async fn kill_nine(folder: &Path) {
    kill_first(folder, |command| !is_shell(command)).await;
}

/// Waits for a browser below the folder and kills the shell that watches over it, as `kill -9` does.
pub async fn kill_its_supervisor(folder: &Path) {
    kill_first(folder, is_shell).await;
}

fn is_shell(command: &str) -> bool {
    command.starts_with("sh ")
}

/// The oldest of its processes that are meant.
async fn kill_first(folder: &Path, is_meant: fn(&str) -> bool) {
    let first = eventually("a browser", PATIENCE, async || {
        let all = processes(folder).into_iter();
        all.filter(|(_, command)| command.contains("--remote-debugging-port") && is_meant(command)).min()
    })
    .await;
    kill(Pid::from_raw(first.0), Signal::SIGKILL).expect("a process that can be killed");
}

/// Number and command line of the processes that have to do with the folder; helpers of the browser among them.
fn processes(folder: &Path) -> Vec<(i32, String)> {
    let named = |process: PathBuf| {
        let number = process.file_name()?.to_str()?.parse().ok()?;
        let command = std::fs::read(process.join("cmdline")).ok()?;
        let command = String::from_utf8_lossy(&command).replace('\0', " ");
        let browser = format!("{}/daicho-browser-", folder.display());
        command.contains(&browser).then_some((number, command))
    };
    files(Path::new("/proc")).into_iter().filter_map(named).collect()
}

/// What is in a folder, by name.
pub fn files(folder: &Path) -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> =
        std::fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path()).collect();
    files.sort();
    files
}
