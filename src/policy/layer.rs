//! One policy file as it was written: what it says, before it is laid over the files it builds on.
//!
//! It must not know other files; names that another file may define are checked in `check.rs`.

use crate::language::standing::CUES;
use crate::policy::error::Issues;
use crate::policy::keys::{ADD, CONTENT, EXAMPLES_FILE, LANGUAGES, PROFILES, TOP, VERSION};
use crate::policy::model::{Content, Examples, Lang, Level, Located, Profile, RuleBody, Text};
use crate::policy::nearest::{listed, nearest};
use crate::policy::node::{Kind, NodeId};
use crate::policy::read::{Fields, Reader};
use crate::policy::yaml::parse;

/// What one file says.
#[derive(Debug, Default)]
pub(crate) struct Layer {
    /// The number of the folder or built-in pack whose part it is. Parts of one pack do not lie over each other.
    pub(crate) pack: Option<usize>,
    pub(crate) extends: Vec<Located<String>>,
    pub(crate) language: Option<Lang>,
    pub(crate) content: Vec<(Located<String>, Content)>,
    pub(crate) constants: Vec<(Located<String>, Located<String>)>,
    pub(crate) words: Vec<(Located<String>, WordList)>,
    pub(crate) cues: Vec<(Located<String>, WordList)>,
    pub(crate) approved: Vec<Located<String>>,
    pub(crate) rules: Vec<RuleEntry>,
    /// Of a file of examples: rule ids and their examples.
    pub(crate) examples: Vec<(Located<String>, Examples)>,
    /// What stands in rules that cannot be used.
    pub(crate) loose: Vec<Loose>,
}

/// What a rule says that cannot be used for a mistake that was reported; its other mistakes are told with that one.
#[derive(Debug)]
pub(crate) enum Loose {
    /// All of it: the rule lacks an id, or stands there twice.
    Body(Box<RuleBody>),
    /// The names in a body that is bound to constants and lacks something.
    Bound {
        within: Vec<Located<String>>,
        equals: Vec<Located<String>>,
        /// The phrase of a `value`, and whether it may lie across a container.
        phrase: Option<(Located<String>, bool)>,
    },
}

/// A word list, or what to add to one.
#[derive(Debug)]
pub(crate) struct WordList {
    /// Whether it adds to the list of a lower layer.
    pub(crate) adds: bool,
    pub(crate) entries: Vec<Located<String>>,
}

/// An entry under `rules`: a rule, or a change of one.
#[derive(Debug)]
pub(crate) struct RuleEntry {
    pub(crate) id: Located<String>,
    pub(crate) level: Option<Level>,
    pub(crate) internal: Option<Level>,
    pub(crate) why: Option<Text>,
    pub(crate) instead: Option<Text>,
    pub(crate) note: Option<Text>,
    pub(crate) body: Body,
    pub(crate) examples: Examples,
}

/// What an entry says about the rule's kind.
#[derive(Debug)]
pub(crate) enum Body {
    /// Nothing: it changes a rule of a lower layer.
    None,
    /// A kind.
    Some(Box<RuleBody>),
    /// Something that was reported as a mistake.
    Broken,
}

/// What kind of file it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum FileKind {
    /// A policy or a pack.
    Policy,
    /// `*.examples.yaml`.
    Examples,
}

/// Reads the text of file number `file`.
pub(crate) fn read(text: &str, file: usize, kind: FileKind, issues: &mut Issues) -> Layer {
    let marked = text.strip_prefix('\u{FEFF}');
    let base = if marked.is_some() { '\u{FEFF}'.len_utf8() } else { 0 };
    let tree = parse(marked.unwrap_or(text), base, issues);
    let mut layer = Layer::default();
    if !tree.complete {
        return layer;
    }
    let Some(root) = tree.root.filter(|&root| !tree.is_null(root)) else {
        issues.add(crate::finding::Span::new(base, base), "the policy is empty", MINIMUM);
        return layer;
    };
    let mut reader = Reader { tree: &tree, file, issues, loose: Vec::new() };
    if !matches!(reader.tree.node(root).kind, Kind::Map(_)) {
        reader.wrong(root, "a policy is a map of keys", MINIMUM);
        return layer;
    }
    match kind {
        FileKind::Policy => layer.read_policy(&mut reader, root),
        FileKind::Examples => layer.read_examples(&mut reader, root),
    }
    layer.loose = reader.loose;
    layer
}

/// The shortest policy there is.
const MINIMUM: &str = "write at least these two lines:\nversion: 1\nextends: [dealix]";

impl Layer {
    fn read_policy(&mut self, r: &mut Reader<'_>, root: NodeId) {
        let Some(fields) = r.object(root, &TOP) else { return };
        version(r, &fields);
        if let Some(id) = fields.get("extends").filter(|&id| !r.tree.is_null(id)) {
            self.extends = r.texts(id, "`extends`");
        }
        if let Some(id) = fields.get("language") {
            self.language = r.choice(id, "`language`", LANGUAGES).map(|i| [Lang::Ar, Lang::En][i]);
        }
        if let Some(id) = fields.get("content") {
            for (name, value) in r.named(id, "`content`", "write `landing: [\"landing/**/*.html\"]`") {
                let content = content(r, &name, value);
                self.content.push((name, content));
            }
        }
        if let Some(id) = fields.get("constants") {
            for (name, value) in r.named(id, "`constants`", "write `sla: src/sla.rs#SLA_TARGETS`") {
                if let Some(selector) = constant(r, &name, value) {
                    self.constants.push((name, selector));
                }
            }
        }
        if let Some(id) = fields.get("words") {
            self.words = word_lists(r, id, "words");
        }
        if let Some(id) = fields.get("cues") {
            self.cues = word_lists(r, id, "cues");
        }
        if let Some(id) = fields.get("approved").filter(|&id| !r.tree.is_null(id)) {
            self.approved = r.texts(id, "`approved`");
        }
        if let Some(id) = fields.get("rules") {
            self.rules = crate::policy::rules::read(r, id);
        }
    }

    fn read_examples(&mut self, r: &mut Reader<'_>, root: NodeId) {
        let Some(fields) = r.object(root, &EXAMPLES_FILE) else { return };
        if fields.get("version").is_some() {
            version(r, &fields);
        }
        let Some(id) = fields.get("examples") else { return };
        for (rule, value) in r.named(id, "`examples`", "write `category/name: {bad: [...], good: [...]}`") {
            let examples = crate::policy::rules::examples(r, value);
            self.examples.push((rule, examples));
        }
    }
}

fn version(r: &mut Reader<'_>, fields: &Fields) {
    let Some(id) = fields.get("version") else { return };
    let is_ours = |t: &str| t.parse() == Ok(VERSION);
    if !matches!(&r.tree.node(id).kind, Kind::Scalar { text, plain: true } if is_ours(text)) {
        r.wrong(id, &format!("`version` is the number {VERSION}"), "this program reads version 1 of the policy format");
    }
}

fn content(r: &mut Reader<'_>, name: &Located<String>, value: NodeId) -> Content {
    let what = format!("the content set `{}`", name.value);
    if !matches!(r.tree.node(value).kind, Kind::Map(_)) {
        return Content { files: globs(r, value, &what), profile: Profile::Public };
    }
    let Some(fields) = r.object(value, &CONTENT) else { return Content::default() };
    let files = fields.get("files").map(|id| globs(r, id, "`files`")).unwrap_or_default();
    let profile = fields.get("profile").and_then(|id| r.choice(id, "`profile`", PROFILES));
    Content { files, profile: profile.map_or(Profile::Public, |i| [Profile::Public, Profile::Internal][i]) }
}

fn globs(r: &mut Reader<'_>, id: NodeId, what: &str) -> Vec<String> {
    let mut files = Vec::new();
    for glob in r.texts(id, what) {
        match glob_mistake(&glob.value) {
            Some((message, help)) => r.issues.add(glob.span, message, help),
            None => files.push(glob.value.strip_prefix("./").unwrap_or(&glob.value).to_owned()),
        }
    }
    files
}

/// What is wrong with a glob, and what to write instead.
pub(crate) fn glob_mistake(glob: &str) -> Option<(String, String)> {
    if glob.starts_with('/') {
        let help = "paths are relative to the folder of the policy: drop the leading `/`";
        return Some((format!("the glob `{glob}` begins at the root of the disk"), help.to_owned()));
    }
    if glob.split('/').any(|part| part == "..") {
        let help = "put the policy into the folder that holds all the files";
        return Some((format!("the glob `{glob}` leads out of the root"), help.to_owned()));
    }
    let error = globset::GlobBuilder::new(glob).literal_separator(true).build().err()?;
    let help = "write `**` for any folders, `*` for any name, `{a,b}` for one of two";
    Some((format!("the glob `{glob}` cannot be read: {}", error.kind()), help.to_owned()))
}

fn constant(r: &mut Reader<'_>, name: &Located<String>, value: NodeId) -> Option<Located<String>> {
    r.text(value, &format!("the constant `{}`", name.value))
}

fn word_lists(r: &mut Reader<'_>, id: NodeId, key: &str) -> Vec<(Located<String>, WordList)> {
    let mut lists = Vec::new();
    for (name, value) in r.named(id, &format!("`{key}`"), "write `outcome: [sales, results]`") {
        let what = format!("the list `{}`", name.value);
        let bad = |c: char| !(c.is_alphanumeric() || c == '-' || c == '_');
        if name.value.is_empty() || name.value.contains(bad) {
            let message = format!("`{}` cannot be used as `<name>`", name.value);
            r.issues.add(name.span, message, "a list's name has letters, digits, `-` and `_` only");
        } else if key == "words" && crate::language::phrase::QUANTITIES.contains(&name.value.as_str()) {
            let message = format!("`<{}>` is a quantity already", name.value);
            r.issues.add(name.span, message, "give the list another name");
        } else if key == "cues" {
            cue_name(r, &name);
        }
        let (adds, entries) = if matches!(r.tree.node(value).kind, Kind::Map(_)) {
            let add = r.object(value, &ADD).and_then(|f| f.get("add"));
            (true, add.map(|id| r.texts(id, "`add`")).unwrap_or_default())
        } else {
            (false, r.texts(value, &what))
        };
        lists.push((name, WordList { adds, entries }));
    }
    lists
}

fn cue_name(r: &mut Reader<'_>, name: &Located<String>) {
    let known = CUES.iter().map(|(known, _)| *known);
    if !known.clone().any(|k| k == name.value) {
        let words = || {
            let help = match nearest(&name.value, known) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("known: {}", listed(&CUES.iter().map(|(known, _)| *known).collect::<Vec<_>>())),
            };
            (format!("there is no cue list `{}`", name.value), help)
        };
        r.issues.add_with(name.span, words);
    }
}
