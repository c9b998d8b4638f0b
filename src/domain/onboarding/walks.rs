//! Tests: checklists walked through, sent away and taken back.

use proptest::prelude::*;

use super::*;
use crate::domain::positioning::BundleId;
use crate::domain::{Error, json};

fn fresh() -> Checklist {
    let new = r#"{"customer_id": " c-1 ", "company_name": "شركة المثال", "bundle_id": "growth_starter"}"#;
    Checklist::new(&json::read(new).expect("an input")).expect("a customer")
}

fn written(checklist: &Checklist) -> serde_json::Value {
    serde_json::to_value(checklist).expect("plain data")
}

fn carried(checklist: &Checklist) -> CarriedChecklist {
    serde_json::from_value(written(checklist)).expect("what we wrote ourselves")
}

fn moved(checklist: &Checklist, step_id: StepId, completed: bool, notes: Option<&str>) -> Checklist {
    let notes = notes.map(str::to_owned);
    update(StepUpdate { checklist: carried(checklist), step_id, completed, notes }).expect("our own")
}

#[test]
fn a_new_checklist_has_nothing_done() {
    let json = written(&fresh());
    assert_eq!(json["customer_id"], "c-1");
    assert_eq!(json["company_name"], "شركة المثال");
    assert_eq!(json["bundle_id"], "growth_starter");
    assert_eq!(json["total_steps"], 8);
    assert_eq!(json["current_step_id"], "select_goal");
    assert_eq!(json["progress_pct"], 0.0);
    assert_eq!(json["estimated_total_minutes"], 27);
    assert_eq!(json["approval_required"], true);
    assert_eq!(json["live_send_allowed"], false);
    let steps = json["steps"].as_array().expect("steps");
    assert_eq!(steps.len(), 8);
    assert_eq!(steps[3]["id"], "connect_channels");
    assert_eq!(steps[3]["label_ar"], "ربط القنوات");
    assert_eq!(steps[3]["minutes"], 8);
    assert_eq!(steps[3]["approval_required"], true);
    assert_eq!(steps[3]["completed"], false);
    assert_eq!(steps[3]["notes"], "");
}

#[test]
fn bad_beginnings_are_refused() {
    for customer in ["", "  \u{a0}"] {
        let new = NewChecklist {
            customer_id: customer.to_owned(),
            company_name: String::new(),
            bundle_id: BundleId::DataToRevenue,
        };
        let error = Checklist::new(&new).expect_err("nobody");
        assert_eq!(error.to_string(), "`customer_id` is empty; accepted: the customer's id");
    }
    let field = |text: &str| json::read::<NewChecklist>(text).expect_err(text);
    let unknown = field(r#"{"customer_id": "c", "bundle_id": "gold"}"#);
    assert_eq!(unknown.field(), "bundle_id");
    assert!(unknown.to_string().contains("partnership_growth"), "{unknown}");
    assert!(field(r#"{"customer_id": "c"}"#).to_string().contains("bundle_id"));
    assert_eq!(field(r#"{"customer_id": "c", "bundle_id": "growth_starter", "bundel": 1}"#).field(), "bundel");
}

#[test]
fn a_text_that_is_null_is_left_out() {
    let new = r#"{"customer_id": "c", "company_name": null, "bundle_id": "growth_starter"}"#;
    let mut checklist = written(&Checklist::new(&json::read(new).expect("an input")).expect("a customer"));
    assert_eq!(checklist["company_name"], "");
    checklist["steps"][2]["notes"] = serde_json::Value::Null;
    assert_eq!(json::read::<Checklist>(&checklist.to_string()).expect("ours").steps()[2].notes, "");
    let named = r#"{"customer_id": null, "bundle_id": "growth_starter"}"#;
    assert_eq!(json::read::<NewChecklist>(named).expect_err("a name is no such text").field(), "customer_id");
}

#[test]
fn one_step_of_eight_is_an_eighth() {
    let mut checklist = fresh();
    let expected = [12.5, 25.0, 37.5, 50.0, 62.5, 75.0, 87.5, 100.0];
    for (place, (step, progress)) in StepId::ALL.into_iter().zip(expected).enumerate() {
        checklist = moved(&checklist, step, true, None);
        assert_eq!(checklist.progress_pct(), progress);
        let next = StepId::ALL.get(place + 1).map_or("done", |s| s.name());
        assert_eq!(checklist.current_step().name(), next);
    }
    assert_eq!(checklist.current_step(), CurrentStep::Done);
    let reopened = moved(&checklist, StepId::CompanyIntake, false, None);
    assert_eq!((reopened.progress_pct(), reopened.current_step().name()), (87.5, "company_intake"));
    // Done twice is done once.
    assert_eq!(moved(&checklist, StepId::RiskReview, true, None), checklist);
}

#[test]
fn steps_may_be_done_out_of_order() {
    let checklist = moved(&fresh(), StepId::FirstProofPack, true, None);
    assert_eq!((checklist.progress_pct(), checklist.current_step().name()), (12.5, "select_goal"));
}

#[test]
fn notes_are_kept_to_200_characters() {
    let note = |text: &str| moved(&fresh(), StepId::SelectGoal, true, Some(text)).steps()[0].notes.clone();
    assert_eq!(note(&"ن".repeat(200)).chars().count(), 200);
    assert_eq!(note(&"ن".repeat(201)).chars().count(), 200);
    assert_eq!(note("  هدف واحد \n"), "هدف واحد");
    let noted = moved(&fresh(), StepId::SelectGoal, true, Some("هدف"));
    assert_eq!(moved(&noted, StepId::SelectGoal, false, None).steps()[0].notes, "هدف", "absent notes stay");
    assert_eq!(moved(&noted, StepId::SelectGoal, false, Some("")).steps()[0].notes, "", "given notes replace");
    assert_eq!(moved(&noted, StepId::RiskReview, true, Some("أخرى")).steps()[0].notes, "هدف");
    // Nor do longer ones come in with the checklist.
    let mut long = carried(&fresh());
    long.steps[7].notes = "x".repeat(5_000);
    assert_eq!(Checklist::try_from(long).expect("ours").steps()[7].notes.len(), 200);
}

#[test]
fn what_a_caller_counts_is_not_believed() {
    let mut forged = written(&moved(&fresh(), StepId::SelectGoal, true, None));
    forged["progress_pct"] = 100.0.into();
    forged["current_step_id"] = "done".into();
    forged["total_steps"] = 1.into();
    forged["estimated_total_minutes"] = 0.into();
    forged["approval_required"] = false.into();
    forged["steps"][1]["approval_required"] = false.into();
    forged["steps"][1]["minutes"] = 999.into();
    forged["steps"][1]["label_ar"] = "شيء آخر".into();
    let checklist: Checklist = json::read(&forged.to_string()).expect("steps are ours");
    assert_eq!(checklist, moved(&fresh(), StepId::SelectGoal, true, None));
    assert!(checklist.promise().approval_required);
    forged["live_send_allowed"] = true.into();
    let error = json::read::<CarriedChecklist>(&forged.to_string()).expect_err("never live");
    assert_eq!(error.field(), "live_send_allowed");
}

#[test]
fn a_foreign_checklist_is_a_conflict() {
    let refused = |change: &dyn Fn(&mut Vec<CarriedStep>)| {
        let mut checklist = carried(&fresh());
        change(&mut checklist.steps);
        let wrong = StepUpdate { checklist, step_id: StepId::SelectGoal, completed: true, notes: None };
        let error = update(wrong).expect_err("not ours");
        assert!(matches!(error, Error::Conflict { .. }), "{error}");
        error.to_string()
    };
    assert_eq!(
        refused(&|s| s.swap(1, 2)),
        "`checklist.steps[1].id` is `company_intake`, which contradicts the rest; \
         accepted: `select_bundle`: all 8 steps, in order, each once"
    );
    assert!(refused(&|s| s[7].id = "party".to_owned()).starts_with("`checklist.steps[7].id` is `party`"));
    assert!(refused(&|s| s[5] = s[4].clone()).starts_with("`checklist.steps[5].id` is `upload_or_source`"));
    assert!(refused(&|s| drop(s.remove(0))).starts_with("`checklist.steps[0].id` is `select_bundle`"));
    assert!(refused(&|s| drop(s.pop())).starts_with("`checklist.steps` is `7 steps`"));
    assert!(refused(&|s| s.push(s[7].clone())).starts_with("`checklist.steps` is `9 steps`"));
    assert!(refused(&Vec::clear).starts_with("`checklist.steps` is `0 steps`"));
    let mut nobody = carried(&fresh());
    nobody.customer_id.clear();
    let update = update(StepUpdate { checklist: nobody, step_id: StepId::SelectGoal, completed: true, notes: None });
    assert_eq!(update.expect_err("nobody").field(), "checklist.customer_id");
}

#[test]
fn an_unknown_step_lists_the_eight() {
    let text = format!(r#"{{"checklist": {}, "step_id": "select_gaol", "completed": true}}"#, written(&fresh()));
    let error = json::read::<StepUpdate>(&text).expect_err("no step");
    assert_eq!(error.field(), "step_id");
    assert!(error.to_string().contains("select_goal, select_bundle, company_intake"), "{error}");
}

#[test]
fn the_demo_waits_for_the_channels() {
    let demo = demo();
    assert_eq!((demo.progress_pct(), demo.current_step().name()), (37.5, "connect_channels"));
    assert_eq!((demo.customer_id(), demo.bundle_id()), ("demo", BundleId::GrowthStarter));
    assert!(!demo.company_name().is_empty());
}

#[test]
fn a_current_step_goes_through_json() {
    for current in StepId::ALL.map(CurrentStep::At).into_iter().chain([CurrentStep::Done]) {
        let json = serde_json::to_string(&current).expect("a string");
        assert_eq!(json::read::<CurrentStep>(&json).expect("the same"), current);
    }
    assert!(json::read::<CurrentStep>(r#""finished""#).is_err());
}

/// All that acceptance asks for, and then what `change` takes away.
fn judged(change: impl FnOnce(&mut AcceptanceRequest)) -> Acceptance {
    let complete = StepId::ALL.into_iter().fold(fresh(), |list, step| list.mark(step, true, None));
    let mut request = AcceptanceRequest {
        checklist: carried(&complete),
        ready_for_first_service: true,
        proof_pack_v1: ProofPackState::Approved,
        cadence_active: true,
    };
    change(&mut request);
    acceptance(request).expect("our own")
}

#[test]
fn onboarding_is_accepted_when_all_four_hold() {
    let all = judged(|_| {});
    assert!(all.accepted && all.criteria.iter().all(|c| c.met && c.missing_ar.is_none()));
    assert!(all.promise.approval_required);
    assert_eq!(all.customer_id, "c-1");
    assert!(all.criteria.iter().map(|c| c.id).eq(Criterion::ALL));
    assert!(all.criteria.iter().map(|c| c.text_ar.as_str()).eq(ACCEPTANCE.iter().map(|c| c.text_ar)));
    // The two steps without a time of the customer are judged by their outcome instead.
    assert!(judged(|r| r.checklist.steps[6..].iter_mut().for_each(|s| s.completed = false)).accepted);
}

#[test]
fn each_missing_condition_is_named() {
    let missing = |answer: Acceptance| {
        assert!(!answer.accepted);
        let mut unmet = answer.criteria.into_iter().filter(|c| !c.met);
        let only = unmet.next().expect("one is missing");
        assert_eq!(unmet.next(), None);
        (only.id, only.missing_ar.expect("and named"))
    };
    let (id, text) = missing(judged(|r| r.checklist.steps[..2].iter_mut().for_each(|s| s.completed = false)));
    assert_eq!((id, text.as_str()), (Criterion::StepsDone, "لم يكتمل بعد: اختيار الهدف، اختيار الباقة"));
    let (id, _) = missing(judged(|r| r.checklist.steps[5].completed = false));
    assert_eq!(id, Criterion::StepsDone);
    let (id, _) = missing(judged(|r| r.ready_for_first_service = false));
    assert_eq!(id, Criterion::ReadyForFirstService);
    let (id, text) = missing(judged(|r| r.proof_pack_v1 = ProofPackState::Delivered));
    assert_eq!(id, Criterion::ProofPackV1);
    assert!(text.contains("ننتظر اعتماده"), "{text}");
    let (id, text) = missing(judged(|r| r.proof_pack_v1 = ProofPackState::NotDelivered));
    assert_eq!(id, Criterion::ProofPackV1);
    assert!(text.contains("لم يُسلَّم"), "{text}");
    let (id, _) = missing(judged(|r| r.cadence_active = false));
    assert_eq!(id, Criterion::CadenceActive);
}

#[test]
fn acceptance_does_not_judge_a_foreign_checklist() {
    let text = format!(r#"{{"checklist": {}, "proof_pack_v1": "approved"}}"#, written(&fresh()));
    let mut request: AcceptanceRequest = json::read(&text).expect("a yes that is not told is a no");
    assert!(!request.ready_for_first_service && !request.cadence_active);
    request.checklist.steps.swap(0, 7);
    assert_eq!(acceptance(request).expect_err("not ours").field(), "checklist.steps[0].id");
}

proptest! {
    #[test]
    fn progress_and_state_agree_after_any_updates(
        updates in prop::collection::vec((0..8_usize, any::<bool>(), prop::option::of(".{0,300}")), 0..40),
    ) {
        let (mut checklist, mut model) = (fresh(), [false; 8]);
        for (place, completed, notes) in updates {
            checklist = moved(&checklist, StepId::ALL[place], completed, notes.as_deref());
            model[place] = completed;
            let done = model.iter().filter(|d| **d).count();
            prop_assert_eq!(checklist.progress_pct(), done as f64 * 12.5);
            let first = model.iter().position(|d| !d).map_or("done", |i| StepId::NAMES[i]);
            prop_assert_eq!(checklist.current_step().name(), first);
            prop_assert_eq!(done == 8, checklist.current_step() == CurrentStep::Done);
            prop_assert!(checklist.steps().iter().map(|s| s.completed).eq(model));
            prop_assert!(checklist.steps().iter().all(|s| s.notes.chars().count() <= NOTES_MAX));
            let json = written(&checklist);
            prop_assert_eq!(&json["live_send_allowed"], false);
            prop_assert_eq!(&json::read::<Checklist>(&json.to_string()).expect("the same"), &checklist);
        }
    }

    #[test]
    fn only_the_eight_in_order_are_a_checklist(places in prop::collection::vec(0..9_usize, 0..12)) {
        let ids: Vec<&str> = places.iter().map(|p| StepId::NAMES.get(*p).copied().unwrap_or("other")).collect();
        let mut checklist = carried(&fresh());
        let one = checklist.steps[0].clone();
        checklist.steps = ids.iter().map(|id| CarriedStep { id: (*id).to_owned(), ..one.clone() }).collect();
        prop_assert_eq!(Checklist::try_from(checklist).is_ok(), ids == StepId::NAMES);
    }
}
