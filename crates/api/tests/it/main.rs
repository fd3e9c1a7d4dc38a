//! The API as its callers see it, on a real database.

mod access;
mod account;
mod directory;
mod document;
mod guards;
mod organization;
mod refusals;
mod support;
