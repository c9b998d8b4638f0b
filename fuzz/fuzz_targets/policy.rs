//! Any text is a policy or a list of mistakes, each with a place inside the text.
#![no_main]

use libfuzzer_sys::fuzz_target;
use poslock::policy::load::load_text;

fuzz_target!(|bytes: &[u8]| {
    let text = String::from_utf8_lossy(bytes);
    match load_text("p.yaml", &text) {
        // What loads can be compiled and run.
        Ok(policy) => {
            let linter = poslock::lint::Linter::new(&policy, poslock::policy::model::Lang::Ar);
            linter.finish(Vec::new(), true);
        }
        Err(mistakes) => {
            assert!(!mistakes.0.is_empty());
            for mistake in mistakes.0.iter().filter(|m| m.file == "p.yaml") {
                let span = mistake.span;
                assert!(mistake.text.get(span.start..span.end).is_some(), "{span:?} of {text:?}: {}", mistake.message);
            }
        }
    }
});
