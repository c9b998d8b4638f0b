//! Words for units: how a text writes them, and which form stands with which number.
//!
//! It must not know how a cell is read.

use crate::language::counted::Counted;
use std::sync::LazyLock;

use super::decimal::Decimal;
use super::units::{Currency, Unit};
use crate::language::HashMap;
use crate::language::fold::fold_text;

/// A form of a unit word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    /// «ساعة»
    One,
    /// «يومًا», with 11 to 99
    Accusative,
    /// «ساعتين»
    Dual,
    /// «ساعتان»
    DualNominative,
    /// «ساعات», with 3 to 10
    Many,
    /// «س»
    Short,
    /// "hour"
    EnglishOne,
    /// "hours"
    EnglishMany,
    /// "h"
    EnglishShort,
}

/// A unit with all its forms.
#[derive(Debug)]
pub(super) struct Row {
    pub(super) unit: Unit,
    /// Singular, singular with 11 to 99, dual, nominative dual, plural.
    arabic: [&'static str; 5],
    pub(super) feminine: bool,
    short: &'static str,
    english: [&'static str; 2],
    english_short: &'static str,
    /// Other spellings, read and never written.
    also: &'static [(&'static str, Shape)],
}

use Shape::{Accusative, Dual, DualNominative, EnglishMany, EnglishOne, EnglishShort, Many, One, Short};

const ROWS: &[Row] = &[
    Row {
        unit: Unit::Second,
        arabic: ["ثانية", "ثانية", "ثانيتين", "ثانيتان", "ثوانٍ"],
        feminine: true,
        short: "ث",
        english: ["second", "seconds"],
        english_short: "s",
        also: &[("ثواني", Many), ("sec", EnglishShort), ("secs", EnglishShort)],
    },
    Row {
        unit: Unit::Minute,
        arabic: ["دقيقة", "دقيقة", "دقيقتين", "دقيقتان", "دقائق"],
        feminine: true,
        short: "د",
        english: ["minute", "minutes"],
        english_short: "min",
        also: &[("mins", EnglishShort), ("m", EnglishShort)],
    },
    Row {
        unit: Unit::Hour,
        arabic: ["ساعة", "ساعة", "ساعتين", "ساعتان", "ساعات"],
        feminine: true,
        short: "س",
        english: ["hour", "hours"],
        english_short: "h",
        also: &[("hr", EnglishShort), ("hrs", EnglishShort)],
    },
    Row {
        unit: Unit::Day,
        arabic: ["يوم", "يومًا", "يومين", "يومان", "أيام"],
        feminine: false,
        short: "",
        english: ["day", "days"],
        english_short: "d",
        also: &[],
    },
    Row {
        unit: Unit::Week,
        arabic: ["أسبوع", "أسبوعًا", "أسبوعين", "أسبوعان", "أسابيع"],
        feminine: false,
        short: "",
        english: ["week", "weeks"],
        english_short: "w",
        also: &[("wk", EnglishShort), ("wks", EnglishShort)],
    },
    Row {
        unit: Unit::Month,
        arabic: ["شهر", "شهرًا", "شهرين", "شهران", "أشهر"],
        feminine: false,
        short: "",
        english: ["month", "months"],
        english_short: "mo",
        also: &[("شهور", Many), ("mos", EnglishShort)],
    },
    Row {
        unit: Unit::Year,
        arabic: ["سنة", "سنة", "سنتين", "سنتان", "سنوات"],
        feminine: true,
        short: "",
        english: ["year", "years"],
        english_short: "y",
        also: &[("سنين", Many), ("yr", EnglishShort), ("yrs", EnglishShort)],
    },
    Row {
        unit: Unit::Year,
        arabic: ["عام", "عامًا", "عامين", "عامان", "أعوام"],
        feminine: false,
        short: "",
        english: ["year", "years"],
        english_short: "y",
        also: &[],
    },
    Row {
        unit: Unit::Points,
        arabic: ["نقطة", "نقطة", "نقطتين", "نقطتان", "نقاط"],
        feminine: true,
        short: "",
        english: ["point", "points"],
        english_short: "pts",
        also: &[("pt", EnglishShort), ("نقط", Many)],
    },
    Row {
        unit: Unit::Money(Currency::Sar),
        // Prices say «ريال» with every number from 11 on.
        arabic: ["ريال", "ريال", "ريالين", "ريالان", "ريالات"],
        feminine: false,
        short: "ر.س",
        english: ["riyal", "riyals"],
        english_short: "SAR",
        also: &[("ريالا", Accusative), ("sr", EnglishShort), ("rial", EnglishOne), ("rials", EnglishMany)],
    },
    Row {
        unit: Unit::Money(Currency::Usd),
        arabic: ["دولار", "دولار", "دولارين", "دولاران", "دولارات"],
        feminine: false,
        short: "$",
        english: ["dollar", "dollars"],
        english_short: "USD",
        also: &[("دولارا", Accusative)],
    },
];

/// Currencies whose words are kept as they stand.
const CURRENCIES: &[(&str, Currency)] = &[
    ("eur", Currency::Eur),
    ("euro", Currency::Eur),
    ("euros", Currency::Eur),
    ("يورو", Currency::Eur),
    ("gbp", Currency::Gbp),
    ("aed", Currency::Aed),
    ("درهم", Currency::Aed),
    ("egp", Currency::Egp),
    ("جنيه", Currency::Egp),
    ("kwd", Currency::Kwd),
    ("qar", Currency::Qar),
];

/// A unit word found in a text.
#[derive(Debug, Clone, Copy)]
pub(super) struct UnitWord {
    pub(super) unit: Unit,
    /// Its forms, and which of them stands there; none for a word that is kept as it is.
    pub(super) form: Option<(&'static Row, Shape)>,
}

static WORDS: LazyLock<HashMap<String, UnitWord>> = LazyLock::new(|| {
    let mut words = HashMap::default();
    for row in ROWS {
        let mut add = |text: &str, shape: Shape| {
            if !text.is_empty() {
                words.entry(fold_text(text)).or_insert(UnitWord { unit: row.unit, form: Some((row, shape)) });
            }
        };
        for (text, shape) in row.arabic.iter().zip([One, Accusative, Dual, DualNominative, Many]) {
            add(text, shape);
        }
        add(row.short, Short);
        add(row.english[0], EnglishOne);
        add(row.english[1], EnglishMany);
        add(row.english_short, EnglishShort);
        for (text, shape) in row.also {
            add(text, *shape);
        }
    }
    for (text, currency) in CURRENCIES {
        words.insert(fold_text(text), UnitWord { unit: Unit::Money(*currency), form: None });
    }
    words
});

/// The unit that a folded word names.
pub(super) fn unit_word(word: &str) -> Option<UnitWord> {
    WORDS.get(word).copied()
}

/// The currency of a sign.
pub(super) fn currency_sign(sign: char) -> Option<Currency> {
    Some(match sign {
        '$' => Currency::Usd,
        '€' => Currency::Eur,
        '£' => Currency::Gbp,
        // The sign of the Saudi riyal, in Unicode since 2025.
        '\u{20C1}' => Currency::Sar,
        _ => return None,
    })
}

/// The unit of a folded adverb of frequency.
pub(super) fn adverb(word: &str) -> Option<Unit> {
    Some(match word {
        "hourly" => Unit::Hour,
        "daily" | "يوميا" => Unit::Day,
        "weekly" | "اسبوعيا" => Unit::Week,
        "monthly" | "شهريا" => Unit::Month,
        "yearly" | "annually" | "سنويا" => Unit::Year,
        _ => return None,
    })
}

/// The class of a quantity's number; fractions stand with the noun as whole hundreds do.
pub(super) fn count(value: Decimal) -> Counted {
    value.magnitude().whole().map_or(Counted::Hundreds, |n| Counted::of(n.unsigned_abs()))
}

impl Shape {
    pub(super) const fn is_arabic(self) -> bool {
        matches!(self, One | Accusative | Dual | DualNominative | Many | Short)
    }

    pub(super) const fn is_dual(self) -> bool {
        matches!(self, Dual | DualNominative)
    }

    /// The form of the same kind of word that `value` asks for.
    pub(super) fn beside(self, value: Decimal) -> Self {
        match (self, count(value)) {
            (Short | EnglishShort, _) => self,
            (EnglishOne | EnglishMany, Counted::One) => EnglishOne,
            (EnglishOne | EnglishMany, _) => EnglishMany,
            (_, Counted::Few) => Many,
            (_, Counted::Many) => Accusative,
            (_, Counted::One | Counted::Two | Counted::Hundreds) => One,
        }
    }
}

impl Row {
    /// The forms of another unit.
    pub(super) fn of(unit: Unit) -> Option<&'static Self> {
        ROWS.iter().find(|row| row.unit == unit)
    }

    /// A form; the full word where there is no short one.
    pub(super) const fn text(&self, shape: Shape) -> &'static str {
        match shape {
            Accusative => self.arabic[1],
            Dual => self.arabic[2],
            DualNominative => self.arabic[3],
            Many => self.arabic[4],
            Short if !self.short.is_empty() => self.short,
            One | Short => self.arabic[0],
            EnglishOne => self.english[0],
            EnglishMany => self.english[1],
            EnglishShort => self.english_short,
        }
    }

    /// Whether «واحد» and the dual stand for 1 and 2: units of time. A price keeps its digits.
    pub(super) const fn counts_itself(&self) -> bool {
        !matches!(self.unit, Unit::Money(_) | Unit::Points)
    }
}
