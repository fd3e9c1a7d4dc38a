//! What a change would do on the pages, step by step, with secrets masked; nothing is opened.

use std::sync::Arc;

use daicho_domain::integration::{AccountChange, ConnectorFault, PlannedRequest};
use serde_json::Value as Json;

use super::change::begins_at_the_members;
use super::walk::verb;
use crate::engine::compose::{self, invalid};
use crate::engine::operate::{inputs, operation_of};
use crate::engine::plan::with_masks;
use crate::engine::scope::{Local, scope};
use crate::engine::session::Session;
use crate::engine::unknown;
use crate::manifest::RecipeStep;

/// The steps behind the sign-in.
pub(in crate::engine) fn plan(
    session: &Arc<Session>,
    change: &AccountChange,
) -> Result<Vec<PlannedRequest>, ConnectorFault> {
    let operation = operation_of(session, change.kind)?;
    let recipe = session.manifest.recipe().ok_or_else(|| invalid("this service has no recipe for its pages"))?;
    let local = Local::default().with("input", inputs(operation, &with_masks(operation, change))?);
    let members = recipe.members.iter().filter(|_| begins_at_the_members(operation));
    let planned = members.chain(&operation.on_pages).map(|step| of_step(session, step, &local));
    planned.filter_map(Result::transpose).collect()
}

/// `None` for a step with nothing to fill in.
fn of_step(session: &Session, step: &RecipeStep, local: &Local) -> Result<Option<PlannedRequest>, ConnectorFault> {
    let signed = session.signed_in_now();
    let names = scope(&signed.known, local);
    let element = step.elements().map(ToString::to_string).unwrap_or_default();
    let (about, with) = match step.inner() {
        RecipeStep::GoTo(address) => {
            let url = signed.addresses.of(&address.render(&names, compose::percent_encoded).map_err(invalid)?)?;
            (unknown::readable(url.as_str()), None)
        }
        RecipeStep::Fill(fill) => (element, Some(fill.with.text(&names).map_err(invalid)?)),
        RecipeStep::Choose(choose) => {
            let options: Result<Vec<String>, _> = choose.option.0.iter().map(|option| option.text(&names)).collect();
            (element, Some(options.map_err(invalid)?.join(" / ")))
        }
        RecipeStep::WaitFor(wait) => (wait.to_string(), None),
        _ => (element, None),
    };
    if with.as_ref().is_some_and(String::is_empty) {
        return Ok(None);
    }
    Ok(Some(PlannedRequest {
        method: verb(step).to_owned(),
        url: about,
        query: serde_json::Map::new(),
        headers: std::collections::BTreeMap::new(),
        body: with.map(Json::from),
        repeats: false,
        conditional: step.is_optional(),
    }))
}
