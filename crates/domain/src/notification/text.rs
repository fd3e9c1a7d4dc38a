//! What messages say, in the organization's language.

use super::{AlertNotice, AutomationNotice, Letterhead, NoticedAlert, Notification};
use crate::alert::title;
use crate::automation::AutomationKind;
use crate::organization::Language;

/// One thing in a message, with the page that shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    pub text: String,
    pub link: String,
}

/// One sentence that says it all.
pub fn subject(notification: &Notification, letterhead: &Letterhead) -> String {
    let organization = &letterhead.organization;
    match (notification, letterhead.language) {
        (Notification::Alerts(notice), Language::En) if notice.total == 1 => format!("1 new alert at {organization}"),
        (Notification::Alerts(notice), Language::En) => format!("{} new alerts at {organization}", notice.total),
        (Notification::Alerts(notice), Language::Ja) => {
            format!("【{organization}】新しいアラートが{}件あります", notice.total)
        }
        (Notification::Export(export), Language::En) => format!("List of {} at {organization}", export.list),
        (Notification::Export(export), Language::Ja) => {
            format!("【{organization}】{}の一覧をお送りします", list_name(export.list))
        }
        (Notification::Automation(notice), Language::En) => format!("{}: {}", notice.automation, notice.person),
        (Notification::Automation(notice), Language::Ja) => {
            format!("【{organization}】{}：{}", notice.automation, notice.person)
        }
        (Notification::Test, Language::En) => format!("Test message from Daicho for {organization}"),
        (Notification::Test, Language::Ja) => format!("【{organization}】Daichoからのテスト通知です"),
    }
}

/// `Ann Lee (ann@example.com) leaves.`, with the page of the person.
pub fn person_line(notice: &AutomationNotice, letterhead: &Letterhead) -> Line {
    let person = match &notice.email {
        Some(email) => format!("{} ({email})", notice.person),
        None => notice.person.clone(),
    };
    let text = match (notice.kind, letterhead.language) {
        (AutomationKind::Joiner, Language::En) => format!("{person} joins."),
        (AutomationKind::Joiner, Language::Ja) => format!("{person} さんが入社します。"),
        (AutomationKind::Leaver, Language::En) => format!("{person} leaves."),
        (AutomationKind::Leaver, Language::Ja) => format!("{person} さんが退職します。"),
    };
    Line { text, link: letterhead.person(notice.people_id) }
}

/// How many of which type.
pub fn intro(notice: &AlertNotice, language: Language) -> String {
    let counts: Vec<String> = notice
        .by_type
        .iter()
        .map(|(kind, count)| match language {
            Language::En => format!("{}: {count}", title(*kind, language)),
            Language::Ja => format!("{}：{count}件", title(*kind, language)),
        })
        .collect();
    counts.join(match language {
        Language::En => ", ",
        Language::Ja => "、",
    })
}

/// `Retired account: Ann Lee (ann@example.com), Slack / Main`.
pub fn alert_line(alert: &NoticedAlert, letterhead: &Letterhead) -> Line {
    let language = letterhead.language;
    let (colon, comma) = match language {
        Language::En => (": ", ", "),
        Language::Ja => ("：", "、"),
    };
    let kind = title(alert.kind, language);
    let place = format!("{} / {}", alert.service, alert.workspace);
    let email = |name: &String| alert.email.as_ref().filter(|email| *email != name);
    let text = match &alert.account_name {
        Some(name) => match email(name) {
            Some(email) => format!("{kind}{colon}{name} ({email}){comma}{place}"),
            None => format!("{kind}{colon}{name}{comma}{place}"),
        },
        None => format!("{kind}{colon}{place}"),
    };
    Line { text, link: letterhead.alert(alert) }
}

const fn list_name(list: super::ExportedList) -> &'static str {
    use super::ExportedList as L;
    match list {
        L::Accounts => "アカウント",
        L::Alerts => "アラート",
        L::Logs => "連携ログ",
        L::People => "人物",
    }
}
