//! One language's Fluent files.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use anyhow::Result;
use fluent_syntax::ast::Entry;
use fluent_syntax::parser;
use serde_json::Value;

use crate::assets::files;

/// A comment that begins so declares keys that the code puts together: `# used: role-*`.
const USED: &str = "used:";

/// The messages of one language.
#[derive(Default)]
pub struct Catalogue {
    /// Each message's (and attribute's, as `message.attribute`) variables.
    pub messages: BTreeMap<String, BTreeSet<String>>,
    /// The prefixes of keys that the code builds.
    pub used_prefixes: Vec<String>,
}

/// Reads every `.ftl` file of a language's folder.
pub fn read(folder: &Path, findings: &mut Vec<String>) -> Result<Catalogue> {
    let mut catalogue = Catalogue::default();
    for file in files::list(folder)? {
        if file.extension().is_some_and(|extension| extension == "ftl") {
            catalogue.add(
                &file.display().to_string(),
                &fs::read_to_string(&file)?,
                findings,
            );
        }
    }
    Ok(catalogue)
}

impl Catalogue {
    /// Adds one file; its faults go to the findings.
    pub fn add(&mut self, file: &str, text: &str, findings: &mut Vec<String>) {
        let resource = parser::parse(text.to_owned()).unwrap_or_else(|(resource, errors)| {
            findings.extend(errors.iter().map(|error| format!("{file}: {error}")));
            resource
        });
        self.used_prefixes
            .extend(text.lines().filter_map(declared_prefixes).flatten());
        for entry in &resource.body {
            if let Entry::Message(message) = entry {
                let key = message.id.name.clone();
                self.insert(file, key.clone(), variables(&message.value), findings);
                for attribute in &message.attributes {
                    let key = format!("{key}.{}", attribute.id.name);
                    self.insert(file, key, variables(&attribute.value), findings);
                }
            }
        }
    }

    fn insert(
        &mut self,
        file: &str,
        key: String,
        variables: BTreeSet<String>,
        findings: &mut Vec<String>,
    ) {
        if self.messages.insert(key.clone(), variables).is_some() {
            findings.push(format!("{file}: the message {key} is there twice"));
        }
    }
}

fn declared_prefixes(line: &str) -> Option<Vec<String>> {
    let declared = line
        .trim_start_matches('#')
        .trim()
        .strip_prefix(USED)
        .filter(|_| line.starts_with('#'))?;
    Some(
        declared
            .split([',', ' '])
            .filter(|word| !word.is_empty())
            .map(|word| word.trim_end_matches('*').into())
            .collect(),
    )
}

/// The variables anywhere in a pattern, also within selectors and function calls.
fn variables(pattern: &impl serde::Serialize) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    collect(
        &serde_json::to_value(pattern).unwrap_or_default(),
        &mut found,
    );
    found
}

fn collect(node: &Value, found: &mut BTreeSet<String>) {
    match node {
        Value::Object(fields) => {
            if fields.get("type").and_then(Value::as_str) == Some("VariableReference") {
                found.extend(node["id"]["name"].as_str().map(str::to_owned));
            }
            fields.values().for_each(|value| collect(value, found));
        }
        Value::Array(values) => values.iter().for_each(|value| collect(value, found)),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::Catalogue;

    #[test]
    fn variables_are_found_in_selectors_variants_and_functions() {
        let mut catalogue = Catalogue::default();
        let text = "people = { $count ->\n    [one] { NUMBER($count) } person in { $place }\n   *[other] many\n }\n";
        catalogue.add("test.ftl", text, &mut Vec::new());
        assert_eq!(
            Vec::from_iter(&catalogue.messages["people"]),
            ["count", "place"]
        );
    }

    #[test]
    fn broken_messages_and_repeated_messages_are_findings() {
        let mut findings = Vec::new();
        Catalogue::default().add("test.ftl", "a = A\na = B\nbroken\n", &mut findings);
        assert_eq!(findings.len(), 2, "{findings:?}");
    }
}
