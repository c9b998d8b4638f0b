//! Inputs read from JSON, with the path to the field that is wrong.
//!
//! It must not know any engine.

use serde::de::DeserializeOwned;
use serde::{Deserialize, Deserializer};

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
        .map_err(|e| Error::Shape { field: e.path().to_string(), problem: in_words(&e.inner().to_string()) })?;
    reader.end().map_err(|e| Error::Shape { field: ".".to_owned(), problem: in_words(&e.to_string()) })?;
    Ok(read)
}

/// What serde calls its types, and what a person who writes JSON calls them.
const TYPES: [(&str, &str); 5] = [
    ("expected u32", "expected a whole number, 0 to 4294967295"),
    ("expected u64", "expected a whole number, 0 to 18446744073709551615"),
    ("expected i64", "expected a whole number"),
    ("expected f64", "expected a number"),
    ("expected struct ", "expected an object: "),
];

/// Most characters of a message that are kept at either end: a refused value may be as long as the whole input.
const KEPT: usize = 300;

/// A message of serde's without names of Rust, and not longer than a reader can bear.
fn in_words(problem: &str) -> String {
    let end = problem.char_indices().nth(KEPT).map(|c| c.0);
    let again = problem.char_indices().rev().nth(KEPT).map(|c| c.0);
    let short = match (end, again) {
        (Some(end), Some(again)) if end < again => format!("{} … {}", &problem[..end], &problem[again..]),
        _ => problem.to_owned(),
    };
    TYPES.iter().fold(short, |text, (name, words)| text.replace(name, words))
}

/// A text that may be `null`, which is as if it were left out: for fields where a text may be missing anyway.
pub(super) fn text_or_none<'de, D: Deserializer<'de>>(deserializer: D) -> std::result::Result<String, D::Error> {
    Ok(Option::<String>::deserialize(deserializer)?.unwrap_or_default())
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
    fn messages_are_for_people() {
        let said = |text: &str| read::<Input>(text).expect_err(text).to_string();
        assert_eq!(
            said(r#"{"days": [-1]}"#),
            "`days[0]`: invalid value: integer `-1`, expected a whole number, 0 to 4294967295 at line 1 column 12"
        );
        assert!(said("[]").contains("object: Input"), "{}", said("[]"));
        let long = said(&format!(r#"{{"days": ["{}"]}}"#, "س".repeat(1_000_000)));
        assert!(long.chars().count() < 700 && long.contains("expected a whole number"), "{long}");
    }

    #[test]
    fn deep_nesting_is_an_error() {
        assert!(read::<serde_json::Value>(&"[".repeat(100_000)).is_err());
    }
}
