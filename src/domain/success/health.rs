//! The health score of a customer: a weighted sum of six numbers.
//!
//! It must not know risk alerts: a score looks at how it is, an alert at what is missing.

use serde::{Deserialize, Serialize};

use super::{APPROVAL_RATE_RANGE, CSAT_RANGE, HEALTH_SCORE_RANGE, HEALTH_VERDICTS, HEALTH_WEIGHTS};
use crate::domain::Result;
use crate::domain::id::optional_customer;
use crate::domain::money::sar;
use crate::domain::names::names;
use crate::domain::number::{measure, round};
use crate::domain::promise::Promise;

names! {
    /// What goes into the score.
    pub enum HealthInput ("input") {
        /// Satisfaction, 0 to 10.
        Csat = "csat",
        /// Worth of the pipeline, in SAR.
        PipelineSar = "pipeline_sar",
        /// Meetings.
        Meetings = "meetings",
        /// Part of the drafts that is approved, 0 to 1.
        ApprovalRate = "approval_rate",
        /// Days since the customer did anything.
        DaysInactive = "days_inactive",
        /// Drafts that wait for approval.
        DraftsPending = "drafts_pending",
    }
}

names! {
    /// What a score means.
    pub enum HealthVerdict ("verdict") {
        /// Goes well.
        Healthy = "healthy",
        /// To be looked after.
        Watch = "watch",
        /// Being lost.
        AtRisk = "at_risk",
    }
}

/// What a score is made of. Counts that are absent are 0; the two measures must be there.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HealthRequest {
    /// The customer, where the answer is to name one; not empty.
    #[serde(default)]
    pub customer_id: Option<String>,
    /// Satisfaction, 0 to 10.
    pub csat: f64,
    /// Worth of the pipeline, in SAR: 0 to a thousand billion.
    #[serde(default)]
    pub pipeline_sar: f64,
    /// Meetings.
    #[serde(default)]
    pub meetings: u32,
    /// Part of the drafts that is approved, 0 to 1.
    pub approval_rate: f64,
    /// Days since the customer did anything.
    #[serde(default)]
    pub days_inactive: u32,
    /// Drafts that wait for approval.
    #[serde(default)]
    pub drafts_pending: u32,
}

/// A customer's health.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Health {
    /// The customer, where one was named.
    pub customer_id: Option<String>,
    /// The sum as it is, to six places: it may be below 0 and above 100.
    pub raw_score: f64,
    /// The sum within 0 to 100.
    pub score: f64,
    /// What the score means.
    pub verdict: HealthVerdict,
    /// What the sum is made of.
    pub parts: Vec<HealthPart>,
    /// Approval, and nothing live.
    #[serde(flatten)]
    pub promise: Promise,
}

/// A summand.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct HealthPart {
    /// Of which input.
    pub input: HealthInput,
    /// Its points, to six places.
    pub points: f64,
}

/// Binary fractions add up to 49.99999999999999 where people say 50; the sum is cut well behind what anybody enters.
const PLACES: i32 = 6;

impl HealthRequest {
    fn value(&self, input: HealthInput) -> Result<f64> {
        match input {
            HealthInput::Csat => inside(input, self.csat, CSAT_RANGE),
            HealthInput::PipelineSar => sar(input.name(), self.pipeline_sar),
            HealthInput::Meetings => Ok(self.meetings.into()),
            HealthInput::ApprovalRate => inside(input, self.approval_rate, APPROVAL_RATE_RANGE),
            HealthInput::DaysInactive => Ok(self.days_inactive.into()),
            HealthInput::DraftsPending => Ok(self.drafts_pending.into()),
        }
    }
}

fn inside(input: HealthInput, value: f64, [lowest, highest]: [f64; 2]) -> Result<f64> {
    measure(input.name(), value, &(lowest..=highest), &format!("{lowest} to {highest}"))
}

impl HealthVerdict {
    /// What a score means; below 0 as 0, above 100 as 100.
    ///
    /// ```
    /// use poslock::domain::success::HealthVerdict;
    /// assert_eq!(HealthVerdict::of(74.9), HealthVerdict::Watch);
    /// assert_eq!(HealthVerdict::of(75.0), HealthVerdict::Healthy);
    /// ```
    pub fn of(score: f64) -> Self {
        let reached = HEALTH_VERDICTS.iter().find(|level| score >= f64::from(level.from_score));
        reached.map_or(Self::AtRisk, |level| level.verdict)
    }
}

/// Scores a customer's health.
///
/// # Errors
/// `csat`, `pipeline_sar` and `approval_rate` outside of their ranges, and a `customer_id` that is given and empty.
///
/// ```
/// use poslock::domain::success::{HealthVerdict, HealthRequest, health_score};
///
/// let request = HealthRequest { csat: 8.0, approval_rate: 0.5, days_inactive: 3, ..HealthRequest::default() };
/// let health = health_score(&request)?;
/// assert_eq!(health.raw_score, 59.0);
/// assert_eq!(health.verdict, HealthVerdict::Watch);
/// # Ok::<(), poslock::domain::Error>(())
/// ```
pub fn health_score(request: &HealthRequest) -> Result<Health> {
    let customer_id = optional_customer(request.customer_id.as_deref())?;
    let (mut sum, mut parts) = (0.0, Vec::with_capacity(HEALTH_WEIGHTS.len()));
    for weight in &HEALTH_WEIGHTS {
        let points = request.value(weight.input)? * f64::from(weight.points) / f64::from(weight.per);
        sum += points;
        // Nothing of a negative weight is 0, not -0.
        parts.push(HealthPart { input: weight.input, points: round(points, PLACES) + 0.0 });
    }
    let raw_score = round(sum, PLACES) + 0.0;
    let [lowest, highest] = HEALTH_SCORE_RANGE;
    let score = raw_score.clamp(lowest, highest);
    Ok(Health { customer_id, raw_score, score, verdict: HealthVerdict::of(score), parts, promise: Promise::APPROVAL })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::domain::json;

    fn health(request: &HealthRequest) -> Health {
        health_score(request).expect("valid")
    }

    #[test]
    fn each_input_has_its_weight() {
        let none = HealthRequest::default();
        let raw = |request: HealthRequest| health(&request).raw_score;
        assert_eq!(raw(none.clone()), 0.0);
        assert_eq!(raw(HealthRequest { csat: 1.0, ..none.clone() }), 5.0);
        assert_eq!(raw(HealthRequest { pipeline_sar: 1_000.0, ..none.clone() }), 1.0);
        assert_eq!(raw(HealthRequest { meetings: 1, ..none.clone() }), 8.0);
        assert_eq!(raw(HealthRequest { approval_rate: 1.0, ..none.clone() }), 50.0);
        assert_eq!(raw(HealthRequest { days_inactive: 1, ..none.clone() }), -2.0);
        assert_eq!(raw(HealthRequest { drafts_pending: 1, ..none }), -1.0);
        let all = HealthRequest {
            csat: 9.0,
            pipeline_sar: 12_500.0,
            meetings: 2,
            approval_rate: 0.8,
            days_inactive: 3,
            drafts_pending: 4,
            ..HealthRequest::default()
        };
        // 45 + 12.5 + 16 + 40 − 6 − 4
        assert_eq!(raw(all), 103.5);
    }

    #[test]
    fn the_example_of_the_playbook_adds_up() {
        let request = HealthRequest {
            csat: 8.0,
            pipeline_sar: 12_000.0,
            meetings: 1,
            approval_rate: 0.5,
            days_inactive: 4,
            drafts_pending: 3,
            ..HealthRequest::default()
        };
        let health = health(&request);
        let points: Vec<f64> = health.parts.iter().map(|part| part.points).collect();
        assert_eq!(points, [40.0, 12.0, 8.0, 25.0, -8.0, -3.0]);
        assert_eq!((health.raw_score, health.verdict), (74.0, HealthVerdict::Watch));
    }

    #[test]
    fn the_raw_sum_and_its_clamp_are_both_given() {
        let high = health(&HealthRequest { csat: 10.0, approval_rate: 1.0, meetings: 5, ..HealthRequest::default() });
        assert_eq!((high.raw_score, high.score, high.verdict), (140.0, 100.0, HealthVerdict::Healthy));
        let low = health(&HealthRequest { days_inactive: 30, ..HealthRequest::default() });
        assert_eq!((low.raw_score, low.score, low.verdict), (-60.0, 0.0, HealthVerdict::AtRisk));
        let deep =
            health(&HealthRequest { days_inactive: u32::MAX, drafts_pending: u32::MAX, ..HealthRequest::default() });
        assert_eq!(deep.raw_score, -3.0 * f64::from(u32::MAX));
    }

    #[test]
    fn verdicts_begin_at_50_and_75() {
        let of = |pipeline_sar| health(&HealthRequest { pipeline_sar, ..HealthRequest::default() }).verdict;
        assert_eq!(of(49_990.0), HealthVerdict::AtRisk);
        assert_eq!(of(49_999.99), HealthVerdict::AtRisk);
        assert_eq!(of(50_000.0), HealthVerdict::Watch);
        assert_eq!(of(74_999.99), HealthVerdict::Watch);
        assert_eq!(of(75_000.0), HealthVerdict::Healthy);
        assert_eq!(HealthVerdict::of(-1.0), HealthVerdict::AtRisk);
        assert!(HEALTH_VERDICTS.windows(2).all(|w| w[0].from_score > w[1].from_score));
        assert_eq!(HEALTH_VERDICTS.map(|level| level.verdict), HealthVerdict::ALL);
        assert_eq!(HEALTH_WEIGHTS.map(|weight| weight.input), HealthInput::ALL);
    }

    #[test]
    fn fractions_do_not_cost_a_verdict() {
        // 5.5 + 3.65 + 40.85, which binary fractions add up to less.
        let request =
            HealthRequest { csat: 1.1, pipeline_sar: 3_650.0, approval_rate: 0.817, ..HealthRequest::default() };
        assert!(request.csat * 5.0 + request.pipeline_sar / 1_000.0 + request.approval_rate * 50.0 < 50.0);
        assert_eq!(health(&request).raw_score, 50.0);
        assert_eq!(health(&request).verdict, HealthVerdict::Watch);
    }

    #[test]
    fn measures_outside_of_their_range_are_refused() {
        let field = |request: HealthRequest| health_score(&request).expect_err("outside").field().to_owned();
        for wrong in [-0.1, 10.1, f64::NAN, f64::INFINITY] {
            assert_eq!(field(HealthRequest { csat: wrong, ..HealthRequest::default() }), "csat");
        }
        for wrong in [-0.1, 1.01, f64::NAN, f64::NEG_INFINITY] {
            assert_eq!(field(HealthRequest { approval_rate: wrong, ..HealthRequest::default() }), "approval_rate");
        }
        for wrong in [-0.1, 1e13, f64::NAN] {
            assert_eq!(field(HealthRequest { pipeline_sar: wrong, ..HealthRequest::default() }), "pipeline_sar");
        }
        assert_eq!(
            field(HealthRequest { customer_id: Some(String::new()), ..HealthRequest::default() }),
            "customer_id"
        );
        let missing = json::read::<HealthRequest>(r#"{"csat": 8}"#).expect_err("no approval rate").to_string();
        assert!(missing.contains("approval_rate"), "{missing}");
    }

    fn request() -> impl Strategy<Value = HealthRequest> {
        let measures = (0.0..=10.0, 0.0..=200_000.0, 0.0..=1.0);
        (measures, 0..20_u32, 0..60_u32, 0..60_u32).prop_map(
            |((csat, pipeline_sar, approval_rate), meetings, days_inactive, drafts_pending)| HealthRequest {
                customer_id: None,
                csat,
                pipeline_sar,
                meetings,
                approval_rate,
                days_inactive,
                drafts_pending,
            },
        )
    }

    proptest! {
        #[test]
        fn the_score_is_within_0_to_100_and_agrees_with_the_verdict(request in request()) {
            let health = health(&request);
            prop_assert!((0.0..=100.0).contains(&health.score));
            prop_assert_eq!(health.score, health.raw_score.clamp(0.0, 100.0));
            prop_assert_eq!(health.verdict, HealthVerdict::of(health.score));
            prop_assert_eq!(health.verdict, HealthVerdict::of(health.raw_score));
        }

        #[test]
        fn each_input_pulls_in_its_direction(request in request(), other in request()) {
            let whole = health(&request);
            let of = |request: &HealthRequest| request.clone();
            let better = [
                HealthRequest { csat: request.csat.max(other.csat), ..of(&request) },
                HealthRequest { pipeline_sar: request.pipeline_sar.max(other.pipeline_sar), ..of(&request) },
                HealthRequest { meetings: request.meetings.max(other.meetings), ..of(&request) },
                HealthRequest { approval_rate: request.approval_rate.max(other.approval_rate), ..of(&request) },
                HealthRequest { days_inactive: request.days_inactive.min(other.days_inactive), ..of(&request) },
                HealthRequest { drafts_pending: request.drafts_pending.min(other.drafts_pending), ..of(&request) },
            ];
            for better in better.iter().map(health) {
                prop_assert!(better.score >= whole.score && better.raw_score >= whole.raw_score);
                // The best stands first among the names.
                prop_assert!(better.verdict <= whole.verdict);
            }
        }
    }
}
