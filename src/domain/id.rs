//! Names that a caller gives to customers and tickets: any text, as long as there is something to see.
//!
//! It must not know any engine.

use super::{Error, Result};
use crate::language::fold::is_invisible;

/// A name without blanks and invisible characters around it: a direction mark that came along with a copied id makes no
/// other customer of it. A name of nothing else is [`Error::Empty`]; `accepted` says what belongs there.
pub(super) fn named<'a>(field: &str, name: &'a str, accepted: &str) -> Result<&'a str> {
    match name.trim_matches(|c: char| c.is_whitespace() || c.is_control() || is_invisible(c)) {
        "" => Err(Error::empty(field, accepted)),
        name => Ok(name),
    }
}

/// A customer's id; the field is `customer_id`.
pub(super) fn customer(id: &str) -> Result<String> {
    named("customer_id", id, "the customer's id").map(str::to_owned)
}

/// The same where a request may leave the customer out.
pub(super) fn optional_customer(id: Option<&str>) -> Result<Option<String>> {
    id.map(customer).transpose()
}

/// A ticket's id; the field is `ticket_id`.
pub(super) fn ticket(id: &str) -> Result<&str> {
    named("ticket_id", id, "the ticket's id")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_has_something_to_see() {
        for nobody in ["", " ", "\n\t", "\u{a0}", "\u{200b}", "\u{202e}\u{feff} ", "\0"] {
            let error = customer(nobody).expect_err("nobody");
            assert_eq!(error.to_string(), "`customer_id` is empty; accepted: the customer's id", "{nobody:?}");
            assert_eq!(ticket(nobody).expect_err("nothing").field(), "ticket_id");
        }
        assert_eq!(customer(" \u{200f}c-1\u{200e}\n").as_deref(), Ok("c-1"));
        assert_eq!(customer("نجد 1").as_deref(), Ok("نجد 1"));
        assert_eq!(optional_customer(None), Ok(None));
        assert!(optional_customer(Some("")).is_err());
    }
}
