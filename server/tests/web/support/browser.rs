//! A browser without JavaScript: cookies, forms, redirects.

use axum::{
    Router,
    body::{Body, to_bytes},
    http::{HeaderMap, Method, Request, StatusCode, header, request},
};
use cabildo_app::ui::fragment::Fragment;
use scraper::{ElementRef, Html, Selector};
use std::collections::BTreeMap;
use tower::ServiceExt;

/// Keeps cookies and sends what a browser sends.
#[derive(Clone)]
pub struct Browser {
    router: Router,
    cookies: BTreeMap<String, String>,
    language: &'static str,
}

/// A response, read whole.
#[derive(Debug)]
pub struct Page {
    /// Its status, after redirects.
    pub status: StatusCode,
    /// Its headers.
    pub headers: HeaderMap,
    /// Its text.
    pub body: String,
    /// Its address, after redirects.
    pub path: String,
}

impl Browser {
    pub(super) fn new(router: Router) -> Self {
        Self {
            router,
            cookies: BTreeMap::new(),
            language: "en",
        }
    }

    /// The same browser asking for another language.
    pub fn speaking(mut self, language: &'static str) -> Self {
        self.language = language;
        self
    }

    /// The same browser with a cookie.
    pub fn with_cookie(mut self, name: &str, value: &str) -> Self {
        self.cookies.insert(name.to_owned(), value.to_owned());
        self
    }

    /// Sends one request as it is, without following a redirect.
    pub async fn send(&mut self, request: Request<Body>) -> Page {
        let path = request.uri().to_string();
        let response = self
            .router
            .clone()
            .oneshot(request)
            .await
            .expect("the router answers");
        for cookie in response.headers().get_all(header::SET_COOKIE) {
            let cookie = cookie.to_str().expect("a cookie is text");
            let (name, rest) = cookie.split_once('=').expect("a cookie has a name");
            let value = rest.split(';').next().unwrap_or_default().to_owned();
            if cookie.contains("Max-Age=0") {
                self.cookies.remove(name);
            } else {
                self.cookies.insert(name.to_owned(), value);
            }
        }
        let (parts, body) = response.into_parts();
        let body = to_bytes(body, 16 * 1024 * 1024).await.expect("a body");
        Page {
            status: parts.status,
            headers: parts.headers,
            body: String::from_utf8_lossy(&body).into_owned(),
            path,
        }
    }

    /// The cookies as a browser sends them.
    pub fn cookie_header(&self) -> String {
        self.cookies
            .iter()
            .map(|(name, value)| format!("{name}={value}"))
            .collect::<Vec<_>>()
            .join("; ")
    }

    /// The beginning of a request as this browser sends it, to be sent with [`Self::send`].
    pub fn request(&self, method: Method, path: &str) -> request::Builder {
        let mut builder = Request::builder()
            .method(method)
            .uri(path)
            .header(header::HOST, "city.example")
            .header(header::ACCEPT, "text/html,application/xhtml+xml,*/*;q=0.8")
            .header(header::ACCEPT_LANGUAGE, self.language);
        if !self.cookies.is_empty() {
            builder = builder.header(header::COOKIE, self.cookie_header());
        }
        builder
    }

    /// Opens a page and follows redirects.
    pub async fn get(&mut self, path: &str) -> Page {
        let mut path = path.to_owned();
        for _ in 0..5 {
            let request = self
                .request(Method::GET, &path)
                .body(Body::empty())
                .expect("a request");
            let page = self.send(request).await;
            match page.location() {
                Some(onward) => path = onward,
                None => return page,
            }
        }
        panic!("too many redirects at {path}");
    }

    /// Asks for a page and returns the answer itself, without following a redirect.
    pub async fn ask_for_page(&mut self, path: &str) -> Page {
        let request = self
            .request(Method::GET, path)
            .body(Body::empty())
            .expect("a request");
        self.send(request).await
    }

    /// Asks for a piece of a page, as an island does.
    pub async fn fragment(&mut self, path: &str) -> Page {
        let mut request = self
            .request(Method::GET, path)
            .body(Body::empty())
            .expect("a request");
        request.headers_mut().insert(
            header::ACCEPT,
            header::HeaderValue::from_static(Fragment::MEDIA_TYPE),
        );
        let page = self.send(request).await;
        assert!(
            page.status.is_success(),
            "{path}: {} {}",
            page.status,
            page.body
        );
        page
    }

    /// Asks for JSON, as a program does, whatever comes.
    pub async fn ask(&mut self, path: &str) -> Page {
        let mut request = self
            .request(Method::GET, path)
            .body(Body::empty())
            .expect("a request");
        request.headers_mut().insert(
            header::ACCEPT,
            header::HeaderValue::from_static("application/json"),
        );
        self.send(request).await
    }

    /// Asks for JSON, as a program or an island does.
    pub async fn json(&mut self, path: &str) -> serde_json::Value {
        let page = self.ask(path).await;
        assert!(
            page.status.is_success(),
            "{path}: {} {}",
            page.status,
            page.body
        );
        serde_json::from_str(&page.body).expect("JSON")
    }

    /// Posts fields from a page of ours and follows the redirect.
    pub async fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Page {
        let page = self.post_only(path, fields).await;
        match page.location() {
            Some(onward) => self.get(&onward).await,
            None => page,
        }
    }

    /// Posts fields in the background, as an island does, and returns the answer.
    pub async fn post_as_island(&mut self, path: &str, fields: &[(&str, &str)]) -> Page {
        let mut request = self.form(path, fields);
        request.headers_mut().insert(
            header::ACCEPT,
            header::HeaderValue::from_static(Fragment::MEDIA_TYPE),
        );
        self.send(request).await
    }

    /// Posts fields and returns the answer itself.
    pub async fn post_only(&mut self, path: &str, fields: &[(&str, &str)]) -> Page {
        let request = self.form(path, fields);
        self.send(request).await
    }

    /// Posts fields from the page at this address, and returns the answer itself.
    pub async fn post_from(&mut self, path: &str, fields: &[(&str, &str)], referer: &str) -> Page {
        let mut request = self.form(path, fields);
        request.headers_mut().insert(
            header::REFERER,
            header::HeaderValue::from_str(referer).expect("an address"),
        );
        self.send(request).await
    }

    fn form(&self, path: &str, fields: &[(&str, &str)]) -> Request<Body> {
        let pairs: Vec<String> = fields
            .iter()
            .map(|(name, value)| {
                format!(
                    "{}={}",
                    cabildo_app::ui::link::encode(name),
                    cabildo_app::ui::link::encode(value)
                )
            })
            .collect();
        self.request(Method::POST, path)
            .header("sec-fetch-site", "same-origin")
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(Body::from(pairs.join("&")))
            .expect("a request")
    }

    /// Fills in the form of `page` that posts to `action`, as a person would: hidden fields and defaults are kept,
    /// `fields` are typed; follows the redirect.
    pub async fn submit(&mut self, page: &Page, action: &str, fields: &[(&str, &str)]) -> Page {
        let mut all = page.form(action);
        for (name, value) in fields {
            all.retain(|(existing, _)| existing != name);
            all.push(((*name).to_owned(), (*value).to_owned()));
        }
        let all: Vec<(&str, &str)> = all
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()))
            .collect();
        self.post(action, &all).await
    }
}

impl Page {
    /// The page that a redirect leads to.
    pub fn location(&self) -> Option<String> {
        let is_redirect = self.status.is_redirection();
        is_redirect.then(|| {
            self.headers[header::LOCATION]
                .to_str()
                .expect("a location is text")
                .to_owned()
        })
    }

    /// The parsed document.
    pub fn html(&self) -> Html {
        Html::parse_document(&self.body)
    }

    /// The text of the first element that matches.
    pub fn text(&self, selector: &str) -> String {
        self.texts(selector)
            .into_iter()
            .next()
            .unwrap_or_else(|| panic!("no {selector} in {}", self.body))
    }

    /// The texts of all elements that match.
    pub fn texts(&self, selector: &str) -> Vec<String> {
        let parsed = Selector::parse(selector).expect("a selector");
        let text = |element: ElementRef| {
            element
                .text()
                .collect::<String>()
                .split_whitespace()
                .collect::<Vec<_>>()
                .join(" ")
        };
        self.html().select(&parsed).map(text).collect()
    }

    /// Whether anything matches.
    pub fn has(&self, selector: &str) -> bool {
        !self.texts(selector).is_empty()
    }

    /// An attribute of the first element that matches.
    pub fn attribute(&self, selector: &str, name: &str) -> Option<String> {
        let parsed = Selector::parse(selector).expect("a selector");
        let html = self.html();
        html.select(&parsed)
            .next()
            .and_then(|element| element.value().attr(name))
            .map(str::to_owned)
    }

    /// The fields of the first form that posts to `action`, with their present values.
    pub fn form(&self, action: &str) -> Vec<(String, String)> {
        let html = self.html();
        let forms = Selector::parse("form").expect("a selector");
        let form = html
            .select(&forms)
            .find(|form| form.value().attr("action") == Some(action))
            .unwrap_or_else(|| panic!("no form for {action} in {}", self.body));
        let fields = Selector::parse("input, textarea, select").expect("a selector");
        let chosen = Selector::parse("option[selected]").expect("a selector");
        let mut values = Vec::new();
        for field in form.select(&fields) {
            let Some(name) = field.value().attr("name") else {
                continue;
            };
            let kind = field.value().attr("type").unwrap_or_default();
            let ticked = field.value().attr("checked").is_some();
            let value = match field.value().name() {
                "textarea" => field
                    .text()
                    .collect::<String>()
                    .trim_start_matches('\n')
                    .to_owned(),
                "select" => {
                    let option = field.select(&chosen).next();
                    option
                        .and_then(|option| option.value().attr("value"))
                        .unwrap_or_default()
                        .to_owned()
                }
                _ if matches!(kind, "checkbox" | "radio") && !ticked => continue,
                _ if kind == "submit" => continue,
                _ => {
                    let unsaid = if ticked { "on" } else { "" };
                    field.value().attr("value").unwrap_or(unsaid).to_owned()
                }
            };
            values.push((name.to_owned(), value));
        }
        values
    }
}
