//! The keys a policy may have, each with its shape and a word on what it is for: one table for the reader and for the
//! JSON Schema, so that they cannot drift apart.
//!
//! It must not know how a value is stored in the model.

mod bound;

pub(crate) use bound::{COLUMN, EQUAL, LIST, TABLE, TABLE_KEY, VALUE};

/// What a value looks like.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Shape {
    /// A text.
    Text,
    /// One text or a list of texts.
    Texts,
    /// `true` or `false`.
    Bool,
    /// A whole number between the two, both included.
    Number(u32, u32),
    /// One of these words.
    OneOf(&'static [&'static str]),
    /// One of these words or a list of them.
    SomeOf(&'static [&'static str]),
    /// A rule's id.
    Id,
    /// A place in code, `path#NAME`.
    Selector,
    /// A map with keys of its own.
    Object(&'static Table),
    /// A list of the shape.
    ListOf(&'static Shape),
    /// A map from names of the author's choice to the shape.
    MapOf(&'static Shape),
    /// Any of these shapes.
    Either(&'static [Shape]),
}

/// A key.
#[derive(Debug)]
pub(crate) struct Key {
    pub(crate) name: &'static str,
    pub(crate) about: &'static str,
    pub(crate) shape: Shape,
}

/// The keys of one kind of map.
#[derive(Debug)]
pub(crate) struct Table {
    /// Its name in messages: "a rule".
    pub(crate) what: &'static str,
    pub(crate) keys: &'static [Key],
    /// Keys that must stand there.
    pub(crate) required: &'static [&'static str],
}

impl Table {
    /// The names of its keys, in the order in which a reader expects them.
    pub(crate) fn names(&self) -> impl Iterator<Item = &'static str> + Clone {
        self.keys.iter().map(|k| k.name)
    }

    /// Its name in the schema: the last word of `what`, bare.
    pub(crate) fn name(&self) -> String {
        let last = self.what.rsplit(' ').next().unwrap_or_default();
        last.trim_matches('`').to_owned()
    }
}

const fn key(name: &'static str, shape: Shape, about: &'static str) -> Key {
    Key { name, about, shape }
}

/// The version of the policy format that this program reads.
pub(crate) const VERSION: u32 = 1;
/// What a rule's id looks like, as a regular expression of JSON Schema.
pub(crate) const ID_PATTERN: &str = "^[a-z0-9]+(-[a-z0-9]+)*/[a-z0-9]+(-[a-z0-9]+)*$";
/// Words of `severity`.
pub(crate) const LEVELS: &[&str] = &["error", "warning", "info", "off"];
/// Words of `language`.
pub(crate) const LANGUAGES: &[&str] = &["ar", "en"];
/// Words of `profile`.
pub(crate) const PROFILES: &[&str] = &["public", "internal"];
/// Words of `standing`.
pub(crate) const STANDINGS: &[&str] = &["asserted", "negated", "forbidden", "quoted", "asked", "mentioned", "approved"];
/// Words of `as`.
pub(crate) const FORMATS: &[&str] = &["markdown", "html", "text"];
/// The kinds of rules that can be read.
pub(crate) const KINDS: &[&str] = &["forbid", "require", "table", "list", "value", "tone"];
/// The kinds of rules that the format names and this version does not run.
pub(crate) const KINDS_TO_COME: &[&str] = &["lock"];
/// Words of `rows`.
pub(crate) const ROWS: &[&str] = &["exact", "subset", "superset"];
/// Words of `order`.
pub(crate) const ORDERS: &[&str] = &["same", "any"];
/// Words of `across`.
pub(crate) const REACHES: &[&str] = &["block", "group"];

const WORD_LIST: Shape = Shape::Either(&[Shape::Texts, Shape::Object(&ADD)]);
const BILINGUAL: Shape = Shape::Either(&[Shape::Text, Shape::Object(&TEXT)]);
const EXAMPLE_LIST: Shape = Shape::ListOf(&Shape::Either(&[Shape::Text, Shape::Object(&EXAMPLE)]));

/// The outermost map.
pub(crate) const TOP: Table = Table {
    what: "a policy",
    required: &["version"],
    keys: &[
        key("version", Shape::Number(VERSION, VERSION), "The version of this format: 1."),
        key(
            "extends",
            Shape::Texts,
            "Packs that this policy builds on: names of built-in packs, or paths of files or folders relative to \
             this file. Later ones win, this file last.",
        ),
        key("language", Shape::OneOf(LANGUAGES), "The language of messages."),
        key(
            "content",
            Shape::MapOf(&Shape::Either(&[Shape::Texts, Shape::Object(&CONTENT)])),
            "Names for sets of files: globs relative to the root.",
        ),
        key("constants", Shape::MapOf(&Shape::Selector), "Names for places in code, `path#NAME`."),
        key("words", Shape::MapOf(&WORD_LIST), "Word lists that phrases may use as `<name>`."),
        key(
            "cues",
            Shape::MapOf(&WORD_LIST),
            "Word lists that decide how a claim stands: asserted, negated, forbidden.",
        ),
        key("approved", Shape::Texts, "Sentences that are never findings."),
        key("rules", Shape::ListOf(&Shape::Object(&RULE)), "The rules."),
    ],
};

/// A file of examples beside a pack.
pub(crate) const EXAMPLES_FILE: Table = Table {
    what: "a file of examples",
    required: &["examples"],
    keys: &[
        key("version", Shape::Number(VERSION, VERSION), "The version of this format: 1."),
        key("examples", Shape::MapOf(&Shape::Object(&EXAMPLES)), "Examples by rule id."),
    ],
};

/// A named set of files.
pub(crate) const CONTENT: Table = Table {
    what: "a content set",
    required: &["files"],
    keys: &[
        key("files", Shape::Texts, "Globs relative to the root."),
        key("profile", Shape::OneOf(PROFILES), "Who reads them: the public (default, strict), or the team."),
    ],
};

/// An addition to a word list.
pub(crate) const ADD: Table = Table {
    what: "an addition",
    required: &["add"],
    keys: &[key("add", Shape::Texts, "Phrases to add to the list of a lower layer; a plain list replaces it.")],
};

/// A text in two languages.
pub(crate) const TEXT: Table = Table {
    what: "a text",
    required: &[],
    keys: &[key("ar", Shape::Text, "In Arabic."), key("en", Shape::Text, "In English.")],
};

/// A rule.
pub(crate) const RULE: Table = Table {
    what: "a rule",
    required: &["id"],
    keys: &[
        key(
            "id",
            Shape::Id,
            "`category/name`, kebab-case: names the bad thing and is never reused. The id of a rule \
             in a lower layer re-levels or replaces that rule.",
        ),
        key(
            "severity",
            Shape::OneOf(LEVELS),
            "The rule's level: error unless said otherwise (tone rules: warning). A rule that is off stays listed.",
        ),
        key("internal", Shape::OneOf(LEVELS), "The level in content of the internal profile, where it differs."),
        key("why", BILINGUAL, "Why the rule exists."),
        key("instead", BILINGUAL, "What to say or do instead."),
        key("note", BILINGUAL, "What was decided in cases of doubt, for whoever asks why the rule is as it is."),
        key("forbid", Shape::Object(&FORBID), "What may not be said."),
        key("require", Shape::Object(&REQUIRE), "Text or files that must be there."),
        key(
            "table",
            Shape::Object(&TABLE),
            "A table, or a list read as one, whose cells agree with constants in code.",
        ),
        key("list", Shape::Object(&LIST), "A list whose items agree with constants in code."),
        key("value", Shape::Object(&VALUE), "A quantity in a phrase that agrees with a constant in code."),
        key("tone", Shape::Object(&TONE), "How a text should sound."),
        key("examples", Shape::Object(&EXAMPLES), "The rule's own tests."),
    ],
};

/// `forbid`.
pub(crate) const FORBID: Table = Table {
    what: "`forbid`",
    required: &[],
    keys: &[
        key("in", Shape::Texts, "Names of content sets or globs; every document without it."),
        key("phrases", Shape::Texts, "Phrases; any one is a match."),
        key("unless", Shape::Texts, "Drops a match where one of these phrases stands in the same clause."),
        key("unless-block", Shape::Texts, "Drops a match where one of these phrases stands in the same block."),
        key("regex", Shape::Texts, "Regular expressions over the folded text, for what phrases cannot say."),
        key("frames", Shape::ListOf(&Shape::Object(&FRAME)), "More phrases, each group with its own exceptions."),
        key("standing", Shape::SomeOf(STANDINGS), "Which standings are findings: asserted unless said otherwise."),
        key(
            "hidden-characters",
            Shape::Bool,
            "Whether to report invisible characters inside the words that other rules match, whatever their standing.",
        ),
        key("own-negator", Shape::Bool, "Whether the claim's own wording holds a negator (\"no human in the loop\")."),
    ],
};

/// A group of phrases.
pub(crate) const FRAME: Table = Table {
    what: "a frame",
    required: &[],
    keys: &[
        key("phrases", Shape::Texts, "Phrases; any one is a match."),
        key("unless", Shape::Texts, "Drops a match where one of these phrases stands in the same clause."),
        key("unless-block", Shape::Texts, "Drops a match where one of these phrases stands in the same block."),
        key("regex", Shape::Texts, "Regular expressions over the folded text, for what phrases cannot say."),
    ],
};

/// `require`.
pub(crate) const REQUIRE: Table = Table {
    what: "`require`",
    required: &[],
    keys: &[
        key(
            "in",
            Shape::Texts,
            "Names of content sets, globs or paths; each of their files must hold what is required.",
        ),
        key("under", Shape::Text, "Only the section under this heading, its subsections included."),
        key("all", Shape::Texts, "Phrases that must all stand there."),
        key("any", Shape::Texts, "Phrases of which one must stand there."),
        key("files", Shape::Object(&FILES), "Files that must exist."),
    ],
};

/// `require.files`.
pub(crate) const FILES: Table = Table {
    what: "`files`",
    required: &[],
    keys: &[
        key("all", Shape::Texts, "Files that must all exist, relative to the root."),
        key("any", Shape::Texts, "Files of which one must exist, relative to the root."),
    ],
};

/// `tone`.
pub(crate) const TONE: Table = Table {
    what: "`tone`",
    required: &[],
    keys: &[
        key("in", Shape::Texts, "Names of content sets or globs; every document without it."),
        key("prefer", Shape::Texts, "Wordings that are asked for; a text with none of them is told so."),
        key("avoid", Shape::Texts, "Wordings to leave out."),
        key("at-least", Shape::Number(0, 100), "The least tone score of a document."),
    ],
};

/// A rule's examples.
pub(crate) const EXAMPLES: Table = Table {
    what: "`examples`",
    required: &[],
    keys: &[
        key("bad", EXAMPLE_LIST, "Each must be found by this rule."),
        key("good", EXAMPLE_LIST, "None may be found by any rule of the same category."),
    ],
};

/// One example.
pub(crate) const EXAMPLE: Table = Table {
    what: "an example",
    required: &["text"],
    keys: &[
        key("text", Shape::Text, "The text."),
        key("as", Shape::OneOf(FORMATS), "How it is read: as Markdown unless said otherwise."),
    ],
};

/// Whether `id` is `category/name` in kebab-case; the hand-written twin of [`ID_PATTERN`].
pub(crate) fn is_id(id: &str) -> bool {
    let word = |w: &str| !w.is_empty() && w.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit());
    let kebab = |part: &str| part.split('-').all(word);
    id.split_once('/').is_some_and(|(category, name)| kebab(category) && kebab(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_id_check_agrees_with_the_pattern_of_the_schema() {
        let pattern = regex::Regex::new(ID_PATTERN).unwrap();
        for id in ["a/b", "a-b/c-1", "a", "a/", "/b", "A/b", "a--b/c", "-a/b", "a/b/c", "a_b/c", "a/b-", "", "ا/ب"] {
            assert_eq!(is_id(id), pattern.is_match(id), "{id}");
        }
    }

    #[test]
    fn words_of_the_model_are_all_offered() {
        let standings: Vec<&str> = crate::finding::Standing::ALL.iter().map(|s| s.name()).collect();
        assert_eq!(standings, STANDINGS);
        for kind in KINDS {
            assert!(RULE.names().any(|n| n == *kind), "{kind}");
        }
    }
}
