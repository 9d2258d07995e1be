//! The compiler's WebAssembly target.

use anyhow::{Result, bail};

use crate::tools;
use crate::workspace::Workspace;

/// The target for which the islands are compiled.
pub const WASM: &str = "wasm32-unknown-unknown";

/// Adds the target through rustup where it is missing.
pub fn ensure_wasm(workspace: &Workspace) -> Result<()> {
    if has_wasm(workspace)? {
        return Ok(());
    }
    if tools::find_program(&["rustup"]).is_none() {
        bail!(
            "The islands need Rust's {WASM} target, and there is no rustup here to add it. \
             Install the target's standard library with whatever installed Rust, or install rustup."
        );
    }
    tools::step(format!("adding the {WASM} target"));
    let added = tools::run(
        tools::command("rustup")
            .current_dir(&workspace.root)
            .args(["target", "add", WASM]),
    );
    // Of two that add it at once, rustup fails for one.
    if added.is_err() && has_wasm(workspace)? {
        Ok(())
    } else {
        added
    }
}

fn has_wasm(workspace: &Workspace) -> Result<bool> {
    let mut rustc = tools::command("rustc");
    let library = tools::capture(rustc.current_dir(&workspace.root).args([
        "--print",
        "target-libdir",
        "--target",
        WASM,
    ]))?;
    Ok(std::path::Path::new(library.trim()).is_dir())
}
