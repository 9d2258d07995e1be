//! `.br` and `.gz` beside each file that compresses, so that the server never compresses an asset itself.

use std::fs;
use std::path::Path;

use anyhow::Result;
use brotli::enc::BrotliEncoderParams;
use flate2::{Compression, write::GzEncoder};

use super::files;

/// Fonts and photographs are compressed already.
const COMPRESSIBLE: [&str; 9] = [
    "css",
    "html",
    "ico",
    "js",
    "json",
    "svg",
    "txt",
    "wasm",
    "webmanifest",
];

/// Writes both siblings of every compressible file below the folder, where they are smaller than it.
pub fn add_siblings(folder: &Path) -> Result<()> {
    for file in files::list(folder)? {
        let extension = file
            .extension()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        if COMPRESSIBLE.contains(&extension.as_str()) {
            let raw = fs::read(&file)?;
            write_if_smaller(&file, "br", brotli(&raw)?, raw.len())?;
            write_if_smaller(&file, "gz", gzip(&raw)?, raw.len())?;
        }
    }
    Ok(())
}

fn write_if_smaller(file: &Path, extension: &str, packed: Vec<u8>, raw_bytes: usize) -> Result<()> {
    if packed.len() < raw_bytes {
        let mut sibling = file.as_os_str().to_owned();
        sibling.push(format!(".{extension}"));
        fs::write(sibling, packed)?;
    }
    Ok(())
}

fn brotli(mut raw: &[u8]) -> Result<Vec<u8>> {
    let parameters = BrotliEncoderParams {
        quality: 11,
        lgwin: 22,
        size_hint: raw.len(),
        ..Default::default()
    };
    let mut packed = Vec::new();
    brotli::BrotliCompress(&mut raw, &mut packed, &parameters)?;
    Ok(packed)
}

fn gzip(mut raw: &[u8]) -> Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    std::io::copy(&mut raw, &mut encoder)?;
    Ok(encoder.finish()?)
}
