//! The guides tell the truth: every policy in them loads and passes its own examples, every command says what is shown, every
//! row of their tables holds, every link leads somewhere.
//!
//! After a change on purpose, `TRYCMD=overwrite cargo test --test docs_examples` shows the new runs.

mod common;

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::Path;

use common::guide::{Block, Guide, anchors, guide, guides, links, root, rows, run};
use common::poslock;
use poslock::document::{Format, parse};
use poslock::finding::Severity;
use poslock::language::fold::fold;
use poslock::language::standing::CUES;
use poslock::lint::Linter;
use poslock::policy::load::{LoadOptions, load, load_text};
use poslock::policy::model::{Lang, Policy};

fn built_in() -> Policy {
    load(&LoadOptions { isolated: true, ..LoadOptions::default() }).expect("the default pack loads")
}

fn is_policy(block: &Block) -> bool {
    block.language == "yaml" && block.text.lines().any(|l| l == "version: 1")
}

/// Loads the policy as it stands beside the files shown so far, and runs its own examples.
fn try_policy(block: &Block, dir: &Path) -> Result<(), String> {
    let file = block.file.as_deref().expect("a policy is a file");
    let options = LoadOptions { start_dir: dir.into(), policy_file: Some(file.into()), ..LoadOptions::default() };
    load(&options).map_err(|e| e.to_string())?;
    if block.text.contains("examples:") {
        let tested = poslock(dir, &["test", "--policy", file]);
        if tested.code != 0 {
            return Err(format!("{}{}", tested.out, tested.err));
        }
    }
    Ok(())
}

#[test]
fn every_policy_loads_and_passes_its_examples() {
    let mut loaded = 0;
    for guide in guides() {
        guide.walk(|block, dir| {
            let place = format!("{}:{}", guide.name, block.line);
            if is_policy(block) {
                let tried = try_policy(block, dir);
                assert_eq!(tried.is_err(), block.is_wrong, "{place}: {tried:?}");
                loaded += 1;
            } else if block.language == "yaml" {
                let read = serde_yaml::from_str::<serde_json::Value>(&block.text);
                assert!(read.is_ok(), "{place}: {read:?}");
            }
        });
    }
    assert!(loaded >= 20, "only {loaded} policies");
}

#[cfg(unix)]
#[test]
fn every_command_says_what_is_shown() {
    let overwrite = std::env::var_os("TRYCMD").is_some_and(|v| v == "overwrite");
    let (mut ran, mut wrong) = (0, String::new());
    for guide in guides() {
        let mut lines: Vec<String> = guide.text.lines().map(str::to_owned).collect();
        let mut real = Vec::new();
        guide.walk(|block, dir| {
            if block.language == "console" {
                let said = run(&block.text, dir);
                ran += said.lines().filter(|l| l.starts_with("$ ")).count();
                if said != block.text {
                    let _ = writeln!(wrong, "{}:{} says something else now:\n{said}", guide.name, block.line);
                    real.push((block.line, block.text.lines().count(), said));
                }
            }
        });
        if overwrite && !real.is_empty() {
            for (at, count, said) in real.into_iter().rev() {
                lines.splice(at..at + count, said.lines().map(str::to_owned));
            }
            std::fs::write(root().join(&guide.name), lines.join("\n") + "\n").expect("the guide can be written");
        }
    }
    assert!(ran >= 25, "only {ran} commands");
    assert!(overwrite || wrong.is_empty(), "{wrong}");
}

#[test]
fn the_guides_name_forbidden_claims_and_make_none() {
    // Warnings are about tone, and the documents that list wordings have them.
    let run = poslock(root(), &["check", "--isolated", "--output-format", "concise", "docs"]);
    assert_eq!((run.code, run.found()), (0, vec![]), "{}{}", run.out, run.err);
}

#[test]
fn links_lead_to_pages_and_to_their_headings() {
    let rules = root().join("docs/rules/README.md");
    let rules = Guide { name: "docs/rules/README.md".to_owned(), ..guide(&rules.to_string_lossy()) };
    for guide in guides().into_iter().chain([rules]) {
        let folder = root().join(&guide.name).parent().expect("it lies in docs").to_owned();
        for link in links(&guide.text).iter().filter(|l| !l.starts_with("https://")) {
            let (path, anchor) = link.split_once('#').unwrap_or((link, ""));
            let target = if path.is_empty() { root().join(&guide.name) } else { folder.join(path) };
            assert!(target.exists(), "{} links to `{link}`, which is not there", guide.name);
            if !anchor.is_empty() {
                let text = std::fs::read_to_string(&target).expect("only pages have headings");
                assert!(anchors(&text).iter().any(|a| a == anchor), "{}: no heading is `{link}`", guide.name);
            }
        }
    }
}

#[test]
fn the_index_names_every_guide() {
    let index = links(&guide("docs/README.md").text);
    for guide in guides().iter().filter(|g| g.name != "docs/README.md") {
        let name = guide.name.trim_start_matches("docs/");
        assert!(index.iter().any(|link| link == name), "docs/README.md does not link to {name}");
    }
}

#[test]
fn every_phrase_of_the_guide_matches_as_it_says() {
    let guide = guide("docs/phrases.md");
    let rows: Vec<_> = rows(&guide.text).into_iter().filter(|row| row.len() >= 3).collect();
    assert!(rows.len() >= 30, "only {} rows", rows.len());
    // The page's first policy has the word lists; its rules come last.
    let words = &guide.blocks.iter().find(|b| is_policy(b)).expect("a policy").text;
    let mut wrong = Vec::new();
    for row in &rows {
        let [phrase, does, does_not, ..] = &row[..] else { unreachable!("short rows were left out") };
        let phrase = serde_json::Value::from(phrase.as_str());
        let rule = format!("  - id: row/it\n    why: one row\n    forbid: {{phrases: [{phrase}]}}\n");
        let policy = load_text("phrases.md", &format!("{words}{rule}")).unwrap_or_else(|e| panic!("{phrase}: {e}"));
        let linter = Linter::new(&policy, Lang::En).keep_allowed(true);
        let finds = |text: &str| {
            let checked = linter.check(&parse("a.md", Format::Markdown, text.to_owned()));
            let report = linter.finish(vec![checked], false);
            report.findings.iter().chain(&report.allowed).any(|f| f.rule == "row/it")
        };
        if !finds(does) || finds(does_not) {
            wrong.push(format!("{phrase}: {does} {}, {does_not} {}", finds(does), finds(does_not)));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// All keys of an object and of those in it.
fn keys(value: &serde_json::Value, into: &mut BTreeSet<String>) {
    if let Some(object) = value.as_object() {
        into.extend(object.keys().filter(|k| !k.contains('/')).cloned());
    }
    let parts = value.as_object().into_iter().flat_map(|o| o.values());
    for part in parts.chain(value.as_array().into_iter().flatten()) {
        keys(part, into);
    }
}

#[test]
fn every_key_of_the_json_report_is_told() {
    let guide = guide("docs/output-formats.md");
    let args = ["check", "--output-format", "json", "--show-allowed", "--statistics", "examples", "no-such-file"];
    let mut found = BTreeSet::new();
    keys(&poslock(root(), &args).json(), &mut found);
    assert!(found.contains("column") && found.contains("cue"), "{found:?}");
    let told = guide.section("json");
    for key in found {
        assert!(told.contains(&format!("`{key}`")), "output-formats.md does not tell of `{key}`");
    }
}

#[test]
fn every_key_of_a_policy_is_told() {
    let pages = ["docs/policy.md", "docs/writing-rules.md", "docs/constants.md"];
    let text: String = pages.map(|page| guide(page).text).concat();
    let schema = poslock(root(), &["schema"]).json();
    let mut told = 0;
    let objects = schema["$defs"].as_object().expect("definitions").values().chain([&schema]);
    for key in objects.filter_map(|o| o["properties"].as_object()).flat_map(|p| p.keys()) {
        assert!(text.contains(&format!("`{key}`")) || text.contains(&format!("{key}:")), "nothing tells of `{key}`");
        told += 1;
    }
    assert!(told >= 30, "only {told} keys");
}

#[test]
fn every_spelling_of_the_guide_folds_as_it_says() {
    let rows = rows(guide("docs/language.md").section("What is folded"));
    assert!(rows.len() >= 20, "{rows:?}");
    for row in &rows {
        let [from, to, ..] = &row[..] else { panic!("{row:?}") };
        assert_eq!(fold(from).text, *to, "{from}");
    }
}

#[test]
fn every_sentence_of_the_guide_stands_as_it_says() {
    let policy = built_in();
    let linter = Linter::new(&policy, Lang::En).keep_allowed(true);
    let rows = rows(guide("docs/language.md").section("What licenses a claim"));
    assert!(rows.len() >= 30, "{}", rows.len());
    let mut wrong = Vec::new();
    for row in &rows {
        let [text, rule, ..] = &row[..] else { panic!("{row:?}") };
        let report = linter.finish(vec![linter.check(&parse("a.md", Format::Markdown, text.clone()))], false);
        let errors = report.findings.iter().filter(|f| f.severity == Severity::Error).map(|_| "claim");
        let allowed = report.allowed.iter().filter_map(|f| f.cue.as_ref()).map(|c| c.rule);
        let mut decided: Vec<&str> = errors.chain(allowed).collect();
        decided.sort_unstable();
        decided.dedup();
        if decided != [rule.as_str()] {
            wrong.push(format!("{text:?} says {rule}, is {decided:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_cue_list_is_named() {
    let guide = guide("docs/language.md");
    let named = guide.section("Cue lists");
    for (name, about) in CUES {
        assert!(named.contains(&format!("`{name}`")), "language.md does not name the cue list `{name}`: {about}");
    }
}

#[test]
fn the_example_of_the_guide_lies_in_its_folder() {
    let guide = guide("docs/constants.md");
    for name in ["src/sla.py", "docs/sla.md", "poslock.yaml"] {
        let shown = guide.blocks.iter().find(|b| b.file.as_deref() == Some(name)).expect("the guide shows it");
        let lies = std::fs::read_to_string(root().join("examples/drift").join(name)).expect("the example is here");
        assert_eq!(lies, shown.text, "{name}");
    }
    let run = poslock(&root().join("examples/drift"), &["check", "--output-format", "concise"]);
    assert_eq!((run.code, run.found()), (1, vec![("docs/sla.md", "sla/targets")]), "{run:?}");
}
