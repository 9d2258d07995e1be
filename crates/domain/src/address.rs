//! The address of every page, once: the pattern under which the router registers it, and the function that links to it.
//!
//! To add a page: a line in `pages!` below. One line makes both, so that a link cannot miss its route. Feeds, mail and
//! webhooks need the whole address: [`absolute`]. The addresses that forms post to stand in `app/src/<feature>/address.rs`.

use crate::{
    AccountId, CommentId, ResponseId, SubjectKind, consultation::Slug, moderation::Measure,
};
use uuid::Uuid;

/// Makes, for each line, a constant with the route's pattern and, where the pattern has placeholders, a function that
/// fills them.
macro_rules! pages {
    (
        fixed { $($(#[$doc:meta])* $name:ident = $path:literal;)+ }
        filled { $($(#[$about:meta])* $pattern:ident, $page:ident($($part:ident: $kind:ty),+) = $route:literal;)+ }
    ) => {
        /// Every page: the name of its constant here, and its pattern.
        pub const PAGES: &[(&str, &str)] = &[
            $((stringify!($name), $name),)+
            $((stringify!($pattern), $pattern)),+
        ];

        $($(#[$doc])* pub const $name: &str = $path;)+

        $(
            #[doc = concat!("The route of [`", stringify!($page), "`].")]
            pub const $pattern: &str = $route;

            $(#[$about])*
            #[must_use]
            pub fn $page($($part: $kind),+) -> String {
                format!($route)
            }
        )+
    };
}

pages! {
    fixed {
        /// The front page.
        HOME = "/";
        /// The page about this installation and how it works.
        ABOUT = "/about";
        /// How opinion maps are drawn.
        OPINION_METHOD = "/about/opinion-method";
        /// The list of consultations.
        CONSULTATIONS = "/consultations";
        /// The search.
        SEARCH = "/search";
        /// The log-in.
        LOG_IN = "/log-in";
        /// The sign-up.
        SIGN_UP = "/sign-up";
        /// One's own account.
        ACCOUNT = "/account";
        /// One's own data as a file.
        ACCOUNT_DATA = "/account/data.json";
        /// The page that erases one's own account.
        ACCOUNT_ERASE = "/account/erase";
        /// The feed of all consultations.
        FEED = "/feed.atom";
        /// The description of the API.
        API_DESCRIPTION = "/api/v1/openapi.json";
        /// The responses that the viewer's offices owe.
        OFFICE = "/office";
        /// The start of the moderators' desk.
        DESK = "/desk";
        /// The answers that the city owes.
        DESK_ANSWERS = "/desk/answers";
        /// The log of moderators' measures.
        DESK_LOG = "/desk/log";
        /// Names that look like others.
        DESK_NAMES = "/desk/names";
        /// The opinion mappings.
        DESK_OPINIONS = "/desk/opinion";
        /// The reports of residents.
        DESK_REPORTS = "/desk/reports";
        /// Supports that staff should look at again.
        DESK_SUPPORTS = "/desk/supports";
        /// The lab's consultations.
        LAB = "/lab";
        /// A new consultation.
        LAB_NEW = "/lab/new";
        /// The accounts and their roles.
        ADMIN_ACCOUNTS = "/admin/accounts";
        /// The names reserved for staff.
        ADMIN_NAMES = "/admin/names";
    }
    filled {
        /// A consultation.
        CONSULTATION, consultation(slug: &Slug) = "/c/{slug}";
        /// The feed of a consultation.
        CONSULTATION_FEED, consultation_feed(slug: &Slug) = "/c/{slug}/feed.atom";
        /// The proposals of a consultation.
        PROPOSALS, proposals(slug: &Slug) = "/c/{slug}/proposals";
        /// The form of a new proposal.
        PROPOSE, propose(slug: &Slug) = "/c/{slug}/propose";
        /// A proposal.
        PROPOSAL, proposal(slug: &Slug, number: i64) = "/c/{slug}/p/{number}";
        /// The form in which an author edits a proposal.
        PROPOSAL_EDIT, edit_proposal(slug: &Slug, number: i64) = "/c/{slug}/p/{number}/edit";
        /// The versions of a proposal.
        PROPOSAL_HISTORY, proposal_history(slug: &Slug, number: i64) = "/c/{slug}/p/{number}/history";
        /// The form in which the city answers a proposal.
        PROPOSAL_ANSWER, answer_proposal(slug: &Slug, number: i64) = "/c/{slug}/p/{number}/answer";
        /// The versions of an answer of the city.
        ANSWER_HISTORY, answer_history(slug: &Slug, number: i64, id: ResponseId) = "/c/{slug}/p/{number}/answers/{id}";
        /// The form that corrects an answer of the city.
        ANSWER_CORRECT, correct_answer(slug: &Slug, number: i64, id: ResponseId) = "/c/{slug}/p/{number}/answers/{id}/correct";
        /// The discussion of a proposal.
        DISCUSSION, discussion(slug: &Slug, number: i64) = "/c/{slug}/p/{number}/comments";
        /// The thread of a comment.
        THREAD, thread(slug: &Slug, number: i64, id: CommentId) = "/c/{slug}/p/{number}/comments/{id}";
        /// The page on which people answer statements.
        OPINION, opinion(slug: &Slug) = "/c/{slug}/opinion";
        /// One's own answers to statements.
        OPINION_ANSWERS, opinion_answers(slug: &Slug) = "/c/{slug}/opinion/answers";
        /// The form that adds a statement.
        OPINION_ADD, add_statement(slug: &Slug) = "/c/{slug}/opinion/add";
        /// The map of opinions.
        OPINION_MAP, opinion_map(slug: &Slug) = "/c/{slug}/opinion/map";
        /// How people answered one statement.
        STATEMENT, statement(slug: &Slug, number: i64) = "/c/{slug}/opinion/statements/{number}";
        /// The page that an invitation opens. The secret must be safe in an address.
        OPINION_JOIN, join_opinion(slug: &Slug, secret: &str) = "/c/{slug}/opinion/join/{secret}";
        /// The page that asks what is wrong with something.
        REPORT, report(kind: SubjectKind, id: Uuid) = "/report/{kind}/{id}";
        /// The result of a mapping in the API.
        API_OPINION, api_opinion(slug: &Slug) = "/api/v1/consultations/{slug}/opinion";
        /// The page that asks moderators for the reason of a measure.
        DESK_MEASURE, measure(measure: Measure, kind: SubjectKind, id: Uuid) = "/desk/{measure}/{kind}/{id}";
        /// The second look at the supports of a proposal.
        DESK_SUPPORT, look_at_supports(slug: &Slug, number: i64) = "/desk/supports/{slug}/{number}";
        /// The desk of a mapping: its statements.
        DESK_OPINION, opinion_desk(slug: &Slug) = "/desk/opinion/{slug}";
        /// A statement on the desk.
        DESK_STATEMENT, statement_on_desk(slug: &Slug, number: i64) = "/desk/opinion/{slug}/s/{number}";
        /// The statements of the lab.
        DESK_SEEDS, opinion_seeds(slug: &Slug) = "/desk/opinion/{slug}/seeds";
        /// The rules of a mapping.
        DESK_RULES, opinion_rules(slug: &Slug) = "/desk/opinion/{slug}/rules";
        /// The invitations to a mapping.
        DESK_INVITATIONS, opinion_invitations(slug: &Slug) = "/desk/opinion/{slug}/invitations";
        /// Signs that one person may have answered several times.
        DESK_INTEGRITY, opinion_integrity(slug: &Slug) = "/desk/opinion/{slug}/integrity";
        /// A participant of a mapping; the query names the participant.
        DESK_PEOPLE, opinion_people(slug: &Slug) = "/desk/opinion/{slug}/people";
        /// A burst of participants; the query names the burst.
        DESK_BURST, opinion_burst(slug: &Slug) = "/desk/opinion/{slug}/burst";
        /// The map with and without the excluded.
        DESK_COMPARE, compare_maps(slug: &Slug) = "/desk/opinion/{slug}/with-and-without";
        /// The editor of a consultation.
        LAB_CONSULTATION, edit_consultation(slug: &Slug) = "/lab/c/{slug}";
        /// The address of an account, for administrators.
        ADMIN_ADDRESS, account_address(id: AccountId) = "/admin/accounts/{id}/address";
    }
}

/// The prefixes of the addresses of pages for one person or for staff.
pub const PRIVATE: [&str; 5] = [ACCOUNT, "/admin", DESK, LAB, OFFICE];

/// The prefix of the addresses of pages in a consultation.
const IN_CONSULTATION: &str = "/c/";

/// The whole address of a page. `base` is the public address of the installation, without a slash at the end.
#[must_use]
pub fn absolute(base: &str, path: &str) -> String {
    format!("{base}{path}")
}

/// The consultation that the page at this path belongs to; a query may follow.
#[must_use]
pub fn consultation_of(path: &str) -> Option<Slug> {
    let slug = path
        .strip_prefix(IN_CONSULTATION)?
        .split(['/', '?', '#'])
        .next()?;
    Slug::parse(slug).ok()
}

/// The page with this route that the page at this path belongs to: for [`PROPOSAL`], it is `/c/city/p/7` for all that
/// lies below it.
#[must_use]
pub fn below<'a>(route: &str, path: &'a str) -> Option<&'a str> {
    let length = route.split('/').count();
    let end = path
        .match_indices('/')
        .nth(length - 1)
        .map_or(path.len(), |(at, _)| at);
    let page = &path[..end];
    let fits = route.split('/').zip(page.split('/'));
    let fits = fits.filter(|(pattern, part)| pattern == part || pattern.starts_with('{'));
    (fits.count() == length).then_some(page)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    fn city() -> Slug {
        Slug::trusted("city".to_owned())
    }

    /// These addresses are bookmarked and linked from other sites, so they must not change.
    #[test]
    fn the_addresses_that_people_keep_do_not_change() {
        let (slug, id) = (city(), Uuid::nil());
        let nil = "00000000-0000-0000-0000-000000000000";
        for (address, expected) in [
            (consultation(&slug), "/c/city".to_owned()),
            (consultation_feed(&slug), "/c/city/feed.atom".to_owned()),
            (proposals(&slug), "/c/city/proposals".to_owned()),
            (proposal(&slug, 7), "/c/city/p/7".to_owned()),
            (discussion(&slug, 7), "/c/city/p/7/comments".to_owned()),
            (
                thread(&slug, 7, CommentId(id)),
                format!("/c/city/p/7/comments/{nil}"),
            ),
            (
                answer_history(&slug, 7, ResponseId(id)),
                format!("/c/city/p/7/answers/{nil}"),
            ),
            (opinion(&slug), "/c/city/opinion".to_owned()),
            (opinion_map(&slug), "/c/city/opinion/map".to_owned()),
            (
                statement(&slug, 3),
                "/c/city/opinion/statements/3".to_owned(),
            ),
            (
                join_opinion(&slug, "s3cret"),
                "/c/city/opinion/join/s3cret".to_owned(),
            ),
            (
                report(SubjectKind::Comment, id),
                format!("/report/comment/{nil}"),
            ),
            (
                measure(Measure::Hide, SubjectKind::Proposal, id),
                format!("/desk/hide/proposal/{nil}"),
            ),
        ] {
            assert_eq!(address, expected);
        }
    }

    #[test]
    fn no_two_pages_share_a_pattern() {
        let distinct: BTreeSet<_> = PAGES.iter().map(|(_, pattern)| pattern).collect();
        assert_eq!(distinct.len(), PAGES.len());
        for (_, pattern) in PAGES {
            assert!(
                pattern.starts_with('/') && !pattern[1..].ends_with('/'),
                "{pattern}"
            );
        }
    }

    #[test]
    fn a_feed_or_a_mail_says_the_whole_address() {
        assert_eq!(
            absolute("https://city.example", &proposal(&city(), 7)),
            "https://city.example/c/city/p/7"
        );
    }

    #[test]
    fn a_path_tells_the_consultation_and_the_proposal_it_belongs_to() {
        for (path, consultation, proposal) in [
            ("/c/city", Some("city"), None),
            ("/c/city/proposals", Some("city"), None),
            ("/c/city?sort=newest", Some("city"), None),
            ("/c/city/p/7", Some("city"), Some("/c/city/p/7")),
            ("/c/city/p/7/comments/x", Some("city"), Some("/c/city/p/7")),
            ("/c/city/q/7", Some("city"), None),
            ("/c/City/p/7", Some("city"), Some("/c/City/p/7")),
            ("/lab/c/city", None, None),
            ("/", None, None),
        ] {
            let found = consultation_of(path);
            assert_eq!(found.as_ref().map(Slug::as_str), consultation, "{path}");
            assert_eq!(below(PROPOSAL, path), proposal, "{path}");
        }
    }
}
