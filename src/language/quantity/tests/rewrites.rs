//! How a cell is repaired in its own style: the cell, the column's unit, the true quantity, the repaired cell.

use super::{Want, expected, read};

const REWRITES: &[(&str, &str, &str, &str)] = &[
    // Arabic agreement.
    ("خلال **ساعتين** من الاستلام", "hours", "3 hours", "خلال **3 ساعات** من الاستلام"),
    ("30 دقيقة", "minutes", "45 minutes", "45 دقيقة"),
    ("٣٠ دقيقة", "minutes", "5 minutes", "٥ دقائق"),
    ("30 دقيقة", "minutes", "2 minutes", "دقيقتين"),
    ("30 دقيقة", "minutes", "1 minutes", "دقيقة واحدة"),
    ("3 ساعات", "hours", "11 hours", "11 ساعة"),
    ("3 ساعات", "hours", "100 hours", "100 ساعة"),
    ("3 ساعات", "hours", "103 hours", "103 ساعات"),
    ("7 أيام", "days", "14 days", "14 يومًا"),
    ("14 يوم", "days", "30 days", "30 يوم"),
    ("14 يوم", "days", "7 days", "7 أيام"),
    ("١٤ يوماً", "days", "٧ days", "٧ أيام"),
    ("٩٠ يوماً", "days", "30 days", "٣٠ يوماً"),
    ("يومين", "days", "1 days", "يوم واحد"),
    ("يومان", "days", "5 days", "5 أيام"),
    ("يوم واحد", "days", "2 days", "يومين"),
    ("ساعة", "minutes", "120 minutes", "ساعتين"),
    ("5 دقيقة", "minutes", "7 minutes", "7 دقيقة"),
    ("أسبوع", "days", "14 days", "أسبوعين"),
    ("شهرين", "months", "3 months", "3 أشهر"),
    ("من 2 إلى 5 أيام", "days", "3..14 days", "من 3 إلى 14 يومًا"),
    // The unit of the cell, and when it has to give way.
    ("7 أيام", "hours", "72 hours", "3 أيام"),
    ("7 أيام", "hours", "36 hours", "36 ساعة"),
    ("ساعتين", "minutes", "30 minutes", "30 دقيقة"),
    ("2h", "minutes", "30 minutes", "30min"),
    ("1.5h", "minutes", "30 minutes", "0.5h"),
    ("30m", "minutes", "60 minutes", "60m"),
    ("2د", "minutes", "5 minutes", "5د"),
    ("30 د.", "minutes", "45 minutes", "45 د."),
    ("ساعة ونصف", "minutes", "150 minutes", "ساعتين ونصف"),
    ("ساعة ونصف", "minutes", "15 minutes", "ربع ساعة"),
    ("نصف ساعة", "minutes", "90 minutes", "ساعة ونصف"),
    ("نصف ساعة", "minutes", "20 minutes", "20 دقيقة"),
    ("ثلث ساعة", "minutes", "20 minutes", "ثلث ساعة"),
    ("ثلث ساعة", "minutes", "30 minutes", "نصف ساعة"),
    ("ثلث ساعة", "hours", "40 minutes", "40 دقيقة"),
    ("خلال ثلثي ساعة فقط", "minutes", "2 hours", "خلال ساعتين فقط"),
    ("ثلثا ساعة", "minutes", "90 minutes", "ساعة ونصف"),
    ("ساعة وثلثا الساعة", "minutes", "60 minutes", "ساعة"),
    ("ساعتان إلا ثلثًا", "minutes", "5 hours", "5 ساعات"),
    ("من ثلث ساعة إلى ساعة", "minutes", "15..90 minutes", "من ربع ساعة إلى ساعة ونصف"),
    ("من ثلث إلى نصف ساعة", "minutes", "15..30 minutes", "!wording"),
    ("Two thirds of an hour", "minutes", "30 minutes", "Half an hour"),
    ("كل ساعة", "minutes", "30 minutes", "كل 30 دقيقة"),
    ("1h 30m", "minutes", "135 minutes", "2h 15m"),
    ("half an hour", "minutes", "60 minutes", "1 hour"),
    ("an hour and a half", "minutes", "30 minutes", "half an hour"),
    ("24 hours", "hours", "1 hours", "1 hour"),
    ("1 Hour", "hours", "4 hours", "4 Hours"),
    ("30", "minutes", "1 hours", "60"),
    ("٣٠", "minutes", "45 minutes", "٤٥"),
    ("خلال 4 ساعات عمل", "hours", "2 hours", "خلال ساعتي عمل"),
    ("3 ساعات عمل", "hours", "1 hours", "ساعة عمل"),
    ("نصف ساعة - ساعة", "minutes", "60..90 minutes", "ساعة - ساعة ونصف"),
    ("ساعة ونصف إلى ساعتين", "minutes", "60..150 minutes", "ساعة إلى ساعتين ونصف"),
    ("أقل من ساعتين", "hours", "1 hours", "أقل من ساعة واحدة"),
    ("_30_ min", "minutes", "45 minutes", "_45_ min"),
    ("≥7 أيام", "days", "2 days", "≥2 يوم"),
    ("يومي عمل", "days", "3 days", "3 أيام عمل"),
    ("يوم عمل واحد", "days", "5 days", "5 أيام عمل"),
    ("within 1 business day", "hours", "8 hours", "!inexact"),
    ("ريال واحد", "SAR", "5 SAR", "5 ريالات"),
    ("<b>24</b> ساعة", "hours", "48 hours", "<b>48</b> ساعة"),
    ("أسبوع إلى أسبوعين", "days", "14..21 days", "أسبوعين إلى 3 أسابيع"),
    ("نصف ساعة", "minutes", "30..45 minutes", "!wording"),
    // Number words.
    ("خمسة أيام", "days", "7 days", "سبعة أيام"),
    ("خمس دقائق", "minutes", "25 minutes", "خمس وعشرين دقيقة"),
    ("twenty-five minutes", "minutes", "42 minutes", "forty-two minutes"),
    ("three days", "days", "1 days", "one day"),
    // Money.
    ("499 ريال", "SAR", "599 SAR", "599 ريال"),
    ("٤٩٩ ر.س", "SAR", "1500 SAR", "١٥٠٠ ر.س"),
    ("SAR 1,500", "SAR", "12500 SAR", "SAR 12,500"),
    ("1٬500 ريال", "SAR", "2500 SAR", "2٬500 ريال"),
    ("١٬٥٠٠٫٥ ريال", "SAR", "2000.25 SAR", "٢٬٠٠٠٫٢٥ ريال"),
    ("1 500 ريال", "SAR", "900 SAR", "900 ريال"),
    ("1.500.000 ريال", "SAR", "2500 SAR", "2500 ريال"),
    ("$1,200.50", "USD", "999.99 USD", "$999.99"),
    ("499.00 SAR", "SAR", "599 SAR", "599.00 SAR"),
    ("10k SAR", "SAR", "12500 SAR", "12.5k SAR"),
    ("10k SAR", "SAR", "499 SAR", "499 SAR"),
    ("3 آلاف ريال", "SAR", "5000 SAR", "5 آلاف ريال"),
    ("50 ألف ريال", "SAR", "499 SAR", "499 ريال"),
    ("3,000–7,500 ريال", "SAR", "3500..8000 SAR", "3,500–8,000 ريال"),
    ("**3,000** – **7,500** ريال", "SAR", "3000..9000 SAR", "**3,000** – **9,000** ريال"),
    ("7,500–3,000 ريال", "SAR", "3000..9000 SAR", "9,000–3,000 ريال"),
    ("3,000–7,500 ريال", "SAR", "4000 SAR", "4,000 ريال"),
    ("499 ريال", "SAR", "499..999 SAR", "499–999 ريال"),
    ("بـ٤٩٩ ريال فقط", "SAR", "599 SAR", "بـ٥٩٩ ريال فقط"),
    ("~~599~~ 499 ريال", "SAR", "399 SAR", "~~599~~ 399 ريال"),
    // Shares, points, signs.
    ("٪10", "percent", "15 percent", "٪15"),
    ("١٠٪", "percent", "0.125 ratio", "١٢٫٥٪"),
    ("10 في المئة", "percent", "20 percent", "20 في المئة"),
    ("1:4", "ratio", "0.2 ratio", "1:5"),
    ("0.25", "ratio", "0.3 ratio", "0.3"),
    ("+40", "points", "25 points", "+25"),
    ("+40", "points", "-5 points", "-5"),
    ("-10", "points", "20 points", "20"),
    ("≥14", "points", "21 points", "≥21"),
    ("`60`+", "points", "75 points", "`75`+"),
    ("10 فرص B2B", "count", "12 count", "12 فرص B2B"),
    // Yes, no, none.
    ("نعم", "bool", "no", "لا"),
    ("**Yes**", "bool", "no", "**No**"),
    ("✅ نعم", "bool", "no", "❌ لا"),
    ("✗", "bool", "yes", "✓"),
    ("`true`", "bool", "no", "`false`"),
    // Asked for, and not possible without a guess.
    ("499 ريال", "SAR", "30 minutes", "!unit"),
    ("30", "hours", "20 minutes", "!inexact"),
    ("—", "SAR", "499 SAR", "!kind"),
    ("نعم", "bool", "3 count", "!kind"),
    ("ساعة** ونصف", "minutes", "20 minutes", "!marks"),
];

#[test]
fn cells_are_repaired_in_their_own_style() {
    let mut wrong = Vec::new();
    for (cell, unit, truth, want) in REWRITES {
        let truth = truth.replace('٧', "7");
        let Want::Measure(measure) = expected(&truth) else { panic!("{truth}") };
        let reading = read(cell, unit).unwrap_or_else(|e| panic!("{cell}: {e}"));
        let got = match reading.rewrite(&measure) {
            Ok(rewrite) => rewrite.text,
            Err(error) => format!("!{}", error.name()),
        };
        if got != *want {
            wrong.push(format!("{cell} → {truth}: {got}, not {want}"));
        }
    }
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), REWRITES.len(), wrong.join("\n"));
}
