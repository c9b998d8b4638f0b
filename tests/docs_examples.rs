//! The guides for rule authors tell the truth: every policy in them loads and passes its own examples, every command says what
//! is shown, and every sentence that language.md shows is read as it says.

mod common;

use std::path::Path;

use common::{poslock, tree};
use poslock::document::{Format, parse};
use poslock::finding::Severity;
use poslock::language::fold::fold;
use poslock::language::standing::CUES;
use poslock::lint::Linter;
use poslock::policy::load::{LoadOptions, load, load_text};
use poslock::policy::model::Lang;

const GUIDES: [&str; 2] = ["docs/writing-rules.md", "docs/language.md"];

fn guide(name: &str) -> String {
    std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(name)).expect("the guide is here")
}

/// The fenced blocks of a guide in order: language, line of the fence, text.
fn blocks(text: &str) -> Vec<(String, usize, String)> {
    let mut blocks: Vec<(String, usize, String)> = Vec::new();
    let mut open = false;
    for (i, line) in text.lines().enumerate() {
        match (open, line.strip_prefix("```")) {
            (false, Some(language)) => {
                blocks.push((language.to_owned(), i + 1, String::new()));
                open = true;
            }
            (true, Some("")) => open = false,
            (true, _) => {
                let (_, _, block) = blocks.last_mut().expect("a block is open");
                block.push_str(line);
                block.push('\n');
            }
            (false, None) => {}
        }
    }
    assert!(!open, "every fence is closed");
    blocks
}

#[test]
fn every_policy_loads_and_passes_its_examples() {
    let mut loaded = 0;
    for name in GUIDES {
        for (_, line, policy) in blocks(&guide(name)).into_iter().filter(|b| b.0 == "yaml") {
            if let Err(e) = load_text("poslock.yaml", &policy) {
                panic!("{name}:{line}: {e}");
            }
            loaded += 1;
            // One of them shows a failing example; its console says so.
            if policy.contains("examples:") && !policy.contains("Sales, guaranteed.") {
                let dir = tree(&[("poslock.yaml", policy.as_bytes())]);
                let run = poslock(dir.path(), &["test"]);
                assert_eq!(run.code, 0, "{name}:{line}: {}{}", run.out, run.err);
            }
        }
    }
    assert!(loaded >= 9, "only {loaded} policies");
}

/// Runs each command beside the page and the policy shown last before it.
#[test]
fn every_command_says_what_is_shown() {
    let mut ran = 0;
    for name in GUIDES {
        let (mut policy, mut page) = (String::new(), String::new());
        for (language, line, text) in blocks(&guide(name)) {
            match language.as_str() {
                "yaml" => policy = text,
                "markdown" => page = text,
                "console" => {
                    let dir = tree(&[("poslock.yaml", policy.as_bytes()), ("page.md", page.as_bytes())]);
                    for shown in text.split("$ poslock ").skip(1) {
                        let (command, said) = shown.split_once('\n').unwrap_or((shown, ""));
                        let args: Vec<String> = split(command);
                        let args: Vec<&str> = args.iter().map(String::as_str).collect();
                        let run = poslock(dir.path(), &args);
                        assert_eq!(
                            run.out.trim_end(),
                            said.trim_end(),
                            "{name}:{line}: `poslock {command}` {}",
                            run.err
                        );
                        ran += 1;
                    }
                }
                _ => {}
            }
        }
    }
    assert!(ran >= 3, "only {ran} commands");
}

/// A command's words; double quotes keep several together.
fn split(command: &str) -> Vec<String> {
    let quoted = command.split('"').enumerate();
    let words = quoted.flat_map(|(i, part)| match i % 2 {
        0 => part.split_whitespace().map(str::to_owned).collect(),
        _ => vec![part.to_owned()],
    });
    words.collect()
}

#[test]
fn the_guides_name_forbidden_claims_and_make_none() {
    for name in GUIDES {
        let text = guide(name);
        let dir = tree(&[(name, text.as_bytes())]);
        let run = poslock(dir.path(), &["check", "--isolated", "--output-format", "concise", "."]);
        assert_eq!((run.code, run.out.trim()), (0, ""), "{name}: {}", run.err);
    }
}

/// The cells of the table rows of a guide whose first cell is a code span. `⏎` stands for an empty line, `↵` for a line end.
fn rows(text: &str) -> Vec<Vec<String>> {
    let rows = text.lines().filter(|l| l.starts_with("| `"));
    rows.map(|row| {
        let row = row.replace("\\|", "\u{1}");
        let cells = row.trim_matches('|').split('|').map(|c| c.trim().trim_matches('`').replace('\u{1}', "|"));
        cells.map(|c| c.replace(" ⏎ ", "\n\n").replace(" ↵ ", "\n")).collect()
    })
    .collect()
}

/// The part of language.md under a heading, up to the next of its level.
fn section<'t>(text: &'t str, heading: &str) -> &'t str {
    let (_, rest) = text.split_once(&format!("\n## {heading}\n")).unwrap_or_else(|| panic!("no section {heading}"));
    rest.split("\n## ").next().unwrap_or(rest)
}

#[test]
fn every_spelling_of_the_guide_folds_as_it_says() {
    let text = guide("docs/language.md");
    let rows = rows(section(&text, "What is folded"));
    assert!(rows.len() >= 20, "{rows:?}");
    for row in &rows {
        let [from, to, ..] = &row[..] else { panic!("{row:?}") };
        assert_eq!(fold(from).text, *to, "{from}");
    }
}

#[test]
fn every_sentence_of_the_guide_stands_as_it_says() {
    let text = guide("docs/language.md");
    let policy = load(&LoadOptions { isolated: true, ..LoadOptions::default() }).expect("the default pack loads");
    let linter = Linter::new(&policy, Lang::En).keep_allowed(true);
    let rows = rows(section(&text, "What licenses a claim"));
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
    let text = guide("docs/language.md");
    let named = section(&text, "Cue lists");
    for (name, about) in CUES {
        assert!(named.contains(&format!("`{name}`")), "language.md does not name the cue list `{name}`: {about}");
    }
}
