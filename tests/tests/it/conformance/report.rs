//! The table.

use std::collections::BTreeSet;

#[derive(Debug)]
pub(super) struct Row {
    pub service: String,
    specs: Vec<String>,
    /// Whether the manifest says that it was verified against a specification.
    claims: bool,
    /// Requests that fit, as planned and as sent.
    pub planned: BTreeSet<String>,
    pub sent: BTreeSet<String>,
    /// What was done against answers in the shapes of the specification.
    pub done: Vec<String>,
    pub differences: BTreeSet<String>,
    /// What could not be validated, and why.
    pub elsewhere: BTreeSet<String>,
}

impl Row {
    pub(super) fn new(service: &str, specs: Vec<String>, claims: bool) -> Self {
        Self {
            service: service.to_owned(),
            specs,
            claims,
            planned: BTreeSet::new(),
            sent: BTreeSet::new(),
            done: Vec::new(),
            differences: BTreeSet::new(),
            elsewhere: BTreeSet::new(),
        }
    }

    /// A difference, or a claim that nothing backs.
    pub(super) fn fails(&self) -> bool {
        !self.differences.is_empty() || (self.claims && self.planned.is_empty())
    }

    pub(super) fn objections(&self) -> String {
        if self.differences.is_empty() {
            return format!("{}: says `vendor-spec`, and no request of it is described", self.service);
        }
        self.differences
            .iter()
            .map(|difference| format!("{}: {difference}", self.service))
            .collect::<Vec<_>>()
            .join("\n")
    }

    fn outcome(&self) -> &'static str {
        match (self.fails(), self.planned.is_empty()) {
            (true, _) => "differs",
            (false, true) => "nothing to check",
            (false, false) => "fits",
        }
    }
}

pub(super) fn table(rows: &[Row]) -> String {
    let mut text =
        format!("{:<24}{:<18}{:>8}{:>6}  {:<48}against\n", "service", "outcome", "planned", "sent", "answers read");
    for row in rows {
        let line = format!(
            "{:<24}{:<18}{:>8}{:>6}  {:<48}{}\n",
            row.service,
            row.outcome(),
            row.planned.len(),
            row.sent.len(),
            row.done.join(" "),
            row.specs.join(", ")
        );
        text.push_str(&line);
    }
    text += "\nNot validated:\n";
    for row in rows {
        for reason in &row.elsewhere {
            let line = format!("{:<24}{reason}\n", row.service);
            text.push_str(&line);
        }
    }
    text
}
