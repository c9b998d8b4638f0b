//! The pages of `examples/`: every planted claim is found, at its words, and nothing else is.

mod common;

use std::path::Path;

use common::poslock;
use serde_json::Value;

/// File, category, the claim's words as they stand in the source.
const PLANTED: &[(&str, &str, &str)] = &[
    ("offer.md", "guaranteed-results", "نَضْمَـــنُ لك **مبيعات"),
    ("offer.md", "scraping", "scr&#97;pe LinkedIn"),
    ("planted.html", "guaranteed-results", "نضمن لك عملاء"),
    ("planted.html", "guaranteed-results", "نتائج مضمونة"),
    ("planted.html", "competitor-attack", "HubSpot killer"),
    ("planted.html", "legal-financial", "Tax-deductible"),
    ("planted.html", "scraping", "نسحب كل بيانات LinkedIn"),
    ("planted.html", "guaranteed-results", "نَضْمَـــنُ لك <b>مبي</b>عات"),
    ("planted.html", "guaranteed-results", "guarаn&#116;ee you more sales"),
    ("planted.html", "full-automation", "واتساب بارد"),
    ("planted.html", "bypass-approval", "بدون مكالمة"),
    ("planted.html", "exaggerated-speed", "مليون ريال خلال شهر"),
    ("planted.md", "guaranteed-results", "Guaranteed results"),
    ("planted.md", "scraping", "scrape LinkedIn"),
    ("planted.md", "guaranteed-results", "guarantee **more\ncustomers"),
    ("planted.md", "exaggerated-speed", "10 customers in 24 hours"),
    ("planted.md", "medical-language", "علاج مضمون"),
    ("planted.md", "full-automation", "Cold WhatsApp"),
];

/// What stands in `examples/` to be denied: its words must not be among the findings.
const HONEST: &[(&str, &str)] = &[
    ("offer.md", "نضمن نتائج بعينها"),
    ("offer.md", "guarantee results? No"),
    ("planted.html", "نضمن لك مبيعات</li>"),
    ("planted.html", "Auto-DM"),
    ("planted.html", "نسحب بيانات من"),
    ("planted.html", "نضمن لك عملاء: a comment"),
    ("planted.html", "guaranteed results */"),
    ("planted.md", "Guaranteed ROI"),
    ("planted.md", "auto-send anything"),
    ("planted.md", "نضمن لك عملاء |"),
    ("planted.md", "10 فرص خلال 7 أيام"),
];

fn examples() -> Vec<Value> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let run = poslock(root, &["check", "--isolated", "--output-format", "json", "examples"]);
    assert_eq!(run.code, 1, "{run:#?}");
    run.json()["findings"].as_array().expect("a list").clone()
}

fn source(file: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples").join(file);
    std::fs::read_to_string(path).expect("an example")
}

#[test]
fn every_planted_claim_is_found_at_its_words() {
    let findings = examples();
    for (file, category, words) in PLANTED {
        let at = source(file).find(words).unwrap_or_else(|| panic!("{file} does not hold `{words}`"));
        let found = findings.iter().any(|f| {
            f["path"] == format!("examples/{file}")
                && f["category"] == *category
                && f["start"]["byte"].as_u64().is_some_and(|b| b < (at + words.len()) as u64)
                && f["end"]["byte"].as_u64().is_some_and(|b| b > at as u64)
        });
        assert!(found, "`{words}` in {file} is not found as {category}");
    }
}

#[test]
fn nothing_else_is_found() {
    for finding in examples() {
        let path = finding["path"].as_str().expect("a path");
        let file = path.strip_prefix("examples/").expect("an example");
        let (start, end) = (finding["start"]["byte"].as_u64(), finding["end"]["byte"].as_u64());
        let (start, end) = (start.expect("a byte") as usize, end.expect("a byte") as usize);
        let text = source(file);
        assert_eq!(finding["text"], text[start..end], "{finding}");
        for (honest, words) in HONEST.iter().filter(|(honest, _)| *honest == file) {
            let at = text.find(words).unwrap_or_else(|| panic!("{honest} does not hold `{words}`"));
            assert!(end <= at || at + words.len() <= start, "`{words}` in {file} is honest: {finding}");
        }
        let planted = PLANTED.iter().filter(|(planted, ..)| *planted == file).any(|(_, _, words)| {
            let at = text.find(words).expect("checked above");
            start < at + words.len() + 24 && at < end + 24
        });
        assert!(planted, "nobody planted this: {finding}");
    }
}
