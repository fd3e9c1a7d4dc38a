use actix_web::http::header::{ACCEPT_LANGUAGE, HeaderMap};
use daicho_domain::organization::Language;

/// The language that the caller asks for: the better-liked of those that Daicho speaks.
pub(crate) fn accepted(headers: &HeaderMap) -> Option<Language> {
    let header = headers.get(ACCEPT_LANGUAGE)?.to_str().ok()?;
    let mut liked: Vec<(f32, Language)> = header.split(',').filter_map(preference).collect();
    liked.sort_by(|a, b| b.0.total_cmp(&a.0));
    liked.first().map(|&(_, language)| language)
}

fn preference(text: &str) -> Option<(f32, Language)> {
    let mut parts = text.split(';');
    let language = parts.next()?.trim().split('-').next()?.to_ascii_lowercase().parse().ok()?;
    let quality = parts.find_map(|part| part.trim().strip_prefix("q=")?.parse().ok()).unwrap_or(1.0);
    (quality > 0.0).then_some((quality, language))
}

#[cfg(test)]
mod tests {
    use actix_web::http::header::HeaderValue;

    use super::*;

    fn asked(header: &'static str) -> Option<Language> {
        let mut headers = HeaderMap::new();
        headers.insert(ACCEPT_LANGUAGE, HeaderValue::from_static(header));
        accepted(&headers)
    }

    #[test]
    fn the_better_liked_language_wins() {
        assert_eq!(asked("ja"), Some(Language::Ja));
        assert_eq!(asked("en-US,en;q=0.9,ja;q=0.8"), Some(Language::En));
        assert_eq!(asked("fr, en;q=0.3, ja-JP;q=0.7"), Some(Language::Ja));
    }

    #[test]
    fn languages_that_nobody_speaks_here_say_nothing() {
        assert_eq!(asked("fr, de;q=0.5"), None);
        assert_eq!(asked("ja;q=0"), None);
        assert_eq!(asked("*"), None);
    }
}
