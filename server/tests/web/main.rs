//! The program through its whole router, on both databases: pages as people get them, forms followed through
//! their redirect, the JSON API.

#![expect(clippy::unwrap_used, reason = "a test that meets an error has failed")]

mod about;
mod account;
mod admin;
mod answer;
mod answer_correction;
mod api;
mod api_description;
mod api_limits;
mod api_opinion;
mod api_proposal;
mod comment;
mod connections;
mod consultation;
mod cookies;
mod crash;
mod crash_votes;
mod demo;
mod disk_full;
mod encodings;
mod feed;
mod home;
mod hostile;
mod lab;
mod lab_areas;
mod lab_days;
mod merged;
mod moderation;
mod names;
mod operator;
mod opinion;
mod opinion_apart;
mod opinion_command;
mod opinion_desk;
mod opinion_join;
mod opinion_place;
mod opinion_seeds;
mod opinion_statement;
mod permission;
mod pipe;
mod preview;
mod private;
mod proposal;
mod proposal_told;
mod search;
mod security;
mod security_txt;
mod speed;
mod support;
mod support_check;
mod supporting;
mod times;
mod typed;
mod written;
