//! The weekly check-in: what is talked about, and what there is to tell.
//!
//! It must not know risk, health or renewals.

use serde::{Deserialize, Serialize};

use super::plan::Cadence;
use super::{AGENDA, AGENDA_MINUTES, TALKING_POINTS};
use crate::domain::Result;
use crate::domain::id::customer;
use crate::domain::money::{riyals, sar, whole};
use crate::domain::names::names;
use crate::domain::promise::Promise;
use crate::domain::text::{Noun, REPLIES, fill, shortened};

names! {
    /// What a week is told by.
    pub enum Metric ("metric") {
        /// Drafts that the customer approved.
        DraftsApproved = "drafts_approved",
        /// Replies that came in.
        Replies = "replies",
        /// Meetings that were arranged.
        Meetings = "meetings",
        /// Risks that were stopped.
        RisksBlocked = "risks_blocked",
        /// Worth of the opportunities that moved, in SAR.
        PipelineSar = "pipeline_sar",
    }
}

/// A request for a weekly check-in.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CheckInRequest {
    /// The customer; not empty.
    pub customer_id: String,
    /// How the customer is called in a greeting; at most 120 characters are kept.
    #[serde(default)]
    pub company_name: Option<String>,
    /// The numbers of the week.
    #[serde(default)]
    pub metrics: Metrics,
}

/// The numbers of a week; what is absent is 0.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Metrics {
    /// Drafts that the customer approved.
    pub drafts_approved: u64,
    /// Replies that came in.
    pub replies: u64,
    /// Meetings that were arranged.
    pub meetings: u64,
    /// Risks that were stopped before anything went out.
    pub risks_blocked: u64,
    /// Worth of the opportunities that moved, in SAR: 0 to a thousand billion.
    pub pipeline_sar: f64,
}

/// A prepared check-in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CheckIn {
    /// The customer.
    pub customer_id: String,
    /// The customer's name on paper, where it was given.
    pub company_name: Option<String>,
    /// Always `weekly_check_in`.
    pub cadence_type: Cadence,
    /// Length of the check-in, in minutes.
    pub total_minutes: u32,
    /// The items, each with its minutes.
    pub agenda_ar: Vec<String>,
    /// Four sentences.
    pub talking_points_ar: Vec<String>,
    /// Approval, and nothing live.
    #[serde(flatten)]
    pub promise: Promise,
}

/// Most characters of a company's name.
const LONGEST_NAME: usize = 120;

const MINUTES: Noun =
    Noun {
        none: "دقائق", one: "دقيقة واحدة", two: "دقيقتان", few: "دقائق", many: "دقيقة", hundreds: "دقيقة"
    };

// In the case that their sentence asks for.
const DRAFTS: Noun =
    Noun {
        none: "رسائل", one: "رسالة واحدة", two: "رسالتين", few: "رسائل", many: "رسالة", hundreds: "رسالة"
    };
const MEETINGS: Noun = Noun {
    none: "اجتماعات",
    one: "اجتماعًا واحدًا",
    two: "اجتماعين",
    few: "اجتماعات",
    many: "اجتماعًا",
    hundreds: "اجتماع",
};
const RISKS: Noun =
    Noun {
        none: "مخاطر", one: "خطرًا واحدًا", two: "خطرين", few: "مخاطر", many: "خطرًا", hundreds: "خطر"
    };

/// Prepares the weekly check-in.
///
/// # Errors
/// An empty `customer_id`, and a `metrics.pipeline_sar` that is no sum.
///
/// ```
/// use poslock::domain::success::{Metrics, CheckInRequest, weekly_check_in};
///
/// let metrics = Metrics { drafts_approved: 12, replies: 2, pipeline_sar: 18_400.0, ..Metrics::default() };
/// let check_in = weekly_check_in(&CheckInRequest { customer_id: "najd".into(), company_name: None, metrics })?;
/// assert_eq!(check_in.agenda_ar[0], "قراءة آخر Proof Pack (5 دقائق)");
/// assert_eq!(check_in.talking_points_ar[0], "اعتمدتم هذا الأسبوع 12 رسالة، ووصلكم ردان.");
/// assert_eq!(check_in.talking_points_ar[3], "تحرّكت في الـ pipeline فرص قيمتها 18,400 ريال.");
/// # Ok::<(), poslock::domain::Error>(())
/// ```
pub fn weekly_check_in(request: &CheckInRequest) -> Result<CheckIn> {
    let customer_id = customer(&request.customer_id)?;
    let name = request.company_name.as_deref().map(|name| shortened(name, LONGEST_NAME));
    let agenda = AGENDA.iter().map(|item| format!("{} ({})", item.label_ar, MINUTES.count(item.minutes.into())));
    Ok(CheckIn {
        customer_id,
        company_name: name.filter(|name| !name.is_empty()),
        cadence_type: Cadence::WeeklyCheckIn,
        total_minutes: AGENDA_MINUTES,
        agenda_ar: agenda.collect(),
        talking_points_ar: request.metrics.talking_points()?,
        promise: Promise::APPROVAL,
    })
}

impl Metrics {
    /// The sentences of the week.
    fn talking_points(&self) -> Result<Vec<String>> {
        let pipeline = sar("metrics.pipeline_sar", self.pipeline_sar)?;
        let mut out: Vec<String> = Vec::new();
        let mut last = 0;
        for part in &TALKING_POINTS {
            let (number, counted) = match part.metric {
                Metric::DraftsApproved => (self.drafts_approved, DRAFTS.count(self.drafts_approved)),
                Metric::Replies => (self.replies, REPLIES.count(self.replies)),
                Metric::Meetings => (self.meetings, MEETINGS.count(self.meetings)),
                Metric::RisksBlocked => (self.risks_blocked, RISKS.count(self.risks_blocked)),
                Metric::PipelineSar => (whole(pipeline), riyals(pipeline)),
            };
            let said = match number {
                0 => part.none_ar.to_owned(),
                _ => fill(part.some_ar, &[(part.metric.name(), &counted)]),
            };
            match out.last_mut().filter(|_| part.point == last) {
                Some(sentence) => *sentence = format!("{sentence}، {said}"),
                None => out.push(said),
            }
            last = part.point;
        }
        Ok(out.into_iter().map(|sentence| sentence + ".").collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::json;

    fn points(metrics: Metrics) -> Vec<String> {
        let request = CheckInRequest { customer_id: "c".into(), metrics, ..CheckInRequest::default() };
        weekly_check_in(&request).expect("valid").talking_points_ar
    }

    #[test]
    fn five_items_of_five_minutes() {
        let request = CheckInRequest {
            customer_id: " najd ".into(),
            company_name: Some("  ".into()),
            ..CheckInRequest::default()
        };
        let check_in = weekly_check_in(&request).expect("valid");
        assert_eq!(check_in.customer_id, "najd");
        assert_eq!(check_in.company_name, None);
        assert_eq!(check_in.total_minutes, 25);
        assert_eq!(AGENDA.iter().map(|item| item.minutes).sum::<u32>(), AGENDA_MINUTES);
        assert_eq!(check_in.agenda_ar.len(), 5);
        assert!(check_in.agenda_ar.iter().all(|item| item.ends_with(" (5 دقائق)")), "{:?}", check_in.agenda_ar);
    }

    #[test]
    fn nouns_agree_with_their_numbers() {
        let week = |n: u64| {
            points(Metrics { drafts_approved: n, replies: n, meetings: n, risks_blocked: n, pipeline_sar: n as f64 })
        };
        assert_eq!(
            week(0),
            [
                "لم تُعتمد رسائل هذا الأسبوع، ولم تصل ردود بعد.",
                "لم يُرتَّب اجتماع بعد.",
                "لم يظهر هذا الأسبوع خطر يحتاج إيقافًا.",
                "لم تتحرك فرص في الـ pipeline بعد.",
            ]
        );
        assert_eq!(
            week(1),
            [
                "اعتمدتم هذا الأسبوع رسالة واحدة، ووصلكم رد واحد.",
                "رتّبنا معكم اجتماعًا واحدًا.",
                "أوقفنا خطرًا واحدًا قبل أن يخرج شيء باسمكم.",
                "تحرّكت في الـ pipeline فرص قيمتها ريال واحد.",
            ]
        );
        assert_eq!(
            week(2),
            [
                "اعتمدتم هذا الأسبوع رسالتين، ووصلكم ردان.",
                "رتّبنا معكم اجتماعين.",
                "أوقفنا خطرين قبل أن يخرج شيء باسمكم.",
                "تحرّكت في الـ pipeline فرص قيمتها ريالان.",
            ]
        );
        assert_eq!(week(5)[0], "اعتمدتم هذا الأسبوع 5 رسائل، ووصلكم 5 ردود.");
        assert_eq!(week(11)[2], "أوقفنا 11 خطرًا قبل أن يخرج شيء باسمكم.");
        assert_eq!(week(100)[1], "رتّبنا معكم 100 اجتماع.");
        // Drafts of one week, replies to those of another.
        let uneven = points(Metrics { replies: 3, ..Metrics::default() });
        assert_eq!(uneven[0], "لم تُعتمد رسائل هذا الأسبوع، ووصلكم 3 ردود.");
    }

    #[test]
    fn the_pipeline_is_told_in_whole_riyals() {
        let told = |pipeline_sar| points(Metrics { pipeline_sar, ..Metrics::default() }).pop().expect("four");
        assert_eq!(told(12_499.5), "تحرّكت في الـ pipeline فرص قيمتها 12,500 ريال.");
        assert_eq!(told(12_499.4), "تحرّكت في الـ pipeline فرص قيمتها 12,499 ريالًا.");
        assert_eq!(told(0.4), "لم تتحرك فرص في الـ pipeline بعد.");
        assert_eq!(told(1e12), "تحرّكت في الـ pipeline فرص قيمتها 1,000,000,000,000 ريال.");
    }

    #[test]
    fn bad_input_is_refused_by_its_field() {
        let empty = weekly_check_in(&CheckInRequest::default()).expect_err("no customer");
        assert_eq!(empty.field(), "customer_id");
        for pipeline_sar in [-1.0, f64::NAN, f64::INFINITY, 1.1e12] {
            let metrics = Metrics { pipeline_sar, ..Metrics::default() };
            let request = CheckInRequest { customer_id: "c".into(), metrics, ..CheckInRequest::default() };
            assert_eq!(weekly_check_in(&request).expect_err("no sum").field(), "metrics.pipeline_sar");
        }
        let field = |text: &str| json::read::<CheckInRequest>(text).expect_err(text).field().to_owned();
        assert_eq!(field(r#"{"customer_id": "c", "metrics": {"replies": -1}}"#), "metrics.replies");
        assert_eq!(field(r#"{"customer_id": "c", "metrics": {"reply": 1}}"#), "metrics.reply");
        assert!(json::read::<CheckInRequest>(r#"{"customer_id": "c"}"#).is_ok());
    }

    #[test]
    fn a_long_name_is_cut() {
        let request = CheckInRequest {
            customer_id: "c".into(),
            company_name: Some("ن".repeat(500)),
            ..CheckInRequest::default()
        };
        let name = weekly_check_in(&request).expect("valid").company_name.expect("given");
        assert_eq!(name.chars().count(), 120);
    }
}
