//! Trying a manifest step by step.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use daicho_domain::account::{AccountStatus, ReportedAccount, RoleClass};
use daicho_domain::catalogue::{self as domain, TriedOperation};
use daicho_domain::integration::FaultKind;
use serde::{Deserialize, Serialize};
use url::Url;
use utoipa::ToSchema;

use crate::State;
use crate::error::Answer;
use crate::guard::{Authorized, may};
use crate::request::Json;

#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct TryManifestRequest {
    /// YAML.
    manifest: String,
    operation: TriedOperation,
    auth: TrialAuth,
    #[serde(default)]
    settings: TrialSettings,
    /// The values of a change.
    #[serde(default)]
    input: BTreeMap<String, String>,
}

/// Used for this trial, and not kept.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct TrialAuth {
    /// The way of connecting, as the manifest names it.
    method: String,
    #[serde(default)]
    values: BTreeMap<String, String>,
}

#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
struct TrialSettings {
    base_url: Option<Url>,
}

#[derive(Debug, Serialize, ToSchema)]
pub(super) struct TrialReport {
    steps: Vec<TrialStep>,
    /// What was read from the first pages of a list.
    accounts: Option<Vec<TrialAccount>>,
    tenant: Option<TrialTenant>,
    outcome: Option<TrialOutcome>,
    error: Option<TrialError>,
}

/// A request beside what was read from its answer.
#[derive(Debug, Serialize, ToSchema)]
struct TrialStep {
    method: String,
    /// Path and query.
    url: String,
    status: Option<u16>,
    milliseconds: u32,
    /// Cut, with secrets masked.
    answer: String,
    read: Vec<TrialAccount>,
}

#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct TrialAccount {
    external_id: String,
    email: Option<String>,
    user_name: Option<String>,
    display_name: Option<String>,
    employee_number: Option<String>,
    status: AccountStatus,
    role_class: RoleClass,
    roles: Vec<String>,
    licenses: Vec<String>,
    two_factor: Option<bool>,
    last_activity: Option<DateTime<Utc>>,
    created_at: Option<DateTime<Utc>>,
}

#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct TrialTenant {
    id: Option<String>,
    name: Option<String>,
    domains: Vec<String>,
    integrated_account: Option<String>,
}

#[derive(Debug, Serialize, ToSchema)]
struct TrialOutcome {
    /// There was nothing to do.
    already: bool,
    account: Option<TrialAccount>,
}

#[derive(Debug, Serialize, ToSchema)]
struct TrialError {
    kind: FaultKind,
    detail: String,
}

impl From<ReportedAccount> for TrialAccount {
    fn from(account: ReportedAccount) -> Self {
        Self {
            external_id: account.external_id,
            email: account.email,
            user_name: account.username,
            display_name: account.display_name,
            employee_number: account.employee_number,
            status: account.status,
            role_class: account.role_class,
            roles: account.roles,
            licenses: account.licenses,
            two_factor: account.two_factor,
            last_activity: account.last_activity,
            created_at: account.created_at,
        }
    }
}

impl From<domain::TrialStep> for TrialStep {
    fn from(step: domain::TrialStep) -> Self {
        Self {
            method: step.method,
            url: step.path,
            status: step.status,
            milliseconds: step.milliseconds,
            answer: step.answer,
            read: step.read.into_iter().map(Into::into).collect(),
        }
    }
}

impl From<domain::TrialReport> for TrialReport {
    fn from(report: domain::TrialReport) -> Self {
        Self {
            steps: report.steps.into_iter().map(Into::into).collect(),
            accounts: report.accounts.map(|accounts| accounts.into_iter().map(Into::into).collect()),
            tenant: report.tenant.map(|tenant| TrialTenant {
                id: tenant.id,
                name: tenant.name,
                domains: tenant.domains,
                integrated_account: tenant.integrated_account,
            }),
            outcome: report
                .outcome
                .map(|outcome| TrialOutcome { already: outcome.already, account: outcome.account.map(Into::into) }),
            error: report.fault.map(|fault| TrialError { kind: fault.kind, detail: fault.detail }),
        }
    }
}

pub(super) async fn try_manifest(
    _: Authorized<may::WorkspacesConnect>,
    state: State,
    Json(body): Json<TryManifestRequest>,
) -> Answer<Json<TrialReport>> {
    let trial = domain::Trial {
        manifest: body.manifest,
        operation: body.operation,
        method: body.auth.method,
        values: body.auth.values.into_iter().collect(),
        base_url: body.settings.base_url,
        input: body.input,
    };
    Ok(Json(state.own_connectors.attempt(&trial).await?.into()))
}
