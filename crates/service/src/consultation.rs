//! Consultations: what a lab does with them, what people see of them, and the rule that decides what is open.

mod rules;
