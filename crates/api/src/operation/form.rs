use daicho_domain::catalogue::{Bilingual, Choice, DirectoryField, InputKind};
use daicho_domain::ids::{ServiceId, WorkspaceId};
use daicho_domain::integration::{ConnectorFault, RunFault, Workspace};
use daicho_domain::operation::{FormField, ProvisioningForm};
use daicho_domain::organization::Language;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::plan::PlanRefusal;
use crate::State;
use crate::error::Answer;
use crate::guard::{Authorized, may};
use crate::integration::Fault;
use crate::request::{Json, Query};

/// The form of a new account.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct ProvisioningMeta {
    workspace_id: WorkspaceId,
    service_id: ServiceId,
    supported: bool,
    /// Why there can be no new account now.
    reason: Option<PlanRefusal>,
    fields: Vec<ProvisioningField>,
    /// The service's plan that this needs.
    plan: Option<String>,
    notes: Option<String>,
    /// The account lives only when its person accepts an invitation.
    invites: bool,
    /// Why the choices could not be read from the service.
    choices_error: Option<Fault>,
}

#[derive(Debug, Serialize, ToSchema)]
struct ProvisioningField {
    name: String,
    label: String,
    kind: InputKind,
    required: bool,
    default: Option<String>,
    example: Option<String>,
    /// What of the directory it is filled with.
    prefill: Option<DirectoryField>,
    choices: Vec<ProvisioningChoice>,
}

#[derive(Debug, Serialize, ToSchema)]
struct ProvisioningChoice {
    value: String,
    label: String,
}

#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
pub(super) struct ProvisioningParameters {
    #[param(inline)]
    pub(super) lang: Option<Language>,
}

pub(super) async fn get_provisioning_meta(
    caller: Authorized<may::AccountsRead, Workspace>,
    state: State,
    Query(wanted): Query<ProvisioningParameters>,
) -> Answer<Json<ProvisioningMeta>> {
    let language = wanted.lang.unwrap_or(caller.language);
    let form = state.operations.provisioning_form(caller.target).await?;
    Ok(Json(ProvisioningMeta::new(form, language)))
}

impl ProvisioningMeta {
    fn new(form: ProvisioningForm, language: Language) -> Self {
        let text = |text: Option<Bilingual>| text.map(|text| text.in_language(language).to_owned());
        let fault = |fault: ConnectorFault| Fault::new(RunFault::of(&fault), language);
        Self {
            workspace_id: form.workspace.id,
            service_id: form.workspace.service.id,
            supported: form.refusal.is_none(),
            reason: form.refusal.as_ref().map(|refusal| PlanRefusal::new(refusal, language)),
            fields: form.fields.into_iter().map(|field| ProvisioningField::new(field, language)).collect(),
            plan: text(form.plan),
            notes: text(form.notes),
            invites: form.invites,
            choices_error: form.choices_fault.map(fault),
        }
    }
}

impl ProvisioningField {
    fn new(field: FormField, language: Language) -> Self {
        let choice = |choice: Choice| ProvisioningChoice {
            value: choice.value,
            label: choice.label.in_language(language).to_owned(),
        };
        Self {
            name: field.input.name,
            label: field.input.label.in_language(language).to_owned(),
            kind: field.input.kind,
            required: field.input.required,
            default: field.input.default,
            example: field.input.example,
            prefill: field.input.prefill,
            choices: field.choices.into_iter().map(choice).collect(),
        }
    }
}
