//! Number words and unit words, folded. It must not know how they combine.

use std::sync::LazyLock;

use crate::language::HashMap;

/// What a word says about a number.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Numeral {
    /// A value of its own.
    Value(f64),
    /// A factor: hundred, thousand, million.
    Scale(f64),
    /// A factor in the plural, which alone means several of it («آلاف», "thousands").
    Many(f64),
}

/// Number words.
const NUMERALS: &[(Numeral, &[&str])] = &[
    (Numeral::Value(0.0), &["صفر", "zero"]),
    (Numeral::Value(0.5), &["نصف", "نص", "half"]),
    (Numeral::Value(1.0 / 3.0), &["ثلث"]),
    (Numeral::Value(2.0 / 3.0), &["ثلثا", "ثلثي", "ثلثين", "ثلثان"]),
    (Numeral::Value(1.0), &["واحد", "واحده", "one"]),
    (Numeral::Value(2.0), &["اثنين", "اثنان", "اثنتين", "اثنتان", "ثنتين", "two"]),
    (Numeral::Value(3.0), &["ثلاث", "ثلاثه", "تلات", "تلاته", "three"]),
    (Numeral::Value(4.0), &["اربع", "اربعه", "four"]),
    (Numeral::Value(5.0), &["خمس", "خمسه", "five"]),
    (Numeral::Value(6.0), &["ست", "سته", "six"]),
    (Numeral::Value(7.0), &["سبع", "سبعه", "seven"]),
    (Numeral::Value(8.0), &["ثمان", "ثماني", "ثمانيه", "تمن", "تمانيه", "eight"]),
    (Numeral::Value(9.0), &["تسع", "تسعه", "nine"]),
    (Numeral::Value(10.0), &["عشر", "عشره", "ten"]),
    (Numeral::Value(11.0), &["eleven"]),
    (Numeral::Value(12.0), &["twelve", "dozen", "دزينه"]),
    (Numeral::Value(15.0), &["fifteen", "خمستعشر"]),
    (Numeral::Value(20.0), &["عشرين", "عشرون", "twenty"]),
    (Numeral::Value(30.0), &["ثلاثين", "ثلاثون", "تلاتين", "thirty"]),
    (Numeral::Value(40.0), &["اربعين", "اربعون", "forty"]),
    (Numeral::Value(50.0), &["خمسين", "خمسون", "fifty"]),
    (Numeral::Value(60.0), &["ستين", "ستون", "sixty"]),
    (Numeral::Value(70.0), &["سبعين", "سبعون", "seventy"]),
    (Numeral::Value(80.0), &["ثمانين", "ثمانون", "تمانين", "eighty"]),
    (Numeral::Value(90.0), &["تسعين", "تسعون", "ninety"]),
    (Numeral::Scale(100.0), &["مئه", "مايه", "ميه", "hundred"]),
    (Numeral::Value(200.0), &["ميتين", "مايتين", "مئتين", "ميتان"]),
    (Numeral::Value(300.0), &["ثلاثميه", "ثلاثمايه"]),
    (Numeral::Value(500.0), &["خمسميه", "خمسمايه"]),
    (Numeral::Scale(1e3), &["الف", "thousand"]),
    (Numeral::Value(2e3), &["الفين", "الفان"]),
    (Numeral::Scale(1e6), &["مليون", "million"]),
    (Numeral::Value(2e6), &["مليونين"]),
    (Numeral::Scale(1e9), &["مليار", "billion"]),
    (Numeral::Many(100.0), &["مييات", "ميات", "hundreds", "dozens", "عشرات"]),
    (Numeral::Many(1e3), &["الاف", "thousands"]),
    (Numeral::Many(1e6), &["ملايين", "millions"]),
];

struct Tables {
    numerals: HashMap<&'static str, Numeral>,
    units: HashMap<&'static str, (f64, f64)>,
}

static TABLES: LazyLock<Tables> = LazyLock::new(|| Tables {
    numerals: NUMERALS.iter().flat_map(|(n, words)| words.iter().map(|w| (*w, *n))).collect(),
    units: UNITS.iter().flat_map(|(hours, count, words)| words.iter().map(|w| (*w, (*hours, *count)))).collect(),
});

/// The number a folded word stands for.
pub(super) fn numeral(word: &str) -> Option<Numeral> {
    TABLES.numerals.get(word).copied()
}

const SECOND: f64 = 1.0 / 3600.0;
const MINUTE: f64 = 1.0 / 60.0;
const MONTH: f64 = 720.0;
const YEAR: f64 = 8760.0;

/// Units of time: hours, how many of it the word itself names, spellings.
const UNITS: &[(f64, f64, &[&str])] = &[
    (SECOND, 1.0, &["ثانيه", "second", "sec"]),
    (SECOND, 2.0, &["ثانيتين"]),
    (SECOND, 0.0, &["ثواني", "ثوان", "seconds", "secs"]),
    (MINUTE, 1.0, &["دقيقه", "minute", "min", "د"]),
    (MINUTE, 2.0, &["دقيقتين", "دقيقتان"]),
    (MINUTE, 0.0, &["دقايق", "دقائق", "minutes", "mins"]),
    (1.0, 1.0, &["ساعه", "hour", "hr", "h", "س"]),
    (1.0, 2.0, &["ساعتين", "ساعتان"]),
    (1.0, 0.0, &["ساعات", "hours", "hrs"]),
    (24.0, 1.0, &["يوم", "يوما", "ليله", "day", "night", "d"]),
    (24.0, 2.0, &["يومين", "يومان", "ليلتين"]),
    (24.0, 0.0, &["ايام", "ليالي", "days", "nights"]),
    (168.0, 1.0, &["اسبوع", "اسبوعا", "week", "w"]),
    (168.0, 2.0, &["اسبوعين", "اسبوعان"]),
    (168.0, 0.0, &["اسابيع", "weeks"]),
    (MONTH, 1.0, &["شهر", "شهرا", "month"]),
    (MONTH, 2.0, &["شهرين", "شهران"]),
    (MONTH, 0.0, &["شهور", "اشهر", "months"]),
    (3.0 * MONTH, 1.0, &["quarter"]),
    (3.0 * MONTH, 0.0, &["quarters"]),
    (YEAR, 1.0, &["سنه", "عام", "عاما", "year"]),
    (YEAR, 2.0, &["سنتين", "عامين"]),
    (YEAR, 0.0, &["سنوات", "سنين", "اعوام", "years"]),
];

/// A unit of time: its length in hours, and how many of it the word itself names (1, 2 for a dual, 0 for a plural).
pub(super) fn duration_unit(word: &str) -> Option<(f64, f64)> {
    TABLES.units.get(word).copied()
}

/// Whether a word names a currency.
pub(super) fn is_currency(word: &str) -> bool {
    matches!(
        word,
        "ريال"
            | "ريالات"
            | "ريالا"
            | "sar"
            | "sr"
            | "دولار"
            | "دولارات"
            | "usd"
            | "درهم"
            | "aed"
            | "riyal"
            | "riyals"
            | "dollars"
            | "dollar"
            | "euro"
            | "eur"
            | "جنيه"
    )
}

/// Whether a word says percent.
pub(super) fn is_percent(word: &str) -> bool {
    matches!(word, "percent" | "pct" | "بالميه" | "بالمئه" | "بالمايه")
}

/// Whether a word says "times as much".
pub(super) fn is_times(word: &str) -> bool {
    matches!(word, "اضعاف" | "ضعف" | "ضعفا" | "مرات" | "مره" | "times" | "fold" | "x")
}
