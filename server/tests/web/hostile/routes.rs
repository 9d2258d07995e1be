//! Every address that the program answers to `GET`, according to its own code and its own description.

use crate::support::{Browser, TestApp};
use cabildo_domain::{address::PAGES, subject::Commentable};
use cabildo_store::testing::TestStore;
use std::{
    fs,
    path::{Path, PathBuf},
};

/// The pages: what `app/src` passes to `.route(`, read from the source, since axum does not tell.
pub fn pages() -> Vec<String> {
    let found: Vec<String> = registered("app/src")
        .into_iter()
        // Posts alone.
        .filter(|(_, argument)| argument != "\"/act/{*endpoint}\"")
        .flat_map(|(file, argument)| patterns(&file, &argument))
        .collect();
    assert!(
        found.len() > 20 && found.contains(&"/".to_owned()),
        "the source is read: {found:?}"
    );
    found
}

/// The arguments that the files of a folder pass to `.route(`, as written.
fn registered(folder: &str) -> Vec<(PathBuf, String)> {
    let mut found = Vec::new();
    for file in files(&root().join(folder)) {
        let text = fs::read_to_string(&file).expect("a source file");
        for call in text.split(".route(").skip(1) {
            let argument = call.split(',').next().unwrap_or_default().trim();
            found.push((file.clone(), argument.to_owned()));
        }
    }
    found
}

/// The routes that an argument names: `address::SEARCH` is a page, `post::SIMILAR` what an island of the same feature
/// asks, `routes.thread` the page of a thread under each kind of subject that takes comments.
fn patterns(file: &Path, argument: &str) -> Vec<String> {
    if let Some(name) = argument.strip_prefix("address::")
        && let Some(page) = page(name)
    {
        return vec![page.to_owned()];
    }
    if let Some(name) = argument.strip_prefix("routes.") {
        let routes = Commentable::ALL.iter().map(|kind| kind.routes());
        let named = routes.map(|routes| match name {
            "discussion" => routes.discussion.to_owned(),
            "thread" => routes.thread.to_owned(),
            _ => panic!("{argument} in {} is no route of comments", file.display()),
        });
        return named.collect();
    }
    let (_, name) = argument.split_once("::").unwrap_or_default();
    let forms = file.with_file_name("address.rs");
    let forms = fs::read_to_string(&forms).unwrap_or_default();
    let endpoint = forms
        .split(&format!("{name} = \""))
        .nth(1)
        .and_then(|rest| rest.split('"').next())
        .unwrap_or_else(|| {
            panic!(
                "{argument} in {} is no constant of an address",
                file.display()
            )
        });
    vec![format!("/act/{endpoint}")]
}

fn page(name: &str) -> Option<&'static str> {
    let page = PAGES.iter().find(|(known, _)| *known == name);
    page.map(|(_, pattern)| *pattern)
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
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

#[tokio::test]
async fn every_address_of_a_page_is_a_route_that_is_registered() {
    let app = TestApp::new(TestStore::sqlite().await).await;
    let mut routes = pages();
    let feeds = registered("server/src").into_iter();
    let feeds = feeds.filter_map(|(_, argument)| page(argument.strip_prefix("address::")?));
    routes.extend(feeds.map(str::to_owned));
    routes.extend(api(&mut app.browser()).await);
    routes.push("/api/v1/openapi.json".to_owned());
    let missing: Vec<_> = PAGES
        .iter()
        .filter(|(_, pattern)| !routes.iter().any(|route| route == pattern))
        .collect();
    assert!(missing.is_empty(), "no route is registered for {missing:?}");
}
