//! Rules at work: one file a kind. A rule looks at documents and returns findings.
//!
//! Rules print nothing, read no file and know no output format.

use std::cell::{OnceCell, RefCell, RefMut};
use std::sync::Arc;

use crate::document::Document;
use crate::finding::{Cue, Finding, Position, Problem, Severity, Span, Standing};
use crate::language::fold::Folded;
use crate::language::matcher::Desk;
use crate::policy::model::{Lang, Policy, Profile, RuleSpec};
use crate::source::lines::LineIndex;

use self::bound::sources::Sources;
use self::reader::{Found, Reader, Wanted};

mod approved;
pub mod bound;
pub mod forbid;
mod hidden;
pub mod list;
mod lists;
mod outline;
pub mod reader;
pub mod require;
pub mod scope;
mod setting;
pub mod table;
#[cfg(test)]
pub(crate) mod testing;
pub mod tone;
pub mod value;
pub mod wording;

/// One document as rules get it: parsed, folded once, its profile known.
pub struct Page<'a> {
    /// The document.
    pub document: &'a Document,
    /// Its visible text folded; the map leads from folded text to [`Document::text`].
    pub folded: &'a Folded,
    /// Who reads it.
    pub profile: Profile,
    /// From bytes to lines and columns.
    pub lines: &'a LineIndex,
    /// What reads it.
    pub reader: &'a Reader,
    /// What the reader found, once a rule asked.
    found: OnceCell<Found>,
    /// Where it is read; given back to the reader in the end.
    desk: RefCell<Desk>,
}

/// What rules run under.
pub struct Context<'a> {
    /// The merged policy.
    pub policy: &'a Policy,
    /// Language of messages.
    pub lang: Lang,
    /// The source files that rules are bound to.
    pub sources: Arc<Sources>,
}

/// What rules return.
#[derive(Debug, Default)]
pub struct Sink {
    /// What is wrong.
    pub findings: Vec<Finding>,
    /// Matches that the text licenses.
    pub allowed: Vec<Finding>,
    /// What a whole-tree rule must remember of a document until [`Rule::finish`].
    pub notes: Vec<Note>,
    /// What keeps a rule from doing its work: a heading that is not there, a constant that cannot be read.
    pub errors: Vec<Problem>,
}

/// A fact about one document for a whole-tree rule.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Note {
    /// Index of the rule in [`Policy::rules`].
    pub rule: usize,
    /// The document's path.
    pub path: String,
    /// What the rule wants to remember.
    pub text: String,
}

/// The whole run, after every document was seen.
pub struct Tree<'a> {
    /// Paths of all documents that were checked, relative to the root, sorted.
    pub paths: &'a [String],
    /// All notes, sorted.
    pub notes: &'a [Note],
    /// Whether the run covers the whole content of the policy; a run over single files must not miss the others.
    pub whole: bool,
}

/// The rules of a policy, compiled: one entry a kind.
pub struct Rules {
    /// What reads pages for all of them.
    pub reader: Reader,
    /// What may not be said.
    pub forbids: forbid::Forbids,
    /// What must be there.
    pub requires: require::Requires,
    /// Tables that agree with constants.
    pub tables: table::Tables,
    /// Lists that agree with constants.
    pub lists: list::Lists,
    /// Quantities that agree with constants.
    pub values: value::Values,
    /// How it must sound.
    pub tones: tone::Tones,
}

impl Rules {
    /// Compiles the rules of a policy that loaded without mistakes.
    pub fn compile(policy: &Policy) -> Self {
        let mut wanted = Wanted::new(policy);
        let forbids = forbid::Forbids::compile(policy, &mut wanted);
        let requires = require::Requires::new(policy, &mut wanted);
        let tones = tone::Tones::new(policy, &mut wanted);
        let values = value::Values::new(policy, &mut wanted);
        let (tables, lists) = (table::Tables::new(policy), list::Lists::new(policy));
        Self { reader: Reader::new(wanted), forbids, requires, tables, lists, values, tones }
    }

    /// All of them, in the order in which they run.
    pub fn all(&self) -> [&dyn Rule; 6] {
        [&self.forbids, &self.requires, &self.tables, &self.lists, &self.values, &self.tones]
    }
}

/// One or all rules of a kind, compiled.
pub trait Rule: Send + Sync {
    /// Looks at one document.
    fn check(&self, page: &Page<'_>, cx: &Context<'_>, sink: &mut Sink);

    /// Looks at the whole tree, after every document.
    fn finish(&self, _tree: &Tree<'_>, _cx: &Context<'_>, _sink: &mut Sink) {}
}

impl<'a> Page<'a> {
    /// A page that nothing has read yet.
    pub fn new(
        document: &'a Document,
        folded: &'a Folded,
        profile: Profile,
        lines: &'a LineIndex,
        reader: &'a Reader,
    ) -> Self {
        Self { document, folded, profile, lines, reader, found: OnceCell::new(), desk: RefCell::new(reader.lend()) }
    }

    /// What the rules look for and where it stands, read once for all of them.
    pub fn found(&self) -> &Found {
        self.found.get_or_init(|| self.reader.read(self.folded, &mut self.desk.borrow_mut()))
    }

    /// Where the page is read. Ask for [`Page::found`] before: that needs the desk too.
    fn desk(&self) -> RefMut<'_, Desk> {
        self.desk.borrow_mut()
    }

    /// A finding of rule number `rule` (index into [`Policy::rules`]) at `span` of the source. Message and help come from
    /// the rule's `why` and `instead`; a caller that knows better replaces `message`.
    pub fn finding(
        &self,
        rule: usize,
        span: Span,
        severity: Severity,
        standing: Standing,
        cue: Option<Cue>,
        cx: &Context<'_>,
    ) -> Finding {
        let text = self.document.source.get(span.start..span.end).unwrap_or_default().to_owned();
        let (start, end) = (self.lines.position(span.start), self.lines.position(span.end));
        let place = Place { path: self.document.path.clone(), start, end, text };
        finding(cx, &cx.policy.rules[rule], place, severity, standing, cue)
    }
}

impl Drop for Page<'_> {
    fn drop(&mut self) {
        self.reader.take_back(self.desk.take());
    }
}

/// Where a finding stands.
pub struct Place {
    /// Path relative to the root.
    pub path: String,
    /// First point.
    pub start: Position,
    /// One past the last point.
    pub end: Position,
    /// The source between them.
    pub text: String,
}

/// Builds a finding; its fingerprint is filled in by `lint`, which knows the neighbours.
pub fn finding(
    cx: &Context<'_>,
    spec: &RuleSpec,
    place: Place,
    severity: Severity,
    standing: Standing,
    cue: Option<Cue>,
) -> Finding {
    let lang = cx.lang;
    let category = spec.category().to_owned();
    // Only rules of the built-in packs have a page of their own.
    let has_page = cx.policy.files.get(spec.id.file).is_some_and(|file| file.built_in);
    Finding {
        rule: spec.id.value.clone(),
        url: if has_page { format!("docs/rules/{category}.md") } else { String::new() },
        category,
        severity,
        path: place.path,
        start: place.start,
        end: place.end,
        message: match spec.why.get(lang) {
            "" => unexplained(&place.text, &spec.id.value, lang),
            why => why.to_owned(),
        },
        text: place.text,
        standing,
        cue,
        help: spec.instead.get(lang).to_owned(),
        related: Vec::new(),
        fix: None,
        fingerprint: String::new(),
        suppression: None,
    }
}

/// How much of a finding's words its message repeats, in characters.
const REPEATED: usize = 60;

/// The message of a rule that gives no reason: at least the words, and who forbids them.
fn unexplained(text: &str, rule: &str, lang: Lang) -> String {
    let mut words = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if let Some((at, _)) = words.char_indices().nth(REPEATED) {
        words.truncate(at);
        words.push('…');
    }
    match (words.is_empty(), lang) {
        (true, Lang::En) => format!("not as {rule} asks"),
        (true, Lang::Ar) => format!("هذا يخالف {rule}"),
        (false, Lang::En) => format!("`{words}` is forbidden here ({rule})"),
        (false, Lang::Ar) => format!("العبارة `{words}` ممنوعة هنا ({rule})"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rule::testing::{check, document, page_of, policy};

    #[test]
    fn a_rule_without_a_reason_still_says_what_it_forbids() {
        let policy = policy("rules:\n  - {id: house/rivals, forbid: {phrases: [acme killer]}}\n");
        let rules = Rules::compile(&policy);
        let page = document("a.md", &page_of(&["We are the Acme killer here."]));
        let found = check(&rules, &policy, &page, Profile::Public);
        let said: Vec<&str> = found.iter().map(|f| f.message.as_str()).collect();
        assert_eq!(said, ["`Acme killer` is forbidden here (house/rivals)"]);
    }

    #[test]
    fn long_words_are_cut_and_no_words_leave_the_rule() {
        let cut = unexplained(&"كلمة \n".repeat(50), "a/b", Lang::Ar);
        assert_eq!(cut.chars().filter(|c| *c == 'ك').count(), 12, "{cut}");
        assert!(cut.ends_with("…` ممنوعة هنا (a/b)"), "{cut}");
        assert_eq!(unexplained(" ", "a/b", Lang::En), "not as a/b asks");
    }
}
