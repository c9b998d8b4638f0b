//! Any text is a source file of any language: its constants are read or refused, and each place can be cut out of the text.
#![no_main]

use libfuzzer_sys::fuzz_target;
use poslock::constants::{File, Selector};

const PATHS: [&str; 8] = ["a.rs", "a.py", "a.ts", "a.js", "a.go", "a.json", "a.yaml", "a.toml"];

fuzz_target!(|bytes: &[u8]| {
    let Some((first, rest)) = bytes.split_first() else { return };
    let text = String::from_utf8_lossy(rest);
    let path = PATHS[usize::from(*first) % PATHS.len()];
    let Ok(file) = File::parse(path, &*text) else { return };
    for name in file.names() {
        let Ok(selector) = format!("{path}#[{name:?}]").parse::<Selector>() else { continue };
        let span = match file.select(&selector) {
            Ok(found) => found.value.span,
            Err(refusal) => refusal.span.unwrap_or_default(),
        };
        assert!(text.get(span.start..span.end).is_some(), "{span:?} of {text:?}");
    }
});
