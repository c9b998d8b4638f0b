//! What holds for all answers of the room.

use jiff::civil::date;
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::*;
use crate::domain::json;
use crate::domain::positioning::BundleId;

/// An answer goes through JSON unchanged, waits for approval, and reads back no live send.
fn keeps_its_promise<T: Serialize + DeserializeOwned + PartialEq + std::fmt::Debug>(answer: &T) {
    let text = serde_json::to_string(answer).expect("plain data");
    assert!(text.contains(r#""approval_required":true,"live_send_allowed":false"#), "{text}");
    assert_eq!(&json::read::<T>(&text).expect("the same"), answer);
    let live = text.replace(r#""live_send_allowed":false"#, r#""live_send_allowed":true"#);
    assert!(json::read::<T>(&live).is_err(), "{live}");
}

#[test]
fn every_answer_keeps_its_promise() {
    let request = CheckInRequest { customer_id: "najd".into(), ..CheckInRequest::default() };
    keeps_its_promise(&weekly_check_in(&request).expect("valid"));
    let request = AtRiskRequest { days_inactive: 20, drafts_pending: 20, ..AtRiskRequest::default() };
    keeps_its_promise(&at_risk_alert(&request).expect("valid"));
    for bundle_id in BundleId::ALL {
        let request = PlanRequest { customer_id: None, bundle_id, starts_on: Some(date(2026, 3, 1)) };
        keeps_its_promise(&success_plan(&request).expect("valid"));
    }
    let request = HealthRequest { csat: 8.25, approval_rate: 0.75, ..HealthRequest::default() };
    keeps_its_promise(&health_score(&request).expect("valid"));
    let pack = ProofPack { delivered_on: date(2026, 3, 1), pipeline_sar: 10.5, closed_won_sar: 0.0 };
    let request = QbrRequest {
        customer_id: "najd".into(),
        bundle_id: BundleId::ExecutiveGrowthOs,
        since: date(2026, 1, 1),
        fees_sar: 2_999.0,
        proof_packs: vec![pack],
        sector: Some(Multiples { pipeline_x: 1.0, closed_won_x: 2.0 }),
    };
    keeps_its_promise(&qbr(&request, date(2026, 4, 1)).expect("valid"));
    let request = RenewalRequest {
        customer_id: "najd".into(),
        renewal_on: date(2026, 6, 30),
        renewed: false,
        days_inactive: 20,
        drafts_pending: 0,
        last_proof_pack_days_ago: 20,
    };
    keeps_its_promise(&renewal(&request, date(2026, 6, 25)).expect("valid"));
    let facts = Facts { check_ins_this_week: Some(1), ..Facts::default() };
    keeps_its_promise(&guard(&GuardRequest { action: GuardAction::CheckIn, facts }).expect("known"));
}

#[test]
fn json_fields_have_their_names() {
    let fields =
        |value: &serde_json::Value| -> Vec<String> { value.as_object().expect("an object").keys().cloned().collect() };
    let json = |value: serde_json::Result<serde_json::Value>| value.expect("plain data");
    let alert = at_risk_alert(&AtRiskRequest::default()).expect("valid");
    for name in ["risk_score", "severity", "reasons_ar", "recommended_action_ar"] {
        assert!(fields(&json(serde_json::to_value(&alert))).contains(&name.to_owned()), "{name}");
    }
    let request = CheckInRequest { customer_id: "najd".into(), ..CheckInRequest::default() };
    let check_in = weekly_check_in(&request).expect("valid");
    for name in ["customer_id", "company_name", "agenda_ar", "talking_points_ar"] {
        assert!(fields(&json(serde_json::to_value(&check_in))).contains(&name.to_owned()), "{name}");
    }
    let plan = json::read::<PlanRequest>(r#"{"bundle_id": "partnership_growth"}"#).expect("valid");
    let plan = json(serde_json::to_value(success_plan(&plan).expect("valid")));
    assert_eq!(plan["bundle_id"], "partnership_growth");
    assert_eq!(plan["cadence_ar"][1]["day"], 5);
}

#[test]
fn every_gap_of_a_text_is_filled() {
    let mut texts: Vec<String> = Vec::new();
    for days in 0..40 {
        let today = date(2026, 6, 30).checked_sub(jiff::SignedDuration::from_hours(days * 24)).expect("in range");
        let request = RenewalRequest {
            customer_id: "najd".into(),
            renewal_on: date(2026, 6, 30),
            renewed: false,
            days_inactive: days as u32,
            drafts_pending: days as u32,
            last_proof_pack_days_ago: days as u32,
        };
        let answer = renewal(&request, today).expect("valid");
        texts.extend(answer.draft_ar);
        texts.extend(answer.at_risk_alert.into_iter().flat_map(|alert| alert.reasons_ar));
        let week = Metrics { drafts_approved: days as u64, replies: 3, ..Metrics::default() };
        let request = CheckInRequest { customer_id: "najd".into(), company_name: None, metrics: week };
        texts.extend(weekly_check_in(&request).expect("valid").talking_points_ar);
    }
    assert!(texts.len() > 200);
    for text in texts {
        assert!(!text.contains(['{', '}']), "{text}");
    }
}
