//! A customer's checklist: begun, and moved on step by step, with its progress counted each time.
//!
//! It must not know what callers send back, nor when onboarding is accepted.

use serde::{Deserialize, Serialize};

use super::{CarriedChecklist, ESTIMATED_TOTAL_MINUTES, NOTES_MAX, STEPS, StepId, TOTAL_STEPS};
use crate::domain::id::customer;
use crate::domain::json::text_or_none;
use crate::domain::number::percent;
use crate::domain::positioning::BundleId;
use crate::domain::promise::Promise;
use crate::domain::text::shortened;
use crate::domain::{Error, Result};

/// Who begins.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NewChecklist {
    /// The customer; not empty.
    pub customer_id: String,
    /// The company's name as pages show it; may be empty.
    #[serde(default, deserialize_with = "text_or_none")]
    pub company_name: String,
    /// What was bought.
    pub bundle_id: BundleId,
}

/// Where a checklist stands: the first step that is not done, or `done`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(into = "&'static str", try_from = "String")]
pub enum CurrentStep {
    /// This step is next.
    At(StepId),
    /// All steps are done.
    Done,
}

impl CurrentStep {
    /// What stands in JSON when all steps are done.
    pub const DONE: &str = "done";

    /// The step's name, or `done`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::At(step) => step.name(),
            Self::Done => Self::DONE,
        }
    }
}

impl From<CurrentStep> for &'static str {
    fn from(current: CurrentStep) -> Self {
        current.name()
    }
}

impl TryFrom<String> for CurrentStep {
    type Error = Error;

    fn try_from(name: String) -> Result<Self> {
        if name == Self::DONE { Ok(Self::Done) } else { name.parse().map(Self::At) }
    }
}

/// A step of one customer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChecklistStep {
    /// Which step.
    pub id: StepId,
    /// Name on the page.
    pub label_ar: String,
    /// The customer's time in minutes.
    pub minutes: u32,
    /// Whether a person approves before the step counts.
    pub approval_required: bool,
    /// Whether our team does it while the customer waits for nothing.
    pub is_async: bool,
    /// What has to be there.
    pub needs_ar: String,
    /// Whether it is done.
    pub completed: bool,
    /// What is worth knowing, at most [`NOTES_MAX`] characters.
    pub notes: String,
}

impl ChecklistStep {
    pub(super) fn of(id: StepId, completed: bool, notes: &str) -> Self {
        let step = id.step();
        Self {
            id,
            label_ar: step.label_ar.to_owned(),
            minutes: step.minutes,
            approval_required: step.approval_required,
            is_async: step.is_async,
            needs_ar: step.needs_ar.to_owned(),
            completed,
            notes: shortened(notes, NOTES_MAX),
        }
    }
}

/// A customer's checklist. Its progress always agrees with its steps: whichever way one comes into being, both are counted.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "CarriedChecklist")]
pub struct Checklist {
    customer_id: String,
    company_name: String,
    bundle_id: BundleId,
    total_steps: usize,
    current_step_id: CurrentStep,
    steps: Vec<ChecklistStep>,
    progress_pct: f64,
    estimated_total_minutes: u32,
    #[serde(flatten)]
    promise: Promise,
}

impl Checklist {
    /// A checklist with nothing done.
    ///
    /// # Errors
    /// [`Error::Empty`] without a customer.
    ///
    /// ```
    /// use poslock::domain::onboarding::{Checklist, CurrentStep, NewChecklist, StepId};
    /// use poslock::domain::positioning::BundleId;
    ///
    /// let new = NewChecklist {
    ///     customer_id: "c-17".to_owned(),
    ///     company_name: "شركة المثال".to_owned(),
    ///     bundle_id: BundleId::GrowthStarter,
    /// };
    /// let checklist = Checklist::new(&new)?.mark(StepId::SelectGoal, true, Some("عشر فرص في الرياض"));
    /// assert_eq!(checklist.progress_pct(), 12.5);
    /// assert_eq!(checklist.current_step(), CurrentStep::At(StepId::SelectBundle));
    /// # Ok::<(), poslock::domain::Error>(())
    /// ```
    pub fn new(new: &NewChecklist) -> Result<Self> {
        Ok(Self::counted(customer(&new.customer_id)?, &new.company_name, new.bundle_id, untouched()))
    }

    /// `customer_id` is not empty, and `steps` are the eight, in order.
    pub(super) fn counted(
        customer_id: String,
        company_name: &str,
        bundle_id: BundleId,
        steps: Vec<ChecklistStep>,
    ) -> Self {
        let mut checklist = Self {
            customer_id,
            company_name: company_name.trim().to_owned(),
            bundle_id,
            total_steps: TOTAL_STEPS,
            current_step_id: CurrentStep::Done,
            steps,
            progress_pct: 0.0,
            estimated_total_minutes: ESTIMATED_TOTAL_MINUTES,
            promise: Promise::APPROVAL,
        };
        checklist.count();
        checklist
    }

    fn count(&mut self) {
        let done = self.steps.iter().filter(|s| s.completed).count();
        self.progress_pct = percent(done, TOTAL_STEPS);
        let next = self.steps.iter().find(|s| !s.completed);
        self.current_step_id = next.map_or(CurrentStep::Done, |s| CurrentStep::At(s.id));
    }

    /// The same checklist with one step done, or not done again. Notes replace those that were there, cut to [`NOTES_MAX`]
    /// characters; without notes they stay.
    #[must_use]
    pub fn mark(mut self, step: StepId, completed: bool, notes: Option<&str>) -> Self {
        for own in self.steps.iter_mut().filter(|s| s.id == step) {
            own.completed = completed;
            if let Some(notes) = notes {
                own.notes = shortened(notes, NOTES_MAX);
            }
        }
        self.count();
        self
    }

    /// The customer.
    pub fn customer_id(&self) -> &str {
        &self.customer_id
    }

    /// The company's name.
    pub fn company_name(&self) -> &str {
        &self.company_name
    }

    /// What was bought.
    pub fn bundle_id(&self) -> BundleId {
        self.bundle_id
    }

    /// The eight steps, in order.
    pub fn steps(&self) -> &[ChecklistStep] {
        &self.steps
    }

    /// The first step that is not done.
    pub fn current_step(&self) -> CurrentStep {
        self.current_step_id
    }

    /// Steps done in percent, 0 to 100, to one decimal.
    pub fn progress_pct(&self) -> f64 {
        self.progress_pct
    }

    /// Approval, and nothing live.
    pub fn promise(&self) -> Promise {
        self.promise
    }
}

/// The eight steps, none of them done.
fn untouched() -> Vec<ChecklistStep> {
    STEPS.iter().map(|s| ChecklistStep::of(s.id, false, "")).collect()
}

/// A made-up customer who has come as far as the channels.
pub fn demo() -> Checklist {
    Checklist::counted("demo".to_owned(), "شركة تجريبية", BundleId::GrowthStarter, untouched())
        .mark(StepId::SelectGoal, true, Some("اجتماعات مع مدارس تدريب في الرياض"))
        .mark(StepId::SelectBundle, true, Some("العرض معتمد من المؤسس"))
        .mark(StepId::CompanyIntake, true, Some("مديرة المبيعات تعتمد الرسائل"))
}
