//! A form as it was sent, shown on an error page: a form that came too fast is sent again from there.

use crate::{request::Cx, t};
use leptos::prelude::*;

/// A form as it was sent.
#[derive(Clone, Debug)]
pub struct Again {
    /// The address that it posts to.
    pub(crate) action: String,
    /// All typed values.
    pub(crate) fields: Vec<(String, String)>,
}

impl Again {
    /// The form with all typed values and one button.
    pub(super) fn form(self, cx: &Cx) -> AnyView {
        let fields = self
            .fields
            .into_iter()
            .map(|(name, value)| view! { <input type="hidden" name=name value=value /> });
        let fields: Vec<_> = fields.collect();
        view! {
            <form method="post" action=self.action>
                {fields}
                <button class="primary">{t!(cx, "failure-again")}</button>
            </form>
        }
        .into_any()
    }
}
