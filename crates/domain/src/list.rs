//! What every list shares: keyset pages.

/// One page asked for. `cursor` is opaque to callers: the store made it and reads it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PageRequest {
    pub limit: u32,
    pub cursor: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page<T> {
    pub items: Vec<T>,
    /// `None` on the last page.
    pub next_cursor: Option<String>,
    /// How many rows match in all; `None` where counting would cost more than it is worth.
    pub total: Option<u64>,
}

impl<T> Page<T> {
    pub fn map<U>(self, f: impl FnMut(T) -> U) -> Page<U> {
        Page { items: self.items.into_iter().map(f).collect(), next_cursor: self.next_cursor, total: self.total }
    }
}

crate::enumeration! {
    /// Of a file that a list is written to.
    pub enum FileFormat {
        Csv = "csv",
        Xlsx = "xlsx",
    }
}

crate::enumeration! {
    pub enum SortOrder {
        Ascending = "ASC",
        Descending = "DESC",
    }
}
