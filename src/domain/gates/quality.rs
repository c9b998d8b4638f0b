//! Whether a service may be launched.

use serde::{Deserialize, Serialize};

use super::{UNSAFE_CHANNELS, key};
use crate::domain::Result;
use crate::domain::id::named;
use crate::domain::modes::service_delivery::{ApprovalPolicy, ServiceId};
use crate::domain::names::names;
use crate::domain::promise::Promise;
use crate::domain::spelling::holds;
use crate::domain::text::fill;

names! {
    /// Why a service is not launched.
    pub enum QualityProblemId ("problem") {
        /// Nothing is counted in its Proof Pack.
        NoProofMetrics = "no_proof_metrics",
        /// Nobody is named to approve.
        NoApprovalPolicy = "no_approval_policy",
        /// A price below zero.
        NegativePrice = "negative_price",
        /// A lowest price above the highest.
        PriceRangeReversed = "price_range_reversed",
        /// A channel of [`UNSAFE_CHANNELS`].
        UnsafeChannel = "unsafe_channel",
    }
}

names! {
    /// The outcome of a review.
    pub enum QualityVerdict ("verdict") {
        /// May be shown to a person for launch.
        Ready = "ready",
        /// Is not launched.
        Blocked = "blocked",
    }
}

const NO_PROOF: &str = "لا تُطلق الخدمة قبل تحديد مقاييس الإثبات التي تدخل في Proof Pack";
const NO_POLICY: &str = "لا تُطلق الخدمة قبل تحديد من يعتمد وماذا يعتمد";
const NEGATIVE: &str = "السعر {price} أقل من الصفر";
const REVERSED: &str = "أدنى السعر {low} أعلى من أقصاه {high}";
const UNSAFE: &str = "القناة «{channel}» محظورة عندنا";

/// A service before its launch.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct QualityInput {
    /// Name of the service in data, of the catalogue or new; not empty.
    pub service_id: String,
    /// Price in SAR, or the lower end of its range. May be wrong: that is what is reviewed.
    pub price_sar: i64,
    /// The upper end of the range, in SAR; the price itself where it is absent.
    #[serde(default)]
    pub price_max_sar: Option<i64>,
    /// What a person has to approve, if that is settled.
    #[serde(default)]
    pub approval_policy: Option<ApprovalPolicy>,
    /// What its Proof Pack counts; an empty name counts nothing.
    #[serde(default)]
    pub proof_metrics: Vec<String>,
    /// Channels that it uses.
    #[serde(default)]
    pub channels: Vec<String>,
}

impl From<ServiceId> for QualityInput {
    /// A service of the catalogue, without channels.
    fn from(id: ServiceId) -> Self {
        let row = id.row();
        Self {
            service_id: id.name().to_owned(),
            price_sar: row.price_sar.into(),
            price_max_sar: Some(row.price_max_sar.into()),
            approval_policy: Some(row.approval_policy),
            proof_metrics: row.proof_metrics.iter().map(|m| (*m).to_owned()).collect(),
            channels: Vec::new(),
        }
    }
}

/// One reason against a launch.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct QualityProblem {
    /// What is wrong.
    pub id: QualityProblemId,
    /// The same in Arabic, with the value.
    pub reason_ar: String,
}

/// The review of a service.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct QualityReview {
    /// The service.
    pub service_id: String,
    /// Blocked by any problem.
    pub verdict: QualityVerdict,
    /// All problems at once.
    pub problems: Vec<QualityProblem>,
    /// Approval, and nothing live.
    #[serde(flatten)]
    pub promise: Promise,
}

/// Reviews a service before its launch and names all that is wrong with it.
///
/// A channel is unsafe by its words: `LinkedIn Auto-DM` is as unsafe as `auto_dm`.
///
/// # Errors
/// [`Error::Empty`](crate::domain::Error::Empty) without a service.
///
/// ```
/// use poslock::domain::gates::{QualityInput, quality_review};
/// use poslock::domain::modes::service_delivery::ServiceId;
///
/// let sprint = QualityInput::from(ServiceId::MeetingBookingSprint);
/// assert_eq!(quality_review(&sprint)?.verdict.name(), "ready");
/// let risky = QualityInput { channels: vec!["LinkedIn Auto-DM".into()], ..sprint };
/// assert_eq!(quality_review(&risky)?.problems[0].id.name(), "unsafe_channel");
/// # Ok::<(), poslock::domain::Error>(())
/// ```
pub fn quality_review(input: &QualityInput) -> Result<QualityReview> {
    let service_id = named("service_id", &input.service_id, "the name of the service in data")?;
    let mut problems = Vec::new();
    let mut add = |id, reason_ar: String| problems.push(QualityProblem { id, reason_ar });

    if input.proof_metrics.iter().all(|m| key(m).is_empty()) {
        add(QualityProblemId::NoProofMetrics, NO_PROOF.to_owned());
    }
    if input.approval_policy.is_none() {
        add(QualityProblemId::NoApprovalPolicy, NO_POLICY.to_owned());
    }
    let (low, high) = (input.price_sar, input.price_max_sar.unwrap_or(input.price_sar));
    let lowest = low.min(high);
    if lowest < 0 {
        add(QualityProblemId::NegativePrice, fill(NEGATIVE, &[("price", lowest.to_string().as_str())]));
    }
    if low > high {
        let (low, high) = (low.to_string(), high.to_string());
        add(QualityProblemId::PriceRangeReversed, fill(REVERSED, &[("low", low.as_str()), ("high", high.as_str())]));
    }
    for channel in input.channels.iter().filter(|c| is_unsafe(c)) {
        add(QualityProblemId::UnsafeChannel, fill(UNSAFE, &[("channel", channel.trim())]));
    }
    let verdict = if problems.is_empty() { QualityVerdict::Ready } else { QualityVerdict::Blocked };
    Ok(QualityReview { service_id: service_id.to_owned(), verdict, problems, promise: Promise::APPROVAL })
}

/// Whether the words of an unsafe channel stand in its name.
fn is_unsafe(channel: &str) -> bool {
    UNSAFE_CHANNELS.iter().any(|unsafe_one| holds(channel, unsafe_one))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn problems(change: &dyn Fn(&mut QualityInput)) -> Vec<&'static str> {
        let mut service = QualityInput::from(ServiceId::PartnerSprint);
        change(&mut service);
        let review = quality_review(&service).expect("a named service");
        assert_eq!(review.verdict == QualityVerdict::Blocked, !review.problems.is_empty());
        review.problems.into_iter().map(|p| p.id.name()).collect()
    }

    #[test]
    fn every_service_of_the_catalogue_is_ready() {
        for id in ServiceId::ALL {
            let review = quality_review(&QualityInput::from(id)).expect("named");
            assert_eq!(review.verdict, QualityVerdict::Ready, "{review:?}");
        }
    }

    #[test]
    fn each_gap_blocks() {
        assert_eq!(problems(&|s| s.proof_metrics.clear()), ["no_proof_metrics"]);
        assert_eq!(problems(&|s| s.proof_metrics = vec![" ".to_owned()]), ["no_proof_metrics"]);
        assert_eq!(problems(&|s| s.approval_policy = None), ["no_approval_policy"]);
        for channel in UNSAFE_CHANNELS {
            assert_eq!(problems(&|s| s.channels = vec!["email".to_owned(), channel.to_owned()]), ["unsafe_channel"]);
        }
    }

    #[test]
    fn prices_on_both_sides_of_their_bounds() {
        let prices = |low, high| {
            problems(&move |s| {
                s.price_sar = low;
                s.price_max_sar = high;
            })
        };
        assert!(prices(0, Some(0)).is_empty());
        assert!(prices(500, None).is_empty());
        assert!(prices(500, Some(500)).is_empty());
        assert_eq!(prices(501, Some(500)), ["price_range_reversed"]);
        assert_eq!(prices(-1, Some(500)), ["negative_price"]);
        assert_eq!(prices(-1, None), ["negative_price"]);
        assert_eq!(prices(0, Some(-1)), ["negative_price", "price_range_reversed"]);
        assert_eq!(prices(i64::MAX, Some(i64::MIN)), ["negative_price", "price_range_reversed"]);
    }

    #[test]
    fn an_unsafe_channel_is_known_by_its_words() {
        for channel in [
            "Auto-DM",
            "linkedin.auto_dm",
            "linkedinAutoDM",
            "web scraping",
            "Browser Extension",
            "chrome browser extensions",
            "AUTO  CONNECT",
            "autoconnect",
            "scraping",
        ] {
            assert!(is_unsafe(channel), "{channel}");
        }
        for channel in ["email", "auto", "dm", "auto_dmv", "browser", "meeting scrapbook", ""] {
            assert!(!is_unsafe(channel), "{channel}");
        }
    }

    #[test]
    fn a_review_goes_through_json() {
        let read = crate::domain::json::read::<QualityInput>;
        let bare = read(r#"{"service_id": "new", "price_sar": -5}"#).expect("the rest may be left out");
        let review = quality_review(&bare).expect("named");
        assert_eq!(review.problems.len(), 3);
        let json = serde_json::to_string(&review).expect("plain data");
        assert!(json.contains(r#""approval_required":true,"live_send_allowed":false"#), "{json}");
        assert_eq!(serde_json::from_str::<QualityReview>(&json).expect("the same"), review);
        let wrong = read(r#"{"service_id": "new", "price_sar": 1, "approval_policy": "none"}"#);
        assert_eq!(wrong.expect_err("unknown").field(), "approval_policy");
        let nameless = QualityInput { service_id: " ".to_owned(), ..bare };
        assert_eq!(quality_review(&nameless).expect_err("nameless").field(), "service_id");
    }
}
