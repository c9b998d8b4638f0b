use super::*;

fn folded(text: &str) -> String {
    fold(text).text
}

#[test]
fn arabic_spellings_fold_to_one() {
    assert_eq!(folded("نَضْمَـــنُ"), "نضمن");
    assert_eq!(folded("أضمن إرسال آخر ٱلآن"), "اضمن ارسال اخر الان");
    assert_eq!(folded("على علی مضمونة مسؤول نتائج"), "علي علي مضمونه مسوول نتايج");
    assert_eq!(folded("عملاء ماء جزء بدء شراء."), "عملا ماء جزء بدء شرا.");
    assert_eq!(folded("ٱلعُمَلَاءُ عملاءنا"), "العملا عملاءنا");
    assert_eq!(folded("٢٤ ساعة ۱۰۰٪ ١٬٥٠٠٫٥"), "24 ساعه 100% 1,500.5");
    assert_eq!(folded("ﻧﻀﻤﻦ ﻻ ﷼"), "نضمن لا ريال");
    assert_eq!(folded("ﻋﻤﻼﺀ ﻣﺎﺀ"), "عملا ماء");
    assert_eq!(folded("نضمن\u{FE76}"), "نضمن");
    assert_eq!(folded("کریم ھذا"), "كريم هذا");
}

#[test]
fn latin_disguises_fold_to_ascii() {
    assert_eq!(folded("Ｇｕａｒａｎｔｅｅ 𝐠𝐮𝐚𝐫 ⓖ résumé İ ſ ﬁ"), "guarantee guar g resume i s fi");
    assert_eq!(folded("Gu\u{200B}ar\u{AD}an\u{2060}teed"), "guaranteed");
    assert_eq!(folded("guаrantее ѕcrape еｖｅｒｙ Шe"), "guarantee scrape every we");
    assert_eq!(folded("guаrantее ѕcrape ｇuаｒаｎｔее"), "guarantee scrape guarantee");
    assert_eq!(folded("категории Δ Σ ελλάδα"), "категории δ σ ελλαδα".replace("ελλαδα", "ελλάδα"));
}

#[test]
fn a_character_that_becomes_several_stays_whole() {
    for text in ["⑴", "ǉ", "㏒", "x ⑼ y"] {
        let f = fold(text);
        for (i, c) in f.text.char_indices() {
            let range = f.to_text(text, i..i + c.len_utf8());
            assert!(text[range].chars().count() == 1, "{text}: {c}");
        }
    }
}

#[test]
fn spaces_and_signs() {
    assert_eq!(folded("  a \u{A0}\t b\u{3000}c  "), "a b c ");
    assert_eq!(folded("auto\u{2011}DM – x’s “q”"), "auto-dm — x's «q»");
    assert_eq!(folded("نعم، لا؛ هل؟"), "نعم, لا; هل?");
}

#[test]
fn every_folded_range_maps_back() {
    let text = "A\u{200B}b &\u{301} لاَّ  ﻻ ١٠";
    let f = fold(text);
    let at = f.text.find("لا").expect("folded");
    assert_eq!(&text[f.map.to_source(at..at + 4)], "لا");
    let at = f.text.rfind("لا").expect("folded");
    assert_eq!(&text[f.map.to_source(at..at + 4)], "ﻻ");
    let at = f.text.find("10").expect("folded");
    assert_eq!(&text[f.map.to_source(at..at + 2)], "١٠");
    // Three bytes from three, and yet no copy.
    let f = fold("a ℆");
    assert_eq!((f.text.as_str(), f.map.to_source(4..5)), ("a c/u", 2..5));
    let f = fold(text);
    assert_eq!(f.hidden, [Hidden { at: 1, character: '\u{200B}' }]);
}

#[test]
fn alla_is_not_illa() {
    assert_eq!(fold("يجب ألا نضمن").not_except.len(), 1);
    assert_eq!(fold("ﻳﺠﺐ ﺃﻻ ﻧﻀﻤﻦ").not_except.len(), 1);
    assert_eq!(fold("إلا نتائج ﺇﻻ ﺃﻷ").not_except.len(), 0);
}
