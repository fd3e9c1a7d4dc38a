//! Which kind of ID an entry stands for: told by the domain of its primary address, never by what somebody claims.

use super::{Email, EmployeeType, ManagementType};
use crate::organization::DomainName;

/// What the kind of an entry follows from.
#[derive(Debug, Clone, Copy)]
pub struct Evidence<'a> {
    pub email: Option<&'a Email>,
    pub employee_type: Option<EmployeeType>,
    pub employee_number: Option<&'a str>,
    /// Somebody took the entry out of management.
    pub unregistered: bool,
}

/// Whether the address is in one of the organization's domains or a subdomain of one.
pub fn is_internal(email: &Email, domains: &[DomainName]) -> bool {
    DomainName::parse(email.domain()).is_some_and(|domain| domains.iter().any(|ours| ours.covers(&domain)))
}

/// The domain decides; an address of ours that is typed as a group, shared or test address is a system one. An entry without
/// an address is judged by its type, then by its employee number: only our own people have one.
pub fn management_type(evidence: Evidence<'_>, domains: &[DomainName]) -> ManagementType {
    if evidence.unregistered {
        return ManagementType::Unregistered;
    }
    let typed = evidence.employee_type.and_then(implied_kind);
    match evidence.email {
        Some(email) if !is_internal(email, domains) => ManagementType::External,
        Some(_) if typed == Some(ManagementType::System) => ManagementType::System,
        Some(_) => ManagementType::Managed,
        None => typed.unwrap_or(match evidence.employee_number {
            Some(_) => ManagementType::Managed,
            None => ManagementType::Unknown,
        }),
    }
}

/// The kind that a type speaks of when there is no address to judge by.
const fn implied_kind(employee_type: EmployeeType) -> Option<ManagementType> {
    use EmployeeType as T;
    match employee_type {
        T::BoardMember
        | T::FullTimeEmployee
        | T::FixedTimeEmployee
        | T::TemporaryEmployee
        | T::PartTimeEmployee
        | T::SecondmentEmployee
        | T::ContractEmployee => Some(ManagementType::Managed),
        T::Collaborator => Some(ManagementType::External),
        T::GroupAddress | T::SharedAddress | T::TestAddress => Some(ManagementType::System),
        T::Other | T::Unknown | T::Unregistered => None,
    }
}

/// The type as it counts: the stated one where it fits the kind, the kind's usual one otherwise.
pub fn fitting_type(stated: Option<EmployeeType>, kind: ManagementType) -> EmployeeType {
    stated.filter(|stated| allowed_types(kind).contains(stated)).unwrap_or_else(|| allowed_types(kind)[0])
}

/// The types that an entry of this kind can have, the usual one first.
pub const fn allowed_types(kind: ManagementType) -> &'static [EmployeeType] {
    use EmployeeType as T;
    match kind {
        ManagementType::Managed => &[
            T::FullTimeEmployee,
            T::BoardMember,
            T::FixedTimeEmployee,
            T::TemporaryEmployee,
            T::PartTimeEmployee,
            T::SecondmentEmployee,
            T::ContractEmployee,
            T::Other,
        ],
        ManagementType::External => {
            &[T::Collaborator, T::TemporaryEmployee, T::SecondmentEmployee, T::ContractEmployee, T::Other]
        }
        ManagementType::System => &[T::GroupAddress, T::SharedAddress, T::TestAddress],
        ManagementType::Unknown => &[T::Unknown, T::Other],
        ManagementType::Unregistered => &[T::Unregistered],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn judged(email: &str, employee_type: Option<EmployeeType>) -> (ManagementType, EmployeeType) {
        let domains = [DomainName::parse("example.com").unwrap(), DomainName::parse("例え.jp").unwrap()];
        let email = Email::parse(email);
        let evidence = Evidence { email: email.as_ref(), employee_type, employee_number: None, unregistered: false };
        let kind = management_type(evidence, &domains);
        (kind, fitting_type(employee_type, kind))
    }

    #[test]
    fn the_domain_tells_our_people_from_others() {
        use EmployeeType as T;
        use ManagementType as M;
        for (email, stated, expected) in [
            ("ann@example.com", None, (M::Managed, T::FullTimeEmployee)),
            ("ann@mail.example.com", Some(T::PartTimeEmployee), (M::Managed, T::PartTimeEmployee)),
            ("ann@notexample.com", Some(T::FullTimeEmployee), (M::External, T::Collaborator)),
            ("ann@xn--r8jz45g.jp", None, (M::Managed, T::FullTimeEmployee)),
            ("ann+x@例え.jp", None, (M::Managed, T::FullTimeEmployee)),
            ("all@example.com", Some(T::GroupAddress), (M::System, T::GroupAddress)),
            ("all@partner.example", Some(T::GroupAddress), (M::External, T::Collaborator)),
            ("bob@example.com", Some(T::Collaborator), (M::Managed, T::FullTimeEmployee)),
            ("bob@example.com", Some(T::Unregistered), (M::Managed, T::FullTimeEmployee)),
            ("", None, (M::Unknown, T::Unknown)),
            ("", Some(T::BoardMember), (M::Managed, T::BoardMember)),
            ("", Some(T::Collaborator), (M::External, T::Collaborator)),
            ("", Some(T::TestAddress), (M::System, T::TestAddress)),
        ] {
            assert_eq!(judged(email, stated), expected, "{email} {stated:?}");
        }
    }

    #[test]
    fn an_employee_number_makes_somebody_ours_and_taking_out_of_management_goes_before_all() {
        let evidence = Evidence { email: None, employee_type: None, employee_number: Some("7"), unregistered: false };
        assert_eq!(management_type(evidence, &[]), ManagementType::Managed);
        let taken_out = Evidence { unregistered: true, ..evidence };
        assert_eq!(management_type(taken_out, &[]), ManagementType::Unregistered);
    }

    #[test]
    fn every_kind_has_a_usual_type_that_fits_it() {
        for kind in ManagementType::ALL {
            assert!(allowed_types(*kind).contains(&fitting_type(None, *kind)));
        }
    }

    proptest::proptest! {
        #[test]
        fn a_subdomain_is_ours_whatever_its_name_and_a_longer_name_is_not(
            local in "[A-Za-z0-9._+-]{1,20}",
            label in "[a-z0-9]{1,10}",
        ) {
            let domains = [DomainName::parse("example.com").unwrap()];
            let judged = |text: String| is_internal(&Email::parse(&text).unwrap(), &domains);
            let below = judged(format!("{local}@{label}.Example.com"));
            let beside = judged(format!("{local}@{label}example.com"));
            let above = judged(format!("{local}@example.com.{label}x"));
            proptest::prop_assert_eq!((below, beside, above), (true, false, false));
        }

        #[test]
        fn whatever_is_claimed_the_type_fits_the_kind(
            email in proptest::option::of("[a-z]{1,5}@(example\\.com|mail\\.example\\.com|partner\\.test)"),
            claimed in proptest::option::of(proptest::sample::select(EmployeeType::ALL)),
            number in proptest::option::of("[0-9]{1,4}"),
            unregistered: bool,
        ) {
            let domains = [DomainName::parse("example.com").unwrap()];
            let email = email.as_deref().and_then(Email::parse);
            let evidence = Evidence {
                email: email.as_ref(),
                employee_type: claimed,
                employee_number: number.as_deref(),
                unregistered,
            };
            let kind = management_type(evidence, &domains);
            proptest::prop_assert!(allowed_types(kind).contains(&fitting_type(claimed, kind)));
            let is_foreign = email.as_ref().is_some_and(|email| !is_internal(email, &domains));
            proptest::prop_assert_eq!(kind == ManagementType::Unregistered, unregistered);
            proptest::prop_assert!(!is_foreign || unregistered || kind == ManagementType::External);
        }
    }
}
