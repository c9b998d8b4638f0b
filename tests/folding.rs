//! The folding table of `docs/language.md`, row by row: what folds to one, and what must stay apart. Then its invariants, over
//! made-up text.

use poslock::document::{Format, parse};
use poslock::language::disguise::readings;
use poslock::language::fold::{Folded, fold};
use poslock::language::words::{Words, cut};
use poslock::lint::Linter;
use poslock::policy::load::load_text;
use poslock::policy::model::Lang;
use proptest::prelude::*;

fn folded(text: &str) -> String {
    fold(text).text
}

/// Row, spelling, what it folds to.
const TABLE: &[(u8, &str, &str)] = &[
    // Marks, in every block of them.
    (1, "نَضْمَنُ", "نضمن"),
    (1, "بِسۡمِ ٱللَّهِ", "بسم الله"),
    (1, "مُضمَّنٌ هٰذا رحمٰن", "مضمن هذا رحمن"),
    (1, "ن\u{8D4}ض\u{8F0}من", "نضمن"),
    // Tatweel, also behind the article.
    (2, "نضمـــن", "نضمن"),
    (2, "الـ CRM", "ال crm"),
    (2, "بـauto", "بauto"),
    // Alif and its hamza.
    (3, "أضمن إرسال آخر ٱلآن", "اضمن ارسال اخر الان"),
    (4, "مسؤول مسئول نتائج", "مسوول مسيول نتايج"),
    // A final hamza falls away in long words only.
    (5, "عملاء شراء مجيء", "عملا شرا مجي"),
    (5, "ماء جزء بدء شيء سوء عملاءنا", "ماء جزء بدء شيء سوء عملاءنا"),
    (6, "على علی مبنى\u{6CD}\u{6D0}", "علي علي مبنييي"),
    (7, "\u{6D2}", "ي"),
    (8, "مضمونة ضمانة قوّة", "مضمونه ضمانه قوه"),
    (9, "کتاب ڪريم", "كتاب كريم"),
    (10, "ہذا ھو ەذا ۀ ۃ", "هذا هو هذا ه ه"),
    (11, "٢٤ ساعة ۲۴", "24 ساعه 24"),
    (12, "١٠٠٪ ١٬٥٠٠٫٥ 5％", "100% 1,500.5 5%"),
    (13, "نعم، لا؛ هل؟ تم۔", "نعم, لا; هل? تم."),
    // Presentation forms; spacing marks go whole, never to a space.
    (14, "ﻧﻀﻤﻦ ﻻ ﻷ ﻹ ﻵ", "نضمن لا لا لا لا"),
    (14, "نض\u{FE76}من نض\u{FE7D}من شراء\u{FC5E}", "نضمن نضمن شرا"),
    (14, "١٠ ﷼", "10 ريال"),
    (14, "ﷲ \u{FDFD}", "ﷲ \u{FDFD}"),
    // What shows nothing is never a space.
    (15, "Gu\u{200B}ar\u{200D}an\u{2060}te\u{AD}ed", "guaranteed"),
    (15, "نض\u{200F}م\u{202E}ن\u{202C} \u{2066}لك\u{2069} \u{61C}و\u{FEFF}", "نضمن لك و"),
    (15, "gu\u{34F}ar\u{180E}an\u{FE0F}te\u{E0101}e\u{E0041}d", "guaranteed"),
    // What shows a space is one.
    (16, "a\u{A0}b\u{1680}c\u{2003}d\u{202F}e\u{205F}f\u{3000}g\th", "a b c d e f g h"),
    (16, "a  \u{A0} \t b", "a b"),
    // Letter case, width, style, accents.
    (17, "Ｇｕａｒａｎｔｅｅ 𝐠𝐮𝐚𝐫 𝓰𝓾 𝗴 ⓖ", "guarantee guar gu g g"),
    (17, "ﬁt ſcrape Kg İ Straße", "fit scrape kg i strasse"),
    (17, "Résumé re\u{301}sume\u{301} naïve ÇA", "resume resume naive ca"),
    (17, "ﾃ日本 Ǆ ½", "テ日本 dz 1⁄2"),
    // Look-alikes, only inside a word that holds a Latin letter.
    (18, "guаrantее ѕcrape sсrарe", "guarantee scrape scrape"),
    (18, "rеѕults gυarantee", "results guarantee"),
    (18, "категории Δ Σ Ελλάδα Հայաստան", "категории δ σ ελλάδα հայաստան"),
    (19, "auto\u{2011}DM a\u{2010}b a\u{2212}b a－b", "auto-dm a-b a-b a-b"),
    (19, "a – b ― c ⸺ d", "a — b — c — d"),
    (20, "don’t x‘s don´t don`t", "don't x's don't don't"),
    (21, "“q” ‹q› „q‟", "«q» «q» «q»"),
    (21, "«q» \"q\" 5\"", "«q» \"q\" 5\""),
    // Rows 22 to 26 are read, not folded: the folded text keeps them.
    (22, "عشرين twenty", "عشرين twenty"),
    (23, "g u a r a n t e e", "g u a r a n t e e"),
    (24, "مضمووون", "مضمووون"),
    (25, "وROI leadsكم", "وroi leadsكم"),
    (26, "ألا إلا", "الا الا"),
];

#[test]
fn every_row_folds_as_the_table_says() {
    for (row, from, to) in TABLE {
        assert_eq!(folded(from), *to, "row {row}: {from}");
    }
    for row in 1..=26 {
        assert!(TABLE.iter().any(|r| r.0 == row), "row {row} has a case");
    }
}

#[test]
fn text_of_other_languages_stays_what_it_is() {
    for text in [
        "мы ничего не гарантируем нашим клиентам, кроме честной работы.",
        "съешь ещё этих мягких французских булок, да выпей чаю",
        "δεν εγγυόμαστε αποτελέσματα στους πελάτες μας.",
        "մենք ոչինչ չենք խոստանում",
        "ми нічого не гарантуємо, їхній ґанок є",
        "我们不保证任何结果。",
        "हम परिणामों की गारंटी नहीं देते",
    ] {
        assert_eq!(folded(text), text);
    }
    // Persian and Urdu: the letters of the table change, nothing else.
    assert_eq!(folded("ما نتیجه را تضمین نمی‌کنیم، پژوهش گچ"), "ما نتيجه را تضمين نميكنيم, پژوهش گچ");
    assert_eq!(folded("ہم نتائج کی ضمانت نہیں دیتے۔ ٹیڑھا"), "هم نتايج كي ضمانت نهيں ديتي. ٹيڑها");
}

#[test]
fn words_that_one_letter_keeps_apart_stay_apart() {
    for (a, b) in [("ماء", "ما"), ("سوء", "سو"), ("ضمن", "يتضمن"), ("cure", "secure"), ("σ", "s"), ("рост", "poct")]
    {
        assert_ne!(folded(a), folded(b), "{a} {b}");
    }
}

/// Whether a phrase is found in a text, however it stands.
fn finds(phrase: &str, text: &str) -> bool {
    let policy = format!(
        "version: 1\nrules:\n  - id: a/b\n    why: {{en: it is a test, ar: اختبار}}\n    forbid:\n      phrases: ['{}']\n      \
         standing: [asserted, negated, forbidden, quoted, asked, mentioned]\n",
        phrase.replace('\'', "''")
    );
    let policy = load_text("poslock.yaml", &policy).unwrap_or_else(|e| panic!("{e}"));
    let linter = Linter::new(&policy, Lang::En);
    let page = parse("a.txt", Format::Plain, text.to_owned());
    !linter.finish(vec![linter.check(&page)], false).findings.is_empty()
}

#[test]
fn row_22_numbers_in_words_are_numbers() {
    for text in ["عشرين عميل", "٢٠ عميل", "20 عميل", "ثلاثين عميلا", "مية عميل", "twenty clients", "2k clients"]
    {
        assert!(finds("<number >= 20> (عميل/n|client/n)", text), "{text}");
    }
    for text in ["عشرة عملاء", "5 clients", "ten clients", "no clients", "١٩ عميل"] {
        assert!(!finds("<number >= 20> (عميل/n|client/n)", text), "{text}");
    }
    for text in ["within 24 hours", "خلال ٢٤ ساعة", "in one day", "خلال يوم واحد"] {
        assert!(finds("(within|in|خلال) <duration <= 24h>", text), "{text}");
    }
    assert!(!finds("within <duration <= 24h>", "within two weeks"));
}

fn read(text: &str) -> Vec<String> {
    readings(&folded(text)).into_iter().map(|r| r.text).collect()
}

#[test]
fn row_23_spaced_letters_count_only_as_a_known_word() {
    for text in ["g u a r a n t e e", "G-U-A-R-A-N-T-E-E", "g.u.a.r.a.n.t.e.e", "ن ض م ن", "x g u a r a n t e e"] {
        let (phrase, text) = if text.is_ascii() { ("guarantee", text) } else { ("نضمن", text) };
        assert!(finds(phrase, text), "{text}");
    }
    assert!(!finds("guarantee", "A B C D E F"));
    assert!(read("a b c").is_empty(), "three letters are initials");
}

#[test]
fn row_24_repeated_letters() {
    for (phrase, text) in
        [("guaranteed", "guaranteeeed"), ("مضمون", "مضمووووون"), ("free", "freeee"), ("scrape", "ssscrape")]
    {
        assert!(finds(phrase, text), "{text}");
    }
    assert!(!finds("free", "fre"), "letters are not invented");
}

#[test]
fn row_25_two_scripts_in_one_word() {
    let words = |text: &str| {
        let text = folded(text);
        let mut out = Words::default();
        cut(&text, 0..text.len(), &mut out);
        out.words.iter().map(|w| text[w.range()].to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(words("وROI leadsكم الـCRM بـauto-DM"), ["roi", "leads", "crm", "auto", "dm"]);
    assert_eq!(words("٣٠عميل x50"), ["30", "عميل", "x50"]);
}

#[test]
fn row_26_alla_is_marked_where_it_stands() {
    let f = fold("نلتزم ألا نَعِد إلا بما نملك");
    let at: Vec<usize> = f.not_except.iter().map(|at| *at as usize).collect();
    assert_eq!(at, [f.text.find("الا").expect("it is there")]);
    assert_eq!(fold("أَلَّا").not_except, [0]);
    assert_eq!(fold("ألان سألا إلا").not_except, [0u32; 0]);
}

/// The source of a folded range, which must be a slice.
fn source<'t>(text: &'t str, f: &Folded, range: std::ops::Range<usize>) -> &'t str {
    let source = f.map.to_source(range.clone());
    text.get(source.clone()).unwrap_or_else(|| panic!("{range:?} of {:?} comes from {source:?} of {text:?}", f.text))
}

/// Text of the kinds that folding treats apart, mixed.
fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        "[a-zA-Z0-9 .,'-]{1,6}",
        "[\u{620}-\u{64A}\u{6CC}\u{6A9}\u{6C1}]{1,6}",
        "[\u{64B}-\u{65F}\u{640}\u{670}]{1,3}",
        "[\u{660}-\u{66C}\u{6F0}-\u{6F9}]{1,3}",
        "[\u{FB50}-\u{FDFF}\u{FE70}-\u{FEFC}]{1,4}",
        "[аеосрхАЕОСРХіαεορΑΕ]{1,4}",
        "[\u{200B}-\u{200F}\u{202A}-\u{202E}\u{AD}\u{FE0F}]{1,3}",
        "[\u{A0}\u{2000}-\u{200A}\t\n]{1,2}",
        "[éñüÅıİßſ\u{300}-\u{306}]{1,4}",
        "[\u{FF01}-\u{FF5E}\u{24B6}-\u{24E9}\u{2100}-\u{214F}]{1,3}",
        "[‘’“”«»–—\u{2010}-\u{2015}؟،؛٪﷼]{1,3}",
        "عملاء|ماء|ألا|إلا|شراء",
        "\\PC{1,3}",
    ];
    prop::collection::vec(piece, 0..12).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: ProptestConfig::default().cases.max(2000), failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn folding_twice_is_folding_once(text in text()) {
        let once = folded(&text);
        prop_assert_eq!(folded(&once), once);
    }

    #[test]
    fn every_folded_character_leads_to_what_it_was(text in text()) {
        let f = fold(&text);
        prop_assert_eq!(f.map.len(), f.text.len());
        let mut last = 0;
        for (at, c) in f.text.char_indices() {
            let range = at..at + c.len_utf8();
            let start = f.map.to_source(range.clone()).start;
            prop_assert!(start >= last, "{:?} goes back", c);
            last = start;
            let source = source(&text, &f, range);
            // A look-alike is one only beside Latin letters, and a space is trimmed when it stands alone.
            let alone = [folded(&format!("x {source}")), folded(&format!("x{source}"))];
            prop_assert!(alone.iter().any(|a| a.contains(c)), "{:?} came from {:?}", c, source);
        }
        for hidden in &f.hidden {
            prop_assert!(f.text.is_char_boundary(hidden.at as usize));
        }
    }

    #[test]
    fn a_word_maps_back_to_all_of_its_letters(before in "[a-z ]{0,8}", after in "[a-z ]{0,8}") {
        let word = "نَضْمَـــنُ";
        let text = format!("{before} {word} {after}");
        let f = fold(&text);
        let at = f.text.find("نضمن").expect("it is folded");
        let range = f.to_text(&text, at..at + "نضمن".len());
        prop_assert_eq!(&text[range], word);
    }
}

/// Work is linear: ten million bytes of what might make it square end at all, and give no more than their share. A square
/// pass would need a hundred thousand billion steps.
#[test]
fn nothing_makes_it_square() {
    const SIZE: usize = 10_000_000;
    let kinds = [
        "ء",
        "اء",
        "ا\u{64B}ء\u{64B}",
        "عملاء\u{64B}",
        "أ",
        "أل",
        "ألا",
        "أ\u{64B}\u{64B}",
        "\u{640}",
        "\u{200B}",
        "а",
        "аa",
        "a а",
        "а\u{200B}",
        "x\u{301}",
        "\u{301}",
        " ",
        "\u{A0}",
        "ﻻ",
        "\u{FDFA}",
        "a ",
        "a-",
        "g u ",
        "ن ",
        "4a",
        "aaaa",
        "وووو",
        "\u{FE80}",
        "\u{FE83}",
        "`",
        "\u{202E}",
        "٬",
    ];
    for kind in kinds {
        let text = kind.repeat(SIZE / kind.len());
        let f = fold(&text);
        // The longest fold of one character: U+FDFA, three bytes, is eighteen characters of two bytes at most.
        assert!(f.text.len() <= 12 * text.len(), "{kind:?} grows to {}", f.text.len());
        assert!(f.hidden.len() + f.not_except.len() <= text.len());
        let found: usize = readings(&f.text).iter().map(|r| r.text.len()).sum();
        assert!(found <= 64 * text.len(), "{kind:?} is read as {found} bytes");
    }
}
