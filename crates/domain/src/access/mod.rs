//! Who may do what: users, roles, permissions, sessions and API keys.

mod actor;
mod api_key;
mod attempts;
mod invitation;
mod pairing;
mod password;
mod permission;
mod role;
mod session;
mod set_up;
mod token;
mod user;

pub use actor::{Actor, Principal};
pub use api_key::{ApiKey, ApiKeyStore, ApiKeys, KeyHolder, KeyScope, NewApiKey};
pub use attempts::AttemptKey;
pub use invitation::{Invitation, InvitationStore, Invitations, NewInvitation};
pub use pairing::{NewPairing, Paired, PairedKey, PairingCode, PairingStore, Pairings};
pub use password::{PasswordHash, Passwords};
pub use permission::Permission;
pub use role::Role;
pub use session::{ActiveSession, NewSession, SessionLimits, SessionStore, Sessions, SignedIn, StoredCredentials};
pub use set_up::{FirstAdmin, NewAdmin, NewOrganization, SetUp, SetUpStore};
pub use token::{Token, TokenHash};
pub use user::{User, UserChange, UserFilter, UserPage, UserSort, UserStatus, UserStore, Users};
