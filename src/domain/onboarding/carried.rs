//! A checklist that comes back from a caller: held against the table, counted anew, and moved on.
//!
//! It must not believe anything but which steps are done, and what was noted.

use serde::{Deserialize, Serialize};

use super::{Checklist, ChecklistStep, STEPS, StepId, TOTAL_STEPS};
use crate::domain::id::customer;
use crate::domain::json::text_or_none;
use crate::domain::positioning::BundleId;
use crate::domain::promise::Never;
use crate::domain::{Error, Result};

/// A checklist as a caller sends it back. Only who, what was bought, and each step's state and notes are read; everything
/// else is written anew, so that a forged percentage changes nothing.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CarriedChecklist {
    /// The customer; not empty.
    pub customer_id: String,
    /// The company's name.
    #[serde(default, deserialize_with = "text_or_none")]
    pub company_name: String,
    /// What was bought.
    pub bundle_id: BundleId,
    /// All eight steps, in order, each once.
    pub steps: Vec<CarriedStep>,
    /// Not read.
    #[serde(default)]
    pub total_steps: Option<u32>,
    /// Not read: counted from the steps.
    #[serde(default)]
    pub current_step_id: Option<String>,
    /// Not read: counted from the steps.
    #[serde(default)]
    pub progress_pct: Option<f64>,
    /// Not read.
    #[serde(default)]
    pub estimated_total_minutes: Option<u32>,
    /// Not read: approval is always required.
    #[serde(default)]
    pub approval_required: Option<bool>,
    /// `false`, where it stands at all.
    #[serde(default)]
    pub live_send_allowed: Option<Never>,
}

/// A step as a caller sends it back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CarriedStep {
    /// Which step.
    pub id: String,
    /// Whether it is done.
    pub completed: bool,
    /// What is worth knowing; cut to [`NOTES_MAX`](super::NOTES_MAX) characters.
    #[serde(default, deserialize_with = "text_or_none")]
    pub notes: String,
    /// Not read: the table says it.
    #[serde(default)]
    pub label_ar: Option<String>,
    /// Not read: the table says it.
    #[serde(default)]
    pub minutes: Option<u32>,
    /// Not read: the table says it.
    #[serde(default)]
    pub approval_required: Option<bool>,
    /// Not read: the table says it.
    #[serde(default)]
    pub is_async: Option<bool>,
    /// Not read: the table says it.
    #[serde(default)]
    pub needs_ar: Option<String>,
}

impl TryFrom<CarriedChecklist> for Checklist {
    type Error = Error;

    /// # Errors
    /// [`Error::Conflict`] unless the steps are the eight, in order, each once; [`Error::Empty`] without a customer.
    fn try_from(carried: CarriedChecklist) -> Result<Self> {
        let mut steps = Vec::with_capacity(TOTAL_STEPS);
        for (place, (step, own)) in carried.steps.iter().zip(&STEPS).enumerate() {
            if step.id != own.id.name() {
                let accepted = format!("`{}`: all {TOTAL_STEPS} steps, in order, each once", own.id);
                return Err(Error::conflict(&format!("steps[{place}].id"), &step.id, &accepted));
            }
            steps.push(ChecklistStep::of(own.id, step.completed, &step.notes));
        }
        if carried.steps.len() != TOTAL_STEPS {
            let accepted = format!("all {TOTAL_STEPS} steps, in order, each once: {}", StepId::NAMES.join(", "));
            return Err(Error::conflict("steps", &format!("{} steps", carried.steps.len()), &accepted));
        }
        let customer_id = customer(&carried.customer_id)?;
        Ok(Self::counted(customer_id, &carried.company_name, carried.bundle_id, steps))
    }
}

/// One step moved on, or back.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StepUpdate {
    /// The checklist as it was answered last.
    pub checklist: CarriedChecklist,
    /// Which step.
    pub step_id: StepId,
    /// Whether it is done now.
    pub completed: bool,
    /// Replaces the step's notes where it stands; cut to [`NOTES_MAX`](super::NOTES_MAX) characters.
    #[serde(default)]
    pub notes: Option<String>,
}

/// Moves one step of a checklist that comes from outside.
///
/// # Errors
/// [`Error::Conflict`] for a checklist that is not ours, with the step that is wrong; [`Error::Empty`] without a customer.
///
/// ```
/// use poslock::domain::{json, onboarding};
///
/// let demo = serde_json::to_string(&onboarding::demo()).expect("plain data");
/// let sent = format!(r#"{{"checklist": {demo}, "step_id": "connect_channels", "completed": true}}"#);
/// let checklist = onboarding::update(json::read(&sent)?)?;
/// assert_eq!(checklist.current_step().name(), "upload_or_source");
/// # Ok::<(), poslock::domain::Error>(())
/// ```
pub fn update(update: StepUpdate) -> Result<Checklist> {
    let checklist = Checklist::try_from(update.checklist).map_err(|e| e.inside("checklist"))?;
    Ok(checklist.mark(update.step_id, update.completed, update.notes.as_deref()))
}
