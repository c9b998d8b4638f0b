//! Numbers that words say: «نصف ساعة», «ساعتين», "an hour", and what lengthens a quantity: «… ونصف», `… 30m`.
//!
//! It must not know ranges, limits, nor which of several quantities a cell means.

use super::decimal::Decimal;
use super::digits::Fault;
use super::fraction::{Share, after_number, after_unit, before_unit, plus};
use super::lexicon::{Shape, adverb, unit_word};
use super::part::{Number, Part, Parts, UnitWordAt, construct, counts_work};
use super::spoken::{spoken, without_proclitic};
use super::units::Unit;

impl Parts<'_> {
    /// A number that is not written in digits, at token `at`.
    pub(super) fn in_words(&self, at: usize) -> Option<Part> {
        self.fractions(at).or_else(|| self.in_number_words(at)).or_else(|| self.unit_alone(at))
    }

    /// «نصف ساعة», «ثلاثة أرباع ساعة», "half an hour", "a quarter of an hour".
    fn fractions(&self, at: usize) -> Option<Part> {
        let t = self.tokens;
        let (share, proclitic, next) = before_unit(t, at)?;
        let mut part = Part::new(at, Ok(Decimal::default()), Number::Composed);
        part.proclitic = proclitic;
        let unit_behind = |at: usize| {
            let at = at + usize::from(t.word(at) == "of");
            let at = at + usize::from(matches!(t.word(at), "a" | "an"));
            self.unit_at(at).filter(|unit| unit.word.is_some_and(|(word, _)| word.form.is_some()))
        };
        if let Some(unit) = unit_behind(next) {
            self.set_unit(&mut part, &unit);
            part.tokens = at..unit.end;
        } else {
            // «من ربع إلى نصف ساعة»: the unit stands with the other end.
            let to = matches!(t.word(next), "الي" | "حتي" | "او" | "to" | "or")
                || matches!(t.sign(next), Some('-' | '—' | '~'));
            let between = at.checked_sub(1).is_some_and(|i| t.word(i) == "بين");
            let (_, _, end) = before_unit(t, next + usize::from(to)).filter(|_| to || between)?;
            part.unit = Some(unit_behind(end)?.unit);
            part.tokens = at..next;
        }
        self.add(&mut part, share);
        Some(part)
    }

    /// Adds a share of its unit to a part.
    pub(super) fn add(&self, part: &mut Part, share: Share) {
        let Some(unit) = part.unit else { return };
        let of = part.word.map_or(unit, |(word, _)| word.0.unit);
        match part.value.and_then(|value| plus(value, unit, share, of)) {
            // A business day has not the hours of a day.
            Ok((_, smaller)) if smaller != unit && counts_work(self.tokens, part) => part.value = Err(Fault::Malformed),
            Ok((value, unit)) => (part.value, part.unit) = (Ok(value), Some(unit)),
            Err(fault) => part.value = Err(fault),
        }
        (part.number, part.halves, part.weak) = (Number::Composed, true, false);
    }

    fn in_number_words(&self, at: usize) -> Option<Part> {
        let t = self.tokens;
        let number = spoken(t, at)?;
        let value = Decimal::new(number.value, 0).map_err(Fault::from);
        let mut part = Part::new(at, value, Number::Words(t.is_arabic(at)));
        (part.proclitic, part.number_at) = (number.proclitic, at..number.end);
        let mut next = number.end;
        if let Some((share, end)) = after_number(t, next)
            && let Some(unit) = self.unit_at(end)
        {
            self.set_unit(&mut part, &unit);
            part.tokens = at..unit.end;
            self.add(&mut part, share);
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
        let Some(mut unit) = part.word.map(|(word, _)| word.0.unit) else { return };
        if let Some((share, end)) = after_unit(t, part.tokens.end, unit) {
            self.add(part, share);
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
            let smaller = last.dimension() == unit.dimension() && last.size() < unit.size();
            if !smaller || more.sign.is_some() || more.plus || value.is_negative() {
                return;
            }
            let Some(sum) = part.unit.and_then(|unit| unit.convert(value, last)).and_then(|v| v.plus(more_value).ok())
            else {
                return;
            };
            (part.value, part.unit, unit) = (Ok(sum), Some(last), last);
            (part.number, part.compound, part.weak) = (Number::Composed, true, false);
            part.smaller = more.word;
            part.tokens.end = more.tokens.end;
        }
    }
}
