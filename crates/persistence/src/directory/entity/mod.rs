//! The tables of the directory.

pub(super) mod custom_field;
pub(super) mod email;
pub(super) mod field;
pub(super) mod history;
pub(super) mod identity;
