use super::Circumstances;
use crate::sql::Sql;

/// SQL that says whose account each row is and of which type; the same for accounts that are there and for staged ones.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Judgement<'a>(pub(crate) &'a Circumstances);

/// Where the accounts come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Source {
    /// The table `account`: accounts may be linked by hand.
    Kept,
    /// The table `staged_account`, judged by main address and employee number alone.
    Staged,
}

impl Judgement<'_> {
    /// Writes a query for `key, identity_id, match_rule, match_value, user_type` of the accounts `a` in scope; the key is the
    /// account's id, or a staged account's external id.
    pub(crate) fn push_query(self, sql: &mut Sql, source: Source, in_scope: impl FnOnce(&mut Sql)) {
        sql.push(
            "SELECT m.key, r.id AS identity_id, \
             CASE WHEN r.id IS NULL THEN m.pinned_rule ELSE COALESCE(m.pinned_rule, m.email_rule, m.alias_rule, 'employee_number') END \
             AS match_rule, \
             CASE WHEN r.id IS NULL OR m.pinned_rule IS NOT NULL THEN NULL WHEN m.email_rule IS NOT NULL THEN m.email \
             WHEN m.alias_rule IS NOT NULL THEN m.alias ELSE m.employee_number END AS match_value, ",
        );
        self.push_user_type(sql);
        sql.push(" AS user_type FROM (");
        self.push_candidates(sql, source, in_scope);
        sql.push(") m LEFT JOIN identity r ON r.id = m.person");
    }

    fn push_candidates(self, sql: &mut Sql, source: Source, in_scope: impl FnOnce(&mut Sql)) {
        let organization = self.0.organization;
        let (key, table, pinned) = match source {
            Source::Kept => ("a.id", "account", true),
            Source::Staged => ("a.external_id", "staged_account", false),
        };
        let by_email = "COALESCE(ie.merged_into, ie.id)";
        let by_number = "COALESCE(i_n.merged_into, i_n.id)";
        let alias = |column: &str| {
            format!(
                "CASE WHEN a.aliases IS NOT NULL AND ie.id IS NULL THEN (SELECT {column} FROM account_alias l \
                 JOIN identity_email x ON x.organization_id = {organization} AND x.email = l.email \
                 JOIN identity xi ON xi.id = x.identity_id WHERE l.account_id = a.id ORDER BY l.email LIMIT 1) END"
            )
        };
        sql.push(&format!("SELECT {key} AS key, a.kind, a.email, a.employee_number, "));
        sql.push(
            "CASE e.kind WHEN 'primary' THEN 'email' WHEN 'secondary' THEN 'secondary_email' WHEN 'alias' THEN 'alias' END \
             AS email_rule, ",
        );
        if pinned {
            let by_alias = alias("COALESCE(xi.merged_into, xi.id)");
            sql.push(&format!(
                "CASE WHEN a.match_pinned THEN 'manual' END AS pinned_rule, \
                 {alias} AS alias, CASE WHEN {by_alias} IS NOT NULL THEN 'alias' END AS alias_rule, \
                 CASE WHEN a.match_pinned THEN (SELECT COALESCE(p.merged_into, p.id) FROM identity p WHERE p.id = a.identity_id) \
                 ELSE COALESCE({by_email}, {by_alias}, {by_number}) END AS person",
                alias = alias("l.email"),
            ));
        } else {
            sql.push(&format!(
                "CAST(NULL AS text) AS pinned_rule, CAST(NULL AS text) AS alias, CAST(NULL AS text) AS alias_rule, \
                 COALESCE({by_email}, {by_number}) AS person"
            ));
        }
        sql.push(&format!(
            " FROM {table} a \
             LEFT JOIN identity_email e ON e.organization_id = {organization} AND e.email = a.email \
             LEFT JOIN identity ie ON ie.id = e.identity_id \
             LEFT JOIN identity i_n ON i_n.organization_id = {organization} AND i_n.employee_number = a.employee_number WHERE "
        ));
        in_scope(sql);
    }

    /// The person decides where the directory knows one; the address's domain otherwise.
    fn push_user_type(self, sql: &mut Sql) {
        sql.push(
            "CASE WHEN m.kind = 'system' OR r.management_type = 'system' THEN 'system' \
             WHEN r.employee_status = 'retired' THEN 'retired' WHEN r.employee_status = 'on_leave' THEN 'on_leave' \
             WHEN r.management_type = 'managed' THEN 'employee' WHEN r.management_type = 'external' THEN 'external' \
             WHEN m.email IS NULL THEN 'unknown' ",
        );
        for domain in &self.0.domains {
            sql.push("WHEN m.email LIKE ")
                .bind(format!("%@{domain}"))
                .push(" OR m.email LIKE ")
                .bind(format!("%.{domain}"));
            let left_behind = if self.0.directory_is_kept { "'retired'" } else { "'employee'" };
            sql.push(&format!(" THEN CASE WHEN r.id IS NULL THEN {left_behind} ELSE 'employee' END "));
        }
        sql.push("ELSE 'external' END");
    }
}
