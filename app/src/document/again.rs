//! A form as it was sent, on its way into an error page: what came too fast is sent again from there.

use crate::{request::Cx, t};
use leptos::prelude::*;

/// A form as it was sent.
#[derive(Clone, Debug)]
pub struct Again {
    /// The address that it posts to.
    pub(crate) action: String,
    /// All that was typed.
    pub(crate) fields: Vec<(String, String)>,
}

impl Again {
    /// The form, with all that was typed and one button.
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
