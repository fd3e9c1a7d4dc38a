//! Set-up, sessions, users, invitations, API keys and browser extensions.

mod api_keys;
mod cookies;
mod invitations;
mod pairings;
mod session;
mod set_up;
mod users;

use crate::routing::Routes;

pub(crate) fn routes(routes: &mut Routes) {
    routes
        .of_installation("Set-up")
        .get("/setup", "Tell whether this installation must be set up", set_up::get_set_up)
        .post("/setup", "Make the first organization and its Admin", set_up::complete_set_up);
    routes
        .of_installation("Session")
        .get("/session", "Tell who is signed in", session::get_session)
        .post("/session", "Sign in", session::sign_in)
        .patch("/session", "Change one's own name and language", session::change_profile)
        .delete("/session", "Sign out", session::sign_out)
        .delete("/sessions", "Sign out everywhere", session::sign_out_everywhere)
        .post("/session/password", "Change one's own password", session::change_password)
        .get("/invitations/{token}", "Show an invitation", invitations::get_invitation)
        .post("/invitations/{token}", "Accept an invitation", invitations::accept_invitation);
    routes
        .of_organization("Users")
        .get("/users", "List the users", users::list_users)
        .post("/users", "Invite a user", users::invite_user)
        .get("/users/admin-count", "Count the Admins", users::count_admins)
        .patch("/users/{userId}", "Change the role or status of a user", users::change_user)
        .delete("/users/{userId}", "Remove a user", users::remove_user);
    routes
        .of_organization("API keys")
        .get("/api-keys", "List the API keys", api_keys::list_api_keys)
        .post("/api-keys", "Make an API key, shown this once", api_keys::make_api_key)
        .delete("/api-keys/{apiKeyId}", "Revoke an API key", api_keys::revoke_api_key);
    routes.of_organization("Browser extension").post(
        "/extension-pairings",
        "Make a code that pairs a browser extension",
        pairings::offer_extension_pairing,
    );
    routes.of_installation("Browser extension").post(
        "/extension-pairings",
        "Pair a browser extension by its code",
        pairings::pair_extension,
    );
}
