//! The people of a made-up company: the same ones on every start.

use chrono::{DateTime, Duration, NaiveDate, Utc};
use daicho_domain::account::{AccountKind, AccountStatus, ReportedAccount, ReportedEmployee, RoleClass};
use daicho_domain::directory::{EmployeeStatus, EmployeeType};

pub(crate) const DOMAIN: &str = "aozora.example.com";

const EMPLOYEES: usize = 300;

const FAMILY_NAMES: &[(&str, &str)] = &[
    ("佐藤", "sato"),
    ("鈴木", "suzuki"),
    ("高橋", "takahashi"),
    ("田中", "tanaka"),
    ("伊藤", "ito"),
    ("渡辺", "watanabe"),
    ("山本", "yamamoto"),
    ("中村", "nakamura"),
    ("小林", "kobayashi"),
    ("加藤", "kato"),
    ("吉田", "yoshida"),
    ("山田", "yamada"),
    ("佐々木", "sasaki"),
    ("山口", "yamaguchi"),
    ("松本", "matsumoto"),
    ("井上", "inoue"),
    ("木村", "kimura"),
    ("林", "hayashi"),
    ("斎藤", "saito"),
    ("清水", "shimizu"),
    ("Miller", "miller"),
    ("García", "garcia"),
    ("Nguyễn", "nguyen"),
    ("Okafor", "okafor"),
];

const GIVEN_NAMES: &[(&str, &str)] = &[
    ("陽菜", "hina"),
    ("蓮", "ren"),
    ("結衣", "yui"),
    ("大翔", "hiroto"),
    ("葵", "aoi"),
    ("悠真", "yuma"),
    ("さくら", "sakura"),
    ("健太", "kenta"),
    ("美咲", "misaki"),
    ("翔太", "shota"),
    ("彩", "aya"),
    ("直樹", "naoki"),
    ("Emma", "emma"),
    ("Liam", "liam"),
    ("Sofía", "sofia"),
    ("Minh", "minh"),
    ("Adaeze", "adaeze"),
];

const DEPARTMENTS: &[(&str, &[&str])] = &[
    ("開発部", &["ソフトウェアエンジニア", "テックリード", "QAエンジニア"]),
    ("営業部", &["セールス", "セールスマネージャー"]),
    ("マーケティング部", &["マーケター", "デザイナー"]),
    ("人事部", &["人事", "採用担当"]),
    ("経理部", &["経理"]),
    ("情報システム部", &["ITエンジニア", "セキュリティ担当"]),
    ("カスタマーサポート部", &["サポート"]),
];

const LOCATIONS: &[&str] = &["東京", "大阪", "福岡", "Remote"];

/// Everybody as the employee master reports them.
pub(crate) fn employees(now: DateTime<Utc>) -> Vec<ReportedAccount> {
    (0..EMPLOYEES).map(|number| employee(number, now)).collect()
}

#[expect(clippy::cast_possible_wrap, reason = "a few hundred people")]
fn employee(number: usize, now: DateTime<Utc>) -> ReportedAccount {
    let (family, family_latin) = FAMILY_NAMES[number % FAMILY_NAMES.len()];
    let (given, given_latin) = GIVEN_NAMES[(number / FAMILY_NAMES.len() + number * 5) % GIVEN_NAMES.len()];
    let (department, titles) = DEPARTMENTS[(number * 3 + number / 11) % DEPARTMENTS.len()];
    let japanese = !family.is_ascii() && family.chars().all(|character| character >= '\u{3000}');
    let email = format!("{given_latin}.{family_latin}{}@{DOMAIN}", suffix(number));
    let started =
        NaiveDate::from_ymd_opt(2016, 4, 1).unwrap_or_default() + Duration::days((number as i64 * 37) % 3_500);
    let status = status_of(number);

    let mut account = ReportedAccount::new(format!("E{:04}", number + 1));
    account.email = Some(email.clone());
    account.username = email.split('@').next().map(str::to_owned);
    account.display_name = Some(if japanese { format!("{family} {given}") } else { format!("{given} {family}") });
    account.employee_number = Some(format!("{:04}", number + 1));
    account.status = if status == EmployeeStatus::Retired { AccountStatus::Suspended } else { AccountStatus::Active };
    account.role_class = if number % 60 == 5 { RoleClass::Admin } else { RoleClass::Other };
    account.two_factor = Some(!number.is_multiple_of(7));
    account.created_at = started.and_hms_opt(0, 0, 0).map(|time| time.and_utc());
    account.last_activity = Some(now - Duration::hours((number as i64 * 17) % 900));
    account.employee = Some(Box::new(ReportedEmployee {
        status: Some(status),
        employee_type: Some(employee_type_of(number)),
        first_name: Some(given.to_owned()),
        last_name: Some(family.to_owned()),
        company: Some("株式会社あおぞら".to_owned()),
        department: Some(department.to_owned()),
        job_title: Some(titles[number % titles.len()].to_owned()),
        location: Some(LOCATIONS[number % LOCATIONS.len()].to_owned()),
        contract_start: Some(started),
        contract_end: (status == EmployeeStatus::Retired)
            .then(|| now.date_naive() - Duration::days((number as i64 * 3) % 90 + 1)),
        ..ReportedEmployee::default()
    }));
    account
}

fn suffix(number: usize) -> String {
    if number < FAMILY_NAMES.len() { String::new() } else { format!("{}", number / FAMILY_NAMES.len() + 1) }
}

fn status_of(number: usize) -> EmployeeStatus {
    match number {
        _ if number % 19 == 4 => EmployeeStatus::Retired,
        _ if number % 71 == 9 => EmployeeStatus::OnLeave,
        _ => EmployeeStatus::Active,
    }
}

fn employee_type_of(number: usize) -> EmployeeType {
    match number % 12 {
        0 => EmployeeType::ContractEmployee,
        1 => EmployeeType::PartTimeEmployee,
        _ if number < 4 => EmployeeType::BoardMember,
        _ => EmployeeType::FullTimeEmployee,
    }
}

/// What one other service holds: a part of the employees (leavers among them, forgotten), some guests and a bot.
pub(crate) fn accounts_of(service: usize, employees: &[ReportedAccount]) -> Vec<ReportedAccount> {
    let share = 2 + service % 3;
    let mut accounts: Vec<ReportedAccount> = employees
        .iter()
        .enumerate()
        .filter(|(number, _)| !(number + service * 7).is_multiple_of(share))
        .map(|(number, employee)| forgotten_or_used(service, number, employee))
        .collect();
    accounts.extend((0..3 + service % 4).map(|number| guest(service, number)));
    accounts.push(bot(service));
    accounts
}

/// Leavers keep about every second account that nobody thought of.
fn forgotten_or_used(service: usize, number: usize, employee: &ReportedAccount) -> ReportedAccount {
    let left = employee.status == AccountStatus::Suspended;
    let mut account = employee.clone();
    account.employee = None;
    account.employee_number = None;
    account.external_id = format!("{}", 10_000 * (service + 1) + number);
    account.status =
        if left && (number + service).is_multiple_of(2) { AccountStatus::Suspended } else { AccountStatus::Active };
    account.role_class = if (number + service).is_multiple_of(41) { RoleClass::Admin } else { RoleClass::Other };
    account.two_factor = Some(!(number + service).is_multiple_of(5));
    account
}

fn guest(service: usize, number: usize) -> ReportedAccount {
    let (_, family) = FAMILY_NAMES[(service * 3 + number * 7) % FAMILY_NAMES.len()];
    let mut account = ReportedAccount::new(format!("guest-{service}-{number}"));
    account.email = Some(format!("{family}@partner{}.example.net", number % 3));
    account.username = Some(format!("{family}-partner"));
    account.display_name = Some(format!("{family} (partner)"));
    account.role_class = RoleClass::Guest;
    account
}

fn bot(service: usize) -> ReportedAccount {
    let mut account = ReportedAccount::new(format!("bot-{service}"));
    account.kind = AccountKind::System;
    account.username = Some("deploy-bot".to_owned());
    account.display_name = Some("Deploy bot".to_owned());
    account
}
