//! Stories that cross crates, told with the real binary and real programs.
#![expect(clippy::expect_used, reason = "a test that cannot go on has failed")]

mod architecture;
mod conformance;
mod rigs;
