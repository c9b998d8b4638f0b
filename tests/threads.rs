//! The same input gives the same bytes, on any number of threads and in any run.

mod common;

use common::{poslock, tree};

#[path = "../benches/tree/mod.rs"]
mod site;

#[test]
fn every_format_says_the_same_on_one_thread_and_on_many() {
    let pages: Vec<site::Page> = (0..120).map(site::page).collect();
    let mut files: Vec<(&str, &[u8])> = pages.iter().map(|p| (p.path.as_str(), p.text.as_bytes())).collect();
    // What is reported beside findings has an order, too.
    files.extend([("b/bad.md", &b"guaranteed results \xFF\xFE"[..]), ("a/bad.md", b"\xC3("), ("a/bin.md", b"\0\0")]);
    let dir = tree(&files);
    for format in ["human", "concise", "json", "jsonl", "github", "sarif"] {
        let run = |jobs: &str| {
            let args = ["check", "--isolated", "--show-allowed", "--statistics", "--output-format", format, "-j", jobs];
            poslock(dir.path(), &[&args[..], &[".", "missing.md", "absent.md"]].concat())
        };
        let one = run("1");
        assert_eq!(one.code, 2, "two paths are missing: {}", one.err);
        assert!(one.out.contains("guaranteed-results/promise"), "there is something to say: {}", one.out);
        for jobs in ["2", "3", "16"] {
            assert!(one == run(jobs), "{format} differs between -j1 and -j{jobs}");
        }
    }
}
