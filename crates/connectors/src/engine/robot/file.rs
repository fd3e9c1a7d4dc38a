//! Rows of a file that a page gave: CSV in whatever encoding, or the first sheet of a workbook.

use std::io::Cursor;

use calamine::{Data, Reader, Xlsx};
use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use daicho_domain::integration::{ConnectorFault, DownloadedFile, FaultKind, MemberFileHead, Row};

use crate::manifest::{FileFormat, MemberFile};

/// What workbooks, which are archives, begin with.
const ARCHIVE: &[u8] = b"PK\x03\x04";
/// Enough to see what the columns say.
const ROWS_OF_HEAD: usize = 5;

type Rows = (Vec<String>, Vec<Row>);

/// The rows; a heading that the recipe names and the file has not is a changed page.
pub(in crate::engine) fn members(file: &DownloadedFile, wanted: &MemberFile) -> Result<Vec<Row>, ConnectorFault> {
    let (headings, rows) = rows(file, wanted.format)?;
    match wanted.columns.iter().find(|column| !headings.contains(*column)) {
        Some(column) => Err(ConnectorFault::new(FaultKind::PageChanged, no_column(column, &headings))),
        None => Ok(rows),
    }
}

/// What a file begins with, as its rows are read.
pub(crate) fn head(file: &DownloadedFile) -> Result<MemberFileHead, ConnectorFault> {
    let (headings, rows) = rows(file, None)?;
    let cells = |row: Row| headings.iter().map(|heading| row.get(heading).cloned().unwrap_or_default()).collect();
    let rows = rows.into_iter().take(ROWS_OF_HEAD).map(cells).collect();
    Ok(MemberFileHead { headings, rows })
}

/// The headings, and the rows by them. Columns without a heading go by their number.
fn rows(file: &DownloadedFile, format: Option<FileFormat>) -> Result<Rows, ConnectorFault> {
    let told = if file.bytes.starts_with(ARCHIVE) { FileFormat::Xlsx } else { FileFormat::Csv };
    let lines = match format.unwrap_or(told) {
        FileFormat::Csv => of_text(&file.bytes),
        FileFormat::Xlsx => of_workbook(&file.bytes),
    };
    lines
        .map(by_headings)
        .map_err(|why| ConnectorFault::new(FaultKind::UnexpectedAnswer, format!("the file {}: {why}", file.name)))
}

pub(super) fn no_column(column: &str, headings: &[String]) -> String {
    format!("there is no column “{column}”; there are: {}", headings.join(", "))
}

fn of_text(bytes: &[u8]) -> Result<Vec<Vec<String>>, String> {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
    detector.feed(bytes, true);
    let (text, _, broken) = detector.guess(Some(b"jp"), Utf8Detection::Allow).decode(bytes);
    if broken {
        return Err("its encoding is not known".to_owned());
    }
    if text.trim_start().starts_with('<') {
        return Err("it is a web page".to_owned());
    }
    let first = text.lines().next().unwrap_or_default();
    let separator = [b',', b'\t', b';'].into_iter().max_by_key(|separator| {
        let count = first.bytes().filter(|byte| byte == separator).count();
        // Of equals the earlier one.
        (count, *separator == b',')
    });
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(separator.unwrap_or(b','))
        .from_reader(text.as_bytes());
    let lines = reader.records().map(|record| {
        let record = record.map_err(|error| format!("it is not CSV: {error}"))?;
        Ok(record.iter().map(str::to_owned).collect())
    });
    lines.collect()
}

fn of_workbook(bytes: &[u8]) -> Result<Vec<Vec<String>>, String> {
    let mut book: Xlsx<_> = calamine::open_workbook_from_rs(Cursor::new(bytes))
        .map_err(|error: calamine::XlsxError| format!("it is no workbook: {error}"))?;
    let sheet = book.worksheet_range_at(0).ok_or("it has no sheet")?.map_err(|error| error.to_string())?;
    Ok(sheet.rows().map(|row| row.iter().map(text_of).collect()).collect())
}

fn text_of(cell: &Data) -> String {
    match cell {
        Data::DateTime(time) => time.as_datetime().map(|time| time.format("%Y-%m-%dT%H:%M:%SZ").to_string()),
        Data::Empty | Data::Error(_) => None,
        other => Some(other.to_string()),
    }
    .unwrap_or_default()
}

fn by_headings(lines: Vec<Vec<String>>) -> Rows {
    let mut lines = lines.into_iter().filter(|line| line.iter().any(|cell| !cell.trim().is_empty()));
    let headings: Vec<String> = lines
        .next()
        .unwrap_or_default()
        .into_iter()
        .enumerate()
        .map(|(position, heading)| match heading.trim() {
            "" => (position + 1).to_string(),
            heading => heading.to_owned(),
        })
        .collect();
    let rows =
        lines.map(|line| headings.iter().cloned().zip(line.into_iter().map(|cell| cell.trim().to_owned())).collect());
    let rows = rows.collect();
    (headings, rows)
}

#[cfg(test)]
mod tests {
    use encoding_rs::SHIFT_JIS;

    use super::*;

    fn file(bytes: impl Into<Vec<u8>>) -> DownloadedFile {
        DownloadedFile { name: "members.csv".to_owned(), bytes: bytes.into() }
    }

    #[test]
    fn japanese_encodings_and_tabs_are_noticed() {
        let (text, ..) = SHIFT_JIS
            .encode("氏名\tメールアドレス\r\n山田 太郎\tyamada@example.com\r\n鈴木 花子\tsuzuki@example.com\r\n");
        let (headings, rows) = rows(&file(text.into_owned()), None).unwrap();
        assert_eq!(headings, ["氏名", "メールアドレス"]);
        assert_eq!(rows[0]["氏名"], "山田 太郎");
        assert_eq!(rows[1]["メールアドレス"], "suzuki@example.com");
    }

    #[test]
    fn the_first_sheet_of_a_workbook_is_read_with_its_dates() {
        let mut workbook = rust_xlsxwriter::Workbook::new();
        let sheet = workbook.add_worksheet();
        let date = rust_xlsxwriter::ExcelDateTime::from_ymd(2026, 11, 29).unwrap();
        sheet.write_row(0, 0, ["氏名", "Last sign-in", ""]).unwrap();
        sheet.write(1, 0, "山田 太郎").unwrap();
        let as_date = rust_xlsxwriter::Format::new().set_num_format("yyyy/mm/dd");
        sheet.write_with_format(1, 1, &date, &as_date).unwrap();
        sheet.write(1, 2, 7).unwrap();
        workbook.add_worksheet().write(0, 0, "Another sheet").unwrap();

        let (headings, rows) = rows(&file(workbook.save_to_buffer().unwrap()), None).unwrap();

        assert_eq!(headings, ["氏名", "Last sign-in", "3"]);
        assert_eq!(rows.len(), 1);
        assert_eq!(
            (&*rows[0]["氏名"], &*rows[0]["Last sign-in"], &*rows[0]["3"]),
            ("山田 太郎", "2026-11-29T00:00:00Z", "7")
        );
    }

    #[test]
    fn a_sign_in_page_is_no_file() {
        let fault = rows(&file("<!doctype html><title>Sign in</title>"), None).unwrap_err();
        assert_eq!(fault.kind, FaultKind::UnexpectedAnswer);
        assert!(fault.detail.contains("web page"), "{}", fault.detail);
    }
}
