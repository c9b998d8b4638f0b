//! The way to a renewal: which step is due today, and its draft.
//!
//! It must not know prices: a discount is a percentage that a person writes into an offer.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::at_risk::{AtRiskAlert, AtRiskRequest, AtRiskSeverity, DAYS, at_risk_alert};
use super::plan::{Cadence, days_between};
use super::{ANNUAL_DISCOUNT_PERCENT, RENEWAL};
use crate::domain::id::customer;
use crate::domain::names::names;
use crate::domain::promise::Promise;
use crate::domain::text::fill;
use crate::domain::{Error, Result};

names! {
    /// A step up to a renewal.
    pub enum RenewalStep ("step") {
        /// A month before: what was reached, and an invitation.
        Renewal30Day = "renewal_30_day",
        /// A week before: the founder writes.
        Renewal7Day = "renewal_7_day",
        /// The day itself.
        RenewalDay = "renewal_day",
    }
}

names! {
    /// How a step stands today.
    pub enum StepState ("state") {
        /// Its day has not come.
        Upcoming = "upcoming",
        /// Its day has come, and that of the next has not.
        Due = "due",
        /// The next one has taken its place.
        Past = "past",
        /// The customer has renewed, so nobody is asked again.
        NotNeeded = "not_needed",
    }
}

/// A request: what is known of a customer before a renewal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RenewalRequest {
    /// The customer; not empty.
    pub customer_id: String,
    /// The date of the renewal.
    pub renewal_on: Date,
    /// Whether the customer has already said yes.
    #[serde(default)]
    pub renewed: bool,
    /// Days since the customer did anything.
    #[serde(default)]
    pub days_inactive: u32,
    /// Drafts that wait for approval.
    #[serde(default)]
    pub drafts_pending: u32,
    /// Days since the last Proof Pack.
    #[serde(default)]
    pub last_proof_pack_days_ago: u32,
}

/// Where a customer stands on the way to the renewal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Renewal {
    /// The customer.
    pub customer_id: String,
    /// The date of the renewal.
    pub renewal_on: Date,
    /// Days until then; negative where it is over.
    pub days_left: i64,
    /// All steps, in order.
    pub steps: Vec<StepOnDay>,
    /// The one to be done now; the last stays due until it is done.
    pub due: Option<RenewalStep>,
    /// Its draft for the customer; a person approves and sends it.
    pub draft_ar: Option<String>,
    /// The discount of the draft, in percent: in the last week, where the customer has not renewed.
    pub discount_percent: Option<u32>,
    /// In the last week where the risk is not low, and on any day where it is high.
    pub at_risk_alert: Option<AtRiskAlert>,
    /// Approval, and nothing live.
    #[serde(flatten)]
    pub promise: Promise,
}

/// A step and its day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StepOnDay {
    /// Which.
    pub step: RenewalStep,
    /// The kind of contact; the day of renewal is none.
    pub cadence_type: Option<Cadence>,
    /// Its day.
    pub on: Date,
    /// How it stands today.
    pub state: StepState,
    /// What is done.
    pub action_ar: String,
}

impl RenewalStep {
    /// The kind of contact that the step is; the day of renewal is none.
    pub const fn cadence_type(self) -> Option<Cadence> {
        match self {
            Self::Renewal30Day => Some(Cadence::Renewal30Day),
            Self::Renewal7Day => Some(Cadence::Renewal7Day),
            Self::RenewalDay => None,
        }
    }
}

/// Says which step of a renewal is due on a day.
///
/// # Errors
/// An empty `customer_id`, and a `renewal_on` less than a month behind the beginning of the calendar.
///
/// ```
/// use jiff::civil::date;
/// use poslock::domain::success::{RenewalStep, RenewalRequest, renewal};
///
/// let request = RenewalRequest {
///     customer_id: "najd".into(),
///     renewal_on: date(2026, 6, 30),
///     renewed: false,
///     days_inactive: 0,
///     drafts_pending: 0,
///     last_proof_pack_days_ago: 3,
/// };
/// let month = renewal(&request, date(2026, 5, 31))?;
/// assert_eq!((month.due, month.discount_percent), (Some(RenewalStep::Renewal30Day), None));
/// let week = renewal(&request, date(2026, 6, 23))?;
/// assert_eq!((week.due, week.discount_percent), (Some(RenewalStep::Renewal7Day), Some(15)));
/// # Ok::<(), poslock::domain::Error>(())
/// ```
pub fn renewal(request: &RenewalRequest, today: Date) -> Result<Renewal> {
    let customer_id = customer(&request.customer_id)?;
    let days_left = days_between(today, request.renewal_on);
    // The steps stand with the earliest first; the last one whose day has come is the one.
    let reached = RENEWAL.iter().rposition(|row| days_left <= i64::from(row.days_before));
    let not_needed = |step: RenewalStep| request.renewed && step == RenewalStep::Renewal7Day;
    let mut steps = Vec::with_capacity(RENEWAL.len());
    for (index, row) in RENEWAL.iter().enumerate() {
        let state = match reached {
            Some(now) if index < now => StepState::Past,
            Some(now) if index == now && not_needed(row.step) => StepState::NotNeeded,
            Some(now) if index == now => StepState::Due,
            _ => StepState::Upcoming,
        };
        steps.push(StepOnDay {
            step: row.step,
            cadence_type: row.step.cadence_type(),
            on: earlier(request.renewal_on, row.days_before)?,
            state,
            action_ar: row.action_ar.to_owned(),
        });
    }
    let due = reached.map(|now| &RENEWAL[now]).filter(|row| !not_needed(row.step));
    let last_week = due.is_some_and(|row| row.step == RenewalStep::Renewal7Day);
    let days = DAYS.count(days_left.unsigned_abs());
    let values = [("days", &*days), ("percent", &*ANNUAL_DISCOUNT_PERCENT.to_string())];
    let alert = at_risk_alert(&AtRiskRequest {
        customer_id: Some(customer_id.clone()),
        days_inactive: request.days_inactive,
        drafts_pending: request.drafts_pending,
        last_proof_pack_days_ago: request.last_proof_pack_days_ago,
    })?;
    let alarming = match alert.severity {
        AtRiskSeverity::High => true,
        AtRiskSeverity::Medium => last_week,
        AtRiskSeverity::Low => false,
    };
    Ok(Renewal {
        customer_id,
        renewal_on: request.renewal_on,
        days_left,
        steps,
        due: due.map(|row| row.step),
        draft_ar: due.map(|row| fill(row.message_ar, &values)),
        discount_percent: last_week.then_some(ANNUAL_DISCOUNT_PERCENT),
        at_risk_alert: alarming.then_some(alert),
        promise: Promise::APPROVAL,
    })
}

/// So many days before the renewal.
fn earlier(renewal_on: Date, days: u32) -> Result<Date> {
    renewal_on
        .checked_sub(jiff::SignedDuration::from_hours(i64::from(days) * 24))
        .map_err(|_| Error::out_of_range("renewal_on", renewal_on, "a date with a month of the calendar before it"))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;

    fn request() -> RenewalRequest {
        RenewalRequest {
            customer_id: "najd".into(),
            renewal_on: date(2026, 6, 30),
            renewed: false,
            days_inactive: 0,
            drafts_pending: 0,
            last_proof_pack_days_ago: 0,
        }
    }

    /// So many days before the renewal; behind it where negative.
    fn before(request: &RenewalRequest, days: i64) -> Renewal {
        let today = request.renewal_on.checked_sub(jiff::SignedDuration::from_hours(days * 24)).expect("in range");
        renewal(request, today).expect("valid")
    }

    #[test]
    fn steps_are_due_at_30_and_7_days_and_on_the_day() {
        use RenewalStep::{Renewal7Day, Renewal30Day, RenewalDay};
        let due = |days| before(&request(), days).due;
        assert_eq!(due(31), None);
        assert_eq!([30, 8].map(due), [Some(Renewal30Day); 2]);
        assert_eq!([7, 1].map(due), [Some(Renewal7Day); 2]);
        assert_eq!([0, -1].map(due), [Some(RenewalDay); 2]);
        assert_eq!(before(&request(), -1).days_left, -1);
        let steps = before(&request(), 7).steps;
        let days: Vec<(Date, StepState)> = steps.iter().map(|s| (s.on, s.state)).collect();
        let expected = [
            (date(2026, 5, 31), StepState::Past),
            (date(2026, 6, 23), StepState::Due),
            (date(2026, 6, 30), StepState::Upcoming),
        ];
        assert_eq!(days, expected);
        assert!(before(&request(), 31).steps.iter().all(|step| step.state == StepState::Upcoming));
        assert!(RENEWAL.windows(2).all(|w| w[0].days_before > w[1].days_before));
        assert_eq!(RENEWAL.map(|row| row.step), RenewalStep::ALL);
    }

    #[test]
    fn the_discount_is_drafted_in_the_last_week_alone() {
        let percent = |days| before(&request(), days).discount_percent;
        assert_eq!([40, 30, 8, 7, 1, 0, -5].map(percent), [None, None, None, Some(15), Some(15), None, None]);
        for days in [40, 30, 8, 7, 1, 0, -5] {
            let draft = before(&request(), days).draft_ar.unwrap_or_default();
            assert_eq!(draft.contains("خصم 15%"), percent(days).is_some(), "{draft}");
            assert!(!draft.contains(['{', '}']), "{draft}");
        }
        let renewed = before(&RenewalRequest { renewed: true, ..request() }, 7);
        assert_eq!((renewed.due, renewed.draft_ar, renewed.discount_percent), (None, None, None));
        assert_eq!(renewed.steps[1].state, StepState::NotNeeded);
        let thanked = before(&RenewalRequest { renewed: true, ..request() }, 0);
        assert_eq!(thanked.due, Some(RenewalStep::RenewalDay));
    }

    #[test]
    fn drafts_count_the_days_that_are_left() {
        let told = |days, part: &str| {
            let draft = before(&request(), days).draft_ar.expect("due");
            assert!(draft.contains(part), "{draft}");
        };
        told(30, "تجديدكم بعد 30 يومًا");
        told(8, "تجديدكم بعد 8 أيام");
        told(7, "تجديدكم بعد 7 أيام");
        told(2, "تجديدكم بعد يومين");
        told(1, "تجديدكم بعد يوم واحد");
        told(0, "فاتورة التجديد");
    }

    #[test]
    fn a_customer_at_risk_raises_the_alert() {
        let severity = |request: &RenewalRequest, days| before(request, days).at_risk_alert.map(|alert| alert.severity);
        let low = RenewalRequest { days_inactive: 13, ..request() };
        let medium = RenewalRequest { last_proof_pack_days_ago: 14, ..request() };
        let high = RenewalRequest { days_inactive: 14, ..medium.clone() };
        assert_eq!([30, 7, 0].map(|days| severity(&low, days)), [None; 3]);
        assert_eq!([30, 7, 0].map(|days| severity(&medium, days)), [None, Some(AtRiskSeverity::Medium), None]);
        assert_eq!([90, 30, 7, 0].map(|days| severity(&high, days)), [Some(AtRiskSeverity::High); 4]);
        let renewed = RenewalRequest { renewed: true, ..medium };
        assert_eq!(severity(&renewed, 7), None);
        let alert = before(&high, 7).at_risk_alert.expect("high");
        assert_eq!(alert.customer_id.as_deref(), Some("najd"));
    }

    #[test]
    fn bad_input_is_refused_by_its_field() {
        let empty = renewal(&RenewalRequest { customer_id: String::new(), ..request() }, date(2026, 1, 1));
        assert_eq!(empty.expect_err("empty").field(), "customer_id");
        let first = renewal(&RenewalRequest { renewal_on: Date::MIN, ..request() }, Date::MAX);
        assert_eq!(first.expect_err("no month before it").field(), "renewal_on");
        assert!(renewal(&RenewalRequest { renewal_on: Date::MAX, ..request() }, Date::MIN).is_ok());
    }

    proptest! {
        #[test]
        fn at_most_one_step_is_due(days in -400..400_i64, renewed: bool, days_inactive in 0..30_u32) {
            let renewal = before(&RenewalRequest { renewed, days_inactive, ..request() }, days);
            let due: Vec<RenewalStep> =
                renewal.steps.iter().filter(|step| step.state == StepState::Due).map(|step| step.step).collect();
            prop_assert_eq!(&due, &Vec::from_iter(renewal.due));
            prop_assert_eq!(renewal.draft_ar.is_some(), renewal.due.is_some());
            prop_assert_eq!(renewal.discount_percent.is_some(), renewal.due == Some(RenewalStep::Renewal7Day));
        }
    }
}
