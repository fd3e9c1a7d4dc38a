//! A recipe run by `daicho connector try`, as somebody who writes one does.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use serde_json::Value;
use tempfile::TempDir;

use crate::daicho::binary;
use crate::polling::eventually;

/// What came of a run.
#[derive(Debug)]
pub struct RecipeRun {
    /// What was printed: accounts or an error.
    pub printed: Value,
    /// One line for each step, as it was told meanwhile.
    pub told: String,
    folder: TempDir,
}

impl RecipeRun {
    /// Lists the accounts of a service by its slug, or by the manifest in the given text.
    pub async fn list(manifest: &str, base_url: &str, values: &[(&str, &str)]) -> Self {
        Self::list_with(manifest, base_url, values, &[]).await
    }

    /// With further environment variables.
    pub async fn list_with(manifest: &str, base_url: &str, values: &[(&str, &str)], settings: &[(&str, &str)]) -> Self {
        let folder = tempfile::Builder::new().prefix("daicho-recipe-").tempdir().expect("a folder");
        let service = if manifest.contains('\n') {
            let file = folder.path().join("service.yaml");
            std::fs::write(&file, manifest).expect("a manifest");
            file.into_os_string()
        } else {
            manifest.into()
        };
        let mut command = Command::new(binary());
        command.args(["connector", "try"]).arg(service).args(["list", "--auth", "id_password", "--json"]);
        command.args(["--base-url", base_url]).arg("--steps").arg(folder.path().join("steps"));
        for (name, value) in values {
            command.arg("--set").arg(format!("{name}={value}"));
        }
        command.env("DAICHO_OPEN_NETWORKS", "127.0.0.0/8").env("TMPDIR", folder.path());
        command.envs(settings.iter().copied()).stdin(Stdio::null());
        let output = tokio::task::spawn_blocking(move || command.output().expect("daicho")).await.expect("an end");
        let told = String::from_utf8_lossy(&output.stderr).into_owned();
        let printed = serde_json::from_slice(&output.stdout).unwrap_or_else(|error| panic!("{error}: {told}"));
        Self { printed, told, folder }
    }

    #[track_caller]
    pub fn accounts(&self) -> &[Value] {
        self.printed["accounts"].as_array().unwrap_or_else(|| panic!("no accounts in {}: {}", self.printed, self.told))
    }

    /// The kind of the error, and what was said about it.
    #[track_caller]
    pub fn error(&self) -> (&str, &str) {
        let error = &self.printed["error"];
        let part = |name: &str| error[name].as_str().unwrap_or_else(|| panic!("no error in {}", self.printed));
        (part("kind"), part("detail"))
    }

    /// The pictures that were taken, in their order.
    pub fn pictures(&self) -> Vec<PathBuf> {
        files(&self.folder.path().join("steps"))
    }

    /// Waits until nothing of the browser is left: no process, no file.
    pub async fn leaves_nothing_behind(&self) {
        eventually("the end of the browser", Duration::from_secs(15), async || {
            let left = files(self.folder.path()).iter().any(|file| file.to_string_lossy().contains("daicho-browser-"));
            let commands =
                files(Path::new("/proc")).into_iter().filter_map(|process| std::fs::read(process.join("cmdline")).ok());
            let folder = self.folder.path().as_os_str().as_encoded_bytes();
            let runs = commands.into_iter().any(|command| command.windows(folder.len()).any(|part| part == folder));
            (!left && !runs).then_some(())
        })
        .await;
    }
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> =
        std::fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path()).collect();
    files.sort();
    files
}
