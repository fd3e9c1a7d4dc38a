//! The REST API: routes, what they take and answer, and the OpenAPI document that says so.
//!
//! `README.md` shows how a route is added.

mod access;
mod account;
mod alert;
pub mod answer;
mod automation;
mod catalogue;
mod directory;
pub mod error;
pub mod guard;
mod integration;
mod language;
mod notification;
mod offboarding;
mod operation;
mod organization;
pub mod request;
pub mod routing;
pub mod server;
mod state;

pub use notification::Lists;
pub use server::{application, openapi};
pub use state::{ApiSettings, AppState, State};

use routing::Routes;

/// Every route of the API, room by room.
pub(crate) fn routes(routes: &mut Routes) {
    access::routes(routes);
    account::routes(routes);
    alert::routes(routes);
    organization::routes(routes);
    directory::routes(routes);
    catalogue::routes(routes);
    integration::routes(routes);
    notification::routes(routes);
    operation::routes(routes);
    offboarding::routes(routes);
    automation::routes(routes);
}
