//! What holds in every answer: it waits for approval unless it says otherwise, and nothing is ever sent live.
//!
//! It must not know any engine.

use serde::de::{Error as _, Unexpected};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// `false`, and nothing else: there is no value of this type that allows a live send, and none can be read from JSON.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Never;

impl Serialize for Never {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_bool(false)
    }
}

impl<'de> Deserialize<'de> for Never {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        if bool::deserialize(deserializer)? {
            return Err(D::Error::invalid_value(Unexpected::Bool(true), &"false: nothing is ever sent live"));
        }
        Ok(Self)
    }
}

/// The two promises of an answer; written into it as two fields of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Promise {
    /// Whether a person has to approve before anything follows from the answer.
    pub approval_required: bool,
    /// Always `false`.
    pub live_send_allowed: Never,
}

impl Promise {
    /// A person approves first. What every answer says unless it only shows or sorts.
    pub const APPROVAL: Self = Self { approval_required: true, live_send_allowed: Never };
}

impl Default for Promise {
    fn default() -> Self {
        Self::APPROVAL
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_json_allows_a_live_send() {
        let json = serde_json::to_string(&Promise::default()).expect("plain data");
        assert_eq!(json, r#"{"approval_required":true,"live_send_allowed":false}"#);
        assert_eq!(serde_json::from_str::<Promise>(&json).expect("the same"), Promise::APPROVAL);
        let live = serde_json::from_str::<Promise>(r#"{"approval_required":true,"live_send_allowed":true}"#);
        let error = live.expect_err("never live").to_string();
        assert!(error.contains("nothing is ever sent live"), "{error}");
    }
}
