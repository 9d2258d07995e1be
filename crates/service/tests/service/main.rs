//! The use-cases, run on both engines. One file a noun; [`world`] and [`city`] make what they need.

mod city;
mod comment;
mod consultation;
mod fair_order;
mod moderation;
mod proposal;
mod proposal_list;
mod recount;
mod response;
mod support;
mod world;
