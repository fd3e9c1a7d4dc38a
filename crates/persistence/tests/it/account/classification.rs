//! The table of user types, every combination of it, on both databases.

use daicho_domain::account::{AccountKind, ReportedAccount};

use crate::stores::{Bench, ScriptedConnector, Stores, for_each_database};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Address {
    None,
    Ours,
    /// In a subdomain of one of our domains.
    Subdomain,
    /// In a further domain that the employee master says is ours.
    AliasDomain,
    Foreign,
    /// A domain that only ends like ours.
    LookAlike,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Person {
    /// The directory knows nobody with the address.
    Unknown,
    Known {
        kind: &'static str,
        status: &'static str,
    },
}

#[derive(Debug, Clone, Copy)]
struct Case {
    kind: AccountKind,
    address: Address,
    person: Person,
}

const ADDRESSES: [Address; 6] =
    [Address::None, Address::Ours, Address::Subdomain, Address::AliasDomain, Address::Foreign, Address::LookAlike];
const PEOPLE: [Person; 9] = [
    Person::Unknown,
    Person::Known { kind: "managed", status: "active" },
    Person::Known { kind: "managed", status: "on_leave" },
    Person::Known { kind: "managed", status: "retired" },
    Person::Known { kind: "managed", status: "preactive" },
    Person::Known { kind: "external", status: "active" },
    Person::Known { kind: "external", status: "retired" },
    Person::Known { kind: "system", status: "active" },
    Person::Known { kind: "unregistered", status: "active" },
];

impl Case {
    /// Every combination that there can be: without an address nobody is found by it.
    fn all() -> Vec<Self> {
        let mut cases = Vec::new();
        for kind in [AccountKind::Person, AccountKind::System] {
            for address in ADDRESSES {
                let people = if address == Address::None { &PEOPLE[..1] } else { &PEOPLE[..] };
                cases.extend(people.iter().map(|person| Self { kind, address, person: *person }));
            }
        }
        cases
    }

    fn email(self, number: usize) -> Option<String> {
        let domain = match self.address {
            Address::None => return None,
            Address::Ours => "example.com",
            Address::Subdomain => "mail.tokyo.example.com",
            Address::AliasDomain => "example.co.jp",
            Address::Foreign => "partner.test",
            Address::LookAlike => "notexample.com",
        };
        Some(format!("User{number}+x@{domain}"))
    }

    fn account(self, number: usize) -> ReportedAccount {
        let mut account = ReportedAccount::new(number.to_string());
        account.kind = self.kind;
        account.email = self.email(number);
        account
    }

    /// What the product says of such an account, in the order in which its rules are told.
    fn expected(self, directory_is_kept: bool) -> &'static str {
        let is_ours = matches!(self.address, Address::Ours | Address::Subdomain | Address::AliasDomain);
        match self.person {
            _ if self.kind == AccountKind::System => "system",
            Person::Known { kind: "system", .. } => "system",
            Person::Known { status: "retired", .. } => "retired",
            Person::Known { status: "on_leave", .. } => "on_leave",
            Person::Known { kind: "managed", .. } => "employee",
            Person::Known { kind: "external", .. } => "external",
            Person::Unknown if self.address == Address::None => "unknown",
            // Ours, active elsewhere, and not among our people any more.
            Person::Unknown if is_ours && directory_is_kept => "retired",
            Person::Known { .. } | Person::Unknown if is_ours => "employee",
            Person::Known { .. } | Person::Unknown => "external",
        }
    }
}

async fn user_type(stores: &Stores, number: usize) -> String {
    let query = format!("SELECT user_type FROM account WHERE external_id = '{number}'");
    stores.text(&query).await
}

#[tokio::test]
async fn every_account_gets_the_type_that_the_table_says() {
    for_each_database(|stores| async move {
        stores
            .execute(
                "INSERT INTO organization_domain (organization_id, name, \"primary\", source) \
                 SELECT organization_id, 'example.co.jp', false, 'master' FROM organization_domain",
            )
            .await;
        let cases = Case::all();
        for (number, case) in cases.iter().enumerate() {
            if let (Person::Known { kind, status }, Some(email)) = (case.person, case.email(number)) {
                stores.add_person(&email.to_lowercase(), kind, status).await;
            }
        }
        let accounts = cases.iter().enumerate().map(|(number, case)| case.account(number)).collect();
        let bench = Bench::new(stores, ScriptedConnector::serving(accounts, 50)).await;
        bench.sync().await;
        for (number, case) in cases.iter().enumerate() {
            assert_eq!(user_type(&bench.stores, number).await, case.expected(true), "{case:?}");
        }
    })
    .await;
}

#[tokio::test]
async fn without_a_directory_nobody_is_taken_for_somebody_who_left() {
    for_each_database(|stores| async move {
        let cases: Vec<Case> = Case::all()
            .into_iter()
            .filter(|case| case.person == Person::Unknown && case.address != Address::AliasDomain)
            .collect();
        let accounts = cases.iter().enumerate().map(|(number, case)| case.account(number)).collect();
        let bench = Bench::new(stores, ScriptedConnector::serving(accounts, 50)).await;
        bench.sync().await;
        for (number, case) in cases.iter().enumerate() {
            assert_eq!(user_type(&bench.stores, number).await, case.expected(false), "{case:?}");
        }
    })
    .await;
}
