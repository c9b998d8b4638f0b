//! The quarterly business review: when it is due, and what it looks back on.
//!
//! It must not know renewals. Benchmarks of a sector come from the caller; none are invented.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::plan::{Cadence, days_between, later};
use super::{QBR_AFTER_DAYS, QBR_PARTS, QBR_PROOF_PACKS};
use crate::domain::id::customer;
use crate::domain::money::{riyals, sar, sar_to_divide_by};
use crate::domain::number::{measure, round};
use crate::domain::positioning::BundleId;
use crate::domain::promise::Promise;
use crate::domain::text::fill;
use crate::domain::{Error, Result};

/// A request for a review.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct QbrRequest {
    /// The customer; not empty.
    pub customer_id: String,
    /// What the customer pays for; the review asks whether it still fits.
    pub bundle_id: BundleId,
    /// The beginning of the subscription, or the last review.
    pub since: Date,
    /// What the customer paid in the time of the Proof Packs, in SAR: 1 to a thousand billion.
    pub fees_sar: f64,
    /// The customer's Proof Packs in any order; the last three count.
    #[serde(default)]
    pub proof_packs: Vec<ProofPack>,
    /// What others of the sector reach, where it is known.
    #[serde(default)]
    pub sector: Option<Multiples>,
}

/// The sums of a Proof Pack.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ProofPack {
    /// When it was delivered.
    pub delivered_on: Date,
    /// Worth of the opportunities in it, in SAR.
    pub pipeline_sar: f64,
    /// Worth of what was won of them, in SAR.
    pub closed_won_sar: f64,
}

/// Sums as multiples of what was paid.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Multiples {
    /// Of the pipeline.
    pub pipeline_x: f64,
    /// Of what was won.
    pub closed_won_x: f64,
}

/// A prepared review.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Qbr {
    /// The customer.
    pub customer_id: String,
    /// What the customer pays for.
    pub bundle_id: BundleId,
    /// Always `quarterly_business_review`.
    pub cadence_type: Cadence,
    /// The day from which it is due.
    pub due_on: Date,
    /// Days until then; negative where they are over.
    pub days_left: i64,
    /// Whether it is due.
    pub due: bool,
    /// The last three Proof Packs or fewer, the newest first.
    pub proof_packs: Vec<ProofPack>,
    /// Their pipeline over what was paid, to two places.
    pub pipeline_x: f64,
    /// What was won of it over what was paid, to two places.
    pub closed_won_x: f64,
    /// How far both are above the sector, or below where negative; `None` where the sector is not known.
    pub against_sector: Option<Multiples>,
    /// The five parts.
    pub agenda_ar: Vec<String>,
    /// The sums in a sentence.
    pub summary_ar: String,
    /// Approval, and nothing live.
    #[serde(flatten)]
    pub promise: Promise,
}

const SUMMARY: &str = "المدفوع {fees}، وقيمة الفرص في الـ pipeline {pipeline} ({pipeline_x}x)، والمغلق منها {closed_won} ({closed_won_x}x).";

/// Largest multiple of a sector that is accepted.
const MAX_MULTIPLE: f64 = 1e6;

/// Prepares the quarterly business review.
///
/// # Errors
/// An empty `customer_id`, sums and multiples outside of their ranges, a `today` before `since`, and a Proof Pack of tomorrow.
///
/// ```
/// use jiff::civil::date;
/// use poslock::domain::positioning::BundleId;
/// use poslock::domain::success::{ProofPack, QbrRequest, qbr};
///
/// let pack = ProofPack { delivered_on: date(2026, 3, 20), pipeline_sar: 90_000.0, closed_won_sar: 18_000.0 };
/// let request = QbrRequest {
///     customer_id: "najd".into(),
///     bundle_id: BundleId::ExecutiveGrowthOs,
///     since: date(2026, 1, 1),
///     fees_sar: 9_000.0,
///     proof_packs: vec![pack],
///     sector: None,
/// };
/// let review = qbr(&request, date(2026, 4, 1))?;
/// assert!(review.due);
/// assert_eq!((review.pipeline_x, review.closed_won_x), (10.0, 2.0));
/// # Ok::<(), poslock::domain::Error>(())
/// ```
pub fn qbr(request: &QbrRequest, today: Date) -> Result<Qbr> {
    let customer_id = customer(&request.customer_id)?;
    let fees = sar_to_divide_by("fees_sar", request.fees_sar)?;
    if today < request.since {
        return Err(Error::conflict("since", &request.since.to_string(), &format!("{today} or a date before it")));
    }
    let due_on = later("since", request.since, QBR_AFTER_DAYS)?;
    let days_left = days_between(today, due_on);
    let proof_packs = newest(&request.proof_packs, today)?;
    let pipeline: f64 = proof_packs.iter().map(|pack| pack.pipeline_sar).sum();
    let closed_won: f64 = proof_packs.iter().map(|pack| pack.closed_won_sar).sum();
    let (pipeline_x, closed_won_x) = (round(pipeline / fees, 2), round(closed_won / fees, 2));
    let against = |sector: &Multiples| -> Result<Multiples> {
        Ok(Multiples {
            pipeline_x: round(pipeline_x - multiple("sector.pipeline_x", sector.pipeline_x)?, 2) + 0.0,
            closed_won_x: round(closed_won_x - multiple("sector.closed_won_x", sector.closed_won_x)?, 2) + 0.0,
        })
    };
    let values = [
        ("fees", &*riyals(fees)),
        ("pipeline", &*riyals(pipeline)),
        ("pipeline_x", &*pipeline_x.to_string()),
        ("closed_won", &*riyals(closed_won)),
        ("closed_won_x", &*closed_won_x.to_string()),
    ];
    Ok(Qbr {
        customer_id,
        bundle_id: request.bundle_id,
        cadence_type: Cadence::QuarterlyBusinessReview,
        due_on,
        days_left,
        due: days_left <= 0,
        pipeline_x,
        closed_won_x,
        against_sector: request.sector.as_ref().map(against).transpose()?,
        agenda_ar: QBR_PARTS.iter().map(|part| part.label_ar.to_owned()).collect(),
        summary_ar: fill(SUMMARY, &values),
        proof_packs,
        promise: Promise::APPROVAL,
    })
}

/// The last Proof Packs, the newest first; of one day, the one that stands first.
fn newest(packs: &[ProofPack], today: Date) -> Result<Vec<ProofPack>> {
    let most = QBR_PROOF_PACKS as usize;
    let mut out: Vec<ProofPack> = Vec::with_capacity(most + 1);
    for (index, pack) in packs.iter().enumerate() {
        let inside = |error: Error| error.inside(&format!("proof_packs[{index}]"));
        let pipeline_sar = sar("pipeline_sar", pack.pipeline_sar).map_err(inside)?;
        let closed_won_sar = sar("closed_won_sar", pack.closed_won_sar).map_err(inside)?;
        if pack.delivered_on > today {
            let accepted = format!("{today} or a date before it");
            return Err(inside(Error::conflict("delivered_on", &pack.delivered_on.to_string(), &accepted)));
        }
        let place = out.partition_point(|kept| kept.delivered_on >= pack.delivered_on);
        out.insert(place, ProofPack { delivered_on: pack.delivered_on, pipeline_sar, closed_won_sar });
        out.truncate(most);
    }
    Ok(out)
}

fn multiple(field: &str, value: f64) -> Result<f64> {
    measure(field, value, &(0.0..=MAX_MULTIPLE), "0 to 1,000,000 times what was paid")
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn pack(month: i8, pipeline_sar: f64, closed_won_sar: f64) -> ProofPack {
        ProofPack { delivered_on: date(2026, month, 1), pipeline_sar, closed_won_sar }
    }

    fn request() -> QbrRequest {
        QbrRequest {
            customer_id: "najd".into(),
            bundle_id: BundleId::ExecutiveGrowthOs,
            since: date(2026, 1, 1),
            fees_sar: 8_997.0,
            proof_packs: vec![
                pack(2, 10_000.0, 0.0),
                pack(4, 30_000.0, 9_000.0),
                pack(1, 1e9, 1e9),
                pack(3, 50_000.0, 0.0),
            ],
            sector: None,
        }
    }

    #[test]
    fn it_is_due_on_the_90th_day() {
        let on = |today| qbr(&request(), today).map(|review| (review.due, review.days_left));
        assert_eq!(QBR_AFTER_DAYS, 90);
        assert_eq!(qbr(&request(), date(2026, 5, 1)).expect("valid").due_on, date(2026, 4, 1));
        assert_eq!(on(date(2026, 4, 1)), Ok((true, 0)));
        assert_eq!(on(date(2026, 5, 1)), Ok((true, -30)));
        let early = QbrRequest { proof_packs: Vec::new(), ..request() };
        let early = qbr(&early, date(2026, 3, 31)).expect("valid");
        assert_eq!((early.due, early.days_left), (false, 1));
    }

    #[test]
    fn the_last_three_proof_packs_count() {
        let review = qbr(&request(), date(2026, 4, 1)).expect("valid");
        let months: Vec<i8> = review.proof_packs.iter().map(|pack| pack.delivered_on.month()).collect();
        assert_eq!(months, [4, 3, 2]);
        // 90,000 and 9,000 over 8,997.
        assert_eq!((review.pipeline_x, review.closed_won_x), (10.0, 1.0));
        assert_eq!(review.agenda_ar.len(), 5);
        assert!(review.agenda_ar[0].contains(&format!("آخر {QBR_PROOF_PACKS} Proof Packs")));
        assert_eq!(QBR_PROOF_PACKS, 3);
        assert_eq!(
            review.summary_ar,
            "المدفوع 8,997 ريالًا، وقيمة الفرص في الـ pipeline 90,000 ريال (10x)، والمغلق منها 9,000 ريال (1x)."
        );
        let none = qbr(&QbrRequest { proof_packs: Vec::new(), ..request() }, date(2026, 4, 1)).expect("valid");
        assert_eq!((none.pipeline_x, none.closed_won_x, none.proof_packs.len()), (0.0, 0.0, 0));
    }

    #[test]
    fn a_sector_is_compared_where_it_is_known() {
        let sector = Multiples { pipeline_x: 8.5, closed_won_x: 1.25 };
        let review = qbr(&QbrRequest { sector: Some(sector), ..request() }, date(2026, 4, 1)).expect("valid");
        assert_eq!(review.against_sector, Some(Multiples { pipeline_x: 1.5, closed_won_x: -0.25 }));
        assert_eq!(qbr(&request(), date(2026, 4, 1)).expect("valid").against_sector, None);
    }

    #[test]
    fn bad_input_is_refused_by_its_field() {
        let today = date(2026, 4, 1);
        let field = |request: QbrRequest| qbr(&request, today).expect_err("refused").field().to_owned();
        assert_eq!(field(QbrRequest { customer_id: " ".into(), ..request() }), "customer_id");
        for fees_sar in [0.0, 0.99, -1.0, f64::NAN, 2e12] {
            assert_eq!(field(QbrRequest { fees_sar, ..request() }), "fees_sar");
        }
        assert_eq!(field(QbrRequest { since: date(2026, 4, 2), ..request() }), "since");
        assert_eq!(
            field(QbrRequest { proof_packs: vec![pack(5, 1.0, 1.0)], ..request() }),
            "proof_packs[0].delivered_on"
        );
        let packs = vec![pack(1, 1.0, 1.0), pack(1, 1.0, f64::INFINITY)];
        assert_eq!(field(QbrRequest { proof_packs: packs, ..request() }), "proof_packs[1].closed_won_sar");
        let sector = Some(Multiples { pipeline_x: -1.0, closed_won_x: 0.0 });
        assert_eq!(field(QbrRequest { sector, ..request() }), "sector.pipeline_x");
        let late = QbrRequest { since: Date::MAX, proof_packs: Vec::new(), ..request() };
        assert_eq!(qbr(&late, Date::MAX).expect_err("no day after it").field(), "since");
    }
}
