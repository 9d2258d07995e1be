//! The use-cases, run on both engines. One file a noun; [`world`] and [`city`] make what they need, and [`harness`]
//! people who really sign in.

#![expect(clippy::unwrap_used, reason = "a test that meets an error has failed")]

mod account;
mod author;
mod city;
mod comment;
mod consultation;
mod correction;
mod costly;
mod counted_once;
mod erasure;
mod fair_order;
mod form_state;
mod harness;
mod hidden_comment;
mod import;
mod keys;
mod ladder;
mod lock_out;
mod log_in;
mod moderation;
mod names;
mod office;
mod opinion;
mod own_data;
mod paging;
mod password;
mod polis;
mod proposal;
mod proposal_list;
mod recount;
mod rendering;
mod response;
mod roles;
mod search;
mod session;
mod support;
mod support_check;
mod world;
mod writing_speed;
