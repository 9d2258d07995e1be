//! The style sheet: one file out of `style/main.css` and its imports.

use std::path::Path;

use anyhow::{Result, anyhow};
use lightningcss::bundler::{Bundler, FileProvider};
use lightningcss::printer::PrinterOptions;
use lightningcss::stylesheet::{MinifyOptions, ParserOptions};
use lightningcss::targets::{Browsers, Targets};

/// The first browsers that know cascade layers (2022), which the style is built on: newer syntax is rewritten for
/// them, and older browsers show the plain document.
const OLDEST: Browsers = Browsers {
    android: Some(version(99)),
    chrome: Some(version(99)),
    edge: Some(version(99)),
    firefox: Some(version(97)),
    ie: None,
    ios_saf: Some(version(15) | 4 << 8),
    opera: Some(version(85)),
    safari: Some(version(15) | 4 << 8),
    samsung: Some(version(18)),
};

const fn version(major: u32) -> u32 {
    major << 16
}

/// Follows the imports, checks, rewrites for older browsers and minifies.
pub fn bundle(main: &Path) -> Result<String> {
    let files = FileProvider::new();
    let targets = Targets::from(OLDEST);
    let mut sheet = Bundler::new(&files, None, ParserOptions::default())
        .bundle(main)
        .map_err(|error| anyhow!("the style sheet does not parse: {error}"))?;
    sheet
        .minify(MinifyOptions {
            targets,
            ..Default::default()
        })
        .map_err(|error| anyhow!("the style sheet cannot be minified: {error}"))?;
    let printed = sheet
        .to_css(PrinterOptions {
            minify: true,
            targets,
            ..Default::default()
        })
        .map_err(|error| anyhow!("the style sheet cannot be printed: {error}"))?;
    Ok(printed.code)
}
