mod resume;
mod sync;
