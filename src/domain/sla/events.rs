//! The log of a ticket: what happened when, and the times that follow from it.
//!
//! It must not know the targets.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::domain::id;
use crate::domain::names::names;
use crate::domain::promise::Promise;
use crate::domain::{Error, Result};

names! {
    /// What happened to a ticket.
    pub enum EventKind ("event") {
        /// It came in. First, and once.
        Opened = "opened",
        /// Somebody answered. Once.
        FirstResponse = "first_response",
        /// It is done. Once, and last.
        Resolved = "resolved",
        /// It was handed up. As often as need be.
        Escalated = "escalated",
    }
}

/// One line of the log.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SlaEvent {
    /// The ticket; compared without blanks and invisible characters around it.
    pub ticket_id: String,
    /// What happened.
    pub event: EventKind,
    /// When it happened.
    pub ts: Timestamp,
}

/// A log, and the event to be appended to it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RecordInput {
    /// What was recorded so far, of this ticket and of others; left out where there is nothing yet.
    #[serde(default)]
    pub log: Vec<SlaEvent>,
    /// The ticket.
    pub ticket_id: String,
    /// What happened.
    pub event: EventKind,
    /// When it happened; left out where it happens now.
    #[serde(default)]
    pub ts: Option<Timestamp>,
}

/// The event that was recorded, and the log with it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Recorded {
    /// The ticket, without blanks around its name.
    pub ticket_id: String,
    /// What happened.
    pub event: EventKind,
    /// When it happened: as it was given, or now.
    pub ts: Timestamp,
    /// All events; the new one is the last.
    pub log: Vec<SlaEvent>,
    /// How its ticket stands now.
    pub times: TicketTimes,
    /// Approval, and nothing live.
    #[serde(flatten)]
    pub promise: Promise,
}

/// How a ticket stands by its log.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TicketTimes {
    /// When it came in; `None` where the log begins later, and then nothing can be measured.
    pub opened: Option<Timestamp>,
    /// When somebody answered.
    pub first_response: Option<Timestamp>,
    /// When it was done.
    pub resolved: Option<Timestamp>,
    /// How often it was handed up.
    pub escalations: u32,
    /// When anything happened to it last.
    pub latest: Timestamp,
}

impl TicketTimes {
    /// Minutes from the opening to the first response. A ticket that was resolved without any was answered by its resolution.
    pub fn minutes_to_first_response(&self) -> Option<f64> {
        Some(self.since_opened(self.first_response.or(self.resolved)?)? / 60.0)
    }

    /// Hours from the opening to the resolution.
    pub fn hours_to_resolve(&self) -> Option<f64> {
        Some(self.since_opened(self.resolved?)? / 3_600.0)
    }

    /// The same as it stands at a moment: what has not happened by then has taken until then. Nobody has to wait for an answer
    /// to see that it is late.
    #[must_use]
    pub fn at(&self, now: Timestamp) -> Self {
        let resolved = self.resolved.or(Some(now));
        Self { first_response: self.first_response.or(resolved), resolved, ..*self }
    }

    fn since_opened(&self, moment: Timestamp) -> Option<f64> {
        Some(moment.duration_since(self.opened?).as_secs_f64().max(0.0))
    }

    /// The ticket after one more event.
    fn after(known: Option<Self>, event: &SlaEvent) -> Result<Self> {
        let SlaEvent { event: kind, ts, .. } = *event;
        let contradicts = |accepted: &str| Error::conflict("event", kind.name(), accepted);
        let begins = known.is_none();
        // A log may begin in the middle: what it does not know is no contradiction.
        let mut times =
            known.unwrap_or(Self { opened: None, first_response: None, resolved: None, escalations: 0, latest: ts });
        if times.resolved.is_some() {
            return Err(contradicts("nothing after `resolved`; open a new ticket"));
        }
        if ts < times.latest {
            let accepted = format!("{} or later, when the ticket's last event was", times.latest);
            return Err(Error::conflict("ts", &ts.to_string(), &accepted));
        }
        match kind {
            EventKind::Opened if begins => times.opened = Some(ts),
            EventKind::Opened => return Err(contradicts("`opened` once, and before anything else of its ticket")),
            EventKind::FirstResponse if times.first_response.is_some() => {
                return Err(contradicts("`first_response` once; this ticket has its first response"));
            }
            EventKind::FirstResponse => times.first_response = Some(ts),
            EventKind::Resolved => times.resolved = Some(ts),
            EventKind::Escalated => times.escalations = times.escalations.saturating_add(1),
        }
        times.latest = ts;
        Ok(times)
    }
}

/// Appends an event to a log; `now` is its time where the input has none. The events of one ticket come in the order of their
/// times: opened before all others, nothing after resolved. Linear in the log.
///
/// # Errors
/// [`Error::Empty`] for an empty `ticket_id`, also in the log; [`Error::Conflict`] where the event contradicts what the log says of its ticket,
/// or where the log contradicts itself about that ticket.
///
/// ```
/// use poslock::domain::sla::{EventKind, RecordInput, record};
///
/// let opened = RecordInput {
///     log: Vec::new(),
///     ticket_id: "T-1".into(),
///     event: EventKind::Opened,
///     ts: Some("2026-05-03T09:00:00+03:00".parse()?),
/// };
/// let now = "2026-05-03T09:25:00+03:00".parse()?;
/// let log = record(opened, now)?.log;
/// let answered = RecordInput { log, ticket_id: "T-1".into(), event: EventKind::FirstResponse, ts: None };
/// let answered = record(answered, now)?;
/// assert_eq!(answered.times.minutes_to_first_response(), Some(25.0));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn record(input: RecordInput, now: Timestamp) -> Result<Recorded> {
    let RecordInput { mut log, ticket_id, event, ts } = input;
    let ticket_id = id::ticket(&ticket_id)?.to_owned();
    let known = times(&log, &ticket_id)?;
    let ts = ts.unwrap_or(now);
    let line = SlaEvent { ticket_id: ticket_id.clone(), event, ts };
    let times = TicketTimes::after(known, &line)?;
    log.push(line);
    Ok(Recorded { ticket_id, event, ts, log, times, promise: Promise::APPROVAL })
}

/// How a ticket stands by a log; `None` where the log does not know it. Linear in the log.
///
/// # Errors
/// [`Error::Empty`] for an empty `ticket_id`, also in the log; [`Error::Conflict`] where the log contradicts itself about the
/// ticket, with the place of the event that does.
pub fn times(log: &[SlaEvent], ticket_id: &str) -> Result<Option<TicketTimes>> {
    let ticket_id = id::ticket(ticket_id)?;
    let mut known = None;
    for (place, event) in log.iter().enumerate() {
        let inside = |error: Error| error.inside(&format!("log[{place}]"));
        if id::ticket(&event.ticket_id).map_err(inside)? == ticket_id {
            known = Some(TicketTimes::after(known, event).map_err(inside)?);
        }
    }
    Ok(known)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn at(minute: i64) -> Timestamp {
        Timestamp::from_second(1_777_777_200 + 60 * minute).expect("a moment")
    }

    fn event(ticket_id: &str, event: EventKind, minute: i64) -> SlaEvent {
        SlaEvent { ticket_id: ticket_id.to_owned(), event, ts: at(minute) }
    }

    fn append(log: &[SlaEvent], next: SlaEvent) -> Result<Recorded> {
        let ts = Some(next.ts);
        record(
            RecordInput { log: log.to_vec(), ticket_id: next.ticket_id, event: next.event, ts },
            Timestamp::UNIX_EPOCH,
        )
    }

    #[test]
    fn a_ticket_from_its_opening_to_its_end() {
        use EventKind::{Escalated, FirstResponse, Opened, Resolved};
        let mut log = Vec::new();
        let lines = [
            ("a", Opened, 0),
            ("b", Opened, 1),
            ("a", FirstResponse, 20),
            ("a", Escalated, 20),
            ("a", Escalated, 30),
            ("b", Resolved, 31),
            ("a", Resolved, 90),
        ];
        for (ticket, kind, minute) in lines {
            log = append(&log, event(ticket, kind, minute)).expect("agrees with the log").log;
        }
        assert_eq!(log.len(), lines.len());
        assert_eq!(log.last(), Some(&event("a", Resolved, 90)));
        let a = times(&log, "a").expect("no contradiction").expect("known");
        assert_eq!((a.minutes_to_first_response(), a.hours_to_resolve(), a.escalations), (Some(20.0), Some(1.5), 2));
        // Nobody wrote to `b` before it was done.
        let b = times(&log, "b").expect("no contradiction").expect("known");
        assert_eq!((b.minutes_to_first_response(), b.hours_to_resolve()), (Some(30.0), Some(0.5)));
        assert_eq!(times(&log, "c"), Ok(None));
    }

    #[test]
    fn contradictions_are_refused() {
        use EventKind::{Escalated, FirstResponse, Opened, Resolved};
        let open = [event("a", Opened, 10)];
        let answered = [event("a", Opened, 10), event("a", FirstResponse, 20)];
        let done = [event("a", Opened, 10), event("a", Resolved, 20)];
        let refused = |log: &[SlaEvent], next: SlaEvent| {
            let error = append(log, next).expect_err("a contradiction");
            assert!(matches!(error, Error::Conflict { .. }), "{error}");
            error.to_string()
        };
        for kind in [FirstResponse, Resolved, Escalated] {
            assert!(refused(&[event("a", kind, 0)], event("a", Opened, 1)).starts_with("`event` is `opened`"));
            assert!(refused(&open, event("a", kind, 9)).starts_with("`ts` is `"));
            assert!(append(&open, event("a", kind, 10)).is_ok());
            assert!(refused(&done, event("a", kind, 30)).contains("nothing after `resolved`"));
        }
        assert!(refused(&open, event("a", Opened, 11)).contains("`opened` once"));
        assert!(refused(&answered, event("a", FirstResponse, 21)).contains("`first_response` once"));
        assert!(refused(&answered, event("a", Resolved, 19)).starts_with("`ts` is `"));
        assert!(refused(&done, event("a", Opened, 30)).contains("nothing after `resolved`"));
    }

    #[test]
    fn a_log_that_contradicts_itself_is_refused_at_its_place() {
        let log =
            [event("a", EventKind::Opened, 0), event("b", EventKind::Opened, 1), event("b", EventKind::Opened, 2)];
        assert_eq!(times(&log, "b").expect_err("opened twice").field(), "log[2].event");
        assert!(times(&log, "a").is_ok());
        for blank in ["", " \n"] {
            let error = append(&log, event(blank, EventKind::Opened, 2)).expect_err("no id");
            assert_eq!(error, Error::empty("ticket_id", "the ticket's id"));
        }
        let nameless = [event("a", EventKind::Opened, 0), event(" ", EventKind::Opened, 1)];
        assert_eq!(times(&nameless, "a").expect_err("whose?").field(), "log[1].ticket_id");
    }

    #[test]
    fn blanks_around_a_name_make_no_other_ticket() {
        let log = append(&[], event(" T-1\u{200f}", EventKind::Opened, 0)).expect("the first").log;
        let answered = append(&log, event("T-1 ", EventKind::FirstResponse, 31)).expect("the same ticket");
        assert_eq!(answered.times.minutes_to_first_response(), Some(31.0));
        assert_eq!((answered.ticket_id.as_str(), answered.event), ("T-1", EventKind::FirstResponse));
        assert_eq!((answered.ts, &answered.log[0].ticket_id), (at(31), &"T-1".to_owned()));
    }

    #[test]
    fn a_log_may_begin_in_the_middle() {
        for kind in [EventKind::FirstResponse, EventKind::Resolved, EventKind::Escalated] {
            let times = append(&[], event("a", kind, 7)).expect("nothing speaks against it").times;
            assert_eq!((times.opened, times.latest), (None, at(7)));
            assert_eq!((times.minutes_to_first_response(), times.hours_to_resolve()), (None, None));
        }
        let input = r#"{"ticket_id":"T-1","event":"escalated"}"#;
        let recorded = record(crate::domain::json::read(input).expect("input"), at(9)).expect("recorded");
        assert_eq!(recorded.log, [event("T-1", EventKind::Escalated, 9)]);
    }

    #[test]
    fn an_open_ticket_is_late_before_anybody_answers() {
        let log = [event("a", EventKind::Opened, 0)];
        let open = times(&log, "a").expect("no contradiction").expect("known");
        assert_eq!((open.minutes_to_first_response(), open.hours_to_resolve()), (None, None));
        let now = open.at(at(31));
        assert_eq!((now.minutes_to_first_response(), now.hours_to_resolve()), (Some(31.0), Some(31.0 / 60.0)));
        assert_eq!(open.at(at(-5)).minutes_to_first_response(), Some(0.0));
    }

    #[test]
    fn events_go_through_json() {
        let input = r#"{"ticket_id":"T-1","event":"opened","ts":"2026-05-03T09:00:00+03:00"}"#;
        let recorded = record(crate::domain::json::read(input).expect("input"), at(0)).expect("recorded");
        let json = serde_json::to_string(&recorded).expect("plain data");
        assert!(json.contains(r#""ts":"2026-05-03T06:00:00Z""#), "{json}");
        assert!(json.ends_with(r#""approval_required":true,"live_send_allowed":false}"#), "{json}");
        assert_eq!(serde_json::from_str::<Recorded>(&json).expect("the same"), recorded);
        let closed = input.replace("opened", "closed");
        let error = crate::domain::json::read::<RecordInput>(&closed).expect_err("no event").to_string();
        assert!(error.contains("accepted: opened, first_response, resolved, escalated"), "{error}");
        let unclear = input.replace("+03:00", "");
        assert_eq!(crate::domain::json::read::<RecordInput>(&unclear).expect_err("no moment").field(), "ts");
    }

    proptest! {
        /// Whatever is recorded in whatever order: what the log takes can be read back, in order, and no time is negative.
        #[test]
        fn a_log_never_contradicts_itself(
            lines in prop::collection::vec((0..3_u8, 0..4_usize, -40..40_i64), 0..40),
        ) {
            let mut log: Vec<SlaEvent> = Vec::new();
            for (ticket, kind, minute) in lines {
                if let Ok(recorded) = append(&log, event(&ticket.to_string(), EventKind::ALL[kind], minute)) {
                    log = recorded.log;
                }
            }
            for ticket in ["0", "1", "2"] {
                let Some(times) = times(&log, ticket).expect("no contradiction") else { continue };
                prop_assert!(times.opened.is_none_or(|opened| opened <= times.latest));
                prop_assert!(times.minutes_to_first_response().is_none_or(|m| m >= 0.0));
                let (minutes, hours) = (times.minutes_to_first_response(), times.hours_to_resolve());
                if let (Some(minutes), Some(hours)) = (minutes, hours) {
                    prop_assert!(minutes <= hours * 60.0 + 1e-9);
                }
            }
        }

        /// No two moments are too far apart.
        #[test]
        fn no_moment_overflows(opened in any::<i64>(), now in any::<i64>()) {
            let moment = |s: i64| {
                Timestamp::from_second(s % 253_402_207_200).unwrap_or(Timestamp::MIN)
            };
            let log = [SlaEvent { ticket_id: "a".into(), event: EventKind::Opened, ts: moment(opened) }];
            let times = times(&log, "a").expect("no contradiction").expect("known").at(moment(now));
            prop_assert!(times.hours_to_resolve().is_some_and(f64::is_finite));
        }
    }
}
