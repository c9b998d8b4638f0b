//! Which files a run reads: what the policy covers, what is named by hand, what a hook passes on.

mod common;

use common::{Run, poslock, tree};

const CLAIM: &[u8] = "نضمن لك عملاء".as_bytes();
const RULE: &str = "guaranteed-results/promise";
const POLICY: &[u8] =
    b"version: 1\nextends: [dealix]\ncontent:\n  landing: ['landing/**/*.md', 'landng/**/*.md']\n  docs: \
                        ['docs/*.md']\nrules:\n  - id: house/readme\n    forbid: {in: [README.md], phrases: [acme]}\n";

fn check(dir: &std::path::Path, args: &[&str]) -> Run {
    poslock(dir, &[&["check", "--output-format", "concise"], args].concat())
}

#[test]
fn globs_of_the_policy_that_match_nothing_are_named() {
    let dir = tree(&[("poslock.yaml", POLICY), ("landing/a.md", CLAIM), ("other.md", CLAIM)]);
    let run = check(dir.path(), &[]);
    let notes: Vec<&str> = run.out.lines().filter(|l| l.contains(": note: ")).collect();
    assert_eq!(
        notes,
        [
            "docs/*.md: note: matches no document; `content: docs` names it",
            "landng/**/*.md: note: matches no document; `content: landing` names it",
        ]
    );
    assert_eq!(run.code, 1);
    assert_eq!(run.found(), [("landing/a.md", RULE)]);
    let run = check(dir.path(), &["landing"]);
    assert!(!run.out.contains("note"), "who names a folder does not ask for the others: {run:#?}");

    let dir = tree(&[("poslock.yaml", POLICY), ("other.md", CLAIM)]);
    let run = check(dir.path(), &[]);
    run.said(2, &["`docs/*.md` (docs), `landing/**/*.md` (landing), `landng/**/*.md` (landing)"]);
}

#[test]
fn an_address_is_no_path() {
    let dir = tree(&[("a.md", CLAIM)]);
    let run = check(dir.path(), &["https://example.com/x.html", "a.md"]);
    run.said(
        2,
        &[
            "problem: https://example.com/x.html: is an address",
            "`curl -sL 'https://example.com/x.html' | poslock check - --stdin-path page.html`",
        ],
    );
    assert_eq!(run.found(), [("a.md", RULE)]);
    check(dir.path(), &["http://a/';rm"]).said(2, &["`curl -sL ADDRESS |"]);
}

#[test]
fn a_name_that_is_missing_is_said_once() {
    let dir = tree(&[]);
    check(dir.path(), &["pages"]).said(2, &["problem: pages: does not exist; check the spelling"]);
}

/// A hook passes what is committed, and CI reads what the policy covers: with `--force-exclude` that is the same.
#[test]
fn force_exclude_leaves_out_what_the_policy_does_not_cover() {
    let files = ["landing/a.md", "other.md", "README.md", "src/main.rs", ".gitignore", "landing/old.md"];
    let mut with: Vec<(&str, &[u8])> = files.iter().map(|f| (*f, CLAIM)).collect();
    with[4].1 = b"old.md\n";
    with.extend([
        ("poslock.yaml", POLICY),
        ("list", files[..4].join("\n").leak().as_bytes()),
        ("code", b"src/main.rs\n"),
    ]);
    let dir = tree(&with);
    let by_hand = check(dir.path(), &["landing/a.md", "other.md", "landing/old.md"]);
    assert_eq!(by_hand.found().len(), 3, "{by_hand:#?}");

    let run = check(dir.path(), &["--force-exclude", "landing/a.md", "other.md", "README.md", "landing/old.md"]);
    assert_eq!((run.code, run.found()), (1, vec![("README.md", RULE), ("landing/a.md", RULE)]), "{run:#?}");
    let hook = check(dir.path(), &["--force-exclude", "--files-from", "list"]);
    assert_eq!((hook.found(), hook.err.as_str()), (run.found(), ""));
    assert_eq!(check(dir.path(), &["--files-from", "list"]).found().len(), 3);

    let said = poslock(dir.path(), &["check", "--force-exclude", "--files-from", "list"]).out;
    assert!(said.contains("skipped 2 files (not covered by the policy)"), "{said}");
    for nothing in [&["other.md"][..], &["landing/old.md"], &["--files-from", "code"]] {
        let run = check(dir.path(), &[&["--force-exclude"], nothing].concat());
        assert_eq!((run.code, run.err.as_str()), (0, ""), "{nothing:?}: {run:#?}");
    }
    let piped = check(dir.path(), &["--force-exclude", "-", "--stdin-path", "other.md"]);
    assert_eq!(piped.code, 0, "{piped:#?}");
}

/// Where a policy has no `content`, nothing is left out; a commit that touches no page is still no mistake.
#[test]
fn without_content_every_document_of_a_list_is_read() {
    let dir = tree(&[("a.md", CLAIM), ("main.rs", b""), ("all", b"a.md\nmain.rs\n"), ("code", b"main.rs\n")]);
    let run = check(dir.path(), &["--force-exclude", "--files-from", "all"]);
    assert_eq!((run.code, run.found()), (1, vec![("a.md", RULE)]));
    let run = check(dir.path(), &["--force-exclude", "--files-from", "code"]);
    assert!(run.code == 0 && run.out.contains("main.rs: note: is not a document"), "{run:#?}");
    check(dir.path(), &["main.rs"]).said(2, &["no document was found"]);
}
