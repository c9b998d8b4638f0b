//! Service levels: how soon a ticket is answered and resolved, whether it was, and how the whole of them stands.
//!
//! The tables are what `docs/SUPPORT_SLA.md` is checked against. It must not know how a ticket gets its priority.

mod events;
mod health;

use serde::{Deserialize, Serialize};

use super::Result;
use super::names::names;
use super::number::measure;
use super::promise::Promise;
use super::text::fill;

pub use events::{EventKind, RecordInput, Recorded, SlaEvent, TicketTimes, record, times};
pub use health::{DEMO_TICKETS, HealthInput, HealthReport, PriorityHealth, Ticket, Verdict, demo, health_report};

names! {
    /// How grave a ticket is; the order is the order of gravity, gravest first.
    pub enum Priority ("priority") {
        /// Security, a wrong send, a total outage.
        P0 = "P0",
        /// An important service is down.
        P1 = "P1",
        /// A connector or a Proof Pack is late.
        P2 = "P2",
        /// A general question, an improvement.
        P3 = "P3",
    }
}

names! {
    /// Who answers for a ticket.
    pub enum Owner ("owner") {
        /// The founder.
        Founder = "founder",
        /// The operator on call.
        OperatorOncall = "operator_oncall",
        /// The operators as a team.
        OperatorTeam = "operator_team",
    }
}

/// The targets of each priority, gravest first.
pub const SLA_TARGETS: [SlaTarget; 4] = [
    SlaTarget {
        id: Priority::P0,
        first_response_min: 30,
        resolution_hours: 4,
        owner: Owner::Founder,
        meaning_ar: "أمن أو إرسال خاطئ أو توقف كامل",
    },
    SlaTarget {
        id: Priority::P1,
        first_response_min: 120,
        resolution_hours: 24,
        owner: Owner::OperatorOncall,
        meaning_ar: "خدمة مهمة متعطلة",
    },
    SlaTarget {
        id: Priority::P2,
        first_response_min: 480,
        resolution_hours: 72,
        owner: Owner::OperatorOncall,
        meaning_ar: "تأخر قناة أو Proof Pack",
    },
    SlaTarget {
        id: Priority::P3,
        first_response_min: 1_440,
        resolution_hours: 168,
        owner: Owner::OperatorTeam,
        meaning_ar: "سؤال عام أو تحسين",
    },
];

/// What may happen to a ticket, in the order in which it does; the last one at any time before it is resolved.
pub const SLA_EVENTS: [EventRow; 4] = [
    EventRow { event: EventKind::Opened, meaning_ar: "وصلت الرسالة" },
    EventRow { event: EventKind::FirstResponse, meaning_ar: "كتب شخص للعميل" },
    EventRow { event: EventKind::Resolved, meaning_ar: "رجع العميل إلى عمله" },
    EventRow { event: EventKind::Escalated, meaning_ar: "صعدت التذكرة إلى من هو أعلى" },
];

/// What an event means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct EventRow {
    /// The event.
    pub event: EventKind,
    /// Its meaning, in Arabic.
    pub meaning_ar: &'static str,
}

/// From this share of breached tickets on, the report says [`Verdict::Watch`]. A share between 0 and 1.
pub const WATCH_FROM: f64 = 0.10;

/// From this share of breached tickets on, the report says [`Verdict::Critical`]. A share between 0 and 1.
pub const CRITICAL_FROM: f64 = 0.25;

/// Longest first response that is believed, in minutes: ten years.
const MOST_MINUTES: f64 = 5_256_000.0;

/// Longest resolution that is believed, in hours: ten years.
const MOST_HOURS: f64 = 87_600.0;

/// What a priority promises inside the house.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct SlaTarget {
    /// The priority.
    pub id: Priority,
    /// Most minutes until the first response; exactly so many are within.
    pub first_response_min: u32,
    /// Most hours until the ticket is resolved; exactly so many are within.
    pub resolution_hours: u32,
    /// Who answers for it.
    pub owner: Owner,
    /// What kind of ticket it is, in Arabic.
    pub meaning_ar: &'static str,
}

impl Priority {
    /// The targets of this priority.
    ///
    /// ```
    /// use poslock::domain::sla::Priority;
    /// assert_eq!(Priority::P0.target().first_response_min, 30);
    /// ```
    pub const fn target(self) -> &'static SlaTarget {
        // The table stands in the order of the names; a test holds that.
        &SLA_TARGETS[self as usize]
    }

    /// The two times of this priority.
    pub const fn sla(self) -> Sla {
        let target = self.target();
        Sla { first_response_min: target.first_response_min, resolution_hours: target.resolution_hours }
    }
}

/// The two times that a ticket is measured by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sla {
    /// Minutes until the first response.
    pub first_response_min: u32,
    /// Hours until the ticket is resolved.
    pub resolution_hours: u32,
}

/// One ticket to be measured. What has not happened yet is left out, and breaches nothing.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BreachInput {
    /// Its priority.
    pub priority: Priority,
    /// Minutes from the opening to the first response, 0 to 5,256,000 (ten years).
    #[serde(default)]
    pub minutes_to_first_response: Option<f64>,
    /// Hours from the opening to the resolution, 0 to 87,600 (ten years).
    #[serde(default)]
    pub hours_to_resolve: Option<f64>,
}

names! {
    /// Which of the two times was too long.
    pub enum BreachKind ("kind") {
        /// The first response, in minutes.
        FirstResponse = "first_response",
        /// The resolution, in hours.
        Resolution = "resolution",
    }
}

/// A time that was longer than its target.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Breach {
    /// Which one.
    pub kind: BreachKind,
    /// The target: minutes of a first response, hours of a resolution.
    pub target: u32,
    /// How long it took, in the same unit.
    pub actual: f64,
    /// The same as a sentence.
    pub reason_ar: String,
}

/// Whether a ticket kept its targets.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct BreachAnswer {
    /// Its priority.
    pub priority: Priority,
    /// What it was measured by.
    pub sla: Sla,
    /// Whether any target was exceeded.
    pub breached: bool,
    /// Each exceeded target, the first response first.
    pub breaches: Vec<Breach>,
    /// Approval, and nothing live.
    #[serde(flatten)]
    pub promise: Promise,
}

/// Measures one ticket against the targets of its priority. A time equal to its target is within.
///
/// # Errors
/// [`Error::OutOfRange`](super::Error::OutOfRange) for a time that is negative, infinite, not a number or longer than ten years.
///
/// ```
/// use poslock::domain::sla::{BreachInput, Priority, classify_breach};
///
/// let ticket =
///     BreachInput { priority: Priority::P0, minutes_to_first_response: Some(30.0), hours_to_resolve: Some(4.5) };
/// let answer = classify_breach(&ticket)?;
/// assert!(answer.breached);
/// assert_eq!(answer.breaches.len(), 1);
/// # Ok::<(), poslock::domain::Error>(())
/// ```
pub fn classify_breach(ticket: &BreachInput) -> Result<BreachAnswer> {
    let BreachInput { priority, minutes_to_first_response, hours_to_resolve } = *ticket;
    let minutes = minutes_to_first_response.map(|m| minutes("minutes_to_first_response", m)).transpose()?;
    let hours = hours_to_resolve.map(|h| hours("hours_to_resolve", h)).transpose()?;
    let sla = priority.sla();
    let exceeded = |kind, target: u32, actual: Option<f64>, sentence| {
        let actual = actual.filter(|a| exceeds(*a, target))?;
        let reason_ar = fill(sentence, &[("target", &target.to_string()), ("actual", &shown(actual))]);
        Some(Breach { kind, target, actual, reason_ar })
    };
    let breaches: Vec<Breach> = [
        exceeded(
            BreachKind::FirstResponse,
            sla.first_response_min,
            minutes,
            "زمن أول رد بالدقائق: {actual}، والهدف {target}.",
        ),
        exceeded(BreachKind::Resolution, sla.resolution_hours, hours, "زمن الحل بالساعات: {actual}، والهدف {target}."),
    ]
    .into_iter()
    .flatten()
    .collect();
    Ok(BreachAnswer { priority, sla, breached: !breaches.is_empty(), breaches, promise: Promise::APPROVAL })
}

/// The one comparison that every measure here is made with.
fn exceeds(actual: f64, target: u32) -> bool {
    actual > f64::from(target)
}

fn minutes(field: &str, value: f64) -> Result<f64> {
    measure(field, value, &(0.0..=MOST_MINUTES), "0 to 5256000 minutes (ten years)")
}

/// Hours up to ten years, as every engine believes them.
pub(super) fn hours(field: &str, value: f64) -> Result<f64> {
    measure(field, value, &(0.0..=MOST_HOURS), "0 to 87600 hours (ten years)")
}

/// A time with two places behind its point, if they say that it is too long; else with all of them.
fn shown(value: f64) -> String {
    let rounded = super::number::round(value, 2);
    // 30.0001 minutes are more than 30, and a sentence that says "30, and the target is 30" helps nobody.
    if rounded.fract() == 0.0 { value.to_string() } else { rounded.to_string() }
}

#[cfg(test)]
#[path = "sla/tests.rs"]
mod tests;
