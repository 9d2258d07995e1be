//! Content that did not come through the front doors: what another platform exported, and made-up cities.

mod people;
