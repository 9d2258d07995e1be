//! The commands, one file each.

pub mod bench;
pub mod build;
pub mod demo;
pub mod lint;
pub mod migration;
pub mod test;
