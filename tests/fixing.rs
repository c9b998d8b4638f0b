//! `--fix` and `--diff` on real files: what is written, what stays, and how the run ends.

mod common;

use std::fs;
use std::path::Path;

use common::{add, poslock, tree};
use proptest::prelude::*;
use tempfile::TempDir;

const POLICY: &str = "version: 1
rules:
  - id: sla/tiers
    table:
      in: docs/sla.md
      under: Tiers
      equals: src/sla.py#SLA
      key: {column: Tier}
      columns: {Reply: {unit: minutes}, Note: {field: '@key'}}
      rows: subset
  - id: price/starter
    value: {in: docs/sla.md, phrase: \"Starter .. <money>\", equals: {of: \"src/sla.py#PRICE\", unit: SAR}}
";
const SOURCE: &str = "SLA = {\"P0\": 30, \"P1\": 120}\nPRICE = 499\n";
const PAGE: &str = "# Tiers\n\n| Tier | Reply | Note |\n|---|---|---|\n| P0 | 45 min | P0 |\n\nStarter **599 ريال**\n";

fn site(page: &[u8]) -> TempDir {
    tree(&[("poslock.yaml", POLICY.as_bytes()), ("src/sla.py", SOURCE.as_bytes()), ("docs/sla.md", page)])
}

fn page(dir: &Path) -> Vec<u8> {
    fs::read(dir.join("docs/sla.md")).expect("the page is there")
}

#[test]
fn a_fix_is_written_and_what_is_left_decides_the_exit() {
    let dir = site(PAGE.as_bytes());
    let run = poslock(dir.path(), &["check", "--fix"]);
    assert_eq!(run.code, 0, "{run:?}");
    assert!(run.out.contains("docs/sla.md: fixed in 2 places"), "{run:?}");
    let fixed = PAGE.replace("45 min", "30 min").replace("599", "499");
    assert_eq!(page(dir.path()), fixed.as_bytes());
    let again = poslock(dir.path(), &["check", "--fix"]);
    assert_eq!((again.code, page(dir.path())), (0, fixed.into_bytes()), "{again:?}");
    assert!(!again.out.contains("fixed"), "{again:?}");
    add(dir.path(), "docs/sla.md", PAGE.replace("45 min", "soon").as_bytes());
    let left = poslock(dir.path(), &["check", "--fix", "--output-format", "concise"]);
    assert_eq!((left.code, left.found()), (1, vec![("docs/sla.md", "sla/tiers")]), "{left:?}");
}

#[test]
fn byte_order_mark_line_ends_and_permissions_stay() {
    let marked = format!("\u{FEFF}{}", PAGE.replace('\n', "\r\n"));
    let dir = site(marked.as_bytes());
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        fs::set_permissions(dir.path().join("docs/sla.md"), fs::Permissions::from_mode(0o640)).expect("set");
    }
    assert_eq!(poslock(dir.path(), &["check", "--fix"]).code, 0);
    assert_eq!(page(dir.path()), marked.replace("45 min", "30 min").replace("599", "499").into_bytes());
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let mode = fs::metadata(dir.path().join("docs/sla.md")).expect("there").permissions().mode();
        assert_eq!(mode & 0o777, 0o640);
    }
    let names: Vec<_> = fs::read_dir(dir.path().join("docs")).expect("there").collect();
    assert_eq!(names.len(), 1, "{names:?}");
}

#[test]
fn a_diff_is_shown_and_nothing_is_written() {
    let dir = site(PAGE.as_bytes());
    let run = poslock(dir.path(), &["check", "--diff"]);
    assert_eq!((run.code, page(dir.path())), (1, PAGE.as_bytes().to_vec()), "{run:?}");
    for line in ["--- a/docs/sla.md", "+++ b/docs/sla.md", "-| P0 | 45 min | P0 |", "+| P0 | 30 min | P0 |"] {
        assert!(run.out.lines().any(|l| l == line), "{line}: {run:?}");
    }
    assert_eq!(poslock(dir.path(), &["check", "--diff", "--fix"]).code, 2);
    add(dir.path(), "docs/sla.md", PAGE.replace("45 min", "30 min").replace("599", "499").as_bytes());
    let clean = poslock(dir.path(), &["check", "--diff"]);
    assert_eq!((clean.code, clean.out.as_str()), (0, ""), "{clean:?}");
}

#[test]
fn what_is_no_utf8_is_left_alone() {
    let mut utf16 = vec![0xFF, 0xFE];
    utf16.extend(PAGE.encode_utf16().flat_map(u16::to_le_bytes));
    let dir = site(&utf16);
    let run = poslock(dir.path(), &["check", "--fix"]);
    run.said(2, &["docs/sla.md", "was not fixed"]);
    assert_eq!(page(dir.path()), utf16);
}

#[test]
fn standard_input_cannot_be_fixed() {
    let dir = site(PAGE.as_bytes());
    poslock(dir.path(), &["check", "--fix", "-", "--stdin-path", "docs/sla.md"]).said(2, &["standard input"]);
}

#[test]
fn sources_that_cannot_be_read_are_errors_with_the_line_of_the_policy() {
    let dir = site(PAGE.as_bytes());
    fs::rename(dir.path().join("src/sla.py"), dir.path().join("src/slas.py")).expect("renamed");
    let run = poslock(dir.path(), &["check"]);
    run.said(2, &["`src/sla.py` is not there; did you mean `src/slas.py`?", "(poslock.yaml:7:15)", "rule `sla/tiers`"]);
    // A rule that looks at none of the files needs no source.
    add(dir.path(), "other.md", b"Nothing.\n");
    let run = poslock(dir.path(), &["check", "other.md"]);
    assert_eq!((run.code, run.err.as_str()), (0, ""), "{run:?}");
}

#[test]
fn both_ends_are_in_every_format_for_machines() {
    let dir = site(PAGE.as_bytes());
    let json = poslock(dir.path(), &["check", "--output-format", "json"]).json();
    let found = &json["findings"][0];
    assert_eq!(found["start"], serde_json::json!({"byte": 54, "line": 5, "column": 8}));
    assert_eq!((&found["text"], &found["standing"]), (&"45 min".into(), &"asserted".into()));
    let related = &found["related"][0];
    assert_eq!((&related["path"], &related["start"]["line"]), (&"src/sla.py".into(), &1.into()));
    assert_eq!(related["message"], "`SLA.P0` = 30");
    assert_eq!(
        found["fix"],
        serde_json::json!({"safety": "safe", "edits": [{"start": 54, "end": 56, "replacement": "30"}]})
    );
    let sarif = poslock(dir.path(), &["check", "--output-format", "sarif"]).json();
    let result = &sarif["runs"][0]["results"][0];
    let place = &result["relatedLocations"][0]["physicalLocation"];
    assert_eq!(place["artifactLocation"]["uri"], "src/sla.py");
    assert_eq!(result["fixes"][0]["artifactChanges"][0]["replacements"][0]["insertedContent"]["text"], "30");
    let human = poslock(dir.path(), &["check"]);
    assert!(human.out.contains("src/sla.py:1:14") && human.out.contains("SLA = {\"P0\": 30"), "{}", human.out);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    // Whatever stands around a table and in its cells, a fix changes the wrong quantity and nothing else.
    #[test]
    fn a_fix_changes_its_place_alone(
        before in "[a-zء-ي \\n>#*.]{0,60}",
        after in "[a-zء-ي \\n*.|]{0,60}",
        minutes in 1_u32..2000,
        bold in any::<bool>(),
        pad in 0_usize..6,
    ) {
        prop_assume!(!before.contains("tiers") && !after.contains("tiers"));
        let mark = if bold { "**" } else { "" };
        let cell = format!("{mark}{minutes} دقيقة{mark}{}", " ".repeat(pad));
        let text = format!("{before}\n\n# Tiers\n\n| Tier | Reply | Note |\n|---|---|---|\n| P0 | {cell} | P0 |\n\n# End\n\n{after}\n\nStarter 499 SAR\n");
        let dir = site(text.as_bytes());
        let first = poslock(dir.path(), &["check", "--fix"]);
        let once = page(dir.path());
        let fixed = String::from_utf8(once.clone()).expect("UTF-8");
        if minutes == 30 {
            prop_assert_eq!(&fixed, &text);
        } else {
            let (head, tail) = text.split_once(&cell).expect("the cell is there");
            prop_assert!(fixed.starts_with(head) && fixed.ends_with(tail.trim_start_matches(' ')), "{fixed}");
            prop_assert!(fixed[head.len()..].starts_with(&format!("{mark}30 دقيقة{mark}")), "{fixed}");
        }
        prop_assert_eq!(first.code, 0, "{:?}", first);
        poslock(dir.path(), &["check", "--fix"]);
        prop_assert_eq!(page(dir.path()), once);
    }
}
