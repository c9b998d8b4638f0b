//! One number with its unit, read at a token: «ساعتين ونصف», `SAR 1,500`, `٪10`, `1h 30m`.
//!
//! It must not know ranges, limits, nor which of several quantities a cell means.

use std::ops::Range;

use super::decimal::Decimal;
use super::digits::{DigitStyle, Fault};
use super::fraction::after_number;
use super::lexicon::{UnitWord, currency_sign, unit_word};
use super::spoken::factor;
use super::token::{Kind, Tokens};
use super::units::{Currency, Dimension, Unit};

/// How the number is written.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Number {
    Digits(DigitStyle),
    /// In words; Arabic or not.
    Words(bool),
    /// By the unit word alone («ساعتين», "an hour"), a fraction word, or several parts together.
    Composed,
}

/// One number with its unit, and its places, in tokens.
#[expect(clippy::struct_excessive_bools, reason = "each is one thing that the text shows, whatever the others are")]
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Part {
    pub(super) tokens: Range<usize>,
    /// Folded bytes of a proclitic at the first token.
    pub(super) proclitic: usize,
    pub(super) value: Result<Decimal, Fault>,
    /// The whole of a proportion, of which `value` is the part.
    pub(super) whole: Option<Decimal>,
    /// The unit the text names.
    pub(super) unit: Option<Unit>,
    pub(super) number: Number,
    /// Sign and digits, or the words.
    pub(super) number_at: Range<usize>,
    /// The token of a plus or minus before it.
    pub(super) sign: Option<usize>,
    /// The factor the number is multiplied by, and its token.
    pub(super) factor: Option<(i128, usize)>,
    /// The factor stands with the other end of the range.
    pub(super) shares_factor: bool,
    pub(super) word: Option<(UnitWordAt, usize)>,
    /// The smaller unit's word of `1h 30m`.
    pub(super) smaller: Option<(UnitWordAt, usize)>,
    /// «ساعة ونصف», "half an hour": halves and quarters are in the writer's style.
    pub(super) halves: bool,
    /// `1h 30m`: several units in one quantity.
    pub(super) compound: bool,
    /// A unit without a number, which is a quantity only where nothing else is.
    pub(super) weak: bool,
    /// `60+`
    pub(super) plus: bool,
    /// `m`, which no unit or currency explains.
    pub(super) vague: bool,
}

/// A unit word's forms, comparable by what they are.
#[derive(Debug, Clone, Copy)]
pub(super) struct UnitWordAt(pub(super) UnitWord);

impl PartialEq for UnitWordAt {
    fn eq(&self, other: &Self) -> bool {
        self.0.unit == other.0.unit
    }
}

/// A unit after a number: the unit, its word, the token after it.
pub(super) struct UnitAt {
    pub(super) unit: Unit,
    pub(super) word: Option<(UnitWord, usize)>,
    pub(super) end: usize,
}

const MODIFIERS: &[&str] = &["business", "working", "calendar", "consecutive", "straight", "full"];

/// Reads parts. `context` is what the column measures.
pub(super) struct Parts<'a> {
    pub(super) tokens: &'a Tokens<'a>,
    pub(super) context: Option<Dimension>,
}

impl Parts<'_> {
    /// The part that begins at token `at`, with halves and smaller units that belong to it.
    pub(super) fn read(&self, at: usize) -> Option<Part> {
        let mut part = self.simple(at)?;
        if part.word.is_some() {
            self.lengthen(&mut part);
        }
        Some(part)
    }

    pub(super) fn simple(&self, at: usize) -> Option<Part> {
        let t = self.tokens;
        let is_sign = |i: usize| matches!(t.sign(i), Some('+' | '-')) && t.glued(i + 1);
        let mut next = at;
        let mut sign = (is_sign(at) && !self.touches_word(at)).then_some(at);
        next += usize::from(sign.is_some());
        let before = self.unit_before(next);
        if let Some((_, end)) = before {
            next = end;
            if sign.is_none() && is_sign(next) {
                sign = Some(next);
                next += 1;
            }
        }
        let unit_first = before.map(|(unit, _)| unit);
        let mut part = if t.number(next).is_some() {
            if next == at && self.is_identifier(next) {
                return None;
            }
            self.in_digits(next, unit_first)?
        } else if next > at {
            return None;
        } else {
            self.in_words(at)?
        };
        if let Some(sign) = sign {
            part.sign = Some(sign);
            if sign + 1 == part.number_at.start {
                part.number_at.start = sign;
            }
            if t.sign(sign) == Some('-') {
                part.value = part.value.map(Decimal::negated);
            }
        }
        if next > at {
            part.tokens.start = at;
        }
        part.unit = part.unit.or(unit_first);
        if let (Some(Unit::Percent), Err(Fault::Ambiguous { decimal, .. })) = (part.unit, part.value) {
            // More than 999 percent is not meant by «99.999%».
            part.value = Ok(decimal);
        }
        Some(part)
    }

    /// Whether a Latin word or a number touches token `at` from before.
    fn touches_word(&self, at: usize) -> bool {
        let before = at.checked_sub(1).and_then(|i| self.tokens.get(i));
        self.tokens.glued(at) && matches!(before.map(|token| token.kind), Some(Kind::Latin | Kind::Number(_)))
    }

    /// A currency or percent sign before the number.
    fn unit_before(&self, at: usize) -> Option<(Unit, usize)> {
        let t = self.tokens;
        let numeric = |i: usize| {
            let signed = matches!(t.sign(i), Some('+' | '-')) && t.glued(i + 1) && t.number(i + 1).is_some();
            t.number(i).is_some() || signed
        };
        let (unit, end) = match t.sign(at) {
            Some('%') if t.glued(at + 1) => (Unit::Percent, at + 1),
            Some(sign) => (Unit::Money(currency_sign(sign)?), at + 1),
            None if t.word(at) == "ر" => {
                let dot = at + 1 + usize::from(t.sign(at + 1) == Some('.'));
                let end = dot + 1 + usize::from(t.sign(dot + 1) == Some('.'));
                (t.word(dot) == "س").then_some((Unit::Money(Currency::Sar), end))?
            }
            None if t.word(at) == "us" && t.sign(at + 1) == Some('$') && t.glued(at + 1) => {
                (Unit::Money(Currency::Usd), at + 2)
            }
            None => {
                (unit_word(t.word(at)).map(|word| word.unit).filter(|unit| matches!(unit, Unit::Money(_)))?, at + 1)
            }
        };
        numeric(end).then_some((unit, end))
    }

    /// Whether the digits at `at` belong to a name: `SEV1`, `B2B`, `#3`, `Q3-2026`. Arabic proclitics may touch them.
    fn is_identifier(&self, at: usize) -> bool {
        let t = self.tokens;
        let Some(before) = at.checked_sub(1).filter(|_| t.glued(at)) else { return false };
        match t.get(before).map(|token| token.kind) {
            Some(Kind::Arabic) => {
                !matches!(t.word(before), "ب" | "ل" | "و" | "ف" | "ك" | "ال" | "لل" | "بال" | "وال" | "ول" | "وب")
            }
            Some(Kind::Latin | Kind::Sign('#')) => true,
            // The 7 of «24/7».
            Some(Kind::Sign('/' | '×'))
                if t.glued(before) && before.checked_sub(1).is_some_and(|i| t.number(i).is_some()) =>
            {
                true
            }
            Some(Kind::Sign('-' | '.' | '/')) => {
                t.glued(before) && before.checked_sub(1).and_then(|i| t.get(i)).is_some_and(|t| t.kind == Kind::Latin)
            }
            _ => false,
        }
    }

    fn in_digits(&self, at: usize, unit_first: Option<Unit>) -> Option<Part> {
        let t = self.tokens;
        let digits = t.number(at)?;
        let mut part = Part::new(at, digits.value, Number::Digits(digits.style));
        let mut next = at + 1;
        let tight = |i: usize| t.glued(i) && t.glued(i + 1) && t.number(i + 1).is_some();
        if let Some((value, whole, end)) = self.fraction(at) {
            (part.value, part.whole, next) = (value, whole, end);
            if whole.is_some() {
                part.unit = Some(Unit::Ratio);
            } else {
                // ½ is not written in digits again.
                part.number = Number::Composed;
                part.halves = true;
            }
        } else if tight(next) && (t.sign(next) == Some('×') || t.word(next) == "x") {
            // «24×7»
            return None;
        } else if tight(next) && matches!(t.sign(next), Some('/' | '⁄')) {
            let around_the_clock = [at, next + 1].map(|i| t.number(i).and_then(|digits| digits.value.ok()?.whole()));
            if around_the_clock == [Some(24), Some(7)] {
                return None;
            }
            // `4/5` is a score or a ratio, `15/01/2026` a date.
            part.value = Err(Fault::Malformed);
            while t.sign(next) == Some('/') && tight(next) {
                next += 2;
            }
        } else if t.sign(next) == Some('-') && tight(next) && t.sign(next + 2) == Some('-') && tight(next + 2) {
            part.value = Err(Fault::Malformed);
            next += 4;
        }
        part.number_at = at..next;
        if t.sign(next) == Some('+') && t.glued(next) && !(t.glued(next + 1) && t.number(next + 1).is_some()) {
            part.plus = true;
            next += 1;
        }
        next = self.scale(&mut part, next, unit_first);
        if let Some((share, end)) = after_number(t, next)
            && let Some(unit) = self.unit_at(end)
        {
            self.set_unit(&mut part, &unit);
            part.tokens = at..unit.end;
            self.add(&mut part, share);
            next = unit.end;
        } else if let Some(unit) = self.unit_at(next).filter(|_| unit_first.is_none()) {
            self.set_unit(&mut part, &unit);
            next = unit.end;
        } else if t.glued(next) && matches!(t.get(next).map(|t| t.kind), Some(Kind::Latin)) && !part.vague {
            // `2FA`, `30GB`
            return None;
        }
        part.tokens = at..next;
        Some(part)
    }

    /// `1/2`, `1½`, `½`, `1:3`: value, the whole of a proportion, the token after it.
    fn fraction(&self, at: usize) -> Option<(Result<Decimal, Fault>, Option<Decimal>, usize)> {
        let t = self.tokens;
        let tight = |i: usize| t.glued(i) && t.glued(i + 1);
        // «1½» is a number, then «1⁄2».
        let mixed = usize::from(t.glued(at + 1) && t.number(at + 1).is_some() && t.sign(at + 2) == Some('⁄'));
        let first = at + mixed;
        let (over, under) = (t.number(first)?.value, t.number(first + 2)?.value);
        let spaced = t.sign(first + 1) == Some(':') && self.context == Some(Dimension::Share);
        if !tight(first + 1) && !spaced {
            return None;
        }
        let end = first + 3;
        match t.sign(first + 1)? {
            ':' if t.sign(end) == Some(':') && t.glued(end) => Some((Err(Fault::Malformed), None, end)),
            ':' => Some(match (over, under) {
                (Ok(part), Ok(whole)) if whole != Decimal::default() => (Ok(part), Some(whole), end),
                _ => (Err(Fault::Malformed), None, end),
            }),
            sign @ ('/' | '⁄') => {
                let (over, under) = (over.ok()?, under.ok()?.whole()?);
                let common = sign == '⁄' || matches!((over.whole()?, under), (1, 2 | 4) | (3, 4));
                if self.context == Some(Dimension::Share) && sign == '/' {
                    return (under != 0).then_some((Ok(over), Some(Decimal::new(under, 0).ok()?), end));
                }
                let fraction = over.over(under).filter(|_| common)?;
                let value = if mixed == 1 { t.number(at)?.value.ok()?.plus(fraction).ok()? } else { fraction };
                Some((Ok(value), None, end))
            }
            _ => None,
        }
    }

    /// `k`, `M`, «ألف» after the digits.
    fn scale(&self, part: &mut Part, at: usize, unit_first: Option<Unit>) -> usize {
        let t = self.tokens;
        let word = t.word(at);
        let money = |unit: Option<Unit>| unit.is_some_and(|unit| matches!(unit, Unit::Money(_)));
        let scale = match word {
            "k" => Some(1_000),
            "mn" => Some(1_000_000),
            "b" | "bn" if t.glued(at) => Some(1_000_000_000),
            "m" if money(unit_first) || money(self.unit_at(at + 1).map(|unit| unit.unit)) => Some(1_000_000),
            "m" => match self.context {
                Some(Dimension::Time | Dimension::Calendar) => None,
                Some(_) => Some(1_000_000),
                None => {
                    part.vague = true;
                    None
                }
            },
            _ => factor(word),
        };
        let Some(scale) = scale else { return at };
        part.factor = Some((scale, at));
        part.value = part.value.and_then(|value| multiply(value, scale));
        at + 1
    }

    pub(super) fn set_unit(&self, part: &mut Part, unit: &UnitAt) {
        part.unit = Some(unit.unit);
        part.word = unit.word.map(|(word, at)| (UnitWordAt(word), at));
        // «30 m» is explained where nothing else can be meant.
        part.vague = part.vague && self.context.is_none();
    }

    /// The unit that stands at `at`, after a number.
    pub(super) fn unit_at(&self, at: usize) -> Option<UnitAt> {
        let t = self.tokens;
        let simple = |unit, end| Some(UnitAt { unit, word: None, end });
        match t.sign(at) {
            Some('%') => return simple(Unit::Percent, at + 1),
            Some('×') if t.glued(at) => return simple(Unit::Ratio, at + 1),
            // `90-day`
            Some('-') if t.glued(at) && t.glued(at + 1) && t.sign(at + 1).is_none() => {
                return self.unit_at(at + 1).filter(|unit| unit.unit.size() > 1 && unit.word.is_some());
            }
            Some(sign) => return simple(Unit::Money(currency_sign(sign)?), at + 1),
            None => {}
        }
        match (t.word(at), t.word(at + 1)) {
            ("percent" | "pct" | "بالميه" | "بالمايه", _) => return simple(Unit::Percent, at + 1),
            ("في", "الميه" | "المايه") | ("per", "cent") => return simple(Unit::Percent, at + 2),
            ("x", _) if t.glued(at) => return simple(Unit::Ratio, at + 1),
            ("ر", _) => {
                let dot = at + 1 + usize::from(t.sign(at + 1) == Some('.'));
                return (t.word(dot) == "س").then_some(UnitAt {
                    unit: Unit::Money(Currency::Sar),
                    word: None,
                    end: dot + 1,
                });
            }
            _ => {}
        }
        if t.word(at + 1) == "عمل"
            && let Some(dual) = construct(t.word(at))
        {
            return Some(UnitAt { unit: dual.unit, word: Some((dual, at)), end: at + 1 });
        }
        let at = at + usize::from(MODIFIERS.contains(&t.word(at)));
        let word = unit_word(t.word(at))?;
        if t.word(at + 1) == "قطري" && word.unit == Unit::Money(Currency::Sar) {
            return simple(Unit::Money(Currency::Qar), at + 2);
        }
        Some(UnitAt { unit: word.unit, word: Some((word, at)), end: at + 1 })
    }
}

/// The dual that «عمل» follows, without its «ن»: «ساعتي عمل».
pub(super) fn construct(word: &str) -> Option<UnitWord> {
    let dual = word.strip_suffix('ي').map(|stem| format!("{stem}ين"))?;
    unit_word(&dual).filter(|word| word.form.is_some_and(|(row, shape)| shape.is_dual() && row.counts_itself()))
}

/// Whether a part counts working time, whose units do not convert.
pub(super) fn counts_work(tokens: &Tokens, part: &Part) -> bool {
    let business = |i: usize| matches!(tokens.word(i), "عمل" | "business" | "working");
    part.tokens.clone().any(business) || business(part.tokens.end)
}

/// A number times a power of a thousand.
pub(super) fn multiply(value: Decimal, scale: i128) -> Result<Decimal, Fault> {
    Ok(value.times(Decimal::new(scale, 0)?)?)
}

impl Part {
    pub(super) fn new(at: usize, value: Result<Decimal, Fault>, number: Number) -> Self {
        Self {
            tokens: at..at + 1,
            proclitic: 0,
            value,
            whole: None,
            unit: None,
            number,
            number_at: at..at + 1,
            sign: None,
            factor: None,
            shares_factor: false,
            word: None,
            smaller: None,
            halves: false,
            compound: false,
            weak: false,
            plus: false,
            vague: false,
        }
    }
}
