//! How far a customer's connectors have come, and whether the first service may begin.
//!
//! It must not know the flags of live actions.

use std::collections::BTreeMap;

use serde::de::{Error as _, MapAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize};

use super::{CONNECTORS, ConnectorKey, Mode, State};
use crate::domain::json::text_or_none;
use crate::domain::number::percent;
use crate::domain::promise::Promise;
use crate::domain::text::fill;

/// The state of one connector.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Status {
    /// How far it has come.
    pub state: State,
    /// What is worth knowing.
    #[serde(default, deserialize_with = "text_or_none")]
    pub notes: String,
}

/// The states of a customer's connectors. A connector that is not named has not been started; one that is named twice is an
/// error.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
#[serde(transparent)]
pub struct Statuses(BTreeMap<ConnectorKey, Status>);

impl Statuses {
    /// The state of a connector.
    pub fn state(&self, key: ConnectorKey) -> State {
        self.0.get(&key).map_or(State::NotStarted, |s| s.state)
    }

    /// What was noted about a connector.
    pub fn notes(&self, key: ConnectorKey) -> &str {
        self.0.get(&key).map_or("", |s| &s.notes)
    }

    /// The same states, with that of one connector replaced. Without notes, those that were there stay.
    #[must_use]
    pub fn with(mut self, key: ConnectorKey, state: State, notes: Option<&str>) -> Self {
        let notes = notes.map_or_else(|| self.notes(key).to_owned(), |n| n.trim().to_owned());
        self.0.insert(key, Status { state, notes });
        self
    }
}

impl<'de> Deserialize<'de> for Statuses {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Once;
        impl<'de> Visitor<'de> for Once {
            type Value = Statuses;

            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("a state for each connector: {\"gmail\": {\"state\": \"configuring\"}}")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Statuses, A::Error> {
                let mut statuses = BTreeMap::new();
                while let Some((key, status)) = map.next_entry::<ConnectorKey, Status>()? {
                    if statuses.insert(key, status).is_some() {
                        return Err(A::Error::custom(format!("`{key}` stands twice; accepted: each connector once")));
                    }
                }
                Ok(Statuses(statuses))
            }
        }
        deserializer.deserialize_map(Once)
    }
}

/// Whose channels are summed up.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SummaryRequest {
    /// The states, by connector.
    pub statuses: Statuses,
}

/// A connector with its state.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConnectorItem {
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
    /// How far it has come.
    pub state: State,
    /// Whether that counts as connected.
    pub connected: bool,
    /// What is worth knowing.
    pub notes: String,
}

/// How far the channels have come.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Summary {
    /// How many connectors there are.
    pub total_connectors: usize,
    /// How many of them are connected.
    pub connected_count: usize,
    /// The same in percent, 0 to 100, to one decimal.
    pub connected_pct: f64,
    /// Those that the first service waits for.
    pub blocking_missing: Vec<ConnectorKey>,
    /// How many are in each state; all six states are named.
    pub by_state: BTreeMap<State, usize>,
    /// All connectors with their states, in the order of the catalog.
    pub items: Vec<ConnectorItem>,
    /// No blocking connector is missing, and at least one is connected.
    pub ready_for_first_service: bool,
    /// What to do first, where the channels are not ready.
    pub missing_ar: Vec<String>,
    /// Approval, and nothing live.
    #[serde(flatten)]
    pub promise: Promise,
}

const BLOCKING_AR: &str = "اربط {label} أولًا: أول خدمة تنتظر هذه القناة، وحالها الآن «{state}»";
const NONE_AR: &str = "اربط قناة واحدة على الأقل";

/// Sums up a customer's connectors.
///
/// ```
/// use poslock::domain::{connectors, json};
///
/// let request = json::read(r#"{"statuses": {"gmail": {"state": "connected_draft_only"}}}"#)?;
/// let summary = connectors::summary(&request);
/// assert_eq!(summary.connected_count, 1);
/// assert!(!summary.ready_for_first_service, "the first service waits for WhatsApp");
/// # Ok::<(), poslock::domain::Error>(())
/// ```
pub fn summary(request: &SummaryRequest) -> Summary {
    let statuses = &request.statuses;
    let mut by_state = BTreeMap::from(State::ALL.map(|state| (state, 0)));
    let mut items = Vec::with_capacity(CONNECTORS.len());
    let (mut blocking_missing, mut missing_ar) = (Vec::new(), Vec::new());
    for connector in &CONNECTORS {
        let state = statuses.state(connector.key);
        let connected = state.is_connected();
        *by_state.entry(state).or_default() += 1;
        if connector.blocking && !connected {
            blocking_missing.push(connector.key);
            let values = [("label", connector.label_ar), ("state", state.meaning().label_ar)];
            missing_ar.push(fill(BLOCKING_AR, &values));
        }
        items.push(ConnectorItem {
            key: connector.key,
            label_ar: connector.label_ar.to_owned(),
            default_mode: connector.default_mode,
            phase: connector.phase,
            blocking: connector.blocking,
            state,
            connected,
            notes: statuses.notes(connector.key).to_owned(),
        });
    }
    let connected_count = items.iter().filter(|i| i.connected).count();
    if connected_count == 0 {
        missing_ar.push(NONE_AR.to_owned());
    }
    Summary {
        total_connectors: items.len(),
        connected_count,
        connected_pct: percent(connected_count, items.len()),
        ready_for_first_service: blocking_missing.is_empty() && connected_count > 0,
        blocking_missing,
        by_state,
        items,
        missing_ar,
        promise: Promise::APPROVAL,
    }
}

/// A connector moved to another state.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StatusUpdate {
    /// The states so far; may be left out.
    #[serde(default)]
    pub statuses: Statuses,
    /// Which connector.
    pub key: ConnectorKey,
    /// Its new state.
    pub state: State,
    /// Replaces its notes where it stands.
    #[serde(default)]
    pub notes: Option<String>,
}

/// The states after an update, and what they come to.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Updated {
    /// Which connector was moved.
    pub key: ConnectorKey,
    /// All states, to be sent along with the next update.
    pub statuses: Statuses,
    /// What they come to.
    pub summary: Summary,
    /// Approval, and nothing live.
    #[serde(flatten)]
    pub promise: Promise,
}

/// Moves one connector to another state.
///
/// ```
/// use poslock::domain::{connectors, json};
///
/// let update = r#"{"statuses": {}, "key": "whatsapp_cloud", "state": "connected_draft_only", "notes": "رقم المبيعات"}"#;
/// let updated = connectors::update(json::read(update)?);
/// assert!(updated.summary.ready_for_first_service);
/// # Ok::<(), poslock::domain::Error>(())
/// ```
pub fn update(update: StatusUpdate) -> Updated {
    let statuses = update.statuses.with(update.key, update.state, update.notes.as_deref());
    let request = SummaryRequest { statuses };
    let summary = summary(&request);
    Updated { key: update.key, statuses: request.statuses, summary, promise: Promise::APPROVAL }
}

/// A made-up customer in the middle of the second day: `WhatsApp` is not there yet.
pub fn demo() -> Summary {
    let statuses = Statuses::default()
        .with(ConnectorKey::Gmail, State::ConnectedDraftOnly, Some("وصلت مسودة التجربة إلى صندوق المسودات"))
        .with(ConnectorKey::GoogleCalendar, State::ConnectedDraftOnly, None)
        .with(ConnectorKey::GoogleSheets, State::ConnectedApprovedExecute, Some("ملف واحد اختاره العميل"))
        .with(ConnectorKey::WhatsappCloud, State::Configuring, Some("ننتظر توثيق النشاط عند Meta"))
        .with(ConnectorKey::GoogleMeet, State::Skipped, Some("العميل لا يسجل اجتماعاته"));
    summary(&SummaryRequest { statuses })
}
