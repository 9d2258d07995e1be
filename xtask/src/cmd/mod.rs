//! The commands, one file each.

pub mod bench;
pub mod build;
pub mod demo;
pub mod lint;
pub mod test;
