//! Explains one text: how its words were read, which phrases matched, how each match stands and what became of it.
//!
//! It must not know how that is shown; the JSON form is this structure (`schemaVersion` 1).

use std::ops::Range;

use serde::Serialize;

use super::examples::everywhere;
use crate::document::{BlockKind, Document, Format};
use crate::finding::{Cue, Finding, Position, Severity, Standing};
use crate::language::fold::{Folded, fold};
use crate::language::quantity::QuantityKind;
use crate::language::words::Script;
use crate::policy::model::{Frame, Lang, Policy, Profile, RuleBody};
use crate::rule::forbid::trace::{BlockWords, Outcome, Traced};
use crate::rule::{Context, Page, Rule as _, Rules, Sink};
use crate::source::lines::LineIndex;

/// All that is known of a text.
#[derive(Debug, Clone, Serialize)]
pub struct Explanation {
    /// How it was read: `markdown`, `html` or `text`.
    pub format: &'static str,
    /// Its blocks, in order.
    pub blocks: Vec<Block>,
    /// Matches: those that count in order of place, then those that others cover, then those that were dropped.
    pub matches: Vec<Match>,
    /// Findings of rules that look for no claim: invisible characters, tone.
    pub others: Vec<Finding>,
}

/// A block.
#[derive(Debug, Clone, Serialize)]
pub struct Block {
    /// `paragraph`, `heading`, `cell` and so on.
    pub kind: &'static str,
    /// Its words.
    pub words: Vec<Word>,
}

/// A word.
#[derive(Debug, Clone, Serialize)]
pub struct Word {
    /// As the source writes it.
    pub text: String,
    /// As it is matched.
    pub folded: String,
    /// `latin`, `arabic`, `number`, `other`, or `identifier`, which matches nothing.
    pub script: &'static str,
    /// Words that it may be a disguise of.
    pub readings: Vec<String>,
    /// Quantities that begin with it.
    pub quantities: Vec<Quantity>,
    /// First point.
    pub start: Position,
    /// One past the last point.
    pub end: Position,
}

/// A quantity.
#[derive(Debug, Clone, Serialize)]
pub struct Quantity {
    /// `number`, `percent`, `money`, `duration` or `times`.
    pub kind: &'static str,
    /// How much: percent, hours, or the plain number.
    pub value: f64,
    /// Its words, folded.
    pub folded: String,
}

/// A place where a phrase matched.
#[derive(Debug, Clone, Serialize)]
pub struct Match {
    /// Rule id.
    pub rule: String,
    /// Number of the frame in the rule, 1-based, in the order of the policy.
    pub frame: usize,
    /// The phrase or regular expression as the policy writes it.
    pub phrase: String,
    /// File and line of the policy where it stands, `pack/file.yaml:12`.
    pub written: String,
    /// The words that it matched, as the source writes them.
    pub text: String,
    /// First point.
    pub start: Position,
    /// One past the last point.
    pub end: Position,
    /// The rule's level.
    pub severity: Severity,
    /// How the claim stands; absent where an exception dropped the match before that was asked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub standing: Option<Standing>,
    /// What decided the standing, and by which rule.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cue: Option<Cue>,
    /// What became of it: `reported`, `licensed`, `overlapped` or `dropped`.
    pub outcome: &'static str,
    /// For `overlapped`: the match that counts instead, 1-based.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub by: Option<usize>,
    /// For `dropped`: the exception.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub exception: Option<Exception>,
}

/// What dropped a match.
#[derive(Debug, Clone, Serialize)]
pub struct Exception {
    /// `unless`: it stands in the same clause; `unless-block`: anywhere in the same block.
    pub key: &'static str,
    /// As the policy writes it.
    pub phrase: String,
    /// The words that it matched, folded.
    pub folded: String,
}

/// Explains a document. Every rule counts wherever it applies otherwise, and as for public content.
pub fn explain(policy: &Policy, lang: Lang, document: &Document) -> Explanation {
    let policy = &everywhere(policy);
    let folded = fold(&document.text);
    let lines = LineIndex::new(document.source.as_str());
    let rules = Rules::compile(policy);
    let page = Page::new(document, &folded, Profile::Public, &lines, &rules.reader);
    let context = Context { policy, lang, sources: std::sync::Arc::default() };
    let trace = rules.forbids.trace(&page, &context);
    let mut tone = Sink::default();
    rules.tones.check(&page, &context, &mut tone);
    let mut others = trace.hidden;
    // What a text lacks is no matter of one sentence.
    others.extend(tone.findings.into_iter().filter(|f| !f.text.is_empty()));
    others.sort_by(|a, b| a.order().cmp(&b.order()));
    let reader = Reader { policy, page: &page };
    Explanation {
        format: format(document.format),
        blocks: trace.blocks.iter().map(|b| reader.block(b)).collect(),
        matches: trace.matches.into_iter().map(|m| reader.found(m)).collect(),
        others,
    }
}

struct Reader<'a> {
    policy: &'a Policy,
    page: &'a Page<'a>,
}

impl Reader<'_> {
    fn block(&self, block: &BlockWords) -> Block {
        let &Page { document, folded, lines, .. } = self.page;
        let words = block.words.iter().enumerate().map(|(i, word)| {
            let source = document.to_source(folded.to_text(&document.text, word.folded.clone()));
            let quantities = block.quantities.iter().filter(|q| q.words.start == i);
            Word {
                text: document.source.get(source.clone()).unwrap_or_default().to_owned(),
                folded: cut(folded, &word.folded),
                script: script(word.script),
                readings: word.readings.clone(),
                quantities: quantities
                    .map(|q| Quantity {
                        kind: quantity(q.kind),
                        value: q.value,
                        folded: cut(folded, &(word.folded.start..block.words[q.words.end - 1].folded.end)),
                    })
                    .collect(),
                start: lines.position(source.start),
                end: lines.position(source.end),
            }
        });
        Block { kind: kind(document.blocks[block.block as usize].kind), words: words.collect() }
    }

    fn found(&self, traced: Traced) -> Match {
        let Traced { rule, frame, pattern, finding, outcome } = traced;
        let none = Frame::default();
        let of = match &self.policy.rules[rule].body {
            RuleBody::Forbid(forbid) => forbid.frames.get(frame).unwrap_or(&none),
            _ => &none,
        };
        let phrase = of.phrases.iter().chain(&of.regex).nth(pattern);
        let file = phrase.and_then(|p| self.policy.files.get(p.file).map(|f| (p, f)));
        let written = file.map(|(phrase, file)| {
            let line = LineIndex::new(&*file.text).position(phrase.span.start).line;
            format!("{}:{line}", file.name)
        });
        let (name, by, exception) = match outcome {
            Outcome::Reported => ("reported", None, None),
            Outcome::Licensed => ("licensed", None, None),
            Outcome::Overlapped(by) => ("overlapped", Some(by + 1), None),
            Outcome::Dropped(by) => {
                let (key, from) =
                    if by.whole_block { ("unless-block", &of.unless_block) } else { ("unless", &of.unless) };
                let phrase = from.get(by.pattern).map(|p| p.value.clone()).unwrap_or_default();
                ("dropped", None, Some(Exception { key, phrase, folded: cut(self.page.folded, &by.bytes) }))
            }
        };
        Match {
            rule: finding.rule,
            frame: frame + 1,
            phrase: phrase.map(|p| p.value.clone()).unwrap_or_default(),
            written: written.unwrap_or_default(),
            text: finding.text,
            start: finding.start,
            end: finding.end,
            severity: finding.severity,
            standing: exception.is_none().then_some(finding.standing),
            cue: finding.cue,
            outcome: name,
            by,
            exception,
        }
    }
}

fn cut(folded: &Folded, range: &Range<usize>) -> String {
    folded.text.get(range.clone()).unwrap_or_default().to_owned()
}

const fn format(format: Format) -> &'static str {
    match format {
        Format::Markdown => "markdown",
        Format::Html => "html",
        Format::Plain => "text",
    }
}

const fn script(script: Script) -> &'static str {
    match script {
        Script::Latin => "latin",
        Script::Arabic => "arabic",
        Script::Number => "number",
        Script::Other => "other",
        Script::Identifier => "identifier",
    }
}

const fn quantity(kind: QuantityKind) -> &'static str {
    match kind {
        QuantityKind::Number => "number",
        QuantityKind::Percent => "percent",
        QuantityKind::Money => "money",
        QuantityKind::Duration => "duration",
        QuantityKind::Times => "times",
    }
}

const fn kind(kind: BlockKind) -> &'static str {
    match kind {
        BlockKind::Title => "title",
        BlockKind::Heading(_) => "heading",
        BlockKind::Paragraph => "paragraph",
        BlockKind::Item => "item",
        BlockKind::Term => "term",
        BlockKind::Cell => "cell",
        BlockKind::Label => "label",
        BlockKind::Attribute => "attribute",
        BlockKind::Meta => "meta",
        BlockKind::Code => "code",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::parse;
    use crate::policy::load::load_text;

    const POLICY: &str = "version: 1
words: {outcome: [sales, leads]}
rules:
  - id: a/promise
    forbid:
      frames:
        - {phrases: ['guarantee/v .. <outcome>'], unless: [privacy]}
        - {phrases: ['grow/v'], unless-block: [grass]}
  - id: a/sure
    severity: warning
    forbid: {phrases: ['more sales'], regex: ['bo+m']}
  - {id: a/hidden, forbid: {hidden-characters: true}}
  - {id: b/tone, forbid: {phrases: [x y z]}}
";

    fn explained(text: &str) -> Explanation {
        let policy = load_text("p.yaml", POLICY).unwrap_or_else(|e| panic!("{e}"));
        explain(&policy, Lang::En, &parse("text.md", Format::Markdown, text.to_owned()))
    }

    fn outcomes(text: &str) -> Vec<(String, String, &'static str)> {
        explained(text).matches.into_iter().map(|m| (m.phrase, m.text, m.outcome)).collect()
    }

    fn was(phrase: &str, text: &str, outcome: &'static str) -> (String, String, &'static str) {
        (phrase.to_owned(), text.to_owned(), outcome)
    }

    #[test]
    fn every_match_says_what_became_of_it() {
        assert_eq!(
            outcomes("We guarantee more sales. Booom."),
            [
                was("guarantee/v .. <outcome>", "guarantee more sales", "reported"),
                was("bo+m", "Booom", "reported"),
                was("more sales", "more sales", "overlapped"),
            ]
        );
        assert_eq!(explained("We guarantee more sales.").matches[1].by, Some(1));
        assert_eq!(
            outcomes("We guarantee privacy of your sales data. Grass grows."),
            [
                was("guarantee/v .. <outcome>", "guarantee privacy of your sales", "dropped"),
                was("grow/v", "grows", "dropped"),
            ]
        );
        assert!(outcomes("Good morning.").is_empty());
    }

    #[test]
    fn exceptions_cues_and_places_in_the_policy_are_told() {
        let dropped = explained("We guarantee privacy of your sales data.").matches.remove(0);
        let exception = dropped.exception.expect("an exception dropped it");
        assert_eq!((exception.key, &*exception.phrase, &*exception.folded), ("unless", "privacy", "privacy"));
        assert_eq!((&*dropped.written, dropped.frame, dropped.standing), ("p.yaml:7", 1, None));
        let denied = explained("We do not guarantee sales.").matches.remove(0);
        assert_eq!((denied.outcome, denied.standing), ("licensed", Some(Standing::Negated)));
    }

    #[test]
    fn words_are_shown_as_they_were_read() {
        let explanation = explained("We GU4RANT33 sales in ٢٤ hours, see a_b.rs");
        let words = &explanation.blocks[0].words;
        let read: Vec<(&str, &str, &str)> = words.iter().map(|w| (&*w.text, &*w.folded, w.script)).collect();
        assert_eq!(read[1], ("GU4RANT33", "gu4rant33", "latin"));
        assert_eq!(words[1].readings, ["guarantee"]);
        assert_eq!(read[4], ("٢٤", "24", "number"));
        let quantities: Vec<(&str, f64)> = words[4].quantities.iter().map(|q| (q.kind, q.value)).collect();
        assert_eq!(quantities, [("number", 24.0), ("duration", 24.0)]);
        assert_eq!(read.last(), Some(&("a_b.rs", "a_b.rs", "identifier")));
    }

    #[test]
    fn hidden_characters_are_findings_of_their_own() {
        let explanation = explained("We do not guar\u{200B}antee sales.");
        assert_eq!(explanation.others.len(), 1);
        assert!(explanation.others[0].message.contains("U+200B ZERO WIDTH SPACE"));
    }
}
