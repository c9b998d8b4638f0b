//! Inputs read from JSON, with the path to the field that is wrong.
//!
//! It must not know any engine.

use serde::de::DeserializeOwned;

use super::{Error, Result};

/// Reads an input. Unknown fields, negative counts and unknown names are refused, not passed over.
///
/// # Errors
/// [`Error::Shape`] names the path to the field, what stands there, and what is accepted.
///
/// ```
/// use poslock::domain::json;
/// use poslock::domain::positioning::BundleId;
///
/// let error = json::read::<Vec<BundleId>>(r#"["growth_starter", "gold"]"#).unwrap_err();
/// assert_eq!(error.field(), "[1]");
/// assert!(error.to_string().contains("growth_starter, data_to_revenue"));
/// ```
pub fn read<T: DeserializeOwned>(text: &str) -> Result<T> {
    let mut reader = serde_json::Deserializer::from_str(text);
    let read = serde_path_to_error::deserialize(&mut reader)
        .map_err(|e| Error::Shape { field: e.path().to_string(), problem: e.inner().to_string() })?;
    reader.end().map_err(|e| Error::Shape { field: ".".to_owned(), problem: e.to_string() })?;
    Ok(read)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, serde::Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Input {
        #[expect(dead_code, reason = "only read")]
        days: Vec<u32>,
    }

    #[test]
    fn the_wrong_field_is_named() {
        let field = |text: &str| read::<Input>(text).expect_err(text).field().to_owned();
        assert_eq!(field(r#"{"days": [1, -1]}"#), "days[1]");
        assert_eq!(field(r#"{"days": [1e30]}"#), "days[0]");
        assert_eq!(field(r#"{"days": [], "dais": 1}"#), "dais");
        assert_eq!(field(r#"{"days": []} x"#), ".");
        assert_eq!(field("NaN"), ".");
        assert!(read::<Input>(r#"{"days": [4294967295]}"#).is_ok());
    }

    #[test]
    fn deep_nesting_is_an_error() {
        assert!(read::<serde_json::Value>(&"[".repeat(100_000)).is_err());
    }
}
