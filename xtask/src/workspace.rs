//! The folders of the workspace: its root, its target folder and the data that xtask keeps there.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};

use crate::tools;

/// The folders of this checkout.
pub struct Workspace {
    /// The folder of the workspace's `Cargo.toml`.
    pub root: PathBuf,
    /// Cargo's target folder, wherever `CARGO_TARGET_DIR` or a configuration file puts it.
    pub target: PathBuf,
}

impl Workspace {
    /// Asks cargo, which knows every way in which the target folder can be moved.
    pub fn find() -> Result<Self> {
        let output = tools::capture(tools::cargo().args([
            "metadata",
            "--no-deps",
            "--format-version",
            "1",
        ]))?;
        let metadata: serde_json::Value =
            serde_json::from_str(&output).context("cargo metadata is not JSON")?;
        let folder = |key: &str| {
            metadata[key]
                .as_str()
                .map(PathBuf::from)
                .with_context(|| format!("cargo metadata has no {key}"))
        };
        Ok(Self {
            root: folder("workspace_root")?,
            target: folder("target_directory")?,
        })
    }

    /// The assets as they are served: hashed names under `pkg/`, compressed siblings, `manifest.json`.
    pub fn site(&self) -> PathBuf {
        self.target.join("site")
    }

    /// The folder for data that xtask keeps between runs.
    pub fn cache(&self) -> PathBuf {
        self.target.join("xtask")
    }

    /// The folder of public data sets, where it is there: it is not part of the repository. Tests that read it are marked
    /// `ignored`.
    pub fn public_data(&self) -> Option<PathBuf> {
        let folder = std::env::var_os("CABILDO_SHARED_DATA")
            .map_or_else(|| self.root.join("../shared/data"), PathBuf::from);
        folder.is_dir().then_some(folder)
    }

    /// The Playwright project.
    pub fn end2end(&self) -> PathBuf {
        self.root.join("end2end")
    }

    /// The program as the dev profile builds it.
    pub fn debug_program(&self) -> PathBuf {
        self.target.join("debug/cabildo")
    }

    /// Cargo, in the root, telling the server's build where the assets are.
    pub fn cargo(&self) -> Command {
        let mut cargo = tools::cargo();
        cargo
            .current_dir(&self.root)
            .env("CABILDO_SITE_DIR", self.site());
        cargo
    }

    /// Cargo for what is shipped: without the erased components of `.cargo/config.toml`, which make the linker quick, and
    /// the code half as large again and slower. An empty list of flags takes the place of the configured one.
    pub fn cargo_for_release(&self) -> Command {
        let mut cargo = self.cargo();
        cargo.env("CARGO_ENCODED_RUSTFLAGS", "");
        cargo
    }

    /// A path as people want to read it: relative to the root where it lies within.
    pub fn display<'a>(&self, path: &'a Path) -> std::path::Display<'a> {
        path.strip_prefix(&self.root).unwrap_or(path).display()
    }
}
