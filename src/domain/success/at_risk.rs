//! Who is being lost: a score of three signals, how grave it is, and what is done.
//!
//! It must not know check-ins or renewals.

use serde::{Deserialize, Serialize};

use super::plan::Cadence;
use super::{AT_RISK_POINTS, AT_RISK_SEVERITIES, RISK_SCORE_RANGE};
use crate::domain::Result;
use crate::domain::id::optional_customer;
use crate::domain::names::names;
use crate::domain::promise::Promise;
use crate::domain::text::{DRAFTS, Noun, fill};

names! {
    /// What is counted.
    pub enum RiskSignal ("signal") {
        /// Days since the customer did anything.
        DaysInactive = "days_inactive",
        /// Drafts that wait for approval.
        DraftsPending = "drafts_pending",
        /// Days since the last Proof Pack.
        LastProofPackDaysAgo = "last_proof_pack_days_ago",
    }
}

names! {
    /// A sign that a customer is being lost.
    pub enum RiskFactor ("factor") {
        /// Silence of two weeks.
        LongInactive = "long_inactive",
        /// Silence of a week.
        Inactive = "inactive",
        /// Drafts pile up.
        ManyDrafts = "many_drafts",
        /// Drafts begin to wait.
        SomeDrafts = "some_drafts",
        /// No new Proof Pack.
        OldProofPack = "old_proof_pack",
    }
}

names! {
    /// How grave a risk is.
    pub enum AtRiskSeverity ("severity") {
        /// The founder steps in.
        High = "high",
        /// A reason to come back.
        Medium = "medium",
        /// As always.
        Low = "low",
    }
}

/// What is known of a customer's activity; what is absent is 0.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct AtRiskRequest {
    /// The customer, where the answer is to name one; not empty.
    pub customer_id: Option<String>,
    /// Days since the customer did anything.
    pub days_inactive: u32,
    /// Drafts that wait for approval.
    pub drafts_pending: u32,
    /// Days since the last Proof Pack.
    pub last_proof_pack_days_ago: u32,
}

/// How far a customer is at risk.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AtRiskAlert {
    /// The customer, where one was named.
    pub customer_id: Option<String>,
    /// Always `at_risk_alert`.
    pub cadence_type: Cadence,
    /// 0 to 100.
    pub risk_score: u32,
    /// What the score means.
    pub severity: AtRiskSeverity,
    /// What the score is made of.
    pub factors: Vec<Factor>,
    /// The same in words, one reason for each.
    pub reasons_ar: Vec<String>,
    /// What is done.
    pub recommended_action_ar: String,
    /// Approval, and nothing live.
    #[serde(flatten)]
    pub promise: Promise,
}

/// A sign that was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Factor {
    /// Which.
    pub id: RiskFactor,
    /// What was counted.
    pub signal: RiskSignal,
    /// The number: days, or drafts.
    pub count: u32,
    /// Its points.
    pub points: u32,
}

/// Days behind a preposition: «منذ», «بعد».
pub(super) const DAYS: Noun =
    Noun {
        none: "أيام", one: "يوم واحد", two: "يومين", few: "أيام", many: "يومًا", hundreds: "يوم"
    };

impl AtRiskRequest {
    const fn count(&self, signal: RiskSignal) -> u32 {
        match signal {
            RiskSignal::DaysInactive => self.days_inactive,
            RiskSignal::DraftsPending => self.drafts_pending,
            RiskSignal::LastProofPackDaysAgo => self.last_proof_pack_days_ago,
        }
    }
}

impl AtRiskSeverity {
    /// What a score means; whatever is above 100 is as grave as 100.
    ///
    /// ```
    /// use poslock::domain::success::AtRiskSeverity;
    /// assert_eq!(AtRiskSeverity::of(59), AtRiskSeverity::Medium);
    /// assert_eq!(AtRiskSeverity::of(60), AtRiskSeverity::High);
    /// ```
    pub fn of(risk_score: u32) -> Self {
        let reached = AT_RISK_SEVERITIES.iter().find(|level| risk_score >= level.from_score);
        reached.map_or(Self::Low, |level| level.severity)
    }

    /// What is done at this severity.
    pub fn recommended_action_ar(self) -> &'static str {
        let level = AT_RISK_SEVERITIES.iter().find(|level| level.severity == self);
        level.map_or("", |level| level.recommended_action_ar)
    }
}

/// Scores a customer's risk. Each signal counts once, by the highest of its steps that it reaches.
///
/// # Errors
/// A `customer_id` that is given and empty.
///
/// ```
/// use poslock::domain::success::{AtRiskSeverity, AtRiskRequest, at_risk_alert};
///
/// let request = AtRiskRequest { days_inactive: 16, drafts_pending: 6, ..AtRiskRequest::default() };
/// let alert = at_risk_alert(&request)?;
/// assert_eq!(alert.risk_score, 50);
/// assert_eq!(alert.severity, AtRiskSeverity::Medium);
/// assert_eq!(alert.reasons_ar, ["لا نشاط منذ 16 يومًا، فتزيد الدرجة 40", "تنتظر الاعتماد 6 مسودات، فتزيد الدرجة 10"]);
/// # Ok::<(), poslock::domain::Error>(())
/// ```
pub fn at_risk_alert(request: &AtRiskRequest) -> Result<AtRiskAlert> {
    let customer_id = optional_customer(request.customer_id.as_deref())?;
    let (mut factors, mut reasons_ar) = (Vec::new(), Vec::new());
    for signal in RiskSignal::ALL {
        let count = request.count(signal);
        // The steps of a signal stand with the highest first.
        let Some(row) = AT_RISK_POINTS.iter().find(|row| row.signal == signal && count >= row.at_least) else {
            continue;
        };
        let noun = if signal == RiskSignal::DraftsPending { DRAFTS } else { DAYS };
        let values = [("count", &*noun.count(count.into())), ("points", &*row.points.to_string())];
        reasons_ar.push(fill(row.reason_ar, &values));
        factors.push(Factor { id: row.id, signal, count, points: row.points });
    }
    let sum: u32 = factors.iter().map(|factor| factor.points).sum();
    let [lowest, highest] = RISK_SCORE_RANGE;
    let risk_score = sum.clamp(lowest, highest);
    let severity = AtRiskSeverity::of(risk_score);
    Ok(AtRiskAlert {
        customer_id,
        cadence_type: Cadence::AtRiskAlert,
        risk_score,
        severity,
        factors,
        reasons_ar,
        recommended_action_ar: severity.recommended_action_ar().to_owned(),
        promise: Promise::APPROVAL,
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::domain::json;

    fn alert(days_inactive: u32, drafts_pending: u32, last_proof_pack_days_ago: u32) -> AtRiskAlert {
        let request = AtRiskRequest { customer_id: None, days_inactive, drafts_pending, last_proof_pack_days_ago };
        at_risk_alert(&request).expect("valid")
    }

    #[test]
    fn each_signal_has_its_steps() {
        let days = [0, 6, 7, 13, 14, u32::MAX].map(|days| alert(days, 0, 0).risk_score);
        assert_eq!(days, [0, 0, 20, 20, 40, 40]);
        let drafts = [0, 4, 5, 9, 10, u32::MAX].map(|drafts| alert(0, drafts, 0).risk_score);
        assert_eq!(drafts, [0, 0, 10, 10, 25, 25]);
        let packs = [0, 13, 14, u32::MAX].map(|days| alert(0, 0, days).risk_score);
        assert_eq!(packs, [0, 0, 30, 30]);
        assert_eq!(alert(14, 10, 14).risk_score, 95);
    }

    #[test]
    fn severities_begin_at_30_and_60() {
        use AtRiskSeverity::{High, Low, Medium};
        assert_eq!([0, 29, 30, 59, 60, 100, 101].map(AtRiskSeverity::of), [Low, Low, Medium, Medium, High, High, High]);
        assert_eq!(alert(7, 0, 0).severity, Low);
        assert_eq!(alert(7, 5, 0).severity, Medium);
        assert_eq!(alert(7, 5, 14).severity, High);
        assert!(alert(14, 10, 0).recommended_action_ar.contains("QBR هذا الأسبوع"));
        assert!(alert(0, 0, 14).recommended_action_ar.contains("ديمو"));
        assert!(alert(0, 0, 0).recommended_action_ar.contains("المتابعة الأسبوعية"));
    }

    #[test]
    fn each_point_comes_with_its_reason() {
        let all = alert(14, 10, 100);
        let told = [
            "لا نشاط منذ 14 يومًا، فتزيد الدرجة 40",
            "تنتظر الاعتماد 10 مسودات، فتزيد الدرجة 25",
            "لم يُسلَّم Proof Pack منذ 100 يوم، فتزيد الدرجة 30",
        ];
        assert_eq!(all.reasons_ar, told);
        let factors: Vec<(&str, u32)> = all.factors.iter().map(|f| (f.id.name(), f.points)).collect();
        assert_eq!(factors, [("long_inactive", 40), ("many_drafts", 25), ("old_proof_pack", 30)]);
        assert_eq!(alert(6, 4, 13).reasons_ar, Vec::<String>::new());
    }

    #[test]
    fn the_steps_of_a_signal_stand_with_the_highest_first() {
        for signal in RiskSignal::ALL {
            let rows: Vec<_> = AT_RISK_POINTS.iter().filter(|row| row.signal == signal).collect();
            assert!(!rows.is_empty(), "{signal}");
            assert!(rows.windows(2).all(|w| w[0].at_least > w[1].at_least && w[0].points > w[1].points), "{signal}");
        }
        assert!(AT_RISK_SEVERITIES.windows(2).all(|w| w[0].from_score > w[1].from_score));
        assert_eq!(AT_RISK_SEVERITIES.map(|level| level.severity), AtRiskSeverity::ALL);
    }

    #[test]
    fn a_customer_may_be_left_out_but_not_empty() {
        let named = AtRiskRequest { customer_id: Some(" najd".into()), ..AtRiskRequest::default() };
        assert_eq!(at_risk_alert(&named).expect("valid").customer_id.as_deref(), Some("najd"));
        let empty = AtRiskRequest { customer_id: Some(" ".into()), ..AtRiskRequest::default() };
        assert_eq!(at_risk_alert(&empty).expect_err("empty").field(), "customer_id");
        let field = |text: &str| json::read::<AtRiskRequest>(text).expect_err(text).field().to_owned();
        assert_eq!(field(r#"{"days_inactive": -1}"#), "days_inactive");
        assert_eq!(field(r#"{"drafts_pending": 4294967296}"#), "drafts_pending");
        assert_eq!(field(r#"{"last_proof_pack": 3}"#), "last_proof_pack");
    }

    proptest! {
        #[test]
        fn the_score_is_within_0_to_100_and_agrees_with_the_rest(days: u32, drafts: u32, pack: u32) {
            let alert = alert(days, drafts, pack);
            prop_assert!(alert.risk_score <= 100);
            prop_assert_eq!(alert.severity, AtRiskSeverity::of(alert.risk_score));
            prop_assert_eq!(alert.risk_score, alert.factors.iter().map(|f| f.points).sum::<u32>().min(100));
            prop_assert_eq!(alert.reasons_ar.len(), alert.factors.len());
            for (reason, factor) in alert.reasons_ar.iter().zip(&alert.factors) {
                let points = format!("تزيد الدرجة {}", factor.points);
                prop_assert!(reason.ends_with(&points), "{}", reason);
            }
        }

        #[test]
        fn more_of_a_signal_is_never_less_risk(days in 0..30_u32, drafts in 0..20_u32, pack in 0..30_u32, more in 1..9_u32) {
            let less = alert(days, drafts, pack);
            for worse in [alert(days + more, drafts, pack), alert(days, drafts + more, pack), alert(days, drafts, pack + more)] {
                prop_assert!(less.risk_score <= worse.risk_score);
                // The gravest stands first among the names.
                prop_assert!(less.severity >= worse.severity);
            }
        }
    }
}
