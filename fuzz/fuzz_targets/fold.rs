//! Any text folds without a panic, and every folded character leads back to a piece of the text.
#![no_main]

use libfuzzer_sys::fuzz_target;
use poslock::language::fold::fold;

fuzz_target!(|bytes: &[u8]| {
    let text = String::from_utf8_lossy(bytes);
    let folded = fold(&text);
    for (i, c) in folded.text.char_indices() {
        let range = folded.to_text(&text, i..i + c.len_utf8());
        assert!(text.get(range).is_some());
    }
});
