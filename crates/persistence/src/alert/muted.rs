use chrono::{DateTime, Utc};

use crate::sql::Sql;
use crate::support::stored_time;

/// Writes the id of the mute that covers alert `x` now, or NULL: the account's own before its service's.
pub(crate) fn push_mute(sql: &mut Sql, now: DateTime<Utc>) {
    sql.push("COALESCE((SELECT am.id FROM alert_mute am WHERE am.account_id = x.account_id AND am.type = x.type AND ");
    push_lasting(sql, "am", now);
    sql.push(
        "), (SELECT sm.id FROM alert_mute sm WHERE sm.organization_id = x.organization_id AND sm.service_id = x.service_id \
         AND sm.type IN ('', x.type) ORDER BY sm.type LIMIT 1))",
    );
}

/// Whether the mute has not ended by itself.
pub(super) fn push_lasting(sql: &mut Sql, mute: &str, now: DateTime<Utc>) {
    sql.push(&format!("({mute}.until IS NULL OR {mute}.until > ")).bind(stored_time(now)).push(")");
}
