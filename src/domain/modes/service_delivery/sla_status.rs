//! Whether a delivery may be called a success, by the tickets that came with it.

use std::collections::HashSet;

use serde::{Deserialize, Serialize};

use super::ServiceId;
use crate::domain::id;
use crate::domain::promise::Promise;
use crate::domain::sla::{Breach, BreachInput, HealthReport, Priority, Ticket, classify_breach, health_report, hours};
use crate::domain::text::{Noun, fill};
use crate::domain::{Error, Result};

const MAY: &str = "التذاكر في مواعيدها، ويجوز إعلان نجاح التسليم بعد اعتماد المؤسس.";
const MAY_NOT: &str = "تجاوزت هدفها {tickets}، فيُعالج السبب ويُبلَّغ العميل قبل إعلان نجاح التسليم.";

const TICKETS: Noun =
    Noun {
        none: "تذاكر", one: "تذكرة واحدة", two: "تذكرتان", few: "تذاكر", many: "تذكرة", hundreds: "تذكرة"
    };

/// A delivery and its tickets.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DeliverySlaInput {
    /// The customer; not empty.
    pub customer_id: String,
    /// The service.
    pub service_id: ServiceId,
    /// The tickets of this delivery, each once.
    pub tickets: Vec<DeliveryTicket>,
}

/// A ticket with its name.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DeliveryTicket {
    /// Its name in data; not empty.
    pub ticket_id: String,
    /// How grave it is.
    pub priority: Priority,
    /// Minutes from opening to the first response, 0 to 5,256,000 (ten years); absent while there is none.
    #[serde(default)]
    pub first_response_min: Option<f64>,
    /// Hours from opening to resolution, 0 to 87,600 (ten years); absent while it is open.
    #[serde(default)]
    pub resolution_hours: Option<f64>,
    /// Hours since the opening of a ticket that is still open, 0 to 87,600 (ten years): what has not happened has taken at
    /// least so long.
    #[serde(default)]
    pub open_hours: Option<f64>,
}

/// A ticket that exceeded its target.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct BreachedTicket {
    /// Its name in data.
    pub ticket_id: String,
    /// How grave it is.
    pub priority: Priority,
    /// Each exceeded target, the first response first.
    pub breaches: Vec<Breach>,
}

/// The service levels of a delivery.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct DeliverySla {
    /// The customer.
    pub customer_id: String,
    /// The service.
    pub service_id: ServiceId,
    /// The report over all tickets.
    pub health: HealthReport,
    /// Those that exceeded a target, gravest first.
    pub breached_tickets: Vec<BreachedTicket>,
    /// Those that are not resolved, by name; they alone do not keep the success back.
    pub open_tickets: Vec<String>,
    /// Whether the delivery may be called a success: no ticket exceeded its target.
    pub success_allowed: bool,
    /// The same as a sentence.
    pub reason_ar: String,
    /// Approval, and nothing live.
    #[serde(flatten)]
    pub promise: Promise,
}

/// Runs the health report over the tickets of a delivery and lists those that exceeded a target. While there is one, the
/// delivery is no success yet.
///
/// # Errors
/// [`Error::Empty`] without a customer or the name of a ticket; [`Error::Conflict`] for a ticket that comes twice, or is both
/// resolved and open; [`Error::OutOfRange`] for a time that is negative, not finite or longer than ten years.
///
/// ```
/// use poslock::domain::json;
/// use poslock::domain::modes::service_delivery::{DeliverySlaInput, sla_status};
///
/// let input: DeliverySlaInput = json::read(
///     r#"{"customer_id": "c-1", "service_id": "partner_sprint", "tickets": [
///         {"ticket_id": "t-1", "priority": "P1", "first_response_min": 120, "resolution_hours": 24},
///         {"ticket_id": "t-2", "priority": "P0", "first_response_min": 31, "resolution_hours": 4}
///     ]}"#,
/// )?;
/// let status = sla_status(&input)?;
/// assert!(!status.success_allowed);
/// assert_eq!(status.breached_tickets[0].ticket_id, "t-2");
/// # Ok::<(), poslock::domain::Error>(())
/// ```
pub fn sla_status(input: &DeliverySlaInput) -> Result<DeliverySla> {
    let customer_id = id::customer(&input.customer_id)?;
    let mut known = HashSet::new();
    let mut measured = Vec::with_capacity(input.tickets.len());
    for (i, ticket) in input.tickets.iter().enumerate() {
        let checked = ticket.check(&mut known).map_err(|e| e.inside(&format!("tickets[{i}]")))?;
        measured.push(checked);
    }
    let health = health_report(measured.iter().map(|(_, times)| times))?;

    let mut breached = Vec::new();
    for (id, times) in &measured {
        let answer = classify_breach(&BreachInput {
            priority: times.priority,
            minutes_to_first_response: times.first_response_min,
            hours_to_resolve: times.resolution_hours,
        })?;
        if answer.breached {
            breached.push(BreachedTicket {
                ticket_id: (*id).to_owned(),
                priority: times.priority,
                breaches: answer.breaches,
            });
        }
    }
    breached.sort_by(|a, b| (a.priority, &a.ticket_id).cmp(&(b.priority, &b.ticket_id)));
    let unresolved = measured.iter().zip(&input.tickets).filter(|(_, ticket)| ticket.resolution_hours.is_none());
    let mut open: Vec<String> = unresolved.map(|((id, _), _)| (*id).to_owned()).collect();
    open.sort();
    let reason_ar = match breached.len() as u64 {
        0 => MAY.to_owned(),
        late => fill(MAY_NOT, &[("tickets", TICKETS.count(late).as_str())]),
    };
    Ok(DeliverySla {
        customer_id,
        service_id: input.service_id,
        health,
        success_allowed: breached.is_empty(),
        breached_tickets: breached,
        open_tickets: open,
        reason_ar,
        promise: Promise::APPROVAL,
    })
}

impl DeliveryTicket {
    /// The ticket's name, and the ticket as the report reads it. `known` holds the names of the tickets before it.
    fn check<'a>(&'a self, known: &mut HashSet<&'a str>) -> Result<(&'a str, Ticket)> {
        let id = id::ticket(&self.ticket_id)?;
        if !known.insert(id) {
            return Err(Error::conflict("ticket_id", id, "each ticket once"));
        }
        let open = match (self.open_hours, self.resolution_hours) {
            (Some(hours), Some(_)) => {
                return Err(Error::conflict("open_hours", &hours.to_string(), "no open_hours beside resolution_hours"));
            }
            (Some(open), None) => Some(hours("open_hours", open)?),
            _ => None,
        };
        let times = Ticket {
            priority: self.priority,
            first_response_min: self.first_response_min.or(open.map(|hours| hours * 60.0)),
            resolution_hours: self.resolution_hours.or(open),
        };
        Ok((id, times))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::domain::sla::Verdict;

    fn ticket(id: &str, priority: Priority, minutes: Option<f64>, hours: Option<f64>) -> DeliveryTicket {
        DeliveryTicket {
            ticket_id: id.to_owned(),
            priority,
            first_response_min: minutes,
            resolution_hours: hours,
            open_hours: None,
        }
    }

    fn status(tickets: Vec<DeliveryTicket>) -> Result<DeliverySla> {
        let (customer_id, service_id) = ("c-1".to_owned(), ServiceId::First10OpportunitiesSprint);
        sla_status(&DeliverySlaInput { customer_id, service_id, tickets })
    }

    #[test]
    fn equal_to_the_target_is_within() {
        let all = Priority::ALL.map(|p| {
            let (minutes, hours) = (p.target().first_response_min, p.target().resolution_hours);
            ticket(p.name(), p, Some(minutes.into()), Some(hours.into()))
        });
        let answer = status(all.into()).expect("whole");
        assert!(answer.success_allowed && answer.breached_tickets.is_empty());
        assert_eq!((answer.health.verdict, answer.reason_ar.as_str()), (Verdict::Healthy, MAY));
    }

    #[test]
    fn one_late_ticket_keeps_the_success_back() {
        let mut tickets: Vec<DeliveryTicket> =
            (0..40).map(|i| ticket(&format!("t-{i}"), Priority::P3, Some(10.0), Some(1.0))).collect();
        tickets.push(ticket("late", Priority::P2, Some(480.0), Some(72.5)));
        tickets.push(ticket("worse", Priority::P0, Some(30.5), Some(5.0)));
        let answer = status(tickets).expect("whole");
        // The share is small, and still two customers waited.
        assert_eq!(answer.health.verdict, Verdict::Healthy);
        assert!(!answer.success_allowed);
        let late: Vec<(&str, usize)> =
            answer.breached_tickets.iter().map(|b| (b.ticket_id.as_str(), b.breaches.len())).collect();
        assert_eq!(late, [("worse", 2), ("late", 1)]);
        assert_eq!(answer.reason_ar, "تجاوزت هدفها تذكرتان، فيُعالج السبب ويُبلَّغ العميل قبل إعلان نجاح التسليم.");
    }

    #[test]
    fn an_open_ticket_has_taken_at_least_its_age() {
        let open = |hours| DeliveryTicket { open_hours: Some(hours), ..ticket("t", Priority::P0, None, None) };
        assert!(status(vec![open(0.5)]).expect("whole").success_allowed);
        let late = status(vec![open(0.51)]).expect("whole");
        assert_eq!(late.breached_tickets[0].breaches.len(), 1, "the answer");
        assert_eq!(late.open_tickets, ["t"]);
        assert_eq!(status(vec![open(4.1)]).expect("whole").breached_tickets[0].breaches.len(), 2);
        let answered = DeliveryTicket { first_response_min: Some(5.0), ..open(4.0) };
        assert!(status(vec![answered]).expect("whole").success_allowed);
        // Without its age, what has not happened breaches nothing, and the ticket is still listed.
        let unknown = status(vec![ticket("t", Priority::P0, None, None)]).expect("whole");
        assert!(unknown.success_allowed && unknown.open_tickets == ["t"]);
    }

    #[test]
    fn tickets_must_make_sense() {
        let field = |tickets| status(tickets).expect_err("refused").field().to_owned();
        let good = || ticket("t", Priority::P1, None, None);
        assert_eq!(field(vec![ticket(" ", Priority::P1, None, None)]), "tickets[0].ticket_id");
        assert_eq!(field(vec![good(), ticket(" t", Priority::P2, None, None)]), "tickets[1].ticket_id");
        assert_eq!(field(vec![ticket("t", Priority::P1, Some(-1.0), None)]), "tickets[0].first_response_min");
        assert_eq!(field(vec![ticket("t", Priority::P1, None, Some(f64::NAN))]), "tickets[0].resolution_hours");
        for hours in [-0.1, f64::INFINITY, 87_600.1] {
            assert_eq!(field(vec![DeliveryTicket { open_hours: Some(hours), ..good() }]), "tickets[0].open_hours");
        }
        let both = DeliveryTicket { open_hours: Some(1.0), resolution_hours: Some(1.0), ..good() };
        assert_eq!(field(vec![both]), "tickets[0].open_hours");
        assert!(status(vec![DeliveryTicket { open_hours: Some(87_600.0), ..good() }]).is_ok());
    }

    proptest! {
        #[test]
        fn the_list_agrees_with_the_report(
            rows in proptest::collection::vec((0..4_usize, 0..3_000_u32, 0..400_u32, any::<bool>()), 0..20),
        ) {
            let tickets = rows.iter().enumerate().map(|(i, (p, minutes, hours, open))| DeliveryTicket {
                open_hours: open.then_some(f64::from(*hours)),
                ..ticket(&format!("t-{i}"), Priority::ALL[*p], Some(f64::from(*minutes)),
                    (!open).then_some(f64::from(*hours)))
            }).collect();
            let answer = status(tickets).expect("whole");
            prop_assert_eq!(answer.health.total_breached, answer.breached_tickets.len() as u64);
            prop_assert_eq!(answer.success_allowed, answer.breached_tickets.is_empty());
            let json = serde_json::to_string(&answer).expect("plain data");
            prop_assert!(json.contains(r#""live_send_allowed":false"#));
        }
    }
}
