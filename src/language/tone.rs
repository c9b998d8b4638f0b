//! How a text sounds, as one number: a Saudi team writing to somebody, or a company announcing.
//!
//! It must not know documents or rules: it takes a text and says what it heard.

use std::sync::LazyLock;

use aho_corasick::AhoCorasick;

use crate::language::fold::fold_text;

/// Wordings of a person who writes to a person; each adds 12 points.
pub const NATURAL: [&str; 13] = [
    "هلا",
    "أهلاً",
    "مساء الخير",
    "صباح الخير",
    "لاحظت",
    "شفت",
    "متابع",
    "يناسبك",
    "تحب",
    "إذا فيه وقت",
    "تجربة",
    "Pilot",
    "بايلوت",
];

/// Wordings of an announcement; each takes 20 points.
pub const CORPORATE: [&str; 7] =
    ["best-in-class", "synergy", "leverage", "السيد المحترم", "تحية طيبة وبعد", "ندعوكم لاكتشاف", "نفخر بأن نقدم لكم"];

/// Points of a text in which nothing was heard.
pub const BASE: i32 = 30;
/// Points that each natural wording adds.
pub const PER_NATURAL: i32 = 12;
/// The most that all natural wordings add together.
pub const MOST_NATURAL: i32 = 50;
/// Points that each corporate wording takes.
pub const PER_CORPORATE: i32 = 20;
/// The most that all corporate wordings take together.
pub const MOST_CORPORATE: i32 = 60;
/// Share of Arabic letters from which a text is mostly Arabic, in percent of all letters.
pub const MOSTLY_ARABIC_PERCENT: u64 = 60;
/// Points that a mostly Arabic text adds.
pub const MOSTLY_ARABIC: i32 = 20;
/// Share of Arabic letters from which a text is partly Arabic, in percent of all letters.
pub const PARTLY_ARABIC_PERCENT: u64 = 30;
/// Points that a partly Arabic text adds.
pub const PARTLY_ARABIC: i32 = 10;
/// Words above which a message is a long one.
pub const LONG: usize = 80;
/// Points that a long message loses.
pub const TOO_LONG: i32 = 10;

/// A score and what moved it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tone {
    /// 0 to 100; 75 and more sounds natural, 50 and more decent.
    pub score: u8,
    /// The natural wordings that stand in the text, each once.
    pub natural: Vec<&'static str>,
    /// The corporate ones.
    pub corporate: Vec<&'static str>,
    /// Arabic letters among all letters, in percent.
    pub arabic: u8,
    /// What moved the score away from [`BASE`].
    pub points: Points,
    /// How many words the text has.
    pub words: usize,
}

/// What moved a score. Their sum and [`BASE`] are the score, before it is kept within 0 to 100.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Points {
    /// Of natural wordings: 0 to [`MOST_NATURAL`].
    pub natural: i32,
    /// Of corporate wordings: minus [`MOST_CORPORATE`] to 0.
    pub corporate: i32,
    /// Of Arabic letters: [`MOSTLY_ARABIC`], [`PARTLY_ARABIC`] or 0.
    pub arabic: i32,
    /// Of the length: minus [`TOO_LONG`] or 0.
    pub length: i32,
}

/// The tone score of a text, 0 to 100.
pub fn score(text: &str) -> u8 {
    judge(text).score
}

/// The tone score of a text and its reasons. Linear in the text.
pub fn judge(text: &str) -> Tone {
    let folded = fold_text(text);
    let (natural, corporate) = standing(&folded);
    let words = text.split_whitespace().count();
    let letters = text.chars().filter(|c| c.is_alphabetic());
    let (all, arabic) = letters.fold((0_u64, 0_u64), |(all, ar), c| (all + 1, ar + u64::from(is_arabic(c))));

    let points = Points {
        natural: natural.iter().map(|_| PER_NATURAL).sum::<i32>().min(MOST_NATURAL),
        corporate: -corporate.iter().map(|_| PER_CORPORATE).sum::<i32>().min(MOST_CORPORATE),
        // In whole numbers, so that a share equal to the bound counts.
        arabic: match arabic * 100 {
            _ if all == 0 => 0,
            share if share >= all * MOSTLY_ARABIC_PERCENT => MOSTLY_ARABIC,
            share if share >= all * PARTLY_ARABIC_PERCENT => PARTLY_ARABIC,
            _ => 0,
        },
        length: if words > LONG { -TOO_LONG } else { 0 },
    };
    let score = BASE + points.natural + points.corporate + points.arabic + points.length;
    let arabic = (arabic * 100).checked_div(all).unwrap_or_default() as u8;
    Tone { score: score.clamp(0, 100) as u8, natural, corporate, points, arabic, words }
}

fn is_arabic(c: char) -> bool {
    matches!(c, '\u{600}'..='\u{6FF}'
        | '\u{750}'..='\u{77F}' | '\u{8A0}'..='\u{8FF}' | '\u{FB50}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFF}')
}

/// All wordings, the natural ones first, folded.
static WORDINGS: LazyLock<Option<AhoCorasick>> =
    LazyLock::new(|| AhoCorasick::new(NATURAL.iter().chain(&CORPORATE).map(|m| fold_text(m))).ok());

// The natural and the corporate wordings that stand in a folded text. Whole words only: «تحب» is no part of «تحبير».
fn standing(text: &str) -> (Vec<&'static str>, Vec<&'static str>) {
    let inside = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let mut stands = [false; NATURAL.len() + CORPORATE.len()];
    for hit in WORDINGS.iter().flat_map(|automaton| automaton.find_overlapping_iter(text)) {
        let (before, after) = (text[..hit.start()].chars().next_back(), text[hit.end()..].chars().next());
        stands[hit.pattern().as_usize()] |= !inside(before) && !inside(after);
    }
    let (natural, corporate) = stands.split_at(NATURAL.len());
    let said = |wordings: &[&'static str], stands: &[bool]| {
        wordings.iter().zip(stands).filter(|w| *w.1).map(|w| *w.0).collect()
    };
    (said(&NATURAL, natural), said(&CORPORATE, corporate))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_natural_arabic_message_scores_high() {
        let tone = judge("هلا أحمد، لاحظت شغلكم، يناسبك نسوي بايلوت؟");
        assert_eq!(tone.natural, ["هلا", "لاحظت", "يناسبك", "بايلوت"]);
        // 30 + 48 + 20
        assert_eq!(tone.score, 98);
        assert_eq!(tone.arabic, 100);
    }

    #[test]
    fn additions_and_deductions_have_an_end() {
        let all = NATURAL.join(" و ");
        assert_eq!(score(&all), 100);
        assert_eq!(score(&CORPORATE.join(". ")), 0);
        assert_eq!(score(""), 30);
        assert_eq!(score("We leverage synergy"), 0);
        assert_eq!(score("We deliver"), 30);
    }

    #[test]
    fn length_and_share_of_arabic_count() {
        assert_eq!(score(&"word ".repeat(80)), 30);
        assert_eq!(score(&"word ".repeat(81)), 20);
        assert_eq!(score("ابتث abcdef"), 40);
        assert_eq!(score("ابتثجح abcd"), 50);
        assert_eq!(score("ا abcdef"), 30);
    }

    #[test]
    fn markers_are_whole_words() {
        assert!(judge("تحبير").natural.is_empty());
        assert!(judge("leveraged").corporate.is_empty());
        assert_eq!(judge("Best-in-class!").corporate, ["best-in-class"]);
    }
}
