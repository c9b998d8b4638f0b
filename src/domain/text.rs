//! Sentences with gaps: names and numbers put into Arabic text, each noun in the form its number asks for.
//!
//! It must not know any engine.

use crate::language::counted::Counted;

/// A noun beside a number, as written Arabic counts it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Noun {
    /// After «لا»: «رسالة».
    pub none: &'static str,
    /// One, without its number: «رسالة واحدة».
    pub one: &'static str,
    /// Two, without their number: «رسالتان».
    pub two: &'static str,
    /// 3 to 10, and numbers that end so: «رسائل».
    pub few: &'static str,
    /// 11 to 99, and numbers that end so: «رسالة».
    pub many: &'static str,
    /// Whole hundreds and what ends in 0 to 2 behind them: «رسالة».
    pub hundreds: &'static str,
}

impl Noun {
    /// A counted thing: «لا رسائل», «رسالة واحدة», «رسالتان», «5 رسائل», «12 رسالة».
    pub fn count(&self, number: u64) -> String {
        if number == 0 {
            return format!("لا {}", self.none);
        }
        let noun = match Counted::of(number.into()) {
            Counted::One => return self.one.to_owned(),
            Counted::Two => return self.two.to_owned(),
            Counted::Few => self.few,
            Counted::Many => self.many,
            Counted::Hundreds => self.hundreds,
        };
        format!("{} {noun}", grouped(number))
    }
}

/// Drafts, as subject.
pub(super) const DRAFTS: Noun =
    Noun {
        none: "مسودات", one: "مسودة واحدة", two: "مسودتان", few: "مسودات", many: "مسودة", hundreds: "مسودة"
    };

/// Replies, as subject.
pub(super) const REPLIES: Noun =
    Noun {
        none: "ردود", one: "رد واحد", two: "ردان", few: "ردود", many: "ردًا", hundreds: "رد"
    };

/// A whole number with commas between thousands: `12,500`.
pub fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// Fills the gaps of a sentence: `{name}` is replaced by the value of that name. A gap without a value stays as it is, and
/// a value is never looked into for gaps.
///
/// ```
/// use poslock::domain::text::fill;
/// assert_eq!(fill("نرد خلال {minutes} دقيقة", &[("minutes", "30")]), "نرد خلال 30 دقيقة");
/// ```
pub fn fill(sentence: &str, values: &[(&str, &str)]) -> String {
    let mut out = String::with_capacity(sentence.len());
    let mut rest = sentence;
    while let Some(open) = rest.find('{') {
        out.push_str(&rest[..open]);
        rest = &rest[open..];
        let value = rest.find('}').and_then(|close| {
            let name = &rest[1..close];
            Some((close, values.iter().find(|v| v.0 == name)?.1))
        });
        if let Some((close, value)) = value {
            out.push_str(value);
            rest = &rest[close + 1..];
        } else {
            out.push('{');
            rest = &rest[1..];
        }
    }
    out + rest
}

/// The first so many characters of a text, without blanks around it.
pub(super) fn shortened(text: &str, characters: usize) -> String {
    let text = text.trim();
    let end = text.char_indices().nth(characters).map_or(text.len(), |(at, _)| at);
    text[..end].trim_end().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    const MESSAGE: Noun =
        Noun {
            none: "رسائل", one: "رسالة واحدة", two: "رسالتان", few: "رسائل", many: "رسالة", hundreds: "رسالة"
        };

    #[test]
    fn nouns_agree_with_their_number() {
        let counted: Vec<String> =
            [0, 1, 2, 3, 10, 11, 99, 100, 101, 103, 1_000, 12_511].map(|n| MESSAGE.count(n)).into();
        assert_eq!(
            counted,
            [
                "لا رسائل",
                "رسالة واحدة",
                "رسالتان",
                "3 رسائل",
                "10 رسائل",
                "11 رسالة",
                "99 رسالة",
                "100 رسالة",
                "101 رسالة",
                "103 رسائل",
                "1,000 رسالة",
                "12,511 رسالة",
            ]
        );
    }

    #[test]
    fn gaps_are_filled_once() {
        let values = [("name", "{sum}"), ("sum", "3")];
        assert_eq!(fill("{name} {sum} {other} { {{sum}} }", &values), "{sum} 3 {other} { {3} }");
        assert_eq!(fill("", &values), "");
        assert_eq!(grouped(0), "0");
        assert_eq!(grouped(999), "999");
        assert_eq!(grouped(1_234_567), "1,234,567");
    }

    #[test]
    fn texts_are_cut_between_characters() {
        assert_eq!(shortened("  رسالة  ", 3), "رسا");
        assert_eq!(shortened("ab cd", 3), "ab");
        assert_eq!(shortened("abc", 3), "abc");
        assert_eq!(shortened("", 3), "");
    }
}
