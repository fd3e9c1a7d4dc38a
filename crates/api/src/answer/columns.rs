use daicho_domain::list::FileFormat;
use daicho_domain::organization::Language;

use super::Table;
use crate::error::{Answer, invalid};

/// A column that a list's file can have.
pub(crate) struct Column<T> {
    name: &'static str,
    en: &'static str,
    ja: &'static str,
    cell: fn(&T, Language) -> String,
}

pub(crate) const fn column<T>(
    name: &'static str,
    en: &'static str,
    ja: &'static str,
    cell: fn(&T, Language) -> String,
) -> Column<T> {
    Column { name, en, ja, cell }
}

/// The columns of one file, in their order.
pub(crate) struct Columns<T: 'static>(Vec<&'static Column<T>>);

impl<T> Columns<T> {
    /// Those named, in the order in which they are named; all when none is. A text may name several, with commas.
    pub(crate) fn chosen(all: &'static [Column<T>], names: &[String]) -> Answer<Self> {
        let names: Vec<&str> =
            names.iter().flat_map(|name| name.split(',')).map(str::trim).filter(|name| !name.is_empty()).collect();
        if names.is_empty() {
            return Ok(Self(all.iter().collect()));
        }
        let find = |name: &str| {
            all.iter().find(|column| column.name == name).ok_or_else(|| {
                let known: Vec<&str> = all.iter().map(|column| column.name).collect();
                let known = known.join(", ");
                invalid(
                    "columns",
                    format!("There is no such column: {known}."),
                    format!("この列はありません: {known}。"),
                )
            })
        };
        names.into_iter().map(find).collect::<Result<_, _>>().map(Self)
    }

    /// A file with the header written.
    pub(crate) fn table(&self, format: FileFormat, language: Language) -> Answer<Table> {
        let headers: Vec<&str> = self
            .0
            .iter()
            .map(|column| match language {
                Language::En => column.en,
                Language::Ja => column.ja,
            })
            .collect();
        Ok(match format {
            FileFormat::Csv => Table::csv(&headers)?,
            FileFormat::Xlsx => Table::xlsx(&headers)?,
        })
    }

    pub(crate) fn row(&self, item: &T, language: Language) -> Vec<String> {
        self.0.iter().map(|column| (column.cell)(item, language)).collect()
    }
}
