//! Every answer of every engine waits for approval and allows no live send, and no such answer can be read from JSON.
//!
//! The list of the engines is held against the sources, so that a new one without an answer here is noticed.

use std::collections::BTreeSet;
use std::fmt::Debug;
use std::fs;
use std::path::Path;

use jiff::civil::date;
use poslock::domain::gates::{ActionsInput, QualityInput, SafetyInput};
use poslock::domain::modes::self_growth;
use poslock::domain::modes::self_growth::{Account, Focus, WeeklyMetrics};
use poslock::domain::modes::service_delivery::{self, HandOverInput, ServiceId};
use poslock::domain::onboarding::{Checklist, NewChecklist};
use poslock::domain::positioning::BundleId;
use poslock::domain::sla::Priority;
use poslock::domain::success::{AtRiskRequest, HealthRequest, PlanRequest};
use poslock::domain::{connectors, gates, incidents, json, onboarding, sla, success, support};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

/// Public functions that return no answer: a text, a date, an input that was read, the state of a log.
const NO_ENGINES: [&str; 6] = [
    "json::read",
    "incidents::notice_deadline",
    "modes::service_delivery::brief::completion_date",
    "sla::events::times",
    "text::fill",
    "text::grouped",
];

fn read<T: DeserializeOwned>(text: &str) -> T {
    json::read(text).unwrap_or_else(|e| panic!("{text}: {e}"))
}

/// The engines that answered.
#[derive(Default)]
struct Heard(BTreeSet<&'static str>);

impl Heard {
    fn hear<T: Serialize + DeserializeOwned + PartialEq + Debug>(&mut self, engine: &'static str, answer: &T) {
        let value = serde_json::to_value(answer).expect("plain data");
        assert_eq!(value["approval_required"], Value::Bool(true), "{engine}: {value}");
        assert_eq!(value["live_send_allowed"], Value::Bool(false), "{engine}: {value}");
        let text = serde_json::to_string(answer).expect("plain data");
        assert!(!text.contains("\"live_send_allowed\":true"), "{engine}: {text}");
        assert_eq!(&read::<T>(&text), answer, "{engine}");
        // Wherever in the answer it stands: a live send is not read.
        for (at, allowed) in text.match_indices("\"live_send_allowed\":false") {
            let live = format!("{}\"live_send_allowed\":true{}", &text[..at], &text[at + allowed.len()..]);
            assert!(json::read::<T>(&live).is_err(), "{engine}: {live}");
        }
        assert!(self.0.insert(engine), "{engine} is heard twice");
    }
}

/// The public functions of the engines, as `room::file::name`.
fn engines() -> BTreeSet<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/domain");
    let mut found = BTreeSet::new();
    for entry in walkdir::WalkDir::new(&root) {
        let path = entry.expect("an entry").into_path();
        if path.extension().is_none_or(|e| e != "rs") {
            continue;
        }
        let text = fs::read_to_string(&path).expect("UTF-8");
        let inside = path.strip_prefix(&root).expect("inside").with_extension("");
        let names: Vec<_> = inside.iter().map(|part| part.to_string_lossy()).collect();
        // Functions of a file itself stand at the beginning of their line; methods do not.
        for line in text.lines() {
            let line = line.strip_prefix("pub const fn ").or_else(|| line.strip_prefix("pub fn "));
            if let Some(name) = line.and_then(|l| l.split(['(', '<']).next()) {
                found.insert(format!("{}::{name}", names.join("::")));
            }
        }
    }
    found
}

fn account() -> Account {
    read(r#"{"company_name": "مدار", "source": "crm", "signals": ["hiring_sales"]}"#)
}

fn onboarding_and_connectors(heard: &mut Heard) {
    let bundle_id = BundleId::GrowthStarter;
    heard.hear("Bundle::quote", &bundle_id.bundle().quote(499).expect("the price"));
    let new = NewChecklist { customer_id: "c".into(), company_name: String::new(), bundle_id };
    let checklist = Checklist::new(&new).expect("a customer");
    heard.hear("Checklist::new", &checklist);
    let demo = onboarding::demo();
    heard.hear("onboarding::checklist::demo", &demo);
    let carried = serde_json::to_string(&demo).expect("plain data");
    let update = format!(r#"{{"checklist": {carried}, "step_id": "connect_channels", "completed": true}}"#);
    heard.hear("onboarding::carried::update", &onboarding::update(read(&update)).expect("ours"));
    let request = format!(r#"{{"checklist": {carried}, "proof_pack_v1": "approved"}}"#);
    heard.hear("onboarding::acceptance::acceptance", &onboarding::acceptance(read(&request)).expect("ours"));
    heard.hear("connectors::catalog", &connectors::catalog());
    heard.hear("connectors::status::demo", &connectors::demo());
    heard.hear("connectors::status::summary", &connectors::summary(&read(r#"{"statuses": {}}"#)));
    let update = read(r#"{"key": "gmail", "state": "connected_approved_execute"}"#);
    heard.hear("connectors::status::update", &connectors::update(update));
    let live = read(r#"{"connector": "gmail", "flags": {"GMAIL_ALLOW_LIVE_SEND": true}, "approved_by": "نورة"}"#);
    heard.hear("connectors::live::gate", &connectors::live::gate(&live).expect("a known flag"));
}

fn support_and_incidents(heard: &mut Heard) {
    heard.hear("support::priorities", &support::priorities());
    heard.hear("support::classify", &support::classify("leak"));
    heard.hear("support::route", &support::route(""));
    heard.hear("support::reply::first_response", &support::first_response(Priority::P3));
    let event = read(r#"{"ticket_id": "t", "event": "opened"}"#);
    heard.hear("sla::events::record", &sla::record(event, jiff::Timestamp::UNIX_EPOCH).expect("the first"));
    let ticket = read(r#"{"priority": "P0", "minutes_to_first_response": 31}"#);
    heard.hear("sla::classify_breach", &sla::classify_breach(&ticket).expect("a time"));
    heard.hear("sla::health::health_report", &sla::health_report(sla::DEMO_TICKETS).expect("times"));
    heard.hear("sla::health::demo", &sla::demo());
    heard.hear("incidents::triage", &incidents::triage(&read("{}")));
    heard.hear("incidents::plan::response_plan", &incidents::response_plan(incidents::Severity::Sev1));
    heard.hear("incidents::plan::post_mortem", &incidents::post_mortem(incidents::Severity::Sev3));
    let rates = read(r#"{"bounce_rate_pct": 6}"#);
    heard.hear("incidents::freeze::channel_freeze", &incidents::channel_freeze(&rates).expect("percentages"));
}

fn customer_success(heard: &mut Heard) {
    let check_in = read(r#"{"customer_id": "c"}"#);
    heard.hear("success::check_in::weekly_check_in", &success::weekly_check_in(&check_in).expect("a customer"));
    let alert = success::at_risk_alert(&AtRiskRequest { days_inactive: 14, ..AtRiskRequest::default() });
    heard.hear("success::at_risk::at_risk_alert", &alert.expect("counts"));
    let plan = PlanRequest { customer_id: None, bundle_id: BundleId::DataToRevenue, starts_on: None };
    heard.hear("success::plan::success_plan", &success::success_plan(&plan).expect("a bundle"));
    let health = HealthRequest { csat: 7.5, ..HealthRequest::default() };
    heard.hear("success::health::health_score", &success::health_score(&health).expect("measures"));
    let review =
        read(r#"{"customer_id": "c", "bundle_id": "executive_growth_os", "since": "2026-01-01", "fees_sar": 2999}"#);
    heard.hear("success::qbr::qbr", &success::qbr(&review, date(2026, 4, 1)).expect("dates in order"));
    let renewal = read(r#"{"customer_id": "c", "renewal_on": "2026-06-30", "days_inactive": 20}"#);
    heard.hear("success::renewal::renewal", &success::renewal(&renewal, date(2026, 6, 25)).expect("a date"));
    let action = read(r#"{"action": "check_in", "facts": {"check_ins_this_week": 1}}"#);
    heard.hear("success::guard::guard", &success::guard(&action).expect("its fact"));
}

fn modes_and_gates(heard: &mut Heard) {
    let focus = Focus { sector: "agency".into(), city: "Riyadh".into() };
    heard.hear("modes::self_growth::fit::fit", &self_growth::fit(&account(), &focus).expect("whole"));
    let accounts = self_growth::TargetsInput { accounts: vec![account()], ..Default::default() };
    let targets = self_growth::recommend_targets(&accounts).expect("whole");
    heard.hear("modes::self_growth::targets::recommend_targets", &targets);
    let day = read(r#"{"date": "2026-05-03"}"#);
    heard.hear("modes::self_growth::brief::daily_brief", &self_growth::daily_brief(&day).expect("a day"));
    let report = self_growth::weekly_learning_report(&WeeklyMetrics::default()).expect("counts");
    heard.hear("modes::self_growth::learning::weekly_learning_report", &report);
    let service_id = ServiceId::EmailRevenueRescue;
    heard.hear("modes::service_delivery::catalog::service", &service_delivery::service(service_id));
    heard.hear("modes::service_delivery::catalog::service_catalog", &service_delivery::service_catalog());
    let brief = read(r#"{"customer_id": "c", "service_id": "partner_sprint", "start_date": "2026-05-03"}"#);
    let brief = service_delivery::delivery_brief(&brief).expect("a date");
    heard.hear("modes::service_delivery::brief::delivery_brief", &brief);
    let done = HandOverInput { customer_id: "c".into(), service_id };
    let done = service_delivery::hand_over(&done).expect("a customer");
    heard.hear("modes::service_delivery::hand_over::hand_over", &done);
    let tickets = read(
        r#"{"customer_id": "c", "service_id": "partner_sprint", "tickets":
            [{"ticket_id": "t", "priority": "P0", "first_response_min": 31}]}"#,
    );
    let status = service_delivery::sla_status(&tickets).expect("times");
    heard.hear("modes::service_delivery::sla_status::sla_status", &status);
    heard.hear("gates::actions::plan_action", &gates::plan_action("gmail.create_draft").expect("a name"));
    let plans = gates::plan_actions(&ActionsInput { actions: vec!["moyasar.charge".into(), "fax".into()] });
    heard.hear("gates::actions::plan_actions", &plans.expect("names"));
    let review = gates::quality_review(&QualityInput::from(service_id)).expect("a name");
    heard.hear("gates::quality::quality_review", &review);
    heard.hear("gates::safety::safety", &gates::safety(&SafetyInput::default()).expect("nothing found"));
    heard.hear("gates::tone::tone_review", &gates::tone_review("هلا"));
}

#[test]
fn every_answer_waits_for_approval_and_nothing_is_live() {
    let mut heard = Heard::default();
    onboarding_and_connectors(&mut heard);
    support_and_incidents(&mut heard);
    customer_success(&mut heard);
    modes_and_gates(&mut heard);

    let mut engines = engines();
    for helper in NO_ENGINES {
        assert!(engines.remove(helper), "{helper} is no function of the engines any more");
    }
    // Methods are not found in the sources; these two answer.
    engines.extend(["Bundle::quote", "Checklist::new"].map(str::to_owned));
    let heard: BTreeSet<String> = heard.0.into_iter().map(str::to_owned).collect();
    let silent: Vec<&String> = engines.symmetric_difference(&heard).collect();
    assert!(silent.is_empty(), "no answer of these is tested, or they are gone: {silent:?}");
}
