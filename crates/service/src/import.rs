//! Content that did not come through the front doors: what another platform exported ([`consul`]), and the residents
//! of made-up cities ([`people`]).

pub mod consul;
mod people;
