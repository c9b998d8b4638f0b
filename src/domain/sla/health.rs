//! The report over many tickets: one pass, four tallies, one verdict.
//!
//! It must not know how tickets are stored.

use std::borrow::Borrow;
use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{CRITICAL_FROM, Owner, Priority, WATCH_FROM, exceeds, hours, minutes};
use crate::domain::Result;
use crate::domain::names::names;
use crate::domain::number::round;
use crate::domain::promise::Promise;
use crate::domain::text::fill;

/// A ticket as the report reads it. What has not happened yet is left out: it breaches nothing and enters no average.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ticket {
    /// Its priority.
    pub priority: Priority,
    /// Minutes from the opening to the first response, 0 to 5,256,000 (ten years).
    #[serde(default)]
    pub first_response_min: Option<f64>,
    /// Hours from the opening to the resolution, 0 to 87,600 (ten years).
    #[serde(default)]
    pub resolution_hours: Option<f64>,
}

/// The tickets of a report.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HealthInput {
    /// In any order; the same ticket twice counts twice.
    pub tickets: Vec<Ticket>,
}

names! {
    /// How the whole stands.
    pub enum Verdict ("verdict") {
        /// Fewer than [`WATCH_FROM`] of the tickets are breached, or there is no ticket.
        Healthy = "healthy",
        /// [`WATCH_FROM`] and more.
        Watch = "watch",
        /// [`CRITICAL_FROM`] and more: the founder decides, and live actions rest until then.
        Critical = "critical",
    }
}

impl Verdict {
    /// The verdict on a share of breached tickets, between 0 and 1. A share equal to a threshold has reached it.
    ///
    /// ```
    /// use poslock::domain::sla::Verdict;
    /// assert_eq!(Verdict::of(0.0999), Verdict::Healthy);
    /// assert_eq!(Verdict::of(0.1), Verdict::Watch);
    /// assert_eq!(Verdict::of(0.25), Verdict::Critical);
    /// ```
    pub fn of(rate: f64) -> Self {
        if rate >= CRITICAL_FROM {
            Self::Critical
        } else if rate >= WATCH_FROM {
            Self::Watch
        } else {
            Self::Healthy
        }
    }

    const fn action_ar(self) -> &'static str {
        match self {
            Self::Healthy => "لا إجراء إضافي، والموعد القادم هو المراجعة الأسبوعية.",
            Self::Watch => {
                "تُراجَع التذاكر المتأخرة اليوم مع المشغّل المناوب، ويُكتب سبب كل تأخر وما سيتغيّر قبل المراجعة القادمة."
            }
            Self::Critical => "تُصعَّد الحالة إلى المؤسس، وتتجمّد الإجراءات الحية إلى أن يراجعها ويعتمد استئنافها.",
        }
    }
}

/// The tickets of one priority.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PriorityHealth {
    /// How many there are.
    pub count: u64,
    /// How many of them exceeded a target, or both.
    pub breaches: u64,
    /// How many exceeded the first response.
    pub first_response_breaches: u64,
    /// How many exceeded the resolution.
    pub resolution_breaches: u64,
    /// Mean minutes to the first response, to one place, over the tickets that have one; `None` where none has.
    pub avg_first_response_min: Option<f64>,
    /// Mean hours to the resolution, to two places, over the tickets that are resolved; `None` where none is.
    pub avg_resolution_hours: Option<f64>,
}

/// How the tickets stand.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct HealthReport {
    /// How many tickets there are.
    pub total_tickets: u64,
    /// How many of them exceeded a target, or both.
    pub total_breached: u64,
    /// Their share, to three places; 0 where there is no ticket.
    pub breach_rate: f64,
    /// All four priorities.
    pub by_priority: BTreeMap<Priority, PriorityHealth>,
    /// The verdict on the share as it is, not on the rounded one: 996 of 10,000 tickets are shown as 0.1 and are healthy.
    pub verdict: Verdict,
    /// The founder where the verdict is critical.
    pub escalate_to: Option<Owner>,
    /// Whether live actions rest until the founder has reviewed: where the verdict is critical.
    pub live_actions_frozen: bool,
    /// What the verdict rests on.
    pub reason_ar: String,
    /// What to do now.
    pub recommended_action_ar: String,
    /// Approval, and nothing live.
    #[serde(flatten)]
    pub promise: Promise,
}

#[derive(Clone, Copy, Default)]
struct Mean {
    sum: f64,
    count: u64,
}

impl Mean {
    fn add(&mut self, value: f64) {
        self.sum += value;
        self.count += 1;
    }

    fn to(self, places: i32) -> Option<f64> {
        (self.count > 0).then(|| round(self.sum / self.count as f64, places))
    }
}

#[derive(Clone, Copy, Default)]
struct Tally {
    count: u64,
    breaches: u64,
    late_answers: u64,
    late_ends: u64,
    minutes: Mean,
    hours: Mean,
}

impl Tally {
    fn add(&mut self, ticket: &Ticket) -> Result<()> {
        let target = ticket.priority.target();
        let (mut late_answer, mut late_end) = (false, false);
        if let Some(value) = ticket.first_response_min {
            let value = minutes("first_response_min", value)?;
            late_answer = exceeds(value, target.first_response_min);
            self.minutes.add(value);
        }
        if let Some(value) = ticket.resolution_hours {
            let value = hours("resolution_hours", value)?;
            late_end = exceeds(value, target.resolution_hours);
            self.hours.add(value);
        }
        self.count += 1;
        self.late_answers += u64::from(late_answer);
        self.late_ends += u64::from(late_end);
        self.breaches += u64::from(late_answer || late_end);
        Ok(())
    }

    fn health(&self) -> PriorityHealth {
        PriorityHealth {
            count: self.count,
            breaches: self.breaches,
            first_response_breaches: self.late_answers,
            resolution_breaches: self.late_ends,
            avg_first_response_min: self.minutes.to(1),
            avg_resolution_hours: self.hours.to(2),
        }
    }
}

/// Reports on tickets: a slice of them, or any iterator. One pass; nothing is kept of a ticket.
///
/// # Errors
/// [`Error::OutOfRange`](crate::domain::Error::OutOfRange) for a time that is negative, infinite, not a number or longer than
/// ten years, with the place of its ticket (`tickets[3].resolution_hours`).
///
/// ```
/// use poslock::domain::sla::{Priority, Ticket, Verdict, health_report};
///
/// let ticket = |minutes| {
///     Ticket { priority: Priority::P0, first_response_min: Some(minutes), resolution_hours: Some(4.0) }
/// };
/// let report = health_report((0..4).map(|n| ticket(28.0 + f64::from(n))))?;
/// assert_eq!((report.total_breached, report.breach_rate), (1, 0.25));
/// assert_eq!(report.verdict, Verdict::Critical);
/// assert!(report.live_actions_frozen);
/// # Ok::<(), poslock::domain::Error>(())
/// ```
pub fn health_report<T: Borrow<Ticket>>(tickets: impl IntoIterator<Item = T>) -> Result<HealthReport> {
    let mut tallies = [Tally::default(); Priority::ALL.len()];
    for (place, ticket) in tickets.into_iter().enumerate() {
        let ticket = ticket.borrow();
        tallies[ticket.priority as usize].add(ticket).map_err(|e| e.inside(&format!("tickets[{place}]")))?;
    }
    let by_priority: BTreeMap<Priority, PriorityHealth> =
        Priority::ALL.into_iter().map(|p| (p, tallies[p as usize].health())).collect();
    let total_tickets = by_priority.values().map(|p| p.count).sum::<u64>();
    let total_breached = by_priority.values().map(|p| p.breaches).sum::<u64>();
    let rate = if total_tickets == 0 { 0.0 } else { total_breached as f64 / total_tickets as f64 };
    let verdict = Verdict::of(rate);
    let critical = verdict == Verdict::Critical;
    let reason_ar = if total_tickets == 0 {
        "لا توجد تذاكر في هذه الفترة.".to_owned()
    } else {
        let (all, late) = (total_tickets.to_string(), total_breached.to_string());
        fill("التذاكر التي تجاوزت هدفها: {late} من {all}.", &[("late", &late), ("all", &all)])
    };
    Ok(HealthReport {
        total_tickets,
        total_breached,
        breach_rate: round(rate, 3),
        by_priority,
        verdict,
        escalate_to: critical.then_some(Owner::Founder),
        live_actions_frozen: critical,
        reason_ar,
        recommended_action_ar: verdict.action_ar().to_owned(),
        promise: Promise::APPROVAL,
    })
}

/// Made-up tickets of a week: one of eight came too late.
pub const DEMO_TICKETS: [Ticket; 8] = [
    Ticket { priority: Priority::P0, first_response_min: Some(18.0), resolution_hours: Some(3.5) },
    Ticket { priority: Priority::P1, first_response_min: Some(95.0), resolution_hours: Some(20.0) },
    Ticket { priority: Priority::P1, first_response_min: Some(140.0), resolution_hours: Some(22.0) },
    Ticket { priority: Priority::P2, first_response_min: Some(300.0), resolution_hours: Some(48.0) },
    Ticket { priority: Priority::P2, first_response_min: Some(480.0), resolution_hours: Some(72.0) },
    Ticket { priority: Priority::P2, first_response_min: Some(210.0), resolution_hours: None },
    Ticket { priority: Priority::P3, first_response_min: Some(1_100.0), resolution_hours: Some(120.0) },
    Ticket { priority: Priority::P3, first_response_min: Some(760.0), resolution_hours: None },
];

/// The report over [`DEMO_TICKETS`].
#[expect(clippy::missing_panics_doc, reason = "the table is constant, and a test reads it")]
pub fn demo() -> HealthReport {
    health_report(DEMO_TICKETS).expect("the times of the table are in range")
}

#[cfg(test)]
#[path = "health_tests.rs"]
mod tests;
