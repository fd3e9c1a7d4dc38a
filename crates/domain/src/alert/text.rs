//! What alerts say, in lists, files and messages.

use chrono_tz::Tz;

use super::{AlertDetail, AlertType};
use crate::organization::Language;

pub const fn title(kind: AlertType, language: Language) -> &'static str {
    use AlertType as T;
    use Language::{En, Ja};
    match (kind, language) {
        (T::RetiredAccount, En) => "Retired account",
        (T::RetiredAccount, Ja) => "退職者アカウント",
        (T::InactiveAccount, En) => "Inactive account",
        (T::InactiveAccount, Ja) => "未利用アカウント",
        (T::OnLeaveAccount, En) => "On-leave account",
        (T::OnLeaveAccount, Ja) => "休職者アカウント",
        (T::UnknownAccount, En) => "Unknown account",
        (T::UnknownAccount, Ja) => "不明なアカウント",
        (T::PublicFiles, En) => "Public file",
        (T::PublicFiles, Ja) => "公開ファイル",
        (T::FailedIntegration, En) => "Failed sync",
        (T::FailedIntegration, Ja) => "同期の失敗",
        (T::HeldSync, En) => "Held sync",
        (T::HeldSync, Ja) => "保留中の同期",
        (T::ExpiredCredentials, En) => "Expired credentials",
        (T::ExpiredCredentials, Ja) => "認証情報の期限切れ",
        (T::ExpiringCredentials, En) => "Credentials about to expire",
        (T::ExpiringCredentials, Ja) => "認証情報の期限間近",
    }
}

/// What would resolve it.
pub const fn remedy(kind: AlertType, language: Language) -> &'static str {
    use AlertType as T;
    use Language::{En, Ja};
    match (kind, language) {
        (T::RetiredAccount, En) => "Delete the account, or correct the person's status; the next sync resolves it.",
        (T::RetiredAccount, Ja) => {
            "アカウントを削除するか、人物のステータスを修正してください。次回の同期で解消されます。"
        }
        (T::InactiveAccount, En) => "The account is used again or deleted.",
        (T::InactiveAccount, Ja) => "アカウントが再び利用されるか、削除されると解消されます。",
        (T::OnLeaveAccount, En) => "The person comes back, or the account is deleted.",
        (T::OnLeaveAccount, Ja) => "復職するか、アカウントが削除されると解消されます。",
        (T::UnknownAccount, En) => "Link the account to a person, or delete it.",
        (T::UnknownAccount, Ja) => "アカウントを人物に紐付けるか、削除してください。",
        (T::PublicFiles, En) => "Stop sharing the file.",
        (T::PublicFiles, Ja) => "ファイルの共有を停止してください。",
        (T::FailedIntegration, En) => "A sync that succeeds.",
        (T::FailedIntegration, Ja) => "同期が成功すると解消されます。",
        (T::HeldSync, En) => "Confirm or discard the sync.",
        (T::HeldSync, Ja) => "同期を承認するか、破棄してください。",
        (T::ExpiredCredentials, En) => "Connect the workspace again with new credentials.",
        (T::ExpiredCredentials, Ja) => "新しい認証情報でワークスペースを再連携してください。",
        (T::ExpiringCredentials, En) => "Connect the workspace again with new credentials before that day.",
        (T::ExpiringCredentials, Ja) => "期限までに新しい認証情報でワークスペースを再連携してください。",
    }
}

/// Days are those of the time zone.
pub fn detail(detail: &AlertDetail, language: Language, zone: Tz) -> String {
    match (detail, language) {
        (AlertDetail::LastActivity(at), Language::En) => {
            format!("Last activity on {}", at.with_timezone(&zone).format("%Y-%m-%d"))
        }
        (AlertDetail::LastActivity(at), Language::Ja) => {
            format!("最終利用日：{}", at.with_timezone(&zone).format("%Y/%m/%d"))
        }
        (AlertDetail::Fault(code, said), language) if said.is_empty() => code.text(language).to_owned(),
        (AlertDetail::Fault(code, said), Language::En) => format!("{} ({said})", code.text(Language::En)),
        (AlertDetail::Fault(code, said), Language::Ja) => format!("{}（{said}）", code.text(Language::Ja)),
        (AlertDetail::Held(held), Language::En) => {
            format!("{} of {} accounts would be removed", held.vanishing, held.known)
        }
        (AlertDetail::Held(held), Language::Ja) => {
            format!("{}件中{}件のアカウントが削除されます", held.known, held.vanishing)
        }
        (AlertDetail::LastDay(day), Language::En) => format!("Valid until {}", day.format("%Y-%m-%d")),
        (AlertDetail::LastDay(day), Language::Ja) => format!("有効期限：{}", day.format("%Y/%m/%d")),
    }
}
