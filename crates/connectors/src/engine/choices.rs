//! What may be chosen for the inputs of an operation, asked of the service.

use std::collections::HashMap;
use std::sync::Arc;

use daicho_domain::catalogue::{Bilingual, Choice};
use daicho_domain::integration::{ChangeKind, ConnectorFault, InputChoices};

use super::list::each_local;
use super::operate::operation_of;
use super::read_account::{Beside, ItemReader, Tables};
use super::scope::Local;
use super::session::Session;
use super::walk::{Listing, Walk};
use crate::manifest::Choices;

pub(super) async fn choices(session: &Arc<Session>, kind: ChangeKind) -> Result<Vec<InputChoices>, ConnectorFault> {
    let operation = operation_of(session, kind)?;
    let mut offered = Vec::new();
    if session.is_walked() {
        // The pages themselves say what may be chosen.
        return Ok(offered);
    }
    for (input, field) in &operation.input {
        let list = field.choices_from.as_ref().and_then(|name| session.manifest.choices.get(name));
        if let Some(list) = list {
            offered.push(InputChoices { input: input.clone(), choices: read(session, list).await? });
        }
    }
    Ok(offered)
}

async fn read(session: &Arc<Session>, list: &Choices) -> Result<Vec<Choice>, ConnectorFault> {
    let listing = Listing {
        request: &list.request,
        paging: &list.paging,
        items: list.items.as_ref(),
        total: None,
        empty_when: &list.empty_when,
    };
    let mut choices: Vec<Choice> = Vec::new();
    for local in each_local(session, list.for_each.as_ref(), &Local::default()).await? {
        let items = Walk::collect(session, listing, &local).await?;
        let signed = session.signed_in_now();
        let (tables, matches, details) = (Tables::new(), HashMap::new(), HashMap::new());
        let beside =
            Beside { known: &signed.known, local: &local, tables: &tables, matches: &matches, details: &details };
        for item in &items {
            let reader = ItemReader::new(item, &beside);
            let Some(value) = reader.text("value", Some(&list.value))? else { continue };
            let label = reader.text("label", list.label.as_ref())?.unwrap_or_else(|| value.clone());
            if choices.iter().all(|known| known.value != value) {
                choices.push(Choice { value, label: Bilingual { en: label.clone(), ja: label } });
            }
        }
    }
    Ok(choices)
}
