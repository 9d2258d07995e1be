//! Names the folder whose files are embedded as the site's assets: the one `cargo xtask` built
//! (`CABILDO_SITE_DIR`), else an empty one, so that a plain `cargo build` works too, without styles and islands.

use std::{env, fs, path::PathBuf};

fn main() {
    println!("cargo::rerun-if-env-changed=CABILDO_SITE_DIR");
    let folder = env::var_os("CABILDO_SITE_DIR").map(PathBuf::from).unwrap_or_else(|| {
        let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets OUT_DIR"));
        out.join("no-site")
    });
    fs::create_dir_all(&folder).expect("the folder of assets can be made");
    println!("cargo::rustc-env=CABILDO_SITE_DIR={}", folder.display());
}
