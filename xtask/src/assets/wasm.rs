//! The islands: compiled to WebAssembly, given their JavaScript by wasm-bindgen, made small by wasm-opt.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use wasm_bindgen_cli_support::Bindgen;

use super::files;
use crate::target::{self, WASM};
use crate::tools;
use crate::workspace::Workspace;

/// The name wasm-bindgen knows the module by, before its hash is known.
const STEM: &str = "cabildo";
/// Demo, tests and release use the same profile, so that tests measure the shipped program.
const PROFILE: &str = "wasm-release";

/// wasm-bindgen's result.
pub struct Islands {
    /// The JavaScript module that loads the wasm.
    pub script: String,
    /// The code.
    pub wasm: Vec<u8>,
    /// JavaScript files that some dependency brings along, if any does.
    pub snippets: Option<PathBuf>,
}

impl Islands {
    /// The script, pointing at the wasm under its final name.
    pub fn script_named(&self, output_name: &str) -> String {
        self.script.replace(
            &format!("{STEM}_bg.wasm"),
            &format!("{output_name}_bg.wasm"),
        )
    }
}

/// Compiles `frontend` and returns the wasm file; cargo makes it quick when nothing changed.
pub fn compile(workspace: &Workspace) -> Result<PathBuf> {
    target::ensure_wasm(workspace)?;
    tools::step("compiling the islands (wasm)");
    tools::run(workspace.cargo_for_release().args([
        "build",
        "--package",
        "frontend",
        "--lib",
        "--target",
        WASM,
        "--profile",
        PROFILE,
    ]))?;
    Ok(workspace
        .target
        .join(WASM)
        .join(PROFILE)
        .join("frontend.wasm"))
}

/// Makes the browser's half out of the compiled file.
pub fn bind(workspace: &Workspace, compiled: &Path, wasm_opt: Option<&Path>) -> Result<Islands> {
    tools::step("binding the islands to JavaScript (wasm-bindgen)");
    let folder = workspace.cache().join("bindgen");
    files::empty(&folder)?;
    let mut bindgen = Bindgen::new();
    bindgen
        .web(true)?
        .typescript(false)
        .out_name(STEM)
        .remove_name_section(true)
        .remove_producers_section(true);
    bindgen
        .input_path(compiled)
        .generate(&folder)
        .context("wasm-bindgen refused the islands")?;
    let wasm_file = folder.join(format!("{STEM}_bg.wasm"));
    if let Some(wasm_opt) = wasm_opt {
        optimize(wasm_opt, &wasm_file)?;
    }
    let snippets = folder.join("snippets");
    Ok(Islands {
        script: fs::read_to_string(folder.join(format!("{STEM}.js")))?,
        wasm: fs::read(wasm_file)?,
        snippets: snippets.is_dir().then_some(snippets),
    })
}

fn optimize(wasm_opt: &Path, file: &Path) -> Result<()> {
    tools::step("making the wasm smaller (wasm-opt -Oz)");
    // The features that Rust's target uses by default; wasm-opt must be told, because the section that lists them is
    // stripped.
    const FEATURES: [&str; 6] = [
        "--enable-bulk-memory",
        "--enable-multivalue",
        "--enable-mutable-globals",
        "--enable-nontrapping-float-to-int",
        "--enable-reference-types",
        "--enable-sign-ext",
    ];
    let mut node = tools::command("node");
    tools::run(
        node.arg(wasm_opt)
            .arg("-Oz")
            .args(FEATURES)
            .arg(file)
            .arg("-o")
            .arg(file),
    )
}
