//! What is done in an incident, and what is written after it.
//!
//! It must not know how an incident got its severity.

use serde::{Deserialize, Serialize};

use super::{COMMON_STEPS, POST_MORTEM, SEV1_STEPS, SEV2_STEPS, SEV3_STEPS, Severity, SeverityDetails};
use crate::domain::promise::Promise;

/// The steps of an incident.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ResponsePlan {
    /// How grave it is.
    pub severity: Severity,
    /// What that asks for.
    pub severity_details: SeverityDetails,
    /// The steps in order: those of every incident, then those of the severity.
    pub plan_ar: Vec<String>,
    /// Approval, and nothing live.
    #[serde(flatten)]
    pub promise: Promise,
}

/// The plan for an incident of this severity: [`COMMON_STEPS`], then what the severity adds.
///
/// ```
/// use poslock::domain::incidents::{Severity, response_plan};
///
/// let plan = response_plan(Severity::Sev1);
/// assert_eq!(plan.plan_ar.len(), 8);
/// assert!(plan.plan_ar[4].contains("PDPL"));
/// ```
pub fn response_plan(severity: Severity) -> ResponsePlan {
    let more: &[&str] = match severity {
        Severity::Sev1 => &SEV1_STEPS,
        Severity::Sev2 => &SEV2_STEPS,
        Severity::Sev3 => &SEV3_STEPS,
    };
    ResponsePlan {
        severity,
        severity_details: severity.details(),
        plan_ar: COMMON_STEPS.iter().chain(more).map(|step| (*step).to_owned()).collect(),
        promise: Promise::APPROVAL,
    }
}

/// A part of the report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PostMortemPart {
    /// Its heading.
    pub title_ar: String,
    /// What belongs under it.
    pub ask_ar: String,
}

/// The empty report after an incident.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PostMortem {
    /// How grave the incident was.
    pub severity: Severity,
    /// Whether the report has to be written.
    pub required: bool,
    /// Within how many hours after the end of the incident; `None` where it is optional.
    pub within_hours: Option<u32>,
    /// Its eight parts in order.
    pub parts: Vec<PostMortemPart>,
    /// Approval, and nothing live.
    #[serde(flatten)]
    pub promise: Promise,
}

/// The report to be filled in after an incident of this severity.
///
/// ```
/// use poslock::domain::incidents::{Severity, post_mortem};
///
/// assert_eq!(post_mortem(Severity::Sev2).within_hours, Some(48));
/// assert!(!post_mortem(Severity::Sev3).required);
/// ```
pub fn post_mortem(severity: Severity) -> PostMortem {
    let within_hours = severity.details().post_mortem_within_hours;
    let part = |(title, ask): (&str, &str)| PostMortemPart { title_ar: title.to_owned(), ask_ar: ask.to_owned() };
    PostMortem {
        severity,
        required: within_hours.is_some(),
        within_hours,
        parts: POST_MORTEM.map(part).into(),
        promise: Promise::APPROVAL,
    }
}
