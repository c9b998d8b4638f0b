//! Findings as plain data: what was found, where, how sure, and what to do about it.
//!
//! The lowest layer. It must not know how a finding came about or how it will be shown.

use serde::{Deserialize, Serialize};

/// How grave a finding is. The order is the order of gravity: `Info < Warning < Error`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Worth a look; never fails a run unless `--fail-on info`.
    Info,
    /// Should be mended; fails a run only with `--fail-on warning`.
    Warning,
    /// Must not be published.
    Error,
}

impl Severity {
    /// All severities, gravest first.
    pub const ALL: [Self; 3] = [Self::Error, Self::Warning, Self::Info];

    /// The name in policies, flags and JSON.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Info => "info",
        }
    }
}

/// A half-open range of bytes in a source file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
pub struct Span {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

impl Span {
    /// The span `start..end`; `end` is never below `start`.
    pub const fn new(start: usize, end: usize) -> Self {
        Self { start, end: if end < start { start } else { end } }
    }

    /// Length in bytes.
    pub const fn len(self) -> usize {
        self.end - self.start
    }

    /// Whether the span holds no byte.
    pub const fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// Whether the two spans share a byte.
    pub const fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// Whether `other` lies wholly inside this span.
    pub const fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }
}

/// A point in a source file, in the three ways people count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Position {
    /// Byte offset from the start of the file, 0-based (a byte order mark counts).
    pub byte: usize,
    /// Line, 1-based.
    pub line: usize,
    /// Column, 1-based, in Unicode scalar values.
    pub column: usize,
}

impl Position {
    /// The first point of any file; also the place of a finding that has no place of its own.
    pub const START: Self = Self { byte: 0, line: 1, column: 1 };
}

/// How a matched claim stands in its text. Only what a rule lists (by default `asserted`) becomes a finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Standing {
    /// The text claims it.
    Asserted,
    /// The text denies it («لا نضمن مبيعات»).
    Negated,
    /// The text forbids it (a heading "What we never do", a ❌, a Don't column).
    Forbidden,
    /// The text quotes it as somebody's words or as a wording.
    Quoted,
    /// The text asks about it.
    Asked,
    /// The text mentions it: a third party, a risk, a request, an identifier.
    Mentioned,
    /// The text says it in a sentence that the policy lists under `approved`.
    Approved,
}

impl Standing {
    /// All standings.
    pub const ALL: [Self; 7] =
        [Self::Asserted, Self::Negated, Self::Forbidden, Self::Quoted, Self::Asked, Self::Mentioned, Self::Approved];

    /// The name in policies and JSON.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Asserted => "asserted",
            Self::Negated => "negated",
            Self::Forbidden => "forbidden",
            Self::Quoted => "quoted",
            Self::Asked => "asked",
            Self::Mentioned => "mentioned",
            Self::Approved => "approved",
        }
    }
}

/// The words, mark or heading that decided a standing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Cue {
    /// The step of the standing algorithm that decided: `negator`, `heading`, `mark`, `question` and so on.
    pub rule: &'static str,
    /// The deciding words as they stand in the source.
    pub text: String,
    /// First point of those words.
    pub start: Position,
    /// One past their last point.
    pub end: Position,
}

/// Another place that belongs to a finding: the constant a cell disagrees with, the rule's line in a policy.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Related {
    /// Path relative to the root, with `/`.
    pub path: String,
    /// First point.
    pub start: Position,
    /// One past the last point.
    pub end: Position,
    /// What stands there.
    pub message: String,
}

/// Whether a fix may be written without a person reading it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Safety {
    /// Keeps the meaning that the policy declares.
    Safe,
    /// Needs a reader.
    Unsafe,
}

/// One replacement: bytes `start..end` of the file become `replacement`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Edit {
    /// First byte replaced.
    pub start: usize,
    /// One past the last byte replaced.
    pub end: usize,
    /// The new text.
    pub replacement: String,
}

/// A proposed repair.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Fix {
    /// Whether it may be applied unread.
    pub safety: Safety,
    /// Edits in ascending order, none overlapping.
    pub edits: Vec<Edit>,
}

/// Why a finding does not count although it is one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Suppression {
    /// `inline` for a comment in the file, `baseline` for a known finding.
    pub kind: &'static str,
    /// The reason its author gave.
    pub reason: String,
}

/// One result of one rule at one place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// Rule id, `category/name`.
    pub rule: String,
    /// The part of the id before the slash.
    pub category: String,
    /// Gravity after the policy's levels and the file's profile.
    pub severity: Severity,
    /// Path relative to the root, with `/`.
    pub path: String,
    /// First point.
    pub start: Position,
    /// One past the last point.
    pub end: Position,
    /// The source bytes `start.byte..end.byte`; empty for a finding without a place.
    pub text: String,
    /// How the claim stands.
    pub standing: Standing,
    /// What decided the standing; `None` where nothing licensed it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cue: Option<Cue>,
    /// Names the claim and why it is forbidden.
    pub message: String,
    /// What to say or do instead; empty where the rule gives nothing.
    pub help: String,
    /// Where the rule is documented; empty for rules without a page.
    pub url: String,
    /// Other places that belong to it.
    pub related: Vec<Related>,
    /// A repair, if one is known.
    pub fix: Option<Fix>,
    /// Stable name of this finding: depends on rule, path, text and its count in the file, not on line numbers.
    pub fingerprint: String,
    /// Set where the finding is silenced; such findings are kept apart and never fail a run.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub suppression: Option<Suppression>,
}

impl Finding {
    /// The bytes it covers.
    pub const fn span(&self) -> Span {
        Span::new(self.start.byte, self.end.byte)
    }

    /// The one order in which findings are shown: path, place, rule.
    pub fn order(&self) -> (&str, usize, usize, &str) {
        (&self.path, self.start.byte, self.end.byte, &self.rule)
    }
}

/// Something that kept the job from being done as asked: an unreadable file, a bad policy. Any one makes exit code 2.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Problem {
    /// The file it concerns, relative to the root; empty where there is none.
    pub path: String,
    /// What happened, where, and what to type next.
    pub message: String,
}
