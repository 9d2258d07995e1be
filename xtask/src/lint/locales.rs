//! Checks that every language is complete: the same messages with the same variables, and every message that the code
//! uses.

mod catalogue;
mod usage;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use anyhow::{Context, Result};

use self::catalogue::Catalogue;
use super::refuse;
use crate::assets::files;
use crate::workspace::Workspace;

/// The language that the others are compared with.
const REFERENCE: &str = "en";

/// Compares the catalogues with each other and with the code.
pub fn check(workspace: &Workspace) -> Result<()> {
    let folder = workspace.root.join("app/locales");
    let mut languages = BTreeMap::new();
    let mut findings = Vec::new();
    for entry in fs::read_dir(&folder).context("app/locales cannot be read")? {
        let path = entry?.path();
        if path.is_dir() {
            let name = path
                .file_name()
                .unwrap_or_default()
                .to_string_lossy()
                .into_owned();
            languages.insert(name, catalogue::read(&path, &mut findings)?);
        }
    }
    let reference = languages
        .remove(REFERENCE)
        .with_context(|| format!("app/locales has no folder {REFERENCE}"))?;
    for (language, catalogue) in &languages {
        findings.extend(differences(&reference, language, catalogue));
    }
    let (mut used, mut mentioned) = (BTreeSet::new(), BTreeSet::new());
    for source in ["app/src", "server/src"] {
        for file in files::list(&workspace.root.join(source))? {
            if file.extension().is_some_and(|extension| extension == "rs") {
                let source = fs::read_to_string(&file)?;
                used.extend(usage::keys(&source));
                mentioned.extend(usage::mentions(&source));
            }
        }
    }
    findings.extend(unknown(&reference, &used));
    for key in unused(&reference, &mentioned) {
        eprintln!("    warning: no code uses the message {key}");
    }
    eprintln!(
        "    {} messages, {} more languages",
        reference.messages.len(),
        languages.len()
    );
    refuse(&findings)
}

fn differences(reference: &Catalogue, language: &str, other: &Catalogue) -> Vec<String> {
    let mut found = Vec::new();
    let keys: BTreeSet<&String> = reference
        .messages
        .keys()
        .chain(other.messages.keys())
        .collect();
    for key in keys {
        match (reference.messages.get(key), other.messages.get(key)) {
            (Some(_), None) => found.push(format!("{language} has no message {key}")),
            (None, Some(_)) => found.push(format!(
                "{language} has a message {key} that {REFERENCE} does not have"
            )),
            (Some(here), Some(there)) if here != there => {
                found.push(format!(
                    "{key} uses {here:?} in {REFERENCE} and {there:?} in {language}"
                ));
            }
            _ => {}
        }
    }
    found
}

fn unknown(reference: &Catalogue, used: &BTreeSet<String>) -> Vec<String> {
    let missing = used
        .iter()
        .filter(|key| !reference.messages.contains_key(*key));
    missing
        .map(|key| format!("the code asks for the message {key}, which does not exist"))
        .collect()
}

fn unused(reference: &Catalogue, mentioned: &BTreeSet<String>) -> Vec<String> {
    let declared = |key: &str| {
        reference
            .used_prefixes
            .iter()
            .any(|prefix| key.starts_with(prefix.as_str()))
    };
    let composed = |key: &str| {
        mentioned
            .iter()
            .any(|word| word.ends_with('-') && key.starts_with(word.as_str()))
    };
    let keys = reference.messages.keys();
    keys.filter(|key| !(mentioned.contains(*key) || declared(key) || composed(key)))
        .cloned()
        .collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::catalogue::Catalogue;
    use super::{differences, unknown, unused};

    fn catalogue(text: &str) -> Catalogue {
        let mut catalogue = Catalogue::default();
        let mut findings = Vec::new();
        catalogue.add("test.ftl", text, &mut findings);
        assert!(findings.is_empty(), "{findings:?}");
        catalogue
    }

    #[test]
    fn a_missing_message_and_a_missing_variable_are_differences() {
        let english = catalogue("hello = Hello, { $name }\nbye = Bye\n");
        assert_eq!(
            differences(&english, "es", &catalogue("hello = Hola, { $name }\n")),
            ["es has no message bye"]
        );
        assert_eq!(
            differences(&english, "es", &catalogue("hello = Hola\nbye = Adiós\n")).len(),
            1
        );
        assert!(differences(&english, "es", &english).is_empty());
    }

    #[test]
    fn a_key_that_no_catalogue_has_is_refused_and_one_that_nobody_uses_is_told() {
        let english = catalogue(
            "# used: role-*\nrole-lab = Lab\nmonth-1 = January\nhello = Hello\nold = Old\n",
        );
        let used = BTreeSet::from(["hello".to_owned(), "helo".to_owned(), "month-".to_owned()]);
        assert_eq!(
            unknown(
                &english,
                &BTreeSet::from(["hello".to_owned(), "helo".to_owned()])
            )
            .len(),
            1
        );
        assert_eq!(unused(&english, &used), ["old"]);
    }
}
