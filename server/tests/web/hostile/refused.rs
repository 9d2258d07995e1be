//! Hostile forms that are refused and come back.

use super::stage::{LINE, Place, TEXT};

/// The sender's index, the page, the action and the fields of a form that is refused and comes back.
pub type Refused = (usize, String, &'static str, Vec<(&'static str, String)>);

/// A refused form of each kind. The places of people are those of [`Place::browsers`].
pub fn refused(place: &Place) -> Vec<Refused> {
    let Place {
        comment,
        answer,
        account,
        ..
    } = place;
    let (line, long) = (|| LINE.to_owned(), TEXT.repeat(10));
    let page = str::to_owned;
    vec![
        (
            0,
            page("/sign-up"),
            "/act/sign-up",
            vec![
                ("display_name", line()),
                ("email", line()),
                ("password", page("x")),
            ],
        ),
        (
            0,
            page("/log-in"),
            "/act/log-in",
            vec![("email", line()), ("password", page("three wet dogs"))],
        ),
        (
            1,
            page("/account"),
            "/act/account/profile",
            vec![("display_name", LINE.repeat(2))],
        ),
        (
            1,
            page("/c/hostile/propose?title=Anything+at+all"),
            "/act/proposal/propose",
            vec![
                ("title", line()),
                ("body", page("x")),
                ("step", page("publish")),
            ],
        ),
        (
            1,
            page("/c/hostile/p/1"),
            "/act/comment/new",
            vec![("body", long.clone())],
        ),
        (
            2,
            page("/c/hostile/p/1/answer"),
            "/act/proposal/answer",
            vec![("body", TEXT.to_owned()), ("status", line())],
        ),
        (
            2,
            format!("/c/hostile/p/1/answers/{answer}/correct"),
            "/act/proposal/correct-answer",
            vec![
                ("body", TEXT.to_owned()),
                ("status", line()),
                ("reason", line()),
            ],
        ),
        (
            2,
            format!("/report/comment/{comment}"),
            "/act/report",
            vec![("note", long.clone()), ("reason", page("other"))],
        ),
        (
            2,
            format!("/desk/hide/comment/{comment}"),
            "/act/moderation/hide",
            vec![("reason", long.clone())],
        ),
        (
            2,
            page("/desk/supports/hostile/3"),
            "/act/support-desk/hold",
            vec![("reason", long)],
        ),
        (
            4,
            page("/admin/names"),
            "/act/admin/names",
            vec![("names", format!("{}\n{LINE}", LINE.repeat(2)))],
        ),
        (
            4,
            format!("/admin/accounts/{account}/address"),
            "/act/admin/address/change",
            vec![("email", line())],
        ),
        (
            3,
            page("/lab/new"),
            "/act/consultation/create",
            vec![("title", line()), ("summary", page("x"))],
        ),
        (
            3,
            page("/lab/c/hostile"),
            "/act/consultation/edit",
            vec![("title", line()), ("summary", page("x"))],
        ),
    ]
}
