//! What an example says does not depend on how it is typed; what it claims depends on where it stands. Every example of every
//! `forbid` rule of the built-in pack is respelled and put elsewhere, in Markdown and in HTML, and judged again.

#![allow(clippy::print_stdout, reason = "what is measured is shown with --nocapture")]

#[path = "metamorphic/bench.rs"]
mod bench;
#[path = "metamorphic/orthography.rs"]
mod orthography;
#[path = "metamorphic/settings.rs"]
mod settings;

use bench::{Sample, paragraph, policy, raw, samples, verdict};
use poslock::document::Format;
use poslock::finding::Severity;
use poslock::lint::Linter;
use rayon::prelude::*;

const FORMATS: [Format; 2] = [Format::Markdown, Format::Html];

/// How one transformation fared.
#[derive(Default)]
struct Tally {
    applied: usize,
    held: usize,
    broken: Vec<String>,
}

impl Tally {
    fn share(&self) -> f64 {
        if self.applied == 0 { 0.0 } else { self.held as f64 / self.applied as f64 }
    }

    fn add(mut self, other: Self) -> Self {
        self.applied += other.applied;
        self.held += other.held;
        self.broken.extend(other.broken);
        self
    }
}

/// Applies a transformation to all samples in both formats. `case` gives the new source, or nothing where it does not apply;
/// `holds` says whether the new verdict is right beside the old one.
fn measure(
    name: &str,
    linter: &Linter<'_>,
    samples: &[&Sample],
    case: impl Fn(Format, &str) -> Option<String> + Sync,
    holds: impl Fn(Option<Severity>, Option<Severity>) -> bool + Sync,
) -> Tally {
    let one = |sample: &&Sample| {
        let mut tally = Tally::default();
        for format in FORMATS {
            let Some(source) = case(format, &sample.text) else { continue };
            let old = sample.verdict;
            tally.applied += 1;
            if holds(old, verdict(linter, format, source.clone(), &sample.category)) {
                tally.held += 1;
            } else {
                tally.broken.push(format!("{name}: {}: {source}", sample.category));
            }
        }
        tally
    };
    let tally = samples.par_iter().map(one).reduce(Tally::default, Tally::add);
    let of = 2 * samples.len();
    println!(
        "{name:28} applied {:5} of {of:5} ({:5.1} %), held {:6.2} %",
        tally.applied,
        100.0 * tally.applied as f64 / of.max(1) as f64,
        100.0 * tally.share()
    );
    for broken in tally.broken.iter().take(if std::env::var_os("SHOW").is_some() { 400 } else { 8 }) {
        println!("    {broken}");
    }
    tally
}

#[track_caller]
fn assert_floor(name: &str, tally: &Tally, floor: f64) {
    assert!(tally.applied > 0, "{name} applied to nothing");
    assert!(tally.share() >= floor, "{name}: {:.4} of {} held, at least {floor} must", tally.share(), tally.applied);
}

#[test]
fn most_examples_are_plain_sentences() {
    let policy = policy();
    let (samples, all) = samples(&policy, &bench::linter(&policy));
    let bad = samples.iter().filter(|s| s.bad).count();
    println!("{} of {all} examples are plain, {bad} of them bad", samples.len());
    assert!(samples.len() * 10 >= all * 9, "only {} of {all} examples are plain", samples.len());
    assert!(bad >= 400, "only {bad} bad examples are plain");
}

#[test]
fn the_format_changes_nothing() {
    let policy = policy();
    let linter = bench::linter(&policy);
    let (samples, _) = samples(&policy, &linter);
    let samples: Vec<&Sample> = samples.iter().collect();
    let html = |format, text: &str| (format == Format::Html).then(|| paragraph(format, text));
    let tally = measure("HTML for Markdown", &linter, &samples, html, |old, new| old == new);
    assert_floor("HTML for Markdown", &tally, 1.0);
}

#[test]
fn spelling_changes_nothing() {
    let policy = policy();
    let linter = bench::linter(&policy);
    let (samples, _) = samples(&policy, &linter);
    let samples: Vec<&Sample> = samples.iter().collect();
    let same = |old, new| old == new;
    let mut tallies = Vec::new();
    for (name, spell) in orthography::SPELLINGS {
        let case = |format, text: &str| spell(text).map(|t| paragraph(format, &t));
        tallies.push((name, measure(name, &linter, &samples, case, same)));
    }
    for (name, write) in orthography::MARKUP {
        let case = |format, text: &str| write(text).map(|t| raw(format, &t));
        tallies.push((name, measure(name, &linter, &samples, case, same)));
    }
    for (name, tally) in &tallies {
        assert_floor(name, tally, 0.998);
    }
}

/// A check of these tests: another text has another verdict.
#[test]
fn another_text_is_another_verdict() {
    let policy = policy();
    let linter = bench::linter(&policy);
    let (samples, _) = samples(&policy, &linter);
    let bad: Vec<&Sample> = samples.iter().filter(|s| s.bad).collect();
    let backwards = |format, text: &str| Some(paragraph(format, &text.chars().rev().collect::<String>()));
    let tally = measure("backwards", &linter, &bad, backwards, |old, new| old == new);
    assert!(tally.share() < 0.01, "{} of {} texts mean the same backwards", tally.held, tally.applied);
}

#[test]
fn what_stands_around_a_claim_decides() {
    let policy = policy();
    let linter = bench::linter(&policy);
    let (samples, _) = samples(&policy, &linter);
    let bad: Vec<&Sample> = samples.iter().filter(|s| s.bad).collect();
    let mut tallies = Vec::new();
    for setting in settings::SETTINGS {
        let holds = |old, new: Option<Severity>| match setting.then {
            settings::Then::Licensed => new.is_none(),
            settings::Then::Found => old == new,
        };
        let case = |format, text: &str| (setting.place)(format, text);
        tallies.push((setting, measure(setting.name, &linter, &bad, case, holds)));
    }
    for (setting, tally) in &tallies {
        assert_floor(setting.name, tally, setting.floor);
    }
}
