//! What holds for every address of the API, told in its description once: answers without a body, and problems.

use super::problem::MEDIA_TYPE;
use utoipa::openapi::{Content, OpenApi, Ref, RefOr, Response, path::Operation};

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
        let unchanged = Response::new("As the client has it (`If-None-Match`)");
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
            let unread = || problem("What the address asks for cannot be read");
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
