//! Employee lists set against the directory and, when nothing is wrong, applied: a thousand lines at a time, one transaction.

use std::collections::{HashMap, HashSet};

use chrono::Utc;
use daicho_domain::directory::import::{
    Column, EmployeeFile, ImportAction, ImportError, ImportLine, ImportReport, PlannedLine, plan_line,
};
use daicho_domain::directory::{
    CustomField, Email, FieldChange, FieldSettings, HistoryKind, Identity, Origin, Patch, Surroundings,
};
use daicho_domain::error::{Failure, Outcome};
use daicho_domain::ids::{OrganizationId, PeopleId};
use sea_orm::{ConnectionTrait, DatabaseBackend, DatabaseTransaction};

use super::circumstances::{OrganizationFacts, organization_facts};
use super::matching::rematch;
use super::read::{self, Owner};
use super::write::{Change, next_ids, save};
use super::{fields, read::identities};
use crate::failure::Context;

const LINES_AT_A_TIME: usize = 1_000;
/// How many errors are told.
const MOST_ERRORS: usize = 1_000;

/// Plans the file; with `apply` also writes, as long as nothing is wrong. The caller keeps the transaction only when the
/// report says `applied`.
pub(super) async fn import(
    tx: &DatabaseTransaction,
    organization: OrganizationId,
    file: &EmployeeFile,
    apply: bool,
    origin: &Origin,
) -> Outcome<ImportReport> {
    let errors = file.errors();
    if apply && !errors.is_empty() {
        return Ok(ImportReport::rejected(errors));
    }
    plan_anew_each_time(tx).await?;
    let mut run = Run {
        tx,
        organization,
        file,
        apply,
        origin,
        facts: organization_facts(tx, organization).await?,
        settings: fields::field_settings(tx, organization).await?,
        custom_fields: fields::custom_fields(tx, organization).await?,
        report: ImportReport { errors, ..ImportReport::default() },
        newcomers: Newcomers::default(),
        planned: HashSet::new(),
        written: Vec::new(),
    };
    run.newcomers = run.newcomers().await?;
    let mut lines = file.lines().filter_map(Result::ok).peekable();
    while lines.peek().is_some() {
        let some: Vec<ImportLine> = lines.by_ref().take(LINES_AT_A_TIME).collect();
        run.take(some).await?;
    }
    drop(lines);
    run.finish().await
}

/// PostgreSQL keeps the plan of a statement that comes again and again: one for the empty tables of the first lines reads all
/// of them for the last ones.
async fn plan_anew_each_time(tx: &DatabaseTransaction) -> Outcome<()> {
    if tx.get_database_backend() == DatabaseBackend::Postgres {
        tx.execute_unprepared("SET LOCAL plan_cache_mode = force_custom_plan").await.context("plan an import")?;
    }
    Ok(())
}

struct Run<'a> {
    tx: &'a DatabaseTransaction,
    organization: OrganizationId,
    file: &'a EmployeeFile,
    apply: bool,
    origin: &'a Origin,
    facts: OrganizationFacts,
    settings: FieldSettings,
    custom_fields: Vec<CustomField>,
    report: ImportReport,
    newcomers: Newcomers,
    /// Entries that a line was about.
    planned: HashSet<PeopleId>,
    written: Vec<PeopleId>,
}

/// Who gets their main address by the file: they may be the managers of earlier lines. Their ids are reserved before anything
/// is written, so that every entry is written once. A preview has no ids.
type Newcomers = HashMap<Email, Option<PeopleId>>;

/// What the directory knows of the addresses and numbers of some lines.
struct Known {
    by_email: HashMap<Email, Owner>,
    by_number: HashMap<String, Owner>,
    entries: HashMap<PeopleId, Identity>,
    merged_emails: HashMap<PeopleId, Vec<Email>>,
    linked: HashSet<Email>,
}

impl Run<'_> {
    async fn take(&mut self, lines: Vec<ImportLine>) -> Outcome<()> {
        let known = self.look_up(&lines).await?;
        let mut changes = Vec::new();
        for line in lines {
            match self.plan(line, &known) {
                Ok(Some(change)) => changes.push(change),
                Ok(None) => {}
                Err(errors) => self.report.errors.extend(errors),
            }
        }
        if !self.apply || !self.report.errors.is_empty() {
            return Ok(());
        }
        match save(self.tx, self.organization, changes, HistoryKind::Update, self.origin).await {
            Ok(ids) => self.written.extend(ids),
            Err(Failure::Refused(refusal)) => self.report.errors.extend(refusal.fields.into_iter().map(|problem| {
                ImportError::new(
                    0,
                    self.file.title_of_field(&problem.field),
                    "",
                    problem.message.en,
                    problem.message.ja,
                )
            })),
            Err(failure) => return Err(failure),
        }
        Ok(())
    }

    async fn look_up(&self, lines: &[ImportLine]) -> Outcome<Known> {
        let emails: HashSet<&Email> = lines.iter().flat_map(|line| line.emails().chain(&line.manager_email)).collect();
        let emails: Vec<&Email> = emails.into_iter().collect();
        let numbers: Vec<&str> = lines.iter().filter_map(ImportLine::employee_number).collect();
        let by_email = read::owners(self.tx, self.organization, &emails).await?;
        let by_number = read::number_owners(self.tx, self.organization, &numbers).await?;
        let ids: HashSet<PeopleId> = by_email.values().chain(by_number.values()).map(|owner| owner.root).collect();
        let ids: Vec<PeopleId> = ids.into_iter().collect();
        let entries = identities(self.tx, self.organization, &ids).await?;
        let merged_emails = read::merged_emails(self.tx, self.organization, &ids).await?;
        let primaries: Vec<&Email> = entries.values().filter_map(|entry| entry.primary_email.as_ref()).collect();
        let linked = read::linked_emails(self.tx, self.organization, &primaries).await?;
        Ok(Known { by_email, by_number, entries, merged_emails, linked })
    }

    /// The change that the line asks for, if any; it is counted and shown on the way.
    fn plan(&mut self, mut line: ImportLine, known: &Known) -> Result<Option<Change>, Vec<ImportError>> {
        if line.manager_email.is_some() && line.manager_email.as_ref() == line.primary_email() {
            return Err(vec![self.complain(&line, Column::ManagerEmail, OWN_MANAGER)]);
        }
        let id = self.whose(&line, known)?;
        if let Some(id) = id
            && !self.planned.insert(id)
        {
            return Err(vec![self.complain(&line, Column::PrimaryEmail, ABOUT_THE_SAME)]);
        }
        let blank = Identity::blank(Utc::now());
        let before = id.and_then(|id| known.entries.get(&id)).unwrap_or(&blank);
        let merged_emails = known.merged_emails.get(&before.id).map(Vec::as_slice).unwrap_or_default();
        if line.primary_email().is_some_and(|email| merged_emails.contains(email)) {
            line.patch.primary_email = Patch::Keep;
        }
        let new_manager = self.manager_of(&mut line, known)?;
        let surroundings = Surroundings {
            circumstances: &self.facts.circumstances,
            custom_fields: &self.custom_fields,
            primary_is_linked: before.primary_email.as_ref().is_some_and(|email| known.linked.contains(email)),
            merged_emails,
        };
        let mut planned = plan_line(self.file, &line, before, &self.settings, &surroundings)?;
        if let Some(manager) = new_manager {
            self.put_new_manager(&manager, &mut planned);
        }
        self.report.summary.count(planned.row.action);
        if self.report.rows.len() < ImportReport::MOST_ROWS {
            self.report.rows.push(planned.row);
        }
        if planned.changes.is_empty() {
            return Ok(None);
        }
        if id.is_none()
            && let Some(reserved) = line.primary_email().and_then(|email| self.newcomers.get(email).copied().flatten())
        {
            planned.after.id = reserved;
        }
        Ok(Some(match id {
            Some(_) => Change::of(before.clone(), planned.after),
            None => Change::new(planned.after),
        }))
    }

    /// The entry that the line is about: its address and number must not speak of two.
    fn whose(&self, line: &ImportLine, known: &Known) -> Result<Option<PeopleId>, Vec<ImportError>> {
        let by_email = line.primary_email().and_then(|email| known.by_email.get(email)).map(|owner| owner.root);
        let by_number = line.employee_number().and_then(|number| known.by_number.get(number)).map(|owner| owner.root);
        if let (Some(one), Some(other)) = (by_email, by_number)
            && one != other
        {
            return Err(vec![self.complain(line, Column::EmployeeNumber, TWO_ENTRIES)]);
        }
        let id = by_email.or(by_number);
        let secondary = line.patch.secondary_emails.as_set().into_iter().flatten();
        let foreign = secondary.filter_map(|email| known.by_email.get(email)).any(|owner| Some(owner.root) != id);
        if foreign {
            return Err(vec![self.complain(line, Column::SecondaryEmails, ANOTHER_ENTRYS)]);
        }
        Ok(id)
    }

    fn complain(&self, line: &ImportLine, column: Column, (en, ja): (&str, &str)) -> ImportError {
        let value = match column {
            Column::EmployeeNumber => line.employee_number().unwrap_or_default(),
            _ => line.primary_email().map(Email::as_str).unwrap_or_default(),
        };
        ImportError::new(line.line, self.file.title(column), value, en, ja)
    }

    /// Puts a manager whom the directory knows into the line; gives the address of one whom the file adds.
    fn manager_of(&self, line: &mut ImportLine, known: &Known) -> Result<Option<Email>, Vec<ImportError>> {
        let Some(email) = line.manager_email.clone() else { return Ok(None) };
        if let Some(owner) = known.by_email.get(&email) {
            line.patch.manager = Patch::Set(owner.root);
            return Ok(None);
        }
        if self.newcomers.contains_key(&email) {
            return Ok(Some(email));
        }
        let title = self.file.title(Column::ManagerEmail);
        let (en, ja) = NO_SUCH_MANAGER;
        Err(vec![ImportError::new(line.line, title, email.as_str(), en, ja)])
    }

    fn put_new_manager(&self, manager: &Email, planned: &mut PlannedLine) {
        let current = Some(serde_json::Value::from(manager.as_str()));
        let change = FieldChange { field: "manager".to_owned(), previous: None, current };
        planned.row.changes.push(change.clone());
        planned.changes.push(change);
        if planned.row.action == ImportAction::Unchanged {
            planned.row.action = ImportAction::Change;
        }
        planned.after.manager = self.newcomers.get(manager).copied().flatten();
    }

    /// Nobody is needed when no line names a manager.
    async fn newcomers(&self) -> Outcome<Newcomers> {
        if !self.file.has(Column::ManagerEmail) {
            return Ok(Newcomers::new());
        }
        let mut lines = self.file.lines().filter_map(Result::ok).filter_map(|line| {
            let number = line.employee_number().map(str::to_owned);
            line.primary_email().cloned().map(|email| (email, number))
        });
        if !self.apply {
            return Ok(lines.map(|(email, _)| (email, None)).collect());
        }
        let mut newcomers = Newcomers::new();
        loop {
            let some: Vec<(Email, Option<String>)> = lines.by_ref().take(LINES_AT_A_TIME).collect();
            if some.is_empty() {
                return Ok(newcomers);
            }
            newcomers.extend(self.reserve(some).await?);
        }
    }

    /// Ids for the addresses that nobody has; an entry that is known by its number keeps its own.
    async fn reserve(&self, lines: Vec<(Email, Option<String>)>) -> Outcome<Newcomers> {
        let emails: Vec<&Email> = lines.iter().map(|(email, _)| email).collect();
        let numbers: Vec<&str> = lines.iter().filter_map(|(_, number)| number.as_deref()).collect();
        let by_email = read::owners(self.tx, self.organization, &emails).await?;
        let by_number = read::number_owners(self.tx, self.organization, &numbers).await?;
        let known = |number: Option<&String>| number.and_then(|number| by_number.get(number)).map(|owner| owner.root);
        let lines: Vec<(Email, Option<PeopleId>)> = lines
            .into_iter()
            .filter(|(email, _)| !by_email.contains_key(email))
            .map(|(email, number)| (email, known(number.as_ref())))
            .collect();
        let mut ids = next_ids(self.tx, lines.iter().filter(|(_, id)| id.is_none()).count()).await?.into_iter();
        Ok(lines.into_iter().map(|(email, id)| (email, id.or_else(|| ids.next()))).collect())
    }

    async fn finish(mut self) -> Outcome<ImportReport> {
        self.report.errors.sort_by_key(|error| error.line);
        self.report.errors.truncate(MOST_ERRORS);
        self.report.summary.errors = self.report.errors.len() as u64;
        if self.apply && self.report.errors.is_empty() {
            rematch(self.tx, self.organization, &self.written).await?;
            self.report.applied = true;
        }
        Ok(self.report)
    }
}

const OWN_MANAGER: (&str, &str) = (
    "Nobody is their own manager. Give another address, or none.",
    "本人を上長に指定することはできません。別のアドレスを入力するか、空欄にしてください。",
);
const ABOUT_THE_SAME: (&str, &str) = (
    "Another line of the file is about the same entry. Keep one of the two.",
    "ファイル内の別の行が同じIDを指しています。どちらかを削除してください。",
);
const TWO_ENTRIES: (&str, &str) = (
    "The e-mail address and the employee ID belong to two different entries. Correct one of them, or merge the entries first.",
    "メールアドレスと社員番号が別々のIDを指しています。どちらかを修正するか、先に2件を統合してください。",
);
const ANOTHER_ENTRYS: (&str, &str) = (
    "One of these addresses belongs to another entry. Remove it, or merge the entries first.",
    "このアドレスは別のIDで使用されています。削除するか、先に2件を統合してください。",
);
const NO_SUCH_MANAGER: (&str, &str) = (
    "Neither the directory nor the file has an entry with this address. Give the manager's primary e-mail.",
    "このアドレスのIDはディレクトリにもファイルにもありません。上長のメールアドレスを入力してください。",
);
