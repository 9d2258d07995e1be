//! The parts of the API's description that hold for every address: answers without a body, problems, and the limits of
//! parameters, taken from where they are enforced.

use super::{comment, problem::MEDIA_TYPE};
use cabildo_domain::{Locale, SubjectKind, limits, proposal};
use cabildo_service::{
    opinion::{EXPORT_KEY, ExportFile},
    search::find::SearchForm,
};
use utoipa::{
    Number,
    openapi::{
        Content, OpenApi, Ref, RefOr, Response,
        path::{Operation, Parameter},
        schema::{ArrayItems, Object, Schema, SchemaFormat},
    },
};

fn operations(description: &mut OpenApi) -> impl Iterator<Item = &mut Operation> {
    description
        .paths
        .paths
        .values_mut()
        .filter_map(|path| path.get.as_mut())
}

/// Every answer under [`super::etag::tag`] may be one without a body.
pub(super) fn tell_of_tags(description: &mut OpenApi) {
    for operation in operations(description) {
        let unchanged = Response::new("Unchanged since the version in `If-None-Match`");
        operation
            .responses
            .responses
            .entry("304".to_owned())
            .or_insert(RefOr::T(unchanged));
    }
}

/// Every address whose parameters cannot be read (bytes that are no text, one of them twice) answers 400, any may answer
/// another problem, and a problem has a media type of its own.
pub(super) fn tell_of_problems(description: &mut OpenApi) {
    for operation in operations(description) {
        let has_parameters = operation
            .parameters
            .as_ref()
            .is_some_and(|parameters| !parameters.is_empty());
        let responses = &mut operation.responses.responses;
        if has_parameters {
            let unread = || problem("A parameter of the address cannot be read");
            responses
                .entry("400".to_owned())
                .or_insert_with(|| RefOr::T(unread()));
        }
        responses
            .entry("default".to_owned())
            .or_insert_with(|| RefOr::T(problem("Any other problem")));
        for (status, response) in responses.iter_mut() {
            if let (true, RefOr::T(response)) = (status.starts_with(['4', '5']), response)
                && let Some(content) = response.content.shift_remove("application/json")
            {
                response.content.insert(MEDIA_TYPE.to_owned(), content);
            }
        }
    }
}

fn problem(about: &str) -> Response {
    let mut response = Response::new(about);
    let schema = Content::new(Some(Ref::from_schema_name("Problem")));
    response
        .content
        .insert(MEDIA_TYPE.to_owned(), schema.into());
    response
}

/// Every parameter tells what values it takes: a value outside is refused, or names nothing.
pub(super) fn tell_of_limits(description: &mut OpenApi) {
    for (path, item) in &mut description.paths.paths {
        let parameters = item.get.as_mut().and_then(|get| get.parameters.as_mut());
        for parameter in parameters.into_iter().flatten() {
            if let RefOr::T(parameter) = parameter {
                tell_of_limit(path.ends_with("/search"), parameter);
            }
        }
    }
}

fn tell_of_limit(is_search: bool, parameter: &mut Parameter) {
    let Some(schema) = &mut parameter.schema else {
        return;
    };
    if let RefOr::T(Schema::Array(array)) = schema {
        array.max_items = Some(SearchForm::MOST_VALUES);
    }
    let Some(value) = value_of(schema) else {
        return;
    };
    match (parameter.name.as_str(), is_search) {
        ("slug", _) => {
            value.min_length = Some(limits::SLUG.min);
            value.max_length = Some(limits::SLUG.max);
            value.pattern = Some("^[a-z0-9]+(-[a-z0-9]+)*$".to_owned());
        }
        ("number", _) => value.minimum = Some(Number::Int(1)),
        ("limit", _) => {
            value.minimum = Some(Number::Int(1));
            value.maximum = Some(Number::Int(comment::MOST as isize));
        }
        ("export", _) => value.max_length = Some(EXPORT_KEY),
        ("file", _) => one_of(
            value,
            ExportFile::ALL.iter().map(|file| format!("{file}.csv")),
        ),
        ("status", _) => one_of(value, proposal::Status::ALL.iter().map(ToString::to_string)),
        ("sort", _) => one_of(value, proposal::Sort::ALL.iter().map(ToString::to_string)),
        ("order", _) => one_of(
            value,
            ["relevance", "newest", "supported"].map(str::to_owned),
        ),
        ("language", _) => one_of(value, Locale::OFFERED.map(|locale| locale.tag().to_owned())),
        ("kind", _) => {
            one_of(value, SubjectKind::findable().map(|kind| kind.to_string()));
        }
        ("theme" | "area", false) => value.format = Some(SchemaFormat::Custom("uuid".to_owned())),
        ("consultation" | "theme" | "area", true) => {
            value.max_length = Some(SearchForm::LONGEST_VALUE);
        }
        _ => {}
    }
}

/// The schema of one value; for a list, of one item.
fn value_of(schema: &mut RefOr<Schema>) -> Option<&mut Object> {
    let RefOr::T(schema) = schema else {
        return None;
    };
    match schema {
        Schema::Object(object) => Some(object),
        Schema::Array(array) => match &mut array.items {
            ArrayItems::RefOrSchema(items) => value_of(items),
            ArrayItems::False => None,
        },
        _ => None,
    }
}

fn one_of(value: &mut Object, words: impl IntoIterator<Item = String>) {
    value.enum_values = Some(words.into_iter().map(Into::into).collect());
}
