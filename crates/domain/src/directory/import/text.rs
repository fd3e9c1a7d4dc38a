use csv::StringRecord;

use super::ImportError;
use super::encoding::{FileEncoding, decode};

/// A readable CSV text. Its records are read anew each time that they are asked for, so that memory holds the text alone.
#[derive(Debug, Clone)]
pub(crate) struct CsvText {
    text: String,
    delimiter: u8,
}

impl CsvText {
    /// Reads the bytes of a file; commas, semicolons and tabs are told apart by its first line.
    pub(crate) fn read(bytes: Vec<u8>, encoding: Option<FileEncoding>) -> Result<Self, ImportError> {
        let (text, _) = decode(bytes, encoding)?;
        let first_line = text.lines().next().unwrap_or_default();
        let delimiter = [b'\t', b';'].into_iter().max_by_key(|mark| count(first_line, *mark));
        let delimiter = delimiter.filter(|mark| count(first_line, *mark) > count(first_line, b',')).unwrap_or(b',');
        Ok(Self { text, delimiter })
    }

    /// The titles of the columns; none in an empty file.
    pub(crate) fn header(&self) -> StringRecord {
        let mut record = StringRecord::new();
        let _ = self.reader().read_record(&mut record);
        record
    }

    /// The records behind the header, each with the line that it begins in; empty ones are left out. Behind one that cannot
    /// be read nothing else is.
    pub(crate) fn records(&self) -> impl Iterator<Item = Result<(u64, StringRecord), ImportError>> + '_ {
        let mut reader = self.reader();
        let mut record = StringRecord::new();
        let mut ended = reader.read_record(&mut record).is_err();
        std::iter::from_fn(move || {
            while !ended {
                let line = self.line_at(reader.position());
                match reader.read_record(&mut record) {
                    Ok(true) if record.iter().all(str::is_empty) => {}
                    Ok(true) => return Some(Ok((line, record.clone()))),
                    Ok(false) => ended = true,
                    Err(error) => {
                        ended = true;
                        return Some(Err(unreadable(line, &error)));
                    }
                }
            }
            None
        })
    }

    fn reader(&self) -> csv::Reader<&[u8]> {
        csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .trim(csv::Trim::All)
            .delimiter(self.delimiter)
            .from_reader(self.text.as_bytes())
    }

    /// The line that the record behind a position begins in: empty lines before it belong to no record.
    fn line_at(&self, position: &csv::Position) -> u64 {
        let behind =
            usize::try_from(position.byte()).ok().and_then(|byte| self.text.as_bytes().get(byte..)).unwrap_or_default();
        let line_ends = behind.iter().take_while(|byte| matches!(byte, b'\r' | b'\n'));
        position.line() + line_ends.filter(|byte| **byte == b'\n').count() as u64
    }
}

/// Without the apostrophe that exports put before what a spreadsheet would take for a formula.
pub(crate) fn unguarded(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(rest) if rest.starts_with(['=', '+', '-', '@']) => rest,
        _ => cell,
    }
}

/// The same thing stands in an earlier line already.
pub(crate) fn twice(line: u64, earlier: u64, column: &str, value: &str) -> ImportError {
    ImportError::new(
        line,
        column,
        value,
        format!("The same stands in line {earlier}. Keep one of the two."),
        format!("{earlier}行目と重複しています。どちらかを削除してください。"),
    )
}

fn count(line: &str, mark: u8) -> usize {
    line.bytes().filter(|byte| *byte == mark).count()
}

fn unreadable(line: u64, error: &csv::Error) -> ImportError {
    ImportError::new(
        line,
        "",
        &error.to_string(),
        "The line is not readable as CSV. Check its quotation marks.",
        "この行はCSVとして読み取れません。引用符を確認してください。",
    )
}
