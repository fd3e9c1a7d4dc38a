//! Which entries may be merged into which: a weaker kind of ID into the same or a stronger one.

use super::ManagementType;

/// Whether an entry of kind `child` may become part of one of kind `parent`.
pub const fn may_merge(child: ManagementType, parent: ManagementType) -> bool {
    use ManagementType as M;
    match child {
        M::Managed => matches!(parent, M::Managed),
        M::External => matches!(parent, M::Managed | M::External),
        M::System | M::Unregistered => matches!(parent, M::Managed | M::External | M::System),
        M::Unknown => matches!(parent, M::Managed | M::External | M::System | M::Unregistered),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ManagementType as M;

    #[test]
    fn the_table_of_who_may_be_merged_into_whom() {
        // Parents: managed, external, system, unknown, unregistered.
        let table = [
            (M::Managed, [true, false, false, false, false]),
            (M::External, [true, true, false, false, false]),
            (M::System, [true, true, true, false, false]),
            (M::Unknown, [true, true, true, false, true]),
            (M::Unregistered, [true, true, true, false, false]),
        ];
        for (child, row) in table {
            for (parent, allowed) in M::ALL.iter().zip(row) {
                assert_eq!(may_merge(child, *parent), allowed, "{child} into {parent}");
            }
        }
    }
}
