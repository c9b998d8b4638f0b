//! What cells of Saudi business documents say: the cell, the column's unit, and the quantity; `!` names an error.

use super::{expected, outcome};

/// Cell, unit of the column ("" for none), quantity.
const CELLS: &[(&str, &str, &str)] = &[
    // Several things at once.
    ("**من ٣٬٠٠٠ إلى ٧٬٥٠٠ ر.س** شهريًا", "SAR", "3000..7500 SAR"),
    ("بين ساعة ونصف وساعتين", "minutes", "90..120 minutes"),
    ("خلال ساعتين ونصف (كحدّ أقصى)", "hours", "<=2.5 hours"),
    ("لا يتجاوز ٢٤ ساعة عمل", "hours", "<=24 hours"),
    ("خمسة وعشرون ألف ريال سعودي", "SAR", "25000 SAR"),
    ("ألفان وخمسمائة ريال", "SAR", "2500 SAR"),
    ("مليون ونصف المليون ريال", "SAR", "1500000 SAR"),
    ("ساعة إلا ربع", "minutes", "45 minutes"),
    ("ساعتين إلا ربعاً", "minutes", "105 minutes"),
    ("ساعة و٣٠ دقيقة", "minutes", "90 minutes"),
    ("ساعة وثلاثون دقيقة", "minutes", "90 minutes"),
    ("1h 30m", "minutes", "90 minutes"),
    ("2 ساعة و 15 دقيقة", "minutes", "135 minutes"),
    ("من 30 دقيقة إلى ساعة", "minutes", "30..60 minutes"),
    ("ساعة – ساعتين", "hours", "1..2 hours"),
    ("3-7 آلاف ريال", "SAR", "3000..7000 SAR"),
    ("5–10k SAR", "SAR", "5000..10000 SAR"),
    ("~~599~~ 499 ريال", "SAR", "499 SAR"),
    ("بـ٤٩٩ ريال", "SAR", "499 SAR"),
    ("الـ24 ساعة الأولى", "hours", "24 hours"),
    ("an hour and a half", "minutes", "90 minutes"),
    ("two and a half hours", "hours", "2.5 hours"),
    ("twenty-five minutes", "minutes", "25 minutes"),
    ("three quarters of an hour", "minutes", "45 minutes"),
    ("one hundred and twenty days", "days", "120 days"),
    ("خمس عشرة دقيقة", "minutes", "15 minutes"),
    ("أحد عشر يومًا", "days", "11 days"),
    ("إحدى وعشرون ساعة", "hours", "21 hours"),
    ("ثلاثة أيام ونصف", "days", "3.5 days"),
    ("ثلاثة أرباع ساعة", "minutes", "45 minutes"),
    ("30 دقيقة (SEV1)", "minutes", "30 minutes"),
    ("10 فرص B2B خلال 7 أيام", "count", "10 count"),
    ("10 فرص B2B خلال 7 أيام", "days", "7 days"),
    ("Pilot 7 days — 499 SAR", "SAR", "499 SAR"),
    ("Pilot 7 days — 499 SAR", "days", "7 days"),
    ("غير نشط ≥14 يوم", "days", ">=14 days"),
    ("499 SAR/month", "SAR", "499 SAR"),
    ("٤٩٩ ريال / شهر", "SAR", "499 SAR"),
    ("24/7", "hours", "!none"),
    // Durations.
    ("30 دقيقة", "minutes", "30 minutes"),
    ("٣٠ دقيقة", "minutes", "30 minutes"),
    ("۳۰ دقیقه", "minutes", "30 minutes"),
    ("30 دقيقة", "hours", "0.5 hours"),
    ("نصف ساعة", "minutes", "30 minutes"),
    ("نص ساعة", "minutes", "30 minutes"),
    ("ربع ساعة", "minutes", "15 minutes"),
    ("ساعة", "minutes", "60 minutes"),
    ("ساعة واحدة", "hours", "1 hours"),
    ("ساعة ونصف", "hours", "1.5 hours"),
    ("ساعة وربع", "minutes", "75 minutes"),
    ("ساعتان", "minutes", "120 minutes"),
    ("خلال ساعتين", "hours", "2 hours"),
    ("دقيقتين", "minutes", "2 minutes"),
    ("يومين", "hours", "48 hours"),
    ("يومان عمل", "days", "2 days"),
    ("أسبوعين", "days", "14 days"),
    ("أسبوعٌ واحد", "days", "7 days"),
    ("شهرين", "months", "2 months"),
    ("سنتان", "months", "24 months"),
    ("شهر", "days", "1 months"),
    ("7 أيام", "hours", "168 hours"),
    ("١٤ يومًا", "weeks", "2 weeks"),
    ("90 يوماً", "days", "90 days"),
    ("كل ساعة", "minutes", "60 minutes"),
    ("كل 30 دقيقة", "minutes", "30 minutes"),
    ("كل أسبوعين", "weeks", "2 weeks"),
    ("يوميًا", "hours", "24 hours"),
    ("أسبوعياً", "days", "7 days"),
    ("شهريًا", "months", "1 months"),
    ("hourly", "minutes", "60 minutes"),
    ("daily", "days", "1 days"),
    ("every 4 hours", "hours", "4 hours"),
    ("every hour", "minutes", "60 minutes"),
    ("per day", "hours", "24 hours"),
    ("2د", "minutes", "2 minutes"),
    ("30 د.", "minutes", "30 minutes"),
    ("4س", "hours", "4 hours"),
    ("٤ س", "hours", "4 hours"),
    ("15 ث", "seconds", "15 seconds"),
    ("1.5h", "hours", "1.5 hours"),
    ("1.5 h", "minutes", "90 minutes"),
    ("30m", "minutes", "30 minutes"),
    ("30min", "minutes", "30 minutes"),
    ("30 mins", "hours", "0.5 hours"),
    ("24h", "days", "1 days"),
    ("24 hrs", "hours", "24 hours"),
    ("7d", "days", "7 days"),
    ("2w", "days", "14 days"),
    ("half an hour", "minutes", "30 minutes"),
    ("a quarter of an hour", "minutes", "15 minutes"),
    ("an hour", "minutes", "60 minutes"),
    ("a week", "days", "7 days"),
    ("30 business minutes", "minutes", "30 minutes"),
    ("3 working days", "days", "3 days"),
    ("90-day", "days", "90 days"),
    ("30 seconds", "seconds", "30 seconds"),
    ("½ ساعة", "minutes", "30 minutes"),
    ("1½ hours", "minutes", "90 minutes"),
    ("1/2 ساعة", "minutes", "30 minutes"),
    ("٢٫٥ ساعة", "hours", "2.5 hours"),
    ("`30` دقيقة", "minutes", "30 minutes"),
    ("*30* min", "minutes", "30 minutes"),
    ("30\u{A0}دقيقة", "minutes", "30 minutes"),
    ("\u{200F}30\u{200E} دقيـــقة", "minutes", "30 minutes"),
    ("30\u{202F}min", "minutes", "30 minutes"),
    ("30", "minutes", "30 minutes"),
    ("٣٠", "hours", "30 hours"),
    ("30 فقط", "minutes", "30 minutes"),
    ("30 max", "minutes", "<=30 minutes"),
    // Money.
    ("499 ريال", "SAR", "499 SAR"),
    ("٤٩٩ ر.س", "SAR", "499 SAR"),
    ("٤٩٩ ر.س.", "SAR", "499 SAR"),
    ("499 ﷼", "SAR", "499 SAR"),
    ("\u{20C1} 499", "SAR", "499 SAR"),
    ("SAR 1,500", "SAR", "1500 SAR"),
    ("SAR1,500", "SAR", "1500 SAR"),
    ("1,500SAR", "SAR", "1500 SAR"),
    ("SR 1500", "SAR", "1500 SAR"),
    ("ريال 1500", "SAR", "1500 SAR"),
    ("$1,200.50", "USD", "1200.5 USD"),
    ("US$20", "USD", "20 USD"),
    ("20 دولار", "USD", "20 USD"),
    ("€99", "EUR", "99 EUR"),
    ("3,000–7,500 ريال", "SAR", "3000..7500 SAR"),
    ("٣٬٠٠٠ - ٧٬٥٠٠ ريال", "SAR", "3000..7500 SAR"),
    ("3000—7500 SAR", "SAR", "3000..7500 SAR"),
    ("3,000 ريال ‒ 7,500 ريال", "SAR", "3000..7500 SAR"),
    ("$10–$20", "USD", "10..20 USD"),
    ("$10–20", "USD", "10..20 USD"),
    ("SAR 3,000 to 7,500", "SAR", "3000..7500 SAR"),
    ("من 3,000 إلى 7,500", "SAR", "3000..7500 SAR"),
    ("بين 3,000 و7,500 ريال", "SAR", "3000..7500 SAR"),
    ("between 3,000 and 7,500 SAR", "SAR", "3000..7500 SAR"),
    ("7,500–3,000 ريال", "SAR", "3000..7500 SAR"),
    ("10k SAR", "SAR", "10000 SAR"),
    ("2.5 مليون ريال", "SAR", "2500000 SAR"),
    ("50 ألف ريال", "SAR", "50000 SAR"),
    ("3 آلاف ريال", "SAR", "3000 SAR"),
    ("5M SAR", "SAR", "5000000 SAR"),
    ("1٬500 ريال", "SAR", "1500 SAR"),
    ("1 500 ريال", "SAR", "1500 SAR"),
    ("1\u{A0}500\u{A0}000", "SAR", "1500000 SAR"),
    ("1.500.000 ريال", "SAR", "1500000 SAR"),
    ("1.500,50 ريال", "SAR", "1500.5 SAR"),
    ("١٬٥٠٠٫٥ ريال", "SAR", "1500.5 SAR"),
    ("499.00 SAR", "SAR", "499 SAR"),
    ("مئة ريال", "SAR", "100 SAR"),
    ("خمسمية ريال", "SAR", "500 SAR"),
    ("ريالين", "SAR", "2 SAR"),
    ("ابتداءً من 499 ريال", "SAR", ">=499 SAR"),
    ("starting at $99", "USD", ">=99 USD"),
    ("1500", "SAR", "1500 SAR"),
    ("$99", "SAR", "99 USD"),
    // Shares, points, counts.
    ("10%", "percent", "10 percent"),
    ("٪10", "percent", "10 percent"),
    ("١٠٪", "ratio", "0.1 ratio"),
    ("10 بالمئة", "percent", "10 percent"),
    ("10 في المئة", "percent", "10 percent"),
    ("عشرة بالمائة", "percent", "10 percent"),
    ("12.5 percent", "percent", "12.5 percent"),
    ("99.999%", "percent", "99.999 percent"),
    ("10–15%", "percent", "10..15 percent"),
    ("10% - 15%", "percent", "10..15 percent"),
    ("0.25", "ratio", "0.25 ratio"),
    ("1:3", "ratio", "1:3"),
    ("1:4", "ratio", "0.25 ratio"),
    ("3x", "ratio", "3 ratio"),
    ("10", "percent", "10 percent"),
    ("+40", "points", "40 points"),
    ("-10", "points", "-10 points"),
    ("\u{2212}10", "points", "-10 points"),
    ("+40 نقطة", "points", "40 points"),
    ("40 pts", "points", "40 points"),
    ("≥14", "points", ">=14 points"),
    (">= 60", "points", ">=60 points"),
    ("60+", "points", ">=60 points"),
    ("أكثر من 14", "points", ">14 points"),
    ("٧٠ فأكثر", "points", ">=70 points"),
    ("أقل من ٣٠", "points", "<30 points"),
    ("على الأقل 5", "count", ">=5 count"),
    ("5 على الأقل", "count", ">=5 count"),
    ("up to 10", "count", "<=10 count"),
    ("at most 3", "count", "<=3 count"),
    ("~20", "count", "~20 count"),
    ("حوالي 20", "count", "~20 count"),
    ("صفر", "count", "0 count"),
    ("ثلاث محاولات", "count", "3 count"),
    ("خمسة وعشرون", "count", "25 count"),
    ("11 connectors", "count", "11 count"),
    ("1,234,567", "count", "1234567 count"),
    ("42", "", "42 number"),
    // Yes, no, none.
    ("نعم", "bool", "yes"),
    ("**لا**", "bool", "no"),
    ("Yes", "bool", "yes"),
    ("✓", "bool", "yes"),
    ("✅ نعم", "bool", "yes"),
    ("✗", "bool", "no"),
    ("❌", "bool", "no"),
    ("true", "bool", "yes"),
    ("`false`", "bool", "no"),
    ("نعم — بعد الموافقة", "bool", "yes"),
    ("—", "minutes", "none"),
    ("-", "SAR", "none"),
    ("n/a", "SAR", "none"),
    ("N/A", "bool", "none"),
    ("لا يوجد", "SAR", "none"),
    ("لا ينطبق", "minutes", "none"),
    // What must be asked about.
    ("", "minutes", "!empty"),
    ("  ", "minutes", "!empty"),
    ("بعد الموافقة", "minutes", "!none"),
    ("ساعات العمل", "hours", "!none"),
    ("SEV1", "count", "!none"),
    ("1.500 ريال", "SAR", "!ambiguous"),
    ("١،٥ ساعة", "hours", "!ambiguous"),
    ("1,5", "hours", "!ambiguous"),
    ("5m", "", "!unit"),
    ("3 محاولات", "minutes", "!unit"),
    ("30 دقيقة أو 45 دقيقة", "minutes", "!several"),
    ("499 / 599 / 699", "SAR", "!several"),
    ("1.2.3", "count", "!malformed"),
    ("2026-01-15", "count", "!malformed"),
    ("1,50,000", "SAR", "!malformed"),
    ("15/01/2026", "count", "!malformed"),
    ("4/5", "points", "!malformed"),
    ("4/5", "ratio", "0.8 ratio"),
    ("متاح 24/7", "hours", "!none"),
    ("خلال ٤٨–٧٢ ساعة عمل", "hours", "48..72 hours"),
    ("5-10% من الإيراد", "percent", "5..10 percent"),
    ("من ريالين إلى ٥ ريالات", "SAR", "2..5 SAR"),
    ("499 ريالاً", "SAR", "499 SAR"),
    ("٤٩٩ ريال سعودي شامل الضريبة 15%", "SAR", "499 SAR"),
    ("٤٩٩ ريال سعودي شامل الضريبة 15%", "percent", "15 percent"),
    ("15% VAT", "percent", "15 percent"),
    ("كل ٣ أشهر", "months", "3 months"),
    ("ثلاثة أشهر", "months", "3 months"),
    ("12 شهرًا", "months", "12 months"),
    ("سنة واحدة", "months", "12 months"),
    ("30 days", "months", "30 days"),
    ("< 1h", "minutes", "<60 minutes"),
    ("30 minutes or less", "minutes", "<=30 minutes"),
    ("٣ أيام على الأكثر", "days", "<=3 days"),
    ("بعد ٤ ساعات (P1)", "hours", "4 hours"),
    ("Q3 2026", "count", "2026 count"),
    ("**15%** سنويًا", "percent", "15 percent"),
    ("$5m", "USD", "5000000 USD"),
    ("SAR 2.5M–5M", "SAR", "2500000..5000000 SAR"),
    ("نصف يوم", "hours", "12 hours"),
    ("يوم ونصف", "hours", "36 hours"),
    ("واحد", "count", "1 count"),
    ("متوفر", "bool", "!none"),
    ("24×7", "hours", "!none"),
    ("24x7", "hours", "!none"),
    ("يومي عمل", "days", "2 days"),
    ("ساعتي عمل", "hours", "2 hours"),
    ("يوم عمل واحد", "days", "1 days"),
    ("ريال واحد", "SAR", "1 SAR"),
    ("ريالان ونصف", "SAR", "2.5 SAR"),
    ("ر.س ٤٩٩", "", "499 SAR"),
    ("1 : 3", "ratio", "1:3"),
    ("ربع سنوي", "months", "3 months"),
    ("من أسبوع إلى شهر", "days", "!malformed"),
    ("<b>24</b> ساعة", "hours", "24 hours"),
    ("<24 ساعة", "hours", "<24 hours"),
    ("500ms", "seconds", "!none"),
    ("99999999999999999999999", "count", "!large"),
    ("0.12345678901234", "ratio", "!precise"),
    ("نعم / لا", "bool", "!several"),
    ("ربما", "bool", "!none"),
    ("1:0", "ratio", "!malformed"),
];

#[test]
fn cells_say_what_their_writers_meant() {
    assert!(CELLS.len() >= 120);
    let wrong: Vec<String> = CELLS
        .iter()
        .filter_map(|(cell, unit, want)| {
            let (got, fits) = outcome(cell, unit, &expected(want));
            (!fits).then(|| format!("{cell:?} in {unit:?}: {got}, not {want}"))
        })
        .collect();
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), CELLS.len(), wrong.join("\n"));
}

#[test]
fn spans_hold_the_quantity_and_nothing_else() {
    for (cell, unit, span) in [
        ("خلال **٣٠ دقيقة** فقط", "minutes", "٣٠ دقيقة"),
        ("بساعتين، كحد أقصى", "hours", "ساعتين"),
        ("Starter: SAR 1,500/month", "SAR", "SAR 1,500"),
        ("من 3,000 إلى 7,500 ريال شهريًا", "SAR", "3,000 إلى 7,500 ريال"),
        ("≥14", "points", "14"),
        ("خصم ٪10 سنوي", "percent", "٪10"),
        ("risk +40.", "points", "+40"),
        ("ساعةً ونصف تقريبًا", "hours", "ساعةً ونصف"),
        ("✅ مفعل", "bool", "✅"),
    ] {
        let reading = super::read(cell, unit).unwrap_or_else(|e| panic!("{cell}: {e}"));
        assert_eq!(&cell[reading.span.clone()], span);
    }
}

#[test]
fn a_column_says_what_its_cells_leave_out() {
    use super::{Amount, Column, Decimal, Measure, Unit, read_cell};
    let column = Column { unit: Some(Unit::Minute), bare: Some(Unit::Hour), none: &["لا حد", "∞"] };
    let minutes = |n: i64| Measure::Amount(Amount::new(Decimal::from(n), Unit::Minute));
    let two = read_cell("2", &column).expect("a number");
    assert_eq!(two.measure.against(&minutes(120)), super::super::Agreement::Same);
    assert_eq!(two.rewrite(&minutes(90)).map(|r| r.text), Ok("1.5".to_owned()));
    assert_eq!(read_cell("**لا حدّ**", &column).map(|r| r.measure), Ok(Measure::Absent));
    assert_eq!(read_cell("∞", &column).map(|r| r.measure), Ok(Measure::Absent));
}

#[test]
fn what_does_not_compare_says_why() {
    use super::super::Agreement::{Absent, Incompatible, Same, Unexpected, UnitMissing};
    use super::{Decimal, Measure, Unit, amount};
    let against = |cell: &str, unit: &str, truth: &str| {
        super::read(cell, unit).map(|r| r.measure.against(&Measure::Amount(amount(truth)))).expect(cell)
    };
    assert_eq!(against("شهر", "days", "30 days"), Incompatible { found: Unit::Month, expected: Unit::Day });
    assert_eq!(against("30", "", "30 minutes"), UnitMissing { expected: Unit::Minute });
    assert_eq!(against("—", "days", "30 days"), Absent);
    assert_eq!(Measure::Amount(amount("1 days")).against(&Measure::Absent), Unexpected);
    assert_eq!(against("≥14", "points", "14 points"), Same);
    let month = amount("1 months").with_months_of(30).expect("30 days");
    assert!(month.same(&amount("30 days")) && !amount("1 months").same(&amount("30 days")));
    assert_eq!(amount("1 years").with_months_of(30).map(|a| a.in_unit(Unit::Day)), Ok(Some(amount("360 days"))));
    assert_eq!(Decimal::from(360), amount("360 days").ends().0);
}

#[test]
fn errors_say_what_to_write() {
    let help = |cell: &str, unit: &str| super::read(cell, unit).expect_err(cell).help();
    assert_eq!(help("1.500 ريال", "SAR"), "write `1500` or `1.5`");
    assert_eq!(help("1.125 ريال", "SAR"), "write `1125` or `1.1250`");
    assert_eq!(help("بعد الموافقة", "minutes"), "write `30 دقيقة` or `30 minutes`, or `—` where there is none");
    let several = super::read("30 دقيقة أو 45 دقيقة", "minutes").expect_err("two");
    assert_eq!(several.to_string(), "`30 دقيقة` and `45 دقيقة` could be meant");
    assert_eq!(several.range(), Some(0..32));
}
