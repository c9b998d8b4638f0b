//! Tests of triage and routing: what §5 of the domain says of tickets.

use super::*;
use crate::domain::json;

fn keyword(text: &str) -> (Priority, Option<String>) {
    let found = classify(text);
    (found.priority, found.matched_keyword)
}

#[test]
fn the_tables_are_as_agreed() {
    assert_eq!((KEYWORDS_P0.len(), KEYWORDS_P1.len(), KEYWORDS_P2.len()), (15, 5, 6));
    for priority in Priority::ALL {
        for word in priority.keywords() {
            assert_eq!(keyword(word), (priority, Some((*word).to_owned())), "{word}");
        }
    }
}

#[test]
fn tickets_of_each_priority() {
    for (text, priority) in [
        ("فيه تسريب بيانات من حسابنا", Priority::P0),
        ("تم إرسال بدون موافقة لعملائنا", Priority::P0),
        ("النظام أرسل رسالة بدون ما أحد يعتمدها", Priority::P0),
        ("هل بياناتنا بأمان عندكم؟", Priority::P0),
        ("We saw an unauthorized live-charge on our card", Priority::P0),
        ("Everything is completely down since 9", Priority::P0),
        ("service down from this morning", Priority::P1),
        ("الخدمة معطلة من أمس", Priority::P1),
        ("الـ Proof Pack المفقود متى يوصل؟", Priority::P1),
        ("How do I link Gmail?", Priority::P2),
        ("عندي سؤال عن Moyasar invoice", Priority::P2),
        ("متى موعد الاجتماع القادم؟", Priority::P3),
        ("", Priority::P3),
        (" \n\t", Priority::P3),
    ] {
        assert_eq!(classify(text).priority, priority, "{text}");
    }
}

#[test]
fn the_gravest_wins_then_the_first_then_the_longest() {
    assert_eq!(keyword("Gmail connector, service down, outage"), (Priority::P0, Some("outage".into())));
    assert_eq!(keyword("secret, then a leak"), (Priority::P0, Some("secret".into())));
    assert_eq!(keyword("a leak, then a secret"), (Priority::P0, Some("leak".into())));
    assert_eq!(keyword("charge بدون موافقتي").1.as_deref(), Some("charge بدون موافقة"));
    assert_eq!(keyword("أرسل بدون موافقتي").1.as_deref(), Some("أرسل بدون"));
}

#[test]
fn a_denied_p0_word_is_a_p0_word() {
    for text in ["لا يوجد أي تسريب والحمد لله", "this is not a leak", "no outage here, all fine", "مو تسريب، بس سؤال"]
    {
        assert_eq!(classify(text).priority, Priority::P0, "{text}");
    }
}

#[test]
fn a_routing_says_who_and_when() {
    for (text, priority, owner) in [
        ("تسريب", Priority::P0, Owner::Founder),
        ("service down", Priority::P1, Owner::OperatorOncall),
        ("Gmail", Priority::P2, Owner::OperatorOncall),
        ("شكرًا لكم", Priority::P3, Owner::OperatorTeam),
    ] {
        let routing = route(text);
        assert_eq!((routing.priority, routing.owner, routing.sla), (priority, owner, priority.sla()));
        assert_eq!(routing.first_response_template, reply::template(priority));
        assert_eq!(routing.promise, Promise::APPROVAL);
        assert_eq!(routing.reason_ar, classify(text).reason_ar);
        assert_eq!(
            (routing.matched_keyword.is_some(), routing.place.is_some()),
            (priority != Priority::P3, text != "شكرًا لكم")
        );
    }
}

#[test]
fn reasons_name_the_keyword() {
    assert_eq!(
        classify("They LEAKED it").reason_ar,
        "وردت في التذكرة عبارة «leak»، وهي من عبارات P0 (أمن أو إرسال خاطئ أو توقف كامل)."
    );
    assert!(classify("مرحبا").reason_ar.contains("سؤال عام"));
    assert!(classify("  ").reason_ar.starts_with("التذكرة بلا نص"));
}

#[test]
fn answers_go_through_json() {
    let input: TicketText = json::read(r#"{"text":"عندنا outage"}"#).expect("input");
    let routing = route(&input.text);
    let json = serde_json::to_string(&routing).expect("plain data");
    assert!(json.starts_with(r#"{"priority":"P0","matched_keyword":"outage","place":{"start":11,"end":17,"#), "{json}");
    assert!(json.contains(r#""start_char":6,"end_char":12}"#), "{json}");
    assert!(json.contains(r#""sla":{"first_response_min":30,"resolution_hours":4},"owner":"founder""#), "{json}");
    assert!(json.ends_with(r#""approval_required":true,"live_send_allowed":false}"#), "{json}");
    assert_eq!(serde_json::from_str::<Routing>(&json).expect("the same"), routing);
    let all = priorities();
    let json = serde_json::to_string(&all).expect("plain data");
    assert!(json.starts_with(r#"{"priorities":[{"priority":"P0","meaning_ar":"أمن"#), "{json}");
    assert_eq!(serde_json::from_str::<Priorities>(&json).expect("the same"), all);
    assert_eq!(json::read::<TicketText>(r#"{"text":3}"#).expect_err("no text").field(), "text");
    assert_eq!(json::read::<TicketText>(r#"{"body":""}"#).expect_err("an unknown field").field(), "body");
}
