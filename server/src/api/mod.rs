//! The JSON API: the second front door to the same use-cases.

pub mod v1;
