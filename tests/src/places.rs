//! Where the project and what `tests/setup/install.sh` installed are found.

use std::path::{Path, PathBuf};

/// The root of the project.
pub fn project() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the tests lie in the project")
}

/// The folder of the install script and of what it installs beside itself.
pub fn setup() -> PathBuf {
    project().join("tests/setup")
}

/// Cargo's target folder.
pub fn target() -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| project().join("target"), PathBuf::from)
}

/// A program of the Python packages.
pub fn python_program(name: &str) -> PathBuf {
    installed(target().join("testbench/venv/bin").join(name))
}

/// A script that runs with the Node packages.
pub fn node_script(name: &str) -> PathBuf {
    installed(setup().join("node/node_modules"));
    setup().join("node").join(name)
}

fn installed(path: PathBuf) -> PathBuf {
    assert!(path.exists(), "{} is missing: run tests/setup/install.sh", path.display());
    path
}
