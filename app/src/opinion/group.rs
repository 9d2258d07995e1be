//! The name of a group of the map.

use crate::{request::Cx, t};
use cabildo_domain::{opinion::group_letter, text::Label};
use std::collections::BTreeMap;

/// Its name: `Group A`, with the name that the lab gave it.
pub fn name(cx: &Cx, names: &BTreeMap<u32, Label>, id: u32) -> String {
    let letter = group_letter(id).to_string();
    match names.get(&id) {
        Some(name) => t!(
            cx,
            "opinion-group-named",
            letter = letter,
            name = name.to_string()
        ),
        None => t!(cx, "opinion-group", letter = letter),
    }
}
