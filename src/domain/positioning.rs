//! The locked positioning as data: category, buyers, wedge, bundles, modes, claims and the core workflow.
//!
//! The tables are what `docs/POSITIONING_LOCK.md` and the pages are checked against. It must not know how claims are found.

use serde::{Deserialize, Serialize};

use super::names::names;
use super::promise::Promise;
use super::{Error, Result};

/// The category, in English everywhere and never shortened.
pub const CATEGORY: &str = "Saudi Revenue Execution OS";

/// What Dealix is not: six kinds of product it is mistaken for.
pub const NOT: [&str; 6] = [
    "a general CRM",
    "a WhatsApp bot",
    "a lead scraper",
    "a traditional agency",
    "a general AI agent or chatbot",
    "a tier-1 enterprise platform",
];

/// Who buys: two kinds of buyers, with their sectors.
pub const BUYERS: [Buyer; 2] = [
    Buyer { id: "companies", sectors: &["B2B services", "SaaS", "training", "clinics", "real estate"] },
    Buyer { id: "agencies_and_marketers", sectors: &["agencies", "marketers"] },
];

/// A kind of buyer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Buyer {
    /// Name in data.
    pub id: &'static str,
    /// Whom it means.
    pub sectors: &'static [&'static str],
}

/// Where a customer begins.
pub const WEDGE: Wedge =
    Wedge { name: "First 10 Opportunities + Proof Pack", opportunities: 10, days: 7, price_sar: 499 };

/// A first, small purchase.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Wedge {
    /// Its name.
    pub name: &'static str,
    /// How many opportunities are delivered.
    pub opportunities: u32,
    /// Length of the sprint in days.
    pub days: u32,
    /// Price in SAR.
    pub price_sar: u32,
}

names! {
    /// A bundle.
    pub enum BundleId ("bundle_id") {
        /// The wedge: 10 opportunities in 7 days.
        GrowthStarter = "growth_starter",
        /// The customer's own list, checked and worked through.
        DataToRevenue = "data_to_revenue",
        /// Monthly operation with the management.
        ExecutiveGrowthOs = "executive_growth_os",
        /// Partners as a channel.
        PartnershipGrowth = "partnership_growth",
        /// All modes in one company.
        FullGrowthControlTower = "full_growth_control_tower",
    }
}

names! {
    /// How often a bundle is paid.
    pub enum Billing ("billing") {
        /// Once.
        Once = "once",
        /// Each month.
        Monthly = "monthly",
        /// As the offer says.
        Custom = "custom",
    }
}

/// The five bundles. Prices in SAR, the lowest and the highest; a fixed price is both, a custom one neither.
pub const BUNDLES: [Bundle; 5] = [
    Bundle {
        id: BundleId::GrowthStarter,
        name: "Growth Starter",
        price_sar: Some(499),
        price_max_sar: Some(499),
        billing: Billing::Once,
    },
    Bundle {
        id: BundleId::DataToRevenue,
        name: "Data to Revenue",
        price_sar: Some(1_500),
        price_max_sar: Some(1_500),
        billing: Billing::Once,
    },
    Bundle {
        id: BundleId::ExecutiveGrowthOs,
        name: "Executive Growth OS",
        price_sar: Some(2_999),
        price_max_sar: Some(2_999),
        billing: Billing::Monthly,
    },
    Bundle {
        id: BundleId::PartnershipGrowth,
        name: "Partnership Growth",
        price_sar: Some(3_000),
        price_max_sar: Some(7_500),
        billing: Billing::Once,
    },
    Bundle {
        id: BundleId::FullGrowthControlTower,
        name: "Full Growth Control Tower",
        price_sar: None,
        price_max_sar: None,
        billing: Billing::Custom,
    },
];

/// A bundle as it is sold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Bundle {
    /// Name in data.
    pub id: BundleId,
    /// Name on pages.
    pub name: &'static str,
    /// Price in SAR, or the lower end of its range; `None` where each offer has its own.
    pub price_sar: Option<u32>,
    /// The upper end of the range, in SAR; the price itself where it is fixed.
    pub price_max_sar: Option<u32>,
    /// How often it is paid.
    pub billing: Billing,
}

impl BundleId {
    /// The bundle of this name.
    ///
    /// ```
    /// use poslock::domain::positioning::BundleId;
    /// assert_eq!(BundleId::GrowthStarter.bundle().price_sar, Some(499));
    /// ```
    pub const fn bundle(self) -> &'static Bundle {
        // The table stands in the order of the names; a test holds that.
        &BUNDLES[self as usize]
    }
}

impl Bundle {
    /// Accepts a price to be written into an offer: inside of the range where the bundle has one, any where it is custom.
    ///
    /// # Errors
    /// [`Error::OutOfRange`] with the prices that the lock allows.
    ///
    /// ```
    /// use poslock::domain::positioning::BundleId;
    /// assert!(BundleId::PartnershipGrowth.bundle().quote(5_000).is_ok());
    /// assert!(BundleId::GrowthStarter.bundle().quote(399).is_err());
    /// ```
    pub fn quote(&self, price_sar: u32) -> Result<Quote> {
        let refused = |accepted: String| Err(Error::out_of_range("price_sar", price_sar, &accepted));
        match (self.price_sar, self.price_max_sar) {
            (Some(low), Some(high)) if low == high && price_sar != low => refused(format!("{low} SAR")),
            (Some(low), Some(high)) if !(low..=high).contains(&price_sar) => refused(format!("{low} to {high} SAR")),
            _ => Ok(Quote { bundle_id: self.id, price_sar, billing: self.billing, promise: Promise::APPROVAL }),
        }
    }
}

/// A price that agrees with the lock. It is a draft: a person approves the offer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quote {
    /// The bundle.
    pub bundle_id: BundleId,
    /// Price in SAR.
    pub price_sar: u32,
    /// How often it is paid.
    pub billing: Billing,
    /// Approval, and nothing live.
    #[serde(flatten)]
    pub promise: Promise,
}

names! {
    /// A way to operate Dealix, for one kind of person.
    pub enum Mode ("mode") {
        /// Founder or chief executive.
        Ceo = "ceo",
        /// Head of growth or sales.
        GrowthManager = "growth_manager",
        /// Agencies and marketers.
        AgencyPartner = "agency_partner",
        /// The Dealix team selling Dealix.
        SelfGrowth = "self_growth",
        /// The delivery team.
        ServiceDelivery = "service_delivery",
    }
}

/// The five modes by their names on pages, in the order of [`Mode::ALL`].
pub const MODES: [&str; 5] =
    ["CEO Mode", "Growth Manager Mode", "Agency Partner Mode", "Self-Growth Mode", "Service Delivery Mode"];

impl Mode {
    /// The name on pages.
    pub const fn title(self) -> &'static str {
        MODES[self as usize]
    }
}

/// The approved claims, word for word as the lock has them.
pub const APPROVED_CLAIMS: [&str; 5] = [
    "10 فرص B2B، ورسائل عربية، وخطة متابعة، وProof Pack خلال 7 أيام",
    "Approval-first: لا نرسل شيئًا بدون موافقتك",
    "PDPL-aware: لا رسائل واتساب باردة، ولا تواصل عليه بدون opt-in",
    "قنواتك في مسار واحد: Email وWhatsApp وCalendar وSheets وLinkedIn Lead Forms",
    "Saudi Tone: عربية طبيعية نتكلم بها كل يوم، لا ترجمة",
];

/// Wordings that the approved messaging must hold.
pub const REQUIRED_FRAGMENTS: [&str; 4] = ["Approval-first", "PDPL", "Saudi Tone", "Proof Pack"];

/// The categories of prohibited claims, in the order of the lock.
pub const CLAIM_CATEGORIES: [&str; 8] = [
    "guaranteed-results",
    "scraping",
    "full-automation",
    "bypass-approval",
    "competitor-attack",
    "legal-financial",
    "medical-language",
    "exaggerated-speed",
];

names! {
    /// A step of the core workflow.
    pub enum Step ("step") {
        /// A sign in the market.
        Signal = "signal",
        /// What is known of the company.
        Context = "context",
        /// The service that fits.
        ServiceRecommendation = "service_recommendation",
        /// Steps, channel and time.
        Workflow = "workflow",
        /// PDPL, opt-in, reputation and tone.
        RiskCheck = "risk_check",
        /// The message in Arabic.
        Draft = "draft",
        /// A person decides.
        Approval = "approval",
        /// Done as approved, or handed to the customer's team.
        Execution = "execution",
        /// What came of it.
        Outcome = "outcome",
        /// The numbers.
        Proof = "proof",
        /// What is done otherwise next time.
        Learning = "learning",
        /// A larger bundle, if it fits.
        Upgrade = "upgrade",
    }
}

/// The core workflow, with the names of the lock.
pub const WORKFLOW: [WorkflowStep; 12] = [
    WorkflowStep { order: 1, id: Step::Signal, title: "Signal" },
    WorkflowStep { order: 2, id: Step::Context, title: "Context" },
    WorkflowStep { order: 3, id: Step::ServiceRecommendation, title: "Service Recommendation" },
    WorkflowStep { order: 4, id: Step::Workflow, title: "Workflow" },
    WorkflowStep { order: 5, id: Step::RiskCheck, title: "Risk Check" },
    WorkflowStep { order: 6, id: Step::Draft, title: "Draft" },
    WorkflowStep { order: 7, id: Step::Approval, title: "Approval" },
    WorkflowStep { order: 8, id: Step::Execution, title: "Execution/Export" },
    WorkflowStep { order: 9, id: Step::Outcome, title: "Outcome" },
    WorkflowStep { order: 10, id: Step::Proof, title: "Proof" },
    WorkflowStep { order: 11, id: Step::Learning, title: "Learning" },
    WorkflowStep { order: 12, id: Step::Upgrade, title: "Upgrade" },
];

/// A step in its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct WorkflowStep {
    /// Its place, 1 to 12.
    pub order: u32,
    /// Name in data.
    pub id: Step,
    /// Name in the lock.
    pub title: &'static str,
}

impl Step {
    /// The name in the lock.
    pub const fn title(self) -> &'static str {
        WORKFLOW[self as usize].title
    }

    /// The step after this one; `None` after the last. No step is left out, so nothing is executed before its approval.
    ///
    /// ```
    /// use poslock::domain::positioning::Step;
    /// assert_eq!(Step::Draft.next(), Some(Step::Approval));
    /// assert_eq!(Step::Upgrade.next(), None);
    /// ```
    pub fn next(self) -> Option<Self> {
        Self::ALL.get(self as usize + 1).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_stand_in_the_order_of_their_names() {
        for id in BundleId::ALL {
            assert_eq!(id.bundle().id, id);
        }
        let named = |title: &str| title.to_lowercase().replace([' ', '-'], "_");
        for mode in Mode::ALL {
            assert_eq!(named(mode.title()), format!("{mode}_mode"));
        }
        for (i, (step, row)) in Step::ALL.into_iter().zip(WORKFLOW).enumerate() {
            assert_eq!((row.id, row.order as usize), (step, i + 1));
            assert!(named(step.title()).starts_with(step.name()), "{step}");
        }
    }

    #[test]
    fn the_wedge_is_the_smallest_bundle() {
        assert_eq!(Some(WEDGE.price_sar), BundleId::GrowthStarter.bundle().price_sar);
        assert!(APPROVED_CLAIMS[0].starts_with(&WEDGE.opportunities.to_string()));
        assert!(APPROVED_CLAIMS[0].ends_with(&format!("{} أيام", WEDGE.days)));
    }

    #[test]
    fn only_prices_of_the_lock_are_quoted() {
        let price = |id: BundleId, price| id.bundle().quote(price).map(|q| q.price_sar);
        assert_eq!(price(BundleId::PartnershipGrowth, 3_000), Ok(3_000));
        assert_eq!(price(BundleId::PartnershipGrowth, 7_500), Ok(7_500));
        assert_eq!(price(BundleId::FullGrowthControlTower, 42_000), Ok(42_000));
        let refused = |id: BundleId, asked| price(id, asked).expect_err("not in the lock").to_string();
        assert_eq!(refused(BundleId::PartnershipGrowth, 7_501), "`price_sar` is 7501; accepted: 3000 to 7500 SAR");
        assert_eq!(refused(BundleId::DataToRevenue, 1_499), "`price_sar` is 1499; accepted: 1500 SAR");
        let json = serde_json::to_string(&BundleId::GrowthStarter.bundle().quote(499)).expect("plain data");
        assert!(json.contains(r#""approval_required":true,"live_send_allowed":false"#), "{json}");
    }

    #[test]
    fn approval_stands_between_draft_and_execution() {
        let mut walked = vec![Step::Signal];
        while let Some(next) = walked[walked.len() - 1].next() {
            walked.push(next);
        }
        assert_eq!(walked, Step::ALL);
    }
}
