//! Numbers that words say: «نصف ساعة», «ساعتين», "an hour", and what lengthens a quantity: «… ونصف», `… 30m`.
//!
//! It must not know ranges, limits, nor which of several quantities a cell means.

use super::decimal::Decimal;
use super::digits::Fault;
use super::lexicon::{Shape, adverb, unit_word};
use super::part::{Number, Part, Parts, UnitWordAt, construct};
use super::spoken::{spoken, without_proclitic};
use super::units::Unit;

impl Parts<'_> {
    /// A number that is not written in digits, at token `at`.
    pub(super) fn in_words(&self, at: usize) -> Option<Part> {
        self.halves(at).or_else(|| self.in_number_words(at)).or_else(|| self.unit_alone(at))
    }

    /// «نصف ساعة», «ثلاثة أرباع ساعة», "half an hour", "a quarter of an hour".
    fn halves(&self, at: usize) -> Option<Part> {
        let t = self.tokens;
        let arabic = without_proclitic(t.word(at), |word| match word {
            "نصف" | "نص" => Some((1, 2)),
            "ربع" => Some((1, 4)),
            _ => None,
        });
        let ((over, under), proclitic, mut next) = if let Some((fraction, proclitic)) = arabic {
            (fraction, proclitic, at + 1)
        } else if matches!(t.word(at), "ثلاث" | "ثلاثه") && t.word(at + 1) == "ارباع" {
            ((3, 4), 0, at + 2)
        } else {
            let article = usize::from(matches!(t.word(at), "a" | "one"));
            let at = at + article;
            match (t.word(at), t.word(at + 1)) {
                ("half", _) => ((1, 2), 0, at + 1),
                ("quarter", "of" | "hour") => ((1, 4), 0, at + 1),
                ("three", "quarters" | "quarter") => ((3, 4), 0, at + 2),
                _ => return None,
            }
        };
        next += usize::from(t.word(next) == "of");
        next += usize::from(matches!(t.word(next), "a" | "an"));
        let unit = self.unit_at(next).filter(|unit| unit.word.is_some_and(|(word, _)| word.form.is_some()))?;
        let value = Decimal::from(over).over(under).ok_or(Fault::Malformed);
        let mut part = Part::new(at, value, Number::Composed);
        (part.proclitic, part.halves) = (proclitic, true);
        self.set_unit(&mut part, &unit);
        part.tokens = at..unit.end;
        Some(part)
    }

    fn in_number_words(&self, at: usize) -> Option<Part> {
        let t = self.tokens;
        let number = spoken(t, at)?;
        let value = Decimal::new(number.value, 0).map_err(Fault::from);
        let mut part = Part::new(at, value, Number::Words(t.is_arabic(at)));
        (part.proclitic, part.number_at) = (number.proclitic, at..number.end);
        let mut next = number.end;
        let half = match (t.word(next), t.word(next + 1), t.word(next + 2)) {
            ("ونصف" | "ونص", ..) => Some((next + 1, 2)),
            ("وربع", ..) => Some((next + 1, 4)),
            ("and", "a", "half") => Some((next + 3, 2)),
            ("and", "a", "quarter") => Some((next + 3, 4)),
            _ => None,
        };
        if let Some((end, parts)) = half
            && let Some(unit) = self.unit_at(end)
        {
            part.value =
                part.value.and_then(|value| Ok(value.plus(Decimal::from(1).over(parts).ok_or(Fault::Malformed)?)?));
            (part.number, part.halves) = (Number::Composed, true);
            self.set_unit(&mut part, &unit);
            next = unit.end;
        } else if let Some(unit) = self.unit_at(next) {
            self.set_unit(&mut part, &unit);
            next = unit.end;
        }
        part.tokens = at..next;
        Some(part)
    }

    /// «ساعتين», «ساعة واحدة», "an hour", «كل يوم», "daily".
    fn unit_alone(&self, at: usize) -> Option<Part> {
        let t = self.tokens;
        let weak = |unit, end| {
            let mut part = Part::new(at, Ok(Decimal::from(1)), Number::Composed);
            (part.unit, part.weak, part.tokens) = (Some(unit), true, at..end);
            part
        };
        if let Some(unit) = adverb(t.word(at)) {
            return Some(weak(unit, at + 1));
        }
        let quarterly = match (t.word(at), t.word(at + 1)) {
            ("quarterly", _) => Some(1),
            ("ربع", "سنوي" | "سنويا" | "سنويه") => Some(2),
            _ => None,
        };
        if let Some(tokens) = quarterly {
            let mut part = weak(Unit::Month, at + tokens);
            part.value = Ok(Decimal::from(3));
            return Some(part);
        }
        if matches!(t.word(at), "a" | "an" | "per" | "every" | "each" | "one") {
            let (word, place) = self.unit_at(at + 1)?.word?;
            let (_, Shape::EnglishOne) = word.form? else { return None };
            let mut part = weak(word.unit, place + 1);
            part.word = Some((UnitWordAt(word), place));
            // «every» stays where it is; an article is part of the quantity.
            part.tokens.start = if matches!(t.word(at), "a" | "an" | "one") { at } else { place };
            return Some(part);
        }
        let of_work = usize::from(t.word(at + 1) == "عمل");
        let known = |word: &str| unit_word(word).or_else(|| construct(word).filter(|_| of_work == 1));
        let (word, proclitic) = without_proclitic(t.word(at), known)?;
        let (row, shape) = word.form?;
        let one = shape == Shape::One && matches!(t.word(at + 1 + of_work), "واحد" | "واحده");
        if !row.counts_itself() && !shape.is_dual() && !one || !(shape == Shape::One || shape.is_dual()) {
            return None;
        }
        // «يوم عمل واحد» is one quantity; of «يومي عمل» the work is said beside it.
        let mut part = weak(word.unit, at + 1 + if one { of_work + 1 } else { 0 });
        part.value = Ok(Decimal::from(if shape.is_dual() { 2 } else { 1 }));
        part.word = Some((UnitWordAt(word), at));
        (part.weak, part.proclitic) = (!one && !shape.is_dual(), proclitic);
        Some(part)
    }

    /// «… ونصف», «… إلا ربعًا», «… و30 دقيقة», `… 30m`.
    pub(super) fn lengthen(&self, part: &mut Part) {
        let t = self.tokens;
        let Some(unit) = part.unit else { return };
        let end = part.tokens.end;
        let quarters = match (t.word(end), t.word(end + 1), t.word(end + 2)) {
            ("ونصف" | "ونص" | "ونصفا", ..) => Some((2, end + 1)),
            ("وربع" | "وربعا", ..) => Some((1, end + 1)),
            ("الا", "ربع" | "ربعا", _) => Some((-1, end + 2)),
            ("and", "a", "half") => Some((2, end + 3)),
            ("and", "a", "quarter") => Some((1, end + 3)),
            _ => None,
        };
        if let Some((quarters, end)) = quarters {
            let more = Decimal::from(quarters).over(4);
            part.value = part.value.and_then(|value| Ok(value.plus(more.ok_or(Fault::Malformed)?)?));
            (part.number, part.halves, part.weak) = (Number::Composed, true, false);
            part.tokens.end = end;
            return;
        }
        // Two more units at most: days, hours, minutes.
        for _ in 0..2 {
            let end = part.tokens.end;
            let joined = usize::from(matches!(t.word(end), "و" | "and"));
            // A second unit without «و» is an abbreviation: «1h 30m».
            let linked = joined == 1 || t.word(end).starts_with('و') || t.number(end).is_some();
            let Some(more) = linked.then(|| self.simple(end + joined)).flatten() else { return };
            let (Some(last), Ok(value), Ok(more_value)) = (more.unit, part.value, more.value) else { return };
            let smaller = last.dimension() == unit.dimension() && last.size() < part.unit.map_or(0, Unit::size);
            if !smaller || more.sign.is_some() || more.plus || value.is_negative() {
                return;
            }
            let Some(sum) = part.unit.and_then(|unit| unit.convert(value, last)).and_then(|v| v.plus(more_value).ok())
            else {
                return;
            };
            (part.value, part.unit) = (Ok(sum), Some(last));
            (part.number, part.compound, part.weak) = (Number::Composed, true, false);
            part.smaller = more.word;
            part.tokens.end = more.tokens.end;
        }
    }
}
