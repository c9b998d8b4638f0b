//! The two modes in which the Dealix team itself works: selling Dealix, and delivering what was sold.
//!
//! This file is the map of the room. It must not know support, customers' success or how claims are found.

pub mod self_growth;
pub mod service_delivery;
