//! Number words and unit words, folded. It must not know how they combine.

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

/// The number a folded word stands for.
pub(super) fn numeral(word: &str) -> Option<Numeral> {
    use Numeral::{Many, Scale, Value};
    Some(match word {
        "صفر" | "zero" => Value(0.0),
        "نصف" | "نص" | "half" => Value(0.5),
        "واحد" | "واحده" | "one" => Value(1.0),
        "اثنين" | "اثنان" | "اثنتين" | "اثنتان" | "ثنتين" | "two" => Value(2.0),
        "ثلاث" | "ثلاثه" | "تلات" | "تلاته" | "three" => Value(3.0),
        "اربع" | "اربعه" | "four" => Value(4.0),
        "خمس" | "خمسه" | "five" => Value(5.0),
        "ست" | "سته" | "six" => Value(6.0),
        "سبع" | "سبعه" | "seven" => Value(7.0),
        "ثمان" | "ثماني" | "ثمانيه" | "تمن" | "تمانيه" | "eight" => Value(8.0),
        "تسع" | "تسعه" | "nine" => Value(9.0),
        "عشر" | "عشره" | "ten" => Value(10.0),
        "eleven" => Value(11.0),
        "twelve" | "dozen" | "دزينه" => Value(12.0),
        "fifteen" | "خمستعشر" => Value(15.0),
        "عشرين" | "عشرون" | "twenty" => Value(20.0),
        "ثلاثين" | "ثلاثون" | "تلاتين" | "thirty" => Value(30.0),
        "اربعين" | "اربعون" | "forty" => Value(40.0),
        "خمسين" | "خمسون" | "fifty" => Value(50.0),
        "ستين" | "ستون" | "sixty" => Value(60.0),
        "سبعين" | "سبعون" | "seventy" => Value(70.0),
        "ثمانين" | "ثمانون" | "تمانين" | "eighty" => Value(80.0),
        "تسعين" | "تسعون" | "ninety" => Value(90.0),
        "مئه" | "مايه" | "ميه" | "hundred" => Scale(100.0),
        "ميتين" | "مايتين" | "مئتين" | "ميتان" => Value(200.0),
        "ثلاثميه" | "ثلاثمايه" => Value(300.0),
        "خمسميه" | "خمسمايه" => Value(500.0),
        "الف" | "thousand" => Scale(1e3),
        "الفين" | "الفان" => Value(2e3),
        "مليون" | "million" => Scale(1e6),
        "مليونين" => Value(2e6),
        "مليار" | "billion" => Scale(1e9),
        "مييات" | "ميات" | "hundreds" | "dozens" | "عشرات" => Many(100.0),
        "الاف" | "thousands" => Many(1e3),
        "ملايين" | "millions" => Many(1e6),
        _ => return None,
    })
}

/// A unit of time: its length in hours, and how many of it the word itself names (1, 2 for a dual, 0 for a plural).
pub(super) fn duration_unit(word: &str) -> Option<(f64, f64)> {
    const SECOND: f64 = 1.0 / 3600.0;
    const MINUTE: f64 = 1.0 / 60.0;
    const MONTH: f64 = 720.0;
    const YEAR: f64 = 8760.0;
    Some(match word {
        "ثانيه" | "second" | "sec" => (SECOND, 1.0),
        "ثانيتين" => (SECOND, 2.0),
        "ثواني" | "ثوان" | "seconds" | "secs" => (SECOND, 0.0),
        "دقيقه" | "minute" | "min" | "د" => (MINUTE, 1.0),
        "دقيقتين" | "دقيقتان" => (MINUTE, 2.0),
        "دقايق" | "دقائق" | "minutes" | "mins" => (MINUTE, 0.0),
        "ساعه" | "hour" | "hr" | "h" | "س" => (1.0, 1.0),
        "ساعتين" | "ساعتان" => (1.0, 2.0),
        "ساعات" | "hours" | "hrs" => (1.0, 0.0),
        "يوم" | "يوما" | "ليله" | "day" | "night" | "d" => (24.0, 1.0),
        "يومين" | "يومان" | "ليلتين" => (24.0, 2.0),
        "ايام" | "ليالي" | "days" | "nights" => (24.0, 0.0),
        "اسبوع" | "اسبوعا" | "week" | "w" => (168.0, 1.0),
        "اسبوعين" | "اسبوعان" => (168.0, 2.0),
        "اسابيع" | "weeks" => (168.0, 0.0),
        "شهر" | "شهرا" | "month" => (MONTH, 1.0),
        "شهرين" | "شهران" => (MONTH, 2.0),
        "شهور" | "اشهر" | "months" => (MONTH, 0.0),
        "quarter" => (3.0 * MONTH, 1.0),
        "quarters" => (3.0 * MONTH, 0.0),
        "سنه" | "عام" | "عاما" | "year" => (YEAR, 1.0),
        "سنتين" | "عامين" => (YEAR, 2.0),
        "سنوات" | "سنين" | "اعوام" | "years" => (YEAR, 0.0),
        _ => return None,
    })
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
