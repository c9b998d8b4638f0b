//! Prices in linked data: an object's number and its currency stand apart, and are read as one amount («499 SAR»).
//!
//! Keys are those of schema.org's `Offer`, `PriceSpecification` and `AggregateOffer`. It must not know how JSON is read.

use super::BlockKind;
use super::build::Builder;
use super::json::unescape;

/// The parts of an object's price.
#[derive(Default)]
pub(super) struct Price<'t> {
    one: Option<Part<'t>>,
    least: Option<Part<'t>>,
    most: Option<Part<'t>>,
    currency: Option<Part<'t>>,
}

/// What stands in the source at a byte, and its key.
#[derive(Clone, Copy)]
struct Part<'t> {
    key: &'t str,
    text: &'t str,
    at: usize,
}

impl<'t> Price<'t> {
    /// Keeps a value that is a part of a price; `false` where it is none, or the object has that part already.
    pub(super) fn take(&mut self, key: &'t str, text: &'t str, at: usize) -> bool {
        let part = match key {
            "price" => &mut self.one,
            "minPrice" | "lowPrice" => &mut self.least,
            "maxPrice" | "highPrice" => &mut self.most,
            "priceCurrency" => &mut self.currency,
            _ => return false,
        };
        let free = part.is_none();
        part.get_or_insert(Part { key, text, at });
        free
    }

    /// Adds the price to the document: one amount where number and currency are there, else each part by itself.
    pub(super) fn write(self, builder: &mut Builder<'_>) {
        let Self { one, least, most, currency } = self;
        let range = match (least, most) {
            // A range is read in the order of the source, which is that of its map.
            (Some(least), Some(most)) if least.at < most.at => Some((least, most)),
            _ => None,
        };
        let Some(currency) = currency.filter(|_| one.or(least).or(most).is_some()) else {
            for part in [one, least, most, currency].into_iter().flatten() {
                begin(builder, part);
                unescape(builder, part.text, part.at);
            }
            return;
        };
        if range.is_none() {
            for part in [least, most].into_iter().flatten() {
                amount(builder, part, None, currency);
            }
        }
        if let Some(part) = one {
            amount(builder, part, None, currency);
        }
        if let Some((least, most)) = range {
            amount(builder, least, Some(most), currency);
        }
    }
}

fn begin(builder: &mut Builder<'_>, part: Part<'_>) {
    builder.aside(BlockKind::Meta, part.key);
}

/// One amount: a number or a range, and its currency on the side where the source has it.
fn amount(builder: &mut Builder<'_>, number: Part<'_>, up_to: Option<Part<'_>>, currency: Part<'_>) {
    let between = |builder: &mut Builder<'_>, sign: &str, at: usize| builder.aside_piece(sign, at..at);
    begin(builder, number);
    let first = currency.at < number.at;
    if first {
        unescape(builder, currency.text, currency.at);
        between(builder, " ", number.at);
    }
    unescape(builder, number.text, number.at);
    let last = up_to.unwrap_or(number);
    if let Some(most) = up_to {
        between(builder, "–", most.at);
        unescape(builder, most.text, most.at);
    }
    if !first {
        between(builder, " ", last.at + last.text.len());
        unescape(builder, currency.text, currency.at);
    }
}
