//! Any text is a phrase or a list of mistakes, each with a place inside the text; a phrase can be looked for in any text.
#![no_main]

use libfuzzer_sys::fuzz_target;
use poslock::language::fold::fold;
use poslock::language::matcher::stands;
use poslock::language::phrase::parse;

fuzz_target!(|bytes: &[u8]| {
    let text = String::from_utf8_lossy(bytes);
    let (phrase, page) = text.split_once('\n').unwrap_or((&text, &text));
    match parse(phrase, &|name| name == "outcome") {
        Ok(phrase) => _ = stands(&phrase, &fold(page)),
        Err(mistakes) => assert!(!mistakes.is_empty()),
    }
});
