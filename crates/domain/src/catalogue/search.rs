use super::Service;
use crate::search::fold;

impl Service {
    /// Whether every word of the query is in one of the service's names: English, Japanese, former, or the slug.
    pub fn is_called(&self, query: &str) -> bool {
        let names = [self.name.en.as_str(), &self.name.ja, &self.slug];
        let names: Vec<String> =
            names.into_iter().chain(self.other_names.iter().map(String::as_str)).map(fold).collect();
        fold(query).split_whitespace().all(|word| names.iter().any(|name| name.contains(word)))
    }
}
