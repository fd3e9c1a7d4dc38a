//! The application's pages are embedded from `frontend/dist`, which need not be built when the server is. What people download
//! holds functions that turned out alike only once.

fn main() {
    let pages = concat!(env!("CARGO_MANIFEST_DIR"), "/../../frontend/dist");
    if let Err(error) = std::fs::create_dir_all(pages) {
        println!("cargo:warning=cannot make {pages}: {error}");
    }
    println!("cargo:rerun-if-changed={pages}");
    if is_set("PROFILE", "release") && is_set("TARGET", "x86_64-unknown-linux-gnu") {
        // The compiler's own linker, which is the usual one on this system, knows it.
        println!("cargo:rustc-link-arg-bins=-Wl,--icf=all");
    }
}

fn is_set(name: &str, value: &str) -> bool {
    std::env::var(name).is_ok_and(|set| set == value)
}
