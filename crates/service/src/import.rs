//! Content that did not come through the front doors: what another platform exported ([`consul`], [`polis`]), and the residents
//! of made-up cities ([`people`]).

pub mod consul;
mod people;
pub mod polis;
