//! The numbers of the business: every constant of the engines can be reached by a selector, and has the value that the
//! business gave it. `tests/domain/*.tsv` holds them: a selector, a tab, its value.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use poslock::constants::{File, Selector};

#[test]
fn every_constant_is_reached_and_has_its_value() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut sources: BTreeMap<String, File> = BTreeMap::new();
    let (mut wrong, mut count) = (String::new(), 0);
    for entry in fs::read_dir(root.join("tests/domain")).expect("a folder") {
        let path = entry.expect("an entry").path();
        let name = path.file_name().expect("a name").to_string_lossy().into_owned();
        let text = fs::read_to_string(&path).expect("UTF-8");
        for (i, line) in text.lines().enumerate().filter(|(_, l)| !l.is_empty() && !l.starts_with("# ")) {
            let (selector, due) = line.split_once('\t').unwrap_or_else(|| panic!("{name}:{}: no tab", i + 1));
            let selector: Selector = selector.parse().unwrap_or_else(|e| panic!("{name}:{}: {e:?}", i + 1));
            let file = sources.entry(selector.path.clone()).or_insert_with(|| {
                let text = fs::read_to_string(root.join(&selector.path)).expect("a source");
                File::parse(&selector.path, text).expect("Rust")
            });
            let found = file.select(&selector).map(|found| found.value.bare().plain().unwrap_or_default());
            count += 1;
            if found.as_deref() != Ok(due) {
                let _ = writeln!(wrong, "{name}:{}: {selector} is {found:?}, not {due}", i + 1);
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
    assert!(count >= 100, "{count}");
}
