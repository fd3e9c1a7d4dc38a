//! Operations on a scripted service, on both databases.

mod desk;
mod guards;
mod grace;
mod outcomes;
mod unknown;
