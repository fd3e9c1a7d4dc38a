//! The schema, one file a feature, in the order in which it grew.

pub use sea_orm_migration::{MigrationTrait, MigratorTrait};

mod columns;
mod m0001_organization;
mod m0002_data_key;
mod m0003_directory;
mod m0004_queue;
mod m0005_integration;
mod m0006_account;
mod m0007_access;
mod m0008_log_step_data;
mod m0008_operation;
mod m0009_offboarding;
mod m0010_alert;
mod m0011_notification;
mod m0012_connector;
mod m0014_automation;
mod m0015_automation_cause;
mod m0016_verified_how;
mod m0017_account_order;
mod m0019_extension;
mod m0020_worker;
mod m0021_account_filters;
mod m0022_past_numbers;
mod search_index;
mod tenancy;

#[derive(Debug)]
pub struct Migrator;

#[async_trait::async_trait]
impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![
            Box::new(m0001_organization::Migration),
            Box::new(m0002_data_key::Migration),
            Box::new(m0003_directory::Migration),
            Box::new(m0004_queue::Migration),
            Box::new(m0005_integration::Migration),
            Box::new(m0006_account::Migration),
            Box::new(m0007_access::Migration),
            Box::new(m0008_log_step_data::Migration),
            Box::new(m0008_operation::Migration),
            Box::new(m0009_offboarding::Migration),
            Box::new(m0010_alert::Migration),
            Box::new(m0011_notification::Migration),
            Box::new(m0012_connector::Migration),
            Box::new(m0014_automation::Migration),
            Box::new(m0015_automation_cause::Migration),
            Box::new(m0016_verified_how::Migration),
            Box::new(m0017_account_order::Migration),
            Box::new(m0019_extension::Migration),
            Box::new(m0020_worker::Migration),
            Box::new(m0021_account_filters::Migration),
            Box::new(m0022_past_numbers::Migration),
        ]
    }
}
