//! Self-growth: Dealix sells Dealix under the rules that its customers work by.
//!
//! Accounts that the caller gives are scored and ranked, a brief opens the day, a report closes the week. It invents no
//! company, reads no network and sends nothing. The tables stand here, the functions in the files of the folder.

mod brief;
mod fit;
mod learning;
mod targets;

pub use brief::{DailyBrief, DailyBriefInput, daily_brief};
pub use fit::{Account, Fit, Focus, fit};
pub use learning::{LearningReport, Measured, WEEKS_IN_A_MONTH, WeeklyMetrics, weekly_learning_report};
pub use targets::{Blocked, Recommendations, Target, TargetsInput, recommend_targets};

use serde::Serialize;

use crate::domain::names::names;

/// Whom Dealix looks for: five pairs of sector and city.
pub const ICP_FOCUSES: [IcpFocus; 5] = [
    IcpFocus { sector: "agency", city: "Riyadh", sector_ar: "وكالات", city_ar: "الرياض" },
    IcpFocus { sector: "training", city: "Riyadh", sector_ar: "تدريب", city_ar: "الرياض" },
    IcpFocus { sector: "consulting", city: "Riyadh", sector_ar: "استشارات", city_ar: "الرياض" },
    IcpFocus { sector: "saas", city: "Riyadh", sector_ar: "برمجيات", city_ar: "الرياض" },
    IcpFocus { sector: "real_estate", city: "Jeddah", sector_ar: "عقار", city_ar: "جدة" },
];

/// A sector in a city.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct IcpFocus {
    /// Name of the sector in data.
    pub sector: &'static str,
    /// Name of the city in data.
    pub city: &'static str,
    /// The sector in Arabic; accounts may write it so.
    pub sector_ar: &'static str,
    /// The city in Arabic; accounts may write it so.
    pub city_ar: &'static str,
}

names! {
    /// A sign that a company may need Dealix now.
    pub enum Signal ("signal") {
        /// Looks for salespeople.
        HiringSales = "hiring_sales",
        /// News of expansion.
        ExpansionNews = "expansion_news",
        /// Opened a branch.
        NewBranch = "new_branch",
        /// New people at the top.
        LeadershipChange = "leadership_change",
        /// Advertises at present.
        ActiveAds = "active_ads",
        /// More people than before.
        GrowingTeam = "growing_team",
        /// Took part in an event.
        EventParticipation = "event_participation",
        /// Could bring customers of its own.
        PartnerPotential = "partner_potential",
        /// Takes bookings by a link.
        BookingLink = "booking_link",
        /// Is reviewed on Google.
        GoogleReviews = "google_reviews",
        /// Its site changed lately.
        WebsiteUpdated = "website_updated",
        /// Is seen to use a CRM.
        CrmVisible = "crm_visible",
    }
}

/// What each signal weighs, heaviest first; equal weights keep this order.
pub const SIGNALS: [SignalWeight; 12] = [
    SignalWeight {
        id: Signal::HiringSales, weight: 9, label_ar: "توظيف مبيعات", why_ar: "توظّف لفريق المبيعات"
    },
    SignalWeight {
        id: Signal::ExpansionNews, weight: 9, label_ar: "خبر توسع", why_ar: "أعلنت عن توسع"
    },
    SignalWeight {
        id: Signal::NewBranch, weight: 8, label_ar: "فرع جديد", why_ar: "افتتحت فرعًا جديدًا"
    },
    SignalWeight {
        id: Signal::LeadershipChange, weight: 8, label_ar: "تغيّر في القيادة", why_ar: "تغيّرت قيادتها"
    },
    SignalWeight {
        id: Signal::ActiveAds, weight: 7, label_ar: "إعلانات نشطة", why_ar: "إعلاناتها نشطة"
    },
    SignalWeight { id: Signal::GrowingTeam, weight: 7, label_ar: "فريق يكبر", why_ar: "فريقها يكبر" },
    SignalWeight {
        id: Signal::EventParticipation, weight: 6, label_ar: "مشاركة في فعالية", why_ar: "شاركت في فعالية"
    },
    SignalWeight {
        id: Signal::PartnerPotential, weight: 6, label_ar: "شراكة محتملة", why_ar: "فيها فرصة شراكة"
    },
    SignalWeight {
        id: Signal::BookingLink, weight: 5, label_ar: "رابط حجز", why_ar: "تستقبل الحجوزات برابط"
    },
    SignalWeight {
        id: Signal::GoogleReviews,
        weight: 5,
        label_ar: "تقييمات Google",
        why_ar: "يقيّمها عملاؤها على Google",
    },
    SignalWeight {
        id: Signal::WebsiteUpdated, weight: 4, label_ar: "موقع محدّث", why_ar: "حدّثت موقعها"
    },
    SignalWeight { id: Signal::CrmVisible, weight: 3, label_ar: "CRM ظاهر", why_ar: "تستعمل CRM" },
];

/// A signal's weight and words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct SignalWeight {
    /// The signal.
    pub id: Signal,
    /// Its weight, before [`SIGNAL_FACTOR`].
    pub weight: u32,
    /// Its name in Arabic.
    pub label_ar: &'static str,
    /// What it says of the company, as a clause that follows the company's name.
    pub why_ar: &'static str,
}

impl Signal {
    /// The weight and words of this signal.
    pub const fn row(self) -> &'static SignalWeight {
        // The table stands in the order of the names; a test holds that.
        &SIGNALS[self as usize]
    }
}

/// What the sum of the weights is multiplied with.
pub const SIGNAL_FACTOR: u32 = 4;
/// The most that signals, and signals and bonuses together, score.
pub const MAX_FIT: u32 = 100;
/// Points for the sector of the focus.
pub const SECTOR_BONUS: u32 = 10;
/// Points for the city of the focus.
pub const CITY_BONUS: u32 = 5;

names! {
    /// How well an account fits.
    pub enum FitLevel ("level") {
        /// Written to today.
        Hot = "hot",
        /// Written to today if there is time.
        Warm = "warm",
        /// Waits for a stronger signal.
        Watching = "watching",
        /// Not written to.
        Cold = "cold",
    }
}

/// From which score an account has a level, highest first: a score has the first level that it reaches.
pub const FIT_LEVELS: [FitRow; 4] = [
    FitRow { level: FitLevel::Hot, from: 70, label_ar: "ساخن", action_ar: "مسودة اليوم" },
    FitRow {
        level: FitLevel::Warm, from: 40, label_ar: "دافئ", action_ar: "مسودة اليوم إن بقي وقت"
    },
    FitRow {
        level: FitLevel::Watching, from: 15, label_ar: "تحت المتابعة", action_ar: "ننتظر إشارة أقوى"
    },
    FitRow { level: FitLevel::Cold, from: 0, label_ar: "بارد", action_ar: "لا نكتب له" },
];

/// A level and its lowest score.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct FitRow {
    /// The level.
    pub level: FitLevel,
    /// Lowest score of the level, which belongs to it.
    pub from: u32,
    /// Its name in Arabic.
    pub label_ar: &'static str,
    /// What the team does with such an account today.
    pub action_ar: &'static str,
}

impl FitLevel {
    /// The level of a score.
    ///
    /// ```
    /// use poslock::domain::modes::self_growth::FitLevel;
    /// assert_eq!(FitLevel::of(70), FitLevel::Hot);
    /// assert_eq!(FitLevel::of(69), FitLevel::Warm);
    /// ```
    pub fn of(score: u32) -> Self {
        FIT_LEVELS.iter().find(|row| score >= row.from).map_or(Self::Cold, |row| row.level)
    }

    /// The lowest score and the words of this level.
    pub const fn row(self) -> &'static FitRow {
        &FIT_LEVELS[self as usize]
    }
}

/// How many targets a day has unless the caller asks for another number.
pub const DEFAULT_LIMIT: u32 = 10;

/// Where no contact may come from, and what the team is told.
pub const BLOCKED_SOURCES: [BlockedSource; 3] = [
    BlockedSource {
        id: "scraped_email", reason_ar: "لا نستعمل بريدًا مسحوبًا: صاحبه لم يأذن به"
    },
    BlockedSource {
        id: "scraped_phone", reason_ar: "لا نستعمل رقمًا مسحوبًا: صاحبه لم يأذن به"
    },
    BlockedSource {
        id: "purchased_list", reason_ar: "لا نستعمل قائمة مشتراة: أصحابها لم يوافقوا، ومصدرها لا يثبت"
    },
];

/// A source that is never used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct BlockedSource {
    /// Name in data.
    pub id: &'static str,
    /// Why, in Arabic.
    pub reason_ar: &'static str,
}

/// What the daily brief reminds of, every day.
pub const REMINDERS: [&str; 4] = [
    "لا واتساب بارد، حتى لمصلحة Dealix نفسها",
    "كل مسودة تنتظر الموافقة: Approval-first في كل خطوة",
    "لا سحب بيانات من LinkedIn: يكفينا LinkedIn Lead Forms والبحث اليدوي المعتمد",
    "كل تواصل يدخل Action Ledger",
];

/// What the Dealix team wants to reach in a month. For the team alone, never a promise to a customer.
pub const MONTHLY_TARGETS: [MonthlyTarget; 5] = [
    MonthlyTarget { id: "free_diagnostics_delivered", target: 30, label_ar: "تشخيص مجاني مُسلَّم" },
    MonthlyTarget { id: "paid_pilots_started", target: 6, label_ar: "Pilot مدفوع بدأ" },
    MonthlyTarget { id: "subscriptions_started", target: 3, label_ar: "اشتراك شهري" },
    MonthlyTarget { id: "agency_partners_signed", target: 1, label_ar: "وكالة شريكة" },
    MonthlyTarget {
        id: "case_studies_published", target: 1, label_ar: "دراسة حالة منشورة بإذن صاحبها"
    },
];

/// A target of a month.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct MonthlyTarget {
    /// Name in data; that of the metric where the weekly report has one.
    pub id: &'static str,
    /// How many in a month.
    pub target: u32,
    /// What is counted, in Arabic.
    pub label_ar: &'static str,
}

/// The questions of the weekly learning report.
pub const LEARNING_QUESTIONS: [&str; 5] = [
    "أي إشارة فتحت أفضل المحادثات هذا الأسبوع؟",
    "أي رسالة جاءها رد، وما الذي اختلف فيها؟",
    "أين توقفت الفرص: قبل الرد، أو بعد العرض، أو بعد الاجتماع؟",
    "أي اعتراض تكرر، وما جوابنا الصادق عنه؟",
    "ما الشيء الواحد الذي نغيّره الأسبوع القادم؟",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_stand_in_the_order_of_their_names() {
        for signal in Signal::ALL {
            assert_eq!(signal.row().id, signal);
        }
        for level in FitLevel::ALL {
            assert_eq!(level.row().level, level);
        }
        assert!(SIGNALS.is_sorted_by(|a, b| a.weight >= b.weight), "heaviest first");
        assert!(FIT_LEVELS.is_sorted_by(|a, b| a.from > b.from), "highest first");
    }

    #[test]
    fn both_sides_of_every_level() {
        let level = |score| FitLevel::of(score).name();
        assert_eq!([level(100), level(70), level(69)], ["hot", "hot", "warm"]);
        assert_eq!([level(40), level(39)], ["warm", "watching"]);
        assert_eq!([level(15), level(14), level(0)], ["watching", "cold", "cold"]);
        assert_eq!(level(u32::MAX), "hot");
    }
}
