//! The API as its callers see it, on a real database.

mod access;
mod directory;
mod document;
mod guards;
mod organization;
mod refusals;
mod support;
