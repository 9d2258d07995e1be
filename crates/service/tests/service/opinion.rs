//! Opinion mapping: who may do what, that answers count once, and that the map follows them.

mod burst;
mod export;
mod guest;
mod integrity;
mod invitation;
mod map;
mod maps;
mod own;
mod report;
mod search;
mod statement;
mod town;
mod vote;

pub use town::Town;
