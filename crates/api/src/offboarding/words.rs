use daicho_domain::organization::Language;
use serde_json::Value;

/// The words of a printed record, in the reader's language.
pub(super) struct Words(pub(super) Language);

/// Names and terms as the record has them, in English, in Japanese.
const WORDS: &[(&str, &str, &str)] = &[
    ("person", "Person", "対象者"),
    ("organization", "Organization", "組織"),
    ("state", "State", "状態"),
    ("createdBy", "Planned by", "作成者"),
    ("approvedBy", "Approved by", "承認者"),
    ("startedAt", "Begun", "開始日時"),
    ("finishedAt", "Finished", "完了日時"),
    ("steps", "Accounts and tasks", "アカウントとタスク"),
    ("entries", "What was done", "実施内容"),
    ("head", "Hash of the record's end", "記録末尾のハッシュ"),
    ("by", "by", "実施者"),
    ("how", "how", "確認方法"),
    ("note", "note", "メモ"),
    ("gone", "gone", "削除確認"),
    ("error", "error", "エラー"),
    ("true", "yes", "はい"),
    ("false", "no", "いいえ"),
    ("planned", "planned", "作成"),
    ("replanned", "planned anew", "計画変更"),
    ("waiting_for_approval", "waiting for approval", "承認待ち"),
    ("approved", "approved", "承認"),
    ("started", "begun", "開始"),
    ("resumed", "resumed", "再開"),
    ("retried", "retried", "再試行"),
    ("held", "held", "保留"),
    ("paused", "paused", "一時停止"),
    ("running", "running", "実行中"),
    ("needs_person", "needs a person", "対応が必要"),
    ("left to a person", "left to a person", "担当者の対応待ち"),
    ("completed a step", "a step was completed", "手順完了"),
    ("finished", "finished", "完了"),
    ("done", "done", "完了"),
    ("cancelled", "cancelled", "取り消し"),
    ("waiting", "waiting", "待機中"),
    ("failed", "failed", "失敗"),
    ("unknown", "not known", "不明"),
    ("skipped", "left as it is", "対象外"),
    ("by_hand", "by hand, open", "手動対応待ち"),
    ("asked the service", "asked the service", "サービスへの要求"),
    ("the service's result", "the service's result", "サービスの結果"),
    ("read the service again", "read the service again", "サービスの再確認"),
    ("completed by hand", "completed by hand", "手動で完了"),
    ("refused", "refused", "実行不可"),
    ("delete", "delete", "削除"),
    ("suspend", "suspend", "停止"),
    ("transfer", "hand over and delete", "引き継いで削除"),
    ("manual", "by hand", "手動"),
    ("leave", "leave", "そのまま"),
    ("succeeded", "succeeded", "成功"),
    (
        "absent",
        "the list of accounts was read again: it is not there",
        "アカウント一覧を再取得し、存在しないことを確認",
    ),
    (
        "suspended",
        "the list of accounts was read again: it is suspended",
        "アカウント一覧を再取得し、停止済みであることを確認",
    ),
    (
        "still_there",
        "the list of accounts was read again: it is still there",
        "アカウント一覧を再取得し、残っていることを確認",
    ),
    ("not_read", "the list of accounts could not be read again", "アカウント一覧を再取得できず未確認"),
    ("detail", "detail", "詳細"),
];

impl Words {
    pub(super) fn title(&self) -> &'static str {
        match self.0 {
            Language::En => "Offboarding record",
            Language::Ja => "オフボーディング記録",
        }
    }

    pub(super) fn name<'n>(&self, name: &'n str) -> &'n str {
        match (WORDS.iter().find(|(own, _, _)| *own == name), self.0) {
            (Some((_, en, _)), Language::En) => en,
            (Some((_, _, ja)), Language::Ja) => ja,
            (None, _) => name,
        }
    }

    /// A word of the record.
    pub(super) fn term(&self, term: &Value) -> String {
        self.name(term.as_str().unwrap_or_default()).to_owned()
    }

    /// A text as it stands; known words in the reader's language.
    pub(super) fn value(&self, value: &Value) -> String {
        match value {
            Value::String(text) => self.name(text).to_owned(),
            Value::Bool(flag) => self.name(if *flag { "true" } else { "false" }).to_owned(),
            Value::Null => "–".to_owned(),
            other => other.to_string(),
        }
    }
}
