//! The activities that a phase allows, as the editor posts them: a tick for each one that labs choose, such as
//! `allows_propose`.

use cabildo_domain::phase::{Activity, Allows};
use serde::{Deserialize, Deserializer, Serializer, de::IgnoredAny};
use std::collections::BTreeMap;

/// A browser sends text, a kept form has booleans, and other fields of the row are ignored.
#[derive(Deserialize)]
#[serde(untagged)]
enum Tick {
    Kept(bool),
    Posted(String),
    Other(IgnoredAny),
}

impl Tick {
    fn is_set(&self) -> bool {
        match self {
            Self::Kept(is_set) => *is_set,
            Self::Posted(text) => text == "true",
            Self::Other(_) => false,
        }
    }
}

pub(super) fn serialize<S: Serializer>(allows: &Allows, to: S) -> Result<S::Ok, S::Error> {
    let field = |activity| (format!("allows_{activity}"), allows.contains(activity));
    to.collect_map(Activity::chosen().map(field))
}

pub(super) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Allows, D::Error> {
    let fields = BTreeMap::<String, Tick>::deserialize(from)?;
    let is_set = |activity: &Activity| {
        fields
            .get(&format!("allows_{activity}"))
            .is_some_and(Tick::is_set)
    };
    Ok(Activity::chosen().filter(is_set).collect())
}

#[cfg(test)]
mod tests {
    use crate::consultation::PhaseFields;
    use cabildo_domain::phase::{Activity, Allows};

    #[test]
    fn a_kept_row_and_a_posted_one_have_the_same_ticks() {
        let row = PhaseFields {
            name: "Ideas".to_owned(),
            allows: Allows::of(&[Activity::Propose, Activity::Support]),
            ..PhaseFields::default()
        };
        let kept = serde_json::to_value(&row).unwrap();
        assert_eq!(kept["allows_propose"], true);
        assert_eq!(kept["allows_comment"], false);
        assert_eq!(serde_json::from_value::<PhaseFields>(kept).unwrap(), row);
        let posted = serde_json::json!({
            "name": "Ideas", "allows_propose": "true", "allows_support": "true", "allows_answer": "true", "other": [1],
        });
        assert_eq!(serde_json::from_value::<PhaseFields>(posted).unwrap(), row);
    }
}
