//! The report that closes a week: what was counted, what it is of the month's target, what to ask and what to try.

use serde::{Deserialize, Serialize};

use super::{LEARNING_QUESTIONS, MONTHLY_TARGETS};
use crate::domain::Result;
use crate::domain::money::sar;
use crate::domain::number::round;
use crate::domain::promise::Promise;

/// Weeks by which a month's target is divided. A week below its share is behind.
pub const WEEKS_IN_A_MONTH: u32 = 4;

/// What is tried next week, and what asks for it.
const TRY_DIAGNOSTICS: &str = "نخصص ساعة كل صباح للتشخيص المجاني، ونبدأ بالأهداف الساخنة.";
const TRY_PILOTS: &str = "نعرض Pilot في ختام كل مكالمة تشخيص مناسبة، ونسجل سبب كل اعتذار.";
const TRY_CASE_STUDY: &str = "نختار عميلًا استلم Proof Pack، ونستأذنه في نشر قصته باسمه.";
const TRY_MEETINGS: &str = "نقترح في كل مسودة موعدين محددين بدل سؤال مفتوح عن الوقت.";
const TRY_INVOICES: &str = "نراجع فواتير من بدأ Pilot: هل اعتُمدت، وهل وصلت، وماذا ينقص الدفع؟";
const TRY_ONE_CHANGE: &str = "نكرر ما نجح، ونغيّر شيئًا واحدًا فقط: القطاع، أو المدينة، أو السطر الأول من الرسالة.";

/// The numbers of one week. What was not counted is 0.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct WeeklyMetrics {
    /// Free diagnostics that customers received.
    pub free_diagnostics_delivered: u32,
    /// Pilots that were paid and began.
    pub paid_pilots_started: u32,
    /// Meetings held.
    pub meetings_held: u32,
    /// Case studies published with their owners' consent.
    pub case_studies_published: u32,
    /// Money received, in SAR: finite, 0 to 1,000,000,000,000.
    pub revenue_sar: f64,
}

/// One number of the week beside its target.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Measured {
    /// Name of the metric, that of its field in [`WeeklyMetrics`].
    pub metric: String,
    /// What is counted, in Arabic.
    pub label_ar: String,
    /// The number of the week.
    pub value: f64,
    /// The target of a whole month; absent where none is set.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub monthly_target: Option<u32>,
    /// The week's part of that target in percent, to one place.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub of_target_pct: Option<f64>,
    /// Whether four such weeks would miss the target. `false` where none is set.
    pub behind: bool,
}

/// The report of a week.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct LearningReport {
    /// The five metrics.
    pub metrics: Vec<Measured>,
    /// [`LEARNING_QUESTIONS`].
    pub questions_ar: Vec<String>,
    /// What to try next, 1 or more.
    pub next_experiments_ar: Vec<String>,
    /// Approval, and nothing live.
    #[serde(flatten)]
    pub promise: Promise,
}

/// The report of a week: its metrics beside the month's targets, the questions, and the next experiments.
///
/// # Errors
/// [`Error::OutOfRange`](crate::domain::Error::OutOfRange) where the revenue is negative, not finite or above 10¹² SAR.
///
/// ```
/// use poslock::domain::modes::self_growth::{WeeklyMetrics, weekly_learning_report};
///
/// let week = WeeklyMetrics { free_diagnostics_delivered: 6, paid_pilots_started: 2, ..WeeklyMetrics::default() };
/// let report = weekly_learning_report(&week)?;
/// // 6 of 30 in a week are too few, 2 of 6 are enough.
/// assert!(report.metrics[0].behind && !report.metrics[1].behind);
/// assert_eq!(report.metrics[0].of_target_pct, Some(20.0));
/// # Ok::<(), poslock::domain::Error>(())
/// ```
pub fn weekly_learning_report(week: &WeeklyMetrics) -> Result<LearningReport> {
    let revenue = sar("revenue_sar", week.revenue_sar)?;

    let metrics = vec![
        measured("free_diagnostics_delivered", "تشخيص مجاني مُسلَّم", week.free_diagnostics_delivered.into()),
        measured("paid_pilots_started", "Pilot مدفوع بدأ", week.paid_pilots_started.into()),
        measured("meetings_held", "اجتماعات عُقدت", week.meetings_held.into()),
        measured("case_studies_published", "دراسة حالة منشورة بإذن صاحبها", week.case_studies_published.into()),
        measured("revenue_sar", "إيراد محصّل (ريال)", revenue),
    ];

    let [diagnostics, pilots, _, case_studies, _] = [0, 1, 2, 3, 4].map(|i: usize| metrics[i].behind);
    let unpaid = week.paid_pilots_started > 0 && revenue == 0.0;
    let asked = [
        (diagnostics, TRY_DIAGNOSTICS),
        (pilots, TRY_PILOTS),
        (week.meetings_held == 0, TRY_MEETINGS),
        (case_studies, TRY_CASE_STUDY),
        (unpaid, TRY_INVOICES),
    ];
    let mut experiments: Vec<String> = asked.iter().filter(|a| a.0).map(|a| a.1.to_owned()).collect();
    if experiments.is_empty() {
        experiments.push(TRY_ONE_CHANGE.to_owned());
    }
    Ok(LearningReport {
        metrics,
        questions_ar: LEARNING_QUESTIONS.map(str::to_owned).into(),
        next_experiments_ar: experiments,
        promise: Promise::APPROVAL,
    })
}

/// A metric beside the target of its name.
fn measured(metric: &str, label_ar: &str, value: f64) -> Measured {
    let target = MONTHLY_TARGETS.iter().find(|t| t.id == metric).map(|t| f64::from(t.target));
    Measured {
        metric: metric.to_owned(),
        label_ar: label_ar.to_owned(),
        value,
        monthly_target: target.map(|t| t as u32),
        of_target_pct: target.map(|t| round(value * 100.0 / t, 1)),
        behind: target.is_some_and(|t| value * f64::from(WEEKS_IN_A_MONTH) < t),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn week(diagnostics: u32, pilots: u32, meetings: u32, studies: u32, revenue_sar: f64) -> WeeklyMetrics {
        WeeklyMetrics {
            free_diagnostics_delivered: diagnostics,
            paid_pilots_started: pilots,
            meetings_held: meetings,
            case_studies_published: studies,
            revenue_sar,
        }
    }

    fn behind(week: WeeklyMetrics) -> Vec<String> {
        let report = weekly_learning_report(&week).expect("in range");
        report.metrics.into_iter().filter(|m| m.behind).map(|m| m.metric).collect()
    }

    #[test]
    fn a_week_is_behind_below_a_quarter_of_the_month() {
        // A quarter of 30 is 7.5, of 6 is 1.5.
        assert_eq!(behind(week(7, 2, 1, 1, 1.0)), ["free_diagnostics_delivered"]);
        assert_eq!(behind(week(8, 1, 1, 1, 1.0)), ["paid_pilots_started"]);
        assert_eq!(behind(week(8, 2, 1, 0, 1.0)), ["case_studies_published"]);
        assert!(behind(week(8, 2, 0, 1, 0.0)).is_empty(), "meetings and revenue have no target");
    }

    #[test]
    fn metrics_stand_beside_their_targets() {
        let report = weekly_learning_report(&week(10, 1, 5, 1, 1_500.5)).expect("in range");
        let rows: Vec<(&str, f64, Option<u32>, Option<f64>)> =
            report.metrics.iter().map(|m| (m.metric.as_str(), m.value, m.monthly_target, m.of_target_pct)).collect();
        assert_eq!(
            rows,
            [
                ("free_diagnostics_delivered", 10.0, Some(30), Some(33.3)),
                ("paid_pilots_started", 1.0, Some(6), Some(16.7)),
                ("meetings_held", 5.0, None, None),
                ("case_studies_published", 1.0, Some(1), Some(100.0)),
                ("revenue_sar", 1_500.5, None, None),
            ]
        );
        for target in MONTHLY_TARGETS {
            for metric in report.metrics.iter().filter(|m| m.metric == target.id) {
                assert_eq!(metric.label_ar, target.label_ar);
            }
        }
        assert_eq!(report.questions_ar, LEARNING_QUESTIONS);
    }

    #[test]
    fn experiments_answer_what_was_missing() {
        let tried = |w| weekly_learning_report(&w).expect("in range").next_experiments_ar;
        assert_eq!(tried(week(8, 2, 1, 1, 499.0)), [TRY_ONE_CHANGE]);
        assert_eq!(tried(week(8, 2, 1, 1, 0.0)), [TRY_INVOICES]);
        assert_eq!(tried(week(8, 2, 0, 1, 499.0)), [TRY_MEETINGS]);
        assert_eq!(tried(WeeklyMetrics::default()), [TRY_DIAGNOSTICS, TRY_PILOTS, TRY_MEETINGS, TRY_CASE_STUDY]);
    }

    #[test]
    fn only_money_that_can_be_counted_is_accepted() {
        for wrong in [-0.01, f64::NAN, f64::INFINITY, 1.1e12] {
            let error = weekly_learning_report(&week(0, 0, 0, 0, wrong)).expect_err("no revenue");
            assert_eq!(error.field(), "revenue_sar");
        }
        assert!(weekly_learning_report(&week(0, 0, 0, 0, 1e12)).is_ok());
        let read = crate::domain::json::read::<WeeklyMetrics>;
        assert_eq!(read("{}").expect("all may be left out"), WeeklyMetrics::default());
        assert_eq!(read(r#"{"meetings_held": -1}"#).expect_err("negative").field(), "meetings_held");
        assert_eq!(read(r#"{"meetings": 1}"#).expect_err("unknown").field(), "meetings");
    }

    proptest! {
        #[test]
        fn any_week_has_a_report(d: u32, p: u32, m: u32, c: u32, riyals in 0..=1_000_000_000_000_u64) {
            let report = weekly_learning_report(&week(d, p, m, c, riyals as f64)).expect("in range");
            prop_assert!(!report.next_experiments_ar.is_empty());
            prop_assert_eq!(report.metrics.len(), 5);
            let json = serde_json::to_string(&report).expect("plain data");
            prop_assert!(json.contains(r#""live_send_allowed":false"#));
            prop_assert_eq!(serde_json::from_str::<LearningReport>(&json).expect("the same"), report);
        }
    }
}
