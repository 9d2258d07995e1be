//! The addresses that the forms of a feature post to.

/// For each line a constant: the address under `/act` of a server function, by the `endpoint` that its attribute names. A test
/// in `routes.rs` compares all of them with the server functions that are registered.
macro_rules! forms {
    ($($(#[$doc:meta])* $name:ident = $endpoint:literal;)+) => {
        $($(#[$doc])* pub const $name: &str = concat!("/act/", $endpoint);)+

        /// All of these.
        #[cfg(test)]
        pub const FORMS: &[&str] = &[$($name),+];
    };
}

pub(crate) use forms;
