//! Any text is a phrase or a list of mistakes, each with a place inside the text; a phrase can be looked for in any text.
#![no_main]

use libfuzzer_sys::fuzz_target;
use poslock::language::fold::fold;
use poslock::language::matcher::{Builder, Desk, Frame};
use poslock::language::phrase::parse;

fuzz_target!(|bytes: &[u8]| {
    let text = String::from_utf8_lossy(bytes);
    let (phrase, page) = text.split_once('\n').unwrap_or((&text, &text));
    match parse(phrase, &|name| name == "outcome") {
        Ok(phrase) => {
            let mut builder = Builder::default();
            builder.define("outcome", &["sales", "مبيعات"].map(|word| parse(word, &|_| false).expect("a word")));
            builder.frame(&Frame { phrases: vec![phrase], ..Frame::default() });
            let (matcher, folded, mut desk) = (builder.build(), fold(page), Desk::default());
            let (blocks, readings) = matcher.scan(&folded);
            for block in blocks {
                let passage = matcher.read(&folded, block, &readings, &mut desk);
                for found in matcher.matches(&passage, &mut desk) {
                    assert!(page.get(folded.to_text(page, found.bytes)).is_some());
                }
            }
        }
        Err(mistakes) => {
            assert!(!mistakes.is_empty());
            for mistake in mistakes {
                assert!(phrase.get(mistake.span.start..mistake.span.end).is_some(), "{mistake:?} of {phrase:?}");
            }
        }
    }
});
