//! How a message sounds, with the points that moved its score. The score itself is made in `language::tone`.

use serde::{Deserialize, Serialize};

use super::ToneLevel;
use crate::domain::promise::Promise;
use crate::language::tone::{self, BASE};

/// A message.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ToneInput {
    /// Its text; an empty one has the score of [`BASE`].
    pub text: String,
}

/// How a message sounds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ToneReview {
    /// 0 to 100.
    pub score: u32,
    /// The level of the score.
    pub level: ToneLevel,
    /// Its name.
    pub label_ar: String,
    /// Natural wordings in the message, each once.
    pub natural: Vec<String>,
    /// Corporate wordings in the message, each once.
    pub corporate: Vec<String>,
    /// What the natural wordings added: 0 to 50.
    pub natural_points: i32,
    /// What the corporate wordings took: −60 to 0.
    pub corporate_points: i32,
    /// What its Arabic added: 20, 10 or 0.
    pub arabic_points: i32,
    /// What its length took: −10 or 0.
    pub length_points: i32,
    /// Arabic letters among all letters, in whole percent.
    pub arabic_pct: u32,
    /// How many words it has.
    pub words: u64,
    /// Approval, and nothing live.
    #[serde(flatten)]
    pub promise: Promise,
}

/// How a message sounds. Linear in its text; there is no text that is refused.
///
/// ```
/// use poslock::domain::gates::{ToneLevel, tone_review};
///
/// let tone = tone_review("هلا أحمد، لاحظت شغلكم، يناسبك نتكلم؟");
/// assert_eq!((tone.score, tone.level), (30 + 3 * 12 + 20, ToneLevel::Natural));
/// ```
pub fn tone_review(text: &str) -> ToneReview {
    let heard = tone::judge(text);
    let owned = |wordings: &[&str]| wordings.iter().map(|w| (*w).to_owned()).collect();
    let score = u32::from(heard.score);
    let level = ToneLevel::of(score);
    ToneReview {
        score,
        level,
        label_ar: level.row().label_ar.to_owned(),
        natural: owned(&heard.natural),
        corporate: owned(&heard.corporate),
        natural_points: heard.points.natural,
        corporate_points: heard.points.corporate,
        arabic_points: heard.points.arabic,
        length_points: heard.points.length,
        arabic_pct: u32::from(heard.arabic),
        words: heard.words as u64,
        promise: Promise::APPROVAL,
    }
}

impl ToneReview {
    /// The score before it is kept within 0 to 100.
    pub const fn raw(&self) -> i32 {
        BASE + self.natural_points + self.corporate_points + self.arabic_points + self.length_points
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::language::tone::{CORPORATE, NATURAL};

    #[test]
    fn levels_follow_the_score() {
        let level = |text: &str| (tone_review(text).score, tone_review(text).level);
        // 30 + 20 + 12 × n
        assert_eq!(level("لاحظت شغلكم"), (62, ToneLevel::Decent));
        assert_eq!(level("لاحظت شغلكم، يناسبك نتكلم؟"), (74, ToneLevel::Decent));
        assert_eq!(level("لاحظت شغلكم، شفت متجركم، يناسبك نتكلم؟"), (86, ToneLevel::Natural));
        assert_eq!(level("شغلكم مرتب"), (50, ToneLevel::Decent));
        assert_eq!(level("We deliver"), (30, ToneLevel::Off));
        assert_eq!(level("السيد المحترم، تحية طيبة وبعد"), (10, ToneLevel::Off));
        assert_eq!(level(""), (30, ToneLevel::Off));
    }

    #[test]
    fn points_say_what_moved_the_score() {
        let long = format!("{} {}", NATURAL.join(" "), "كلمة ".repeat(80));
        let review = tone_review(&long);
        assert_eq!((review.natural_points, review.length_points, review.arabic_points), (50, -10, 20));
        let review = tone_review(&CORPORATE.join(". "));
        assert_eq!((review.corporate_points, review.score), (-60, 0));
        assert!(review.raw() <= 0);
    }

    proptest! {
        #[test]
        fn the_score_is_the_sum_of_its_points(text in "(هلا |شفت |synergy |leverage |السيد المحترم |كلمة |word |\\PC){0,100}") {
            let review = tone_review(&text);
            prop_assert_eq!(review.raw().clamp(0, 100) as u32, review.score);
            prop_assert_eq!(ToneLevel::of(review.score), review.level);
            let json = serde_json::to_string(&review).expect("plain data");
            prop_assert!(json.contains(r#""live_send_allowed":false"#));
            prop_assert_eq!(serde_json::from_str::<ToneReview>(&json).expect("the same"), review);
        }
    }
}
