//! Numbers in words, read and written: «خمسة وعشرون ألف», "one hundred and twenty".
//!
//! It must not know units. Reading takes folded words; writing gives Arabic with its marks off.

use super::token::Tokens;

/// Longest number in words, in tokens.
const LONGEST: usize = 14;

/// What a folded word is worth. 100 and the powers of a thousand are factors too.
fn worth(word: &str) -> Option<i128> {
    Some(match word {
        "صفر" | "zero" => 0,
        "واحد" | "واحده" | "احد" | "احدي" | "one" => 1,
        "اثنين" | "اثنان" | "اثنتين" | "اثنتان" | "ثنتين" | "اثني" | "اثنا" | "اثنتي" | "اثنتا" | "two" => {
            2
        }
        "ثلاث" | "ثلاثه" | "تلات" | "تلاته" | "three" => 3,
        "اربع" | "اربعه" | "four" => 4,
        "خمس" | "خمسه" | "five" => 5,
        "ست" | "سته" | "six" => 6,
        "سبع" | "سبعه" | "seven" => 7,
        "ثمان" | "ثماني" | "ثمانيه" | "تمن" | "تمانيه" | "eight" => 8,
        "تسع" | "تسعه" | "nine" => 9,
        "عشر" | "عشره" | "ten" => 10,
        "eleven" => 11,
        "twelve" | "dozen" => 12,
        "thirteen" => 13,
        "fourteen" => 14,
        "fifteen" | "خمستعشر" | "خمسطعش" => 15,
        "sixteen" => 16,
        "seventeen" => 17,
        "eighteen" => 18,
        "nineteen" => 19,
        "عشرين" | "عشرون" | "twenty" => 20,
        "ثلاثين" | "ثلاثون" | "تلاتين" | "thirty" => 30,
        "اربعين" | "اربعون" | "forty" => 40,
        "خمسين" | "خمسون" | "fifty" => 50,
        "ستين" | "ستون" | "sixty" => 60,
        "سبعين" | "سبعون" | "seventy" => 70,
        "ثمانين" | "ثمانون" | "تمانين" | "eighty" => 80,
        "تسعين" | "تسعون" | "ninety" => 90,
        "ميه" | "مايه" | "مئه" | "hundred" => 100,
        "ميتين" | "مايتين" | "ميتان" | "مايتان" => 200,
        "ثلاثميه" | "ثلاثمايه" => 300,
        "اربعميه" | "اربعمايه" => 400,
        "خمسميه" | "خمسمايه" => 500,
        "ستميه" | "ستمايه" => 600,
        "سبعميه" | "سبعمايه" => 700,
        "ثمانميه" | "ثمانمايه" | "ثمانيميه" | "ثمانيمايه" => 800,
        "تسعميه" | "تسعمايه" => 900,
        "الفين" | "الفان" => 2_000,
        "مليونين" | "مليونان" => 2_000_000,
        _ => return factor(word),
    })
}

/// The power of a thousand that a folded word multiplies by.
pub(super) fn factor(word: &str) -> Option<i128> {
    Some(match word {
        "الف" | "الاف" | "الفا" | "thousand" => 1_000,
        "مليون" | "ملايين" | "مليونا" | "million" => 1_000_000,
        "مليار" | "مليارات" | "billion" => 1_000_000_000,
        _ => return None,
    })
}

/// A number in words: its value, the token after it, and the folded bytes of a proclitic before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Spoken {
    pub(super) value: i128,
    pub(super) end: usize,
    pub(super) proclitic: usize,
}

/// A word without «و», «ب», «ل» before it, if what is left satisfies `known`.
pub(super) fn without_proclitic<T>(word: &str, known: impl Fn(&str) -> Option<T>) -> Option<(T, usize)> {
    known(word).map(|t| (t, 0)).or_else(|| {
        ["وب", "ول", "و", "ب", "ل", "ف", "ك"]
            .iter()
            .find_map(|p| Some((known(word.strip_prefix(p).filter(|rest| rest.len() >= 4)?)?, p.len())))
    })
}

#[derive(Default)]
struct Sum {
    total: i128,
    current: i128,
    /// The last power of a thousand.
    last: Option<i128>,
}

impl Sum {
    /// Takes one more word, if the number can go on with it. `joined`: «و» or "and" stands before it.
    fn take(&mut self, worth: i128, joined: bool, arabic: bool, first: bool) -> bool {
        let tens = self.current % 100;
        let fits = self.last.is_none_or(|last| worth < last);
        // A part of its own: the first one, one after «و», or in English after a hundred.
        let begins = first || joined || !arabic && (self.current >= 100 || self.last.is_some());
        if matches!(worth, 1_000 | 1_000_000 | 1_000_000_000) {
            if !fits || joined && self.current != 0 || self.current == 0 && !begins {
                return false;
            }
            self.total += self.current.max(1) * worth;
            (self.current, self.last) = (0, Some(worth));
            return true;
        }
        match worth {
            0 => first,
            1_000.. if self.current == 0 && fits && begins => {
                (self.total, self.last) = (self.total + worth, Some(worth / 2));
                true
            }
            100 if !joined && (2..10).contains(&self.current) || !arabic && !joined && self.current == 1 => {
                self.current *= 100;
                true
            }
            100..1_000 if self.current == 0 && begins => self.add(worth),
            10 if arabic && !joined && (1..10).contains(&tens) => self.add(10),
            20..100 if arabic && joined && (1..10).contains(&tens) => self.add(worth),
            1..100 if tens == 0 && begins => self.add(worth),
            1..10 if !arabic && !joined && tens >= 20 && tens % 10 == 0 => self.add(worth),
            _ => false,
        }
    }

    const fn add(&mut self, worth: i128) -> bool {
        self.current += worth;
        true
    }
}

/// The number in words that begins at token `at`.
pub(super) fn spoken(tokens: &Tokens, at: usize) -> Option<Spoken> {
    let (_, proclitic) = without_proclitic(tokens.word(at), worth)?;
    let mut sum = Sum::default();
    let mut end = at;
    while end < at + LONGEST {
        // «و» and "and" may stand apart, a hyphen between "twenty" and "five".
        let first = end == at;
        let apart = usize::from(!first && (matches!(tokens.word(end), "و" | "and") || joins(tokens, end)));
        let word = tokens.word(end + apart);
        let arabic = tokens.is_arabic(end + apart);
        let (worth_here, name, joined) = match (worth(word), word.strip_prefix('و')) {
            (None, Some(rest)) if !first => (worth(rest), rest, true),
            (None, _) if first => (worth(&word[proclitic..]), &word[proclitic..], false),
            (known, _) => (known, word, apart == 1 && tokens.sign(end).is_none()),
        };
        let Some(value) = worth_here else { break };
        if !sum.take(value, joined, arabic, first) {
            break;
        }
        end += apart + 1;
        if value == 0 {
            break;
        }
        // «مليون ونصف المليون»
        if let Some(last) = sum.last.filter(|_| sum.current == 0 && factor(name).is_some())
            && matches!(tokens.word(end), "ونصف" | "ونص")
        {
            sum.total += last / 2;
            end += 1;
            let again = tokens.word(end);
            end += usize::from(factor(again.strip_prefix("ال").unwrap_or(again)) == Some(last));
            break;
        }
    }
    // «أحد» alone is someone.
    let someone = end == at + 1 && matches!(tokens.word(at), "احد" | "احدي");
    (end > at && !someone).then_some(Spoken { value: sum.total + sum.current, end, proclitic })
}

/// Whether the hyphen of one word stands at `at`: "twenty-five", "two-thirds".
pub(super) fn joins(tokens: &Tokens, at: usize) -> bool {
    tokens.sign(at) == Some('-') && tokens.glued(at) && tokens.glued(at + 1)
}

const ONES: [&str; 11] = ["", "", "", "ثلاث", "أربع", "خمس", "ست", "سبع", "ثماني", "تسع", "عشر"];
const TENS: [&str; 10] = ["", "", "عشر", "ثلاث", "أربع", "خمس", "ست", "سبع", "ثمان", "تسع"];

/// `n` in Arabic words beside a feminine or masculine noun, in the nominative or oblique; 3 to 99, `None` for others: 1 and 2
/// are said by the noun.
pub(super) fn arabic(n: i128, feminine: bool, nominative: bool) -> Option<String> {
    let n = usize::try_from(n).ok().filter(|n| (3..100).contains(n))?;
    // Three to ten take the other gender than their noun.
    let unit = |n: usize| match (n, feminine) {
        (1, true) => "إحدى".to_owned(),
        (1, false) => "واحد".to_owned(),
        (2, true) => if nominative { "اثنتان" } else { "اثنتين" }.to_owned(),
        (2, false) => if nominative { "اثنان" } else { "اثنين" }.to_owned(),
        (n, true) => ONES[n].to_owned(),
        (n, false) => format!("{}ة", if n == 8 { "ثماني" } else { ONES[n] }),
    };
    Some(match (n / 10, n % 10) {
        (0, _) | (1, 0) => unit(n),
        (1, one) => {
            let ten = if feminine { "عشرة" } else { "عشر" };
            let first = match (one, feminine) {
                (1, false) => "أحد".to_owned(),
                (2, true) => if nominative { "اثنتا" } else { "اثنتي" }.to_owned(),
                (2, false) => if nominative { "اثنا" } else { "اثني" }.to_owned(),
                _ => unit(one),
            };
            format!("{first} {ten}")
        }
        (ten, one) => {
            let ending = if nominative { "ون" } else { "ين" };
            let tens = format!("{}{ending}", TENS[ten]);
            if one == 0 { tens } else { format!("{} و{tens}", unit(one)) }
        }
    })
}

const ENGLISH: [&str; 20] = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
];
const ENGLISH_TENS: [&str; 10] = ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];

/// `n` in English words; 0 to 99, `None` for others.
pub(super) fn english(n: i128) -> Option<String> {
    let n = usize::try_from(n).ok().filter(|n| *n < 100)?;
    Some(match (n / 10, n % 10) {
        (0 | 1, _) => ENGLISH[n].to_owned(),
        (ten, 0) => ENGLISH_TENS[ten].to_owned(),
        (ten, one) => format!("{}-{}", ENGLISH_TENS[ten], ENGLISH[one]),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<i128> {
        let tokens = Tokens::new(text);
        spoken(&tokens, 0).filter(|s| s.end == tokens.len()).map(|s| s.value)
    }

    #[test]
    fn every_written_number_reads_back() {
        for n in 0..100 {
            assert_eq!(english(n).and_then(|text| read(&text)), Some(n));
        }
        for n in 3..100 {
            for (feminine, nominative) in [(false, false), (false, true), (true, false), (true, true)] {
                let text = arabic(n, feminine, nominative).expect("3 to 99");
                assert_eq!(read(&text), Some(n), "{text}");
            }
        }
        assert_eq!((arabic(2, true, true), english(100)), (None, None));
    }

    #[test]
    fn compounds_are_one_number() {
        for (text, number) in [
            ("ألف وخمسمائة", 1_500),
            ("ثلاثة آلاف ومئتين وخمسين", 3_250),
            ("مئة وخمسة وعشرون ألف", 125_000),
            ("خمس مئة", 500),
            ("مليونان وثلاثمئة ألف", 2_300_000),
            ("one hundred and twenty-five thousand", 125_000),
            ("two thousand five hundred", 2_500),
            ("مليون ونصف", 1_500_000),
        ] {
            assert_eq!(read(text), Some(number), "{text}");
        }
        for text in ["خمسة ستة", "twenty ten", "أحد", "ألف ومليون", "zero five", "أحد العملاء"]
        {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
