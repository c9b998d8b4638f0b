//! From delivery to customer success.

use serde::{Deserialize, Serialize};

use super::{HANDOVER, HANDOVER_REVIEW_MINUTES, ServiceId};
use crate::domain::Result;
use crate::domain::id::customer;
use crate::domain::promise::Promise;
use crate::domain::text::fill;

/// A service that was delivered to a customer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HandOverInput {
    /// The customer; not empty.
    pub customer_id: String,
    /// The service.
    pub service_id: ServiceId,
}

/// A step of the hand-over.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HandOverEntry {
    /// Place in the order, from 1.
    pub step: u32,
    /// Name in data.
    pub id: String,
    /// What is done.
    pub activity_ar: String,
}

/// The hand-over of a delivery.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HandOver {
    /// The customer.
    pub customer_id: String,
    /// The service.
    pub service_id: ServiceId,
    /// How many steps there are.
    pub total_steps: u32,
    /// The steps, in order.
    pub steps: Vec<HandOverEntry>,
    /// Approval, and nothing live.
    #[serde(flatten)]
    pub promise: Promise,
}

/// The five steps from delivery to customer success.
///
/// # Errors
/// [`Error::Empty`](crate::domain::Error::Empty) without a customer.
///
/// ```
/// use poslock::domain::modes::service_delivery::{HandOverInput, ServiceId, hand_over};
///
/// let input = HandOverInput { customer_id: "c-1".into(), service_id: ServiceId::ListIntelligence };
/// let steps = hand_over(&input)?.steps;
/// assert_eq!(steps.len(), 5);
/// assert_eq!(steps[1].activity_ar, "حجز مراجعة مدتها 30 دقيقة مع العميل");
/// # Ok::<(), poslock::domain::Error>(())
/// ```
pub fn hand_over(input: &HandOverInput) -> Result<HandOver> {
    let minutes = HANDOVER_REVIEW_MINUTES.to_string();
    let steps: Vec<HandOverEntry> = (1..)
        .zip(&HANDOVER)
        .map(|(step, row)| HandOverEntry {
            step,
            id: row.id.to_owned(),
            activity_ar: fill(row.activity_ar, &[("minutes", minutes.as_str())]),
        })
        .collect();
    Ok(HandOver {
        customer_id: customer(&input.customer_id)?,
        service_id: input.service_id,
        total_steps: steps.len() as u32,
        steps,
        promise: Promise::APPROVAL,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn five_steps_begin_with_the_proof_pack() {
        let input = HandOverInput { customer_id: "c-1".to_owned(), service_id: ServiceId::PartnerSprint };
        let answer = hand_over(&input).expect("whole");
        let ids: Vec<&str> = answer.steps.iter().map(|s| s.id.as_str()).collect();
        assert_eq!(
            ids,
            ["final_proof_pack", "review_booked", "success_cadence", "upgrade_suggested", "ledgers_updated"]
        );
        assert!(answer.steps.iter().all(|s| !s.activity_ar.contains('{')), "{answer:?}");
        let json = serde_json::to_string(&answer).expect("plain data");
        assert!(json.contains(r#""live_send_allowed":false"#), "{json}");
        assert_eq!(serde_json::from_str::<HandOver>(&json).expect("the same"), answer);
    }

    #[test]
    fn a_customer_is_named() {
        let nobody = HandOverInput { customer_id: "\t".to_owned(), service_id: ServiceId::PartnerSprint };
        assert_eq!(hand_over(&nobody).expect_err("nobody").field(), "customer_id");
    }
}
