use serde_json::{Map, Value};

/// Rows as objects by the names in the first line.
pub(super) fn read(body: &[u8]) -> Result<Value, String> {
    let body = body.strip_prefix(b"\xef\xbb\xbf").unwrap_or(body);
    let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(body);
    let names = reader.headers().map_err(|error| format!("the answer is not CSV: {error}"))?.clone();
    reader
        .records()
        .map(|record| {
            let record = record.map_err(|error| format!("the answer is not CSV: {error}"))?;
            let members = names.iter().zip(record.iter()).map(|(name, value)| (name.to_owned(), Value::from(value)));
            Ok(Value::Object(members.collect::<Map<_, _>>()))
        })
        .collect()
}
