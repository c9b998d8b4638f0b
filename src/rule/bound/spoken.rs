//! Quantities and values in the words of a message.
//!
//! It must not know documents.

use crate::language::quantity::{Amount, Column, Currency, Measure, Unit, read_cell};
use crate::policy::model::{Lang, Text};

/// One of two texts.
pub const fn say<'a>(lang: Lang, ar: &'a str, en: &'a str) -> &'a str {
    match lang {
        Lang::Ar => ar,
        Lang::En => en,
    }
}

/// A measure as people say it.
pub fn measure(measure: &Measure, lang: Lang) -> String {
    // 0.15 reads best as 15%, and what is only counted has no unit to name.
    let measure = &match measure {
        Measure::Amount(amount) if amount.unit == Unit::Ratio => {
            Measure::Amount(amount.in_unit(Unit::Percent).unwrap_or(*amount))
        }
        Measure::Amount(amount) if amount.unit == Unit::Count => {
            Measure::Amount(Amount { unit: Unit::Plain, ..*amount })
        }
        other => *other,
    };
    let sample = measure.unit().map(|unit| (unit, sample(unit, lang)));
    let written = sample.and_then(|(unit, sample)| {
        let column = Column { unit: Some(unit), ..Column::default() };
        // Written in the style of a sample, so that unit words agree with their numbers.
        Some(read_cell(sample?, &column).ok()?.rewrite(measure).ok()?.text)
    });
    written.unwrap_or_else(|| match (measure, lang) {
        (Measure::Truth(true), Lang::Ar) => "نعم".to_owned(),
        (Measure::Truth(false), Lang::Ar) => "لا".to_owned(),
        (Measure::Absent, Lang::Ar) => "بلا قيمة".to_owned(),
        _ => measure.to_string(),
    })
}

fn sample(unit: Unit, lang: Lang) -> Option<&'static str> {
    let (ar, en) = match unit {
        Unit::Second => ("5 ثوان", "5 seconds"),
        Unit::Minute => ("5 دقائق", "5 minutes"),
        Unit::Hour => ("5 ساعات", "5 hours"),
        Unit::Day => ("5 أيام", "5 days"),
        Unit::Week => ("5 أسابيع", "5 weeks"),
        Unit::Month => ("5 أشهر", "5 months"),
        Unit::Year => ("5 سنوات", "5 years"),
        Unit::Money(Currency::Sar) => ("1,005 ريال", "1,005 SAR"),
        _ => return None,
    };
    Some(say(lang, ar, en))
}

/// A name for messages.
pub fn unit(unit: Unit, lang: Lang) -> &'static str {
    match (lang, unit) {
        (Lang::En, unit) => unit.name(),
        (Lang::Ar, Unit::Second) => "ثوان",
        (Lang::Ar, Unit::Minute) => "دقائق",
        (Lang::Ar, Unit::Hour) => "ساعات",
        (Lang::Ar, Unit::Day) => "أيام",
        (Lang::Ar, Unit::Week) => "أسابيع",
        (Lang::Ar, Unit::Month) => "أشهر",
        (Lang::Ar, Unit::Year) => "سنوات",
        (Lang::Ar, Unit::Percent) => "نسبة مئوية",
        (Lang::Ar, Unit::Ratio) => "نسبة",
        (Lang::Ar, Unit::Points) => "نقاط",
        (Lang::Ar, Unit::Count) => "عدد",
        (Lang::Ar, Unit::Plain) => "رقم بلا وحدة",
        (Lang::Ar, Unit::Bool) => "نعم أو لا",
        (Lang::Ar, Unit::Money(_)) => unit.name(),
    }
}

/// A text of both languages.
pub fn both(ar: impl Into<String>, en: impl Into<String>) -> Text {
    Text { ar: ar.into(), en: en.into() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::quantity::Decimal;

    #[test]
    fn numbers_agree_with_their_units() {
        let of = |n: i64, unit| Measure::Amount(Amount::new(Decimal::from(n), unit));
        assert_eq!(measure(&of(30, Unit::Minute), Lang::Ar), "30 دقيقة");
        assert_eq!(measure(&of(30, Unit::Minute), Lang::En), "30 minutes");
        assert_eq!(measure(&of(1, Unit::Hour), Lang::En), "1 hour");
        assert_eq!(measure(&of(499, Unit::Money(Currency::Sar)), Lang::Ar), "499 ريال");
        assert_eq!(measure(&of(15, Unit::Percent), Lang::Ar), "15%");
        assert_eq!(measure(&of(3, Unit::Ratio), Lang::En), "300%");
        assert_eq!(measure(&of(3, Unit::Count), Lang::En), "3");
        assert_eq!(measure(&Measure::Truth(true), Lang::Ar), "نعم");
    }
}
