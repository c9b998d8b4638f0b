//! A policy as a team writes it: found, extended, merged.

use std::fs;
use std::path::Path;

use poslock::finding::{Severity, Standing};
use poslock::policy::load::{LoadOptions, load, load_text};
use poslock::policy::model::{Lang, Level, Profile, RuleBody};

fn write(dir: &Path, name: &str, text: &str) {
    let path = dir.join(name);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

fn at(dir: &Path) -> LoadOptions {
    LoadOptions { start_dir: dir.to_owned(), ..LoadOptions::default() }
}

const FULL: &str = r#"
version: 1
extends: [dealix]
language: ar
content:
  landing: ["landing/**/*.html"]
  docs: {files: ["./docs/**/*.md"], profile: internal}
constants:
  sla: src/domain/sla.rs#SLA_TARGETS
words:
  gr-outcome: {add: [فرص]}
  own: [x, y]
approved:
  - "نطلع لك 10 فرص B2B خلال 7 أيام"
rules:
  - id: scraping/harvest
    severity: off
  - id: guaranteed-results/promise
    internal: info
  - id: speed/hours
    severity: warning
    why: too fast to be true
    instead: {ar: خلال 7 أيام, en: within 7 days}
    forbid:
      in: [landing, "docs/*.md"]
      phrases: ["<own> within hours"]
      unless: [not]
      frames:
        - {phrases: [overnight], unless-block: [pilot]}
        - regex: '\d+ minutes'
      standing: [asserted, asked]
      own-negator: true
    examples: {bad: [x within hours, {text: "<p>overnight</p>", as: html}], good: [in 7 days]}
  - id: positioning/bundles
    require: {in: docs/POSITIONING_LOCK.md, under: Bundles, all: [Growth Starter, Data to Revenue]}
  - id: landing/agency-page
    require: {files: {any: [landing/agency-partner.html, landing/marketers.html]}}
  - id: tone/saudi
    tone: {in: landing, prefer: [نطلع لك], avoid: [synergy], at-least: 50}
"#;

#[test]
fn reads_every_key_of_the_contract() {
    let dir = tempfile::tempdir().unwrap();
    write(dir.path(), "poslock.yaml", FULL);
    fs::create_dir_all(dir.path().join("docs/deep")).unwrap();
    let policy = load(&at(&dir.path().join("docs/deep"))).unwrap_or_else(|e| panic!("{e}"));

    assert_eq!(policy.root, dir.path().canonicalize().unwrap());
    assert_eq!(policy.language, Some(Lang::Ar));
    assert_eq!(policy.content["docs"].files, ["docs/**/*.md"]);
    assert_eq!(policy.content["docs"].profile, Profile::Internal);
    assert_eq!(policy.content["landing"].profile, Profile::Public);
    assert_eq!(policy.constants["sla"].value, "src/domain/sla.rs#SLA_TARGETS");
    assert_eq!(policy.words["gr-outcome"].len(), 3);
    assert_eq!(policy.words["gr-outcome"].last().unwrap().value, "فرص");
    assert_eq!(policy.approved.len(), 1);

    let rule = |id: &str| policy.rules.iter().find(|r| r.id.value == id).unwrap();
    assert_eq!(rule("scraping/harvest").level, Level::Off);
    assert_eq!(rule("scraping/harvest").body.kind(), "forbid");
    assert_eq!(rule("guaranteed-results/promise").level, Level::On(Severity::Error));
    assert_eq!(rule("guaranteed-results/promise").level_for(Profile::Internal), Level::On(Severity::Info));
    let speed = rule("speed/hours");
    assert_eq!(speed.why.ar, "too fast to be true");
    assert_eq!(speed.instead.ar, "خلال 7 أيام");
    assert_eq!((speed.examples.bad.len(), speed.examples.good.len()), (2, 1));
    let RuleBody::Forbid(forbid) = &speed.body else { panic!() };
    assert_eq!(forbid.frames.len(), 3);
    assert_eq!(forbid.frames[0].unless[0].value, "not");
    assert_eq!(forbid.frames[2].regex[0].value, r"\d+ minutes");
    assert_eq!(forbid.standing, [Standing::Asserted, Standing::Asked]);
    assert!(forbid.own_negator);
    let RuleBody::Tone(tone) = &rule("tone/saudi").body else { panic!() };
    assert_eq!(tone.at_least, Some(50));
    assert_eq!(rule("tone/saudi").level, Level::On(Severity::Warning));

    // Places lead back to the text.
    let id = &speed.id;
    let file = &policy.files[id.file];
    assert_eq!(&file.text[id.span.start..id.span.end], "speed/hours");
    assert_eq!(file.name, "poslock.yaml");
}

#[test]
fn without_a_policy_the_default_pack_is_in_force() {
    let dir = tempfile::tempdir().unwrap();
    let policy = load(&LoadOptions { isolated: true, ..at(dir.path()) }).unwrap();
    assert!(policy.files.iter().all(|f| f.built_in));
    assert!(policy.files.iter().any(|f| f.name.starts_with("dealix/")));
    assert!(!policy.cues["negator"].is_empty());
    assert!(!policy.rules.is_empty());
    assert_eq!(policy.root, dir.path().canonicalize().unwrap());
}

#[test]
fn a_policy_without_extends_stands_alone_and_isolated_ignores_it() {
    let dir = tempfile::tempdir().unwrap();
    write(dir.path(), "poslock.yml", "version: 1\n");
    assert!(load(&at(dir.path())).unwrap().rules.is_empty());
    let isolated = LoadOptions { isolated: true, ..at(dir.path()) };
    assert!(!load(&isolated).unwrap().rules.is_empty());
    let packs = LoadOptions { packs: vec!["dealix".to_owned()], ..at(dir.path()) };
    assert!(!load(&packs).unwrap().rules.is_empty());
}

#[test]
fn the_built_in_packs_have_no_mistake() {
    let packs = poslock::policy::pack::names().map(str::to_owned).collect();
    let dir = tempfile::tempdir().unwrap();
    let options = LoadOptions { isolated: true, packs, with_examples: true, ..at(dir.path()) };
    load(&options).unwrap_or_else(|e| panic!("{e}"));
}

#[test]
fn folders_are_read_in_order_and_examples_only_when_asked_for() {
    let dir = tempfile::tempdir().unwrap();
    write(dir.path(), "poslock.yaml", "version: 1\nextends: [rules]\n");
    write(dir.path(), "rules/b.yaml", "version: 1\nrules:\n  - id: a/b\n    severity: info\n");
    write(dir.path(), "rules/a.yaml", "version: 1\nrules:\n  - id: a/b\n    forbid: {phrases: x}\n");
    write(dir.path(), "rules/a.examples.yaml", "examples:\n  a/b: {bad: [x], good: [y]}\n");
    let policy = load(&at(dir.path())).unwrap_or_else(|e| panic!("{e}"));
    let names: Vec<&str> = policy.files.iter().filter(|f| !f.built_in).map(|f| f.name.as_str()).collect();
    assert_eq!(names, ["poslock.yaml", "rules/a.yaml", "rules/b.yaml"]);
    assert_eq!(policy.rules[0].level, Level::On(Severity::Info));
    assert!(policy.rules[0].examples.bad.is_empty());
    let policy = load(&LoadOptions { with_examples: true, ..at(dir.path()) }).unwrap_or_else(|e| panic!("{e}"));
    assert_eq!(policy.rules[0].examples.bad[0].text.value, "x");
}

#[test]
fn a_later_layer_replaces_words_and_rules() {
    let dir = tempfile::tempdir().unwrap();
    write(dir.path(), "poslock.yaml", "version: 1\nextends: [low.yaml, high.yaml]\n");
    write(dir.path(), "low.yaml", "version: 1\nwords: {w: [a]}\nrules: [{id: a/b, why: low, forbid: {phrases: x}}]\n");
    write(
        dir.path(),
        "high.yaml",
        "version: 1\nwords: {w: [b]}\nrules: [{id: a/b, severity: info, forbid: {phrases: y}}]\n",
    );
    let policy = load(&at(dir.path())).unwrap_or_else(|e| panic!("{e}"));
    assert_eq!(policy.words["w"].iter().map(|w| w.value.as_str()).collect::<Vec<_>>(), ["b"]);
    assert_eq!(policy.rules.len(), 1);
    assert_eq!(policy.rules[0].why.en, "");
    assert_eq!(policy.rules[0].level, Level::On(Severity::Info));
}

#[test]
fn anchors_and_merge_keys_work() {
    let text = "version: 1\nrules:\n  - &base\n    id: a/b\n    severity: warning\n    why: {ar: &w لأن, en: because}\n    \
                forbid: &f {phrases: [x, y]}\n  - <<: *base\n    id: a/c\n  - id: a/d\n    why: *w\n    forbid:\n      \
                <<: [*f]\n      in: docs/a.md\n";
    let policy = load_text("p.yaml", text).unwrap_or_else(|e| panic!("{e}"));
    assert_eq!(policy.rules.len(), 3);
    assert_eq!(policy.rules[1].level, Level::On(Severity::Warning));
    assert_eq!(policy.rules[2].why.en, "لأن");
    let RuleBody::Forbid(forbid) = &policy.rules[2].body else { panic!() };
    assert_eq!(forbid.frames[0].phrases.len(), 2);
}

#[test]
fn a_byte_order_mark_moves_no_place() {
    let policy = load_text("p.yaml", "\u{FEFF}version: 1\napproved: [\"x\"]\n").unwrap();
    let at = &policy.approved[0];
    assert_eq!(&policy.files[at.file].text[at.span.start..at.span.end], "\"x\"");
}

#[test]
fn a_pack_of_150_kb_loads_in_milliseconds() {
    use std::fmt::Write as _;
    let mut text = String::from("version: 1\nwords:\n  w: [a, b]\nrules:\n");
    let mut n = 0;
    while text.len() < 150 * 1024 {
        n += 1;
        let why = "{ar: سبب المنع هنا بكلمات كافية, en: some reason in words}";
        writeln!(text, "  - id: group/rule-{n}\n    why: {why}\n    forbid:\n      phrases:").unwrap();
        for i in 0..12 {
            writeln!(text, "        - \"نضمن [لك|لكم] .. <w> رقم {n} {i}\"").unwrap();
        }
    }
    let best = (0..5)
        .map(|_| {
            let begin = std::time::Instant::now();
            let policy = load_text("p.yaml", &text).unwrap();
            assert_eq!(policy.rules.len(), n);
            begin.elapsed()
        })
        .min()
        .unwrap();
    // Generous: test builds are hardly optimised and machines are shared.
    assert!(best.as_millis() < 200, "{n} rules, {} bytes: {best:?}", text.len());
}
