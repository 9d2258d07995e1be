//! The use-cases, run on both engines. One file a noun; [`world`] and [`city`] make what they need.

mod city;
mod consultation;
mod fair_order;
mod proposal;
mod proposal_list;
mod response;
mod support;
mod world;
