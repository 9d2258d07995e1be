//! The limits of each server function: who may send it, how many bytes, how many fields; where its form is filled in;
//! and what it undoes. They are looked up before a form is read, so that no work is done for a body that this viewer
//! may not send, or that is not a form of ours.
//!
//! A feature declares its endpoints in `app/src/<feature>/endpoint.rs` with `declare!`, each by the type of its server
//! function, which knows the address and which fields are secret. An undeclared server function is not run, and a test
//! reports it.

use super::{
    field::Field,
    input::{Input, Posted},
    place::Place,
    shown::{Reader, shown},
};
use crate::request::Cx;
use axum::response::Response;
use cabildo_domain::{Refusal, limits, permission::Capability};
use serde::{Serialize, de::DeserializeOwned};
use server_fn::ServerFn;

/// The least right to send a form at all. The use-case may require more, depending on the subject.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Least {
    /// Everybody.
    Anyone,
    /// Somebody who is logged in, or whose browser has the pass of an invitation.
    Guest,
    /// Somebody who has this capability somewhere.
    May(Capability),
}

/// The limits of one server function.
#[derive(Clone, Copy, Debug)]
pub struct Endpoint {
    /// Its address.
    pub path: &'static str,
    /// The least right of the sender.
    pub least: Least,
    /// Most bytes of its body.
    pub bytes: usize,
    /// Most fields of its form.
    pub fields: usize,
    /// Tells which fields of a posted form are shown, by the type of its server function.
    pub(super) reader: Reader,
    /// Finds the place where the posted form is filled in.
    place: Option<fn(&Input) -> Option<Place>>,
    /// Answers a request that comes too fast, if the answer is a page of its own.
    pub(super) again: Option<fn(&Cx, &Posted, &Refusal) -> Response>,
    /// The fields with which a message may offer it, if it undoes something.
    pub(super) undo: Option<&'static [(&'static str, Field)]>,
}

impl Endpoint {
    const fn new<F: ServerFn + Serialize + DeserializeOwned>(least: Least) -> Self {
        Self {
            path: F::PATH,
            least,
            reader: shown::<F>,
            bytes: limits::BODY_BYTES,
            fields: limits::FIELDS,
            place: None,
            again: None,
            undo: None,
        }
    }

    /// Everybody may send it.
    pub const fn anyone<F: ServerFn + Serialize + DeserializeOwned>() -> Self {
        Self::new::<F>(Least::Anyone)
    }

    /// Residents may send it, and guests who take part by an invitation.
    pub const fn guest<F: ServerFn + Serialize + DeserializeOwned>() -> Self {
        Self::new::<F>(Least::Guest)
    }

    /// Viewers with this capability somewhere may send it.
    pub const fn may<F: ServerFn + Serialize + DeserializeOwned>(capability: Capability) -> Self {
        Self::new::<F>(Least::May(capability))
    }

    /// Residents may send it.
    pub const fn resident<F: ServerFn + Serialize + DeserializeOwned>() -> Self {
        Self::may::<F>(Capability::TakePart)
    }

    /// Moderators may send it.
    pub const fn moderator<F: ServerFn + Serialize + DeserializeOwned>() -> Self {
        Self::may::<F>(Capability::Moderate)
    }

    /// The lab may send it.
    pub const fn lab<F: ServerFn + Serialize + DeserializeOwned>() -> Self {
        Self::may::<F>(Capability::RunConsultations)
    }

    /// Administrators may send it.
    pub const fn admin<F: ServerFn + Serialize + DeserializeOwned>() -> Self {
        Self::may::<F>(Capability::Administer)
    }

    /// Sets another limit of bytes.
    #[must_use]
    pub const fn bytes(mut self, most: usize) -> Self {
        self.bytes = most;
        self
    }

    /// Sets another limit of fields.
    #[must_use]
    pub const fn fields(mut self, most: usize) -> Self {
        self.fields = most;
        self
    }

    /// Sets the function that finds, from the fields, where the form is filled in.
    #[must_use]
    pub(crate) const fn found_by(mut self, place: fn(&Input) -> Option<Place>) -> Self {
        self.place = Some(place);
        self
    }

    /// Sets its own answer to a request that comes too fast.
    #[must_use]
    pub(crate) const fn answered_again_by(
        mut self,
        answer: fn(&Cx, &Posted, &Refusal) -> Response,
    ) -> Self {
        self.again = Some(answer);
        self
    }

    /// Lets a message offer it as the way to undo something, with exactly these fields.
    #[must_use]
    pub const fn undoes(mut self, fields: &'static [(&'static str, Field)]) -> Self {
        self.undo = Some(fields);
        self
    }

    /// Whether this viewer may send it at all.
    ///
    /// # Errors
    /// [`Refusal::SignInRequired`] or [`Refusal::Forbidden`].
    pub fn admits(&self, cx: &Cx) -> Result<(), Refusal> {
        match self.least {
            Least::Anyone => Ok(()),
            Least::Guest if !cx.passes.is_empty() => Ok(()),
            Least::Guest => cx.viewer.resident().map(drop),
            Least::May(capability) => cx.viewer.require_somewhere(capability).map(drop),
        }
    }
}

/// The endpoints that one feature declares.
pub(crate) struct Declared(pub(crate) &'static [Endpoint]);

inventory::collect!(Declared);

/// Declares the endpoints of a feature.
macro_rules! declare {
    ($($endpoint:expr),+ $(,)?) => {
        inventory::submit! { $crate::act::endpoint::Declared(&[$($endpoint),+]) }
    };
}

pub(crate) use declare;

/// Every endpoint that is declared.
pub fn all() -> impl Iterator<Item = &'static Endpoint> {
    inventory::iter::<Declared>
        .into_iter()
        .flat_map(|declared| declared.0)
}

/// The endpoint at this address.
pub fn of(path: &str) -> Option<&'static Endpoint> {
    all().find(|endpoint| endpoint.path == path)
}

/// The place of the form that posts these fields to this address.
pub(super) fn place(action: &str, input: &Input) -> Option<Place> {
    let find = of(action)?.place?;
    find(input)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The address, the fields, the page and the form's name.
    type Case<'a> = (&'a str, &'a [(&'a str, &'a str)], &'a str, Option<&'a str>);

    fn place(action: &str, fields: &[(&str, &str)]) -> Option<(String, Option<String>)> {
        let fields = fields
            .iter()
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
        super::place(action, &Input::posted(fields)).map(|place| (place.page, place.form))
    }

    #[test]
    fn no_server_function_is_declared_twice() {
        let mut paths: Vec<_> = all().map(|endpoint| endpoint.path).collect();
        let count = paths.len();
        paths.sort_unstable();
        paths.dedup();
        assert_eq!(paths.len(), count);
    }

    #[test]
    fn a_form_leads_to_the_page_on_which_it_is_filled_in() {
        let id = "01900000-0000-7000-8000-000000000000";
        let table: [Case; 7] = [
            (
                "/act/proposal/propose",
                &[("slug", "city")],
                "/c/city/propose",
                Some("proposal/new/city"),
            ),
            (
                "/act/proposal/edit",
                &[("slug", "city"), ("number", "7")],
                "/c/city/p/7/edit",
                Some("proposal/edit/city/7"),
            ),
            (
                "/act/proposal/support",
                &[("slug", "city"), ("number", "7")],
                "/c/city/p/7",
                None,
            ),
            (
                "/act/comment/new",
                &[("slug", "city"), ("number", "7"), ("parent", "")],
                "/c/city/p/7/comments",
                Some("comment/city/7"),
            ),
            (
                "/act/consultation/edit",
                &[("at", "city"), ("slug", "another")],
                "/lab/c/city",
                Some("lab/edit/city"),
            ),
            (
                "/act/opinion-desk/reject",
                &[("at", "city"), ("number", "3")],
                "/desk/opinion/city/s/3",
                Some("opinion-desk/reason/city/3"),
            ),
            (
                "/act/account/password",
                &[("current", "x")],
                "/account",
                None,
            ),
        ];
        for (action, fields, page, form) in table {
            assert_eq!(
                place(action, fields),
                Some((page.into(), form.map(str::to_owned))),
                "{action}"
            );
        }
        let report = place("/act/report", &[("kind", "comment"), ("id", id)]).unwrap();
        assert_eq!(report.0, format!("/report/comment/{id}"));
    }

    #[test]
    fn an_unknown_form_leads_nowhere() {
        for (action, fields) in [
            ("/act/nowhere", [("slug", "city"), ("number", "1")]),
            (
                "/act/proposal/propose",
                [("slug", "../../evil"), ("number", "1")],
            ),
            (
                "/act/proposal/edit",
                [("slug", "city"), ("number", "1/../..")],
            ),
            (
                "/act/report",
                [("kind", "comment"), ("id", "//evil.example")],
            ),
            (
                "/act/report",
                [
                    ("kind", "//evil.example"),
                    ("id", "01900000-0000-7000-8000-000000000000"),
                ],
            ),
            ("//evil.example", [("slug", "city"), ("number", "1")]),
        ] {
            assert_eq!(place(action, &fields), None, "{action} {fields:?}");
        }
    }
}
