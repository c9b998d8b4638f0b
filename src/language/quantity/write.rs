//! Writes a number with its unit the way another one is written: «ساعة ونصف», «3 ساعات», `30min`.
//!
//! It must not know what else stands in the cell.

use super::decimal::Decimal;
use super::digits::DigitStyle;
use super::lexicon::{Row, Shape, count};
use super::spoken;
use super::units::Unit;
use crate::language::counted::Counted;

/// How to write quantities of time, and of whatever else has unit words.
#[derive(Debug, Clone, Copy)]
pub(super) struct Pen {
    pub(super) digits: DigitStyle,
    /// The form of the old unit word.
    pub(super) shape: Shape,
    /// «ساعتان», not «ساعتين»; «عشرون», not «عشرين».
    pub(super) nominative: bool,
    /// The old text says halves and quarters in words, or the unit alone.
    pub(super) halves: bool,
    /// «عمل» follows, before which the dual loses its «ن».
    pub(super) construct: bool,
}

impl Pen {
    /// `value` of `row`'s unit as a text of its own.
    pub(super) fn quantity(&self, value: Decimal, row: &Row) -> String {
        if self.halves
            && let Some(text) = self.with_quarters(value, row)
        {
            return text;
        }
        let digits = self.digits.write(value);
        let sign = if value.is_negative() { "-" } else { "" };
        match self.shape {
            Shape::Short | Shape::EnglishShort => format!("{sign}{digits}{}", row.text(self.shape)),
            _ if self.shape.is_arabic() && row.counts_itself() && sign.is_empty() => match count(value) {
                Counted::One if self.halves || self.construct => row.text(Shape::One).to_owned(),
                Counted::One => {
                    format!("{} {}", row.text(Shape::One), if row.feminine { "واحدة" } else { "واحد" })
                }
                Counted::Two => self.dual(row).to_owned(),
                _ => format!("{digits} {}", row.text(Shape::One.beside(value))),
            },
            shape => format!("{sign}{digits} {}", row.text(shape.beside(value))),
        }
    }

    fn dual(&self, row: &Row) -> &'static str {
        match (self.construct, self.nominative) {
            (true, _) => row.text(Shape::Dual).strip_suffix('ن').unwrap_or_default(),
            (false, true) => row.text(Shape::DualNominative),
            (false, false) => row.text(Shape::Dual),
        }
    }

    /// Wholes and quarters, where words can say them.
    fn with_quarters(&self, value: Decimal, row: &Row) -> Option<String> {
        let quarters = value.times(Decimal::from(4)).ok()?.whole().filter(|q| *q > 0 && q % 4 != 0)?;
        let (whole, rest) = (quarters / 4, quarters % 4);
        let one = row.text(Shape::One);
        if !self.shape.is_arabic() || self.shape == Shape::Short {
            let article = if row.unit == Unit::Hour { "an" } else { "a" };
            let one = row.text(Shape::EnglishOne);
            return match (whole, rest) {
                (0, 1) => Some(format!("a quarter of {article} {one}")),
                (0, 2) => Some(format!("half {article} {one}")),
                (0, 3) => Some(format!("three quarters of {article} {one}")),
                (1, 1) => Some(format!("{article} {one} and a quarter")),
                (1, 2) => Some(format!("{article} {one} and a half")),
                _ => None,
            };
        }
        if whole == 0 {
            return Some(format!("{} {one}", ["", "ربع", "نصف", "ثلاثة أرباع"][usize::try_from(rest).ok()?]));
        }
        let base = |n: i128| Some(self.quantity(Decimal::new(n, 0).ok()?, row));
        Some(match rest {
            1 => format!("{} وربع", base(whole)?),
            2 => format!("{} ونصف", base(whole)?),
            _ => format!("{} إلا ربعًا", base(whole + 1)?),
        })
    }

    /// Two units together: «ساعتين و15 دقيقة», `2h 15m`. `small` is the text of the smaller unit's word.
    pub(super) fn compound(&self, whole: Decimal, rest: Decimal, row: &Row, small: &str, glued: bool) -> String {
        let gap = if glued { "" } else { " " };
        let more = format!("{}{gap}{small}", self.digits.write(rest));
        if self.shape.is_arabic() && self.shape != Shape::Short {
            let pen = Self { halves: true, ..*self };
            return format!("{} و{more}", pen.quantity(whole, row));
        }
        format!("{} {more}", self.quantity(whole, row))
    }

    /// `value` in words, beside a noun of the gender.
    pub(super) fn words(&self, value: Decimal, feminine: bool) -> Option<String> {
        let n = value.whole()?;
        if self.shape.is_arabic() { spoken::arabic(n, feminine, self.nominative) } else { spoken::english(n) }
    }
}

/// `text` with the letter case of `old`: all capitals, a capital first, or as it is.
pub(super) fn in_case_of(old: &str, text: &str) -> String {
    let mut letters = old.chars().filter(|c| c.is_alphabetic());
    let first = letters.next().is_some_and(char::is_uppercase);
    let second = letters.next();
    if first && second.is_some_and(char::is_uppercase) {
        return text.to_uppercase();
    }
    let mut rest = text.chars();
    match rest.next() {
        Some(initial) if first => initial.to_uppercase().chain(rest).collect(),
        _ => text.to_owned(),
    }
}
