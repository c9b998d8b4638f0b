//! The gates before anything leaves the house: how safe a message is, how it sounds, whether a service may be launched, and
//! what an action needs.
//!
//! The tables stand here, the functions in the files of the folder. A gate judges what others found: it must not search text
//! for claims, and none of them opens by itself — the best answer is still a draft that a person approves.

mod actions;
mod quality;
mod safety;
mod tone;

pub use actions::{ActionPlan, ActionPlans, ActionsInput, Decision, plan_action, plan_actions};
pub use quality::{QualityInput, QualityProblem, QualityProblemId, QualityReview, QualityVerdict, quality_review};
pub use safety::{Found, Safety, SafetyInput, SafetyViolation, Unscored, safety};
pub use tone::{ToneInput, ToneReview, tone_review};

use serde::Serialize;

use crate::domain::names::names;

names! {
    /// What a message claims that it must not.
    pub enum Violation ("violation") {
        /// A result that nobody controls is promised.
        Guarantee = "guarantee",
        /// Business is spoken of as of illness and cure.
        MedicalClaim = "medical_claim",
        /// Personal data are sold, bought or passed on.
        PersonalDataSale = "personal_data_sale",
        /// Money is said to come back, or to come in soon.
        FinancialReturnClaim = "financial_return_claim",
        /// A verdict is promised that belongs to a regulator, a court or the tax authority.
        RegulatoryPromise = "regulatory_promise",
        /// An offer is said to vanish, a seat to be the last.
        FakeScarcity = "fake_scarcity",
        /// The reader is pressed to hurry.
        UrgencyPressure = "urgency_pressure",
    }
}

/// A message in which nothing was found.
pub const FULL_SCORE: u32 = 100;

/// What each violation takes from [`FULL_SCORE`], once in a message, and the linter's categories or rules that it stands for;
/// a rule goes before its category. The packs of this crate find urgency as a part of `artificial-scarcity`, so that
/// `urgency-pressure` is there for the rules of a policy of its own.
pub const DEDUCTIONS: [Deduction; 7] = [
    Deduction {
        violation: Violation::Guarantee,
        points: 50,
        rules: &["guaranteed-results"],
        reason_ar: "وعد بنتيجة لا نملك قرارها",
    },
    Deduction {
        violation: Violation::MedicalClaim,
        points: 50,
        rules: &["medical-language"],
        reason_ar: "تشبيه العمل التجاري بالحالات الطبية",
    },
    Deduction {
        violation: Violation::PersonalDataSale,
        points: 50,
        rules: &["data-selling", "scraping/ready-lists"],
        reason_ar: "بيانات الناس أمانة، فلا تُباع ولا تُمرَّر",
    },
    Deduction {
        violation: Violation::FinancialReturnClaim,
        points: 35,
        rules: &["legal-financial/return-of-capital", "exaggerated-speed"],
        reason_ar: "عائد أو دخل يُقطع به قبل حدوثه",
    },
    Deduction {
        violation: Violation::RegulatoryPromise,
        points: 35,
        rules: &["legal-financial"],
        reason_ar: "حكم نظامي أو ضريبي ليس لنا أن نصدره",
    },
    Deduction {
        violation: Violation::FakeScarcity,
        points: 25,
        rules: &["artificial-scarcity"],
        reason_ar: "ندرة مصطنعة تضغط على القارئ",
    },
    Deduction {
        violation: Violation::UrgencyPressure,
        points: 15,
        rules: &["urgency-pressure"],
        reason_ar: "استعجال لا سبب له عند القارئ",
    },
];

/// What a violation costs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Deduction {
    /// The violation.
    pub violation: Violation,
    /// Points that it takes.
    pub points: u32,
    /// Categories and rule ids of the linter that it stands for.
    pub rules: &'static [&'static str],
    /// Why, in Arabic.
    pub reason_ar: &'static str,
}

names! {
    /// How safe a message is.
    pub enum SafetyLevel ("level") {
        /// May wait for approval.
        Safe = "safe",
        /// Has to be read again before it waits for approval.
        NeedsReview = "needs_review",
        /// Is written anew.
        Blocked = "blocked",
    }
}

/// From which safety score a message has a level, highest first.
pub const SAFETY_LEVELS: [SafetyRow; 3] = [
    SafetyRow { level: SafetyLevel::Safe, from: 70, label_ar: "سليمة، وتنتظر الموافقة" },
    SafetyRow { level: SafetyLevel::NeedsReview, from: 40, label_ar: "تُعدَّل ثم تُراجع من جديد" },
    SafetyRow { level: SafetyLevel::Blocked, from: 0, label_ar: "تُكتب من جديد" },
];

/// A level of safety and its lowest score.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct SafetyRow {
    /// The level.
    pub level: SafetyLevel,
    /// Lowest score of the level, which belongs to it.
    pub from: u32,
    /// What the team does, in Arabic.
    pub label_ar: &'static str,
}

impl SafetyLevel {
    /// The level of a score.
    ///
    /// ```
    /// use poslock::domain::gates::SafetyLevel;
    /// assert_eq!(SafetyLevel::of(70), SafetyLevel::Safe);
    /// assert_eq!(SafetyLevel::of(39), SafetyLevel::Blocked);
    /// ```
    pub fn of(score: u32) -> Self {
        SAFETY_LEVELS.iter().find(|row| score >= row.from).map_or(Self::Blocked, |row| row.level)
    }
}

names! {
    /// How a found claim stands in its text, as the linter says it.
    pub enum Standing ("standing") {
        /// The text claims it: the only standing that costs points.
        Asserted = "asserted",
        /// The text denies it.
        Negated = "negated",
        /// The text forbids it.
        Forbidden = "forbidden",
        /// The text quotes it.
        Quoted = "quoted",
        /// The text asks about it.
        Asked = "asked",
        /// The text mentions it.
        Mentioned = "mentioned",
        /// The policy approved the sentence.
        Approved = "approved",
    }
}

names! {
    /// How a message sounds.
    pub enum ToneLevel ("level") {
        /// As a person in Riyadh would write.
        Natural = "natural",
        /// Good enough.
        Decent = "decent",
        /// Like an announcement or a translation.
        Off = "off",
    }
}

/// From which tone score a message has a level, highest first. The points stand in `src/language/tone.rs`.
pub const TONE_LEVELS: [ToneRow; 3] = [
    ToneRow { level: ToneLevel::Natural, from: 75, label_ar: "طبيعية" },
    ToneRow { level: ToneLevel::Decent, from: 50, label_ar: "مقبولة" },
    ToneRow { level: ToneLevel::Off, from: 0, label_ar: "بعيدة عن نبرتنا" },
];

/// A level of tone and its lowest score.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct ToneRow {
    /// The level.
    pub level: ToneLevel,
    /// Lowest score of the level, which belongs to it.
    pub from: u32,
    /// Its name in Arabic.
    pub label_ar: &'static str,
}

impl ToneLevel {
    /// The level of a score.
    ///
    /// ```
    /// use poslock::domain::gates::ToneLevel;
    /// assert_eq!(ToneLevel::of(75), ToneLevel::Natural);
    /// assert_eq!(ToneLevel::of(74), ToneLevel::Decent);
    /// ```
    pub fn of(score: u32) -> Self {
        TONE_LEVELS.iter().find(|row| score >= row.from).map_or(Self::Off, |row| row.level)
    }

    /// The lowest score and the name of this level.
    pub const fn row(self) -> &'static ToneRow {
        &TONE_LEVELS[self as usize]
    }
}

/// Channels that no service may use.
pub const UNSAFE_CHANNELS: [&str; 4] = ["scraping", "auto_dm", "auto_connect", "browser_extension"];

/// Actions that are never planned, and why.
pub const FORBIDDEN: [ForbiddenAction; 5] = [
    ForbiddenAction {
        id: "linkedin.scrape_profile", reason_ar: "سحب بيانات لم يأذن بها صاحبها ولا المنصة"
    },
    ForbiddenAction { id: "linkedin.auto_dm", reason_ar: "رسالة تخرج باسم شخص لم يقرأها" },
    ForbiddenAction {
        id: "linkedin.auto_connect", reason_ar: "دعوات آلية تخالف شروط المنصة وتضر بحساب صاحبها"
    },
    ForbiddenAction {
        id: "social.scrape_followers", reason_ar: "سحب قوائم متابعين لم يأذنوا بالتواصل معهم"
    },
    ForbiddenAction {
        id: "phone.cold_call_unscripted", reason_ar: "المكالمة الباردة ممنوعة ما لم يُعتمد نصها"
    },
];

/// An action that is never planned.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct ForbiddenAction {
    /// Name in data: channel, point, action.
    pub id: &'static str,
    /// Why, in Arabic.
    pub reason_ar: &'static str,
}

/// Actions that end in a draft.
pub const DRAFT_ONLY: [&str; 7] = [
    "whatsapp.draft_message",
    "gmail.create_draft",
    "calendar.draft_event",
    "moyasar.create_invoice_draft",
    "moyasar.create_payment_link_draft",
    "google_business.draft_review_reply",
    "social.draft_post",
];

/// Actions that a person approves by name; so does everything that no list knows.
pub const APPROVAL_REQUIRED: [&str; 7] = [
    "whatsapp.send_message",
    "gmail.send",
    "calendar.insert_event",
    "moyasar.charge",
    "google_business.publish_review_reply",
    "social.publish_dm",
    "social.publish_post",
];

/// A text by whose words two spellings are the same: `Auto-DM` and `auto dm` are `auto_dm`. A point stays.
fn key(text: &str) -> String {
    super::spelling::key(text, |c| !c.is_alphanumeric() && c != '.')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_sides_of_every_level() {
        let safe = |score| SafetyLevel::of(score).name();
        assert_eq!([safe(100), safe(70), safe(69)], ["safe", "safe", "needs_review"]);
        assert_eq!([safe(40), safe(39), safe(0)], ["needs_review", "blocked", "blocked"]);
        let tone = |score| ToneLevel::of(score).name();
        assert_eq!([tone(100), tone(75), tone(74)], ["natural", "natural", "decent"]);
        assert_eq!([tone(50), tone(49), tone(0)], ["decent", "off", "off"]);
    }

    #[test]
    fn tables_stand_in_the_order_of_their_names() {
        assert_eq!(DEDUCTIONS.map(|d| d.violation), Violation::ALL);
        assert_eq!(SAFETY_LEVELS.map(|r| r.level), SafetyLevel::ALL);
        assert_eq!(TONE_LEVELS.map(|r| r.level), ToneLevel::ALL);
        assert_eq!(ToneLevel::Off.row().from, 0);
    }

    #[test]
    fn standings_are_those_of_the_linter() {
        assert_eq!(Standing::NAMES, crate::finding::Standing::ALL.map(crate::finding::Standing::name));
    }

    #[test]
    fn spelling_does_not_matter() {
        for text in ["auto_dm", "Auto-DM", " AUTO  dm", "auto\u{200b}_dm"] {
            assert_eq!(key(text), "auto_dm", "{text:?}");
        }
        assert_eq!(key("LinkedIn.Auto-DM"), "linkedin.auto_dm");
        assert_eq!(key(" - "), "");
    }
}
