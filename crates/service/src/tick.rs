//! A box to tick in a form. A browser sends `true` for a ticked box and nothing for another one; a kept form has an
//! empty text for it.

use serde::{Deserialize, Deserializer};

/// Reads whether a box is ticked, for `#[serde(deserialize_with)]`.
pub(crate) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<bool, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Tick {
        Set(bool),
        Text(String),
    }
    Ok(match Tick::deserialize(from)? {
        Tick::Set(is_set) => is_set,
        Tick::Text(text) => !matches!(&*text, "" | "false"),
    })
}

#[cfg(test)]
mod tests {
    use crate::consultation::RungFields;

    #[test]
    fn a_box_is_ticked_when_a_browser_says_so() {
        for (posted, is_set) in [
            (serde_json::json!({ "remove": "true" }), true),
            (serde_json::json!({ "remove": "on" }), true),
            (serde_json::json!({ "remove": true }), true),
            (serde_json::json!({ "remove": "" }), false),
            (serde_json::json!({ "remove": "false" }), false),
            (serde_json::json!({}), false),
        ] {
            let row: RungFields = serde_json::from_value(posted.clone()).unwrap();
            assert_eq!(row.remove, is_set, "{posted}");
        }
    }
}
