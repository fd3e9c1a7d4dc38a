//! Recipes as a person's own browser follows them, and the accounts that its rows tell of.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use async_trait::async_trait;
use daicho_domain::account::ReportedAccount;
use daicho_domain::integration::{
    AssistedMembers, AssistedRecipe, AssistedTable, ChosenOption, Connection, ConnectorFault, DetailPart,
    DownloadedFile, NextRows, PageReader, PageStep, Row,
};
use minijinja::Value;
use url::Url;

use super::ConnectorEngine;
use super::addresses::{Addresses, host_of};
use super::compose::{self, invalid};
use super::read_account::{Beside, ItemReader, Tables};
use super::robot::{item, members_of_file, wanted};
use super::scope::{Known, Local, from_json, scope};
use super::session::{read_credentials, without_slash};
use crate::manifest::{Manifest, NextPage, Recipe, RecipeStep, Template};

/// Addresses of further pages that a browser is told at once.
const MOST_ADDRESSES: u64 = 500;

/// What is known of the service without anybody's credentials.
struct Place {
    manifest: Arc<Manifest>,
    known: Arc<Known>,
    addresses: Addresses,
}

impl Place {
    async fn of(engine: &ConnectorEngine, connection: &Connection) -> Result<Self, ConnectorFault> {
        let manifest = engine.machinery.catalogue.edition(&connection.service).await?.manifest;
        let entered = read_credentials(connection).await?.values;
        let mut known = Known::new();
        for (name, field) in &manifest.fields {
            let value = entered.expose(name).map(str::trim).filter(|value| !value.is_empty()).map(str::to_owned);
            if let Some(value) = value.or_else(|| field.default.clone()) {
                known.insert(name.clone(), without_slash(&value));
            }
        }
        let known = Arc::new(known);
        let names = scope(&known, &Local::default());
        let own = manifest.base_url.as_ref().map(|base| base.lenient_text(&names)).unwrap_or_default();
        let hosts = manifest.hosts.iter().filter_map(|host| host_of(&host.lenient_text(&names))).collect();
        let addresses = Addresses::new(&own, connection.base_url.as_ref(), hosts);
        Ok(Self { manifest, known, addresses })
    }

    fn recipe(&self) -> Result<&Recipe, ConnectorFault> {
        let recipe = self.manifest.recipe().filter(|recipe| recipe.can_be_assisted());
        recipe.ok_or_else(|| invalid("this service has no recipe that a person's browser can follow"))
    }

    fn members(&self, recipe: &Recipe) -> Result<AssistedMembers, ConnectorFault> {
        match (&recipe.table, &recipe.download) {
            (Some(table), _) => {
                let next = self.next(&table.next)?;
                let detail = recipe.detail.iter().flat_map(|detail| &detail.read);
                let detail = detail.map(|(name, css)| DetailPart { name: name.clone(), css: css.clone() }).collect();
                Ok(AssistedMembers::Table(AssistedTable { rows: wanted(table), next, detail }))
            }
            (None, Some(file)) => Ok(AssistedMembers::File(file.press.0.clone())),
            (None, None) => Err(invalid("this service has no list of members")),
        }
    }

    fn address(&self, template: &Template, local: &Local) -> Result<Url, ConnectorFault> {
        let names = scope(&self.known, local);
        self.addresses.of(&template.render(&names, compose::percent_encoded).map_err(invalid)?)
    }

    fn steps(&self, recipe: &Recipe) -> Result<Vec<PageStep>, ConnectorFault> {
        let mut steps = Vec::new();
        for step in &recipe.members {
            steps.push(match step {
                RecipeStep::GoTo(address) => PageStep::GoTo(self.address(address, &Local::default())?),
                RecipeStep::Press(elements) => PageStep::Press(elements.0.clone()),
                RecipeStep::WaitFor(_) | RecipeStep::Assert(_) => {
                    // What is read waits for the page by itself.
                    let Some(elements) = step.elements() else { continue };
                    PageStep::WaitFor(elements.0.clone())
                }
                RecipeStep::Dismiss(elements) => PageStep::Dismiss(elements.0.clone()),
                RecipeStep::Choose(choose) => {
                    let names = scope(&self.known, &Local::default());
                    let option = choose.option.0.first().map(|option| option.text(&names)).transpose();
                    let option = option.map_err(invalid)?.unwrap_or_default();
                    PageStep::Choose(ChosenOption { field: choose.field.0.clone(), option })
                }
                RecipeStep::Fill(_) | RecipeStep::OneTimeCode(_) | RecipeStep::Confirm(_) | RecipeStep::IfThere(_) => {
                    return Err(invalid("the recipe does more on the way to the members than a person is asked to"));
                }
            });
        }
        Ok(steps)
    }

    fn next(&self, next: &NextPage) -> Result<Option<NextRows>, ConnectorFault> {
        Ok(match next {
            NextPage::None => None,
            NextPage::Press(elements) => Some(NextRows::Press(elements.0.clone())),
            NextPage::Scroll => Some(NextRows::Scroll),
            NextPage::GoTo(template) => {
                let numbered = |number: u64| {
                    let page = Value::from_pairs([("number", Value::from(number))]);
                    self.address(template, &Local::default().with("page", page))
                };
                Some(NextRows::GoTo((2..=MOST_ADDRESSES).map(numbered).collect::<Result<_, _>>()?))
            }
        })
    }

    fn account(&self, recipe: &Recipe, row: Row) -> Result<ReportedAccount, ConnectorFault> {
        let item = item(row);
        let (local, tables, matches, details) = (Local::default(), Tables::new(), HashMap::new(), HashMap::new());
        let beside =
            Beside { known: &self.known, local: &local, tables: &tables, matches: &matches, details: &details };
        ItemReader::new(&item, &beside).account(&recipe.account)
    }

    fn accounts(&self, recipe: &Recipe, rows: Vec<Row>) -> Result<Vec<ReportedAccount>, ConnectorFault> {
        let accounts = rows.into_iter().enumerate().map(|(number, row)| {
            self.account(recipe, row).map_err(|mut fault| {
                fault.detail = format!("row {}: {}", number + 1, fault.detail);
                fault
            })
        });
        accounts.collect()
    }
}

#[async_trait]
impl PageReader for ConnectorEngine {
    async fn recipe(&self, connection: &Connection) -> Result<AssistedRecipe, ConnectorFault> {
        let place = Place::of(self, connection).await?;
        let recipe = place.recipe()?;
        Ok(AssistedRecipe {
            address: place.addresses.of("/")?,
            steps: place.steps(recipe)?,
            members: place.members(recipe)?,
        })
    }

    async fn accounts(&self, connection: &Connection, rows: Vec<Row>) -> Result<Vec<ReportedAccount>, ConnectorFault> {
        let place = Place::of(self, connection).await?;
        place.accounts(place.recipe()?, rows)
    }

    async fn detail_addresses(&self, connection: &Connection, rows: Vec<Row>) -> Result<Vec<Url>, ConnectorFault> {
        let place = Place::of(self, connection).await?;
        let detail = place.recipe()?.detail.as_ref();
        let detail = detail.ok_or_else(|| invalid("the recipe reads no page of a single member"))?;
        let address = |row| place.address(&detail.go_to, &Local::default().with("item", from_json(&item(row))));
        rows.into_iter().map(address).collect()
    }

    async fn accounts_of_file(
        &self,
        connection: &Connection,
        file: DownloadedFile,
    ) -> Result<Vec<ReportedAccount>, ConnectorFault> {
        let place = Place::of(self, connection).await?;
        let recipe = place.recipe()?;
        let wanted = recipe.download.clone().ok_or_else(|| invalid("the recipe reads no file"))?;
        // A large workbook takes seconds, which others do not have to wait for.
        let rows = tokio::task::spawn_blocking(move || members_of_file(&file, &wanted)).await.map_err(invalid)??;
        let mut accounts = place.accounts(recipe, rows)?;
        let mut known = HashSet::new();
        accounts.retain(|account| known.insert(account.external_id.clone()));
        Ok(accounts)
    }
}
