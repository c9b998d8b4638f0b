//! Any text is read as Markdown without a panic, and every character keeps its place in the source.
#![no_main]

use libfuzzer_sys::fuzz_target;
use poslock::document::{Format, parse};

fuzz_target!(|bytes: &[u8]| {
    let source = String::from_utf8_lossy(bytes).into_owned();
    let document = parse("fuzz", Format::Markdown, source);
    for (i, c) in document.text.char_indices() {
        let range = document.to_source(i..i + c.len_utf8());
        assert!(document.source.get(range).is_some());
    }
});
