//! Incidents: how grave one is, what is done about it and by when, and when a channel is frozen by its own numbers.
//!
//! The tables are what `docs/INCIDENT_RESPONSE.md` is checked against. Nothing here freezes or notifies; it says what people do.

mod freeze;
mod plan;

use serde::{Deserialize, Serialize};

use super::Result;
use super::names::names;
use super::promise::Promise;
use super::text::{fill, shortened};

pub use freeze::{ChannelFreeze, ChannelRates, Exceeded, FreezeLimit, Signal, channel_freeze};
pub use plan::{PostMortem, PostMortemPart, ResponsePlan, post_mortem, response_plan};

names! {
    /// How grave an incident is; the order is the order of gravity, gravest first.
    pub enum Severity ("severity") {
        /// Data leaked, or something was sent without approval.
        Sev1 = "SEV1",
        /// Several customers are affected.
        Sev2 = "SEV2",
        /// Few customers are affected.
        Sev3 = "SEV3",
    }
}

/// How soon a severity is acted on and how often it is spoken of, gravest first.
pub const SEVERITIES: [SeverityDetails; 3] = [
    SeverityDetails {
        id: Severity::Sev1,
        first_action_min: 15,
        communication_every_min: 30,
        post_mortem_within_hours: Some(24),
    },
    SeverityDetails {
        id: Severity::Sev2,
        first_action_min: 30,
        communication_every_min: 60,
        post_mortem_within_hours: Some(48),
    },
    SeverityDetails {
        id: Severity::Sev3,
        first_action_min: 120,
        communication_every_min: 240,
        post_mortem_within_hours: None,
    },
];

/// From so many affected customers on, an incident is SEV2.
pub const SEV2_FROM_CUSTOMERS: u32 = 5;

/// Most characters of a title that are kept.
pub const TITLE_MAX: usize = 120;

/// Most characters of a description that are kept.
pub const DESCRIPTION_MAX: usize = 500;

/// Within so many hours of knowing that data leaked, the affected customers are told (Saudi Personal Data Protection Law).
pub const PDPL_NOTICE_HOURS: u32 = 72;

/// What freezes a channel by itself: a share in percent that is greater than this.
pub const AUTO_FREEZE: [FreezeLimit; 3] = [
    FreezeLimit { signal: Signal::BounceRate, over_percent: 5.0 },
    FreezeLimit { signal: Signal::ComplaintRate, over_percent: 0.3 },
    FreezeLimit { signal: Signal::WhatsappBlockRate, over_percent: 3.0 },
];

/// What is done in every incident, in order.
pub const COMMON_STEPS: [&str; 5] = [
    "تجميد الإجراءات الحية على القناة المتأثرة",
    "إبلاغ المؤسس والمشغّل المناوب",
    "فتح قناة للحادثة يُكتب فيها الخط الزمني أولًا بأول",
    "مراجعة Action Ledger",
    "إشعار العملاء المتأثرين خلال 72 ساعة إذا تسربت بيانات، بحسب PDPL",
];

/// What SEV1 adds.
pub const SEV1_STEPS: [&str; 3] =
    ["تواصل مباشر مع المؤسس وتشكيل خلية أزمة", "تقرير ما بعد الحادثة خلال 24 ساعة", "مراجعة قانونية عند الحاجة"];

/// What SEV2 adds.
pub const SEV2_STEPS: [&str; 2] = ["تحديث العملاء المتأثرين كل 60 دقيقة", "تقرير ما بعد الحادثة خلال 48 ساعة"];

/// What SEV3 adds.
pub const SEV3_STEPS: [&str; 2] = ["تحديث العميل عند كل خطوة", "تقرير ما بعد الحادثة اختياري"];

/// The parts of the report after an incident, in order.
pub const POST_MORTEM: [(&str, &str); 8] = [
    ("الملخص", "ماذا حدث، ومن تأثر، وكم استمر، في ثلاثة أسطر يفهمها من لم يكن حاضرًا"),
    ("الخط الزمني", "كل حدث بوقته: أول علامة، ومتى علمنا، وكل قرار ومن اتخذه، ومتى انتهى"),
    ("السبب الجذري", "لماذا حدث، ولماذا لم نمنعه، بلا أسماء ولا لوم"),
    ("ما الذي نجح", "ما الذي قلّل الأثر أو سرّع الحل ويستحق أن نثبّته"),
    ("ما الذي لم ينجح", "أين تأخرنا، وما الذي بحثنا عنه ولم نجده"),
    ("إجراءات المنع", "ما الذي يتغيّر حتى لا تتكرر، وكيف نعرف أنه نفع"),
    ("المسؤول عن كل إجراء", "اسم شخص واحد لكل إجراء، لا اسم فريق"),
    ("موعد كل إجراء", "تاريخ محدد لكل إجراء، ويُراجع في المراجعة الأسبوعية"),
];

/// What a severity asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SeverityDetails {
    /// The severity.
    pub id: Severity,
    /// Minutes until the first action.
    pub first_action_min: u32,
    /// Minutes between two messages to those who are affected.
    pub communication_every_min: u32,
    /// Hours until the report after the incident; `None` where it is optional.
    pub post_mortem_within_hours: Option<u32>,
}

impl Severity {
    /// What this severity asks for.
    ///
    /// ```
    /// use poslock::domain::incidents::Severity;
    /// assert_eq!(Severity::Sev1.details().first_action_min, 15);
    /// ```
    pub const fn details(self) -> SeverityDetails {
        // The table stands in the order of the names; a test holds that.
        SEVERITIES[self as usize]
    }
}

/// What is known of an incident. A flag or a count that is left out is `false` or 0.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct IncidentInput {
    /// In a few words; the first [`TITLE_MAX`] characters are kept. It may be empty: nobody is kept waiting for a title.
    #[serde(default)]
    pub title: String,
    /// What is known; the first [`DESCRIPTION_MAX`] characters are kept.
    #[serde(default)]
    pub description: String,
    /// How many customers it touches.
    #[serde(default)]
    pub affected_customers: u32,
    /// Whether data came to somebody whom it does not belong to.
    #[serde(default)]
    pub has_data_leak: bool,
    /// Whether something was sent that nobody had approved.
    #[serde(default)]
    pub has_unauthorized_send: bool,
}

/// An incident with its severity.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct IncidentTriage {
    /// The title, shortened.
    pub title: String,
    /// The description, shortened.
    pub description: String,
    /// How many customers it touches.
    pub affected_customers: u32,
    /// As it was given.
    pub has_data_leak: bool,
    /// As it was given.
    pub has_unauthorized_send: bool,
    /// How grave it is.
    pub severity: Severity,
    /// What that asks for.
    pub severity_details: SeverityDetails,
    /// What the severity rests on, one sentence each.
    pub reasons_ar: Vec<String>,
    /// [`PDPL_NOTICE_HOURS`] where data leaked.
    pub notice_within_hours: Option<u32>,
    /// Approval, and nothing live.
    #[serde(flatten)]
    pub promise: Promise,
}

/// Decides how grave an incident is. Leaked data or an unauthorized send is SEV1, however few customers it touches; else
/// [`SEV2_FROM_CUSTOMERS`] customers make SEV2, and fewer SEV3.
///
/// ```
/// use poslock::domain::incidents::{IncidentInput, Severity, triage};
///
/// let incident = IncidentInput { title: "قائمة خاطئة".into(), affected_customers: 1, has_unauthorized_send: true, ..Default::default() };
/// assert_eq!(triage(&incident).severity, Severity::Sev1);
/// assert_eq!(triage(&IncidentInput { affected_customers: 5, ..Default::default() }).severity, Severity::Sev2);
/// assert_eq!(triage(&IncidentInput { affected_customers: 4, ..Default::default() }).severity, Severity::Sev3);
/// ```
pub fn triage(incident: &IncidentInput) -> IncidentTriage {
    let IncidentInput { affected_customers, has_data_leak, has_unauthorized_send, .. } = *incident;
    let mut reasons_ar = Vec::new();
    if has_data_leak {
        reasons_ar.push("تسربت بيانات، وهذا SEV1 مهما قلّ عدد المتأثرين.".to_owned());
    }
    if has_unauthorized_send {
        reasons_ar.push("خرج إرسال لم يعتمده أحد، وهذا SEV1 مهما قلّ عدد المتأثرين.".to_owned());
    }
    let several = affected_customers >= SEV2_FROM_CUSTOMERS;
    let severity = match (reasons_ar.is_empty(), several) {
        (false, _) => Severity::Sev1,
        (true, true) => Severity::Sev2,
        (true, false) => Severity::Sev3,
    };
    let sentence = if several {
        "عدد العملاء المتأثرين {count}، وحد SEV2 يبدأ من {from}."
    } else {
        "عدد العملاء المتأثرين {count}، وهو أقل من حد SEV2 ({from})."
    };
    let (count, from) = (affected_customers.to_string(), SEV2_FROM_CUSTOMERS.to_string());
    reasons_ar.push(fill(sentence, &[("count", &count), ("from", &from)]));
    IncidentTriage {
        title: shortened(&incident.title, TITLE_MAX),
        description: shortened(&incident.description, DESCRIPTION_MAX),
        affected_customers,
        has_data_leak,
        has_unauthorized_send,
        severity,
        severity_details: severity.details(),
        reasons_ar,
        notice_within_hours: has_data_leak.then_some(PDPL_NOTICE_HOURS),
        promise: Promise::APPROVAL,
    }
}

/// Until when the affected customers are told, [`PDPL_NOTICE_HOURS`] after it was known that data leaked.
///
/// # Errors
/// [`Error::OutOfRange`](super::Error::OutOfRange) for a moment at the end of the calendar, in the year 9999.
///
/// ```
/// use poslock::domain::incidents::notice_deadline;
/// let deadline = notice_deadline("2026-05-01T10:00:00+03:00".parse()?)?;
/// assert_eq!(deadline, "2026-05-04T10:00:00+03:00".parse()?);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn notice_deadline(known_since: jiff::Timestamp) -> Result<jiff::Timestamp> {
    let hours = jiff::SignedDuration::from_hours(i64::from(PDPL_NOTICE_HOURS));
    known_since
        .checked_add(hours)
        .map_err(|_| super::Error::out_of_range("known_since", known_since, "a moment before the end of the year 9999"))
}

#[cfg(test)]
#[path = "incidents/tests.rs"]
mod tests;
