//! The examples of the built-in pack, and what a linter makes of a text in each format.

use poslock::document::{BlockKind, Format, parse};
use poslock::finding::{Finding, Severity};
use poslock::lint::Linter;
use poslock::policy::load::{LoadOptions, load};
use poslock::policy::model::{ExampleFormat, Lang, Policy, RuleBody};

/// An example that is one plain sentence or paragraph: no markup, which a transformation might break.
pub(crate) struct Sample {
    pub(crate) category: String,
    pub(crate) text: String,
    pub(crate) bad: bool,
    /// The gravest finding of its category in the text as it stands.
    pub(crate) verdict: Option<Severity>,
}

/// The samples, and how many examples there are in all.
pub(crate) fn samples(policy: &Policy, linter: &Linter<'_>) -> (Vec<Sample>, usize) {
    let mut samples = Vec::new();
    let mut all = 0;
    // What hides characters is found by how it is typed, wherever it stands: `obfuscated-text` is no matter of this test.
    for rule in policy.rules.iter().filter(|r| matches!(&r.body, RuleBody::Forbid(f) if !f.hidden)) {
        for (bad, example) in
            rule.examples.bad.iter().map(|e| (true, e)).chain(rule.examples.good.iter().map(|e| (false, e)))
        {
            all += 1;
            let text = example.text.value.trim();
            if example.format != ExampleFormat::Html && is_plain(text) {
                let category = rule.category().to_owned();
                let verdict = verdict(linter, Format::Markdown, text.to_owned(), &category);
                samples.push(Sample { category, text: text.to_owned(), bad, verdict });
            }
        }
    }
    (samples, all)
}

/// Whether a text means itself in Markdown: one paragraph without markup.
fn is_plain(text: &str) -> bool {
    let page = parse("a.md", Format::Markdown, text.to_owned());
    page.blocks.len() == 1
        && page.blocks[0].kind == BlockKind::Paragraph
        && page.code.is_empty()
        && page.text.trim_end_matches(poslock::document::BLOCK_END) == text
}

pub(crate) fn policy() -> Policy {
    let options =
        LoadOptions { isolated: true, packs: vec!["dealix".to_owned()], with_examples: true, ..LoadOptions::default() };
    load(&options).unwrap_or_else(|e| panic!("the built-in pack has mistakes: {e}"))
}

pub(crate) fn linter(policy: &Policy) -> Linter<'_> {
    Linter::new(policy, Lang::En)
}

fn findings(linter: &Linter<'_>, format: Format, source: String) -> Vec<Finding> {
    let path = if format == Format::Html { "page.html" } else { "page.md" };
    linter.finish(vec![linter.check(&parse(path, format, source))], false).findings
}

/// The gravest finding of a category.
pub(crate) fn verdict(linter: &Linter<'_>, format: Format, source: String, category: &str) -> Option<Severity> {
    findings(linter, format, source).into_iter().filter(|f| f.category == category).map(|f| f.severity).max()
}

/// A plain text as a paragraph of each format.
pub(crate) fn paragraph(format: Format, text: &str) -> String {
    match format {
        Format::Html => format!("<p>{}</p>", html(text)),
        _ => text.to_owned(),
    }
}

/// A text that is markup of both formats already, as a paragraph.
pub(crate) fn raw(format: Format, text: &str) -> String {
    match format {
        Format::Html => format!("<p>{text}</p>"),
        _ => text.to_owned(),
    }
}

pub(crate) fn html(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
