//! Asking for new accounts.

use std::collections::BTreeMap;

use rand::RngExt;
use secrecy::SecretString;

use super::draft::{Idempotency, OperationDraft, Subject};
use super::guard::{Rules, Situation, guard};
use super::item::Origin;
use super::plan::OperationPlan;
use super::request::Operations;
use crate::catalogue::{DirectoryField, InputKind, OperationInput, ServiceOperation};
use crate::directory::{Email, Identity};
use crate::error::{ErrorCode, FieldProblem, Outcome, Refusal};
use crate::ids::{OrganizationId, PeopleId, RequestId};
use crate::integration::{AccountChange, ChangeKind, Workspace};

/// Long enough that nobody guesses it; its person sets an own one.
const GENERATED_PASSWORD_LENGTH: usize = 24;
/// Without letters that look alike; each kind of character is in it.
const PASSWORD_ALPHABETS: [&[u8]; 4] =
    [b"abcdefghijkmnpqrstuvwxyz", b"ABCDEFGHJKLMNPQRSTUVWXYZ", b"23456789", b"!#%+-=?@"];

/// A new account as somebody asks for it.
#[derive(Debug, Clone, Default)]
pub struct NewAccount {
    pub person: Option<PeopleId>,
    /// By the names of the service's form. What is left out comes from the directory, or is the field's default.
    pub data: BTreeMap<String, String>,
}

/// New accounts of one workspace.
#[derive(Debug, Clone)]
pub struct NewAccounts {
    pub workspace: Workspace,
    pub accounts: Vec<NewAccount>,
    /// As logs name whoever asks.
    pub actor: String,
    pub origin: Origin,
}

/// The form filled in, secrets apart.
pub(super) struct Filled {
    pub(super) subject: Subject,
    pub(super) input: BTreeMap<String, String>,
    pub(super) secrets: BTreeMap<String, SecretString>,
}

/// What every creation of a workspace has in common.
pub(super) struct Creating {
    pub(super) facts: ServiceOperation,
    rules: Rules,
}

impl Operations {
    /// What creating the first of the accounts would do.
    pub async fn plan_creation(&self, organization: OrganizationId, wanted: &NewAccounts) -> Outcome<OperationPlan> {
        let workspace = &wanted.workspace;
        let mut drafts = self.creation_drafts(organization, wanted).await?;
        let facts = self.creation_facts(workspace).await?;
        let mut plan = OperationPlan::new(ChangeKind::Create, workspace.clone(), None, facts.as_ref());
        let Some(draft) = drafts.pop() else { return Ok(plan) };
        let situation = self.store.situation(organization, workspace.id, None).await?;
        plan.refusal = guard(ChangeKind::Create, &draft.rules, &situation).err();
        if plan.refusal.is_none() {
            let mut input = draft.input;
            input.extend(masked(&draft.secrets));
            plan.requests = self.planned(workspace, AccountChange { kind: ChangeKind::Create, input }).await?;
        }
        Ok(plan)
    }

    /// Writes the creations down, all of them or none.
    pub async fn create(
        &self,
        organization: OrganizationId,
        wanted: &NewAccounts,
        once: Option<&Idempotency>,
    ) -> Outcome<Vec<RequestId>> {
        if let Some(first) = self.remembered(organization, once).await? {
            return Ok(first);
        }
        let drafts = self.creation_drafts(organization, wanted).await?;
        self.store.request(organization, drafts, once).await
    }

    async fn creation_drafts(
        &self,
        organization: OrganizationId,
        wanted: &NewAccounts,
    ) -> Outcome<Vec<OperationDraft>> {
        let creating = self.creating(&wanted.workspace).await?;
        let mut drafts = Vec::with_capacity(wanted.accounts.len());
        let mut problems = Vec::new();
        for (place, account) in wanted.accounts.iter().enumerate() {
            let path = if wanted.accounts.len() == 1 { "data.".to_owned() } else { format!("rows[{place}].data.") };
            let person = match account.person {
                Some(id) => Some(self.directory.get(organization, id).await?.identity),
                None => None,
            };
            match fill(&creating.facts, account, person.as_ref(), &path) {
                Ok(filled) => drafts.push(creating.draft(wanted, filled, account.person)),
                Err(mut more) => problems.append(&mut more),
            }
        }
        if problems.is_empty() { Ok(drafts) } else { Err(Refusal::fields(problems).into()) }
    }

    /// Refuses where no account can be created now.
    pub(super) async fn creating(&self, workspace: &Workspace) -> Outcome<Creating> {
        let service = self.catalogue.by_id(workspace.organization, workspace.service.id).await?;
        let rules = Rules::of(service.as_deref(), workspace, ChangeKind::Create);
        let situation = Situation { workspace: workspace.clone(), account: None, other_admins: 0, in_progress: None };
        guard(ChangeKind::Create, &rules, &situation)?;
        let Some(facts) = service.and_then(|service| service.operations.create.clone()) else {
            return Err(ErrorCode::OperationNotSupported.into());
        };
        Ok(Creating { facts, rules })
    }

    async fn creation_facts(&self, workspace: &Workspace) -> Outcome<Option<ServiceOperation>> {
        let service = self.catalogue.by_id(workspace.organization, workspace.service.id).await?;
        Ok(service.and_then(|service| service.operations.create.clone()))
    }
}

impl Creating {
    pub(super) fn draft(&self, wanted: &NewAccounts, filled: Filled, person: Option<PeopleId>) -> OperationDraft {
        let Filled { subject, input, secrets } = filled;
        OperationDraft {
            id: RequestId::new(),
            kind: ChangeKind::Create,
            workspace: wanted.workspace.id,
            account: None,
            subject,
            person,
            input,
            secrets,
            rules: self.rules.clone(),
            actor: wanted.actor.clone(),
            origin: wanted.origin,
            run_at: None,
            beside: None,
        }
    }
}

/// Fills the service's form from what was entered, the directory and the defaults. Problems name their field behind `path`.
pub(super) fn fill(
    facts: &ServiceOperation,
    account: &NewAccount,
    person: Option<&Identity>,
    path: &str,
) -> Result<Filled, Vec<FieldProblem>> {
    let mut problems = unknown_fields(facts, account, path);
    let mut filled = Filled { subject: Subject::default(), input: BTreeMap::new(), secrets: BTreeMap::new() };
    for field in &facts.input {
        let entered = account.data.get(&field.name).map(|value| value.trim()).filter(|value| !value.is_empty());
        // A user name is made up only where the service must have one.
        let prefill = field.prefill.filter(|prefill| field.required || *prefill != DirectoryField::Username);
        let known = || prefill.zip(person).and_then(|(prefill, person)| of_person(prefill, person));
        let value: Option<String> = entered.map(str::to_owned).or_else(known);
        match value {
            Some(value) => {
                problems.extend(not_an_address(field, &value, path).or_else(|| not_offered(field, &value, path)));
                filled.put(field, value);
            }
            None if field.kind == InputKind::Secret && field.required && field.default.is_none() => {
                filled.secrets.insert(field.name.clone(), generated_password());
            }
            None if field.required && field.default.is_none() => problems.push(missing(field, person, path)),
            None => {}
        }
    }
    if problems.is_empty() { Ok(filled) } else { Err(problems) }
}

impl Filled {
    fn put(&mut self, field: &OperationInput, value: String) {
        match (field.prefill, field.name.as_str()) {
            (Some(DirectoryField::Email), _) | (_, "email") => self.subject.email = Some(value.to_lowercase()),
            (Some(DirectoryField::Username), _) | (_, "username") => self.subject.username = Some(value.clone()),
            (Some(DirectoryField::DisplayName), _) | (_, "display_name") => {
                self.subject.display_name = Some(value.clone());
            }
            _ => {}
        }
        if field.kind == InputKind::Secret {
            self.secrets.insert(field.name.clone(), SecretString::from(value));
        } else {
            self.input.insert(field.name.clone(), value);
        }
    }
}

fn unknown_fields(facts: &ServiceOperation, account: &NewAccount, path: &str) -> Vec<FieldProblem> {
    let names: Vec<&str> = facts.input.iter().map(|field| field.name.as_str()).collect();
    let unknown = account.data.keys().filter(|name| !names.contains(&name.as_str()));
    let expected = names.join(", ");
    let problem = |name: &String| {
        FieldProblem::new(
            format!("{path}{name}"),
            format!("There is no such field: {expected}."),
            format!("この項目はありません: {expected}。"),
        )
    };
    unknown.map(problem).collect()
}

fn not_an_address(field: &OperationInput, value: &str, path: &str) -> Option<FieldProblem> {
    let is_address = field.kind == InputKind::Email;
    is_address.then(|| Email::entered(format!("{path}{}", field.name), value).err()).flatten()
}

/// Choices that do not change are checked here; the others the service knows.
fn not_offered(field: &OperationInput, value: &str, path: &str) -> Option<FieldProblem> {
    if field.choices.is_empty() || field.live_choices {
        return None;
    }
    let offered = |value: &str| field.choices.iter().any(|choice| choice.value == value);
    let is_offered = match field.kind {
        InputKind::List => value.split(',').all(|each| offered(each.trim())),
        _ => offered(value),
    };
    let names = || field.choices.iter().map(|choice| choice.value.as_str()).collect::<Vec<_>>().join(", ");
    (!is_offered).then(|| {
        FieldProblem::new(
            format!("{path}{}", field.name),
            format!("Choose one of: {}.", names()),
            format!("次から選択してください: {}。", names()),
        )
    })
}

fn missing(field: &OperationInput, person: Option<&Identity>, path: &str) -> FieldProblem {
    let name = format!("{path}{}", field.name);
    match (field.prefill, person) {
        (Some(DirectoryField::Email), Some(person)) => FieldProblem::new(
            name,
            format!("{} has no e-mail address in the directory; enter one.", person.display_name),
            format!("{} のメールアドレスが登録されていません。入力してください。", person.display_name),
        ),
        _ => FieldProblem::new(name, "This field is required.", "この項目は必須です。"),
    }
}

fn of_person(field: DirectoryField, person: &Identity) -> Option<String> {
    let email = || person.primary_email.as_ref().map(ToString::to_string);
    match field {
        DirectoryField::Email => email(),
        DirectoryField::FirstName => person.first_name.clone(),
        DirectoryField::LastName => person.last_name.clone(),
        DirectoryField::DisplayName => Some(person.display_name.clone()),
        DirectoryField::Username => email().and_then(|email| Some(email.split_once('@')?.0.to_owned())),
        DirectoryField::EmployeeNumber => person.employee_number.clone(),
        DirectoryField::Department => person.department.clone(),
        DirectoryField::JobTitle => person.job_title.clone(),
    }
}

/// Secrets as they may be shown.
pub(super) fn masked(secrets: &BTreeMap<String, SecretString>) -> impl Iterator<Item = (String, String)> + '_ {
    secrets.keys().map(|name| (name.clone(), "•••".to_owned()))
}

fn generated_password() -> SecretString {
    let mut rng = rand::rng();
    let pick =
        |alphabet: &[u8], rng: &mut rand::rngs::ThreadRng| char::from(alphabet[rng.random_range(0..alphabet.len())]);
    let letters = (0..GENERATED_PASSWORD_LENGTH)
        .map(|place| pick(PASSWORD_ALPHABETS[place % PASSWORD_ALPHABETS.len()], &mut rng));
    SecretString::from(letters.collect::<String>())
}

#[cfg(test)]
mod tests {
    use secrecy::ExposeSecret;

    use super::*;

    #[test]
    fn a_generated_password_has_every_kind_of_character() {
        let password = generated_password();
        let has = |kind: fn(&char) -> bool| password.expose_secret().chars().any(|character| kind(&character));
        assert!(has(char::is_ascii_lowercase) && has(char::is_ascii_uppercase) && has(char::is_ascii_digit));
        assert_eq!(password.expose_secret().len(), GENERATED_PASSWORD_LENGTH);
        assert_ne!(password.expose_secret(), generated_password().expose_secret());
    }
}
