//! Many new accounts at once, from a file.

use std::collections::{BTreeMap, HashMap};

use super::create::{NewAccount, NewAccounts, fill, masked};
use super::draft::{Idempotency, OperationDraft, Subject};
use super::file::{NewAccountFile, NewAccountLine};
use super::request::Operations;
use crate::catalogue::{DirectoryField, ServiceOperation};
use crate::directory::import::{ImportError, twice};
use crate::directory::{Email, EntryName, Identity};
use crate::error::{ErrorCode, FieldProblem, Outcome};
use crate::ids::{OrganizationId, RequestId};
use crate::organization::Language;

/// A line of the file with what it would ask for.
#[derive(Debug)]
pub struct Creation {
    pub line: u64,
    /// In the directory under the line's address: what the line leaves out comes from there.
    pub person: Option<EntryName>,
    pub draft: OperationDraft,
}

/// What a file asks for. With any error nothing of it is done.
#[derive(Debug, Default)]
pub struct Creations {
    pub lines: Vec<Creation>,
    pub errors: Vec<ImportError>,
}

impl Creation {
    /// The form as it would be sent, with secrets masked.
    pub fn shown_data(&self) -> BTreeMap<String, String> {
        self.draft.input.clone().into_iter().chain(masked(&self.draft.secrets)).collect()
    }
}

impl Operations {
    /// Sets the lines of a file against the directory and the workspace. Nothing is stored.
    pub async fn read_creations(
        &self,
        organization: OrganizationId,
        wanted: &NewAccounts,
        file: &NewAccountFile,
    ) -> Outcome<Creations> {
        let creating = self.creating(&wanted.workspace).await?;
        let people = self.people_in(organization, &creating.facts, file).await?;
        let mut creations = Creations::default();
        for NewAccountLine { line, account } in &file.lines {
            let person = email_in(&creating.facts, account).and_then(|email| people.get(&email));
            match fill(&creating.facts, account, person, "") {
                Ok(filled) => {
                    let draft = creating.draft(wanted, filled, person.map(|person| person.id));
                    creations.lines.push(Creation { line: *line, person: person.map(name_of), draft });
                }
                Err(problems) => {
                    let wrong = |problem: FieldProblem| {
                        let entered = account.data.get(&problem.field).cloned().unwrap_or_default();
                        at(file, *line, &entered, problem)
                    };
                    creations.errors.extend(problems.into_iter().map(wrong));
                }
            }
        }
        creations.refuse_twins(file);
        self.refuse_those_there(organization, wanted, file, &mut creations).await?;
        creations.errors.sort_by_key(|error| error.line);
        Ok(creations)
    }

    /// Writes one operation for each line, in their order.
    pub async fn request_creations(
        &self,
        organization: OrganizationId,
        creations: Creations,
        once: Option<&Idempotency>,
    ) -> Outcome<Vec<RequestId>> {
        if !creations.errors.is_empty() {
            return Err(ErrorCode::ImportRejected.into());
        }
        self.store.request(organization, creations.lines.into_iter().map(|line| line.draft).collect(), once).await
    }

    async fn people_in(
        &self,
        organization: OrganizationId,
        facts: &ServiceOperation,
        file: &NewAccountFile,
    ) -> Outcome<HashMap<Email, Identity>> {
        let emails: Vec<Email> = file.lines.iter().filter_map(|line| email_in(facts, &line.account)).collect();
        self.directory.whose(organization, &emails).await
    }

    /// What the workspace has already, or is about to get.
    async fn refuse_those_there(
        &self,
        organization: OrganizationId,
        wanted: &NewAccounts,
        file: &NewAccountFile,
        creations: &mut Creations,
    ) -> Outcome<()> {
        let subjects: Vec<Subject> = creations.lines.iter().map(|line| line.draft.subject.clone()).collect();
        let there = self.store.there(organization, wanted.workspace.id, &subjects).await?;
        for (line, code) in creations.lines.iter().zip(there) {
            let Some(code) = code else { continue };
            let (column, value) = line.named_by(file);
            let text = |language| code.text(language);
            creations.errors.push(ImportError::new(line.line, column, value, text(Language::En), text(Language::Ja)));
        }
        Ok(())
    }
}

impl Creations {
    fn refuse_twins(&mut self, file: &NewAccountFile) {
        let mut seen: HashMap<String, u64> = HashMap::new();
        for line in &self.lines {
            let Some(key) = line.draft.subject.key() else { continue };
            if let Some(earlier) = seen.insert(key, line.line) {
                let (column, value) = line.named_by(file);
                self.errors.push(twice(line.line, earlier, column, value));
            }
        }
    }
}

impl Creation {
    /// The column and the value that name the account.
    fn named_by<'a>(&'a self, file: &'a NewAccountFile) -> (&'a str, &'a str) {
        let subject = &self.draft.subject;
        let value = subject.email.as_deref().or(subject.username.as_deref()).unwrap_or_default();
        let is_it = |entered: &&String| entered.eq_ignore_ascii_case(value);
        let name = self.draft.input.iter().find(|(_, entered)| is_it(entered)).map_or("", |(name, _)| name);
        (file.title_of(name), value)
    }
}

/// The address that the line gives, by which its person is found.
fn email_in(facts: &ServiceOperation, account: &NewAccount) -> Option<Email> {
    let fields = facts.input.iter().filter(|field| field.prefill == Some(DirectoryField::Email));
    fields.filter_map(|field| account.data.get(&field.name)).find_map(|value| Email::parse(value))
}

fn name_of(person: &Identity) -> EntryName {
    EntryName { id: person.id, display_name: person.display_name.clone(), primary_email: person.primary_email.clone() }
}

fn at(file: &NewAccountFile, line: u64, entered: &str, problem: FieldProblem) -> ImportError {
    ImportError::new(line, file.title_of(&problem.field), entered, problem.message.en, problem.message.ja)
}
