//! Tests of finding keywords: spellings, forms, what stands between words, and places.

use proptest::prelude::*;

use super::*;
use crate::language::fold::fold;

fn find(text: &str) -> Option<Found> {
    let folded = fold(text);
    super::find(text, &folded, folded.text.len())
}

fn found(text: &str) -> Option<&'static str> {
    find(text).map(|f| f.keyword)
}

/// What was found, as the text has it.
fn cut(text: &str) -> Option<&str> {
    find(text).map(|f| &text[f.place.start..f.place.end])
}

#[test]
fn english_forms() {
    for text in ["leak", "Leaks", "LEAKED", "leaking", "leakage", "Leakages", "a leak.", "leak's", "(leak)", "leak2"] {
        assert_eq!(found(text), Some("leak"), "{text}");
    }
    for (text, keyword) in [
        ("our secrets", "secret"),
        ("CLIENT_SECRET", "secret"),
        ("two outages", "outage"),
        ("data breaches", "data breach"),
        ("data breached", "data breach"),
        ("live charged", "live charge"),
        ("unauthorised access", "unauthorized"),
        ("connectors", "connector"),
        ("services down", "service down"),
    ] {
        assert_eq!(found(text), Some(keyword), "{text}");
    }
}

#[test]
fn words_that_only_begin_or_end_like_a_keyword() {
    for text in [
        "secretary",
        "secretariat",
        "secretion",
        "secretive",
        "secretly",
        "leakproof",
        "leakless",
        "bleak",
        "sleaky",
        "nonsecret",
        "outaged",
        "sheetside",
        "completely downloaded",
        "live charger",
        "service downloaded",
        "Gmailify",
        "connectory",
    ] {
        assert_eq!(found(text), None, "{text}");
    }
}

#[test]
fn arabic_spellings() {
    for text in [
        "تسريب",
        "تَسْرِيبٌ",
        "تـــســريب",
        "تسريبًا",
        "والتسريب",
        "بتسريب",
        "للتسريب",
        "وبالتسريب",
        "تسريبات",
        "تسريبها",
        "تسري\u{200C}ب",
        "\u{FE97}\u{FEB4}\u{FEAE}\u{FEF3}\u{FE90}",
    ] {
        assert_eq!(found(text), Some("تسريب"), "{text}");
    }
    for text in ["أمان", "الأمان", "بأمان", "الامان", "وأمانكم", "للأمان", "آمان"]
    {
        assert_eq!(found(text), Some("أمان"), "{text}");
    }
    for text in ["بدون موافقتي", "بدون موافقتى", "وبدون موافقتي", "بدون مُوافَقتي", "بدون موافقتنا", "بدون موافقته"]
    {
        assert_eq!(found(text), Some("بدون موافقتي"), "{text}");
    }
    for (text, keyword) in [
        ("الإرسال الخاطئ", "إرسال خاطئ"),
        ("ارسال خاطيء", "إرسال خاطئ"),
        ("إرسال بدون موافقه", "إرسال بدون موافقة"),
        ("وأرسلتوا رسالة بدون إذن", "أرسل رسالة بدون"),
        ("ارسلتم رسائل بدون", "أرسل رسالة بدون"),
        ("ارسلت بدون", "أرسل بدون"),
        ("خدمتكم معطله", "خدمة معطلة"),
        ("الخدمات المعطلة", "خدمة معطلة"),
    ] {
        assert_eq!(found(text), Some(keyword), "{text}");
    }
}

#[test]
fn arabic_words_that_are_no_keyword() {
    for text in [
        "الضمان",
        "ضمان",
        "أمانة الرياض",
        "بكل أمانة",
        "معكم أماني",
        "أمانات",
        "متسرب",
        "موافقتي",
        "بدون موافقة",
        "بدون رسوم",
        "مستخدمة معطلة",
        "سأرسل لكم",
        "مرسل بدون",
    ] {
        assert_eq!(found(text), None, "{text}");
    }
}

#[test]
fn what_may_stand_between_words() {
    for text in [
        "Proof Pack مفقود",
        "proof-pack مفقودة",
        "Proof\nPack\r\n مفقود",
        "Proof\u{A0}Pack: مفقود",
        "«Proof Pack» مفقود",
        "الـProof Packs مفقودين",
        "ProofPack مفقود",
        "Proof Packنا مفقود",
        "Proof Pack … المفقود",
        // A ticket has no blocks that a control character could end.
        "Proof\u{1E}Pack\u{7}مفقود",
    ] {
        assert_eq!(found(text), Some("Proof Pack مفقود"), "{text}");
    }
    for text in ["charge بدون موافقة", "charged بدون موافقتنا", "Charges, بدون موافقة", "الـcharge بدون موافقة"]
    {
        assert_eq!(found(text), Some("charge بدون موافقة"), "{text}");
    }
    for text in ["live-charge", "live_charge", "LiveCharge", "live  charge", "live—charge", "live/charge"] {
        assert_eq!(found(text), Some("live charge"), "{text}");
    }
    for text in [
        "the service. Down the road",
        "Pilot! Stopped",
        "service? down",
        "service 2 down",
        "service is down",
        "service",
        "service ",
        "service.",
    ] {
        assert_eq!(found(text), None, "{text}");
    }
}

#[test]
fn a_latin_word_glued_to_arabic() {
    for text in ["والـleak", "الـleak", "بالleak", "leakات", "leakكم"] {
        assert_eq!(found(text), Some("leak"), "{text}");
    }
}

#[test]
fn places_are_of_the_original_text() {
    for (text, place) in [
        ("They LEAKED it", "LEAKED"),
        ("هذا تَسـرِيبٌ واضح", "تَسـرِيبٌ"),
        ("وبالتسريب", "تسريب"),
        ("تم خصم ﴿charge﴾  بدون\u{200F} موافقتنا!", "charge﴾  بدون\u{200F} موافقتنا"),
        ("فيه إرسال خاطيء.", "إرسال خاطيء"),
        ("ﷺ ﷺ LEAK", "LEAK"),
    ] {
        assert_eq!(cut(text), Some(place), "{text}");
        let found = find(text).expect("as above").place;
        let characters: String = text.chars().skip(found.start_char).take(found.end_char - found.start_char).collect();
        assert_eq!(characters, place);
    }
}

#[test]
fn every_inflected_word_and_form_belongs_to_a_keyword() {
    let words: Vec<&str> = Priority::ALL.iter().flat_map(|p| p.keywords()).flat_map(|k| k.split(' ')).collect();
    for word in INFLECTED.map(|i| i.0).into_iter().chain(FORMS.map(|f| f.0)) {
        assert!(words.contains(&word), "{word}");
    }
    assert!(words.iter().all(|w| !w.is_empty()));
}

#[test]
fn long_texts_are_linear() {
    let time = |text: &str| {
        let start = std::time::Instant::now();
        assert_eq!(found(text), None);
        start.elapsed()
    };
    for unit in ["leakleak", "data-", "service ... ", "تسريبتسريب", "ارسل رساله ", "service\n", "ب", "امانامان"]
    {
        let small = unit.repeat(20_000 / unit.len());
        let large = unit.repeat(2_000_000 / unit.len());
        time(&small);
        let (small, large) = (time(&small), time(&large));
        assert!(large < small * 1_500 + std::time::Duration::from_millis(50), "{unit}: {small:?} {large:?}");
    }
}

fn texts() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        any::<char>().prop_map(String::from),
        "[a-z ]{0,6}",
        "[ابتسريمون ءئةى]{0,6}",
        prop::sample::select(vec![
            " ",
            "\n",
            ".",
            "؟ ",
            "\u{640}",
            "\u{651}",
            "\u{200B}",
            "ﷺ",
            "service",
            "بدون ",
            "Proof Pack",
            "sec",
            "ret",
            "le",
            "ak",
            "ارسل",
            "-",
            "_",
            "\u{1E}",
            "й",
            "ﻻ",
        ])
        .prop_map(str::to_owned),
    ];
    prop::collection::vec(piece, 0..30).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    /// A P0 keyword makes a ticket a P0 ticket, whatever stands around it.
    #[test]
    fn a_p0_word_always_counts(
        text in texts(),
        at in any::<prop::sample::Index>(),
        keyword in prop::sample::select(Priority::P0.keywords()),
        before in prop::sample::select(vec![" ", "\n", "، ", "(", "«", " و", " الـ"]),
        after in prop::sample::select(vec![" ", "\n", ".", "!", "؟", ")", "»"]),
    ) {
        // «و» and «الـ» belong to the word they stand before; no verb and no «بدون» carries an article.
        let before = if before == " الـ" && !keyword.is_ascii() { " و" } else { before };
        let places: Vec<usize> = text.char_indices().map(|c| c.0).chain([text.len()]).collect();
        let (left, right) = text.split_at(places[at.index(places.len())]);
        let ticket = format!("{left} {before}{keyword}{after} {right}");
        let found = find(&ticket);
        prop_assert_eq!(found.map(|f| f.priority), Some(Priority::P0), "{}", ticket);
    }

    /// A place lies on characters of the text, and what stands there begins as the keyword does.
    #[test]
    fn a_place_shows_its_keyword(
        left in texts(),
        keyword in prop::sample::select([Priority::P0.keywords(), Priority::P1.keywords(), Priority::P2.keywords()].concat()),
        right in texts(),
    ) {
        let text = format!("{left} {keyword} {right}");
        let found = find(&text).expect("a keyword");
        let place = found.place;
        let begin = fold_text(&text[place.start..place.end]);
        let known = MATCHER.keywords.iter().find(|k| k.text == found.keyword).expect("one of the tables");
        let first = spellings(known.text);
        prop_assert!(first.iter().any(|s| beginnings(&s[0]).iter().any(|b| begin.starts_with(b.as_str()))), "{}", begin);
        prop_assert_eq!(text[..place.start].chars().count(), place.start_char);
        prop_assert_eq!(text[..place.end].chars().count(), place.end_char);
    }

    /// No text is too odd.
    #[test]
    fn nothing_panics(bytes in prop::collection::vec(any::<u8>(), 0..200), text in ".{0,80}") {
        for text in [String::from_utf8_lossy(&bytes).as_ref(), &text] {
            if let Some(found) = find(text) {
                prop_assert!(text.get(found.place.start..found.place.end).is_some_and(|t| !t.is_empty()));
            }
        }
    }
}
