//! What the delivery team is given when a service begins: its plan, its steps, and when it is due.

use jiff::ToSpan;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{ApprovalPolicy, DELIVERY_WORKFLOW, DeliveryStep, Risk, ServiceId};
use crate::domain::id::customer;
use crate::domain::promise::Promise;
use crate::domain::{Error, Result};

const CARE_LOW: &str = "مخاطرة منخفضة: يكفي فحص المصادر قبل المسودات، والموافقة قبل أي إرسال.";
const CARE_MEDIUM: &str = "مخاطرة متوسطة: راجع صحة القناة وقائمة الإيقاف مع مسؤول التشغيل قبل جلسة الموافقة.";
const CARE_HIGH: &str = "مخاطرة عالية: تبدأ بعد أن يراجع المؤسس القناة والموافقات المسجلة والنصوص.";

/// A service that begins for a customer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DeliveryBriefInput {
    /// The customer; not empty.
    pub customer_id: String,
    /// The service.
    pub service_id: ServiceId,
    /// The day on which it begins, such as `2026-05-03`.
    pub start_date: Date,
}

/// A part of the plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlannedPhase {
    /// Hours after the start.
    pub hour: u32,
    /// Day of the delivery, from 1.
    pub day: u32,
    /// Its name.
    pub title_ar: String,
    /// What is done in it.
    pub activity_ar: String,
    /// The steps of the workflow that it covers.
    pub steps: Vec<DeliveryStep>,
}

/// A step of the workflow.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WorkflowEntry {
    /// The step.
    pub id: DeliveryStep,
    /// Its name.
    pub label_ar: String,
}

/// The brief of a delivery.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeliveryBrief {
    /// The customer.
    pub customer_id: String,
    /// The service.
    pub service_id: ServiceId,
    /// Its name in offers.
    pub name: String,
    /// How much can go wrong.
    pub risk: Risk,
    /// What that means for the team.
    pub care_ar: String,
    /// What a person has to approve.
    pub approval_policy: ApprovalPolicy,
    /// The eleven steps.
    pub workflow: Vec<WorkflowEntry>,
    /// The plan.
    pub plan: Vec<PlannedPhase>,
    /// Whether the plan is the service's own, not the one of 24 hours.
    pub own_plan: bool,
    /// What the Proof Pack counts.
    pub proof_metrics: Vec<String>,
    /// The day on which it begins.
    pub start_date: Date,
    /// The day on which it is complete.
    pub completion_date: Date,
    /// Days between the two.
    pub completion_days: u32,
    /// Approval, and nothing live.
    #[serde(flatten)]
    pub promise: Promise,
}

/// The day on which a service is complete: 7 days after its start for a sprint, 30 for a month, else 1.
///
/// # Errors
/// [`Error::OutOfRange`] where that day is past the last one of the calendar, the end of the year 9999.
///
/// ```
/// use jiff::civil::date;
/// use poslock::domain::modes::service_delivery::{ServiceId, completion_date};
///
/// assert_eq!(completion_date(ServiceId::PartnerSprint, date(2026, 2, 27))?, date(2026, 3, 6));
/// # Ok::<(), poslock::domain::Error>(())
/// ```
pub fn completion_date(service: ServiceId, start: Date) -> Result<Date> {
    let days = service.row().pricing.completion_days();
    start
        .checked_add(i64::from(days).days())
        .map_err(|_| Error::out_of_range("start_date", start, &format!("a day {days} or more before 9999-12-31")))
}

/// The brief of a delivery: plan, steps, care and dates.
///
/// # Errors
/// [`Error::Empty`] without a customer; [`Error::OutOfRange`] as [`completion_date`].
///
/// ```
/// use poslock::domain::json;
/// use poslock::domain::modes::service_delivery::{DeliveryBriefInput, delivery_brief};
///
/// let input: DeliveryBriefInput = json::read(
///     r#"{"customer_id": "c-1", "service_id": "email_revenue_rescue", "start_date": "2026-05-03"}"#,
/// )?;
/// let brief = delivery_brief(&input)?;
/// assert_eq!(brief.plan.iter().map(|p| p.hour).collect::<Vec<_>>(), [0, 1, 6, 18, 24]);
/// assert_eq!(brief.completion_date.to_string(), "2026-05-04");
/// # Ok::<(), poslock::domain::Error>(())
/// ```
pub fn delivery_brief(input: &DeliveryBriefInput) -> Result<DeliveryBrief> {
    let customer_id = customer(&input.customer_id)?;
    let row = input.service_id.row();
    let phase = |p: &super::Phase| PlannedPhase {
        hour: p.hour,
        day: p.hour / 24 + 1,
        title_ar: p.title_ar.to_owned(),
        activity_ar: p.activity_ar.to_owned(),
        steps: p.steps.to_vec(),
    };
    let care = match row.risk {
        Risk::Low => CARE_LOW,
        Risk::Medium => CARE_MEDIUM,
        Risk::High => CARE_HIGH,
    };
    Ok(DeliveryBrief {
        customer_id,
        service_id: row.id,
        name: row.name.to_owned(),
        risk: row.risk,
        care_ar: care.to_owned(),
        approval_policy: row.approval_policy,
        workflow: DELIVERY_WORKFLOW
            .iter()
            .map(|s| WorkflowEntry { id: s.id, label_ar: s.label_ar.to_owned() })
            .collect(),
        plan: row.id.plan().iter().map(phase).collect(),
        own_plan: row.id.has_own_plan(),
        proof_metrics: row.proof_metrics.iter().map(|m| (*m).to_owned()).collect(),
        start_date: input.start_date,
        completion_date: completion_date(row.id, input.start_date)?,
        completion_days: row.pricing.completion_days(),
        promise: Promise::APPROVAL,
    })
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn input(service_id: ServiceId) -> DeliveryBriefInput {
        DeliveryBriefInput { customer_id: " c-1 ".to_owned(), service_id, start_date: date(2026, 5, 3) }
    }

    #[test]
    fn completion_is_after_a_day_a_week_or_a_month() {
        let due = |id| completion_date(id, date(2026, 1, 31)).expect("in the calendar").to_string();
        assert_eq!(due(ServiceId::ListIntelligence), "2026-02-01");
        assert_eq!(due(ServiceId::First10OpportunitiesSprint), "2026-02-07");
        assert_eq!(due(ServiceId::GrowthOsMonthly), "2026-03-02");
        let error =
            completion_date(ServiceId::MeetingBookingSprint, date(9999, 12, 25)).expect_err("past the calendar");
        assert_eq!(error.field(), "start_date");
        assert!(completion_date(ServiceId::MeetingBookingSprint, date(9999, 12, 24)).is_ok());
    }

    #[test]
    fn a_brief_has_its_plan_and_its_steps() {
        let brief = delivery_brief(&input(ServiceId::First10OpportunitiesSprint)).expect("whole");
        assert_eq!(brief.customer_id, "c-1");
        assert_eq!(brief.plan.iter().map(|p| p.day).collect::<Vec<_>>(), [1, 2, 3, 4, 5, 6, 7]);
        assert_eq!(brief.workflow.len(), 11);
        assert!(brief.own_plan);
        assert_eq!(brief.completion_date, date(2026, 5, 10));
        let other = delivery_brief(&input(ServiceId::WhatsappComplianceSetup)).expect("whole");
        assert!(!other.own_plan);
        assert_eq!((other.plan.len(), other.care_ar.as_str()), (5, CARE_HIGH));
        // The last phase stands at the hour 24, which is the second day.
        assert_eq!(other.plan.last().map(|p| (p.hour, p.day)), Some((24, 2)));
    }

    #[test]
    fn every_service_has_a_brief() {
        for id in ServiceId::ALL {
            let brief = delivery_brief(&input(id)).expect("whole");
            let json = serde_json::to_string(&brief).expect("plain data");
            assert!(json.contains(r#""approval_required":true,"live_send_allowed":false"#), "{json}");
            assert_eq!(serde_json::from_str::<DeliveryBrief>(&json).expect("the same"), brief);
        }
    }

    #[test]
    fn a_customer_is_named() {
        let nobody = DeliveryBriefInput { customer_id: " ".to_owned(), ..input(ServiceId::PartnerSprint) };
        assert_eq!(delivery_brief(&nobody).expect_err("nobody").field(), "customer_id");
        let unknown = crate::domain::json::read::<DeliveryBriefInput>(
            r#"{"customer_id": "c", "service_id": "gold", "start_date": "2026-05-03"}"#,
        );
        assert_eq!(unknown.expect_err("unknown").field(), "service_id");
    }
}
