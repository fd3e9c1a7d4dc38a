//! Operations on a scripted service, on both databases.

mod desk;
mod grace;
mod guards;
mod outcomes;
mod unknown;
