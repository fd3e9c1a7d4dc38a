//! Who works here: people, groups and system addresses, and which accounts are theirs.

mod email;
mod vocabulary;

pub use email::Email;
pub use vocabulary::{EmployeeStatus, EmployeeType, ManagementType};
