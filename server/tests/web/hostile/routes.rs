//! Every address that the program answers to with `GET`, as its own code and its own description say.

use crate::support::Browser;
use std::{
    fs,
    path::{Path, PathBuf},
};

/// The pages: what `app/src` passes to `.route(`, read from the source, since axum does not tell.
pub fn pages() -> Vec<String> {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("../app/src");
    let files = files(&source);
    let texts: Vec<String> = files
        .iter()
        .map(|file| fs::read_to_string(file).expect("a source file"))
        .collect();
    let mut found = Vec::new();
    for (file, text) in files.iter().zip(&texts) {
        for call in text.split(".route(").skip(1) {
            let argument = call.trim_start();
            let route = match argument.strip_prefix('"') {
                Some(literal) => literal.split('"').next().unwrap_or_default().to_owned(),
                None => constant(
                    file,
                    argument.split(',').next().unwrap_or_default(),
                    &files,
                    &texts,
                ),
            };
            found.push(route);
        }
    }
    // Posts alone.
    found.retain(|route| route != "/act/{*endpoint}");
    assert!(
        found.len() > 20 && found.contains(&"/".to_owned()),
        "the source is read: {found:?}"
    );
    found
}

/// The value of `PATH`, which is in the same file or beside it.
fn constant(user: &Path, name: &str, files: &[PathBuf], texts: &[String]) -> String {
    let head = format!("const {name}: &str = \"");
    let near = files
        .iter()
        .zip(texts)
        .filter(|(file, _)| file.parent() == user.parent());
    let own = files.iter().zip(texts).filter(|(file, _)| *file == user);
    let value = own
        .chain(near)
        .find_map(|(_, text)| text.split(&head).nth(1));
    value
        .and_then(|value| value.split('"').next())
        .unwrap_or_else(|| panic!("no {name} for {user:?}"))
        .to_owned()
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).expect("the source") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            found.extend(files(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
    found.sort();
    found
}

/// The API: what its description lists.
pub async fn api(browser: &mut Browser) -> Vec<String> {
    let description = browser.json("/api/v1/openapi.json").await;
    let paths = description["paths"].as_object().expect("paths").keys();
    let found: Vec<String> = paths
        .map(|path| format!("/api/v1{}", path.trim_start_matches("/api/v1")))
        .collect();
    assert!(found.len() > 4, "{found:?}");
    found
}

/// Whether an address is one of this route.
pub fn fits(route: &str, path: &str) -> bool {
    let path = path.split('?').next().unwrap_or_default();
    let (route, path): (Vec<&str>, Vec<&str>) =
        (route.split('/').collect(), path.split('/').collect());
    route.len() == path.len()
        && route
            .iter()
            .zip(path)
            .all(|(wanted, is)| wanted.starts_with('{') || *wanted == is)
}

#[test]
fn an_address_fits_its_route_alone() {
    assert!(fits("/c/{slug}/p/{number}", "/c/city/p/1?sort=newest") && fits("/", "/"));
    assert!(
        !fits("/c/{slug}", "/c/city/p/1") && !fits("/c/{slug}/p/{number}", "/c/city/proposals")
    );
}
