//! Tests of the health report.

use proptest::prelude::*;

use super::*;
use crate::domain::{Error, json};

fn ticket(priority: Priority, minutes: f64, hours: f64) -> Ticket {
    Ticket { priority, first_response_min: Some(minutes), resolution_hours: Some(hours) }
}

/// `late` of `all` tickets too late.
fn share(late: usize, all: usize) -> HealthReport {
    health_report((0..all).map(|n| ticket(Priority::P3, if n < late { 1_441.0 } else { 1_440.0 }, 168.0)))
        .expect("times in range")
}

#[test]
fn nothing_is_healthy() {
    let report = health_report(&[] as &[Ticket]).expect("no ticket is no error");
    assert_eq!((report.total_tickets, report.total_breached, report.breach_rate), (0, 0, 0.0));
    assert_eq!(report.verdict, Verdict::Healthy);
    assert_eq!(report.by_priority.len(), 4);
    assert_eq!(report.by_priority[&Priority::P0], PriorityHealth::default());
    assert_eq!(report.reason_ar, "لا توجد تذاكر في هذه الفترة.");
}

#[test]
fn thresholds_hold_on_both_sides() {
    for (late, all, verdict, rate) in [
        (0, 10, Verdict::Healthy, 0.0),
        (9, 100, Verdict::Healthy, 0.09),
        (1, 10, Verdict::Watch, 0.1),
        (3, 30, Verdict::Watch, 0.1),
        (24, 100, Verdict::Watch, 0.24),
        (1, 4, Verdict::Critical, 0.25),
        (7, 28, Verdict::Critical, 0.25),
        (5, 5, Verdict::Critical, 1.0),
        (1, 3, Verdict::Critical, 0.333),
        // Shown as the threshold, and below it.
        (996, 10_000, Verdict::Healthy, 0.1),
        (2_496, 10_000, Verdict::Watch, 0.25),
    ] {
        let report = share(late, all);
        assert_eq!((report.verdict, report.breach_rate), (verdict, rate), "{late} of {all}");
        let critical = verdict == Verdict::Critical;
        assert_eq!(report.live_actions_frozen, critical, "{late} of {all}");
        assert_eq!(report.escalate_to, critical.then_some(Owner::Founder), "{late} of {all}");
        assert_eq!(report.promise, Promise::APPROVAL);
    }
    assert!(share(1, 4).recommended_action_ar.contains("المؤسس"));
    assert_eq!(share(1, 4).reason_ar, "التذاكر التي تجاوزت هدفها: 1 من 4.");
}

#[test]
fn averages_are_of_what_was_measured() {
    let half = Ticket { priority: Priority::P1, first_response_min: Some(0.25), resolution_hours: None };
    let report = health_report([ticket(Priority::P1, 120.0, 24.01), ticket(Priority::P1, 121.0, 23.0), half, half])
        .expect("times");
    let p1 = report.by_priority[&Priority::P1];
    assert_eq!((p1.count, p1.breaches), (4, 2));
    assert_eq!((p1.first_response_breaches, p1.resolution_breaches), (1, 1));
    // 241.5 / 4 = 60.375; 47.01 / 2 = 23.505.
    assert_eq!((p1.avg_first_response_min, p1.avg_resolution_hours), (Some(60.4), Some(23.51)));
    assert_eq!(report.by_priority[&Priority::P2].avg_resolution_hours, None);
    assert_eq!((report.total_tickets, report.total_breached, report.breach_rate), (4, 2, 0.5));
    // A ticket that exceeds both counts once.
    assert_eq!(health_report([ticket(Priority::P0, 31.0, 5.0)]).expect("times").total_breached, 1);
}

#[test]
fn the_wrong_ticket_is_named() {
    let good = ticket(Priority::P0, 1.0, 1.0);
    for wrong in [-1.0, f64::NAN, f64::INFINITY, f64::MAX] {
        let error = health_report([good, good, ticket(Priority::P0, 1.0, wrong)]).expect_err("no time");
        assert_eq!(error.field(), "tickets[2].resolution_hours");
        assert!(matches!(error, Error::OutOfRange { .. }));
        let error = health_report([ticket(Priority::P0, wrong, 1.0)]).expect_err("no time");
        assert_eq!(error.field(), "tickets[0].first_response_min");
    }
    let error = json::read::<HealthInput>(r#"{"tickets":[{"priority":"P0"},{"priority":"p0"}]}"#);
    assert_eq!(error.expect_err("no priority").field(), "tickets[1].priority");
    let error = json::read::<HealthInput>(r#"{"tickets":[{"priority":"P0","resolution":1}]}"#);
    assert!(error.expect_err("an unknown field").to_string().contains("resolution"));
}

#[test]
fn reports_go_through_json() {
    let report = demo();
    assert_eq!((report.total_tickets, report.total_breached, report.breach_rate), (8, 1, 0.125));
    assert_eq!(report.verdict, Verdict::Watch);
    let json = serde_json::to_string(&report).expect("plain data");
    assert!(json.contains(r#""by_priority":{"P0":{"count":1,"breaches":0,"#), "{json}");
    assert!(json.contains(r#""verdict":"watch","escalate_to":null,"live_actions_frozen":false"#), "{json}");
    assert!(json.ends_with(r#""approval_required":true,"live_send_allowed":false}"#), "{json}");
    assert_eq!(serde_json::from_str::<HealthReport>(&json).expect("the same"), report);
}

fn tickets() -> impl Strategy<Value = Vec<Ticket>> {
    let time = |most: f64| prop::option::of(0.0..=most);
    let ticket =
        (0..4_usize, time(3_000.0), time(400.0)).prop_map(|(priority, first_response_min, resolution_hours)| Ticket {
            priority: Priority::ALL[priority],
            first_response_min,
            resolution_hours,
        });
    prop::collection::vec(ticket, 0..60)
}

proptest! {
    /// The report agrees with what is said of each ticket alone, from a slice as from an iterator.
    #[test]
    fn the_whole_is_the_sum_of_its_tickets(tickets in tickets()) {
        let report = health_report(&tickets).expect("times in range");
        prop_assert_eq!(&health_report(tickets.iter().copied()).expect("times in range"), &report);
        let alone = tickets.iter().filter(|t| {
            let input = super::super::BreachInput {
                priority: t.priority,
                minutes_to_first_response: t.first_response_min,
                hours_to_resolve: t.resolution_hours,
            };
            super::super::classify_breach(&input).expect("times in range").breached
        });
        prop_assert_eq!(report.total_breached, alone.count() as u64);
        prop_assert_eq!(report.total_tickets, tickets.len() as u64);
        prop_assert_eq!(report.by_priority.values().map(|p| p.count).sum::<u64>(), report.total_tickets);
        prop_assert_eq!(report.by_priority.values().map(|p| p.breaches).sum::<u64>(), report.total_breached);
        prop_assert!((0.0..=1.0).contains(&report.breach_rate));
        prop_assert_eq!(report.live_actions_frozen, report.verdict == Verdict::Critical);
    }

    /// A longer time never makes a report better.
    #[test]
    fn waiting_never_helps(tickets in tickets(), place in any::<prop::sample::Index>(), more in 0.0..500.0_f64) {
        let before = health_report(&tickets).expect("times in range");
        let mut later = tickets;
        if later.is_empty() {
            return Ok(());
        }
        let late = &mut later[place.index(before.total_tickets as usize)];
        late.first_response_min = Some(late.first_response_min.unwrap_or(0.0) + more);
        late.resolution_hours = Some(late.resolution_hours.unwrap_or(0.0) + more);
        let after = health_report(&later).expect("times in range");
        prop_assert!(after.total_breached >= before.total_breached);
        prop_assert!(after.verdict >= before.verdict);
    }
}
