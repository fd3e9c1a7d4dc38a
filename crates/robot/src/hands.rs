//! Handing tasks to the functions that work inside the page.

use chromiumoxide::Page;
use chromiumoxide::cdp::browser_protocol::page::{CreateIsolatedWorldParams, FrameId};
use chromiumoxide::cdp::js_protocol::runtime::{EvaluateParams, ExecutionContextId};
use daicho_domain::integration::{ConnectorFault, FaultKind};
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::trouble::{Trouble, in_time, unexpected};

const HANDS: &str = include_str!("page/hands.js");
const WORLD: &str = "daicho";

/// The world beside the page's scripts in which our functions run: the page cannot touch them.
#[derive(Debug)]
pub(crate) struct Hands {
    page: Page,
    frame: FrameId,
}

impl Hands {
    pub(crate) fn new(page: Page, frame: FrameId) -> Self {
        Self { page, frame }
    }

    pub(crate) fn frame(&self) -> &FrameId {
        &self.frame
    }

    /// Has a function done its task, in the document that is there now.
    pub(crate) async fn ask<T: DeserializeOwned>(&self, task: &str, with: &Value) -> Result<T, Trouble> {
        let expression = format!("(() => {{ {HANDS}\nreturn hands.{task}({with}); }})()");
        let asked = EvaluateParams::builder()
            .expression(expression)
            .context_id(self.world().await?)
            .return_by_value(true)
            .build()
            .map_err(|error| Trouble::Fault(unexpected(error)))?;
        let answer = in_time(self.page.execute(asked)).await?.result;
        if let Some(thrown) = answer.exception_details {
            let said = thrown.exception.and_then(|object| object.description).unwrap_or(thrown.text);
            return Err(Trouble::Fault(thrown_fault(&said)));
        }
        let value = answer.result.value.unwrap_or(Value::Null);
        serde_json::from_value(value).map_err(|error| Trouble::Fault(unexpected(format!("{task}: {error}"))))
    }

    /// Made anew by the browser for each document; the same one while the document stays.
    async fn world(&self) -> Result<ExecutionContextId, Trouble> {
        let wanted = CreateIsolatedWorldParams::builder().frame_id(self.frame.clone()).world_name(WORLD).build();
        let wanted = wanted.map_err(|error| Trouble::Fault(unexpected(error)))?;
        Ok(in_time(self.page.execute(wanted)).await?.result.execution_context_id)
    }
}

/// A selector that is none is the recipe's mistake; anything else is the page's.
fn thrown_fault(said: &str) -> ConnectorFault {
    let said = said.lines().next().unwrap_or_default();
    let kind =
        if said.contains("not a valid selector") { FaultKind::InvalidInput } else { FaultKind::UnexpectedAnswer };
    ConnectorFault::new(kind, said)
}
