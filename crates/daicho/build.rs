//! The application's pages are embedded from `frontend/dist`, which need not be built when the server is.

use std::process::Command;

fn main() {
    let pages = concat!(env!("CARGO_MANIFEST_DIR"), "/../../frontend/dist");
    if let Err(error) = std::fs::create_dir_all(pages) {
        println!("cargo:warning=cannot make {pages}: {error}");
    }
    println!("cargo:rerun-if-changed={pages}");
    if can_load_packed_relocations() {
        println!("cargo:rustc-link-arg-bins=-Wl,-z,pack-relative-relocs");
    }
}

/// Relocations take a tenth of their room when they are packed, in the file and in memory; glibc reads them since 2.36
/// (<https://sourceware.org/glibc/wiki/Release/2.36>).
fn can_load_packed_relocations() -> bool {
    let is_for_this_machine = std::env::var("TARGET") == std::env::var("HOST");
    is_for_this_machine && glibc().is_some_and(|version| version >= (2, 36))
}

fn glibc() -> Option<(u32, u32)> {
    let told = Command::new("getconf").arg("GNU_LIBC_VERSION").output().ok()?;
    let told = String::from_utf8(told.stdout).ok()?;
    let (major, minor) = told.trim().strip_prefix("glibc ")?.split_once('.')?;
    Some((major.parse().ok()?, minor.parse().ok()?))
}
