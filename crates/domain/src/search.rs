//! Folding of texts for search, the same for what is stored and what is asked.

use unicode_normalization::UnicodeNormalization;

/// From this character on scripts are written without spaces, and two characters already make a word.
const FIRST_WIDE: char = '\u{2E80}';

/// Folds width, case and composition, and writes wide characters twice, so that a trigram index finds two of them:
/// 田中 becomes 田田中中.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for character in text.nfkc().flat_map(char::to_lowercase) {
        folded.push(character);
        if character >= FIRST_WIDE {
            folded.push(character);
        }
    }
    folded
}

/// Whether a trigram index can serve this (folded) query; shorter ones need a prefix search.
pub fn is_indexable(folded: &str) -> bool {
    folded.chars().count() >= 3
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn japanese_is_doubled_and_width_folded() {
        assert_eq!(fold("田中 ＡＢｃ１"), "田田中中 abc1");
    }

    #[test]
    fn two_wide_characters_can_be_searched_but_one_cannot() {
        assert!(is_indexable(&fold("田中")));
        assert!(!is_indexable(&fold("田")));
        assert!(!is_indexable(&fold("ab")));
    }
}
