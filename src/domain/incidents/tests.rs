//! Tests of incident triage and plans: what §6 of the domain says.

use proptest::prelude::*;

use super::*;
use crate::domain::{Error, json};

fn incident(affected_customers: u32, has_data_leak: bool, has_unauthorized_send: bool) -> IncidentInput {
    IncidentInput { affected_customers, has_data_leak, has_unauthorized_send, ..IncidentInput::default() }
}

#[test]
fn the_tables_are_as_agreed() {
    let rows = SEVERITIES.map(|s| (s.id.name(), s.first_action_min, s.communication_every_min));
    assert_eq!(rows, [("SEV1", 15, 30), ("SEV2", 30, 60), ("SEV3", 120, 240)]);
    assert_eq!(SEVERITIES.map(|s| s.post_mortem_within_hours), [Some(24), Some(48), None]);
    for severity in Severity::ALL {
        assert_eq!(severity.details().id, severity);
    }
    assert_eq!((SEV2_FROM_CUSTOMERS, TITLE_MAX, DESCRIPTION_MAX, PDPL_NOTICE_HOURS), (5, 120, 500, 72));
    let limits = AUTO_FREEZE.map(|l| (l.signal.name(), l.over_percent));
    assert_eq!(limits, [("bounce_rate", 5.0), ("complaint_rate", 0.3), ("whatsapp_block_rate", 3.0)]);
}

#[test]
fn severities() {
    for (customers, leak, send, severity) in [
        (0, false, false, Severity::Sev3),
        (1, false, false, Severity::Sev3),
        (4, false, false, Severity::Sev3),
        (5, false, false, Severity::Sev2),
        (u32::MAX, false, false, Severity::Sev2),
        (0, true, false, Severity::Sev1),
        (1, false, true, Severity::Sev1),
        (4, true, true, Severity::Sev1),
        (5, true, false, Severity::Sev1),
    ] {
        let triage = triage(&incident(customers, leak, send));
        assert_eq!(triage.severity, severity, "{customers} {leak} {send}");
        assert_eq!(triage.severity_details, severity.details());
        assert_eq!(triage.notice_within_hours, leak.then_some(72));
        assert_eq!(triage.reasons_ar.len(), 1 + usize::from(leak) + usize::from(send));
        assert_eq!(triage.promise, Promise::APPROVAL);
    }
}

#[test]
fn reasons_carry_their_numbers() {
    let reasons = triage(&incident(5, true, true)).reasons_ar;
    assert!(reasons[0].starts_with("تسربت بيانات") && reasons[1].starts_with("خرج إرسال"), "{reasons:?}");
    assert_eq!(reasons[2], "عدد العملاء المتأثرين 5، وحد SEV2 يبدأ من 5.");
    assert_eq!(triage(&incident(4, false, false)).reasons_ar, ["عدد العملاء المتأثرين 4، وهو أقل من حد SEV2 (5)."]);
}

#[test]
fn long_texts_are_shortened() {
    let input = IncidentInput { title: "ع".repeat(121), description: "و".repeat(501), ..IncidentInput::default() };
    let long = triage(&input);
    assert_eq!((long.title.chars().count(), long.description.chars().count()), (120, 500));
    let input = IncidentInput { title: "ع".repeat(120), description: "و".repeat(500), ..IncidentInput::default() };
    let whole = triage(&input);
    assert_eq!((whole.title, whole.description), (input.title, input.description));
}

#[test]
fn plans() {
    for (severity, more) in
        [(Severity::Sev1, &SEV1_STEPS[..]), (Severity::Sev2, &SEV2_STEPS[..]), (Severity::Sev3, &SEV3_STEPS[..])]
    {
        let plan = response_plan(severity);
        assert_eq!(plan.plan_ar[..5], COMMON_STEPS);
        assert_eq!(plan.plan_ar[5..], *more);
        assert_eq!((plan.severity_details, plan.promise), (severity.details(), Promise::APPROVAL));
        // Numbers inside of sentences are those of the tables.
        let steps = plan.plan_ar.join("\n");
        assert!(steps.contains(&format!("خلال {PDPL_NOTICE_HOURS} ساعة إذا تسربت بيانات، بحسب PDPL")), "{steps}");
        let report = severity.details().post_mortem_within_hours;
        let report = report.map_or("تقرير ما بعد الحادثة اختياري".to_owned(), |h| {
            format!("تقرير ما بعد الحادثة خلال {h} ساعة")
        });
        assert!(steps.contains(&report), "{steps}");
    }
    let every = format!("كل {} دقيقة", Severity::Sev2.details().communication_every_min);
    assert!(SEV2_STEPS[0].ends_with(&every));
}

#[test]
fn reports_after_an_incident() {
    for (severity, hours) in [(Severity::Sev1, Some(24)), (Severity::Sev2, Some(48)), (Severity::Sev3, None)] {
        let report = post_mortem(severity);
        assert_eq!((report.within_hours, report.required, report.parts.len()), (hours, hours.is_some(), 8));
        assert_eq!(report.promise, Promise::APPROVAL);
        assert!(report.parts.iter().all(|p| !p.title_ar.is_empty() && !p.ask_ar.is_empty()));
    }
}

#[test]
fn the_deadline_of_the_law() {
    let moment = |text: &str| text.parse::<jiff::Timestamp>().expect("a moment");
    assert_eq!(notice_deadline(moment("2026-02-26T23:30:00Z")), Ok(moment("2026-03-01T23:30:00Z")));
    let error = notice_deadline(jiff::Timestamp::MAX).expect_err("no later moment");
    assert!(matches!(&error, Error::OutOfRange { field, .. } if field == "known_since"), "{error}");
}

#[test]
fn answers_go_through_json() {
    let input: IncidentInput = json::read(r#"{"title":" إرسال لقائمة خاطئة ","affected_customers":2}"#).expect("input");
    let triage = triage(&input);
    let json = serde_json::to_string(&triage).expect("plain data");
    assert!(json.starts_with(r#"{"title":"إرسال لقائمة خاطئة","description":"","affected_customers":2,"#), "{json}");
    assert!(json.contains(r#""severity":"SEV3","severity_details":{"id":"SEV3","first_action_min":120,"#), "{json}");
    assert!(json.ends_with(r#""approval_required":true,"live_send_allowed":false}"#), "{json}");
    assert_eq!(serde_json::from_str::<IncidentTriage>(&json).expect("the same"), triage);
    let plan = response_plan(Severity::Sev1);
    let json = serde_json::to_string(&plan).expect("plain data");
    assert_eq!(serde_json::from_str::<ResponsePlan>(&json).expect("the same"), plan);
    let report = post_mortem(Severity::Sev3);
    let json = serde_json::to_string(&report).expect("plain data");
    assert_eq!(serde_json::from_str::<PostMortem>(&json).expect("the same"), report);
    let field = |text: &str| json::read::<IncidentInput>(text).expect_err(text).field().to_owned();
    assert_eq!(field(r#"{"affected_customers":-1}"#), "affected_customers");
    assert_eq!(field(r#"{"affected_customers":1e12}"#), "affected_customers");
    assert_eq!(field(r#"{"data_leak":true}"#), "data_leak");
    assert_eq!("SEV4".parse::<Severity>().expect_err("no severity").field(), "severity");
}

proptest! {
    /// More customers, a leak or a send never make an incident lighter, and nothing else matters.
    #[test]
    fn severity_is_monotone(
        title in ".{0,200}",
        description in ".{0,700}",
        customers in any::<u32>(),
        more in any::<u32>(),
        leak in any::<bool>(),
        send in any::<bool>(),
    ) {
        let mut input = incident(customers, leak, send);
        let before = triage(&input).severity;
        input.title = title;
        input.description = description;
        let told = triage(&input);
        prop_assert_eq!(told.severity, before);
        prop_assert!(told.title.chars().count() <= TITLE_MAX && told.description.chars().count() <= DESCRIPTION_MAX);
        input.affected_customers = customers.saturating_add(more);
        prop_assert!(triage(&input).severity <= before);
        input.has_data_leak = true;
        prop_assert_eq!(triage(&input).severity, Severity::Sev1);
    }
}
