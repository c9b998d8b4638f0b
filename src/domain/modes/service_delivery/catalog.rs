//! The catalogue of services, as data that owns itself.

use serde::{Deserialize, Serialize};

use super::{ApprovalPolicy, Pricing, Risk, SERVICES, Service, ServiceId};
use crate::domain::promise::Promise;

/// A service as a caller sees it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ServiceSheet {
    /// Name in data.
    pub service_id: ServiceId,
    /// Name in offers.
    pub name: String,
    /// Price in SAR, or the lower end of its range.
    pub price_sar: u32,
    /// The upper end of the range, in SAR; the price itself where it is fixed.
    pub price_max_sar: u32,
    /// How it is paid.
    pub pricing: Pricing,
    /// How much can go wrong.
    pub risk: Risk,
    /// What a person has to approve.
    pub approval_policy: ApprovalPolicy,
    /// What its Proof Pack counts.
    pub proof_metrics: Vec<String>,
    /// Days from start to completion.
    pub completion_days: u32,
    /// Whether the service has a delivery plan of its own.
    pub own_plan: bool,
    /// Approval, and nothing live.
    #[serde(flatten)]
    pub promise: Promise,
}

/// All services.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Catalog {
    /// How many there are.
    pub total: u32,
    /// The services, in the order of [`SERVICES`].
    pub services: Vec<ServiceSheet>,
    /// Approval, and nothing live.
    #[serde(flatten)]
    pub promise: Promise,
}

/// One service.
///
/// ```
/// use poslock::domain::modes::service_delivery::{ServiceId, service};
///
/// let sprint = service(ServiceId::First10OpportunitiesSprint);
/// assert_eq!((sprint.price_sar, sprint.price_max_sar, sprint.completion_days), (499, 1_500, 7));
/// ```
pub fn service(id: ServiceId) -> ServiceSheet {
    let Service { name, price_sar, price_max_sar, pricing, risk, approval_policy, proof_metrics, .. } = *id.row();
    ServiceSheet {
        service_id: id,
        name: name.to_owned(),
        price_sar,
        price_max_sar,
        pricing,
        risk,
        approval_policy,
        proof_metrics: proof_metrics.iter().map(|m| (*m).to_owned()).collect(),
        completion_days: pricing.completion_days(),
        own_plan: id.has_own_plan(),
        promise: Promise::APPROVAL,
    }
}

/// All services, in order.
///
/// ```
/// use poslock::domain::modes::service_delivery::service_catalog;
/// assert_eq!(service_catalog().total, 12);
/// ```
pub fn service_catalog() -> Catalog {
    let services: Vec<ServiceSheet> = SERVICES.iter().map(|s| service(s.id)).collect();
    Catalog { total: services.len() as u32, services, promise: Promise::APPROVAL }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_catalogue_says_what_the_positioning_says() {
        let rows: Vec<String> = service_catalog()
            .services
            .iter()
            .map(|s| {
                let prices = (s.price_sar, s.price_max_sar);
                format!("{} {prices:?} {} {} {}", s.service_id, s.pricing, s.risk, s.approval_policy)
            })
            .collect();
        assert_eq!(
            rows,
            [
                "free_growth_diagnostic (0, 0) one_time low approval_required_for_share",
                "list_intelligence (499, 1500) one_time medium draft_only",
                "first_10_opportunities_sprint (499, 1500) sprint low draft_only",
                "self_growth_operator (999, 999) monthly low approval_required",
                "growth_os_monthly (2999, 2999) monthly medium approval_required",
                "email_revenue_rescue (1500, 5000) one_time high approval_required",
                "meeting_booking_sprint (1500, 5000) sprint medium approval_required",
                "partner_sprint (3000, 7500) sprint medium approval_required",
                "agency_partner_program (10000, 50000) one_time medium approval_required",
                "whatsapp_compliance_setup (1500, 4000) one_time high draft_only",
                "linkedin_lead_gen_setup (2000, 7500) one_time medium approval_required",
                "executive_growth_brief (499, 999) monthly low approval_required",
            ]
        );
    }

    #[test]
    fn no_service_goes_out_by_itself() {
        let catalog = service_catalog();
        let json = serde_json::to_string(&catalog).expect("plain data");
        assert_eq!(json.matches(r#""approval_required":true,"live_send_allowed":false"#).count(), 13);
        assert_eq!(serde_json::from_str::<Catalog>(&json).expect("the same"), catalog);
    }
}
