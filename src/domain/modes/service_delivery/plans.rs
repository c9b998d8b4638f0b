//! How each service is delivered: four plans, of hours after the start.

use serde::Serialize;

use super::{DeliveryStep, ServiceId};

/// A part of a delivery plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Phase {
    /// When it begins or is due, in hours after the start.
    pub hour: u32,
    /// Its name in Arabic.
    pub title_ar: &'static str,
    /// What is done in it.
    pub activity_ar: &'static str,
    /// The steps of the workflow that it covers.
    pub steps: &'static [DeliveryStep],
}

/// The plan of every service that has none of its own.
pub const PLAN_24H: [Phase; 5] = [
    Phase {
        hour: 0,
        title_ar: "الافتتاح",
        activity_ar: "مكالمة افتتاح: الهدف، والقنوات، ومن يعتمد، وما الذي لا نلمسه",
        steps: &[DeliveryStep::Intake],
    },
    Phase {
        hour: 1,
        title_ar: "التشخيص",
        activity_ar: "فحص البيانات ومصادرها، وتحديد من يجوز التواصل معه",
        steps: &[DeliveryStep::DataCheck, DeliveryStep::Targeting, DeliveryStep::Contactability],
    },
    Phase {
        hour: 6,
        title_ar: "المسودات",
        activity_ar: "خطة تواصل قصيرة، ثم كتابة المسودات بالعربية",
        steps: &[DeliveryStep::Strategy, DeliveryStep::Drafting],
    },
    Phase {
        hour: 18,
        title_ar: "حزمة الموافقة",
        activity_ar: "عرض المسودات على صاحب القرار، وإرسال ما يعتمده باليد أو تصديره",
        steps: &[DeliveryStep::Approval, DeliveryStep::ExecutionOrExport],
    },
    Phase {
        hour: 24,
        title_ar: "Proof Pack v1",
        activity_ar: "تسجيل ما حصل، وتسليم النسخة الأولى من Proof Pack، واقتراح الخطوة التالية",
        steps: &[DeliveryStep::Tracking, DeliveryStep::Proof, DeliveryStep::Upsell],
    },
];

/// The plan of the sprint, a day at a time.
pub const FIRST_10_OPPORTUNITIES_PLAN: [Phase; 7] = [
    Phase {
        hour: 0,
        title_ar: "الافتتاح",
        activity_ar: "مكالمة الافتتاح واستلام معلومات الشركة",
        steps: &[DeliveryStep::Intake],
    },
    Phase {
        hour: 24,
        title_ar: "الاختيار",
        activity_ar: "فحص المصادر، واختيار الشركات، وتحديد من يجوز التواصل معه",
        steps: &[DeliveryStep::DataCheck, DeliveryStep::Targeting, DeliveryStep::Contactability],
    },
    Phase {
        hour: 48,
        title_ar: "أول 3 فرص",
        activity_ar: "مراجعة أول 3 فرص ومسوداتها مع العميل، وضبط النبرة على كلامه",
        steps: &[DeliveryStep::Strategy, DeliveryStep::Drafting],
    },
    Phase {
        hour: 72,
        title_ar: "إكمال المسودات",
        activity_ar: "إكمال الفرص إلى 10، ولكل فرصة رسالة وخطة متابعة",
        steps: &[DeliveryStep::Drafting],
    },
    Phase {
        hour: 96,
        title_ar: "جلسة الموافقة",
        activity_ar: "يقرأ العميل المسودات، فيعتمد أو يعدّل أو يرفض",
        steps: &[DeliveryStep::Approval],
    },
    Phase {
        hour: 120,
        title_ar: "الإرسال باليد",
        activity_ar: "إرسال المعتمد باليد أو تصديره، وتسجيل كل رد وخطوته التالية",
        steps: &[DeliveryStep::ExecutionOrExport, DeliveryStep::Tracking],
    },
    Phase {
        hour: 144,
        title_ar: "Proof Pack v1",
        activity_ar: "تسليم Proof Pack v1 ومراجعته مع العميل، ثم اقتراح الخطوة التالية",
        steps: &[DeliveryStep::Proof, DeliveryStep::Upsell],
    },
];

/// The plan of a list's check.
pub const LIST_INTELLIGENCE_PLAN: [Phase; 6] = [
    Phase {
        hour: 0,
        title_ar: "استلام القائمة",
        activity_ar: "استلام القائمة من صاحبها، وكتابة مصدرها والغرض منها",
        steps: &[DeliveryStep::Intake],
    },
    Phase {
        hour: 2,
        title_ar: "الفحص",
        activity_ar: "فحص الأعمدة والناقص والمكرر، وإخراج كل سطر لا يُعرف مصدره",
        steps: &[DeliveryStep::DataCheck],
    },
    Phase {
        hour: 6,
        title_ar: "الفرز",
        activity_ar: "ترتيب الشرائح، وتحديد من يجوز التواصل معه وعلى أي قناة",
        steps: &[DeliveryStep::Targeting, DeliveryStep::Contactability],
    },
    Phase {
        hour: 12,
        title_ar: "المسودات",
        activity_ar: "خطة تواصل لكل شريحة، ومسودة لها بالعربية",
        steps: &[DeliveryStep::Strategy, DeliveryStep::Drafting],
    },
    Phase {
        hour: 20,
        title_ar: "الموافقة والتصدير",
        activity_ar: "مراجعة القائمة والمسودات مع العميل، ثم تصدير ما اعتمده لفريقه",
        steps: &[DeliveryStep::Approval, DeliveryStep::ExecutionOrExport],
    },
    Phase {
        hour: 24,
        title_ar: "تقرير القائمة",
        activity_ar: "تسليم Proof Pack بالأرقام: كم سطرًا فُحص، وكم يجوز، وكم استُبعد ولماذا",
        steps: &[DeliveryStep::Tracking, DeliveryStep::Proof, DeliveryStep::Upsell],
    },
];

/// The plan of the free diagnostic.
pub const FREE_GROWTH_DIAGNOSTIC_PLAN: [Phase; 5] = [
    Phase {
        hour: 0,
        title_ar: "الأسئلة",
        activity_ar: "مكالمة قصيرة: من أفضل عميل، وأين تتوقف الفرص، ومن يعتمد الرسائل",
        steps: &[DeliveryStep::Intake],
    },
    Phase {
        hour: 2,
        title_ar: "القراءة",
        activity_ar: "قراءة ما أذن به العميل من قنواته، وكتابة مصدر كل معلومة",
        steps: &[DeliveryStep::DataCheck, DeliveryStep::Targeting, DeliveryStep::Contactability],
    },
    Phase {
        hour: 8,
        title_ar: "كتابة التشخيص",
        activity_ar: "أين تضيع المتابعة، ومثال لفرصة ورسالتها، وما نبدأ به",
        steps: &[DeliveryStep::Strategy, DeliveryStep::Drafting],
    },
    Phase {
        hour: 18,
        title_ar: "المراجعة",
        activity_ar: "يراجع العميل النسخة الأخيرة، ولا تُشارَك مع أحد قبل موافقته",
        steps: &[DeliveryStep::Approval],
    },
    Phase {
        hour: 24,
        title_ar: "التسليم",
        activity_ar: "تسليم التشخيص المعتمد، وتسجيل قرار العميل، واقتراح الخطوة المناسبة أو الاعتذار بصراحة",
        steps: &[DeliveryStep::ExecutionOrExport, DeliveryStep::Tracking, DeliveryStep::Proof, DeliveryStep::Upsell],
    },
];

impl ServiceId {
    /// The delivery plan of this service: its own, or [`PLAN_24H`].
    pub const fn plan(self) -> &'static [Phase] {
        match self {
            Self::First10OpportunitiesSprint => &FIRST_10_OPPORTUNITIES_PLAN,
            Self::ListIntelligence => &LIST_INTELLIGENCE_PLAN,
            Self::FreeGrowthDiagnostic => &FREE_GROWTH_DIAGNOSTIC_PLAN,
            _ => &PLAN_24H,
        }
    }

    /// Whether the plan is this service's own.
    pub const fn has_own_plan(self) -> bool {
        matches!(self, Self::First10OpportunitiesSprint | Self::ListIntelligence | Self::FreeGrowthDiagnostic)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_plan_walks_the_whole_workflow_within_its_time() {
        for id in ServiceId::ALL {
            let steps: Vec<DeliveryStep> = id.plan().iter().flat_map(|p| p.steps).copied().collect();
            assert!(steps.is_sorted(), "{id}: nothing leaves before its approval: {steps:?}");
            let mut each = steps.clone();
            each.dedup();
            assert_eq!(each, DeliveryStep::ALL, "{id}");
            assert!(id.plan().is_sorted_by(|a, b| a.hour < b.hour), "{id}");
            let last = id.plan().iter().map(|p| p.hour).max().unwrap_or_default();
            assert!(last <= id.row().pricing.completion_days() * 24, "{id}");
        }
    }

    #[test]
    fn three_services_have_plans_of_their_own() {
        let own: Vec<ServiceId> = ServiceId::ALL.into_iter().filter(|id| id.has_own_plan()).collect();
        assert_eq!(
            own.iter().map(|id| id.name()).collect::<Vec<_>>(),
            ["free_growth_diagnostic", "list_intelligence", "first_10_opportunities_sprint"]
        );
        for id in ServiceId::ALL {
            assert_eq!(id.plan() != PLAN_24H, id.has_own_plan(), "{id}");
        }
        assert_eq!(PLAN_24H.map(|p| p.hour), [0, 1, 6, 18, 24]);
    }
}
