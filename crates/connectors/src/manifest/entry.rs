//! What the catalogue shows of a manifest.

use daicho_domain::catalogue::{
    Bilingual, Capabilities, ConnectWay, FieldCoverage, Robot, Service, ServiceState, Verification,
};
use daicho_domain::ids::ServiceId;

use super::accounts::AccountFields;
use super::way::assisted;
use super::{Manifest, State, Text, Verified};

impl Manifest {
    /// The catalogue's entry, under the given slug.
    pub fn service(&self, slug: &str) -> Service {
        let has = |pick: fn(&AccountFields) -> bool| {
            self.accounts.values().any(|list| pick(&list.fields.over(&self.account)))
                || self.recipe().is_some_and(|recipe| pick(&recipe.account))
        };
        let texts = |texts: &[Text]| texts.iter().map(|text| text.0.clone()).collect::<Vec<_>>();
        let fields = FieldCoverage {
            email: has(|fields| fields.email.is_some()),
            username: has(|fields| fields.username.is_some()),
            display_name: has(|fields| fields.display_name.is_some()),
            status: has(|fields| fields.status.is_some()),
            role: has(|fields| fields.roles.is_some() || fields.role_class.is_some()),
            license: has(|fields| fields.licenses.is_some()),
            two_factor: has(|fields| fields.two_factor.is_some()),
            last_activity: has(|fields| fields.last_activity.is_some()),
            created_at: has(|fields| fields.created_at.is_some()),
            employee_number: has(|fields| fields.employee_number.is_some()),
        };
        let employee_master = has(|fields| fields.employee.is_some());
        let (requests, seconds) = self.forecast();
        Service {
            id: ServiceId(self.id.into()),
            slug: slug.to_owned(),
            name: self.name.0.clone(),
            other_names: self.other_names.clone(),
            category: self.category.clone(),
            homepage: self.homepage.clone(),
            state: match self.state {
                State::Active => ServiceState::Active,
                State::Renamed => ServiceState::Renamed,
                State::Discontinued => ServiceState::Discontinued,
            },
            ended: self.ended,
            plan: self.plan.as_ref().map(|plan| plan.0.clone()),
            ways: self.ways_for_catalogue(),
            capabilities: Capabilities {
                list: !self.accounts.is_empty() || self.recipe().is_some(),
                create: self.operations.create.is_some(),
                suspend: self.operations.suspend.is_some(),
                reactivate: self.operations.reactivate.is_some(),
                delete: self.operations.delete.is_some(),
                roles: fields.role,
                licenses: fields.license,
                two_factor: fields.two_factor,
                last_activity: fields.last_activity,
                employee_master,
            },
            operations: self.operations_for_catalogue(),
            untouchable_roles: self.untouchable_roles.clone(),
            fields,
            verification: match self.verification {
                Verified::Live => Verification::Live,
                Verified::VendorSpec => Verification::VendorSpec,
                Verified::VendorSample => Verification::VendorSample,
                Verified::Unverified => Verification::Unverified,
            },
            verified_on: self.verified_on,
            sources: self.sources.clone(),
            employee_master,
            notes: texts(&self.notes),
            unseen: texts(&self.unseen),
            robot: self.robot.as_ref().map(super::Robot::for_catalogue),
            requests_per_1000_accounts: requests,
            seconds_per_1000_accounts: seconds,
        }
    }

    /// Those that the manifest names, and a person's own browser where the recipe permits.
    fn ways_for_catalogue(&self) -> Vec<ConnectWay> {
        let named = self.ways.iter().map(|(name, way)| way.for_catalogue(name, &self.fields));
        let assisted = self.recipe().is_some_and(super::Recipe::can_be_assisted).then(|| assisted(&self.fields));
        named.chain(assisted).collect()
    }
}

impl super::Robot {
    fn for_catalogue(&self) -> Robot {
        let text = |text: &Option<Text>| -> Option<Bilingual> { text.as_ref().map(|text| text.0.clone()) };
        Robot {
            login_url: self.login_url.clone(),
            fields: self.fields.clone(),
            second_factor: text(&self.second_factor),
            sso: text(&self.sso),
            members: text(&self.members),
            columns: self.columns.clone(),
            export: self.export.clone(),
            notes: text(&self.notes),
            recipe: self.recipe.is_some(),
        }
    }
}
