use std::io::Write;

use daicho_connectors::ManifestCatalogue;
use daicho_domain::catalogue::{Catalogue, Service};
use serde_json::json;

use crate::Failed;

pub(crate) fn run(json: bool) -> Result<(), Failed> {
    let catalogue = ManifestCatalogue::shipped();
    let mut out = std::io::stdout().lock();
    if json {
        let services: Vec<_> = catalogue.services().iter().map(|service| entry(service)).collect();
        serde_json::to_writer_pretty(&mut out, &services)?;
        writeln!(out)?;
        return Ok(());
    }
    for service in catalogue.services() {
        writeln!(out, "{:<40} {:<32} {}", service.slug, service.name.en, abilities(service))?;
    }
    Ok(())
}

fn entry(service: &Service) -> serde_json::Value {
    json!({
        "slug": service.slug,
        "id": service.id,
        "names": {"en": service.name.en, "ja": service.name.ja, "other": service.other_names},
        "category": service.category,
        "status": service.state,
        "ways": service.ways,
        "capabilities": service.capabilities,
        "toBeRecorded": service.is_to_be_recorded(),
        "robot": service.robot,
        "verification": service.verification,
        "requestsPer1000Accounts": service.requests_per_1000_accounts,
    })
}

fn abilities(service: &Service) -> String {
    let can = &service.capabilities;
    let named = [
        (can.list, "list"),
        (can.create, "create"),
        (can.suspend, "suspend"),
        (can.reactivate, "reactivate"),
        (can.delete, "delete"),
    ];
    let abilities: Vec<&str> = named.iter().filter(|(able, _)| *able).map(|(_, name)| *name).collect();
    match abilities[..] {
        [] if service.is_to_be_recorded() => "by hand, to be recorded".to_owned(),
        [] => "by hand".to_owned(),
        _ => abilities.join(", "),
    }
}
