//! Acting on accounts: creating, suspending, reactivating, deleting.

mod answer;
mod asked;
mod change;
mod create;
mod file;
mod form;
mod lists;
mod plan;
mod reference;

use crate::routing::Routes;

pub(crate) use plan::OperationPlan;
pub(crate) use reference::{AccountReference, account_id_of};

pub(crate) fn routes(routes: &mut Routes) {
    routes
        .of_organization("Operations")
        .delete("/accounts", "Delete, deactivate or reactivate an account", change::change_account)
        .post("/accounts/bulk", "Delete, deactivate or reactivate several accounts", change::change_accounts)
        .get("/operations", "List the operations, the newest first", lists::list_operations)
        .get("/operations/{operationId}", "Show an operation", lists::get_operation)
        .post("/operations/{operationId}/cancel", "Undo an operation that has not begun", lists::cancel_operation)
        .post("/operations/{operationId}/retry", "Let a failed operation go on", lists::retry_operation)
        .post("/operations/{operationId}/settle", "Read the service about an operation", lists::settle_operation);
    routes
        .of_organization("Provisioning")
        .get(
            "/workspaces/{workspaceId}/provisioning-meta",
            "Show the form of a new account",
            form::get_provisioning_meta,
        )
        .get(
            "/workspaces/{workspaceId}/provisioning-meta/template",
            "Download a file of new accounts to begin with",
            file::get_provisioning_template,
        )
        .post("/workspaces/{workspaceId}/accounts", "Create an account", create::create_account)
        .post(
            "/workspaces/{workspaceId}/accounts/bulk",
            "Create several accounts, named or in a CSV file",
            create::create_accounts,
        );
}
