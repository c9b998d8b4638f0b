//! What no run should meet, through the real command: each gives a clear message or a defined result, the other files are
//! still checked, and 2 says where the job could not be done as asked.

mod common;

use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::process::Stdio;
use std::time::{Duration, Instant};

use common::{Run, command, poslock, tree};

const CLAIM: &[u8] = "نضمن لك عملاء".as_bytes();
const RULE: &str = "guaranteed-results/promise";

fn check(dir: &Path, args: &[&str]) -> Run {
    poslock(dir, &[&["check", "--output-format", "concise"], args].concat())
}

#[test]
fn a_missing_path_is_named_with_the_nearest_and_the_rest_is_checked() {
    let dir = tree(&[("landing/a.md", CLAIM)]);
    let run = check(dir.path(), &["landng/a.md", "landing/a.md"]);
    run.said(2, &["landng/a.md: does not exist", "did you mean `landing/a.md`?"]);
    assert_eq!(run.found(), [("landing/a.md", RULE)]);
    check(dir.path(), &["docs/**/*.html", "landing/a.md"]).said(2, &["docs"]);
    check(dir.path(), &["landing/*.html"]).said(2, &["landing/*.html: matches no file"]);
}

#[test]
fn a_folder_without_documents_and_a_file_that_is_none_are_said() {
    let dir = tree(&[("empty/x.png", b"x"), ("a.md", CLAIM)]);
    fs::create_dir(dir.path().join("folder.md")).expect("a folder");
    check(dir.path(), &["empty"]).said(2, &["empty", "no document was found"]);
    check(dir.path(), &["folder.md"]).said(2, &["folder.md", "no document was found"]);
    let run = check(dir.path(), &["empty/x.png", "a.md"]);
    assert!(run.err.contains("empty/x.png") || run.out.contains("empty/x.png"), "{run:#?}");
    assert_eq!(run.found(), [("a.md", RULE)]);
}

/// As root no permission keeps a file from being read, so that other unreadable things stand beside it.
#[cfg(unix)]
#[test]
fn an_unreadable_file_is_named_and_the_rest_is_checked() {
    use std::os::unix::fs::{PermissionsExt as _, symlink};

    let dir = tree(&[("a.md", CLAIM), ("closed.md", CLAIM)]);
    let root = dir.path();
    symlink("nowhere.md", root.join("broken.md")).expect("a link");
    let run = check(root, &["a.md", "broken.md"]);
    run.said(2, &["broken.md: is a link to something that does not exist"]);
    assert_eq!(run.found(), [("a.md", RULE)]);

    symlink("round.md", root.join("round.md")).expect("a link");
    let run = check(root, &["a.md", "round.md"]);
    run.said(2, &["round.md: cannot be read: too many levels of symbolic links"]);
    assert_eq!(run.found(), [("a.md", RULE)]);

    fs::set_permissions(root.join("closed.md"), fs::Permissions::from_mode(0o000)).expect("mode");
    if fs::read(root.join("closed.md")).is_err() {
        let run = check(root, &["a.md", "closed.md"]);
        run.said(2, &["closed.md", "cannot be read"]);
        assert_eq!(run.found(), [("a.md", RULE)]);
    }
}

/// A file that opens and then fails to be read, whoever asks.
#[cfg(target_os = "linux")]
#[test]
fn a_file_that_fails_while_it_is_read_is_named() {
    let dir = tree(&[("a.md", CLAIM)]);
    std::os::unix::fs::symlink("/proc/self/mem", dir.path().join("memory.md")).expect("a link");
    let run = check(dir.path(), &["a.md", "memory.md"]);
    run.said(2, &["memory.md", "cannot be read"]);
    assert_eq!(run.found(), [("a.md", RULE)]);
}

#[cfg(unix)]
#[test]
fn folders_that_lead_back_to_themselves_are_walked_once() {
    let dir = tree(&[("site/a.md", CLAIM), ("site/deep/b.md", CLAIM)]);
    std::os::unix::fs::symlink("..", dir.path().join("site/deep/up")).expect("a link");
    for start in ["site", ".", "site/deep/up"] {
        let run = check(dir.path(), &[start]);
        assert_eq!(run.code, 1, "{run:#?}");
        assert_eq!(run.found().len(), 2, "{run:#?}");
    }
}

#[test]
fn invalid_utf8_is_reported_and_read_and_utf16_is_read() {
    let mark = |text: &str| format!("\u{FEFF}{text}").encode_utf16().collect::<Vec<u16>>();
    let text = "We offer guaranteed results.\n\nنضمن لك عملاء\n";
    let le: Vec<u8> = mark(text).into_iter().flat_map(u16::to_le_bytes).collect();
    let be: Vec<u8> = mark(text).into_iter().flat_map(u16::to_be_bytes).collect();
    let dir = tree(&[("bad.md", b"caf\xE9\n\nguaranteed results \xFF\n"), ("be.md", &be), ("le.md", &le)]);
    let run = check(dir.path(), &["bad.md"]);
    assert_eq!(run.code, 1, "{run:#?}");
    assert_eq!(run.found(), [("bad.md", RULE)]);
    let said = format!("{}{}", run.out, run.err);
    assert!(said.contains("bad.md") && said.contains("not valid UTF-8 from byte 3"), "{run:#?}");
    for name in ["le.md", "be.md"] {
        let run = check(dir.path(), &[name]);
        assert_eq!((run.code, run.found().len()), (1, 2), "{name}: {run:#?}");
    }
}

/// Windows-1256, as old Arabic pages are: "We guarantee you customers", in markup that no encoding changes.
#[test]
fn a_page_in_another_encoding_is_an_error_that_says_what_to_type() {
    let claim = b"\xE4\xD6\xE3\xE4 \xE1\xDF \xDA\xE3\xE1\xC7\xC1";
    let style = "p { margin: 0 auto; }\n".repeat(100);
    let page = [b"<style>", style.as_bytes(), b"</style><p>", claim, b"</p><p>guaranteed results</p>"].concat();
    let dir = tree(&[("old.html", &page), ("a b.txt", claim), ("half.md", b"\xFF\xFE\0\xD8")]);
    let run = check(dir.path(), &["old.html"]);
    run.said(2, &["old.html", "is not UTF-8", "`iconv -f WINDOWS-1256 -t UTF-8 old.html > utf8.html`"]);
    assert_eq!(run.found(), [("old.html", RULE)], "what can be read is checked");
    check(dir.path(), &["a b.txt"]).said(2, &["a b.txt", "`iconv -f WINDOWS-1256 -t UTF-8 FILE > utf8.txt`"]);
    check(dir.path(), &["half.md"]).said(2, &["half.md", "is not UTF-16LE", "save it as UTF-8"]);
}

#[test]
fn binary_files_are_skipped_and_counted() {
    let dir = tree(&[("a.md", CLAIM), ("image.md", b"\x89PNG\r\n\x1a\n\0\0\0guaranteed results")]);
    let run = poslock(dir.path(), &["check", "."]);
    assert_eq!(run.code, 1, "{run:#?}");
    assert!(run.out.contains("skipped 1 file (not text)"), "the count is said: {run:#?}");
    assert!(!run.out.contains("image.md:"), "nothing is found in it: {run:#?}");
}

fn policy(text: &str) -> Run {
    let dir = tree(&[("poslock.yaml", text.as_bytes()), ("a.md", CLAIM)]);
    check(dir.path(), &["a.md"])
}

#[test]
fn a_bad_policy_is_explained() {
    policy("{{{ not: [yaml").said(2, &["poslock.yaml"]);
    policy("just a sentence\n").said(2, &["poslock.yaml"]);
    policy("").said(2, &["poslock.yaml", "version: 1"]);
    policy("\0\u{1}\u{2}").said(2, &["poslock.yaml"]);
    policy("version: 1\nextends: [delix]\n").said(2, &["poslock.yaml:2", "`delix`", "`dealix`"]);
    policy("version: 1\nrules: [{id: a/b, forbidd: {phrases: [x y]}}]\n").said(2, &["`forbidd`", "`forbid`"]);
    let bomb = (0..40).fold("version: 1\nx0: &x0 [a, b]\n".to_owned(), |mut yaml, n| {
        let _ = std::fmt::Write::write_fmt(&mut yaml, format_args!("x{0}: &x{0} [*x{n}, *x{n}]\n", n + 1));
        yaml
    });
    policy(&bomb).said(2, &["poslock.yaml"]);
    policy(&format!("version: {}", "[".repeat(100_000))).said(2, &["poslock.yaml"]);
    policy(&"# much\n".repeat(700_000)).said(2, &["poslock.yaml", "4"]);
    let dir = tree(&[("p.yaml", b"version: 1\nextends: [dealix]\n\xFF\n"), ("a.md", CLAIM)]);
    check(dir.path(), &["--policy", "p.yaml", "a.md"]).said(2, &["p.yaml"]);
    check(dir.path(), &["--policy", "no.yaml", "a.md"]).said(2, &["no.yaml"]);
    check(dir.path(), &["--policy", ".", "a.md"]).said(2, &[]);
}

#[test]
fn unknown_names_on_the_command_line_are_answered_with_the_nearest() {
    let dir = tree(&[("a.md", CLAIM)]);
    check(dir.path(), &["--select", "garanteed-results", "a.md"]).said(2, &["`guaranteed-results`"]);
    check(dir.path(), &["--ignore", "guaranteed-results/promis", "a.md"]).said(2, &["`guaranteed-results/promise`"]);
    check(dir.path(), &["--isolated", "--pack", "dealx", "a.md"]).said(2, &["`dealx`", "`dealix`"]);
    check(dir.path(), &["--show-alowed", "a.md"]).said(2, &["--show-allowed"]);
    poslock(dir.path(), &["check", "--output-format", "sariff", "a.md"]).said(2, &["sarif"]);
    poslock(dir.path(), &["explain", "garanteed-results"]).said(2, &["`guaranteed-results`"]);
}

#[test]
fn standard_input_may_hold_anything() {
    let dir = tree(&[]);
    let read = |bytes: &[u8]| {
        let args = ["check", "--output-format", "concise", "-", "--stdin-path", "page.html"];
        let mut child =
            command(dir.path(), &args).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn();
        let child = child.as_mut().expect("the binary was built");
        child.stdin.take().expect("piped").write_all(bytes).expect("it is read");
        child.wait().expect("it ends").code()
    };
    assert_eq!(read(b""), Some(0));
    assert_eq!(read(b"<p>guaranteed results"), Some(1));
    assert_eq!(read(b"<p>guaranteed results\xFF\xFE<"), Some(1));
    assert_eq!(read(b"\0\0\0"), Some(0));
}

/// Linear time on a busy machine, too; what is quadratic needs hours for these.
const PATIENCE: Duration = Duration::from_secs(60);

#[track_caller]
fn timed(dir: &Path, name: &str) -> Run {
    let start = Instant::now();
    let run = check(dir, &[name]);
    assert!(start.elapsed() < PATIENCE, "{name} took {:?}", start.elapsed());
    assert!(run.code < 2 && !run.err.contains("panicked"), "{name}: {} {}", run.code, run.err);
    run
}

#[test]
fn deep_nesting_overflows_no_stack() {
    const DEEP: usize = 100_000;
    let claim = "guaranteed results";
    let nested = |open: &str, close: &str| format!("{}{claim}{}", open.repeat(DEEP), close.repeat(DEEP));
    let json = format!("<script type=\"application/ld+json\">{}</script><p>{claim}</p>", nested("[", "]"));
    let lists = (0..2_000).map(|n| "  ".repeat(n) + "- a\n").collect::<Vec<_>>().concat();
    let files = [
        ("div.html", nested("<div>", "</div>")),
        ("open.html", nested("<p><b><ul><li>", "")),
        ("table.html", nested("<table><tr><td>", "</td></tr></table>")),
        ("svg.html", nested("<svg>", "")),
        ("json.html", json),
        ("quote.md", nested("> ", "")),
        ("bold.md", nested("**", "**")),
        ("link.md", nested("[", "](x)")),
        ("image.md", nested("![", "](x)")),
        ("html.md", nested("<div>", "</div>")),
        ("list.md", format!("{lists}\n{claim}\n")),
        ("entity.html", format!("<p>{}</p><p>{claim}</p>", "&amp".repeat(DEEP))),
        ("attributes.html", format!("<p {}>{claim}</p>", "a=1 ".repeat(DEEP))),
        ("cells.md", format!("|{}\n|{}\n|{}\n\n{claim}\n", "a|".repeat(DEEP), "-|".repeat(DEEP), "b|".repeat(DEEP))),
    ];
    let bytes: Vec<(&str, &[u8])> = files.iter().map(|(name, text)| (*name, text.as_bytes())).collect();
    let dir = tree(&bytes);
    // Where the text lies in no construct that gives up at some depth, it is read.
    let read = ["div.html", "open.html", "table.html", "json.html", "html.md", "entity.html", "cells.md"];
    for (name, _) in &files {
        let run = timed(dir.path(), name);
        assert!(!read.contains(name) || run.found() == [(*name, RULE)], "{name}: {run:#?}");
    }
}

#[test]
fn a_line_of_ten_megabytes_is_one_line() {
    let words = "no never not 10 results customers within لا نضمن عملاء خلال ";
    let line = |size: usize| words.repeat(size / words.len()) + ". Guaranteed results";
    let (long, short) = (line(10_000_000), line(500_000));
    let dir = tree(&[("line.md", long.as_bytes()), ("line.html", short.as_bytes()), ("line.txt", short.as_bytes())]);
    for name in ["line.md", "line.html", "line.txt"] {
        let run = timed(dir.path(), name);
        assert!(run.found().contains(&(name, RULE)), "{name}: {} {:.300}", run.code, run.out);
    }
    // The report of a long line is short.
    let run = poslock(dir.path(), &["check", "--select", RULE, "line.txt"]);
    let longest = run.out.lines().map(str::len).max();
    assert!(longest < Some(2_000), "{longest:?}");
}

/// A page with its pictures inside, as exports of presentations are. Two gigabytes of address space are ten times the file;
/// what keeps more copies than that is refused memory and dies.
#[cfg(target_os = "linux")]
#[test]
fn a_file_of_200_megabytes_is_read_in_bounded_memory() {
    let dir = tree(&[]);
    let picture = format!("<img alt=\"chart\" src=\"data:image/png;base64,{}\">\n", "iVBORw0KGgo".repeat(100_000));
    let mut file = std::io::BufWriter::new(fs::File::create(dir.path().join("big.html")).expect("a file"));
    file.write_all(b"<p>Guaranteed results</p>\n").expect("space on disk");
    for _ in 0..200_000_000 / picture.len() {
        file.write_all(picture.as_bytes()).expect("space on disk");
    }
    file.write_all(b"<p>Guaranteed results</p>\n").expect("space on disk");
    drop(file);
    let script = "ulimit -v 2000000 && exec \"$0\" check --isolated -j 1 --output-format concise big.html";
    let ended = std::process::Command::new("sh")
        .args(["-c", script, env!("CARGO_BIN_EXE_poslock")])
        .current_dir(dir.path())
        .output()
        .expect("a shell");
    let out = String::from_utf8_lossy(&ended.stdout);
    assert_eq!(ended.status.code(), Some(1), "{out} {}", String::from_utf8_lossy(&ended.stderr));
    assert_eq!(out.matches(RULE).count(), 2, "{out}");
}
