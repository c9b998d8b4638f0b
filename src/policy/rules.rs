//! The entries under `rules`: from YAML to typed rules, one function a kind.
//!
//! It must not know other files, nor whether phrases and names hold; `check.rs` does.

use std::collections::HashSet;

use crate::finding::{Severity, Span, Standing};
use crate::policy::bindings;
use crate::policy::keys::{self, EXAMPLE, EXAMPLES, FILES, FORBID, FRAME, REQUIRE, RULE, TEXT, TONE};
use crate::policy::layer::{Body, Loose, RuleEntry};
use crate::policy::model::{
    Example, ExampleFormat, Examples, Forbid, Frame, Level, Located, Require, RuleBody, Text, Tone,
};
use crate::policy::nearest::listed;
use crate::policy::node::{Kind, NodeId};
use crate::policy::read::{Fields, Reader, shown};

/// Reads the list under `rules`. An id that stands twice is a mistake; the first counts.
pub(crate) fn read(r: &mut Reader<'_>, id: NodeId) -> Vec<RuleEntry> {
    let mut rules: Vec<RuleEntry> = Vec::new();
    let mut seen = HashSet::new();
    for item in r.items(id, "`rules`", "begin each rule with `- id: category/name`") {
        let Some(entry) = rule(r, item) else { continue };
        if seen.insert(entry.id.value.clone()) {
            rules.push(entry);
        } else {
            let message = format!("the rule `{}` stands twice in this file", entry.id.value);
            let help = "give one of them another id, or put both under `frames` of one rule";
            r.issues.add(entry.id.span, message, help);
            set_loose(r, entry.body);
        }
    }
    rules
}

fn rule(r: &mut Reader<'_>, item: NodeId) -> Option<RuleEntry> {
    let fields = r.object(item, &RULE)?;
    let id = fields.get("id").and_then(|id| rule_id(r, id));
    let level = fields.get("severity").and_then(|id| level_of(r, id, "`severity`"));
    let internal = fields.get("internal").and_then(|id| level_of(r, id, "`internal`"));
    let why = fields.get("why").map(|id| bilingual(r, id, "`why`"));
    let instead = fields.get("instead").map(|id| bilingual(r, id, "`instead`"));
    let note = fields.get("note").map(|id| bilingual(r, id, "`note`"));
    let examples = fields.get("examples").map(|id| examples(r, id)).unwrap_or_default();
    let body = body(r, &fields, id.as_ref().map_or(fields.head, |id| id.span));
    let Some(id) = id else {
        set_loose(r, body);
        return None;
    };
    Some(RuleEntry { id, level, internal, why, instead, note, body, examples })
}

/// What a rule says that is left out.
fn set_loose(r: &mut Reader<'_>, body: Body) {
    if let Body::Some(body) = body {
        r.loose.push(Loose::Body(body));
    }
}

fn rule_id(r: &mut Reader<'_>, id: NodeId) -> Option<Located<String>> {
    let id = r.text(id, "`id`")?;
    if !keys::is_id(&id.value) {
        let help = match kebab(&id.value) {
            Some(better) => format!("write `{better}`: category and name, in small letters, digits and `-`"),
            None => "write `category/name` in small letters, digits and `-`, such as `scraping/any-website`".to_owned(),
        };
        r.issues.add(id.span, format!("`{}` is no rule id", shown(&id.value)), help);
    } else if id.value.starts_with("suppression/") {
        r.issues.add(id.span, "the category `suppression` belongs to the tool itself", "choose another category");
    }
    // A bad id still names its rule, so that the rule's other mistakes are told too.
    Some(id)
}

// What the author probably meant, if anything can be made of it.
fn kebab(id: &str) -> Option<String> {
    let mut out = String::with_capacity(id.len());
    let mut was_small = false;
    for c in id.chars().take(100) {
        if c.is_ascii_uppercase() && was_small {
            out.push('-');
        }
        was_small = c.is_ascii_lowercase();
        let c = c.to_ascii_lowercase();
        out.push(if c.is_ascii_alphanumeric() || c == '/' { c } else { '-' });
    }
    let part = |p: &str| p.split('-').filter(|w| !w.is_empty()).collect::<Vec<_>>().join("-");
    let (category, name) = out.split_once('/')?;
    let better = format!("{}/{}", part(category), part(&name.replace('/', "-")));
    keys::is_id(&better).then_some(better)
}

fn level_of(r: &mut Reader<'_>, id: NodeId, what: &str) -> Option<Level> {
    let levels = [Level::On(Severity::Error), Level::On(Severity::Warning), Level::On(Severity::Info), Level::Off];
    r.choice(id, what, keys::LEVELS).map(|i| levels[i])
}

fn bilingual(r: &mut Reader<'_>, id: NodeId, what: &str) -> Text {
    if !matches!(r.tree.node(id).kind, Kind::Map(_)) {
        let both = r.text(id, what).map(|t| t.value).unwrap_or_default();
        return Text { ar: both.clone(), en: both };
    }
    let Some(fields) = r.object(id, &TEXT) else { return Text::default() };
    let mut of = |key: &str| {
        let id = fields.get(key)?;
        Some(r.text(id, &format!("`{key}`"))?.value)
    };
    Text { ar: of("ar").unwrap_or_default(), en: of("en").unwrap_or_default() }
}

/// Reads `{bad: [...], good: [...]}`.
pub(crate) fn examples(r: &mut Reader<'_>, id: NodeId) -> Examples {
    let Some(fields) = r.object(id, &EXAMPLES) else { return Examples::default() };
    let mut of = |key: &str| {
        let Some(id) = fields.get(key) else { return Vec::new() };
        let items = match r.tree.node(id).kind {
            Kind::Scalar { .. } if !r.tree.is_null(id) => vec![id],
            _ => r.items(id, &format!("`{key}`"), "write `bad: [\"a sentence\"]`"),
        };
        items.into_iter().filter_map(|item| example(r, item)).collect()
    };
    Examples { bad: of("bad"), good: of("good") }
}

fn example(r: &mut Reader<'_>, item: NodeId) -> Option<Example> {
    if !matches!(r.tree.node(item).kind, Kind::Map(_)) {
        return Some(Example { text: r.text(item, "an example")?, format: ExampleFormat::Markdown });
    }
    let fields = r.object(item, &EXAMPLE)?;
    let format = fields.get("as").and_then(|id| r.choice(id, "`as`", keys::FORMATS));
    let text = r.text(fields.get("text")?, "`text`")?;
    let formats = [ExampleFormat::Markdown, ExampleFormat::Html, ExampleFormat::Text];
    Some(Example { text, format: format.map_or(ExampleFormat::Markdown, |i| formats[i]) })
}

fn body(r: &mut Reader<'_>, fields: &Fields, at: Span) -> Body {
    let is_kind = |n: &&str| keys::KINDS.contains(n) || keys::KINDS_TO_COME.contains(n);
    let kinds: Vec<&str> = fields.names().filter(is_kind).collect();
    if kinds.len() > 1 {
        let second = fields.key_span(kinds[1]).unwrap_or(at);
        let message = format!("a rule has one kind, and this one has {}", listed(&kinds));
        r.issues.add(second, message, "make a rule of its own of each");
    }
    let mut body = Body::None;
    for &kind in &kinds {
        let (Some(id), Some(span)) = (fields.get(kind), fields.key_span(kind)) else { continue };
        let read = match kind {
            "forbid" => forbid(r, id, span).map(RuleBody::Forbid),
            "require" => require(r, id, span).map(RuleBody::Require),
            "table" => bindings::table(r, id, span).map(RuleBody::Table),
            "list" => bindings::list(r, id).map(RuleBody::List),
            "value" => bindings::value(r, id).map(RuleBody::Value),
            "tone" => tone(r, id, span).map(RuleBody::Tone),
            _ => {
                let help = format!("this version runs {}", listed(keys::KINDS));
                r.issues.add(span, format!("rule kind `{kind}` is not available in this version"), help);
                None
            }
        };
        let read = read.map_or(Body::Broken, |read| Body::Some(Box::new(read)));
        body = match body {
            Body::None => read,
            other => {
                set_loose(r, other);
                set_loose(r, read);
                Body::Broken
            }
        };
    }
    body
}

fn frame(r: &mut Reader<'_>, fields: &Fields) -> Frame {
    Frame {
        phrases: r.texts_of(fields, "phrases"),
        unless: r.texts_of(fields, "unless"),
        unless_block: r.texts_of(fields, "unless-block"),
        regex: r.texts_of(fields, "regex"),
    }
}

fn forbid(r: &mut Reader<'_>, id: NodeId, span: Span) -> Option<Forbid> {
    let fields = r.object(id, &FORBID)?;
    let own = frame(r, &fields);
    let mut frames = vec![own];
    if let Some(id) = fields.get("frames") {
        for item in r.items(id, "`frames`", "write `- phrases: [...]`") {
            let Some(inner) = r.object(item, &FRAME) else { continue };
            if inner.get("phrases").is_none() && inner.get("regex").is_none() {
                r.issues.add(inner.head, "a frame needs `phrases` or `regex`", "");
            }
            let inner = frame(r, &inner);
            frames.push(inner);
        }
    }
    if ["phrases", "regex", "frames", "hidden-characters"].iter().all(|k| fields.get(k).is_none()) {
        r.issues.add(span, "`forbid` names nothing to forbid", "write `phrases: [...]` under it");
    }
    // The exceptions of an own frame without phrases would be lost in silence.
    if fields.get("phrases").is_none() && fields.get("regex").is_none() {
        for key in ["unless", "unless-block"] {
            if let Some(span) = fields.key_span(key) {
                let message = format!("`{key}` stands beside no `phrases`, so it excepts nothing");
                r.issues.add(span, message, "write it under the frame that it belongs to");
            }
        }
    }
    frames.retain(|f| !f.phrases.is_empty() || !f.regex.is_empty());
    let standing = fields.get("standing").map(|id| r.choices(id, "a standing", keys::STANDINGS));
    let standing = standing.map_or_else(|| vec![Standing::Asserted], |s| s.iter().map(|&i| Standing::ALL[i]).collect());
    let own_negator = fields.get("own-negator").and_then(|id| r.boolean(id, "`own-negator`")).unwrap_or(false);
    let hidden = fields.get("hidden-characters").and_then(|id| r.boolean(id, "`hidden-characters`")).unwrap_or(false);
    Some(Forbid { within: r.texts_of(&fields, "in"), frames, standing, own_negator, hidden })
}

fn require(r: &mut Reader<'_>, id: NodeId, span: Span) -> Option<Require> {
    let fields = r.object(id, &REQUIRE)?;
    let has = |k: &str| fields.get(k).is_some();
    let phrases = has("all") || has("any");
    if phrases && !has("in") {
        r.issues.add(
            span,
            "`require` says what must stand somewhere, but not where",
            "write `in: path/of/the/file.md` under it",
        );
    } else if !phrases && (has("in") || has("under")) {
        r.issues.add(
            span,
            "`require` says where, but not what must stand there",
            "write `all: [...]` or `any: [...]`; for a file that must exist, `files: {all: [...]}`",
        );
    } else if !phrases && !has("files") {
        r.issues.add(span, "`require` asks for nothing", "write `in` and `all` under it, or `files: {all: [...]}`");
    }
    let files = fields.get("files").and_then(|id| {
        let files = r.object(id, &FILES)?;
        if files.get("all").is_none() && files.get("any").is_none() {
            r.issues.add(files.head, "`files` needs `all` or `any`", "");
        }
        Some((r.texts_of(&files, "all"), r.texts_of(&files, "any")))
    });
    let (files_all, files_any) = files.unwrap_or_default();
    Some(Require {
        within: r.texts_of(&fields, "in"),
        under: fields.get("under").and_then(|id| r.text(id, "`under`")),
        all: r.texts_of(&fields, "all"),
        any: r.texts_of(&fields, "any"),
        files_all,
        files_any,
    })
}

fn tone(r: &mut Reader<'_>, id: NodeId, span: Span) -> Option<Tone> {
    let fields = r.object(id, &TONE)?;
    if ["prefer", "avoid", "at-least"].iter().all(|k| fields.get(k).is_none()) {
        r.issues.add(span, "`tone` asks for nothing", "write `prefer`, `avoid` or `at-least` under it");
    }
    Some(Tone {
        within: r.texts_of(&fields, "in"),
        prefer: r.texts_of(&fields, "prefer"),
        avoid: r.texts_of(&fields, "avoid"),
        at_least: fields.get("at-least").and_then(|id| r.number(id, "`at-least`", 0, 100)).map(|n| n as u8),
    })
}
