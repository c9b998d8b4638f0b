//! Connectors: the eleven channels, the mode each begins in, and how far each has come.
//!
//! Here stand the tables; [`summary`] says whether the first service may begin, and [`live`] what a live action would still
//! need. No mode is live: there is none in [`Mode`] to choose. It must not know how a channel is reached.

use serde::{Deserialize, Serialize};

use super::names::names;
use super::promise::Promise;

pub mod live;
mod status;

pub use status::{
    ConnectorItem, Status, StatusUpdate, Statuses, Summary, SummaryRequest, Updated, demo, summary, update,
};

names! {
    /// A channel.
    pub enum ConnectorKey ("key") {
        /// E-mail.
        Gmail = "gmail",
        /// Appointments.
        GoogleCalendar = "google_calendar",
        /// Lists and results.
        GoogleSheets = "google_sheets",
        /// Invoices and payment links.
        Moyasar = "moyasar",
        /// `WhatsApp` through Meta's Cloud API.
        WhatsappCloud = "whatsapp_cloud",
        /// Forms on the customer's site.
        WebsiteForms = "website_forms",
        /// Forms on `LinkedIn`.
        LinkedinLeadForms = "linkedin_lead_forms",
        /// Reviews on Google.
        GoogleBusinessProfile = "google_business_profile",
        /// The customer's CRM, whichever it is.
        CrmGeneric = "crm_generic",
        /// Meetings that were held.
        GoogleMeet = "google_meet",
        /// Comments on Instagram.
        InstagramGraph = "instagram_graph",
    }
}

names! {
    /// What a connector may do. None of them sends.
    pub enum Mode ("default_mode") {
        /// Writes drafts.
        DraftOnly = "draft_only",
        /// Carries out what a person has approved.
        ApprovedExecute = "approved_execute",
        /// A person does it by hand.
        Manual = "manual",
        /// Takes in, and writes nothing.
        IngestOnly = "ingest_only",
    }
}

/// What the modes mean.
pub const MODES: [ModeMeaning; 4] = [
    ModeMeaning { mode: Mode::DraftOnly, label_ar: "مسودات فقط" },
    ModeMeaning { mode: Mode::ApprovedExecute, label_ar: "تنفيذ ما اعتُمد" },
    ModeMeaning { mode: Mode::Manual, label_ar: "يدوي" },
    ModeMeaning { mode: Mode::IngestOnly, label_ar: "استقبال فقط" },
];

/// A mode and its name on the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct ModeMeaning {
    /// Name in data.
    pub mode: Mode,
    /// Name on the page.
    pub label_ar: &'static str,
}

/// The eleven connectors, in the order in which they are set up.
pub const CONNECTORS: [Connector; 11] = [
    Connector {
        key: ConnectorKey::Gmail,
        label_ar: "بريد Gmail",
        default_mode: Mode::DraftOnly,
        phase: 1,
        blocking: false,
    },
    Connector {
        key: ConnectorKey::GoogleCalendar,
        label_ar: "تقويم Google",
        default_mode: Mode::DraftOnly,
        phase: 1,
        blocking: false,
    },
    Connector {
        key: ConnectorKey::GoogleSheets,
        label_ar: "جداول Google",
        default_mode: Mode::ApprovedExecute,
        phase: 1,
        blocking: false,
    },
    Connector {
        key: ConnectorKey::Moyasar,
        label_ar: "مدفوعات Moyasar",
        default_mode: Mode::Manual,
        phase: 1,
        blocking: false,
    },
    Connector {
        key: ConnectorKey::WhatsappCloud,
        label_ar: "واتساب الأعمال",
        default_mode: Mode::DraftOnly,
        phase: 1,
        blocking: true,
    },
    Connector {
        key: ConnectorKey::WebsiteForms,
        label_ar: "نماذج الموقع",
        default_mode: Mode::ApprovedExecute,
        phase: 1,
        blocking: false,
    },
    Connector {
        key: ConnectorKey::LinkedinLeadForms,
        label_ar: "نماذج LinkedIn",
        default_mode: Mode::IngestOnly,
        phase: 2,
        blocking: false,
    },
    Connector {
        key: ConnectorKey::GoogleBusinessProfile,
        label_ar: "ملف النشاط على Google",
        default_mode: Mode::DraftOnly,
        phase: 2,
        blocking: false,
    },
    Connector {
        key: ConnectorKey::CrmGeneric,
        label_ar: "نظام CRM",
        default_mode: Mode::DraftOnly,
        phase: 2,
        blocking: false,
    },
    Connector {
        key: ConnectorKey::GoogleMeet,
        label_ar: "اجتماعات Google Meet",
        default_mode: Mode::IngestOnly,
        phase: 2,
        blocking: false,
    },
    Connector {
        key: ConnectorKey::InstagramGraph,
        label_ar: "حساب Instagram",
        default_mode: Mode::IngestOnly,
        phase: 3,
        blocking: false,
    },
];

/// A connector as it is offered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Connector {
    /// Name in data.
    pub key: ConnectorKey,
    /// Name on the page.
    pub label_ar: &'static str,
    /// What it may do when nobody has decided otherwise.
    pub default_mode: Mode,
    /// Phase of the launch, 1 to 3.
    pub phase: u32,
    /// Whether the first service waits for it.
    pub blocking: bool,
}

impl ConnectorKey {
    /// The row of this connector.
    ///
    /// ```
    /// use poslock::domain::connectors::ConnectorKey;
    /// assert!(ConnectorKey::WhatsappCloud.connector().blocking);
    /// ```
    pub const fn connector(self) -> &'static Connector {
        // The table stands in the order of the names; a test holds that.
        &CONNECTORS[self as usize]
    }
}

names! {
    /// How far a connector has come.
    pub enum State ("state") {
        /// Nobody has begun.
        NotStarted = "not_started",
        /// Somebody is at it.
        Configuring = "configuring",
        /// Connected, and writes drafts.
        ConnectedDraftOnly = "connected_draft_only",
        /// Connected, and carries out what a person has approved.
        ConnectedApprovedExecute = "connected_approved_execute",
        /// It did not work, or works no longer.
        Failed = "failed",
        /// Left out, as agreed with the customer.
        Skipped = "skipped",
    }
}

/// The six states.
pub const STATES: [StateMeaning; 6] = [
    StateMeaning { state: State::NotStarted, label_ar: "لم يبدأ", connected: false },
    StateMeaning { state: State::Configuring, label_ar: "قيد الإعداد", connected: false },
    StateMeaning { state: State::ConnectedDraftOnly, label_ar: "متصل للمسودات", connected: true },
    StateMeaning {
        state: State::ConnectedApprovedExecute, label_ar: "متصل وينفّذ ما اعتُمد", connected: true
    },
    StateMeaning { state: State::Failed, label_ar: "متعثر", connected: false },
    StateMeaning { state: State::Skipped, label_ar: "متروك باتفاق", connected: false },
];

/// A state and what it counts as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct StateMeaning {
    /// Name in data.
    pub state: State,
    /// Name on the page.
    pub label_ar: &'static str,
    /// Whether it counts as connected.
    pub connected: bool,
}

impl State {
    /// The row of this state.
    pub const fn meaning(self) -> &'static StateMeaning {
        &STATES[self as usize]
    }

    /// Whether it counts as connected.
    pub const fn is_connected(self) -> bool {
        self.meaning().connected
    }
}

/// The environment flags without which no live action is even considered. Connectors that are not named have no live action.
pub const LIVE_FLAGS: [LiveFlag; 4] = [
    LiveFlag { connector: ConnectorKey::Gmail, flag: "GMAIL_ALLOW_LIVE_SEND", action_ar: "إرسال البريد" },
    LiveFlag {
        connector: ConnectorKey::GoogleCalendar,
        flag: "CALENDAR_ALLOW_LIVE_INSERT",
        action_ar: "إضافة الموعد إلى التقويم",
    },
    LiveFlag {
        connector: ConnectorKey::WhatsappCloud, flag: "WHATSAPP_ALLOW_LIVE_SEND", action_ar: "إرسال الواتساب"
    },
    LiveFlag {
        connector: ConnectorKey::GoogleBusinessProfile,
        flag: "GBP_ALLOW_LIVE_REPLY",
        action_ar: "نشر الرد على التقييم",
    },
];

/// A live action and its flag.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct LiveFlag {
    /// Whose action it is.
    pub connector: ConnectorKey,
    /// Name of the environment variable.
    pub flag: &'static str,
    /// What would happen.
    pub action_ar: &'static str,
}

/// A connector of the [`Catalog`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CatalogItem {
    /// Name in data.
    pub key: ConnectorKey,
    /// Name on the page.
    pub label_ar: String,
    /// What it may do when nobody has decided otherwise.
    pub default_mode: Mode,
    /// Phase of the launch, 1 to 3.
    pub phase: u32,
    /// Whether the first service waits for it.
    pub blocking: bool,
}

/// All connectors.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Catalog {
    /// The connectors, in the order in which they are set up.
    pub connectors: Vec<CatalogItem>,
    /// How many they are.
    pub total: usize,
    /// Approval, and nothing live.
    #[serde(flatten)]
    pub promise: Promise,
}

/// The eleven connectors.
///
/// ```
/// assert_eq!(poslock::domain::connectors::catalog().total, 11);
/// ```
pub fn catalog() -> Catalog {
    let connectors = CONNECTORS.iter().map(|c| CatalogItem {
        key: c.key,
        label_ar: c.label_ar.to_owned(),
        default_mode: c.default_mode,
        phase: c.phase,
        blocking: c.blocking,
    });
    Catalog { connectors: connectors.collect(), total: CONNECTORS.len(), promise: Promise::APPROVAL }
}

#[cfg(test)]
mod tests;
