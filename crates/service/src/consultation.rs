//! Consultations: what a lab does with them, what people see of them, and the rule that decides what is open.
//!
//! [`form`] is the lab's editor as a browser posts it, [`draft`] reads it into domain types, [`outline`] keeps
//! areas and themes through a new name, [`edit`] and
//! [`lifecycle`] write; [`view`] holds what pages and the API show, [`read`] and [`lists`] fill it.

pub mod context;
pub mod draft;
mod edit;
pub mod form;
mod lifecycle;
mod lists;
mod outline;
mod read;
mod rules;
mod steps;
mod ticks;
pub mod view;

pub use form::{ConsultationForm, NewConsultationForm, PhaseFields, RungFields, TemplateTexts};
pub use lists::ListKind;
pub use outline::{Choice, Fate, FateFields, Question, Questions};
pub use view::{ConsultationCard, ConsultationEditor, ConsultationList, ConsultationPage, Home};
