use std::io::BufRead;

use chrono_tz::Tz;
use clap::{ArgAction, Args};
use daicho_domain::access::{FirstAdmin, NewOrganization};
use daicho_domain::error::{ErrorCode, Failure, Refusal};
use daicho_domain::organization::Language;
use secrecy::SecretString;
use serde_json::json;

use crate::Failed;
use crate::parts::{AccessParts, Storage};
use crate::settings::StorageSettings;

#[derive(Debug, Args)]
pub(crate) struct Bootstrap {
    #[command(flatten)]
    storage: StorageSettings,

    /// Name of the organization.
    #[arg(long)]
    organization: String,

    /// Its primary domain.
    #[arg(long)]
    domain: String,

    /// Its language: en or ja.
    #[arg(long, default_value_t = Language::En)]
    language: Language,

    /// Its IANA time zone.
    #[arg(long, default_value_t = Tz::Asia__Tokyo)]
    time_zone: Tz,

    #[arg(long)]
    admin_email: String,

    #[arg(long, default_value = "Admin")]
    admin_name: String,

    /// Read the Admin's password from the first line of standard input.
    #[arg(long, required = true, action = ArgAction::SetTrue)]
    admin_password_stdin: bool,
}

impl Bootstrap {
    pub(super) async fn run(self) -> Result<(), Failed> {
        let password = read_password()?;
        let storage = Storage::open(&self.storage).await?;
        let access = AccessParts::new(&storage);
        let organization =
            NewOrganization::checked(&self.organization, &self.domain, self.language, self.time_zone.name())
                .map_err(explain)?;
        let admin = FirstAdmin { name: self.admin_name, email: self.admin_email, password };
        let admin = access.set_up.add_organization(organization, admin).await.map_err(explain)?;
        let (_, key) = access.api_keys.make(admin.organization_id, admin.id, "bootstrap").await?;
        let made = json!({
            "organizationId": admin.organization_id,
            "apiKey": key.expose(),
            "adminEmail": admin.email.as_str(),
        });
        println!("{made}");
        Ok(())
    }
}

fn read_password() -> Result<SecretString, Failed> {
    let mut line = String::new();
    std::io::stdin().lock().read_line(&mut line)?;
    Ok(SecretString::from(line.trim_end_matches(['\r', '\n'])))
}

/// A refusal in a sentence for the operator.
fn explain(failure: Failure) -> Failed {
    match failure {
        Failure::Refused(Refusal { code: ErrorCode::Conflict, about: Some(about), .. }) => {
            format!("{about} is taken already; nothing was changed").into()
        }
        Failure::Refused(refusal) if !refusal.fields.is_empty() => {
            let problems = refusal.fields.iter().map(|problem| format!("{}: {}", problem.field, problem.message.en));
            problems.collect::<Vec<_>>().join("; ").into()
        }
        other => other.into(),
    }
}
