//! The form that a new account of a service needs.

use std::sync::Arc;

use super::guard::{Rules, Situation, guard};
use super::request::Operations;
use crate::catalogue::{Bilingual, Choice, OperationInput};
use crate::error::{Outcome, Refusal};
use crate::integration::{ChangeKind, ConnectorFault, InputChoices, Requests, Workspace, connection_of};

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormField {
    pub input: OperationInput,
    /// Fixed ones, or as the service offers them now.
    pub choices: Vec<Choice>,
}

/// What has to be filled in for a new account, or why there can be none.
#[derive(Debug, Clone)]
pub struct ProvisioningForm {
    pub workspace: Workspace,
    pub refusal: Option<Refusal>,
    pub fields: Vec<FormField>,
    /// The service's plan that this needs.
    pub plan: Option<Bilingual>,
    pub notes: Option<Bilingual>,
    /// The account lives only when its person accepts an invitation.
    pub invites: bool,
    /// Why the choices could not be read.
    pub choices_fault: Option<ConnectorFault>,
}

impl Operations {
    /// The fields with their choices as the service offers them now.
    pub async fn provisioning_form(&self, workspace: Workspace) -> Outcome<ProvisioningForm> {
        let service = self.catalogue.by_id(workspace.organization, workspace.service.id).await?;
        let rules = Rules::of(service.as_deref(), &workspace, ChangeKind::Create);
        let situation = Situation { workspace: workspace.clone(), account: None, other_admins: 0, in_progress: None };
        let refusal = guard(ChangeKind::Create, &rules, &situation).err();
        let facts = service.and_then(|service| service.operations.create.clone()).filter(|_| rules.supported);
        let Some(facts) = facts else {
            let (fields, choices_fault) = (Vec::new(), None);
            return Ok(ProvisioningForm {
                workspace,
                refusal,
                fields,
                plan: None,
                notes: None,
                invites: false,
                choices_fault,
            });
        };
        let has_live_choices = refusal.is_none() && facts.input.iter().any(|input| input.live_choices);
        let (live, choices_fault) = match has_live_choices {
            true => match self.live_choices(&workspace).await {
                Ok(live) => (live, None),
                Err(fault) => (Vec::new(), Some(fault)),
            },
            false => (Vec::new(), None),
        };
        let fields = facts.input.into_iter().map(|input| FormField::new(input, &live)).collect();
        let (plan, notes, invites) = (facts.plan, facts.notes, facts.invites);
        Ok(ProvisioningForm { workspace, refusal, fields, plan, notes, invites, choices_fault })
    }

    async fn live_choices(&self, workspace: &Workspace) -> Result<Vec<InputChoices>, ConnectorFault> {
        let connection = connection_of(workspace, self.credentials.as_ref(), Arc::new(Requests::default()));
        self.connector.choices(&connection, ChangeKind::Create).await
    }
}

impl FormField {
    fn new(input: OperationInput, live: &[InputChoices]) -> Self {
        let offered = live.iter().find(|offered| offered.input == input.name);
        let choices = offered.map_or_else(|| input.choices.clone(), |offered| offered.choices.clone());
        Self { input, choices }
    }
}
