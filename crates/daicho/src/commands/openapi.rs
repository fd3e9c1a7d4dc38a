use crate::Failed;

/// Prints the document as `openapi/openapi.json` holds it.
pub(super) fn print() -> Result<(), Failed> {
    println!("{}", serde_json::to_string_pretty(&daicho_api::openapi())?);
    Ok(())
}
