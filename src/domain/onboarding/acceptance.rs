//! Whether onboarding is finished, and what is still missing.
//!
//! It must not know how channels, Proof Packs and the cadence come about: their state is told.

use serde::{Deserialize, Serialize};

use super::{CarriedChecklist, Checklist, Criterion};
use crate::domain::Result;
use crate::domain::names::names;
use crate::domain::promise::Promise;
use crate::domain::text::fill;

names! {
    /// How far the first Proof Pack has come.
    pub enum ProofPackState ("proof_pack_v1") {
        /// The customer does not have it.
        NotDelivered = "not_delivered",
        /// The customer has it.
        Delivered = "delivered",
        /// The customer has approved it.
        Approved = "approved",
    }
}

/// What is asked of onboarding. A yes that is not told is a no.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AcceptanceRequest {
    /// The checklist as it was answered last.
    pub checklist: CarriedChecklist,
    /// As the summary of the connectors says.
    #[serde(default)]
    pub ready_for_first_service: bool,
    /// How far Proof Pack v1 has come.
    pub proof_pack_v1: ProofPackState,
    /// Whether customer success has its first date with the customer.
    #[serde(default)]
    pub cadence_active: bool,
}

/// One condition, judged.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Judged {
    /// Which condition.
    pub id: Criterion,
    /// The condition in words.
    pub text_ar: String,
    /// Whether it holds.
    pub met: bool,
    /// What is missing, where it does not hold.
    pub missing_ar: Option<String>,
}

/// Whether onboarding is finished.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Acceptance {
    /// The customer.
    pub customer_id: String,
    /// Whether all conditions hold.
    pub accepted: bool,
    /// The conditions, in order.
    pub criteria: Vec<Judged>,
    /// Approval, and nothing live.
    #[serde(flatten)]
    pub promise: Promise,
}

const STEPS_LEFT_AR: &str = "لم يكتمل بعد: {steps}";
const CHANNELS_LEFT_AR: &str = "أكمل القنوات الناقصة في ملخص القنوات";
const NOT_DELIVERED_AR: &str = "لم يُسلَّم Proof Pack v1 للعميل بعد";
const NOT_APPROVED_AR: &str = "وصل Proof Pack v1 إلى العميل، وننتظر اعتماده";
const NO_CADENCE_AR: &str = "فعّل متابعة النجاح، واتفق مع العميل على موعدها الأول";

/// Judges the four conditions of [`ACCEPTANCE`](super::ACCEPTANCE).
///
/// # Errors
/// Those of a checklist that is not ours: see [`update`](super::update).
///
/// ```
/// use poslock::domain::{json, onboarding};
///
/// let demo = serde_json::to_string(&onboarding::demo()).expect("plain data");
/// let request = format!(r#"{{"checklist": {demo}, "proof_pack_v1": "delivered", "cadence_active": true}}"#);
/// let answer = onboarding::acceptance(json::read(&request)?)?;
/// assert!(!answer.accepted);
/// assert_eq!(answer.criteria.len(), 4);
/// # Ok::<(), poslock::domain::Error>(())
/// ```
pub fn acceptance(request: AcceptanceRequest) -> Result<Acceptance> {
    let checklist = Checklist::try_from(request.checklist).map_err(|e| e.inside("checklist"))?;
    let left: Vec<&str> =
        checklist.steps().iter().filter(|s| !s.completed && !s.is_async).map(|s| s.label_ar.as_str()).collect();
    let proof_pack = match request.proof_pack_v1 {
        ProofPackState::NotDelivered => Some(NOT_DELIVERED_AR),
        ProofPackState::Delivered => Some(NOT_APPROVED_AR),
        ProofPackState::Approved => None,
    };
    let criteria: Vec<Judged> = Criterion::ALL
        .into_iter()
        .map(|id| {
            let missing_ar = match id {
                Criterion::StepsDone => (!left.is_empty()).then(|| fill(STEPS_LEFT_AR, &[("steps", &left.join("، "))])),
                Criterion::ReadyForFirstService => {
                    (!request.ready_for_first_service).then(|| CHANNELS_LEFT_AR.to_owned())
                }
                Criterion::ProofPackV1 => proof_pack.map(str::to_owned),
                Criterion::CadenceActive => (!request.cadence_active).then(|| NO_CADENCE_AR.to_owned()),
            };
            Judged { id, text_ar: id.text_ar().to_owned(), met: missing_ar.is_none(), missing_ar }
        })
        .collect();
    Ok(Acceptance {
        customer_id: checklist.customer_id().to_owned(),
        accepted: criteria.iter().all(|c| c.met),
        criteria,
        promise: Promise::APPROVAL,
    })
}
