//! Why an engine refuses its input: the field, the value, and what would be accepted.
//!
//! It must not know any engine.

use serde::{Deserialize, Serialize};

/// What an engine returns.
pub type Result<T> = std::result::Result<T, Error>;

/// Most characters of a refused value that a message repeats.
const SHOWN: usize = 60;

/// A refused input. Every variant names the field as it is called in JSON.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(tag = "error", rename_all = "snake_case")]
#[non_exhaustive]
pub enum Error {
    /// A name that is none of a fixed set: a priority, a bundle, a connector, a state.
    #[error("`{field}` is `{value}`, which is not known; accepted: {accepted}")]
    Unknown {
        /// The field.
        field: String,
        /// The value, shortened to 60 characters.
        value: String,
        /// All accepted names, separated by commas.
        accepted: String,
    },
    /// A number outside of its range: negative, too large, infinite or not a number.
    #[error("`{field}` is {value}; accepted: {accepted}")]
    OutOfRange {
        /// The field.
        field: String,
        /// The value, shortened to 60 characters.
        value: String,
        /// The range in words.
        accepted: String,
    },
    /// A text that must hold something and is empty.
    #[error("`{field}` is empty; accepted: {accepted}")]
    Empty {
        /// The field.
        field: String,
        /// What belongs there.
        accepted: String,
    },
    /// Two values that cannot both be so: an event before the one it follows, the same ticket twice.
    #[error("`{field}` is `{value}`, which contradicts the rest; accepted: {accepted}")]
    Conflict {
        /// The field.
        field: String,
        /// The value, shortened to 60 characters.
        value: String,
        /// What would agree.
        accepted: String,
    },
    /// JSON that does not have the shape of the input.
    #[error("`{field}`: {problem}")]
    Shape {
        /// Path to the field, such as `tickets[3].priority`; `.` for the whole.
        field: String,
        /// What is wrong, and where in the text.
        problem: String,
    },
}

impl Error {
    /// The field as JSON calls it.
    pub fn field(&self) -> &str {
        match self {
            Self::Unknown { field, .. }
            | Self::OutOfRange { field, .. }
            | Self::Empty { field, .. }
            | Self::Conflict { field, .. }
            | Self::Shape { field, .. } => field,
        }
    }

    pub(super) fn unknown(field: &str, value: &str, accepted: &[&str]) -> Self {
        Self::Unknown { field: field.to_owned(), value: shown(value), accepted: accepted.join(", ") }
    }

    pub(super) fn out_of_range(field: &str, value: impl std::fmt::Display, accepted: &str) -> Self {
        Self::OutOfRange { field: field.to_owned(), value: shown(&value.to_string()), accepted: accepted.to_owned() }
    }

    pub(super) fn empty(field: &str, accepted: &str) -> Self {
        Self::Empty { field: field.to_owned(), accepted: accepted.to_owned() }
    }

    pub(super) fn conflict(field: &str, value: &str, accepted: &str) -> Self {
        Self::Conflict { field: field.to_owned(), value: shown(value), accepted: accepted.to_owned() }
    }

    /// The same error about a field inside of another: `priority` of the fourth ticket is `tickets[3].priority`.
    pub(super) fn inside(mut self, outer: &str) -> Self {
        match &mut self {
            Self::Unknown { field, .. }
            | Self::OutOfRange { field, .. }
            | Self::Empty { field, .. }
            | Self::Conflict { field, .. }
            | Self::Shape { field, .. } => *field = format!("{outer}.{field}"),
        }
        self
    }
}

/// The first [`SHOWN`] characters of a value.
fn shown(value: &str) -> String {
    match value.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}…", &value[..end]),
        None => value.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_error_says_what_is_wrong_and_what_is_accepted() {
        let error = Error::unknown("priority", "P9", &["P0", "P1"]).inside("tickets[3]");
        assert_eq!(error.to_string(), "`tickets[3].priority` is `P9`, which is not known; accepted: P0, P1");
        assert_eq!(error.field(), "tickets[3].priority");
        let long = Error::unknown("priority", &"x".repeat(500), &[]);
        assert!(long.to_string().chars().count() < 130, "{long}");
        let long = Error::out_of_range("csat", f64::MAX, "0 to 10");
        assert!(long.to_string().chars().count() < 130, "{long}");
    }

    #[test]
    fn errors_go_through_json() {
        let error = Error::out_of_range("csat", 11, "0 to 10");
        let json = serde_json::to_string(&error).expect("plain data");
        assert_eq!(json, r#"{"error":"out_of_range","field":"csat","value":"11","accepted":"0 to 10"}"#);
        assert_eq!(serde_json::from_str::<Error>(&json).expect("the same"), error);
    }
}
