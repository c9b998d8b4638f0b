//! Customer success as data: the check-in, the risk points, the day plans, the health score, reviews, renewals and what is
//! never done.
//!
//! The tables are what `docs/CUSTOMER_SUCCESS_PLAYBOOK.md` is checked against; a gap such as `{days}` is filled by the engine
//! that the text belongs to. It must not know how an answer is worked out.

pub mod at_risk;
pub mod check_in;
pub mod guard;
pub mod health;
pub mod plan;
pub mod qbr;
pub mod renewal;
mod rows;
#[cfg(test)]
mod tests;

pub use at_risk::{AtRiskAlert, AtRiskRequest, AtRiskSeverity, Factor, RiskFactor, RiskSignal, at_risk_alert};
pub use check_in::{CheckIn, CheckInRequest, Metric, Metrics, weekly_check_in};
pub use guard::{Facts, Guard, GuardAction, GuardRequest, GuardRule, guard};
pub use health::{Health, HealthInput, HealthPart, HealthRequest, HealthVerdict, health_score};
pub use plan::{Activity, Cadence, PlanRequest, SuccessPlan, success_plan};
pub use qbr::{Multiples, ProofPack, Qbr, QbrRequest, qbr};
pub use renewal::{Renewal, RenewalRequest, RenewalStep, StepOnDay, StepState, renewal};
pub use rows::{
    AgendaItem, GuardRow, HealthLevel, HealthWeight, PartnershipTargets, PlanDay, QbrPart, RenewalRow, RiskLevel,
    RiskPoints, TalkingPoint,
};

/// The kinds of contact with a customer; [`Cadence`] has the same order.
pub const CADENCE_TYPES: [&str; 6] = [
    "weekly_check_in",
    "monthly_proof_review",
    "quarterly_business_review",
    "at_risk_alert",
    "renewal_30_day",
    "renewal_7_day",
];

/// The weekly check-in, item by item; minutes each.
pub const AGENDA: [AgendaItem; 5] = [
    AgendaItem { id: "last_proof_pack", label_ar: "قراءة آخر Proof Pack", minutes: 5 },
    AgendaItem { id: "best_opportunity", label_ar: "أقوى فرصة في الـ pipeline", minutes: 5 },
    AgendaItem { id: "biggest_risk", label_ar: "أكبر خطر على القنوات", minutes: 5 },
    AgendaItem { id: "next_week", label_ar: "خطوات الأسبوع القادم", minutes: 5 },
    AgendaItem { id: "help_needed", label_ar: "ما الذي نساعدكم فيه", minutes: 5 },
];

/// Length of the weekly check-in, in minutes: the sum of [`AGENDA`].
pub const AGENDA_MINUTES: u32 = 25;

/// What is said of each metric. The parts of one `point` make one sentence, so there are four.
pub const TALKING_POINTS: [TalkingPoint; 5] = [
    TalkingPoint {
        point: 1,
        metric: Metric::DraftsApproved,
        some_ar: "اعتمدتم هذا الأسبوع {drafts_approved}",
        none_ar: "لم تُعتمد رسائل هذا الأسبوع",
    },
    TalkingPoint {
        point: 1, metric: Metric::Replies, some_ar: "ووصلكم {replies}", none_ar: "ولم تصل ردود بعد"
    },
    TalkingPoint {
        point: 2,
        metric: Metric::Meetings,
        some_ar: "رتّبنا معكم {meetings}",
        none_ar: "لم يُرتَّب اجتماع بعد",
    },
    TalkingPoint {
        point: 3,
        metric: Metric::RisksBlocked,
        some_ar: "أوقفنا {risks_blocked} قبل أن يخرج شيء باسمكم",
        none_ar: "لم يظهر هذا الأسبوع خطر يحتاج إيقافًا",
    },
    TalkingPoint {
        point: 4,
        metric: Metric::PipelineSar,
        some_ar: "تحرّكت في الـ pipeline فرص قيمتها {pipeline_sar}",
        none_ar: "لم تتحرك فرص في الـ pipeline بعد",
    },
];

/// Signs that a customer is being lost, and their points. Of the rows of one signal only the first that is reached counts.
pub const AT_RISK_POINTS: [RiskPoints; 5] = [
    RiskPoints {
        id: RiskFactor::LongInactive,
        signal: RiskSignal::DaysInactive,
        at_least: 14,
        points: 40,
        reason_ar: "لا نشاط منذ {count}، فتزيد الدرجة {points}",
    },
    RiskPoints {
        id: RiskFactor::Inactive,
        signal: RiskSignal::DaysInactive,
        at_least: 7,
        points: 20,
        reason_ar: "لا نشاط منذ {count}، فتزيد الدرجة {points}",
    },
    RiskPoints {
        id: RiskFactor::ManyDrafts,
        signal: RiskSignal::DraftsPending,
        at_least: 10,
        points: 25,
        reason_ar: "تنتظر الاعتماد {count}، فتزيد الدرجة {points}",
    },
    RiskPoints {
        id: RiskFactor::SomeDrafts,
        signal: RiskSignal::DraftsPending,
        at_least: 5,
        points: 10,
        reason_ar: "تنتظر الاعتماد {count}، فتزيد الدرجة {points}",
    },
    RiskPoints {
        id: RiskFactor::OldProofPack,
        signal: RiskSignal::LastProofPackDaysAgo,
        at_least: 14,
        points: 30,
        reason_ar: "لم يُسلَّم Proof Pack منذ {count}، فتزيد الدرجة {points}",
    },
];

/// The lowest and the highest risk score.
pub const RISK_SCORE_RANGE: [u32; 2] = [0, 100];

/// How grave a risk score is, gravest first, and what is done then.
pub const AT_RISK_SEVERITIES: [RiskLevel; 3] = [
    RiskLevel {
        severity: AtRiskSeverity::High,
        from_score: 60,
        recommended_action_ar: "يكتب المؤسس للعميل بريدًا باسمه، ونعقد QBR هذا الأسبوع",
    },
    RiskLevel {
        severity: AtRiskSeverity::Medium,
        from_score: 30,
        recommended_action_ar: "نجهّز ملخصًا من Proof Pack، ونعرض ديمو لخدمة جديدة",
    },
    RiskLevel {
        severity: AtRiskSeverity::Low,
        from_score: 0,
        recommended_action_ar: "نكمل المتابعة الأسبوعية كالمعتاد",
    },
];

/// The first 30 days with Growth Starter.
pub const GROWTH_STARTER_PLAN: [PlanDay; 5] = [
    PlanDay { day: 1, activity_ar: "مكالمة الافتتاح واستلام معلومات الشركة" },
    PlanDay { day: 3, activity_ar: "مراجعة أول 3 فرص ومسوداتها مع العميل" },
    PlanDay { day: 7, activity_ar: "تسليم Proof Pack v1" },
    PlanDay {
        day: 14, activity_ar: "متابعة أسبوعية، وعندها يجوز عرض الخطوة التالية"
    },
    PlanDay {
        day: 30, activity_ar: "مراجعة شهرية للإثبات، وقرار التجديد أو الترقية"
    },
];

/// The first 30 days with Executive Growth OS.
pub const EXECUTIVE_GROWTH_OS_PLAN: [PlanDay; 5] = [
    PlanDay { day: 1, activity_ar: "جلسة البداية وربط القنوات" },
    PlanDay { day: 7, activity_ar: "تسليم أول Proof Pack أسبوعي" },
    PlanDay { day: 14, activity_ar: "متابعة أسبوعية، وعرض Founder Shadow Board v1" },
    PlanDay { day: 21, activity_ar: "مراجعة شهرية للإثبات" },
    PlanDay { day: 30, activity_ar: "QBR، والحديث عن الانتقال إلى اشتراك سنوي" },
];

/// The first 30 days with Partnership Growth.
pub const PARTNERSHIP_GROWTH_PLAN: [PlanDay; 5] = [
    PlanDay { day: 1, activity_ar: "تحديد ملف الشريك المناسب (Partner ICP)" },
    PlanDay { day: 5, activity_ar: "قائمة من 20 شريكًا، و10 مسودات تواصل" },
    PlanDay { day: 10, activity_ar: "ترتيب 5 اجتماعات مع الشركاء" },
    PlanDay { day: 14, activity_ar: "متابعة أسبوعية" },
    PlanDay {
        day: 30, activity_ar: "بطاقة أداء الشركاء، والاتفاق على مشاركة الإيراد"
    },
];

/// Opportunities that are reviewed with the customer on day 3 of [`GROWTH_STARTER_PLAN`].
pub const FIRST_REVIEW_OPPORTUNITIES: u32 = 3;

/// What [`PARTNERSHIP_GROWTH_PLAN`] delivers on days 5 and 10.
pub const PARTNERSHIP_TARGETS: PartnershipTargets =
    PartnershipTargets { partners: 20, outreach_drafts: 10, meetings: 5 };

/// What goes into the health score: `points` for each `per` of the input.
pub const HEALTH_WEIGHTS: [HealthWeight; 6] = [
    HealthWeight { input: HealthInput::Csat, per: 1, points: 5 },
    HealthWeight { input: HealthInput::PipelineSar, per: 1_000, points: 1 },
    HealthWeight { input: HealthInput::Meetings, per: 1, points: 8 },
    HealthWeight { input: HealthInput::ApprovalRate, per: 1, points: 50 },
    HealthWeight { input: HealthInput::DaysInactive, per: 1, points: -2 },
    HealthWeight { input: HealthInput::DraftsPending, per: 1, points: -1 },
];

/// The lowest and the highest satisfaction (CSAT).
pub const CSAT_RANGE: [f64; 2] = [0.0, 10.0];

/// The lowest and the highest rate of approval.
pub const APPROVAL_RATE_RANGE: [f64; 2] = [0.0, 1.0];

/// The lowest and the highest health score; the raw sum knows neither.
pub const HEALTH_SCORE_RANGE: [f64; 2] = [0.0, 100.0];

/// What a health score means, the best first.
pub const HEALTH_VERDICTS: [HealthLevel; 3] = [
    HealthLevel { verdict: HealthVerdict::Healthy, from_score: 75 },
    HealthLevel { verdict: HealthVerdict::Watch, from_score: 50 },
    HealthLevel { verdict: HealthVerdict::AtRisk, from_score: 0 },
];

/// Days from the beginning of a subscription, or from the last review, to the quarterly business review.
pub const QBR_AFTER_DAYS: u32 = 90;

/// How many Proof Packs a quarterly business review looks back on.
pub const QBR_PROOF_PACKS: u32 = 3;

/// The quarterly business review, part by part.
pub const QBR_PARTS: [QbrPart; 5] = [
    QbrPart { id: "proof_packs", label_ar: "آخر 3 Proof Packs وما تغيّر بينها" },
    QbrPart { id: "roi", label_ar: "العائد بالأرقام: pipeline_x وclosed_won_x" },
    QbrPart { id: "benchmarks", label_ar: "المقارنة بأداء القطاع" },
    QbrPart { id: "experiments", label_ar: "ما نجرّبه في الربع القادم" },
    QbrPart { id: "pricing_tier", label_ar: "هل الباقة الحالية على قدر الحاجة" },
];

/// The steps up to a renewal: how many days before, what is done, and the draft for the customer.
pub const RENEWAL: [RenewalRow; 3] = [
    RenewalRow {
        step: RenewalStep::Renewal30Day,
        days_before: 30,
        action_ar: "Proof Pack الشهري، ومعه رسالة ودية",
        message_ar: "حياكم الله، مرفق لكم Proof Pack هذا الشهر. تجديدكم بعد {days}، ونحب نجلس معكم قبلها في QBR ونرتب للربع القادم. أي يوم يناسبكم؟",
    },
    RenewalRow {
        step: RenewalStep::Renewal7Day,
        days_before: 7,
        action_ar: "بريد من المؤسس، ومعه مسودة الخصم السنوي",
        message_ar: "حياكم الله، أكتب لكم بنفسي لأن تجديدكم بعد {days}. إذا ناسبكم الاشتراك السنوي فعليه خصم {percent}%، والقرار لكم. وإن كان في تجربتكم ما لم يعجبكم، أحب أسمعه منكم مباشرة.",
    },
    RenewalRow {
        step: RenewalStep::RenewalDay,
        days_before: 0,
        action_ar: "الفاتورة ورسالة الشكر، ثم خطة الربع القادم",
        message_ar: "شكرًا على ثقتكم. مرفقة فاتورة التجديد، والدفع يدوي كما تعودتم. ومعها خطة الربع القادم، ننتظر رأيكم فيها قبل أن نبدأ.",
    },
];

/// The discount on a year, in percent; drafted in the last week before a renewal and never otherwise.
pub const ANNUAL_DISCOUNT_PERCENT: u32 = 15;

/// What is never done, and why.
pub const GUARD_RULES: [GuardRow; 4] = [
    GuardRow {
        rule: GuardRule::UpgradeBeforeProofPack,
        action: GuardAction::OfferUpgrade,
        reason_ar: "لا نعرض ترقية قبل أن يستلم العميل أول Proof Pack",
    },
    GuardRow {
        rule: GuardRule::SecondCheckInAWeek,
        action: GuardAction::CheckIn,
        reason_ar: "متابعة واحدة في الأسبوع تكفي، ولا نزيد عليها",
    },
    GuardRow {
        rule: GuardRule::SkippedHighAlert,
        action: GuardAction::SkipAtRiskAlert,
        reason_ar: "تنبيه الخطر العالي لا يُتجاوز، وله صاحب وإجراء",
    },
    GuardRow {
        rule: GuardRule::CadenceChangedAlone,
        action: GuardAction::ChangeCadence,
        reason_ar: "مواعيد المتابعة لا تتغير إلا بموافقة العميل",
    },
];

/// Most check-ins with one customer in a week.
pub const MAX_CHECK_INS_A_WEEK: u32 = 1;
