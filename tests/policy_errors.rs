//! Mistakes in policies as their authors see them: each fixture beside the words it earns.
//!
//! `tests/fixtures/policies/NAME.yaml` (or a folder NAME with a `poslock.yaml`) and `NAME.txt`. With `UPDATE_EXPECT=1` in the
//! environment the `.txt` files are written anew; read the difference before committing it.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use poslock::policy::error::PolicyErrors;
use poslock::policy::load::{LARGEST, LoadOptions, load, load_text};
use proptest::prelude::*;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/policies")
}

/// Each mistake with the bytes its caret stands under.
fn told(errors: &PolicyErrors) -> String {
    let plain = errors.to_string();
    let mut out = String::new();
    for error in &errors.0 {
        let under = &error.text[error.span.start..error.span.end];
        let end = error.position().line;
        writeln!(out, "{} line {end} ^ {under:?}", error.file).unwrap();
    }
    format!("{plain}\n---\n{out}")
}

#[test]
fn every_fixture_is_told_as_expected() {
    let mut names: Vec<PathBuf> = fs::read_dir(folder())
        .unwrap()
        .map(|e| e.unwrap().path())
        .filter(|p| p.is_dir() || p.extension().is_some_and(|e| e == "yaml"))
        .collect();
    names.sort();
    assert!(names.len() >= 30, "only {} fixtures", names.len());
    let mut wrong = Vec::new();
    for path in names {
        let policy_file = if path.is_dir() { path.join("poslock.yaml") } else { path.clone() };
        let options = LoadOptions {
            start_dir: folder(),
            policy_file: Some(policy_file),
            with_examples: true,
            ..LoadOptions::default()
        };
        let found = match load(&options) {
            Ok(_) => "no mistake\n".to_owned(),
            Err(errors) => told(&errors),
        };
        let expected = path.with_extension("txt");
        if std::env::var_os("UPDATE_EXPECT").is_some() {
            fs::write(&expected, &found).unwrap();
        } else if fs::read_to_string(&expected).unwrap_or_default() != found {
            wrong.push(format!("{}:\n{found}", path.display()));
        }
    }
    assert!(wrong.is_empty(), "not as expected:\n{}", wrong.join("\n"));
}

#[test]
fn ten_mistakes_are_shown_in_one_run() {
    let file = folder().join("ten-mistakes.yaml");
    let errors = load(&LoadOptions { policy_file: Some(file), ..LoadOptions::default() }).unwrap_err();
    assert_eq!(errors.0.len(), 10, "{errors}");
    assert!(errors.0.windows(2).all(|w| w[0].span < w[1].span));
}

fn only(text: &str) -> String {
    let errors = load_text("p.yaml", text).unwrap_err();
    assert_eq!(errors.0.len(), 1, "{errors}");
    errors.to_string()
}

#[test]
fn an_alias_bomb_is_refused() {
    let mut text = String::from("version: 1\nwords:\n  a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
    for i in 1..12 {
        let many = vec![format!("*a{}", i - 1); 10].join(", ");
        writeln!(text, "  a{i}: &a{i} [{many}]").unwrap();
    }
    assert!(only(&text).contains("aliases"), "{}", only(&text));
    let many = vec!["*a"; 60_000].join(", ");
    assert!(only(&format!("version: 1\nwords:\n  a: [&a x, {many}]\n")).contains("aliases"));
}

#[test]
fn a_merge_bomb_is_refused() {
    let keys = (0..1000).map(|i| format!("k{i}: x")).collect::<Vec<_>>().join(", ");
    let many = vec!["*a"; 1000].join(", ");
    assert!(only(&format!("version: 1\nwords: {{a: &a {{{keys}}}, b: {{<<: [{many}]}}}}\n")).contains("aliases"));
}

#[test]
fn deep_nesting_is_refused() {
    for text in [
        format!("version: 1\nwords: {}", "[".repeat(100_000)),
        format!("version: 1\nwords: {}{}", "{a: ".repeat(5_000), "}".repeat(5_000)),
        format!("version: 1\nwords:\n  {}x\n", "- ".repeat(10_000)),
        (0..2_000).fold(String::new(), |mut s, i| {
            writeln!(s, "{}a:", " ".repeat(i)).unwrap();
            s
        }),
    ] {
        assert!(only(&text).contains("nested more than"), "{}", only(&text));
    }
}

#[test]
fn large_files_are_refused_from_disk_and_from_memory() {
    let text = format!("version: 1\n#{}\n", "x".repeat(LARGEST as usize));
    assert!(only(&text).contains("larger than 4 MiB"));
    let dir = tempfile::tempdir().unwrap();
    fs::write(dir.path().join("poslock.yaml"), &text).unwrap();
    let errors = load(&LoadOptions { start_dir: dir.path().to_owned(), ..LoadOptions::default() }).unwrap_err();
    assert!(errors.to_string().contains("larger than 4 MiB"), "{errors}");
}

#[test]
fn thousands_of_mistakes_are_cut_short_in_linear_time() {
    let text = (0..60_000).fold(String::from("version: 1\n"), |mut s, i| {
        writeln!(s, "k{i}: x").unwrap();
        s
    });
    let begin = std::time::Instant::now();
    let errors = load_text("p.yaml", &text).unwrap_err();
    assert_eq!(errors.0.len(), 501);
    assert!(errors.to_string().contains("59500 more mistakes"), "{}", errors.0[500].message);
    assert!(begin.elapsed().as_secs() < 5, "{:?}", begin.elapsed());
}

#[test]
fn what_is_not_utf8_is_told_with_its_place() {
    let dir = tempfile::tempdir().unwrap();
    fs::write(dir.path().join("poslock.yaml"), b"version: 1\nlanguage: \xff\n").unwrap();
    let errors = load(&LoadOptions { start_dir: dir.path().to_owned(), ..LoadOptions::default() }).unwrap_err();
    assert!(errors.to_string().starts_with("poslock.yaml:2:11: here the file stops being UTF-8"), "{errors}");
}

#[test]
fn a_pack_named_by_the_caller_has_no_place_but_a_near_name() {
    let options = LoadOptions { packs: vec!["daelix".to_owned()], isolated: true, ..LoadOptions::default() };
    let errors = load(&options).unwrap_err();
    assert!(errors.to_string().contains("did you mean `dealix`?"), "{errors}");
    assert!(!errors.0[0].has_place());
    let missing = LoadOptions { policy_file: Some("nowhere.yaml".into()), ..LoadOptions::default() };
    assert!(load(&missing).unwrap_err().to_string().contains("is not there"));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_read_or_refused(text in any::<String>()) {
        let _ = load_text("p.yaml", &text);
    }

    #[test]
    fn any_bytes_on_disk_are_read_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        let dir = tempfile::tempdir().unwrap();
        fs::write(dir.path().join("poslock.yaml"), bytes).unwrap();
        let _ = load(&LoadOptions { start_dir: dir.path().to_owned(), ..LoadOptions::default() });
    }

    // Pieces of real policies in any order reach further than noise.
    #[test]
    fn shuffled_policies_keep_their_places(pieces in proptest::collection::vec(prop_oneof![
        Just("version: 1\n"), Just("rules:\n"), Just("  - id: a/b\n"), Just("    forbid:\n"), Just("      phrases: [x, 'y']\n"),
        Just("words: {a: [<b>], b: [<a>]}\n"), Just("&a "), Just("*a"), Just("<<: *a\n"), Just("- "), Just("? "), Just(": "),
        Just("\u{FEFF}"), Just("نضمن"), Just("\""), Just("'"), Just("[ "), Just("}"), Just("|\n  x\n"), Just("\t"), Just("\r\n"),
        Just("--- "), Just("!t "), Just("#c\n"), Just("    regex: ['(']\n"), Just("    require: {in: nope, all: x}\n"), Just("\n"),
    ], 0..40)) {
        let text = pieces.concat();
        if let Err(errors) = load_text("p.yaml", &text) {
            prop_assert!(!errors.0.is_empty());
            for error in &errors.0 {
                prop_assert!(error.text.get(error.span.start..error.span.end).is_some(), "{error:?}");
            }
            prop_assert!(!errors.to_string().is_empty());
        }
    }
}
