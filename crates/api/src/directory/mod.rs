//! The directory: identities, people, fields, employee lists.

mod answer;
mod body;
mod changes;
mod configuration;
mod custom_fields;
mod export;
mod filters;
mod history;
mod import;
mod list;
mod merging;
mod names;
mod people;
mod stats;
mod target;

pub(crate) use answer::{Expansion, Identity as IdentityAnswer};
pub(crate) use export::write_identities;
pub(crate) use filters::IdentityFilters;
pub(crate) use target::{Identity, Person};

use daicho_domain::access::Actor;
use daicho_domain::directory::{ChangeSource, Origin};

use crate::guard::{Authorized, may};
use crate::routing::Routes;

pub(crate) fn routes(routes: &mut Routes) {
    routes
        .of_organization("Identities")
        .get("/identity", "List identities", list::list_identities)
        .post("/identity", "Add an identity", changes::create_identity)
        .patch("/identity/bulk", "Change 1 to 50 identities alike", changes::bulk_update_identities)
        .get("/identity/check", "Tell the kind of ID of an address or identity", stats::check_identity)
        .get("/identity/stats", "Count identities by kind of ID", stats::get_identity_stats)
        .post("/identity/merge", "Merge identities into others", merging::merge_identities)
        .post("/identity/unmerge", "Take merged identities apart", merging::unmerge_identities)
        .post("/identity/import", "Preview or import an employee list (CSV)", import::import_identities)
        .get("/identity/import/template", "Download an employee list to fill in", import::get_import_template)
        .get("/identity/export.csv", "Download identities as CSV", export::export_identities_csv)
        .get("/identity/export.xlsx", "Download identities as a workbook", export::export_identities_xlsx)
        .get("/identity/{identityId}", "Show an identity", list::get_identity)
        .put("/identity/{identityId}", "Change an identity; what is left out stays", changes::update_identity)
        .delete("/identity/{identityId}", "Delete an identity", changes::delete_identity)
        .put("/identity/{identityId}/archive", "Archive an identity, or take it back out", changes::toggle_archived)
        .put(
            "/identity/{identityId}/unregister",
            "Take an identity out of management, or back in",
            changes::toggle_unregistered,
        )
        .get("/identity/{identityId}/history", "List the changes of an identity", history::list_identity_history)
        .put(
            "/identity/{identityId}/field-sources",
            "Choose the sources of an identity's fields",
            configuration::set_own_sources,
        );
    routes
        .of_organization("Identity fields")
        .get("/identity/configuration/configuration", "Show the fields of identities", configuration::get_configuration)
        .get(
            "/identity/configuration/configuration/{identityId}",
            "Show the fields of one identity",
            configuration::get_identity_configuration,
        )
        .put("/identity/configuration/fields", "Choose sources and visibility of fields", configuration::set_fields)
        .get("/identity/fields/custom", "List the custom fields of identities", custom_fields::list_custom_fields)
        .post("/identity/fields/custom", "Add a custom field", custom_fields::create_custom_field)
        .patch("/identity/fields/custom/{customFieldId}", "Rename a custom field", custom_fields::update_custom_field)
        .delete(
            "/identity/fields/custom/{customFieldId}",
            "Delete a custom field and its values",
            custom_fields::delete_custom_field,
        );
    routes
        .of_organization("People")
        .get("/people", "List people", people::list_people)
        .get("/people/{peopleId}", "Show a person", people::get_person)
        .get("/companies", "List the companies of identities", names::list_companies)
        .get("/departments", "List the departments of identities", names::list_departments)
        .get("/locations", "List the work locations of identities", names::list_locations);
}

/// How histories name what this caller changes.
fn origin(actor: &Actor) -> Origin {
    let source = match actor {
        Actor::ApiKey { .. } => ChangeSource::Api,
        Actor::User { .. } => ChangeSource::Manual,
        Actor::System => ChangeSource::System,
    };
    Origin::new(source, actor.label())
}
