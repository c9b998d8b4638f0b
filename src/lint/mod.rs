//! Runs rules over documents and gathers what they say, in one order whatever the number of threads.
//!
//! It must not read files: documents come in as values.

mod cover;
pub mod examples;
pub mod explain;
pub mod fix;
pub mod suppress;

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use globset::GlobSet;

use self::suppress::Heard;
use crate::document::Document;
use crate::finding::{Finding, Problem};
use crate::language::fold::{fold, fold_text};
use crate::policy::model::{Lang, Level, Policy, Profile, RuleSpec};
use crate::rule::bound::sources::Sources;
use crate::rule::{Context, Note, Page, Rules, Sink, Tree, scope};
use crate::source::lines::LineIndex;

/// What a run found.
#[derive(Debug, Clone, Default)]
pub struct Report {
    /// Sorted by path, place, rule.
    pub findings: Vec<Finding>,
    /// Matches that the text licenses, sorted the same way; empty unless [`Linter::keep_allowed`] asked for them.
    pub allowed: Vec<Finding>,
    /// How many matches the text licenses.
    pub allowed_count: usize,
    /// Findings that a comment or the baseline silences, sorted the same way.
    pub suppressed: Vec<Finding>,
    /// What kept the job from being done as asked, sorted.
    pub errors: Vec<Problem>,
    /// What a user should know although it is no failure (binary files skipped, invalid UTF-8 replaced), sorted.
    pub notes: Vec<Problem>,
    /// How many documents were checked.
    pub files: usize,
    /// How many files were left out, by reason (`binary`, `not a document`).
    pub skipped: BTreeMap<&'static str, usize>,
    /// Source texts of the files that have findings or licensed matches, for excerpts.
    pub sources: BTreeMap<String, Arc<str>>,
}

/// What one document gave.
#[derive(Debug, Default)]
pub struct Checked {
    /// Its path.
    pub path: String,
    findings: Vec<Finding>,
    allowed: Vec<Finding>,
    allowed_count: usize,
    suppressed: Vec<Finding>,
    notes: Vec<Note>,
    errors: Vec<Problem>,
    source: Option<Arc<str>>,
}

/// A policy, compiled and ready to check documents.
pub struct Linter<'p> {
    context: Context<'p>,
    rules: Rules,
    internal: GlobSet,
    keeps_allowed: bool,
}

impl<'p> Linter<'p> {
    /// Compiles a policy that loaded without mistakes.
    pub fn new(policy: &'p Policy, lang: Lang) -> Self {
        let internal = policy.content.values().filter(|c| c.profile == Profile::Internal);
        let internal: Vec<String> = internal.flat_map(|c| c.files.iter().cloned()).collect();
        Self {
            context: Context { policy, lang, sources: Arc::default() },
            rules: Rules::compile(policy),
            internal: scope::globs(&internal),
            keeps_allowed: false,
        }
    }

    /// Hands over the source files that rules are bound to: see [`crate::rule::bound::sources::wanted`].
    #[must_use]
    pub fn with_sources(mut self, sources: Sources) -> Self {
        self.context.sources = Arc::new(sources);
        self
    }

    /// Keeps the matches that the text licenses, not only their number.
    #[must_use]
    pub fn keep_allowed(mut self, keep: bool) -> Self {
        self.keeps_allowed = keep;
        self
    }

    /// Checks one document. Independent of every other, so calls may run side by side.
    pub fn check(&self, document: &Document) -> Checked {
        let folded = fold(&document.text);
        let lines = LineIndex::new(document.source.as_str());
        let internal = !self.internal.is_empty() && self.internal.is_match(&document.path);
        let profile = if internal { Profile::Internal } else { Profile::Public };
        let page = Page::new(document, &folded, profile, &lines, &self.rules.reader);
        let mut sink = Sink::default();
        for rule in self.rules.all() {
            rule.check(&page, &self.context, &mut sink);
        }
        let Sink { mut findings, mut allowed, notes, errors } = sink;
        name(&mut findings);
        name(&mut allowed);
        let ran = |spec: &RuleSpec| spec.level != Level::Off;
        let judge = suppress::Judge { policy: self.context.policy, lang: self.context.lang, ran: &ran };
        let Heard { kept: mut findings, mut suppressed } = judge.hear(document, &lines, findings);
        name(&mut findings);
        suppressed.sort_by(|a, b| a.order().cmp(&b.order()));
        let allowed_count = allowed.len();
        if !self.keeps_allowed {
            // Most pages deny more than they claim; what nobody asked to see is not kept.
            allowed = Vec::new();
        }
        let shown = !findings.is_empty() || !allowed.is_empty() || !suppressed.is_empty();
        let source = shown.then(|| lines.text());
        Checked { path: document.path.clone(), findings, allowed, allowed_count, suppressed, notes, errors, source }
    }

    /// Puts the results of all documents together and runs what looks at the whole tree. `whole` says whether the run covers
    /// all that the policy covers.
    pub fn finish(&self, mut checked: Vec<Checked>, whole: bool) -> Report {
        checked.sort_by(|a, b| a.path.cmp(&b.path));
        let paths: Vec<String> = checked.iter().map(|c| c.path.clone()).collect();
        let mut notes: Vec<Note> = checked.iter_mut().flat_map(|c| std::mem::take(&mut c.notes)).collect();
        notes.sort();
        let mut sink = Sink::default();
        let tree = Tree { paths: &paths, notes: &notes, whole };
        for rule in self.rules.all() {
            rule.finish(&tree, &self.context, &mut sink);
        }
        name(&mut sink.findings);
        let mut report = Report { files: checked.len(), ..Report::default() };
        report.findings = sink.findings;
        report.errors = sink.errors;
        for one in checked {
            report.errors.extend(one.errors);
            report.findings.extend(one.findings);
            report.allowed.extend(one.allowed);
            report.allowed_count += one.allowed_count;
            report.suppressed.extend(one.suppressed);
            if let Some(source) = one.source {
                report.sources.insert(one.path, source);
            }
        }
        report.findings.sort_by(|a, b| a.order().cmp(&b.order()));
        report.errors.sort();
        report.errors.dedup();
        for related in report.findings.iter().chain(&report.suppressed).flat_map(|f| &f.related) {
            if let Some(text) = self.context.sources.text(&related.path) {
                report.sources.entry(related.path.clone()).or_insert_with(|| Arc::clone(text));
            }
        }
        report
    }
}

/// Gives each finding its fingerprint: a hash of rule, path and folded text, and how many of the like stand before it. Lines
/// may move without changing it.
fn name(findings: &mut [Finding]) {
    findings.sort_by(|a, b| a.order().cmp(&b.order()));
    let mut seen: HashMap<u64, u32> = HashMap::new();
    for finding in findings {
        let text = if finding.text.is_empty() { finding.message.clone() } else { fold_text(&finding.text) };
        let base = fnv(&[&finding.rule, &finding.path, &text]);
        let count = seen.entry(base).or_default();
        finding.fingerprint = format!("{:016x}", fnv(&[&format!("{base:x}"), &count.to_string()]));
        *count += 1;
    }
}

/// FNV-1a over parts, each ended by a zero byte: stable across versions and machines.
fn fnv(parts: &[&str]) -> u64 {
    let bytes = parts.iter().flat_map(|p| p.bytes().chain([0]));
    bytes.fold(0xcbf2_9ce4_8422_2325, |hash, b| (hash ^ u64::from(b)).wrapping_mul(0x0000_0100_0000_01b3))
}
