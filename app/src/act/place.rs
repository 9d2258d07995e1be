//! The place where a posted form is filled in. A form that was sent without a session comes back there after the
//! log-in.

/// The page of a form, and the name under which the form is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Place {
    /// The address of its page.
    pub(super) page: String,
    /// The name under which it is kept; `None` for one button or for a form of passwords.
    pub(super) form: Option<String>,
}

impl Place {
    /// The page of one button, or of a form of passwords: nothing is kept.
    pub(crate) fn page(page: impl Into<String>) -> Self {
        Self {
            page: page.into(),
            form: None,
        }
    }

    /// The page of a form that is kept under this name.
    pub(crate) fn kept(name: impl Into<String>, page: impl Into<String>) -> Self {
        Self {
            form: Some(name.into()),
            ..Self::page(page)
        }
    }
}
