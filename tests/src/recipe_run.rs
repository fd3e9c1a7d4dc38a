//! A recipe run by `daicho connector try`, as somebody who writes one does.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::Value;
use tempfile::TempDir;

use crate::browser::{self, files};
use crate::daicho::binary;

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
        Self::of(&["list"], manifest, base_url, values, settings, async |_| {}).await
    }

    /// Changes an account: `create`, `suspend`, `reactivate` or `delete`, with `name=value` for what it is given.
    pub async fn change(operation: &[&str], manifest: &str, base_url: &str, values: &[(&str, &str)]) -> Self {
        Self::of(operation, manifest, base_url, values, &[], async |_| {}).await
    }

    /// Lists the accounts while something else happens, which is told where the browser keeps its files.
    pub async fn list_while(
        manifest: &str,
        base_url: &str,
        values: &[(&str, &str)],
        meanwhile: impl AsyncFnOnce(&Path),
    ) -> Self {
        Self::of(&["list"], manifest, base_url, values, &[], meanwhile).await
    }

    async fn of(
        operation: &[&str],
        manifest: &str,
        base_url: &str,
        values: &[(&str, &str)],
        settings: &[(&str, &str)],
        meanwhile: impl AsyncFnOnce(&Path),
    ) -> Self {
        let folder = tempfile::Builder::new().prefix("daicho-recipe-").tempdir().expect("a folder");
        let service = if manifest.contains('\n') {
            let file = folder.path().join("service.yaml");
            std::fs::write(&file, manifest).expect("a manifest");
            file.into_os_string()
        } else {
            manifest.into()
        };
        let mut command = Command::new(binary());
        let (kind, input) = operation.split_first().expect("an operation");
        command.args(["connector", "try"]).arg(service).args([kind, "--auth", "id_password", "--json"]);
        for value in input {
            command.args(["--input", value]);
        }
        command.args(["--base-url", base_url]).arg("--steps").arg(folder.path().join("steps"));
        for (name, value) in values {
            command.arg("--set").arg(format!("{name}={value}"));
        }
        command.env("DAICHO_OPEN_NETWORKS", "127.0.0.0/8").env("TMPDIR", folder.path());
        command.envs(settings.iter().copied()).stdin(Stdio::null());
        let run = tokio::task::spawn_blocking(move || command.output().expect("daicho"));
        let (output, ()) = tokio::join!(run, meanwhile(folder.path()));
        let output = output.expect("an end");
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
        browser::is_gone_from(self.folder.path()).await;
    }
}
