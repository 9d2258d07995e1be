//! The site folder: islands, style sheet and static files as they are served.
//!
//! `site/pkg/cabildo-HASH.js`, `cabildo-HASH_bg.wasm`, `cabildo-HASH.css`, everything from `public/` at the root,
//! `.br` and `.gz` beside what compresses, and `manifest.json`, which tells the server the hashed names.

mod compress;
pub mod files;
mod style;
mod wasm;

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use sha2::{Digest, Sha256};

use crate::workspace::Workspace;
use crate::{node, tools};

/// Change it when this module makes other bytes from the same inputs.
const RECIPE: &str = "1";

/// The result of a build.
pub struct Site {
    /// The islands' code as a browser downloads it: brotli bytes.
    pub wasm_brotli_bytes: u64,
}

/// Builds the site folder, or leaves it as it is when no input changed.
pub fn build(workspace: &Workspace) -> Result<Site> {
    let compiled = wasm::compile(workspace)?;
    let wasm_opt = node::wasm_opt(workspace);
    let stamp = stamp(workspace, &compiled, wasm_opt.is_some())?;
    let stamp_file = workspace.cache().join("site.stamp");
    if fs::read_to_string(&stamp_file).is_ok_and(|old| old == stamp)
        && is_complete(&workspace.site())
    {
        tools::step("the assets are up to date");
        return measure(&workspace.site());
    }
    let fresh = workspace.cache().join("site.new");
    files::empty(&fresh)?;
    assemble(workspace, &compiled, wasm_opt.as_deref(), &fresh)?;
    files::replace(&fresh, &workspace.site())?;
    fs::write(stamp_file, stamp)?;
    measure(&workspace.site())
}

/// Whether a site folder with all its parts is there, however old.
pub fn is_complete(site: &Path) -> bool {
    site.join("manifest.json").is_file() && measure(site).is_ok()
}

fn assemble(
    workspace: &Workspace,
    compiled: &Path,
    wasm_opt: Option<&Path>,
    site: &Path,
) -> Result<()> {
    let pkg = site.join("pkg");
    fs::create_dir_all(&pkg)?;
    let islands = wasm::bind(workspace, compiled, wasm_opt)?;
    // One hash for both files: Leptos derives both addresses from one name.
    let output_name = format!(
        "cabildo-{}",
        short_hash(&[islands.script.as_bytes(), &islands.wasm])
    );
    fs::write(
        pkg.join(format!("{output_name}.js")),
        islands.script_named(&output_name),
    )?;
    fs::write(pkg.join(format!("{output_name}_bg.wasm")), &islands.wasm)?;
    if let Some(snippets) = &islands.snippets {
        files::copy_tree(snippets, &pkg.join("snippets"))?;
    }
    tools::step("bundling the style sheet");
    let css = style::bundle(&workspace.root.join("style/main.css"))?;
    let css_name = format!("cabildo-{}.css", short_hash(&[css.as_bytes()]));
    fs::write(pkg.join(&css_name), &css)?;
    files::copy_tree(&workspace.root.join("public"), site)?;
    tools::step("compressing the assets");
    compress::add_siblings(site)?;
    let manifest = serde_json::json!({ "output_name": output_name, "css": css_name });
    Ok(fs::write(site.join("manifest.json"), manifest.to_string())?)
}

fn measure(folder: &Path) -> Result<Site> {
    let manifest =
        fs::read(folder.join("manifest.json")).context("the site folder has no manifest.json")?;
    let manifest: serde_json::Value = serde_json::from_slice(&manifest)?;
    let output_name = manifest["output_name"]
        .as_str()
        .context("manifest.json has no output_name")?;
    let wasm = folder.join(format!("pkg/{output_name}_bg.wasm.br"));
    let wasm_brotli_bytes = fs::metadata(&wasm)
        .with_context(|| format!("{} is missing", wasm.display()))?
        .len();
    Ok(Site { wasm_brotli_bytes })
}

/// A digest of everything that the site folder depends on. The wasm stands for its own sources, because cargo follows
/// those.
fn stamp(workspace: &Workspace, compiled: &Path, optimized: bool) -> Result<String> {
    let mut hash = Sha256::new();
    hash.update(RECIPE);
    hash.update([u8::from(optimized)]);
    hash.update(fs::read(compiled)?);
    for folder in ["style", "public"] {
        for file in files::list(&workspace.root.join(folder))? {
            hash.update(file.to_string_lossy().as_bytes());
            hash.update(fs::read(&file)?);
        }
    }
    Ok(hex(&hash.finalize()))
}

fn short_hash(parts: &[&[u8]]) -> String {
    let mut hash = Sha256::new();
    parts.iter().for_each(|part| hash.update(part));
    hex(&hash.finalize()[..8])
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
