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

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::read;

    #[test]
    fn rows_go_by_the_names_in_the_first_line() {
        let file = "\u{feff}Name,\"E-mail\",Note\r\n\"Lemon, Liz\",liz@example.com,\"says \"\"hi\"\"\"\r\n田中,tanaka@example.com\r\n";
        assert_eq!(
            read(file.as_bytes()).unwrap(),
            json!([
                {"Name": "Lemon, Liz", "E-mail": "liz@example.com", "Note": "says \"hi\""},
                {"Name": "田中", "E-mail": "tanaka@example.com"},
            ])
        );
        assert_eq!(read(b"Name,E-mail\n").unwrap(), json!([]));
    }

    #[test]
    fn what_is_not_text_is_refused() {
        assert!(read(b"Name\n\xff\xfe\n").unwrap_err().contains("not CSV"));
    }
}
