//! Names the folder whose files are embedded as the site's assets: the one in `CABILDO_SITE_DIR`, which `cargo xtask`
//! sets; else the one that it built last in this target folder; else an empty one, so that a plain `cargo build` also
//! works on a fresh checkout, without styles and islands.

use std::{
    env, fs,
    path::{Path, PathBuf},
};

fn main() {
    println!("cargo::rerun-if-env-changed=CABILDO_SITE_DIR");
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets OUT_DIR"));
    let named = env::var_os("CABILDO_SITE_DIR").map(PathBuf::from);
    let folder = named
        .or_else(|| built(&out))
        .unwrap_or_else(|| out.join("no-site"));
    fs::create_dir_all(&folder).expect("the folder of assets can be made");
    // A release build embeds the files; a debug build reads them when they are asked for.
    if env::var("PROFILE").is_ok_and(|profile| profile == "release") {
        println!(
            "cargo::rerun-if-changed={}",
            folder.join("manifest.json").display()
        );
    } else {
        println!("cargo::rerun-if-changed=build.rs");
    }
    println!("cargo::rustc-env=CABILDO_SITE_DIR={}", folder.display());
}

/// `<target>/site`, seen from `<target>/<profile>/build/<package>/out`.
fn built(out: &Path) -> Option<PathBuf> {
    let site = out.ancestors().nth(4)?.join("site");
    site.join("manifest.json").is_file().then_some(site)
}
