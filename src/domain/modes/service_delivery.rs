//! Service delivery: what is sold beside the bundles, how each service is delivered, and when it may be called a success.
//!
//! The tables stand here, the functions in the files of the folder. Nothing here sends or charges: a brief is a plan, a price
//! is what an offer may say.

mod brief;
mod catalog;
mod hand_over;
mod plans;
mod sla_status;

pub use brief::{DeliveryBrief, DeliveryBriefInput, PlannedPhase, WorkflowEntry, completion_date, delivery_brief};
pub use catalog::{Catalog, ServiceSheet, service, service_catalog};
pub use hand_over::{HandOver, HandOverEntry, HandOverInput, hand_over};
pub use plans::{FIRST_10_OPPORTUNITIES_PLAN, FREE_GROWTH_DIAGNOSTIC_PLAN, LIST_INTELLIGENCE_PLAN, PLAN_24H, Phase};
pub use sla_status::{BreachedTicket, DeliverySla, DeliverySlaInput, DeliveryTicket, sla_status};

use serde::Serialize;

use crate::domain::names::names;

names! {
    /// A service.
    pub enum ServiceId ("service_id") {
        /// A free look at where opportunities stop.
        FreeGrowthDiagnostic = "free_growth_diagnostic",
        /// The customer's own list, checked and sorted.
        ListIntelligence = "list_intelligence",
        /// The wedge: ten opportunities in seven days.
        First10OpportunitiesSprint = "first_10_opportunities_sprint",
        /// The self-growth mode, run for the customer's own team.
        SelfGrowthOperator = "self_growth_operator",
        /// Growth operation by the month.
        GrowthOsMonthly = "growth_os_monthly",
        /// Opportunities left behind in the mailbox.
        EmailRevenueRescue = "email_revenue_rescue",
        /// Invitations to meetings.
        MeetingBookingSprint = "meeting_booking_sprint",
        /// Partners as a channel.
        PartnerSprint = "partner_sprint",
        /// An agency that sells and delivers Dealix.
        AgencyPartnerProgram = "agency_partner_program",
        /// Opt-in, opt-out and templates of the channel.
        WhatsappComplianceSetup = "whatsapp_compliance_setup",
        /// Lead forms, with consent.
        LinkedinLeadGenSetup = "linkedin_lead_gen_setup",
        /// A brief for the management, each week.
        ExecutiveGrowthBrief = "executive_growth_brief",
    }
}

names! {
    /// How a service is paid and how long it runs.
    pub enum Pricing ("pricing") {
        /// Once, done within a day.
        OneTime = "one_time",
        /// Once, over a week.
        Sprint = "sprint",
        /// Each month.
        Monthly = "monthly",
    }
}

names! {
    /// How much can go wrong.
    pub enum Risk ("risk") {
        /// Little.
        Low = "low",
        /// Some.
        Medium = "medium",
        /// Much: people outside are written to, or a channel's reputation is at stake.
        High = "high",
    }
}

names! {
    /// What a person has to approve.
    pub enum ApprovalPolicy ("approval_policy") {
        /// Before the result is shown to anybody.
        ApprovalRequiredForShare = "approval_required_for_share",
        /// Drafts are made, and nothing else.
        DraftOnly = "draft_only",
        /// Each thing that leaves the house.
        ApprovalRequired = "approval_required",
    }
}

/// The twelve services. Prices in SAR, the lowest and the highest; a fixed price is both.
pub const SERVICES: [Service; 12] = [
    Service {
        id: ServiceId::FreeGrowthDiagnostic,
        name: "Free Growth Diagnostic",
        price_sar: 0,
        price_max_sar: 0,
        pricing: Pricing::OneTime,
        risk: Risk::Low,
        approval_policy: ApprovalPolicy::ApprovalRequiredForShare,
        proof_metrics: &["gaps_found", "opportunities_shown", "diagnostics_approved"],
    },
    Service {
        id: ServiceId::ListIntelligence,
        name: "List Intelligence",
        price_sar: 499,
        price_max_sar: 1_500,
        pricing: Pricing::OneTime,
        risk: Risk::Medium,
        approval_policy: ApprovalPolicy::DraftOnly,
        proof_metrics: &["contacts_checked", "contacts_allowed", "duplicates_removed", "drafts_prepared"],
    },
    Service {
        id: ServiceId::First10OpportunitiesSprint,
        name: "First 10 Opportunities Sprint",
        price_sar: 499,
        price_max_sar: 1_500,
        pricing: Pricing::Sprint,
        risk: Risk::Low,
        approval_policy: ApprovalPolicy::DraftOnly,
        proof_metrics: &["opportunities_delivered", "drafts_approved", "replies_received", "risks_blocked"],
    },
    Service {
        id: ServiceId::SelfGrowthOperator,
        name: "Self-Growth Operator",
        price_sar: 999,
        price_max_sar: 999,
        pricing: Pricing::Monthly,
        risk: Risk::Low,
        approval_policy: ApprovalPolicy::ApprovalRequired,
        proof_metrics: &["targets_ranked", "drafts_approved", "replies_received", "meetings_held"],
    },
    Service {
        id: ServiceId::GrowthOsMonthly,
        name: "Growth OS Monthly",
        price_sar: 2_999,
        price_max_sar: 2_999,
        pricing: Pricing::Monthly,
        risk: Risk::Medium,
        approval_policy: ApprovalPolicy::ApprovalRequired,
        proof_metrics: &["drafts_approved", "replies_received", "meetings_held", "pipeline_sar", "risks_blocked"],
    },
    Service {
        id: ServiceId::EmailRevenueRescue,
        name: "Email Revenue Rescue",
        price_sar: 1_500,
        price_max_sar: 5_000,
        pricing: Pricing::OneTime,
        risk: Risk::High,
        approval_policy: ApprovalPolicy::ApprovalRequired,
        proof_metrics: &["threads_reviewed", "opportunities_found", "drafts_approved", "pipeline_sar"],
    },
    Service {
        id: ServiceId::MeetingBookingSprint,
        name: "Meeting Booking Sprint",
        price_sar: 1_500,
        price_max_sar: 5_000,
        pricing: Pricing::Sprint,
        risk: Risk::Medium,
        approval_policy: ApprovalPolicy::ApprovalRequired,
        proof_metrics: &["invitations_approved", "meetings_booked", "meetings_held"],
    },
    Service {
        id: ServiceId::PartnerSprint,
        name: "Partner Sprint",
        price_sar: 3_000,
        price_max_sar: 7_500,
        pricing: Pricing::Sprint,
        risk: Risk::Medium,
        approval_policy: ApprovalPolicy::ApprovalRequired,
        proof_metrics: &["partners_listed", "drafts_approved", "partner_meetings_booked"],
    },
    Service {
        id: ServiceId::AgencyPartnerProgram,
        name: "Agency Partner Program",
        price_sar: 10_000,
        price_max_sar: 50_000,
        pricing: Pricing::OneTime,
        risk: Risk::Medium,
        approval_policy: ApprovalPolicy::ApprovalRequired,
        proof_metrics: &["client_pilots_started", "proof_packs_delivered", "partner_revenue_sar"],
    },
    Service {
        id: ServiceId::WhatsappComplianceSetup,
        name: "WhatsApp Compliance Setup",
        price_sar: 1_500,
        price_max_sar: 4_000,
        pricing: Pricing::OneTime,
        risk: Risk::High,
        approval_policy: ApprovalPolicy::DraftOnly,
        proof_metrics: &["opt_ins_recorded", "opt_outs_recorded", "templates_approved"],
    },
    Service {
        id: ServiceId::LinkedinLeadGenSetup,
        name: "LinkedIn Lead Gen Setup",
        price_sar: 2_000,
        price_max_sar: 7_500,
        pricing: Pricing::OneTime,
        risk: Risk::Medium,
        approval_policy: ApprovalPolicy::ApprovalRequired,
        proof_metrics: &["lead_forms_connected", "leads_received", "leads_with_consent", "drafts_approved"],
    },
    Service {
        id: ServiceId::ExecutiveGrowthBrief,
        name: "Executive Growth Brief",
        price_sar: 499,
        price_max_sar: 999,
        pricing: Pricing::Monthly,
        risk: Risk::Low,
        approval_policy: ApprovalPolicy::ApprovalRequired,
        proof_metrics: &["briefs_delivered", "decisions_recorded", "pipeline_sar"],
    },
];

/// A service as it is sold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Service {
    /// Name in data.
    pub id: ServiceId,
    /// Name in offers.
    pub name: &'static str,
    /// Price in SAR, or the lower end of its range.
    pub price_sar: u32,
    /// The upper end of the range, in SAR; the price itself where it is fixed.
    pub price_max_sar: u32,
    /// How it is paid.
    pub pricing: Pricing,
    /// How much can go wrong.
    pub risk: Risk,
    /// What a person has to approve.
    pub approval_policy: ApprovalPolicy,
    /// What its Proof Pack counts.
    pub proof_metrics: &'static [&'static str],
}

impl ServiceId {
    /// The row of this service.
    pub const fn row(self) -> &'static Service {
        // The table stands in the order of the names; a test holds that.
        &SERVICES[self as usize]
    }
}

/// How many days after its start a service is complete, by its pricing.
pub const COMPLETION_DAYS: [CompletionDays; 3] = [
    CompletionDays { pricing: Pricing::OneTime, days: 1 },
    CompletionDays { pricing: Pricing::Sprint, days: 7 },
    CompletionDays { pricing: Pricing::Monthly, days: 30 },
];

/// The length of a service.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct CompletionDays {
    /// How it is paid.
    pub pricing: Pricing,
    /// Days from start to completion.
    pub days: u32,
}

impl Pricing {
    /// Days from start to completion.
    pub const fn completion_days(self) -> u32 {
        COMPLETION_DAYS[self as usize].days
    }
}

names! {
    /// A step of a delivery.
    pub enum DeliveryStep ("step") {
        /// What the customer wants and has.
        Intake = "intake",
        /// Whether the data can be used.
        DataCheck = "data_check",
        /// Whom to write to.
        Targeting = "targeting",
        /// Who may be written to, and where.
        Contactability = "contactability",
        /// What to say, in which order.
        Strategy = "strategy",
        /// The words.
        Drafting = "drafting",
        /// A person decides.
        Approval = "approval",
        /// Done by hand as approved, or handed to the customer's team.
        ExecutionOrExport = "execution_or_export",
        /// What came of it.
        Tracking = "tracking",
        /// The Proof Pack.
        Proof = "proof",
        /// The next step, if there is one.
        Upsell = "upsell",
    }
}

/// The eleven steps of every delivery, in order.
pub const DELIVERY_WORKFLOW: [WorkflowStep; 11] = [
    WorkflowStep { id: DeliveryStep::Intake, label_ar: "استلام الطلب ومعلومات الشركة" },
    WorkflowStep { id: DeliveryStep::DataCheck, label_ar: "فحص البيانات ومصادرها" },
    WorkflowStep { id: DeliveryStep::Targeting, label_ar: "اختيار الشريحة والأهداف" },
    WorkflowStep {
        id: DeliveryStep::Contactability, label_ar: "تحديد من يجوز التواصل معه وعلى أي قناة"
    },
    WorkflowStep { id: DeliveryStep::Strategy, label_ar: "خطة التواصل والمتابعة" },
    WorkflowStep { id: DeliveryStep::Drafting, label_ar: "كتابة المسودات" },
    WorkflowStep { id: DeliveryStep::Approval, label_ar: "جلسة الموافقة" },
    WorkflowStep {
        id: DeliveryStep::ExecutionOrExport, label_ar: "إرسال المعتمد باليد، أو تصديره لفريق العميل"
    },
    WorkflowStep { id: DeliveryStep::Tracking, label_ar: "تسجيل الردود والخطوات التالية" },
    WorkflowStep { id: DeliveryStep::Proof, label_ar: "تسليم Proof Pack" },
    WorkflowStep { id: DeliveryStep::Upsell, label_ar: "اقتراح الخطوة التالية إن وُجدت" },
];

/// A step and its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct WorkflowStep {
    /// The step.
    pub id: DeliveryStep,
    /// Its name in Arabic.
    pub label_ar: &'static str,
}

/// How long the review is that ends a delivery, in minutes.
pub const HANDOVER_REVIEW_MINUTES: u32 = 30;

/// From delivery to customer success, in order. `{minutes}` is [`HANDOVER_REVIEW_MINUTES`].
pub const HANDOVER: [HandOverStep; 5] = [
    HandOverStep {
        id: "final_proof_pack", activity_ar: "تسليم Proof Pack النهائي واعتماده من العميل"
    },
    HandOverStep {
        id: "review_booked", activity_ar: "حجز مراجعة مدتها {minutes} دقيقة مع العميل"
    },
    HandOverStep {
        id: "success_cadence", activity_ar: "تفعيل جدول متابعة النجاح بموافقة العميل"
    },
    HandOverStep {
        id: "upgrade_suggested", activity_ar: "اقتراح الترقية المنطقية، ويعتمدها المؤسس قبل عرضها"
    },
    HandOverStep { id: "ledgers_updated", activity_ar: "تحديث Action Graph وRevenue Work Units" },
];

/// A step of the hand-over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct HandOverStep {
    /// Name in data.
    pub id: &'static str,
    /// What is done, in Arabic.
    pub activity_ar: &'static str,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_stand_in_the_order_of_their_names() {
        for id in ServiceId::ALL {
            assert_eq!(id.row().id, id);
            assert!(id.row().price_sar <= id.row().price_max_sar, "{id}");
            assert!(!id.row().proof_metrics.is_empty(), "{id}");
        }
        for (i, step) in DeliveryStep::ALL.into_iter().enumerate() {
            assert_eq!(DELIVERY_WORKFLOW[i].id, step);
        }
        for (i, pricing) in Pricing::ALL.into_iter().enumerate() {
            assert_eq!(COMPLETION_DAYS[i].pricing, pricing);
        }
    }
}
