use crate::error::Refusal;

/// One to fifty things: as many as one request may change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Batch<T>(Vec<T>);

impl<T> Batch<T> {
    pub const MOST: usize = 50;

    /// Refuses an empty list and a longer one, naming the field that it came in.
    pub fn of(field: &str, things: Vec<T>) -> Result<Self, Refusal> {
        if (1..=Self::MOST).contains(&things.len()) {
            Ok(Self(things))
        } else {
            Err(Refusal::field(field, "Give 1 to 50 items.", "1〜50件を指定してください。"))
        }
    }

    pub fn one(thing: T) -> Self {
        Self(vec![thing])
    }

    /// Both together: a request may carry two such lists.
    #[must_use]
    pub fn and(mut self, other: Option<Self>) -> Self {
        self.0.extend(other.into_iter().flat_map(|other| other.0));
        self
    }

    pub fn items(&self) -> &[T] {
        &self.0
    }
}
