//! What is never done to a customer: four rules, asked before an action.
//!
//! It must not know how the facts are gathered. A fact that its rule needs is asked for, never assumed.

use serde::{Deserialize, Serialize};

use super::at_risk::AtRiskSeverity;
use super::{GUARD_RULES, MAX_CHECK_INS_A_WEEK};
use crate::domain::names::names;
use crate::domain::promise::Promise;
use crate::domain::{Error, Result};

names! {
    /// Something that is about to be done.
    pub enum GuardAction ("action") {
        /// To offer a larger bundle.
        OfferUpgrade = "offer_upgrade",
        /// To hold one more check-in.
        CheckIn = "check_in",
        /// To let an at-risk alert go without doing what it recommends.
        SkipAtRiskAlert = "skip_at_risk_alert",
        /// To change when and how often the customer is met.
        ChangeCadence = "change_cadence",
    }
}

names! {
    /// A thing that is never done.
    pub enum GuardRule ("rule") {
        /// An upgrade is offered before the first Proof Pack.
        UpgradeBeforeProofPack = "upgrade_before_proof_pack",
        /// A week holds more than one check-in.
        SecondCheckInAWeek = "second_check_in_a_week",
        /// A high alert is let go.
        SkippedHighAlert = "skipped_high_alert",
        /// The cadence is changed without the customer's approval.
        CadenceChangedAlone = "cadence_changed_alone",
    }
}

/// A question: may this be done?
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GuardRequest {
    /// The action.
    pub action: GuardAction,
    /// What is known of the customer.
    #[serde(default)]
    pub facts: Facts,
}

/// What is known of a customer. Each action needs one of them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Facts {
    /// For an upgrade: Proof Packs that were delivered so far.
    pub proof_packs_delivered: Option<u32>,
    /// For a check-in: those that this week already had.
    pub check_ins_this_week: Option<u32>,
    /// For skipping an alert: how grave it is.
    pub severity: Option<AtRiskSeverity>,
    /// For a change of cadence: whether the customer approved it.
    pub customer_approved: Option<bool>,
}

/// Whether an action keeps to the rules. Even then a person approves it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Guard {
    /// The action that was asked about.
    pub action: GuardAction,
    /// Whether no rule forbids it.
    pub allowed: bool,
    /// The rule that does.
    pub rule: Option<GuardRule>,
    /// Why.
    pub reason_ar: Option<String>,
    /// Approval, and nothing live.
    #[serde(flatten)]
    pub promise: Promise,
}

/// Asks the rules about an action.
///
/// # Errors
/// The fact that the action's rule needs is missing.
///
/// ```
/// use poslock::domain::success::{Facts, GuardAction, GuardRule, GuardRequest, guard};
///
/// let facts = Facts { proof_packs_delivered: Some(0), ..Facts::default() };
/// let answer = guard(&GuardRequest { action: GuardAction::OfferUpgrade, facts })?;
/// assert_eq!(answer.rule, Some(GuardRule::UpgradeBeforeProofPack));
/// # Ok::<(), poslock::domain::Error>(())
/// ```
pub fn guard(request: &GuardRequest) -> Result<Guard> {
    let facts = &request.facts;
    let broken = match request.action {
        GuardAction::OfferUpgrade => {
            let delivered = facts.proof_packs_delivered;
            known(delivered, "facts.proof_packs_delivered", "how many Proof Packs were delivered")? == 0
        }
        GuardAction::CheckIn => {
            let held = facts.check_ins_this_week;
            known(held, "facts.check_ins_this_week", "how many check-ins this week had")? >= MAX_CHECK_INS_A_WEEK
        }
        GuardAction::SkipAtRiskAlert => {
            known(facts.severity, "facts.severity", &AtRiskSeverity::NAMES.join(", "))? == AtRiskSeverity::High
        }
        GuardAction::ChangeCadence => !known(facts.customer_approved, "facts.customer_approved", "true or false")?,
    };
    let broken = GUARD_RULES.iter().find(|row| broken && row.action == request.action);
    Ok(Guard {
        action: request.action,
        allowed: broken.is_none(),
        rule: broken.map(|row| row.rule),
        reason_ar: broken.map(|row| row.reason_ar.to_owned()),
        promise: Promise::APPROVAL,
    })
}

fn known<T>(fact: Option<T>, field: &str, accepted: &str) -> Result<T> {
    fact.ok_or_else(|| Error::empty(field, accepted))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::json;

    fn rule(action: GuardAction, facts: Facts) -> Option<GuardRule> {
        let answer = guard(&GuardRequest { action, facts }).expect("the fact is there");
        assert_eq!(answer.allowed, answer.rule.is_none());
        assert_eq!(answer.allowed, answer.reason_ar.is_none());
        assert!(answer.promise.approval_required);
        answer.rule
    }

    #[test]
    fn no_upgrade_before_the_first_proof_pack() {
        let with = |n| Facts { proof_packs_delivered: Some(n), ..Facts::default() };
        assert_eq!(rule(GuardAction::OfferUpgrade, with(0)), Some(GuardRule::UpgradeBeforeProofPack));
        assert_eq!(rule(GuardAction::OfferUpgrade, with(1)), None);
    }

    #[test]
    fn one_check_in_a_week() {
        let with = |n| Facts { check_ins_this_week: Some(n), ..Facts::default() };
        assert_eq!(MAX_CHECK_INS_A_WEEK, 1);
        assert_eq!(rule(GuardAction::CheckIn, with(0)), None);
        assert_eq!(rule(GuardAction::CheckIn, with(1)), Some(GuardRule::SecondCheckInAWeek));
        assert_eq!(rule(GuardAction::CheckIn, with(u32::MAX)), Some(GuardRule::SecondCheckInAWeek));
    }

    #[test]
    fn a_high_alert_is_not_skipped() {
        let with = |severity| Facts { severity: Some(severity), ..Facts::default() };
        let skip = |severity| rule(GuardAction::SkipAtRiskAlert, with(severity));
        assert_eq!(skip(AtRiskSeverity::High), Some(GuardRule::SkippedHighAlert));
        assert_eq!(skip(AtRiskSeverity::Medium), None);
        assert_eq!(skip(AtRiskSeverity::Low), None);
    }

    #[test]
    fn the_customer_approves_a_new_cadence() {
        let with = |approved| Facts { customer_approved: Some(approved), ..Facts::default() };
        assert_eq!(rule(GuardAction::ChangeCadence, with(false)), Some(GuardRule::CadenceChangedAlone));
        assert_eq!(rule(GuardAction::ChangeCadence, with(true)), None);
    }

    #[test]
    fn each_action_has_one_rule_and_asks_for_its_fact() {
        assert_eq!(GUARD_RULES.map(|row| row.action), GuardAction::ALL);
        assert_eq!(GUARD_RULES.map(|row| row.rule), GuardRule::ALL);
        let fields = GuardAction::ALL.map(|action| {
            let error = guard(&GuardRequest { action, facts: Facts::default() }).expect_err("nothing is known");
            error.field().to_owned()
        });
        let names = ["proof_packs_delivered", "check_ins_this_week", "severity", "customer_approved"];
        assert_eq!(fields, names.map(|name| format!("facts.{name}")));
    }

    #[test]
    fn unknown_names_are_refused_by_their_field() {
        let field = |text: &str| json::read::<GuardRequest>(text).expect_err(text).field().to_owned();
        assert_eq!(field(r#"{"action": "send"}"#), "action");
        assert_eq!(field(r#"{"action": "check_in", "facts": {"severity": "grave"}}"#), "facts.severity");
        assert_eq!(field(r#"{"action": "check_in", "facts": {"checkins": 1}}"#), "facts.checkins");
        assert_eq!(field("{}"), ".");
    }
}
