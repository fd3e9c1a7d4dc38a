//! Accounts: lists, one by one, memos, by hand; services and the home page that sum them up.

mod answer;
mod by_hand;
mod export;
mod home;
mod import;
mod lists;
mod memos;
mod one;
mod query;
mod services;
mod target;

pub(crate) use answer::Account;
pub(crate) use export::write_accounts;
pub(crate) use query::AccountFilters;

use crate::routing::Routes;

pub(crate) fn routes(routes: &mut Routes) {
    routes
        .of_organization("Accounts")
        .get("/accounts", "List the accounts of all services", lists::list_accounts)
        .get("/accounts/export.csv", "Download accounts as CSV", export::export_accounts_csv)
        .get("/accounts/export.xlsx", "Download accounts as a workbook", export::export_accounts_xlsx)
        .get("/accounts/{accountId}", "Show an account", one::get_account)
        .get("/accounts/{accountId}/history", "List what happened to an account", one::get_account_history)
        .put("/accounts/{accountId}/person", "Decide whose an account is", one::link_account)
        .delete("/accounts/{accountId}/person", "Let addresses decide whose an account is", one::unlink_account)
        .get("/services/{serviceId}/accounts", "List the accounts of a service", lists::list_service_accounts)
        .get("/people/{peopleId}/accounts", "List the accounts of a person", lists::list_people_accounts)
        .get("/identity/{identityId}/accounts", "List the accounts of an identity", lists::list_identity_accounts)
        .put("/services/{serviceId}/accounts/memos/{accountId}", "Write the memo of an account", memos::write_memo)
        .delete("/services/{serviceId}/accounts/memos/{accountId}", "Remove the memo of an account", memos::remove_memo)
        .post("/workspaces/{workspaceId}/accounts/custom", "Write accounts kept by hand", by_hand::save_custom_accounts)
        .post("/workspaces/{workspaceId}/accounts/import", "Import accounts kept by hand", import::import_accounts);
    routes.of_organization("Services").get(
        "/services",
        "List the services with workspaces and accounts",
        services::list_organization_services,
    );
    routes.of_organization("Home").get("/home", "Show what needs attention", home::get_home);
}
