//! The table that a run prints: each mark, what was measured, the limit, and the reference of the same run.

use std::fmt::Write;

#[derive(Debug, Default)]
pub(crate) struct Report {
    rows: Vec<Row>,
}

#[derive(Debug)]
struct Row {
    mark: &'static str,
    work: String,
    measured: f64,
    unit: &'static str,
    limit: f64,
    larger_is_better: bool,
    reference: Option<Reference>,
}

/// What did the same work beside it.
#[derive(Debug)]
pub(crate) struct Reference {
    pub(crate) name: &'static str,
    pub(crate) measured: f64,
}

impl Report {
    /// Notes one figure; smaller is better.
    pub(crate) fn at_most(
        &mut self,
        mark: &'static str,
        work: impl Into<String>,
        measured: f64,
        unit: &'static str,
        limit: f64,
        reference: Option<Reference>,
    ) {
        let row = Row { mark, work: work.into(), measured, unit, limit, larger_is_better: false, reference };
        println!("{}", row.line());
        self.rows.push(row);
    }

    /// Notes one figure; larger is better.
    pub(crate) fn at_least(
        &mut self,
        mark: &'static str,
        work: impl Into<String>,
        measured: f64,
        unit: &'static str,
        limit: f64,
        reference: Option<Reference>,
    ) {
        let row = Row { mark, work: work.into(), measured, unit, limit, larger_is_better: true, reference };
        println!("{}", row.line());
        self.rows.push(row);
    }

    /// The closing lines: how many marks are reached.
    pub(crate) fn summary(&self) -> String {
        let missed: Vec<&Row> = self.rows.iter().filter(|row| !row.reached()).collect();
        let mut text = format!("\n{} of {} marks reached\n", self.rows.len() - missed.len(), self.rows.len());
        for row in missed {
            let _ = writeln!(text, "not reached: {}", row.line());
        }
        text
    }
}

impl Row {
    fn reached(&self) -> bool {
        if self.larger_is_better { self.measured >= self.limit } else { self.measured <= self.limit }
    }

    fn line(&self) -> String {
        let Self { mark, work, measured, unit, limit, .. } = self;
        let verdict = if self.reached() { "reached" } else { "missed" };
        let mut line = format!("{mark:<4} {work:<58} {measured:>10.3} {unit:<9} limit {limit:>9.3}  {verdict}");
        if let Some(Reference { name, measured: reference }) = &self.reference {
            let _ = write!(line, "  ({name}: {reference:.3}, ratio {:.2})", measured / reference);
        }
        line
    }
}
