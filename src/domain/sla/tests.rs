//! Tests of the targets and of single breaches: what §5 of the domain says.

use super::*;
use crate::domain::{Error, json};

fn breached(priority: Priority, minutes: Option<f64>, hours: Option<f64>) -> Vec<BreachKind> {
    let input = BreachInput { priority, minutes_to_first_response: minutes, hours_to_resolve: hours };
    let answer = classify_breach(&input).expect("times in range");
    assert_eq!(answer.breached, !answer.breaches.is_empty());
    assert_eq!(answer.promise, Promise::APPROVAL);
    answer.breaches.into_iter().map(|b| b.kind).collect()
}

#[test]
fn the_table_stands_in_the_order_of_its_names() {
    for priority in Priority::ALL {
        assert_eq!(priority.target().id, priority);
    }
    assert_eq!(SLA_EVENTS.map(|row| row.event), EventKind::ALL);
    for (graver, lighter) in SLA_TARGETS.iter().zip(&SLA_TARGETS[1..]) {
        assert!(graver.first_response_min < lighter.first_response_min, "{}", lighter.id);
        assert!(graver.resolution_hours < lighter.resolution_hours, "{}", lighter.id);
    }
}

#[test]
fn the_targets() {
    let rows = SLA_TARGETS.map(|t| (t.id.name(), t.first_response_min, t.resolution_hours, t.owner.name()));
    assert_eq!(
        rows,
        [
            ("P0", 30, 4, "founder"),
            ("P1", 120, 24, "operator_oncall"),
            ("P2", 480, 72, "operator_oncall"),
            ("P3", 1440, 168, "operator_team"),
        ]
    );
}

#[test]
fn equal_to_the_target_is_within() {
    for (priority, minutes, hours) in [
        (Priority::P0, 30.0, 4.0),
        (Priority::P1, 120.0, 24.0),
        (Priority::P2, 480.0, 72.0),
        (Priority::P3, 1_440.0, 168.0),
    ] {
        let above = |value: f64| Some(value + 0.001);
        assert_eq!(breached(priority, Some(minutes), Some(hours)), [], "{priority}");
        assert_eq!(breached(priority, above(minutes), Some(hours)), [BreachKind::FirstResponse], "{priority}");
        assert_eq!(breached(priority, Some(minutes), above(hours)), [BreachKind::Resolution], "{priority}");
        let both = [BreachKind::FirstResponse, BreachKind::Resolution];
        assert_eq!(breached(priority, above(minutes), above(hours)), both, "{priority}");
    }
}

#[test]
fn what_has_not_happened_breaches_nothing() {
    assert_eq!(breached(Priority::P0, None, None), []);
    assert_eq!(breached(Priority::P0, None, Some(5.0)), [BreachKind::Resolution]);
    assert_eq!(breached(Priority::P0, Some(0.0), None), []);
}

#[test]
fn times_that_are_none_are_refused() {
    for wrong in [-0.1, f64::NAN, f64::INFINITY, f64::MAX, MOST_MINUTES + 1.0] {
        let input =
            BreachInput { priority: Priority::P3, minutes_to_first_response: Some(wrong), hours_to_resolve: None };
        let error = classify_breach(&input).expect_err("no time");
        assert_eq!(error.field(), "minutes_to_first_response");
        assert!(matches!(error, Error::OutOfRange { .. }));
        let input =
            BreachInput { priority: Priority::P3, minutes_to_first_response: None, hours_to_resolve: Some(wrong) };
        let error = classify_breach(&input).expect_err("no time").to_string();
        assert!(error.starts_with("`hours_to_resolve` is ") && error.contains("0 to 87600 hours"), "{error}");
    }
}

#[test]
fn a_breach_is_told_with_its_numbers() {
    let reason = |minutes| {
        let input =
            BreachInput { priority: Priority::P0, minutes_to_first_response: Some(minutes), hours_to_resolve: None };
        classify_breach(&input).expect("a time").breaches.remove(0).reason_ar
    };
    assert_eq!(reason(45.0), "زمن أول رد بالدقائق: 45، والهدف 30.");
    assert_eq!(reason(45.678), "زمن أول رد بالدقائق: 45.68، والهدف 30.");
    assert_eq!(reason(30.001), "زمن أول رد بالدقائق: 30.001، والهدف 30.");
}

#[test]
fn answers_go_through_json() {
    let input = r#"{"priority":"P0","minutes_to_first_response":31}"#;
    let answer = classify_breach(&json::read(input).expect("input")).expect("answer");
    let json = serde_json::to_string(&answer).expect("plain data");
    assert!(json.contains(r#""breached":true,"breaches":[{"kind":"first_response","target":30,"actual":31.0"#));
    assert!(json.ends_with(r#""approval_required":true,"live_send_allowed":false}"#), "{json}");
    assert_eq!(serde_json::from_str::<BreachAnswer>(&json).expect("the same"), answer);
    let wrong = json::read::<BreachInput>(r#"{"priority":"P4"}"#).expect_err("no priority");
    assert!(wrong.to_string().contains("accepted: P0, P1, P2, P3"), "{wrong}");
    let wrong = json::read::<BreachInput>(r#"{"minutes_to_first_response":1}"#);
    assert!(wrong.expect_err("a priority never defaults").to_string().contains("priority"));
}
