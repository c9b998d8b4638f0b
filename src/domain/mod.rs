//! The customer-operations engines: onboarding, connectors, support, service levels, incidents, customer success, the
//! operator's modes and the gates before anything leaves the house.
//!
//! Every engine is a pure function of its input; where time matters, it is a parameter. Two promises hold in every answer
//! ([`promise::Promise`]): it needs approval unless it says otherwise, and it never allows a live send. Nothing here sends,
//! charges or schedules. Bad input is refused with an [`error::Error`] that names the field, the value and what is accepted.
//!
//! The tables (`pub const`) are what the runbooks in `docs/` are checked against. The room must not know linting: of this
//! crate it imports `language` alone.

pub mod connectors;
pub mod error;
pub mod gates;
mod id;
pub mod incidents;
pub mod json;
pub mod modes;
mod money;
mod names;
mod number;
pub mod onboarding;
pub mod positioning;
pub mod promise;
pub mod sla;
mod spelling;
pub mod success;
pub mod support;
pub mod text;

pub use error::{Error, Result};
