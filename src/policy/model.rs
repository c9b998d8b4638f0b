//! The policy as data: what `poslock.yaml` and the packs say, checked and merged.
//!
//! It must not know how a policy is read from YAML (`load.rs`) nor how its rules run (`crate::rule`).

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use crate::finding::{Severity, Span, Standing};
use crate::policy::bound;

/// A text in the two languages of messages.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Text {
    /// Arabic.
    pub ar: String,
    /// English.
    pub en: String,
}

/// A language of messages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Lang {
    /// Arabic.
    Ar,
    /// English.
    #[default]
    En,
}

impl Text {
    /// The text in `lang`, or in the other language where this one is empty.
    pub fn get(&self, lang: Lang) -> &str {
        let (first, second) = match lang {
            Lang::Ar => (&self.ar, &self.en),
            Lang::En => (&self.en, &self.ar),
        };
        if first.is_empty() { second } else { first }
    }
}

/// A value with the place in a policy file where it was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Located<T> {
    /// The value.
    pub value: T,
    /// Index into [`Policy::files`].
    pub file: usize,
    /// Bytes of that file.
    pub span: Span,
}

/// A policy or pack file that was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PolicyFile {
    /// Path relative to the root, or `dealix/claims.yaml` for a file of a built-in pack.
    pub name: String,
    /// Its text.
    pub text: Arc<str>,
    /// Whether it is part of a built-in pack.
    pub built_in: bool,
}

/// Who reads a set of files.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, PartialOrd, Ord, Hash)]
pub enum Profile {
    /// Customers: every rule at its level.
    #[default]
    Public,
    /// The team: a rule's `internal` level in the place of its own, if it has one. Nothing else differs.
    Internal,
}

/// A named set of files.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Content {
    /// Globs relative to the root, with `/`.
    pub files: Vec<String>,
    /// Who reads them.
    pub profile: Profile,
}

/// A rule's level: a severity, or off.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Level {
    /// In force.
    On(Severity),
    /// Listed, not run.
    Off,
}

/// Phrases that belong together, and what drops their matches.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Frame {
    /// Phrases; any one matches.
    pub phrases: Vec<Located<String>>,
    /// Drops a match where one of these stands in the same clause.
    pub unless: Vec<Located<String>>,
    /// Drops a match where one of these stands anywhere in the same block.
    pub unless_block: Vec<Located<String>>,
    /// Regular expressions over the folded text of a block.
    pub regex: Vec<Located<String>>,
}

/// `forbid`: what may not be said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Forbid {
    /// Names of content sets or globs; empty means every document.
    pub within: Vec<Located<String>>,
    /// The rule's own phrases (`phrases`, `unless`, `unless-block`, `regex` beside each other) as the first frame, then
    /// those under `frames`.
    pub frames: Vec<Frame>,
    /// Which standings are findings.
    pub standing: Vec<Standing>,
    /// Whether the claim's own wording holds a negator ("no human in the loop"): then a negator counts only before it.
    pub own_negator: bool,
    /// Whether the rule reports invisible characters inside the words that other rules match, whatever their standing.
    pub hidden: bool,
}

/// What of a document `require` looks at.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Require {
    /// Names of content sets or globs; each file of them must hold what is required. Empty with `files`.
    pub within: Vec<Located<String>>,
    /// Only the section under this heading, if given.
    pub under: Option<Located<String>>,
    /// Phrases that must all stand there.
    pub all: Vec<Located<String>>,
    /// Phrases of which one must stand there.
    pub any: Vec<Located<String>>,
    /// `files: {all: […]}`: files that must exist.
    pub files_all: Vec<Located<String>>,
    /// `files: {any: […]}`: files of which one must exist.
    pub files_any: Vec<Located<String>>,
}

/// `tone`: how a text should sound.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Tone {
    /// Names of content sets or globs; empty means every document.
    pub within: Vec<Located<String>>,
    /// Wordings that are asked for; a text that has none of them is told so.
    pub prefer: Vec<Located<String>>,
    /// Wordings to leave out; each is a finding.
    pub avoid: Vec<Located<String>>,
    /// The least tone score (0 to 100) of a document, if one is asked for.
    pub at_least: Option<u8>,
}

/// What a rule does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RuleBody {
    /// Claims that may not be made.
    Forbid(Forbid),
    /// Text or files that must be there.
    Require(Require),
    /// A table that agrees with constants.
    Table(bound::Table),
    /// A list that agrees with constants.
    List(bound::List),
    /// A quantity that agrees with a constant.
    Value(bound::Value),
    /// How a text sounds.
    Tone(Tone),
}

impl RuleBody {
    /// The kind's key in a policy.
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Forbid(_) => "forbid",
            Self::Require(_) => "require",
            Self::Table(_) => "table",
            Self::List(_) => "list",
            Self::Value(_) => "value",
            Self::Tone(_) => "tone",
        }
    }

    /// Names of content sets, globs and paths of the documents that the rule looks at; empty means every document.
    pub fn within(&self) -> &[Located<String>] {
        match self {
            Self::Forbid(Forbid { within, .. })
            | Self::Require(Require { within, .. })
            | Self::Table(bound::Table { within, .. })
            | Self::List(bound::List { within, .. })
            | Self::Value(bound::Value { within, .. })
            | Self::Tone(Tone { within, .. }) => within,
        }
    }

    /// The constants that the rule holds documents against, as the policy names them: see [`Policy::selector`].
    pub fn constants(&self) -> &[Located<String>] {
        match self {
            Self::Table(table) => &table.equals,
            Self::List(list) => &list.equals,
            Self::Value(value) => std::slice::from_ref(&value.equals),
            Self::Forbid(_) | Self::Require(_) | Self::Tone(_) => &[],
        }
    }
}

/// One example of a rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Example {
    /// The text.
    pub text: Located<String>,
    /// How to read it: `markdown` (default), `html`, `text`.
    pub format: ExampleFormat,
}

/// How an example's text is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ExampleFormat {
    /// As Markdown.
    #[default]
    Markdown,
    /// As HTML.
    Html,
    /// As plain text.
    Text,
}

/// A rule's examples.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Examples {
    /// Each must be found.
    pub bad: Vec<Example>,
    /// None may be found by any error or warning of the rule's category.
    pub good: Vec<Example>,
}

/// A rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RuleSpec {
    /// `category/name`.
    pub id: Located<String>,
    /// Level in public content.
    pub level: Level,
    /// Level in internal content, where it differs.
    pub internal: Option<Level>,
    /// Why the rule exists.
    pub why: Text,
    /// What to say or do instead.
    pub instead: Text,
    /// What was decided in cases of doubt; empty where nothing was.
    pub note: Text,
    /// What it does.
    pub body: RuleBody,
    /// Its own tests.
    pub examples: Examples,
}

impl RuleSpec {
    /// The part of the id before the slash.
    pub fn category(&self) -> &str {
        self.id.value.split('/').next().unwrap_or_default()
    }

    /// The level for files of `profile`.
    pub fn level_for(&self, profile: Profile) -> Level {
        match (profile, self.level) {
            (_, Level::Off) | (Profile::Public, _) => self.level,
            (Profile::Internal, _) => self.internal.unwrap_or(self.level),
        }
    }
}

/// A merged policy.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Policy {
    /// The files it came from, in order of reading; places in the policy name them by index.
    pub files: Vec<PolicyFile>,
    /// The folder that paths and globs are relative to.
    pub root: PathBuf,
    /// Language of messages.
    pub language: Option<Lang>,
    /// Named sets of files.
    pub content: BTreeMap<String, Content>,
    /// Named places in code.
    pub constants: BTreeMap<String, Located<String>>,
    /// Word lists that phrases use as `<name>`; each entry is a phrase.
    pub words: BTreeMap<String, Vec<Located<String>>>,
    /// Cue lists of the standing algorithm by name (see `language::standing`); each entry is a phrase.
    pub cues: BTreeMap<String, Vec<Located<String>>>,
    /// Sentences that are never findings.
    pub approved: Vec<Located<String>>,
    /// Rules in order of definition.
    pub rules: Vec<RuleSpec>,
}
