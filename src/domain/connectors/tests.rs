//! Tests: the tables, the summary, updates and the live gate.

use proptest::prelude::*;

use super::live::{LiveRequest, gate};
use super::*;
use crate::domain::json;

fn read(statuses: &str) -> Summary {
    summary(&json::read(&format!(r#"{{"statuses": {statuses}}}"#)).expect("an input"))
}

#[test]
fn tables_stand_in_the_order_of_their_names() {
    for key in ConnectorKey::ALL {
        assert_eq!(key.connector().key, key);
    }
    for state in State::ALL {
        assert_eq!(state.meaning().state, state);
    }
    assert!(MODES.iter().map(|m| m.mode).eq(Mode::ALL));
}

#[test]
fn the_eleven_are_those_of_the_catalog() {
    let catalog = catalog();
    let rows: Vec<_> =
        catalog.connectors.iter().map(|c| (c.key.name(), c.default_mode.name(), c.phase, c.blocking)).collect();
    assert_eq!(
        rows,
        [
            ("gmail", "draft_only", 1, false),
            ("google_calendar", "draft_only", 1, false),
            ("google_sheets", "approved_execute", 1, false),
            ("moyasar", "manual", 1, false),
            ("whatsapp_cloud", "draft_only", 1, true),
            ("website_forms", "approved_execute", 1, false),
            ("linkedin_lead_forms", "ingest_only", 2, false),
            ("google_business_profile", "draft_only", 2, false),
            ("crm_generic", "draft_only", 2, false),
            ("google_meet", "ingest_only", 2, false),
            ("instagram_graph", "ingest_only", 3, false),
        ]
    );
    assert_eq!(catalog.total, 11);
    let json = serde_json::to_string(&catalog).expect("plain data");
    assert!(json.ends_with(r#""total":11,"approval_required":true,"live_send_allowed":false}"#), "{json}");
    assert_eq!(json::read::<Catalog>(&json).expect("the same"), catalog);
}

#[test]
fn only_two_states_are_connected_and_no_mode_is_live() {
    let connected: Vec<&str> = State::ALL.into_iter().filter(|s| s.is_connected()).map(State::name).collect();
    assert_eq!(connected, ["connected_draft_only", "connected_approved_execute"]);
    assert_eq!(Mode::NAMES, ["draft_only", "approved_execute", "manual", "ingest_only"]);
    assert!(json::read::<Mode>(r#""live""#).is_err());
}

#[test]
fn nothing_connected_is_not_ready() {
    let nothing = read("{}");
    assert_eq!((nothing.total_connectors, nothing.connected_count, nothing.connected_pct), (11, 0, 0.0));
    assert_eq!(nothing.blocking_missing, [ConnectorKey::WhatsappCloud]);
    assert!(!nothing.ready_for_first_service);
    assert_eq!(nothing.by_state.len(), 6);
    assert_eq!(nothing.by_state[&State::NotStarted], 11);
    assert_eq!(
        nothing.missing_ar,
        ["اربط واتساب الأعمال أولًا: أول خدمة تنتظر هذه القناة، وحالها الآن «لم يبدأ»", "اربط قناة واحدة على الأقل"]
    );
    assert!(nothing.items.iter().all(|i| i.state == State::NotStarted && !i.connected && i.notes.is_empty()));
}

#[test]
fn a_blocking_connector_alone_makes_it_ready() {
    for state in State::ALL {
        let summary = read(&format!(r#"{{"whatsapp_cloud": {{"state": "{state}"}}}}"#));
        assert_eq!(summary.ready_for_first_service, state.is_connected(), "{state}");
        assert_eq!(summary.blocking_missing.is_empty(), state.is_connected(), "{state}");
    }
    let whatsapp = read(r#"{"whatsapp_cloud": {"state": "connected_draft_only"}}"#);
    assert_eq!((whatsapp.connected_count, whatsapp.connected_pct), (1, 9.1));
    assert!(whatsapp.missing_ar.is_empty());
}

#[test]
fn all_others_do_not_make_up_for_a_blocking_one() {
    let others = ConnectorKey::ALL
        .into_iter()
        .filter(|k| !k.connector().blocking)
        .fold(Statuses::default(), |s, key| s.with(key, State::ConnectedApprovedExecute, None));
    let summary = summary(&SummaryRequest { statuses: others });
    assert_eq!((summary.connected_count, summary.connected_pct), (10, 90.9));
    assert!(!summary.ready_for_first_service);
    assert_eq!(summary.missing_ar.len(), 1);
}

#[test]
fn items_carry_state_and_notes_in_the_order_of_the_catalog() {
    let summary = read(r#"{"instagram_graph": {"state": "skipped", "notes": "لاحقًا"}, "gmail": {"state": "failed"}}"#);
    assert!(summary.items.iter().map(|i| i.key).eq(ConnectorKey::ALL));
    assert_eq!((summary.items[0].state, summary.items[10].state), (State::Failed, State::Skipped));
    assert_eq!(summary.items[10].notes, "لاحقًا");
    assert_eq!(summary.by_state[&State::NotStarted], 9);
    let json = serde_json::to_value(&summary).expect("plain data");
    assert_eq!(json["by_state"]["skipped"], 1);
    assert_eq!(json["by_state"]["configuring"], 0);
    assert_eq!(json["blocking_missing"][0], "whatsapp_cloud");
    assert_eq!(json["items"][0]["default_mode"], "draft_only");
    assert_eq!(json["live_send_allowed"], false);
    assert_eq!(json::read::<Summary>(&json.to_string()).expect("the same"), summary);
}

#[test]
fn unknown_names_and_doubles_are_refused() {
    let refused = |text: &str| json::read::<SummaryRequest>(text).expect_err(text).to_string();
    let key = refused(r#"{"statuses": {"gmial": {"state": "failed"}}}"#);
    assert!(key.contains("`gmial`") && key.contains("gmail, google_calendar"), "{key}");
    let state = refused(r#"{"statuses": {"gmail": {"state": "connected"}}}"#);
    assert!(state.starts_with("`statuses.gmail.state`") && state.contains("connected_draft_only"), "{state}");
    let twice = refused(r#"{"statuses": {"gmail": {"state": "failed"}, "gmail": {"state": "skipped"}}}"#);
    assert!(twice.contains("`gmail` stands twice"), "{twice}");
    assert!(refused(r#"{"statuses": {"gmail": {"notes": "?"}}}"#).contains("state"));
    assert!(refused(r#"{"statuses": {"gmail": {"state": "failed", "mode": "live"}}}"#).contains("mode"));
    assert!(refused(r#"{"statuses": []}"#).contains("a state for each connector"));
    assert!(refused("{}").contains("statuses"));
}

#[test]
fn an_update_writes_one_connector() {
    let text =
        r#"{"statuses": {"moyasar": {"state": "configuring", "notes": "حساب"}}, "key": "gmail", "state": "failed"}"#;
    let updated = update(json::read(text).expect("an input"));
    assert_eq!(updated.statuses.state(ConnectorKey::Gmail), State::Failed);
    assert_eq!(updated.statuses.state(ConnectorKey::Moyasar), State::Configuring);
    assert_eq!(updated.statuses.notes(ConnectorKey::Moyasar), "حساب");
    assert_eq!(updated.summary.by_state[&State::Failed], 1);
    let kept = updated.statuses.clone().with(ConnectorKey::Moyasar, State::ConnectedDraftOnly, None);
    assert_eq!(kept.notes(ConnectorKey::Moyasar), "حساب", "absent notes stay");
    assert_eq!(kept.with(ConnectorKey::Moyasar, State::Skipped, Some(" ")).notes(ConnectorKey::Moyasar), "");
    let json = serde_json::to_value(&updated).expect("plain data");
    assert_eq!(json["statuses"]["gmail"]["state"], "failed");
    assert_eq!(json["approval_required"], true);
    assert_eq!(json["live_send_allowed"], false);
    assert_eq!(json::read::<Updated>(&json.to_string()).expect("the same"), updated);
    let wrong = json::read::<StatusUpdate>(r#"{"key": "fax", "state": "failed"}"#).expect_err("no connector");
    assert_eq!(wrong.field(), "key");
}

#[test]
fn the_demo_waits_for_whatsapp() {
    let demo = demo();
    assert_eq!((demo.connected_count, demo.connected_pct), (3, 27.3));
    assert_eq!(demo.blocking_missing, [ConnectorKey::WhatsappCloud]);
    assert!(!demo.ready_for_first_service);
    assert_eq!(demo.by_state.values().sum::<usize>(), 11);
}

#[test]
fn a_live_action_needs_its_own_flag_and_a_person() {
    let ask = |connector: &str, flags: &str, by: &str| {
        let text = format!(r#"{{"connector": "{connector}", "flags": {{{flags}}}, "approved_by": {by}}}"#);
        gate(&json::read(&text).expect("an input")).expect("known flags")
    };
    for flag in &LIVE_FLAGS {
        let name = flag.connector.name();
        let neither = ask(name, "", "null");
        assert_eq!(neither.flag.as_deref(), Some(flag.flag));
        assert_eq!((neither.conditions_met, neither.missing_ar.len()), (false, 2));
        assert!(neither.missing_ar[0].contains(flag.flag), "{neither:?}");
        let set = format!("\"{}\": true", flag.flag);
        assert_eq!(ask(name, &set, "\"  \"").missing_ar.len(), 1, "a blank is nobody");
        assert_eq!(ask(name, &set.replace("true", "false"), "\"نورة\"").missing_ar.len(), 1);
        let both = ask(name, &set, "\" نورة \"");
        assert!(both.conditions_met && both.flag_set && both.missing_ar.is_empty());
        assert!(both.next_step_ar.contains("نورة") && both.next_step_ar.contains(flag.action_ar), "{both:?}");
        // Even then nothing is allowed.
        let json = serde_json::to_value(&both).expect("plain data");
        assert_eq!((&json["approval_required"], &json["live_send_allowed"]), (&true.into(), &false.into()));
    }
    // The flag of another connector opens nothing.
    assert!(!ask("gmail", "\"WHATSAPP_ALLOW_LIVE_SEND\": true", "\"نورة\"").conditions_met);
}

#[test]
fn a_connector_without_a_flag_has_no_live_action() {
    for key in ConnectorKey::ALL.into_iter().filter(|k| LIVE_FLAGS.iter().all(|f| f.connector != *k)) {
        let flags = LIVE_FLAGS.iter().map(|f| (f.flag.to_owned(), true)).collect();
        let answer = gate(&LiveRequest { connector: key, flags, approved_by: Some("نورة".to_owned()) });
        let answer = answer.expect("known flags");
        assert_eq!((answer.flag, answer.flag_set, answer.conditions_met), (None, false, false));
        assert!(answer.missing_ar[0].contains(key.connector().label_ar));
    }
}

#[test]
fn a_flag_nobody_knows_is_refused() {
    let request = json::read(r#"{"connector": "gmail", "flags": {"GMAIL_ALLOW_LIVE_SENDS": true}}"#).expect("a map");
    let error = gate(&request).expect_err("misspelt").to_string();
    assert!(
        error.starts_with("`flags` is `GMAIL_ALLOW_LIVE_SENDS`") && error.contains("GBP_ALLOW_LIVE_REPLY"),
        "{error}"
    );
}

proptest! {
    #[test]
    fn counts_agree_with_the_states(
        updates in prop::collection::vec((0..11_usize, 0..6_usize, prop::option::of(".{0,40}")), 0..40),
    ) {
        let (mut statuses, mut model) = (Statuses::default(), [State::NotStarted; 11]);
        for (key, state, notes) in updates {
            let (key, state) = (ConnectorKey::ALL[key], State::ALL[state]);
            model[key as usize] = state;
            let updated = update(StatusUpdate { statuses, key, state, notes });
            let summary = &updated.summary;
            let connected = model.iter().filter(|s| s.is_connected()).count();
            prop_assert_eq!(summary.connected_count, connected);
            prop_assert!((0.0..=100.0).contains(&summary.connected_pct));
            prop_assert_eq!(summary.by_state.values().sum::<usize>(), 11);
            prop_assert!(summary.items.iter().map(|i| i.state).eq(model));
            prop_assert_eq!(summary.ready_for_first_service, model[ConnectorKey::WhatsappCloud as usize].is_connected());
            prop_assert_eq!(summary.ready_for_first_service, summary.missing_ar.is_empty());
            let json = serde_json::to_string(&updated).expect("plain data");
            prop_assert!(!json.contains("\"live_send_allowed\":true"));
            prop_assert_eq!(&json::read::<Updated>(&json).expect("the same"), &updated);
            statuses = updated.statuses;
        }
    }
}
