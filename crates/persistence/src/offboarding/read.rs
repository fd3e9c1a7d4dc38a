use std::collections::HashMap;

use chrono::DateTime;
use daicho_domain::directory::{Email, EntryName};
use daicho_domain::error::{Outcome, StoreError};
use daicho_domain::ids::{
    AccountId, OffboardingId, OffboardingStepId, OrganizationId, PeopleId, RequestId, ServiceId, UserId, WorkspaceId,
};
use daicho_domain::integration::ServiceName;
use daicho_domain::list::{Page, PageRequest};
use daicho_domain::offboarding::{Offboarding, OffboardingEvent, OffboardingQuery, OffboardingStep, StepSubject};
use daicho_domain::operation::Subject;
use daicho_domain::search::fold;
use sea_orm::{ConnectionTrait, DatabaseTransaction, QueryResult};
use serde::{Deserialize, Serialize};

use crate::failure::Context;
use crate::integration::log_row::{fault_from_json, from_json, parse};
use crate::keyset;
use crate::sql::Sql;

const DOING: &str = "read offboardings";

/// What a step is about, as it was when it was planned.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum StoredSubject {
    Account {
        account: i64,
        service: i64,
        service_slug: String,
        service_name: String,
        workspace: i64,
        workspace_name: String,
        subject: Subject,
    },
    Task(String),
}

impl From<&StepSubject> for StoredSubject {
    fn from(subject: &StepSubject) -> Self {
        match subject {
            StepSubject::Account { id, service, workspace, workspace_name, account } => Self::Account {
                account: id.0,
                service: service.id.0,
                service_slug: service.slug.clone(),
                service_name: service.name.clone(),
                workspace: workspace.0,
                workspace_name: workspace_name.clone(),
                subject: account.clone(),
            },
            StepSubject::Task { title } => Self::Task(title.clone()),
        }
    }
}

impl From<StoredSubject> for StepSubject {
    fn from(stored: StoredSubject) -> Self {
        match stored {
            StoredSubject::Account {
                account,
                service,
                service_slug,
                service_name,
                workspace,
                workspace_name,
                subject,
            } => Self::Account {
                id: AccountId(account),
                service: ServiceName { id: ServiceId(service), slug: service_slug, name: service_name },
                workspace: WorkspaceId(workspace),
                workspace_name,
                account: subject,
            },
            StoredSubject::Task(title) => Self::Task { title },
        }
    }
}

pub(super) fn to_text<T: Serialize>(value: &T) -> Result<String, StoreError> {
    serde_json::to_string(value).map_err(|error| StoreError::new("write an offboarding", error))
}

pub(super) async fn find(
    transaction: &DatabaseTransaction,
    organization: OrganizationId,
    id: OffboardingId,
) -> Result<Option<Offboarding>, StoreError> {
    let found = read(transaction, |sql| {
        sql.push("o.organization_id = ").bind(organization.0).push(" AND o.id = ").bind(id.0);
    })
    .await?;
    Ok(found.into_iter().next())
}

pub(super) async fn list(
    transaction: &DatabaseTransaction,
    organization: OrganizationId,
    query: &OffboardingQuery,
    page: &PageRequest,
) -> Outcome<Page<Offboarding>> {
    let before: Option<i64> = page.cursor.as_deref().map(keyset::decode).transpose()?;
    let mut items = read(transaction, |sql| {
        sql.push("o.organization_id = ").bind(organization.0);
        push_filters(sql, query);
        if let Some(before) = before {
            sql.push(" AND o.id < ").bind(before);
        }
        sql.push(" ORDER BY o.id DESC LIMIT ").bind(i64::from(page.limit) + 1);
    })
    .await?;
    let limit = page.limit as usize;
    let more = items.len() > limit;
    items.truncate(limit);
    let next_cursor = items.last().filter(|_| more).map(|last| keyset::encode(&last.id.0));
    Ok(Page { items, next_cursor, total: None })
}

fn push_filters(sql: &mut Sql, query: &OffboardingQuery) {
    if !query.states.is_empty() {
        sql.push(" AND o.state IN ").bind_list(query.states.iter().map(|state| state.as_str()));
    }
    if let Some(person) = query.person {
        sql.push(" AND o.identity_id = ").bind(person.0);
    }
    if let Some(keyword) = &query.keyword {
        let escaped = fold(keyword.trim()).replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
        sql.push(" AND o.search LIKE ").bind(format!("%{escaped}%")).push(" ESCAPE '\\'");
    }
}

async fn read(
    transaction: &DatabaseTransaction,
    condition: impl FnOnce(&mut Sql),
) -> Result<Vec<Offboarding>, StoreError> {
    let backend = transaction.get_database_backend();
    let mut sql = Sql::new(
        "SELECT o.*, u.email AS approver_email FROM offboarding o LEFT JOIN \"user\" u ON u.id = o.approver_id WHERE ",
    );
    condition(&mut sql);
    let rows = transaction.query_all_raw(sql.statement(backend)).await.context(DOING)?;
    let ids = rows.iter().map(|row| row.try_get::<i64>("", "id")).collect::<Result<Vec<_>, _>>().context(DOING)?;
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let mut sql = Sql::new(
        "SELECT s.*, u.email AS assignee_email FROM offboarding_step s LEFT JOIN \"user\" u ON u.id = s.assignee_id \
         WHERE s.offboarding_id IN ",
    );
    sql.bind_list(ids).push(" ORDER BY s.place, s.id");
    let mut steps: HashMap<i64, Vec<OffboardingStep>> = HashMap::new();
    for row in transaction.query_all_raw(sql.statement(backend)).await.context(DOING)? {
        let id: i64 = row.try_get("", "offboarding_id").context(DOING)?;
        steps.entry(id).or_default().push(step(&row)?);
    }
    rows.iter().map(|row| offboarding(row, &mut steps)).collect()
}

fn offboarding(row: &QueryResult, steps: &mut HashMap<i64, Vec<OffboardingStep>>) -> Result<Offboarding, StoreError> {
    let text = |column: &str| row.try_get::<String>("", column).context(DOING);
    let maybe = |column: &str| row.try_get::<Option<String>>("", column).context(DOING);
    let number = |column: &str| row.try_get::<i64>("", column).context(DOING);
    let id = number("id")?;
    let run_at: Option<i64> = row.try_get("", "run_at").context(DOING)?;
    let approver: Option<i64> = row.try_get("", "approver_id").context(DOING)?;
    Ok(Offboarding {
        id: OffboardingId(id),
        organization: OrganizationId(number("organization_id")?),
        person: EntryName {
            id: PeopleId(number("identity_id")?),
            display_name: text("display_name")?,
            primary_email: maybe("primary_email")?.as_deref().and_then(Email::parse),
        },
        had_left: row.try_get("", "had_left").context(DOING)?,
        state: parse(&text("state")?)?,
        run_at: run_at.and_then(DateTime::from_timestamp_millis),
        approver: approver.map(UserId),
        approver_email: maybe("approver_email")?,
        approved_by: maybe("approved_by")?,
        created_by: text("created_by")?,
        created_at: row.try_get("", "created_at").context(DOING)?,
        started_at: row.try_get("", "started_at").context(DOING)?,
        finished_at: row.try_get("", "finished_at").context(DOING)?,
        steps: steps.remove(&id).unwrap_or_default(),
    })
}

fn step(row: &QueryResult) -> Result<OffboardingStep, StoreError> {
    let text = |column: &str| row.try_get::<String>("", column).context(DOING);
    let maybe = |column: &str| row.try_get::<Option<String>>("", column).context(DOING);
    let number = |column: &str| row.try_get::<Option<i64>>("", column).context(DOING);
    let json = |column: &str| row.try_get::<Option<serde_json::Value>>("", column).context(DOING);
    let subject: StoredSubject =
        serde_json::from_str(&text("subject")?).map_err(|error| StoreError::new(DOING, error))?;
    let operation: Option<uuid::Uuid> = row.try_get("", "operation_id").context(DOING)?;
    let attempts: i32 = row.try_get("", "attempts").context(DOING)?;
    let due_date = maybe("due_date")?.map(|date| date.parse()).transpose();
    Ok(OffboardingStep {
        id: OffboardingStepId(row.try_get("", "id").context(DOING)?),
        subject: subject.into(),
        action: parse(&text("action")?)?,
        order: row.try_get("", "place").context(DOING)?,
        state: parse(&text("state")?)?,
        operation: operation.map(RequestId),
        attempts: attempts.unsigned_abs(),
        transfer_to: number("transfer_to")?.map(AccountId),
        assignee: number("assignee_id")?.map(UserId),
        assignee_email: maybe("assignee_email")?,
        due_date: due_date.map_err(|error| StoreError::new(DOING, error))?,
        note: maybe("note")?,
        fault: json("fault")?.map(fault_from_json).transpose()?,
        verified: json("verified")?.map(from_json).transpose()?,
        done_at: row.try_get("", "done_at").context(DOING)?,
        done_by: maybe("done_by")?,
    })
}

pub(super) async fn events(
    transaction: &DatabaseTransaction,
    organization: OrganizationId,
    id: OffboardingId,
) -> Result<Vec<OffboardingEvent>, StoreError> {
    let mut sql = Sql::new("SELECT at, kind, actor, text FROM offboarding_event WHERE organization_id = ");
    sql.bind(organization.0).push(" AND offboarding_id = ").bind(id.0).push(" ORDER BY id");
    let rows = transaction.query_all_raw(sql.statement(transaction.get_database_backend())).await.context(DOING)?;
    let event = |row: &QueryResult| {
        Ok(OffboardingEvent {
            at: row.try_get_by_index(0)?,
            kind: row.try_get_by_index(1)?,
            actor: row.try_get_by_index(2)?,
            text: row.try_get_by_index(3)?,
        })
    };
    rows.iter().map(event).collect::<Result<_, sea_orm::DbErr>>().context(DOING)
}
