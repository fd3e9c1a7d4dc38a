use daicho_domain::error::{ErrorCode, Refusal};
use daicho_domain::offboarding::{self as domain, record};

use super::{font, pdf};
use crate::State;
use crate::answer::Download;
use crate::error::Answer;
use crate::guard::{Authorized, may};

type Caller = Authorized<may::AccountsRead, domain::Offboarding>;

pub(super) async fn get_offboarding_record(caller: Caller, state: State) -> Answer<Download> {
    let text = compose(&caller, &state).await?;
    Ok(Download::json(&name_of(&caller), text))
}

pub(super) async fn get_offboarding_record_pdf(caller: Caller, state: State) -> Answer<Download> {
    let text = compose(&caller, &state).await?;
    let font = font::find(state.settings.pdf_font.as_deref())?;
    let pdf = pdf::of_record(&text, caller.language, &font)?;
    Ok(Download::pdf(&name_of(&caller), pdf))
}

fn name_of(caller: &Caller) -> String {
    format!("offboarding-{}", caller.target.id)
}

/// Of whatever has been done so far; what has not begun has nothing to tell.
async fn compose(caller: &Caller, state: &State) -> Answer<String> {
    let offboarding = &caller.target;
    if !offboarding.state.has_begun() {
        return Err(Refusal::about(ErrorCode::OffboardingStateWrong, offboarding.state.as_str()).into());
    }
    let organization = state.organizations.find(caller.organization).await?;
    let events = state.offboardings.store.events(caller.organization, offboarding.id).await?;
    let asked: Vec<_> = offboarding.steps.iter().filter_map(|step| step.operation).collect();
    let operations = state.operations.store.find_all(caller.organization, &asked).await?;
    Ok(record::compose(&organization.name, offboarding, &events, &operations))
}
