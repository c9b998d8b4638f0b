//! What an action needs before it happens. There is no answer that lets it happen by itself.

use serde::{Deserialize, Serialize};

use super::{APPROVAL_REQUIRED, DRAFT_ONLY, FORBIDDEN, key};
use crate::domain::names::names;
use crate::domain::promise::Promise;
use crate::domain::spelling::squeezed;
use crate::domain::{Error, Result};

names! {
    /// What is done with an action.
    pub enum Decision ("decision") {
        /// It never happens.
        Forbidden = "forbidden",
        /// A draft is made, and nothing else.
        DraftOnly = "draft_only",
        /// A person approves it, and does it.
        ApprovalRequired = "approval_required",
    }
}

const DRAFTED: &str = "تُجهَّز مسودة فقط، ولا تخرج قبل اعتمادها";
const APPROVED: &str = "تنتظر موافقة شخص باسمه، ثم تُنفَّذ باليد";
const UNKNOWN: &str = "عملية جديدة علينا، فتنتظر موافقة شخص باسمه";

/// Actions that are asked about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ActionsInput {
    /// Their names: channel, point, action.
    pub actions: Vec<String>,
}

/// What is done with one action.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ActionPlan {
    /// The action; by its name in the tables where one knows it.
    pub action: String,
    /// What is done with it.
    pub decision: Decision,
    /// Whether a table knows it.
    pub known: bool,
    /// Why.
    pub reason_ar: String,
    /// Approval, and nothing live.
    #[serde(flatten)]
    pub promise: Promise,
}

/// What is done with several actions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ActionPlans {
    /// One for each action, in the order of the input.
    pub plans: Vec<ActionPlan>,
    /// Approval, and nothing live.
    #[serde(flatten)]
    pub promise: Promise,
}

/// What is done with an action. Case and the marks between words do not matter, and for a forbidden one no mark at all
/// (`linkedinAutoDM`); what no table knows needs approval.
///
/// # Errors
/// [`Error::Empty`] for an action without a name.
///
/// ```
/// use poslock::domain::gates::plan_action;
///
/// assert_eq!(plan_action("LinkedIn.auto-dm")?.decision.name(), "forbidden");
/// assert_eq!(plan_action("gmail.create_draft")?.decision.name(), "draft_only");
/// assert_eq!(plan_action("fax.send")?.decision.name(), "approval_required");
/// # Ok::<(), poslock::domain::Error>(())
/// ```
pub fn plan_action(action: &str) -> Result<ActionPlan> {
    let name = key(action);
    if name.is_empty() {
        return Err(Error::empty("action", "an action, such as gmail.create_draft"));
    }
    // A forbidden action is known by its letters alone: no sign between them makes another action of it.
    let letters = squeezed(action);
    let forbidden = FORBIDDEN.iter().find(|f| squeezed(f.id) == letters);
    let (decision, known, reason) = if let Some(row) = forbidden {
        (Decision::Forbidden, true, row.reason_ar)
    } else if DRAFT_ONLY.contains(&name.as_str()) {
        (Decision::DraftOnly, true, DRAFTED)
    } else if APPROVAL_REQUIRED.contains(&name.as_str()) {
        (Decision::ApprovalRequired, true, APPROVED)
    } else {
        (Decision::ApprovalRequired, false, UNKNOWN)
    };
    Ok(ActionPlan {
        action: match forbidden {
            Some(row) => row.id.to_owned(),
            None if known => name,
            None => action.trim().to_owned(),
        },
        decision,
        known,
        reason_ar: reason.to_owned(),
        promise: Promise::APPROVAL,
    })
}

/// What is done with several actions.
///
/// # Errors
/// [`Error::Empty`] names the action that has no name.
pub fn plan_actions(input: &ActionsInput) -> Result<ActionPlans> {
    let plan = |(i, action): (usize, &String)| {
        plan_action(action).map_err(|_| Error::empty(&format!("actions[{i}]"), "an action, such as gmail.create_draft"))
    };
    let plans = input.actions.iter().enumerate().map(plan).collect::<Result<_>>()?;
    Ok(ActionPlans { plans, promise: Promise::APPROVAL })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn decided(action: &str) -> (Decision, bool) {
        let plan = plan_action(action).expect("a name");
        (plan.decision, plan.known)
    }

    #[test]
    fn the_tables_decide() {
        let names = |decision: Decision| -> Vec<&str> {
            match decision {
                Decision::Forbidden => FORBIDDEN.iter().map(|f| f.id).collect(),
                Decision::DraftOnly => DRAFT_ONLY.to_vec(),
                Decision::ApprovalRequired => APPROVAL_REQUIRED.to_vec(),
            }
        };
        for decision in Decision::ALL {
            for action in names(decision) {
                assert_eq!(decided(action), (decision, true), "{action}");
                assert_eq!(decided(&action.to_uppercase().replace('_', "-")), (decision, true), "{action}");
            }
        }
        let reasons: std::collections::BTreeSet<&str> = FORBIDDEN.iter().map(|f| f.reason_ar).collect();
        assert_eq!(reasons.len(), FORBIDDEN.len());
    }

    #[test]
    fn everything_else_needs_approval() {
        for action in ["linkedin.auto_dm.v2", "auto_dm", "gmail", "moyasar.refund", "إرسال"] {
            assert_eq!(decided(action), (Decision::ApprovalRequired, false), "{action}");
        }
        assert_eq!(plan_action(" Fax.Send ").expect("a name").action, "Fax.Send");
    }

    #[test]
    fn a_forbidden_action_has_no_other_spelling() {
        for action in [
            "linkedin/auto_dm",
            "linkedin . auto_dm",
            "LinkedIn.autoDM",
            "linkedin..auto_dm",
            " linkedin.auto_dm. ",
            "l\u{456}nkedin.auto_dm",
            "linked\u{200b}in-auto-dm",
            "ＬｉｎｋｅｄＩｎ.auto_dm",
        ] {
            let plan = plan_action(action).expect("a name");
            assert_eq!((plan.decision, plan.action.as_str()), (Decision::Forbidden, "linkedin.auto_dm"), "{action:?}");
        }
    }

    #[test]
    fn an_action_has_a_name() {
        assert_eq!(plan_action(" ").expect_err("none").field(), "action");
        let input = ActionsInput { actions: vec!["gmail.send".to_owned(), String::new()] };
        assert_eq!(plan_actions(&input).expect_err("none").field(), "actions[1]");
    }

    proptest! {
        #[test]
        fn nothing_is_ever_live(action in "[a-z_.-]{1,20}|\\PC{1,20}|(gmail|linkedin|moyasar)\\.[a-z_]{1,12}") {
            if let Ok(plan) = plan_action(&action) {
                let plans = plan_actions(&ActionsInput { actions: vec![action] }).expect("a name");
                prop_assert_eq!(&plans.plans, &vec![plan]);
                let json = serde_json::to_string(&plans).expect("plain data");
                prop_assert_eq!(json.matches(r#""approval_required":true,"live_send_allowed":false"#).count(), 2);
                prop_assert_eq!(serde_json::from_str::<ActionPlans>(&json).expect("the same"), plans);
            }
        }
    }
}
