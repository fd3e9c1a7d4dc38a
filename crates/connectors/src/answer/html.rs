//! Tables of pages, for services that have nothing better.

use scraper::{ElementRef, Html, Selector};
use serde_json::{Map, Value};

/// The rows of the table at that place, counted from 1, as objects by the texts of its headings. A column without one
/// goes by its number.
pub(super) fn read(body: &[u8], table: usize) -> Result<Value, String> {
    let text = std::str::from_utf8(body).map_err(|_| "the answer is not valid UTF-8".to_owned())?;
    let page = Html::parse_document(text);
    let tables = page.select(&selector("table")?).nth(table - 1);
    let table = tables.ok_or_else(|| format!("the page has no table number {table}"))?;
    let row = selector("tr")?;
    let mut rows = table.select(&row).map(|row| cells(row));
    let headings = rows.next().unwrap_or_default();
    let named = |row: Vec<String>| {
        let cells = row.into_iter().enumerate().map(|(position, cell)| {
            let heading = headings.get(position).filter(|heading| !heading.is_empty());
            (heading.cloned().unwrap_or_else(|| (position + 1).to_string()), Value::from(cell))
        });
        Value::Object(cells.collect::<Map<_, _>>())
    };
    Ok(rows.filter(|row| !row.is_empty()).map(named).collect())
}

fn selector(source: &str) -> Result<Selector, String> {
    Selector::parse(source).map_err(|error| error.to_string())
}

fn cells(row: ElementRef<'_>) -> Vec<String> {
    let cells = row.child_elements().filter(|cell| matches!(cell.value().name(), "td" | "th"));
    cells.map(|cell| cell.text().flat_map(str::split_whitespace).collect::<Vec<_>>().join(" ")).collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::read;

    #[test]
    fn rows_go_by_the_headings_of_the_table_that_is_meant() {
        let page = "<p>Members<table><tr><td>a layout</table>
            <table><thead><tr><th>Name<th>E-mail<th></thead>
            <tbody><tr><td><a href='/1'>Liz <b>Lemon</b></a><td>liz@example.com<td>x
            <tr></tr><tr><td>Jack &amp; Co<td></tbody></table>";
        assert_eq!(
            read(page.as_bytes(), 2).unwrap(),
            json!([{"Name": "Liz Lemon", "E-mail": "liz@example.com", "3": "x"}, {"Name": "Jack & Co", "E-mail": ""}])
        );
        assert!(read(page.as_bytes(), 3).unwrap_err().contains("no table number 3"));
    }
}
