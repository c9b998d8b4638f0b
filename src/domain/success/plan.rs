//! The first 30 days with a customer, by bundle.
//!
//! It must not know risk, health or renewals.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{EXECUTIVE_GROWTH_OS_PLAN, GROWTH_STARTER_PLAN, PARTNERSHIP_GROWTH_PLAN, PlanDay};
use crate::domain::id::optional_customer;
use crate::domain::names::names;
use crate::domain::positioning::BundleId;
use crate::domain::promise::Promise;
use crate::domain::text::fill;
use crate::domain::{Error, Result};

names! {
    /// A kind of contact with a customer, in the order of [`CADENCE_TYPES`](super::CADENCE_TYPES).
    pub enum Cadence ("cadence_type") {
        /// Each week, 25 minutes.
        WeeklyCheckIn = "weekly_check_in",
        /// Each month, over the Proof Packs.
        MonthlyProofReview = "monthly_proof_review",
        /// Each quarter.
        QuarterlyBusinessReview = "quarterly_business_review",
        /// When a customer is being lost.
        AtRiskAlert = "at_risk_alert",
        /// A month before the renewal.
        Renewal30Day = "renewal_30_day",
        /// A week before the renewal.
        Renewal7Day = "renewal_7_day",
    }
}

/// A request for a plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlanRequest {
    /// The customer, where the answer is to name one; not empty.
    #[serde(default)]
    pub customer_id: Option<String>,
    /// The bundle.
    pub bundle_id: BundleId,
    /// The date of day 1, where the answer is to hold dates.
    #[serde(default)]
    pub starts_on: Option<Date>,
}

/// A plan for the first 30 days.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SuccessPlan {
    /// The customer, where one was named.
    pub customer_id: Option<String>,
    /// The bundle that was asked for.
    pub bundle_id: BundleId,
    /// The bundle whose plan this is.
    pub plan_of: BundleId,
    /// Says so where the two differ.
    pub note_ar: Option<String>,
    /// Day after day.
    pub cadence_ar: Vec<Activity>,
    /// Approval, and nothing live.
    #[serde(flatten)]
    pub promise: Promise,
}

/// What is done on a day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Activity {
    /// The day, from 1.
    pub day: u32,
    /// Its date, where day 1 has one.
    pub date: Option<Date>,
    /// What is done.
    pub activity_ar: String,
}

const BORROWED: &str = "لا خطة خاصة لباقة {asked}، فهذه خطة {given}، ونراجعها مع العميل قبل اعتمادها";

/// The plan of a bundle's own.
const fn own(bundle: BundleId) -> Option<&'static [PlanDay]> {
    match bundle {
        BundleId::GrowthStarter => Some(&GROWTH_STARTER_PLAN),
        BundleId::ExecutiveGrowthOs => Some(&EXECUTIVE_GROWTH_OS_PLAN),
        BundleId::PartnershipGrowth => Some(&PARTNERSHIP_GROWTH_PLAN),
        BundleId::DataToRevenue | BundleId::FullGrowthControlTower => None,
    }
}

/// Plans the first 30 days. A bundle without a plan of its own gets that of Growth Starter, and a note that says so.
///
/// # Errors
/// A `customer_id` that is given and empty, and a `starts_on` so late that the calendar ends before the plan.
///
/// ```
/// use jiff::civil::date;
/// use poslock::domain::positioning::BundleId;
/// use poslock::domain::success::{PlanRequest, success_plan};
///
/// let bundle_id = BundleId::GrowthStarter;
/// let plan = success_plan(&PlanRequest { customer_id: None, bundle_id, starts_on: Some(date(2026, 3, 1)) })?;
/// assert_eq!(plan.cadence_ar[2].day, 7);
/// assert_eq!(plan.cadence_ar[2].date, Some(date(2026, 3, 7)));
/// assert_eq!(plan.cadence_ar[2].activity_ar, "تسليم Proof Pack v1");
/// # Ok::<(), poslock::domain::Error>(())
/// ```
pub fn success_plan(request: &PlanRequest) -> Result<SuccessPlan> {
    let customer_id = optional_customer(request.customer_id.as_deref())?;
    let asked = request.bundle_id;
    let (plan_of, days) = own(asked).map_or((BundleId::GrowthStarter, &GROWTH_STARTER_PLAN[..]), |days| (asked, days));
    let note_ar =
        (plan_of != asked).then(|| fill(BORROWED, &[("asked", asked.bundle().name), ("given", plan_of.bundle().name)]));
    let activity = |row: &PlanDay| {
        let date = request.starts_on.map(|start| later("starts_on", start, row.day.saturating_sub(1))).transpose()?;
        Ok(Activity { day: row.day, date, activity_ar: row.activity_ar.to_owned() })
    };
    Ok(SuccessPlan {
        customer_id,
        bundle_id: asked,
        plan_of,
        note_ar,
        cadence_ar: days.iter().map(activity).collect::<Result<_>>()?,
        promise: Promise::APPROVAL,
    })
}

/// So many days after a date.
pub(super) fn later(field: &str, date: Date, days: u32) -> Result<Date> {
    date.checked_add(jiff::SignedDuration::from_hours(i64::from(days) * 24))
        .map_err(|_| Error::out_of_range(field, date, "a date that the calendar goes on after for the days asked for"))
}

/// Days from one date to another; negative where the other is earlier.
pub(super) fn days_between(from: Date, to: Date) -> i64 {
    to.duration_since(from).as_hours() / 24
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;
    use crate::domain::json;
    use crate::domain::success::{CADENCE_TYPES, FIRST_REVIEW_OPPORTUNITIES, PARTNERSHIP_TARGETS};

    fn plan(bundle_id: BundleId) -> SuccessPlan {
        success_plan(&PlanRequest { customer_id: None, bundle_id, starts_on: None }).expect("valid")
    }

    fn activity(plan: &SuccessPlan, day: u32) -> &str {
        &plan.cadence_ar.iter().find(|a| a.day == day).expect("planned").activity_ar
    }

    #[test]
    fn cadence_types_have_one_order() {
        assert_eq!(Cadence::NAMES, CADENCE_TYPES);
    }

    #[test]
    fn each_plan_has_its_days() {
        let days = |bundle| plan(bundle).cadence_ar.iter().map(|a| a.day).collect::<Vec<_>>();
        assert_eq!(days(BundleId::GrowthStarter), [1, 3, 7, 14, 30]);
        assert_eq!(days(BundleId::ExecutiveGrowthOs), [1, 7, 14, 21, 30]);
        assert_eq!(days(BundleId::PartnershipGrowth), [1, 5, 10, 14, 30]);
    }

    #[test]
    fn activities_say_what_is_due() {
        let starter = plan(BundleId::GrowthStarter);
        assert!(activity(&starter, 3).contains(&format!("{FIRST_REVIEW_OPPORTUNITIES} فرص")));
        assert_eq!(FIRST_REVIEW_OPPORTUNITIES, 3);
        assert!(activity(&starter, 7).contains("Proof Pack v1"));
        assert!(activity(&starter, 30).contains("التجديد أو الترقية"));
        let executive = plan(BundleId::ExecutiveGrowthOs);
        assert!(activity(&executive, 14).contains("Founder Shadow Board v1"));
        assert!(activity(&executive, 30).contains("QBR"));
        let partners = plan(BundleId::PartnershipGrowth);
        let due = PARTNERSHIP_TARGETS;
        assert_eq!((due.partners, due.outreach_drafts, due.meetings), (20, 10, 5));
        assert!(activity(&partners, 5).contains(&format!("{} شريكًا", due.partners)));
        assert!(activity(&partners, 5).contains(&format!("{} مسودات", due.outreach_drafts)));
        assert!(activity(&partners, 10).contains(&format!("{} اجتماعات", due.meetings)));
    }

    #[test]
    fn a_bundle_without_a_plan_borrows_one_and_says_so() {
        for bundle in BundleId::ALL {
            let plan = plan(bundle);
            let borrows = matches!(bundle, BundleId::DataToRevenue | BundleId::FullGrowthControlTower);
            assert_eq!(plan.plan_of, if borrows { BundleId::GrowthStarter } else { bundle });
            assert_eq!(plan.note_ar.is_some(), borrows, "{bundle}");
        }
        let plan = plan(BundleId::DataToRevenue);
        let note = plan.note_ar.expect("borrowed");
        assert!(note.contains("Data to Revenue") && note.contains("خطة Growth Starter"), "{note}");
        assert_eq!(plan.cadence_ar.len(), 5);
    }

    #[test]
    fn an_unknown_bundle_is_refused() {
        let error = json::read::<PlanRequest>(r#"{"bundle_id": "gold"}"#).expect_err("unknown");
        assert_eq!(error.field(), "bundle_id");
        assert!(error.to_string().contains("growth_starter, data_to_revenue"), "{error}");
        assert!(json::read::<PlanRequest>("{}").is_err());
        assert!(json::read::<PlanRequest>(r#"{"bundle_id": "growth_starter", "starts_on": "2026-02-30"}"#).is_err());
    }

    #[test]
    fn a_plan_does_not_outlast_the_calendar() {
        let starting = |starts_on| {
            success_plan(&PlanRequest {
                customer_id: None,
                bundle_id: BundleId::GrowthStarter,
                starts_on: Some(starts_on),
            })
        };
        let last = starting(date(9999, 12, 2)).expect("ends on the last day");
        assert_eq!(last.cadence_ar[4].date, Some(Date::MAX));
        assert_eq!(starting(date(9999, 12, 3)).expect_err("a day too late").field(), "starts_on");
        // Over the end of a leap February.
        let leap = starting(date(2028, 2, 27)).expect("valid");
        assert_eq!(leap.cadence_ar[1].date, Some(date(2028, 2, 29)));
        assert_eq!(leap.cadence_ar[2].date, Some(date(2028, 3, 4)));
    }

    proptest! {
        #[test]
        fn days_are_counted_there_and_back(days in 0..100_000_u32, year in -9000..9000_i16) {
            let from = date(year, 1, 1);
            let to = later("from", from, days).expect("within the calendar");
            prop_assert_eq!(days_between(from, to), i64::from(days));
            prop_assert_eq!(days_between(to, from), -i64::from(days));
        }
    }
}
