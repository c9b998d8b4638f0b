//! 0, 1 and 2, the same in every format, as `poslock check --help` promises.

mod common;

use common::{poslock, tree};

const FORMATS: [&str; 6] = ["human", "concise", "json", "jsonl", "github", "sarif"];

#[track_caller]
fn ends(dir: &std::path::Path, args: &[&str], code: i32) {
    for format in FORMATS {
        let all: Vec<&str> = ["check", "--output-format", format].iter().chain(args).copied().collect();
        let run = poslock(dir, &all);
        assert_eq!(run.code, code, "{all:?}: {run:#?}");
    }
}

const POLICY: &[u8] =
    "version: 1\nrules:\n  - id: words/loud\n    severity: warning\n    why: {ar: صاخب, en: loud}\n    \
                       instead: {ar: اهدأ, en: be calm}\n    forbid: {phrases: [hurry now]}\n"
        .as_bytes();

#[test]
fn the_code_follows_what_was_found() {
    let dir = tree(&[
        ("clean.md", "لا نضمن نتائج بعينها".as_bytes()),
        ("claim.md", "نضمن لك عملاء".as_bytes()),
        ("broken/poslock.yaml", b"version: 1\nrulez: []\n"),
        ("broken/a.md", b"hello"),
        ("warns/poslock.yaml", POLICY),
        ("warns/a.md", b"Hurry now"),
    ]);
    let root = dir.path();
    ends(root, &["clean.md"], 0);
    ends(root, &["claim.md"], 1);
    ends(root, &["clean.md", "claim.md"], 1);
    ends(root, &["claim.md", "missing.md"], 2);
    ends(root, &["--select", "no-such-rule", "claim.md"], 2);
    ends(root, &["--ignore", "guaranteed-results", "claim.md"], 0);
    ends(&root.join("broken"), &[], 2);
    ends(&root.join("warns"), &[], 0);
    ends(&root.join("warns"), &["--fail-on", "warning"], 1);
    ends(&root.join("warns"), &["--fail-on", "warning", "--severity-at-least", "error"], 0);
}

#[test]
fn a_report_in_a_file_changes_no_code_and_holds_what_standard_output_would() {
    let dir = tree(&[("claim.md", "نضمن لك عملاء".as_bytes())]);
    for format in FORMATS {
        let straight = poslock(dir.path(), &["check", "--output-format", format, "claim.md"]);
        let filed = poslock(dir.path(), &["check", "--output-format", format, "-o", "report", "claim.md"]);
        assert_eq!((filed.code, filed.out.as_str()), (1, ""), "{filed:#?}");
        let report = std::fs::read_to_string(dir.path().join("report")).expect("the report was written");
        assert_eq!(report, straight.out, "{format}");
    }
    let run = poslock(dir.path(), &["check", "-o", "no/such/folder/report", "claim.md"]);
    run.said(2, &["no/such/folder/report", "could not be written: the folder `no/such/folder` does not exist"]);
    let abroad = dir.path().to_string_lossy();
    assert!(!run.err.contains(".poslock-") && !run.err.contains(&*abroad), "{run:#?}");
}

#[test]
fn other_commands_fail_with_two_and_succeed_with_zero() {
    let dir = tree(&[]);
    for (args, code) in [
        (&["explain"][..], 0),
        (&["explain", "guaranteed-results"], 0),
        (&["explain", "no-such-rule"], 2),
        (&["schema"], 0),
        (&["test", "no-such-pack"], 2),
        (&["test", "dealix"], 0),
        (&["--version"], 0),
        (&["--help"], 0),
        (&["check", "--no-such-flag"], 2),
    ] {
        let run = poslock(dir.path(), args);
        assert_eq!(run.code, code, "{args:?}: {run:#?}");
    }
}
