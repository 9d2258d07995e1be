//! The routes of all pages. Each feature lists its own; this module joins them.

use crate::{
    about,
    account::{self, page::ask_to_sign_in},
    act, admin, comment, consultation, desk,
    document::explain_failures,
    home, lab, moderation, opinion, opinion_desk, proposal,
    request::Cx,
    response, search, support_desk,
};
use axum::{Router, extract::Request, middleware::from_fn, routing::post};

/// Pages and actions. The server adds the layers around them: sessions (which make the [`Cx`]), limits, headers.
pub fn routes() -> Router {
    Router::new()
        .merge(about::page::routes())
        .merge(account::page::routes())
        .merge(admin::page::routes())
        .merge(comment::page::routes())
        .merge(consultation::list::routes())
        .merge(consultation::page::routes())
        .merge(desk::page::routes())
        .merge(home::page::routes())
        .merge(lab::routes())
        .merge(moderation::page::routes())
        .merge(moderation::report::routes())
        .merge(opinion::routes())
        .merge(opinion_desk::routes())
        .merge(proposal::routes())
        .merge(response::routes())
        .merge(search::page::routes())
        .merge(support_desk::routes())
        .route(
            "/act/{*endpoint}",
            post(|cx: Cx, request: Request| act::handle(cx, request)),
        )
        .layer(from_fn(ask_to_sign_in))
        .layer(from_fn(explain_failures))
}

#[cfg(test)]
mod tests {
    use super::act::endpoint;
    use crate::{document, support};
    use std::collections::BTreeSet;

    /// The addresses that the forms and islands of each feature post to.
    const FORMS: [&[&str]; 13] = [
        super::account::address::FORMS,
        super::admin::address::FORMS,
        super::comment::address::FORMS,
        document::address::FORMS,
        super::lab::address::FORMS,
        super::moderation::address::FORMS,
        super::opinion::address::FORMS,
        super::opinion_desk::address::FORMS,
        super::proposal::address::FORMS,
        super::response::address::FORMS,
        super::search::address::FORMS,
        support::address::FORMS,
        super::support_desk::address::FORMS,
    ];

    fn server_functions() -> BTreeSet<&'static str> {
        server_fn::axum::server_fn_paths()
            .map(|(path, _)| path)
            .collect()
    }

    #[test]
    fn forms_post_to_the_server_functions_that_are_registered_and_each_has_an_address() {
        let forms = FORMS.concat();
        let posted: BTreeSet<_> = forms.iter().copied().collect();
        assert_eq!(posted, server_functions());
        assert_eq!(posted.len(), forms.len(), "two forms have one address");
    }

    #[test]
    fn every_server_function_is_declared_and_nothing_else() {
        let declared: BTreeSet<_> = endpoint::all().map(|endpoint| endpoint.path).collect();
        assert_eq!(declared, server_functions());
    }
}
