//! Consultations: the lab's acts, the views for people, and the rule that decides which activities are open.
//!
//! [`form`] is the lab's editor as a browser posts it, [`draft`] reads it into domain types, [`outline`] keeps areas
//! and themes when they are renamed, [`edit`] and [`lifecycle`] write; [`view`] has the types for pages and the API,
//! [`read`] and [`lists`] fill them; [`brief`] names one in the header of a page, [`door`] says which activities it allows
//! now.

mod brief;
pub mod context;
mod door;
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

pub use brief::ConsultationBrief;
pub use door::{Door, Doors};
pub use form::{ConsultationForm, NewConsultationForm, PhaseFields, RungFields, TemplateTexts};
pub use lists::ListKind;
pub use outline::{Choice, Fate, FateFields, Question, Questions};
pub use view::{ConsultationCard, ConsultationEditor, ConsultationList, ConsultationPage, Home};
