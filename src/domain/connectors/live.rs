//! The gate before a live action: an explicit flag and a person's approval. It says what is missing, and never opens: with
//! both there, a person acts from their own account.
//!
//! It must not read the environment: the flags are told.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{ConnectorKey, LIVE_FLAGS, LiveFlag};
use crate::domain::promise::Promise;
use crate::domain::text::fill;
use crate::domain::{Error, Result};

/// A live action that somebody asks about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LiveRequest {
    /// On which connector.
    pub connector: ConnectorKey,
    /// The flags as the environment sets them; one that is not named is not set.
    #[serde(default)]
    pub flags: BTreeMap<String, bool>,
    /// Name of the person who approved this very action.
    #[serde(default)]
    pub approved_by: Option<String>,
}

/// What the gate answers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LiveAnswer {
    /// On which connector.
    pub connector: ConnectorKey,
    /// The flag of its live action; `None` where it has no such action.
    pub flag: Option<String>,
    /// Whether that flag is set.
    pub flag_set: bool,
    /// Who approved.
    pub approved_by: Option<String>,
    /// Whether flag and approval are both there. It allows nothing: see [`next_step_ar`](Self::next_step_ar).
    pub conditions_met: bool,
    /// What is missing.
    pub missing_ar: Vec<String>,
    /// What happens instead of a live send.
    pub next_step_ar: String,
    /// Approval, and nothing live.
    #[serde(flatten)]
    pub promise: Promise,
}

const NO_ACTION_AR: &str = "لا تنفيذ حيًا من {label} في Dealix، ولا متغير بيئة يفتحه";
const NO_FLAG_AR: &str = "متغير البيئة {flag} غير مفعّل";
const NO_APPROVAL_AR: &str = "ينقص هذا الإجراء اعتماد باسم شخص";
const STAYS_DRAFT_AR: &str = "تبقى مسودة في Approval Center حتى يكتمل الناقص";
const BY_HAND_AR: &str = "اكتمل الشرطان، و{action} إجراء يدوي: ينفّذه {person} من حسابه، ثم يُسجَّل في Action Ledger";
const ONLY_DRAFT_AR: &str = "ما يلزم في هذه القناة ينفّذه شخص بيده، ثم يُسجَّل في Action Ledger";

/// Asks whether a live action has its flag and its approval.
///
/// # Errors
/// [`Error::Unknown`] for a flag that is none of [`LIVE_FLAGS`].
///
/// ```
/// use poslock::domain::connectors::live::gate;
/// use poslock::domain::json;
///
/// let request = r#"{"connector": "gmail", "flags": {"GMAIL_ALLOW_LIVE_SEND": true}}"#;
/// let answer = gate(&json::read(request)?)?;
/// assert!(!answer.conditions_met);
/// assert_eq!(answer.missing_ar, ["ينقص هذا الإجراء اعتماد باسم شخص"]);
/// # Ok::<(), poslock::domain::Error>(())
/// ```
pub fn gate(request: &LiveRequest) -> Result<LiveAnswer> {
    if let Some(flag) = request.flags.keys().find(|f| LIVE_FLAGS.iter().all(|own| own.flag != f.as_str())) {
        return Err(Error::unknown("flags", flag, &LIVE_FLAGS.map(|f| f.flag)));
    }
    let action = LIVE_FLAGS.iter().find(|f| f.connector == request.connector);
    let flag_set = action.is_some_and(|a| request.flags.get(a.flag).copied().unwrap_or(false));
    let person = request.approved_by.as_deref().map(str::trim).filter(|p| !p.is_empty());
    let missing_ar = missing(request.connector, action, flag_set, person);
    let next_step_ar = match (action, person) {
        (None, _) => ONLY_DRAFT_AR.to_owned(),
        (Some(action), Some(person)) if flag_set => {
            fill(BY_HAND_AR, &[("action", action.action_ar), ("person", person)])
        }
        _ => STAYS_DRAFT_AR.to_owned(),
    };
    Ok(LiveAnswer {
        connector: request.connector,
        flag: action.map(|a| a.flag.to_owned()),
        flag_set,
        approved_by: person.map(str::to_owned),
        conditions_met: missing_ar.is_empty(),
        missing_ar,
        next_step_ar,
        promise: Promise::APPROVAL,
    })
}

fn missing(key: ConnectorKey, action: Option<&LiveFlag>, flag_set: bool, person: Option<&str>) -> Vec<String> {
    let mut missing = Vec::new();
    match action {
        None => missing.push(fill(NO_ACTION_AR, &[("label", key.connector().label_ar)])),
        Some(action) if !flag_set => missing.push(fill(NO_FLAG_AR, &[("flag", action.flag)])),
        Some(_) => {}
    }
    if person.is_none() {
        missing.push(NO_APPROVAL_AR.to_owned());
    }
    missing
}
