//! Where manifests of an organization's own are checked and tried.

use std::sync::{Arc, Mutex, PoisonError};

use async_trait::async_trait;
use daicho_domain::account::ReportedAccount;
use daicho_domain::catalogue::{ManifestProblem, Trial, TrialReport, TrialStep, TriedOperation, Workbench};
use daicho_domain::integration::{
    AccountChange, ChangeKind, Connection, Connector, ConnectorFault, ConnectorName, DownloadedFile, FaultKind,
    MemberFileHead, RequestObserver, RequestRecord, UnstoredCredentials,
};
use futures::StreamExt;

use crate::catalogue::shipped_shapes;
use crate::engine::head_of_file;
use crate::manifest::{lint, load};
use crate::transport::Resolver;
use crate::{ConnectorEngine, EngineConfig, ManifestCatalogue};

/// Enough to see that pages turn.
const PAGES: usize = 3;
const LONGEST_ANSWER: usize = 20_000;
/// What it is called while it is tried.
const SLUG: &str = "own";

/// Tries manifests with the engine's own limits: the same addresses are forbidden.
pub struct ManifestWorkbench {
    config: EngineConfig,
    resolver: Arc<dyn Resolver>,
}

impl std::fmt::Debug for ManifestWorkbench {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("ManifestWorkbench").field("config", &self.config).finish_non_exhaustive()
    }
}

impl ManifestWorkbench {
    pub fn new(config: EngineConfig, resolver: Arc<dyn Resolver>) -> Self {
        Self { config, resolver }
    }

    fn engine(&self, manifest: &str) -> Result<ConnectorEngine, ConnectorFault> {
        let unusable = |why: String| ConnectorFault::new(FaultKind::InvalidInput, why);
        let manifest = load(manifest, shipped_shapes()).map_err(|problem| unusable(problem.to_string()))?;
        let catalogue = Arc::new(ManifestCatalogue::of(vec![(SLUG.to_owned(), manifest)]));
        ConnectorEngine::with(catalogue, self.config.clone(), Arc::clone(&self.resolver))
            .map_err(|error| unusable(error.to_string()))
    }
}

/// Keeps each request with its answer.
#[derive(Default)]
struct Seen(Mutex<Vec<TrialStep>>);

impl RequestObserver for Seen {
    fn record(&self, request: RequestRecord) {
        let mut steps = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        steps.push(TrialStep {
            method: request.method,
            path: request.path,
            status: request.status,
            milliseconds: request.milliseconds,
            answer: request.note.unwrap_or_default(),
            read: Vec::new(),
        });
    }

    fn wants_answers(&self) -> bool {
        true
    }

    fn answered(&self, answer: &str) {
        let mut steps = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(step) = steps.last_mut() {
            answer.clone_into(&mut step.answer);
        }
    }
}

#[async_trait]
impl Workbench for ManifestWorkbench {
    fn problems(&self, manifest: &str) -> Vec<ManifestProblem> {
        let problems = lint(manifest, shipped_shapes()).into_iter();
        problems
            .map(|problem| ManifestProblem { line: problem.line, column: problem.column, message: problem.message })
            .collect()
    }

    fn name(&self, manifest: &str) -> Option<String> {
        load(manifest, shipped_shapes()).ok().map(|manifest| manifest.name.0.en)
    }

    fn reaches_beyond(&self, changed: &str, present: &str) -> Vec<String> {
        let Ok(changed) = load(changed, shipped_shapes()) else { return Vec::new() };
        // Of a version that cannot be read any more nothing is known.
        let present = load(present, shipped_shapes()).ok();
        changed.reaches_beyond(present.as_ref())
    }

    fn head_of_file(&self, file: &DownloadedFile) -> Result<MemberFileHead, ConnectorFault> {
        head_of_file(file)
    }

    async fn attempt(&self, trial: &Trial) -> TrialReport {
        let seen = Arc::new(Seen::default());
        let connection = Connection {
            service: ConnectorName::Shipped(SLUG.to_owned()),
            method: trial.method.clone(),
            base_url: trial.base_url.clone(),
            credentials: Arc::new(UnstoredCredentials::new(trial.values.clone())),
            observer: Arc::clone(&seen) as Arc<dyn RequestObserver>,
            fast: false,
        };
        let mut report = TrialReport::default();
        let done = match self.engine(&trial.manifest) {
            Ok(engine) => run(&engine, &connection, trial, &mut report).await,
            Err(fault) => Err(fault),
        };
        report.fault = done.err();
        report.steps = std::mem::take(&mut *seen.0.lock().unwrap_or_else(PoisonError::into_inner));
        place(report.accounts.as_deref().unwrap_or_default(), &mut report.steps);
        for step in &mut report.steps {
            step.answer = step.answer.chars().take(LONGEST_ANSWER).collect();
        }
        report
    }
}

async fn run(
    engine: &ConnectorEngine,
    connection: &Connection,
    trial: &Trial,
    report: &mut TrialReport,
) -> Result<(), ConnectorFault> {
    let kind = match trial.operation {
        TriedOperation::Verify => {
            report.tenant = Some(engine.verify(connection).await?);
            return Ok(());
        }
        TriedOperation::List => {
            let mut pages = engine.accounts(connection, None).take(PAGES);
            let accounts = report.accounts.insert(Vec::new());
            while let Some(page) = pages.next().await {
                accounts.extend(page?.accounts);
            }
            return Ok(());
        }
        TriedOperation::Create => ChangeKind::Create,
        TriedOperation::Suspend => ChangeKind::Suspend,
        TriedOperation::Reactivate => ChangeKind::Reactivate,
        TriedOperation::Delete => ChangeKind::Delete,
    };
    let change = AccountChange { kind, input: trial.input.clone() };
    report.outcome = Some(engine.operate(connection, &change).await?);
    Ok(())
}

/// Puts each account beside the first answer that tells of it.
fn place(accounts: &[ReportedAccount], steps: &mut [TrialStep]) {
    for account in accounts {
        let marks = [Some(account.external_id.as_str()), account.email.as_deref()];
        let tells = |step: &&mut TrialStep| marks.iter().flatten().any(|mark| step.answer.contains(mark));
        if let Some(step) = steps.iter_mut().find(tells) {
            step.read.push(account.clone());
        }
    }
}
