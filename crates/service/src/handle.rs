//! The use-cases by noun: `service.proposals().edit(..)`. A handle is a borrow of the service. It is copied into its
//! use-cases, and dereferences to the service, so that they reach the store, the clock and the other nouns.
//!
//! To add a noun: a line here, and its use-cases in `impl Noun<'_>` blocks of its own modules.

use crate::Service;
use std::ops::Deref;

macro_rules! handles {
    ($($doc:literal $handle:ident $accessor:ident;)*) => {$(
        #[doc = $doc]
        #[derive(Clone, Copy)]
        pub struct $handle<'a>(&'a Service);

        impl Deref for $handle<'_> {
            type Target = Service;

            fn deref(&self) -> &Service {
                self.0
            }
        }

        impl Service {
            #[doc = $doc]
            pub fn $accessor(&self) -> $handle<'_> {
                $handle(self)
            }
        }
    )*};
}

handles! {
    "Accounts: signing up and logging in, names, roles, a person's own data." Accounts accounts;
    "Comments on any subject, and reactions to them." Comments comments;
    "Consultations: the lab's editor, their life, their pages and lists." Consultations consultations;
    "Imports from other platforms." Imports imports;
    "Refused forms, kept so that nothing typed is lost." KeptForms kept_forms;
    "Moderation: reports, the queue, hiding and its record." Moderation moderation;
    "Opinion maps: answers, participants, invitations, results." Opinions opinion;
    "Proposals: writing, changing, withdrawing, reading." Proposals proposals;
    "Official responses: owed, given, corrected." Responses responses;
    "Finding, completing, and what is similar." Search search;
    "Sessions: who asks, and in which browsers they are logged in." Sessions sessions;
    "Statements of opinion maps: adding, the desk, seeds." Statements statements;
    "Supports, and the check of thresholds that they reach." Supports supports;
}
