//! Checks licences, banned crates and sources of all dependencies, as deny.toml says.
//!
//! cargo-deny does this where it is installed. It takes many minutes to install from source, so without it this module
//! reads the same deny.toml and checks the same three things itself (not the security advisories).

use std::fs;

use anyhow::{Context, Result, anyhow};
use serde_json::Value;
use spdx::{Expression, Licensee, ParseMode};

use super::refuse;
use crate::tools;
use crate::workspace::Workspace;

/// Runs cargo-deny, or our own reading of its configuration.
pub fn check(workspace: &Workspace) -> Result<()> {
    if tools::succeeds(tools::cargo().args(["deny", "--version"])) {
        return tools::run(workspace.cargo().args([
            "deny",
            "--all-features",
            "check",
            "licenses",
            "bans",
            "sources",
        ]));
    }
    eprintln!(
        "    cargo-deny is not installed: checking licences, bans and sources with xtask's own reading of deny.toml"
    );
    let rules = Rules::parse(&fs::read_to_string(workspace.root.join("deny.toml"))?)?;
    let metadata = tools::capture(workspace.cargo().args([
        "metadata",
        "--format-version",
        "1",
        "--all-features",
    ]))?;
    let metadata: Value = serde_json::from_str(&metadata)?;
    let packages = metadata["packages"]
        .as_array()
        .context("cargo metadata lists no packages")?;
    let mut findings = Vec::new();
    for package in packages {
        findings.extend(rules.objections(package)?);
    }
    for node in metadata["resolve"]["nodes"]
        .as_array()
        .context("cargo metadata resolves nothing")?
    {
        findings.extend(rules.strays(node));
    }
    eprintln!("    {} packages", packages.len());
    refuse(&findings)
}

/// The part of deny.toml that we understand.
struct Rules {
    licences: Vec<Licensee>,
    exceptions: Vec<(String, Vec<Licensee>)>,
    banned: Vec<Ban>,
    registries: Vec<String>,
}

/// A crate that nobody may depend on, but for the wrappers that hide it.
struct Ban {
    name: String,
    reason: String,
    wrappers: Vec<String>,
}

impl Rules {
    fn parse(text: &str) -> Result<Self> {
        let config: toml::Table = text.parse().context("deny.toml")?;
        let section = |name: &str| {
            config
                .get(name)
                .cloned()
                .unwrap_or(toml::Value::Table(toml::Table::new()))
        };
        let (licences, bans, sources) = (section("licenses"), section("bans"), section("sources"));
        let exceptions = tables(&licences, "exceptions")
            .map(|exception| Ok((text_of(&exception, "crate"), licensees(&exception)?)))
            .collect::<Result<_>>()?;
        let banned = tables(&bans, "deny").map(|ban| Ban {
            name: text_of(&ban, "crate"),
            reason: text_of(&ban, "reason"),
            wrappers: strings(&ban, "wrappers"),
        });
        Ok(Self {
            licences: licensees(&licences)?,
            exceptions,
            banned: banned.collect(),
            registries: strings(&sources, "allow-registry"),
        })
    }

    fn objections(&self, package: &Value) -> Result<Vec<String>> {
        let name = package["name"]
            .as_str()
            .context("a package without a name")?;
        let mut found = Vec::new();
        if let Some(ban) = self
            .banned
            .iter()
            .find(|ban| ban.name == name && ban.wrappers.is_empty())
        {
            found.push(format!("{name} is banned: {}", ban.reason));
        }
        // A package without a source is a folder of this workspace.
        if let Some(source) = package["source"].as_str()
            && !self
                .registries
                .iter()
                .any(|registry| source == format!("registry+{registry}"))
        {
            found.push(format!(
                "{name} comes from {source}, which deny.toml does not allow"
            ));
        }
        let licence = package["license"].as_str().unwrap_or_default();
        if !self.allows(name, licence) {
            found.push(format!(
                "{name} has the licence {licence:?}, which deny.toml does not allow"
            ));
        }
        Ok(found)
    }

    /// The dependents of a banned crate that are not among its wrappers.
    fn strays(&self, node: &Value) -> Vec<String> {
        let dependent = crate_of(&node["id"]);
        let dependencies = node["deps"]
            .as_array()
            .into_iter()
            .flatten()
            .map(|dependency| crate_of(&dependency["pkg"]));
        let bans = dependencies.filter_map(|name| self.banned.iter().find(|ban| ban.name == name));
        bans.filter(|ban| {
            !ban.wrappers.is_empty() && !ban.wrappers.iter().any(|wrapper| wrapper == dependent)
        })
        .map(|ban| {
            format!(
                "{dependent} depends on {}, which is banned: {}",
                ban.name, ban.reason
            )
        })
        .collect()
    }

    fn allows(&self, name: &str, licence: &str) -> bool {
        let Ok(expression) = Expression::parse_mode(licence, ParseMode::LAX) else {
            return false;
        };
        let exceptions = self
            .exceptions
            .iter()
            .filter(|(package, _)| package == name)
            .flat_map(|(_, allowed)| allowed);
        let allowed: Vec<&Licensee> = self.licences.iter().chain(exceptions).collect();
        expression.evaluate(|requirement| {
            allowed
                .iter()
                .any(|licensee| licensee.satisfies(requirement))
        })
    }
}

fn licensees(section: &toml::Value) -> Result<Vec<Licensee>> {
    let parse = |name: String| {
        Licensee::parse(&name).map_err(|error| anyhow!("deny.toml: {name}: {error}"))
    };
    strings(section, "allow").into_iter().map(parse).collect()
}

fn strings(section: &toml::Value, key: &str) -> Vec<String> {
    let values = section
        .get(key)
        .and_then(toml::Value::as_array)
        .into_iter()
        .flatten();
    values
        .filter_map(|value| value.as_str().map(str::to_owned))
        .collect()
}

fn tables(section: &toml::Value, key: &str) -> impl Iterator<Item = toml::Value> {
    section
        .get(key)
        .and_then(toml::Value::as_array)
        .cloned()
        .unwrap_or_default()
        .into_iter()
}

/// The crate that a package id of cargo names: `registry+https://example.org#serde@1.0.0`, `path+file:///a/server#0.1.0`.
fn crate_of(id: &Value) -> &str {
    let (place, package) = id
        .as_str()
        .unwrap_or_default()
        .rsplit_once('#')
        .unwrap_or_default();
    match package.split_once('@') {
        Some((name, _)) => name,
        None => place.rsplit('/').next().unwrap_or_default(),
    }
}

fn text_of(table: &toml::Value, key: &str) -> String {
    table
        .get(key)
        .and_then(toml::Value::as_str)
        .unwrap_or_default()
        .to_owned()
}

#[cfg(test)]
mod tests {
    use super::Rules;

    const CONFIG: &str = r#"
        [licenses]
        allow = ["MIT", "Apache-2.0"]
        exceptions = [{ crate = "odd", allow = ["OpenSSL"] }]
        [bans]
        deny = [
            { crate = "openssl-sys", reason = "we use rustls" },
            { crate = "chrono", wrappers = ["atom"], reason = "dates are jiff's" },
        ]
        [sources]
        allow-registry = ["https://github.com/rust-lang/crates.io-index"]
    "#;

    fn objections(name: &str, licence: &str, source: &str) -> usize {
        let rules = Rules::parse(CONFIG).expect("the rules parse");
        let package = serde_json::json!({ "name": name, "license": licence, "source": source });
        rules
            .objections(&package)
            .expect("the package is read")
            .len()
    }

    const CRATES_IO: &str = "registry+https://github.com/rust-lang/crates.io-index";

    #[test]
    fn either_licence_of_a_choice_is_enough_and_both_of_a_pair_are_needed() {
        assert_eq!(objections("a", "MIT OR GPL-3.0-only", CRATES_IO), 0);
        assert_eq!(objections("a", "MIT/Apache-2.0", CRATES_IO), 0);
        assert_eq!(objections("a", "MIT AND GPL-3.0-only", CRATES_IO), 1);
        assert_eq!(objections("a", "", CRATES_IO), 1);
    }

    #[test]
    fn an_exception_holds_for_its_own_crate_only() {
        assert_eq!(objections("odd", "OpenSSL", CRATES_IO), 0);
        assert_eq!(objections("even", "OpenSSL", CRATES_IO), 1);
    }

    #[test]
    fn a_banned_crate_may_be_hidden_by_its_wrappers_alone() {
        assert_eq!(objections("chrono", "MIT", CRATES_IO), 0);
        let rules = Rules::parse(CONFIG).expect("the rules parse");
        let node = |id: &str| {
            let pkg = format!("{CRATES_IO}#chrono@0.4.0");
            rules
                .strays(&serde_json::json!({ "id": id, "deps": [{ "pkg": pkg }] }))
                .len()
        };
        assert_eq!(node(&format!("{CRATES_IO}#atom@1.0.0")), 0);
        assert_eq!(node(&format!("{CRATES_IO}#other@1.0.0")), 1);
        assert_eq!(node("path+file:///somewhere/server#0.1.0"), 1);
    }

    #[test]
    fn a_banned_crate_and_a_foreign_source_are_found() {
        assert_eq!(objections("openssl-sys", "MIT", CRATES_IO), 1);
        assert_eq!(objections("a", "MIT", "git+https://example.org/a#1234"), 1);
    }
}
