//! Onboarding: the eight steps from a goal to the first Proof Pack, the days they fall on, and when the work is accepted.
//!
//! Here stand the tables; [`Checklist`] walks through them and [`acceptance()`] says what is still missing. It must not know
//! how a channel is connected, only whether the channels are ready.

use serde::Serialize;

use super::names::names;

mod acceptance;
mod carried;
mod checklist;
#[cfg(test)]
mod walks;

pub use acceptance::{Acceptance, AcceptanceRequest, Judged, ProofPackState, acceptance};
pub use carried::{CarriedChecklist, CarriedStep, StepUpdate, update};
pub use checklist::{Checklist, ChecklistStep, CurrentStep, NewChecklist, demo};

/// Most characters of a step's notes that are kept.
pub const NOTES_MAX: usize = 200;

/// How many steps a checklist has.
pub const TOTAL_STEPS: usize = 8;

/// The customer's own time in minutes: the sum over [`STEPS`].
pub const ESTIMATED_TOTAL_MINUTES: u32 = 27;

names! {
    /// A step of the checklist.
    pub enum StepId ("step_id") {
        /// What the customer wants of the pilot.
        SelectGoal = "select_goal",
        /// One of the five bundles.
        SelectBundle = "select_bundle",
        /// Who the company is, and who approves in its name.
        CompanyIntake = "company_intake",
        /// Access to the channels, for drafts alone.
        ConnectChannels = "connect_channels",
        /// The customer's list, or a source that allows it.
        UploadOrSource = "upload_or_source",
        /// PDPL, opt-in and the channels' reputation.
        RiskReview = "risk_review",
        /// The first service, in drafts.
        FirstServiceRun = "first_service_run",
        /// The first numbers.
        FirstProofPack = "first_proof_pack",
    }
}

/// The eight steps, in order.
pub const STEPS: [Step; TOTAL_STEPS] = [
    Step {
        id: StepId::SelectGoal,
        label_ar: "اختيار الهدف",
        minutes: 2,
        approval_required: false,
        is_async: false,
        input: Some("goal"),
        needs_ar: "هدف واحد، والرقم الذي يحب العميل أن يراه في Proof Pack",
        day: 1,
    },
    Step {
        id: StepId::SelectBundle,
        label_ar: "اختيار الباقة",
        minutes: 3,
        approval_required: true,
        is_async: false,
        input: Some("bundle_id"),
        needs_ar: "باقة من الخمس، كما هي في العرض المعتمد",
        day: 1,
    },
    Step {
        id: StepId::CompanyIntake,
        label_ar: "التعرف على الشركة",
        minutes: 5,
        approval_required: false,
        is_async: false,
        input: Some("company_profile"),
        needs_ar: "القطاع، والمدن، والعميل المناسب، ومن يعتمد الرسائل",
        day: 1,
    },
    Step {
        id: StepId::ConnectChannels,
        label_ar: "ربط القنوات",
        minutes: 8,
        approval_required: true,
        is_async: false,
        input: Some("channels_oauth"),
        needs_ar: "إذن Gmail وCalendar وSheets، للمسودات فقط",
        day: 2,
    },
    Step {
        id: StepId::UploadOrSource,
        label_ar: "القائمة أو المصدر",
        minutes: 5,
        approval_required: true,
        is_async: false,
        input: Some("list_or_source"),
        needs_ar: "قائمة يملكها العميل، أو مصدر مصرّح به",
        day: 3,
    },
    Step {
        id: StepId::RiskReview,
        label_ar: "مراجعة المخاطر",
        minutes: 4,
        approval_required: true,
        is_async: false,
        input: None,
        needs_ar: "مراجعة PDPL وopt-in وسمعة القنوات",
        day: 3,
    },
    Step {
        id: StepId::FirstServiceRun,
        label_ar: "أول خدمة",
        minutes: 0,
        approval_required: true,
        is_async: true,
        input: None,
        needs_ar: "مراجعة مخاطر معتمدة، وقنوات جاهزة",
        day: 4,
    },
    Step {
        id: StepId::FirstProofPack,
        label_ar: "أول Proof Pack",
        minutes: 0,
        approval_required: false,
        is_async: true,
        input: None,
        needs_ar: "حصيلة أول خدمة من Action Ledger",
        day: 5,
    },
];

/// A step as the team plans it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Step {
    /// Name in data.
    pub id: StepId,
    /// Name on the page.
    pub label_ar: &'static str,
    /// The customer's time in minutes; 0 where the step runs without them.
    pub minutes: u32,
    /// Whether a person approves before the step counts.
    pub approval_required: bool,
    /// Whether our team does it while the customer waits for nothing.
    pub is_async: bool,
    /// Name of what the customer gives; `None` where the team works with what is there.
    pub input: Option<&'static str>,
    /// What has to be there, in words.
    pub needs_ar: &'static str,
    /// The day of [`RUNBOOK_DAYS`] on which it is done.
    pub day: u32,
}

impl StepId {
    /// The row of this step.
    ///
    /// ```
    /// use poslock::domain::onboarding::StepId;
    /// assert_eq!(StepId::ConnectChannels.step().minutes, 8);
    /// ```
    pub const fn step(self) -> &'static Step {
        // The table stands in the order of the names; a test holds that.
        &STEPS[self as usize]
    }
}

/// The five working days.
pub const RUNBOOK_DAYS: [RunbookDay; 5] = [
    RunbookDay {
        day: 1,
        title_ar: "مكالمة الافتتاح",
        activity_ar: "نتفق مع العميل على الهدف والباقة وصاحب الموافقة، ونعبّئ ملف الشركة",
        minutes: Some(60),
    },
    RunbookDay {
        day: 2,
        title_ar: "ربط القنوات",
        activity_ar: "نربط القنوات بأقل صلاحية تكفي، ونجرّب كل قناة بمسودة واحدة",
        minutes: None,
    },
    RunbookDay {
        day: 3,
        title_ar: "القائمة ومراجعة المخاطر",
        activity_ar: "نستلم القائمة ومصدر كل اسم فيها، ونراجع PDPL وopt-in وسمعة القنوات",
        minutes: None,
    },
    RunbookDay {
        day: 4,
        title_ar: "أول خدمة",
        activity_ar: "نجهّز الفرص والمسودات، ويعتمدها العميل أو يعدّلها أو يرفضها",
        minutes: None,
    },
    RunbookDay {
        day: 5,
        title_ar: "Proof Pack v1",
        activity_ar: "نجمع الحصيلة من Action Ledger، ونعرضها على العميل ليعتمدها",
        minutes: None,
    },
];

/// A working day of the runbook.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct RunbookDay {
    /// Working days from the start; the first is 1.
    pub day: u32,
    /// What the day is for.
    pub title_ar: &'static str,
    /// What is done.
    pub activity_ar: &'static str,
    /// Length of the meeting in minutes, where there is one.
    pub minutes: Option<u32>,
}

names! {
    /// What must be so before onboarding is accepted.
    pub enum Criterion ("criterion") {
        /// All steps done that are not asynchronous.
        StepsDone = "steps_done",
        /// The channels are ready.
        ReadyForFirstService = "ready_for_first_service",
        /// Proof Pack v1 delivered, and approved by the customer.
        ProofPackV1 = "proof_pack_v1",
        /// Customer success has taken over.
        CadenceActive = "cadence_active",
    }
}

/// When onboarding is accepted: all four hold.
pub const ACCEPTANCE: [AcceptanceCriterion; 4] = [
    AcceptanceCriterion {
        id: Criterion::StepsDone,
        text_ar: "اكتملت كل خطوة تُنجز مع العميل، من الهدف إلى مراجعة المخاطر",
    },
    AcceptanceCriterion { id: Criterion::ReadyForFirstService, text_ar: "القنوات جاهزة لأول خدمة" },
    AcceptanceCriterion { id: Criterion::ProofPackV1, text_ar: "سُلّم Proof Pack v1 واعتمده العميل" },
    AcceptanceCriterion {
        id: Criterion::CadenceActive, text_ar: "متابعة النجاح مفعّلة، وموعدها الأول متفق عليه"
    },
];

/// A condition of acceptance.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct AcceptanceCriterion {
    /// Name in data.
    pub id: Criterion,
    /// The condition in words.
    pub text_ar: &'static str,
}

impl Criterion {
    /// The condition in words.
    pub const fn text_ar(self) -> &'static str {
        ACCEPTANCE[self as usize].text_ar
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_stand_in_the_order_of_their_names() {
        for id in StepId::ALL {
            assert_eq!(id.step().id, id);
        }
        for id in Criterion::ALL {
            assert_eq!(ACCEPTANCE[id as usize].id, id);
        }
        assert!(RUNBOOK_DAYS.iter().map(|d| d.day).eq(1..=5));
    }

    #[test]
    fn the_steps_are_those_of_the_runbook() {
        let rows: Vec<_> = STEPS.iter().map(|s| (s.id.name(), s.minutes, s.approval_required, s.input)).collect();
        assert_eq!(
            rows,
            [
                ("select_goal", 2, false, Some("goal")),
                ("select_bundle", 3, true, Some("bundle_id")),
                ("company_intake", 5, false, Some("company_profile")),
                ("connect_channels", 8, true, Some("channels_oauth")),
                ("upload_or_source", 5, true, Some("list_or_source")),
                ("risk_review", 4, true, None),
                ("first_service_run", 0, true, None),
                ("first_proof_pack", 0, false, None),
            ]
        );
        let waiting: Vec<StepId> = STEPS.iter().filter(|s| s.is_async).map(|s| s.id).collect();
        assert_eq!(waiting, [StepId::FirstServiceRun, StepId::FirstProofPack]);
    }

    #[test]
    fn the_customers_time_is_the_sum_of_the_steps() {
        assert_eq!(STEPS.iter().map(|s| s.minutes).sum::<u32>(), ESTIMATED_TOTAL_MINUTES);
        assert!(STEPS.iter().all(|s| (s.minutes == 0) == s.is_async));
        assert_eq!((TOTAL_STEPS, ESTIMATED_TOTAL_MINUTES, NOTES_MAX), (8, 27, 200));
    }

    #[test]
    fn every_day_has_its_steps_and_steps_never_go_back_a_day() {
        assert!(RUNBOOK_DAYS.iter().all(|d| STEPS.iter().any(|s| s.day == d.day)));
        assert!(STEPS.is_sorted_by_key(|s| s.day));
        assert!(STEPS.iter().all(|s| RUNBOOK_DAYS.iter().any(|d| d.day == s.day)));
        assert_eq!(RUNBOOK_DAYS.map(|d| d.minutes), [Some(60), None, None, None, None]);
    }
}
