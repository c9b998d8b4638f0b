//! What holds for every quantity: what is written reads back, nothing else moves, equality is one, nothing panics.

use proptest::prelude::*;

use super::{Amount, Column, Decimal, Limit, Measure, Unit, column, read, read_cell};
use crate::language::quantity::Agreement;

/// A cell for every style, with its column; whole numbers of the unit up to 99 can be written in each.
const STYLES: &[(&str, &str)] = &[
    ("30 دقيقة", "minutes"),
    ("٣٠ دقيقة", "minutes"),
    ("۳۰ دقیقه", "minutes"),
    ("30 د.", "minutes"),
    ("2د", "minutes"),
    ("30min", "minutes"),
    ("30 mins", "minutes"),
    ("24 Hours", "hours"),
    ("1.5h", "hours"),
    ("٢٫٥ ساعة", "hours"),
    ("ساعتين", "hours"),
    ("ساعتان", "hours"),
    ("ساعة واحدة", "hours"),
    ("ساعة ونصف", "hours"),
    ("نصف ساعة", "hours"),
    ("ثلث ساعة", "hours"),
    ("ساعة وثلثا الساعة", "hours"),
    ("two thirds of an hour", "hours"),
    ("كل ساعة", "hours"),
    ("half an hour", "hours"),
    ("an hour and a half", "hours"),
    ("1h 30m", "hours"),
    ("ساعة و٣٠ دقيقة", "hours"),
    ("7 أيام", "days"),
    ("14 يوم", "days"),
    ("٩٠ يوماً", "days"),
    ("خمسة أيام", "days"),
    ("three days", "days"),
    ("خمس وعشرون دقيقة", "minutes"),
    ("يوميًا", "days"),
    ("daily", "days"),
    ("أسبوعين", "weeks"),
    ("3 أشهر", "months"),
    ("سنتان", "years"),
    ("2 أعوام", "years"),
    ("499 ريال", "SAR"),
    ("5 ريالات", "SAR"),
    ("٤٩٩ ر.س", "SAR"),
    ("SAR 1,500", "SAR"),
    ("1٬500 ريال", "SAR"),
    ("١٬٥٠٠٫٥ ريال", "SAR"),
    ("1 500 ريال", "SAR"),
    ("1\u{A0}500 SAR", "SAR"),
    ("1.500.000 ريال", "SAR"),
    ("1.500,50 ريال", "SAR"),
    ("$1,200.50", "USD"),
    ("499.00 SAR", "SAR"),
    ("10k SAR", "SAR"),
    ("50 ألف ريال", "SAR"),
    ("3 آلاف ريال", "SAR"),
    ("2.5 مليون ريال", "SAR"),
    ("**499** ريال", "SAR"),
    ("بـ٤٩٩ ريال", "SAR"),
    ("٪10", "percent"),
    ("10%", "percent"),
    ("12.5 percent", "percent"),
    ("10 في المئة", "percent"),
    ("0.25", "ratio"),
    ("1:4", "ratio"),
    ("3x", "ratio"),
    ("+40", "points"),
    ("-10", "points"),
    ("40 pts", "points"),
    ("≥14", "points"),
    ("`60`+", "points"),
    ("أكثر من 14", "points"),
    ("~20", "count"),
    ("12 فرص B2B", "count"),
    ("خمسة وعشرون", "count"),
    ("1,234,567", "count"),
];

const RANGES: &[(&str, &str)] = &[
    ("3,000–7,500 ريال", "SAR"),
    ("7,500–3,000 ريال", "SAR"),
    ("من ٣٬٠٠٠ إلى ٧٬٥٠٠ ر.س", "SAR"),
    ("$10–$20", "USD"),
    ("5–10k SAR", "SAR"),
    ("من 2 إلى 5 أيام", "days"),
    ("24-48h", "hours"),
    ("10% - 15%", "percent"),
    ("between 3 and 7 days", "days"),
];

/// Words and signs that quantities are made of.
const PIECES: &[&str] = &[
    "1",
    "30",
    "٣٠",
    "1,500",
    "1.500",
    "٫",
    "٬",
    "،",
    "½",
    "-",
    "–",
    "—",
    "+",
    "%",
    "٪",
    "~",
    "~~",
    "≥",
    "<",
    "=",
    ":",
    "/",
    "(",
    ".",
    "*",
    "**",
    "`",
    "_",
    "|",
    "\n",
    " ",
    " ",
    " ",
    "\u{A0}",
    "\u{200F}",
    "ـ",
    "ً",
    "ساعة",
    "ساعتين",
    "ونصف",
    "ثلث",
    "ثلثا ساعة",
    "وثلثي",
    "إلا",
    "ربع",
    "دقيقة",
    "د",
    "س",
    "ر.س",
    "ريال",
    "﷼",
    "SAR",
    "$",
    "US$",
    "k",
    "m",
    "h",
    "30m",
    "ألف",
    "آلاف",
    "مليون",
    "خمسة",
    "وعشرون",
    "عشر",
    "مئة",
    "من",
    "إلى",
    "بين",
    "و",
    "and",
    "a",
    "half",
    "an",
    "hour",
    "three",
    "quarters",
    "thirds",
    "a third",
    "of",
    "day",
    "twenty",
    "five",
    "hundred",
    "نعم",
    "لا",
    "yes",
    "✓",
    "❌",
    "كل",
    "يوميًا",
    "per",
    "to",
    "x",
    "×",
    "⁄",
    "SEV1",
    "#",
    "قطري",
    "business",
    "99999999999999999999",
    "0.1234567890123",
    "\u{20C1}",
    "𝟛",
    "①",
    "²",
];

fn soup() -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(PIECES), 0..12).prop_map(|pieces| pieces.concat())
}

fn any_unit() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec![
        "", "minutes", "hours", "days", "months", "SAR", "percent", "ratio", "points", "count", "bool",
    ])
}

fn number() -> impl Strategy<Value = Decimal> {
    prop_oneof![
        (0..100_i64).prop_map(Decimal::from),
        (-100_000..10_000_000_i64).prop_map(Decimal::from),
        (-99_999..99_999_i128, 0..4_u32).prop_map(|(n, scale)| Decimal::new(n, scale).expect("small")),
    ]
}

fn any_amount() -> impl Strategy<Value = Amount> {
    let units = vec!["seconds", "minutes", "hours", "days", "weeks", "months", "years", "percent", "ratio", "SAR"];
    let extent = prop_oneof![
        (0..5_i64).prop_map(|n| (n * 1_209_600, None)),
        (0..3_i64, 0..3_i64).prop_map(|(a, b)| (a * 604_800, Some(b * 604_800))),
    ];
    let limit = prop::sample::select(vec![None, None, Some(Limit::AtLeast)]);
    (extent, prop::sample::select(units), limit).prop_map(|((low, high), unit, limit)| {
        let unit = Unit::of_name(unit).expect("a unit");
        let n = |n: i64| Decimal::from(n).over(unit.size()).expect("whole weeks");
        let amount = high.map_or(Amount::new(n(low), unit), |high| Amount::range(n(low), n(high), unit));
        amount.limited(limit)
    })
}

fn unit(name: &str) -> Unit {
    Unit::of_name(name).expect("a unit")
}

/// Rewrites `cell` in a sentence, and checks everything that must hold for the outcome.
fn check(before: &str, cell: &str, after: &str, unit: &str, truth: Measure) -> Result<bool, TestCaseError> {
    let text = format!("{before}{cell}{after}");
    let Ok(reading) = read(&text, unit) else { return Ok(false) };
    let Ok(rewrite) = reading.rewrite(&truth) else { return Ok(false) };
    let (start, end) = (reading.span.start, reading.span.end);
    prop_assert!(rewrite.text.starts_with(&text[..start]) && rewrite.text.ends_with(&text[end..]), "{rewrite:?}");
    for edit in &rewrite.edits {
        prop_assert!(start <= edit.range.start && edit.range.end <= end, "{rewrite:?}");
    }
    let again = read(&rewrite.text, unit).map_err(|e| TestCaseError::fail(format!("{}: {e}", rewrite.text)))?;
    prop_assert_eq!(again.measure.against(&truth), Agreement::Same, "{}", rewrite.text);
    prop_assert_eq!(again.rewrite(&truth).map(|r| r.edits), Ok(Vec::new()), "{}", rewrite.text);
    Ok(true)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, ..ProptestConfig::default() })]

    #[test]
    fn whole_numbers_are_written_in_every_style(style in prop::sample::select(STYLES), n in 1..100_i64) {
        let truth = Measure::Amount(Amount::new(Decimal::from(n), unit(style.1)));
        prop_assert!(check("", style.0, "", style.1, truth)?, "{} → {n}", style.0);
    }

    #[test]
    fn what_is_written_reads_back(style in prop::sample::select(STYLES), n in number()) {
        let truth = Measure::Amount(Amount::new(n, unit(style.1)));
        check("خلال ", style.0, " فقط", style.1, truth)?;
    }

    #[test]
    fn ranges_read_back(style in prop::sample::select(RANGES), a in 1..100_i64, more in 1..100_i64) {
        let truth = Measure::Amount(Amount::range(Decimal::from(a), Decimal::from(a + more), unit(style.1)));
        prop_assert!(check("", style.0, "", style.1, truth)?, "{} → {a}–{}", style.0, a + more);
    }

    #[test]
    fn any_text_is_read_without_panic(text in prop_oneof![soup(), any::<String>()], unit in any_unit(), truth in any_amount()) {
        if let Ok(reading) = read_cell(&text, &column(unit)) {
            prop_assert!(text.get(reading.span.clone()).is_some());
        }
        check("", &text, "", unit, Measure::Amount(truth))?;
        check("", &text, "", unit, Measure::Truth(true))?;
    }

    #[test]
    fn equality_is_one(a in any_amount(), b in any_amount(), c in any_amount()) {
        prop_assert!(a.same(&a));
        prop_assert_eq!(a.same(&b), b.same(&a));
        prop_assert!(!(a.same(&b) && b.same(&c)) || a.same(&c));
        let (ma, mb) = (Measure::Amount(a), Measure::Amount(b));
        prop_assert_eq!(ma.against(&mb) == Agreement::Same, mb.against(&ma) == Agreement::Same);
        for name in ["seconds", "hours", "weeks", "months", "percent", "ratio"] {
            if let Some(other) = a.in_unit(unit(name)) {
                prop_assert!(a.same(&other));
            }
        }
    }
}

#[test]
fn long_cells_take_linear_time() {
    for piece in ["1,", "1-", "~~a ", "خمسة و", "1h ", "من ", "-", "ساعة و", "1 000 ", "٣٠", "½", "* ", "1/"]
    {
        let text = piece.repeat(20_000);
        let read = read_cell(&text, &Column { unit: Some(Unit::Minute), ..Column::default() });
        assert!(read.is_err() || text.get(read.expect("read").span).is_some());
    }
}
