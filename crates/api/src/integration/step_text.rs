//! The steps of the integration log in words.

use daicho_domain::error::ErrorCode;
use daicho_domain::integration::StepEvent;
use daicho_domain::organization::Language::{self, En, Ja};

/// One sentence in the reader's language; what a service said stands in its own words.
pub(super) fn told(event: &StepEvent, language: Language) -> String {
    match (event, language) {
        (StepEvent::Request(request), _) => request.note.clone().unwrap_or_default(),
        (StepEvent::Page { page, accounts }, En) => format!("Page {page}: {accounts} accounts"),
        (StepEvent::Page { page, accounts }, Ja) => format!("{page}ページ目：アカウント{accounts}件"),
        (StepEvent::Wait { error_id, detail, until }, En) => {
            format!("{} It goes on at {} UTC.", failure(*error_id, detail, En), until.format("%Y-%m-%d %H:%M:%S"))
        }
        (StepEvent::Wait { error_id, detail, until }, Ja) => {
            format!("{}{}（UTC）に再開します。", failure(*error_id, detail, Ja), until.format("%Y-%m-%d %H:%M:%S"))
        }
        (StepEvent::Applied(counts), En) => format!(
            "{} added, {} changed, {} removed, {} returned, {} unchanged",
            counts.added, counts.changed, counts.removed, counts.returned, counts.unchanged
        ),
        (StepEvent::Applied(counts), Ja) => format!(
            "追加{}件、変更{}件、削除{}件、復帰{}件、変更なし{}件",
            counts.added, counts.changed, counts.removed, counts.returned, counts.unchanged
        ),
        (StepEvent::Held(held), En) => {
            format!("{} of {} accounts would be removed. Waiting for a confirmation.", held.vanishing, held.known)
        }
        (StepEvent::Held(held), Ja) => {
            format!("アカウント{}件のうち{}件が削除されるため、確認を待っています。", held.known, held.vanishing)
        }
        (StepEvent::Confirmed { by }, En) => format!("Confirmed by {}", actor(by, En)),
        (StepEvent::Confirmed { by }, Ja) => format!("{}が確認しました", actor(by, Ja)),
        (StepEvent::Discarded { by }, En) => format!("Discarded by {}", actor(by, En)),
        (StepEvent::Discarded { by }, Ja) => format!("{}が破棄しました", actor(by, Ja)),
        (StepEvent::Cancelled, En) => "The workspace was paused, connected anew or disconnected.".to_owned(),
        (StepEvent::Cancelled, Ja) => "ワークスペースが一時停止、再連携、または連携解除されました。".to_owned(),
        (StepEvent::NotDone, En) => "The service was read: it has not been done, and is asked for again.".to_owned(),
        (StepEvent::NotDone, Ja) => "サービスを再確認したところ未実行だったため、再度要求します。".to_owned(),
        (StepEvent::Resumed { by }, En) => format!("Resumed by {}", actor(by, En)),
        (StepEvent::Resumed { by }, Ja) => format!("{}が再開しました", actor(by, Ja)),
        (StepEvent::Already, En) => "The service had nothing to change.".to_owned(),
        (StepEvent::Already, Ja) => "サービス側に変更対象はありませんでした。".to_owned(),
        (StepEvent::Error { error_id, detail, .. }, language) => failure(*error_id, detail, language),
    }
}

fn failure(code: ErrorCode, detail: &str, language: Language) -> String {
    let text = code.text(language);
    match (detail.is_empty(), language) {
        (true, _) => text.to_owned(),
        (false, En) => format!("{text} ({detail})"),
        (false, Ja) => format!("{text}（{detail}）"),
    }
}

fn actor(label: &str, language: Language) -> String {
    match (label, language) {
        ("system", _) => "Daicho".to_owned(),
        (label, En) => label.to_owned(),
        (label, Ja) => format!("{label} "),
    }
}

#[cfg(test)]
mod tests {
    use chrono::DateTime;
    use daicho_domain::integration::{Counts, Held};

    use super::*;

    #[test]
    fn every_step_is_told_in_both_languages() {
        let counts = Counts { added: 1, changed: 2, removed: 3, returned: 4, unchanged: 5 };
        let (code, detail) = (ErrorCode::RateLimited, "GET /users answered 429".to_owned());
        let until = DateTime::UNIX_EPOCH;
        for (event, en, ja) in [
            (StepEvent::Page { page: 2, accounts: 10 }, "Page 2: 10 accounts", "2ページ目：アカウント10件"),
            (
                StepEvent::Applied(counts),
                "1 added, 2 changed, 3 removed, 4 returned, 5 unchanged",
                "追加1件、変更2件、削除3件、復帰4件、変更なし5件",
            ),
            (
                StepEvent::Held(Held { known: 230, vanishing: 227 }),
                "227 of 230 accounts would be removed. Waiting for a confirmation.",
                "アカウント230件のうち227件が削除されるため、確認を待っています。",
            ),
            (
                StepEvent::Confirmed { by: "ann@example.com".into() },
                "Confirmed by ann@example.com",
                "ann@example.com が確認しました",
            ),
            (StepEvent::Discarded { by: "system".into() }, "Discarded by Daicho", "Daichoが破棄しました"),
        ] {
            assert_eq!((told(&event, En).as_str(), told(&event, Ja).as_str()), (en, ja));
        }
        let wait = StepEvent::Wait { error_id: code, detail: detail.clone(), until };
        for (event, language) in
            [(&wait, En), (&wait, Ja), (&StepEvent::Error { error_id: code, detail, picture: None }, Ja)]
        {
            let text = told(event, language);
            assert!(text.starts_with(code.text(language)) && text.contains("GET /users answered 429"), "{text}");
        }
        assert!(told(&wait, En).ends_with("It goes on at 1970-01-01 00:00:00 UTC."));
    }
}
