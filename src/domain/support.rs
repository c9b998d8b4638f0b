//! Support: from the words of a ticket to its priority, its owner and the first words back.
//!
//! The tables are what `docs/SUPPORT_SLA.md` is checked against. Triage never reads a denial: who writes "this is not a leak"
//! has written of a leak, and somebody looks. It must not know how words are inflected.

mod keywords;
mod pieces;
mod reply;

use serde::{Deserialize, Serialize};

use super::promise::Promise;
use super::sla::{Owner, Priority, Sla};
use super::text::fill;
use pieces::Reading;

pub use keywords::{FORMS, NOT_KEYWORDS, Place};
pub use reply::{FIRST_RESPONSES, FirstResponse, Template, first_response};

/// Words of security, of a wrong send, of a total outage.
pub const KEYWORDS_P0: [&str; 15] = [
    "أمان",
    "تسريب",
    "إرسال خاطئ",
    "إرسال بدون موافقة",
    "بدون موافقتي",
    "أرسل رسالة بدون",
    "أرسل بدون",
    "secret",
    "leak",
    "data breach",
    "outage",
    "completely down",
    "live charge",
    "charge بدون موافقة",
    "unauthorized",
];

/// Words of an important service that is down.
pub const KEYWORDS_P1: [&str; 5] =
    ["service down", "خدمة معطلة", "service failed", "Pilot stopped", "Proof Pack مفقود"];

/// Words of the connectors and what is set up with them.
pub const KEYWORDS_P2: [&str; 6] = ["connector", "Gmail", "Calendar", "Sheets", "WhatsApp setup", "Moyasar invoice"];

impl Priority {
    /// The keywords of this priority; none for P3, which is everything else.
    pub const fn keywords(self) -> &'static [&'static str] {
        match self {
            Self::P0 => &KEYWORDS_P0,
            Self::P1 => &KEYWORDS_P1,
            Self::P2 => &KEYWORDS_P2,
            Self::P3 => &[],
        }
    }
}

/// A ticket to be sorted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TicketText {
    /// What the customer wrote, subject and all; may be empty.
    pub text: String,
}

/// The priority of a text, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Classification {
    /// The priority.
    pub priority: Priority,
    /// The keyword as its table has it: of the gravest priority that has any in the text, the first in the text, and of two at
    /// one place the longer. `None` for P3, and for a text that cannot be read.
    pub matched_keyword: Option<String>,
    /// Where it stands in the text.
    pub place: Option<Place>,
    /// Why, in Arabic.
    pub reason_ar: String,
    /// Approval, and nothing live.
    #[serde(flatten)]
    pub promise: Promise,
}

/// What happens with a ticket.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Routing {
    /// The priority.
    pub priority: Priority,
    /// As in [`Classification`].
    pub matched_keyword: Option<String>,
    /// Where it stands in the text.
    pub place: Option<Place>,
    /// Why, in Arabic.
    pub reason_ar: String,
    /// The times to be kept.
    pub sla: Sla,
    /// Who answers for it.
    pub owner: Owner,
    /// What the customer may be told first. A draft: a person reads and sends it.
    pub first_response_template: Template,
    /// Approval, and nothing live.
    #[serde(flatten)]
    pub promise: Promise,
}

/// A priority with all that hangs on it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PriorityInfo {
    /// The priority.
    pub priority: Priority,
    /// What kind of ticket it is.
    pub meaning_ar: String,
    /// The times to be kept.
    pub sla: Sla,
    /// Who answers for it.
    pub owner: Owner,
    /// The words that lead to it.
    pub keywords: Vec<String>,
}

/// The four priorities.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Priorities {
    /// Gravest first.
    pub priorities: Vec<PriorityInfo>,
    /// Approval, and nothing live.
    #[serde(flatten)]
    pub promise: Promise,
}

/// All priorities, gravest first.
pub fn priorities() -> Priorities {
    let info = |priority: Priority| {
        let target = priority.target();
        PriorityInfo {
            priority,
            meaning_ar: target.meaning_ar.to_owned(),
            sla: priority.sla(),
            owner: target.owner,
            keywords: priority.keywords().iter().map(|k| (*k).to_owned()).collect(),
        }
    };
    Priorities { priorities: Priority::ALL.map(info).into(), promise: Promise::APPROVAL }
}

/// The priority of a text: the gravest one of whose keywords stands in it, and P3 where none does. Linear in the text, however
/// long it is; beyond 64 MiB it takes no more memory. A text so long that hides its letters among millions of signs is P0:
/// nothing may hide a P0 keyword.
///
/// A keyword begins where a word does, perhaps behind an Arabic prefix («والتسريب», «الـleak»). An English word of it may be
/// plural or one of its [`FORMS`], an Arabic one may carry pronouns and endings, unless that makes it one of [`NOT_KEYWORDS`].
/// Spaces, line breaks and signs may stand between the words of a keyword, but not the end of a sentence. Letter case, Arabic
/// marks and spellings do not matter, and neither does a denial.
///
/// ```
/// use poslock::domain::sla::Priority;
/// use poslock::domain::support::classify;
///
/// let found = classify("السلام عليكم، يبدو أن فيه تَسـريبًا لبيانات عملائنا");
/// assert_eq!(found.priority, Priority::P0);
/// assert_eq!(found.matched_keyword.as_deref(), Some("تسريب"));
/// assert_eq!(classify("our secretary will call you").priority, Priority::P3);
/// ```
pub fn classify(text: &str) -> Classification {
    let read = pieces::read(text);
    let reason_ar = match &read {
        Reading::Found(found) => fill(
            "وردت في التذكرة عبارة «{keyword}»، وهي من عبارات {priority} ({meaning}).",
            &[
                ("keyword", found.keyword),
                ("priority", found.priority.name()),
                ("meaning", found.priority.target().meaning_ar),
            ],
        ),
        Reading::Unreadable => {
            "التذكرة طويلة جدًا وأكثرها رموز لا تُقرأ آليًا، فتُعامل معاملة P0 إلى أن يقرأها شخص.".to_owned()
        }
        Reading::Nothing if text.trim().is_empty() => {
            "التذكرة بلا نص، فتُعامل سؤالًا عامًا إلى أن نعرف من صاحبها ما الذي يحتاجه.".to_owned()
        }
        Reading::Nothing => "لم ترد في التذكرة عبارة من عبارات P0 أو P1 أو P2، فهي سؤال عام أو تحسين.".to_owned(),
    };
    let (priority, found) = match read {
        Reading::Found(found) => (found.priority, Some(found)),
        Reading::Unreadable => (Priority::P0, None),
        Reading::Nothing => (Priority::P3, None),
    };
    Classification {
        priority,
        matched_keyword: found.as_ref().map(|f| f.keyword.to_owned()),
        place: found.map(|f| f.place),
        reason_ar,
        promise: Promise::APPROVAL,
    }
}

/// Sorts a ticket and says who takes it, by when, and what the customer may be told first.
///
/// ```
/// use poslock::domain::sla::Owner;
/// use poslock::domain::support::route;
///
/// let routing = route("تم إرسال رسالة لعملائي بدون موافقتى");
/// assert_eq!(routing.owner, Owner::Founder);
/// assert!(routing.first_response_template.body_ar.contains("30 دقيقة"));
/// ```
pub fn route(text: &str) -> Routing {
    let Classification { priority, matched_keyword, place, reason_ar, promise } = classify(text);
    Routing {
        priority,
        matched_keyword,
        place,
        reason_ar,
        sla: priority.sla(),
        owner: priority.target().owner,
        first_response_template: reply::template(priority),
        promise,
    }
}

#[cfg(test)]
#[path = "support/tests.rs"]
mod tests;
