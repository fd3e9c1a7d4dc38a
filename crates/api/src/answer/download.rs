use actix_web::body::BoxBody;
use actix_web::http::StatusCode;
use actix_web::http::header::{
    CACHE_CONTROL, Charset, ContentDisposition, DispositionParam, DispositionType, ExtendedValue,
};
use actix_web::{HttpRequest, HttpResponse, Responder};
use rust_xlsxwriter::{Format, Workbook};
use utoipa::openapi::schema::{KnownFormat, ObjectBuilder, SchemaFormat, Type};

use crate::error::{ApiError, broken};
use crate::routing::{Operation, Produces};

/// A table being written to a file, row by row.
pub enum Table {
    /// UTF-8 with a byte order mark, so that Excel reads Japanese; formulas are made harmless.
    Csv(Box<csv::Writer<Vec<u8>>>),
    Xlsx {
        workbook: Box<Workbook>,
        row: u32,
    },
}

/// A finished file for the browser to save.
#[derive(Debug)]
pub struct Download {
    pub(crate) name: String,
    pub(crate) media_type: &'static str,
    pub(crate) bytes: Vec<u8>,
}

const CSV: &str = "text/csv; charset=utf-8";
const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
const BYTE_ORDER_MARK: &[u8] = b"\xEF\xBB\xBF";

impl Table {
    pub fn csv(header: &[&str]) -> Result<Self, ApiError> {
        let mut table = Self::Csv(Box::new(csv::Writer::from_writer(BYTE_ORDER_MARK.to_vec())));
        table.row(header)?;
        Ok(table)
    }

    /// Rows go to a temporary file, so that memory does not grow with them.
    pub fn xlsx(header: &[&str]) -> Result<Self, ApiError> {
        let mut workbook = Box::new(Workbook::new());
        let sheet = workbook.add_worksheet_with_constant_memory().map_err(unwritten)?;
        let bold = Format::new().set_bold();
        for (column, title) in (0_u16..).zip(header) {
            sheet.write_string_with_format(0, column, *title, &bold).map_err(unwritten)?;
        }
        Ok(Self::Xlsx { workbook, row: 1 })
    }

    pub fn row<C: AsRef<str>>(&mut self, cells: &[C]) -> Result<(), ApiError> {
        match self {
            Self::Csv(writer) => {
                let cells = cells.iter().map(|cell| harmless(cell.as_ref()).into_owned());
                writer.write_record(cells).map_err(unwritten)
            }
            Self::Xlsx { workbook, row } => {
                let sheet = workbook.worksheet_from_index(0).map_err(unwritten)?;
                for (column, cell) in (0_u16..).zip(cells) {
                    // As text: a sheet never reads it as a formula.
                    sheet.write_string(*row, column, cell.as_ref()).map_err(unwritten)?;
                }
                *row += 1;
                Ok(())
            }
        }
    }

    /// `name` without extension.
    pub fn finish(self, name: &str) -> Result<Download, ApiError> {
        match self {
            Self::Csv(writer) => {
                let bytes = writer.into_inner().map_err(|error| unwritten(error.into_error()))?;
                Ok(Download { name: format!("{name}.csv"), media_type: CSV, bytes })
            }
            Self::Xlsx { mut workbook, .. } => {
                let bytes = workbook.save_to_buffer().map_err(unwritten)?;
                Ok(Download { name: format!("{name}.xlsx"), media_type: XLSX, bytes })
            }
        }
    }
}

impl std::fmt::Debug for Table {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Csv(_) => "Table::Csv",
            Self::Xlsx { .. } => "Table::Xlsx",
        })
    }
}

fn unwritten(error: impl std::error::Error + Send + Sync + 'static) -> ApiError {
    broken("write a file to download", error)
}

/// Spreadsheets run cells that begin like formulas; a leading apostrophe makes them text (OWASP, CSV injection).
fn harmless(cell: &str) -> std::borrow::Cow<'_, str> {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{cell}").into() } else { cell.into() }
}

impl Download {
    /// A CSV file that was written elsewhere, such as a template.
    pub fn csv(name: &str, text: &str) -> Self {
        let mut bytes = BYTE_ORDER_MARK.to_vec();
        bytes.extend_from_slice(text.as_bytes());
        Self { name: format!("{name}.csv"), media_type: CSV, bytes }
    }

    pub fn json(name: &str, text: String) -> Self {
        Self { name: format!("{name}.json"), media_type: "application/json", bytes: text.into_bytes() }
    }

    pub fn pdf(name: &str, bytes: Vec<u8>) -> Self {
        Self { name: format!("{name}.pdf"), media_type: "application/pdf", bytes }
    }
}

impl Responder for Download {
    type Body = BoxBody;

    fn respond_to(self, _: &HttpRequest) -> HttpResponse {
        let name = ExtendedValue { charset: Charset::Ext("UTF-8".into()), language_tag: None, value: self.name.into() };
        let disposition = ContentDisposition {
            disposition: DispositionType::Attachment,
            parameters: vec![DispositionParam::FilenameExt(name)],
        };
        HttpResponse::Ok()
            .content_type(self.media_type)
            .insert_header(disposition)
            .insert_header((CACHE_CONTROL, "no-store"))
            .body(self.bytes)
    }
}

impl Produces for Download {
    fn describe(operation: &mut Operation) {
        let file = ObjectBuilder::new()
            .schema_type(Type::String)
            .format(Some(SchemaFormat::KnownFormat(KnownFormat::Binary)))
            .build();
        operation.answer(StatusCode::OK, "application/octet-stream", file.into());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_csv_is_safe_to_open_in_a_spreadsheet() {
        let mut table = Table::csv(&["Name", "Memo"]).unwrap();
        table.row(&["田中, 太郎", "=HYPERLINK(\"http://evil\")"]).unwrap();
        table.row(&["-1", "@x"]).unwrap();
        let file = table.finish("accounts").unwrap();
        let text = String::from_utf8(file.bytes).unwrap();
        assert_eq!(text, "\u{feff}Name,Memo\n\"田中, 太郎\",\"'=HYPERLINK(\"\"http://evil\"\")\"\n'-1,'@x\n");
        assert_eq!(file.name, "accounts.csv");
    }

    #[test]
    fn a_workbook_is_a_zip_archive() {
        let mut table = Table::xlsx(&["Name"]).unwrap();
        table.row(&["=1+1"]).unwrap();
        let file = table.finish("accounts").unwrap();
        assert!(file.bytes.starts_with(b"PK"));
    }
}
