//! The use-cases, run on both engines. One file a noun; [`world`] makes what they need.

mod consultation;
mod world;
