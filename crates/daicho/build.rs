//! The application's pages are embedded from `frontend/dist`, which need not be built when the server is.

fn main() {
    let pages = concat!(env!("CARGO_MANIFEST_DIR"), "/../../frontend/dist");
    if let Err(error) = std::fs::create_dir_all(pages) {
        println!("cargo:warning=cannot make {pages}: {error}");
    }
    println!("cargo:rerun-if-changed={pages}");
}
