//! Walking over the pages, step by step, with a record of each.

use std::sync::Arc;
use std::time::{Duration, Instant};

use chrono::Utc;
use daicho_domain::integration::{ConnectorFault, FaultKind, LARGEST_FILE, RequestRecord, Sight, Tab, Visit, Wanted};
use secrecy::{ExposeSecret, SecretString};
use url::Url;

use super::Given;
use super::obstacle::{Obstacle, Stage, obstacle, refusal};
use crate::engine::compose::{self, invalid};
use crate::engine::scope::{Local, scope};
use crate::engine::session::Session;
use crate::engine::unknown::MASK;
use crate::manifest::{ChooseOption, Elements, OneTimeCode, PageEvent, Recipe, RecipeStep, Template, WaitFor};
use crate::transport::FilteringProxy;

/// For something to appear that has to.
pub(super) const PATIENCE: Duration = Duration::from_secs(15);
/// For something that need not be there, with nothing else to wait for.
const LITTLE_PATIENCE: Duration = Duration::from_secs(2);
/// Between looks at what may stand in the way.
const LOOK_AGAIN: Duration = Duration::from_millis(700);
/// Through the proxy, in both directions.
const MOST_BYTES: u64 = 1024 * 1024 * 1024;
/// So short a word would black out half a page.
const SHORTEST_SECRET: usize = 4;

pub(super) struct Walk {
    session: Arc<Session>,
    pub tab: Box<dyn Tab>,
    proxy: FilteringProxy,
    home: Url,
    stage: Stage,
    given: Given,
    /// Something was pressed since a change began.
    pub may_have_changed: bool,
    /// It is sent with the next press.
    password_typed: bool,
    /// Of the recipe, counted from 1.
    step: usize,
}

impl Walk {
    pub(super) async fn begin(session: &Arc<Session>, given: Given) -> Result<Self, ConnectorFault> {
        let machinery = &session.machinery;
        let browser = machinery.browser.as_ref().ok_or_else(|| {
            ConnectorFault::new(FaultKind::BrowserMissing, "no browser is set up for services without an API")
        })?;
        let proxy = machinery.transport.proxy(MOST_BYTES).await.map_err(|error| {
            ConnectorFault::new(FaultKind::Unavailable, format!("the browser has no way out: {error}"))
        })?;
        let signed = session.signed_in_now();
        let secrets = signed.values.iter().map(|(_, value)| value.clone()).chain(given.secrets.iter().cloned());
        let secrets = secrets.filter(|secret| secret.expose_secret().len() >= SHORTEST_SECRET);
        let visit = Visit { proxy: proxy.address(), download_limit: LARGEST_FILE, secrets: secrets.collect() };
        let home = signed.addresses.of("/")?;
        let has_secret = signed.values.expose("totp_secret").is_some_and(|secret| !secret.trim().is_empty());
        let stage = Stage { signing_in: true, has_secret, ..Stage::default() };
        let tab = browser.open(visit).await?;
        Ok(Self {
            session: Arc::clone(session),
            tab,
            proxy,
            home,
            stage,
            given,
            may_have_changed: false,
            password_typed: false,
            step: 0,
        })
    }

    pub(super) async fn end(self) {
        self.tab.close().await;
    }

    /// From the sign-in page to being signed in.
    pub(super) async fn sign_in(&mut self, recipe: &Recipe) -> Result<(), ConnectorFault> {
        self.stage = Stage { signing_in: true, has_secret: self.stage.has_secret, ..Stage::default() };
        self.password_typed = false;
        self.step = 0;
        for (position, step) in recipe.sign_in.iter().enumerate() {
            let after = recipe.sign_in[position + 1..].iter();
            let next = next_element(after).or(recipe.signed_in.as_ref());
            self.take(step, next).await?;
        }
        if let Some(signed_in) = &recipe.signed_in {
            let began = Instant::now();
            self.wait_for(signed_in).await?;
            self.record("SIGNED IN", &signed_in.to_string(), began, None).await;
        }
        self.stage.signing_in = false;
        Ok(())
    }

    /// From being signed in to where the members are.
    pub(super) async fn reach_the_members(&mut self, recipe: &Recipe) -> Result<(), ConnectorFault> {
        self.step = recipe.sign_in.len();
        for (position, step) in recipe.members.iter().enumerate() {
            self.take(step, next_element(recipe.members[position + 1..].iter())).await?;
        }
        self.step += 1;
        Ok(())
    }

    /// For what does not begin where the members are: its steps are counted on all the same.
    pub(super) fn pass_over_the_members(&mut self, recipe: &Recipe) {
        self.step = recipe.steps().count() + 1;
    }

    pub(super) async fn take(&mut self, step: &RecipeStep, next: Option<&Elements>) -> Result<(), ConnectorFault> {
        self.step += 1;
        let began = Instant::now();
        let about = match step.inner() {
            RecipeStep::GoTo(address) => {
                let url = self.address(address, &self.given.local)?;
                self.masked(&format!("{}{}", url.path(), query_of(&url)))
            }
            RecipeStep::WaitFor(wait) => wait.to_string(),
            step => step.elements().map(ToString::to_string).unwrap_or_default(),
        };
        let done = self.perform(step, next).await;
        let note = done.as_ref().err().map(|fault| fault.detail.clone());
        self.record(verb(step), &about, began, note).await;
        done
    }

    async fn perform(&mut self, step: &RecipeStep, next: Option<&Elements>) -> Result<(), ConnectorFault> {
        match step {
            RecipeStep::GoTo(address) => {
                let url = self.address(address, &self.given.local)?;
                self.go_to(&url).await
            }
            RecipeStep::Fill(fill) => {
                let text = SecretString::from(self.text(&fill.with)?);
                if text.expose_secret().is_empty() {
                    return Ok(());
                }
                self.wait_for(&fill.field).await?;
                if !self.tab.fill(&fill.field.0, &text, PATIENCE).await? {
                    return Err(self.missing(&fill.field).await);
                }
                self.password_typed |= fill.with.names().iter().any(|name| name == "password");
                Ok(())
            }
            RecipeStep::OneTimeCode(code) => self.one_time_code(code, next).await,
            RecipeStep::Press(elements) => {
                self.press(elements).await?;
                self.stage.password_sent |= self.password_typed;
                Ok(())
            }
            RecipeStep::Confirm(elements) => {
                self.wait_for(elements).await?;
                let pressed = self.tab.confirm(&elements.0, PATIENCE).await?;
                if pressed { Ok(()) } else { Err(self.missing(elements).await) }
            }
            RecipeStep::Choose(choose) => self.choose(choose).await,
            RecipeStep::WaitFor(WaitFor::Elements(elements)) => self.wait_for_sign(elements).await,
            RecipeStep::WaitFor(WaitFor::Event(PageEvent::Navigation)) => {
                let moved = self.tab.moved(PATIENCE).await?;
                if moved { Ok(()) } else { Err(self.changed("it did not lead to another page").await) }
            }
            RecipeStep::WaitFor(WaitFor::Event(PageEvent::NetworkIdle)) => {
                if !self.tab.quiet(PATIENCE).await? {
                    tracing::debug!("a page never came to rest");
                }
                Ok(())
            }
            RecipeStep::IfThere(inner) => match inner.elements() {
                Some(elements) if !self.comes_before(elements, next).await? => Ok(()),
                _ => Box::pin(self.perform(inner, next)).await,
            },
            RecipeStep::Dismiss(elements) => {
                if self.comes_before(elements, next).await? {
                    self.tab.press(&elements.0, LITTLE_PATIENCE).await?;
                }
                Ok(())
            }
            RecipeStep::Assert(elements) => {
                match self.tab.see(std::slice::from_ref(&elements.0), LITTLE_PATIENCE).await? {
                    Some(_) => Ok(()),
                    None => Err(self.not_shown(elements).await),
                }
            }
        }
    }

    async fn choose(&mut self, choose: &ChooseOption) -> Result<(), ConnectorFault> {
        let options: Result<Vec<String>, _> = choose.option.0.iter().map(|option| self.text(option)).collect();
        let options: Vec<String> = options?.into_iter().filter(|option| !option.is_empty()).collect();
        if options.is_empty() {
            return Ok(());
        }
        self.wait_for(&choose.field).await?;
        if self.tab.choose(&choose.field.0, &options, PATIENCE).await? {
            return Ok(());
        }
        Err(self.changed(&format!("{} has no option “{}”", choose.field, options.join("” or “"))).await)
    }

    fn text(&self, template: &Template) -> Result<String, ConnectorFault> {
        let names = scope(&self.session.signed_in_now().known, &self.given.local);
        template.text(&names).map_err(invalid)
    }

    async fn press(&mut self, elements: &Elements) -> Result<(), ConnectorFault> {
        self.wait_for(elements).await?;
        if self.tab.press(&elements.0, PATIENCE).await? { Ok(()) } else { Err(self.missing(elements).await) }
    }

    async fn one_time_code(&mut self, code: &OneTimeCode, next: Option<&Elements>) -> Result<(), ConnectorFault> {
        if !self.comes_before(&code.field, next).await? {
            return Ok(());
        }
        let signed = self.session.signed_in_now();
        let Some(secret) = signed.values.expose("totp_secret").filter(|secret| !secret.trim().is_empty()) else {
            return Err(self.fault(FaultKind::SecondFactorNeeded, format!("{} asks for a code", code.field)).await);
        };
        let next = self.session.machinery.codes.next(secret.trim(), Utc::now())?;
        tokio::time::sleep(next.wait).await;
        self.tab.fill(&code.field.0, &SecretString::from(next.code), PATIENCE).await?;
        if let Some(elements) = &code.press {
            self.press(elements).await?;
        }
        self.stage.code_sent = true;
        Ok(())
    }

    pub(super) async fn go_to(&mut self, url: &Url) -> Result<(), ConnectorFault> {
        let gone = self.tab.go_to(url).await;
        let host = url.host_str().unwrap_or_default().trim_matches(['[', ']']);
        if self.proxy.refused().iter().any(|refused| refused == host) {
            let detail = format!("{host} leads to where requests may not go");
            return Err(ConnectorFault::new(FaultKind::AddressBlocked, detail));
        }
        if gone.is_err() && self.proxy.is_used_up() {
            let detail = "the pages brought more data than a run may take";
            return Err(ConnectorFault::new(FaultKind::UnexpectedAnswer, detail));
        }
        gone
    }

    /// An address of the recipe, with its values.
    pub(super) fn address(&self, template: &Template, local: &Local) -> Result<Url, ConnectorFault> {
        let signed = self.session.signed_in_now();
        let names = scope(&signed.known, local);
        signed.addresses.of(&template.render(&names, compose::percent_encoded).map_err(invalid)?)
    }

    /// Whether this is there before what comes next.
    async fn comes_before(&self, elements: &Elements, next: Option<&Elements>) -> Result<bool, ConnectorFault> {
        let groups: Vec<Vec<Wanted>> = std::iter::once(elements).chain(next).map(|group| group.0.clone()).collect();
        let patience = if next.is_some() { PATIENCE } else { LITTLE_PATIENCE };
        let began = Instant::now();
        let mut suspected = None;
        while began.elapsed() < patience {
            if let Some(group) = self.tab.see(&groups, LOOK_AGAIN).await? {
                return Ok(group == 0);
            }
            self.give_up_early(&mut suspected).await?;
        }
        Ok(false)
    }

    /// Waits until it can be seen, or until it is plain that it never will.
    pub(super) async fn wait_for(&self, elements: &Elements) -> Result<(), ConnectorFault> {
        if self.comes(elements).await? { Ok(()) } else { Err(self.missing(elements).await) }
    }

    /// As [`Self::wait_for`], for what shows how far the service has come.
    async fn wait_for_sign(&self, elements: &Elements) -> Result<(), ConnectorFault> {
        if self.comes(elements).await? { Ok(()) } else { Err(self.not_shown(elements).await) }
    }

    async fn comes(&self, elements: &Elements) -> Result<bool, ConnectorFault> {
        let groups = [elements.0.clone()];
        let began = Instant::now();
        let mut suspected = None;
        while began.elapsed() < PATIENCE {
            if self.tab.see(&groups, LOOK_AGAIN).await?.is_some() {
                return Ok(true);
            }
            self.give_up_early(&mut suspected).await?;
        }
        Ok(false)
    }

    /// An obstacle that is there at two looks in a row will not go away by itself.
    async fn give_up_early(&self, suspected: &mut Option<FaultKind>) -> Result<(), ConnectorFault> {
        let sight = self.tab.look().await?;
        match obstacle(&sight, self.stage, &self.home).filter(|obstacle| obstacle.evident) {
            Some(obstacle) if *suspected == Some(obstacle.kind) => Err(self.stopped_by(obstacle).await),
            other => {
                *suspected = other.map(|obstacle| obstacle.kind);
                Ok(())
            }
        }
    }

    async fn stopped_by(&self, obstacle: Obstacle) -> ConnectorFault {
        self.fault(obstacle.kind, obstacle.detail).await
    }

    async fn missing(&self, elements: &Elements) -> ConnectorFault {
        self.changed(&format!("{elements} was not found")).await
    }

    /// What should tell that a change was made is not there: the service may say why not.
    async fn not_shown(&self, elements: &Elements) -> ConnectorFault {
        let sight = self.tab.look().await.unwrap_or_default();
        match refusal(&sight).filter(|_| self.may_have_changed) {
            Some(Obstacle { kind, detail, .. }) => {
                self.fault(kind, format!("step {}: {elements} was not found; the page says {detail}", self.step)).await
            }
            None => self.missing(elements).await,
        }
    }

    /// Why the page is not what it should be: what stands in the way, or else that it has changed.
    pub(super) async fn changed(&self, what: &str) -> ConnectorFault {
        let sight = self.tab.look().await.unwrap_or_default();
        if let Some(obstacle) = obstacle(&sight, self.stage, &self.home) {
            return self.stopped_by(obstacle).await;
        }
        let at = self.masked(&shown(&sight));
        self.fault(FaultKind::PageChanged, format!("step {} on {at}: {what}", self.step)).await
    }

    /// With the picture of the page as it is.
    async fn fault(&self, kind: FaultKind, detail: String) -> ConnectorFault {
        let picture = self.tab.picture().await.ok();
        ConnectorFault::new(kind, self.masked(&detail)).shown_by(picture)
    }

    /// Whether the service asks to sign in although that was done.
    pub(super) async fn has_expired(&self) -> Result<bool, ConnectorFault> {
        Ok(!self.stage.signing_in && self.tab.look().await?.password_field)
    }

    pub(super) async fn status(&self) -> Result<u16, ConnectorFault> {
        Ok(self.tab.look().await?.status)
    }

    fn masked(&self, text: &str) -> String {
        let masked = self.session.signed_in_now().masked(text);
        let secrets = self.given.secrets.iter().map(ExposeSecret::expose_secret);
        let secrets = secrets.filter(|secret| secret.len() >= SHORTEST_SECRET);
        secrets.fold(masked, |text, secret| text.replace(secret, MASK))
    }

    /// Notes a step as a request: what was done, on what, and what the page was answered with.
    pub(super) async fn record(&self, what: &str, about: &str, began: Instant, note: Option<String>) {
        let status = self.tab.look().await.ok().map(|sight| sight.status).filter(|status| *status > 0);
        let observer = &self.session.connection.observer;
        let picture = if observer.wants_pictures() { self.tab.picture().await.ok() } else { None };
        observer.record(RequestRecord {
            at: Utc::now(),
            method: what.to_owned(),
            path: about.chars().take(500).collect(),
            status,
            milliseconds: u32::try_from(began.elapsed().as_millis()).unwrap_or(u32::MAX),
            attempt: 1,
            note,
            picture,
        });
    }
}

/// What the next step that is not passed over has to find.
pub(super) fn next_element<'a>(steps: impl Iterator<Item = &'a RecipeStep>) -> Option<&'a Elements> {
    steps.take_while(|step| !matches!(step, RecipeStep::GoTo(_))).find(|step| !step.is_optional())?.elements()
}

/// As logs and plans name it.
pub(super) fn verb(step: &RecipeStep) -> &'static str {
    match step.inner() {
        RecipeStep::GoTo(_) => "GO TO",
        RecipeStep::Fill(_) => "FILL",
        RecipeStep::OneTimeCode(_) => "CODE",
        RecipeStep::Press(_) => "PRESS",
        RecipeStep::Confirm(_) => "CONFIRM",
        RecipeStep::Choose(_) => "CHOOSE",
        RecipeStep::WaitFor(_) => "WAIT",
        RecipeStep::Dismiss(_) => "DISMISS",
        RecipeStep::Assert(_) => "ASSERT",
        RecipeStep::IfThere(_) => "IF THERE",
    }
}

fn query_of(url: &Url) -> String {
    url.query().map(|query| format!("?{query}")).unwrap_or_default()
}

/// Where a page is, without what may be secret in its query.
fn shown(sight: &Sight) -> String {
    Url::parse(&sight.url).map_or_else(|_| sight.url.clone(), |url| url.path().to_owned())
}
