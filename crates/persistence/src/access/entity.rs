//! The rows of users, sessions, API keys, invitations and attempts to sign in.

macro_rules! table {
    ($module:ident, $table:literal, { $($(#[$meta:meta])* $field:ident : $type:ty),+ $(,)? }) => {
        pub(super) mod $module {
            use sea_orm::entity::prelude::*;

            #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
            #[sea_orm(table_name = $table)]
            pub struct Model {
                $($(#[$meta])* pub $field: $type),+
            }

            #[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
            pub enum Relation {}

            impl ActiveModelBehavior for ActiveModel {}
        }
    };
}

table!(user, "user", {
    #[sea_orm(primary_key)]
    id: i64,
    organization_id: i64,
    name: String,
    email: String,
    role: String,
    status: String,
    locale: Option<String>,
    password: Option<String>,
    last_sign_in_at: Option<chrono::DateTime<chrono::Utc>>,
    created_at: chrono::DateTime<chrono::Utc>,
});

table!(session, "session", {
    #[sea_orm(primary_key, auto_increment = false)]
    token_hash: String,
    organization_id: i64,
    user_id: i64,
    started_at: chrono::DateTime<chrono::Utc>,
    last_used_at: chrono::DateTime<chrono::Utc>,
});

table!(api_key, "api_key", {
    #[sea_orm(primary_key)]
    id: i64,
    organization_id: i64,
    name: String,
    prefix: String,
    scope: String,
    token_hash: String,
    created_by: i64,
    created_at: chrono::DateTime<chrono::Utc>,
    last_used_at: Option<chrono::DateTime<chrono::Utc>>,
});

table!(invitation, "invitation", {
    #[sea_orm(primary_key, auto_increment = false)]
    user_id: i64,
    organization_id: i64,
    token_hash: String,
    expires_at: chrono::DateTime<chrono::Utc>,
});

table!(extension_pairing, "extension_pairing", {
    #[sea_orm(primary_key, auto_increment = false)]
    user_id: i64,
    organization_id: i64,
    code_hash: String,
    expires_at: chrono::DateTime<chrono::Utc>,
});

table!(sign_in_attempt, "sign_in_attempt", {
    #[sea_orm(primary_key)]
    id: i64,
    key_hash: String,
    at: chrono::DateTime<chrono::Utc>,
});

table!(set_up_link, "set_up_link", {
    #[sea_orm(primary_key, auto_increment = false)]
    id: i32,
    token_hash: String,
});
