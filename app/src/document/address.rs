//! The addresses that the forms in the frame of every page post to.

use crate::act::forms;

forms! {
    /// Ends the session.
    LOG_OUT = "log-out";
    /// Chooses the language.
    CHOOSE_LOCALE = "locale";
}
