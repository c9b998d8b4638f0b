//! A source file, parsed once, and its constants.
//!
//! It must not know how a language is read, nor where the text came from.

use std::collections::HashMap;
use std::sync::{Arc, OnceLock};

use super::select::Found;
use super::selector::{Selector, Step, written};
use super::value::{Entry, Refusal, Value, ValueKind};
use crate::finding::{Position, Span};
use crate::nearest::nearest;
use crate::source::lines::LineIndex;

/// Largest file that is read for constants, in bytes.
pub const LARGEST: usize = 16 << 20;
/// Most names that an error lists.
const MOST_NAMES: usize = 12;

/// The languages that constants are read from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Language {
    /// `.rs`
    Rust,
    /// `.py`, `.pyi`
    Python,
    /// `.ts`, `.mts`, `.cts`
    TypeScript,
    /// `.tsx`, `.js`, `.jsx`, `.mjs`, `.cjs`
    JavaScript,
    /// `.go`
    Go,
    /// `.json`, `.jsonc`
    Json,
    /// `.yaml`, `.yml`
    Yaml,
    /// `.toml`
    Toml,
}

impl Language {
    /// By the ending of a path, in any letter case.
    pub fn of_path(path: &str) -> Option<Self> {
        let name = path.rsplit(['/', '\\']).next()?;
        Some(match name.rsplit_once('.')?.1.to_ascii_lowercase().as_str() {
            "rs" => Self::Rust,
            "py" | "pyi" => Self::Python,
            "ts" | "mts" | "cts" => Self::TypeScript,
            "tsx" | "js" | "jsx" | "mjs" | "cjs" => Self::JavaScript,
            "go" => Self::Go,
            "json" | "jsonc" => Self::Json,
            "yaml" | "yml" => Self::Yaml,
            "toml" => Self::Toml,
            _ => return None,
        })
    }

    /// Whether keys, not declarations, name what is in it.
    pub const fn is_data(self) -> bool {
        matches!(self, Self::Json | Self::Yaml | Self::Toml)
    }
}

/// A name and its value.
#[derive(Debug, Clone)]
pub(super) struct Declared {
    /// The parts of the name, joined by dots.
    pub(super) name: Arc<str>,
    pub(super) name_span: Span,
    pub(super) value: Value,
}

/// What was read from a file.
#[derive(Debug, Default)]
pub(super) struct Contents {
    pub(super) declared: Vec<Declared>,
    pub(super) broken: Option<Span>,
}

/// A source file and all its constants.
#[derive(Debug)]
pub struct File {
    path: String,
    language: Language,
    text: Arc<str>,
    lines: OnceLock<LineIndex>,
    declared: Vec<Declared>,
    /// Where each name is declared; more than one place is a mistake that is told when the name is asked for.
    names: HashMap<Arc<str>, Vec<usize>>,
    broken: Option<Span>,
}

impl File {
    /// Parses a file and evaluates its constants. The path tells the language and stands in messages.
    ///
    /// Errors: an ending that no language has, a file above [`LARGEST`], a build without `grammars`. Syntax errors are none:
    /// what is healthy is read (see [`Self::broken`]).
    pub fn parse(path: &str, text: impl Into<Arc<str>>) -> Result<Self, Refusal> {
        let text = text.into();
        let Some(language) = Language::of_path(path) else {
            return Err(Refusal::new(
                format!("constants cannot be read from `{path}`: its ending names no language that is known"),
                "they are read from .rs, .py, .ts, .tsx, .js, .jsx, .mjs, .go, .json, .yaml and .toml",
            ));
        };
        if text.len() > LARGEST {
            let message = format!("`{path}` is larger than {} MiB", LARGEST >> 20);
            return Err(Refusal::new(message, "move the constants into a smaller file"));
        }
        let contents = read(language, &text)?;
        let mut names: HashMap<Arc<str>, Vec<usize>> = HashMap::new();
        for (i, declared) in contents.declared.iter().enumerate() {
            names.entry(Arc::clone(&declared.name)).or_default().push(i);
        }
        let lines = OnceLock::new();
        let Contents { declared, broken } = contents;
        Ok(Self { path: path.to_owned(), language, text, lines, declared, names, broken })
    }

    /// The path it was parsed under.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// Its language.
    pub const fn language(&self) -> Language {
        self.language
    }

    /// Its text, as it was given.
    pub fn text(&self) -> &Arc<str> {
        &self.text
    }

    /// The first place that could not be parsed; constants near it may be missing.
    pub const fn broken(&self) -> Option<Span> {
        self.broken
    }

    /// The names that can be selected, in the order of the file, parts joined by dots; of a data file the keys at its top.
    pub fn names(&self) -> Vec<&str> {
        match self.root().map(|r| &r.kind) {
            Some(ValueKind::Map(entries)) => entries.iter().map(|e| &*e.key).collect(),
            Some(_) => Vec::new(),
            None => self.declared.iter().map(|d| &*d.name).collect(),
        }
    }

    /// The position of a byte.
    pub fn position(&self, byte: usize) -> Position {
        self.lines.get_or_init(|| LineIndex::new(Arc::clone(&self.text))).position(byte)
    }

    /// A refusal as one text: `path:line:column: what. help`.
    pub fn explain(&self, refusal: &Refusal) -> String {
        let place = refusal.span.map_or(String::new(), |span| {
            let at = self.position(span.start);
            format!("{}:{}: ", at.line, at.column)
        });
        let help = if refusal.help.is_empty() { String::new() } else { format!("\nhelp: {}", refusal.help) };
        format!("{}:{place}{}{help}", self.path, if place.is_empty() { " " } else { "" }.to_owned() + &refusal.message)
    }

    /// What a selector's steps lead to. The selector's path is not looked at.
    ///
    /// Errors say where and what exists nearby: a name, field or index that is not there or stands twice, and a value that is
    /// no literal. Inside of what is found, values that are none stand as [`ValueKind::NotLiteral`].
    pub fn select(&self, selector: &Selector) -> Result<Found, Refusal> {
        let (start, steps) = match self.root() {
            Some(root) => (Found::at_top(root.clone()), &selector.steps[..]),
            None => self.named(&selector.steps)?,
        };
        let mut found = start;
        for (i, step) in steps.iter().enumerate() {
            found = found.step(step).map_err(|mut refusal| {
                if let (0, None, Step::Field(_), Some(broken)) = (i, &found.key, step, self.broken) {
                    refusal.help = self.and_broken(&refusal.help, broken);
                }
                refusal
            })?;
        }
        match &found.value.kind {
            ValueKind::NotLiteral(why) => Err(Refusal::clone(why)),
            _ => Ok(found),
        }
    }

    /// The value of a data file.
    fn root(&self) -> Option<&Value> {
        match &self.declared[..] {
            [only] if only.name.is_empty() => Some(&only.value),
            _ => None,
        }
    }

    /// The declaration that the first steps name, and the steps that are left.
    fn named<'s>(&self, steps: &'s [Step]) -> Result<(Found, &'s [Step]), Refusal> {
        let fields = steps.iter().map_while(|s| if let Step::Field(name) = s { Some(name.as_str()) } else { None });
        let fields: Vec<&str> = fields.collect();
        let Some(first) = fields.first() else {
            let message = format!("`{}` names no constant", written(steps));
            return Err(Refusal::new(message, "a selector into code begins with a name: `path#NAME`"));
        };
        // The longest name that is declared: `Sla::P0` before `Sla`.
        let mut end = fields.len();
        while end > 0 {
            if let Some(places) = self.names.get(fields[..end].join(".").as_str()) {
                return Ok((self.only(places, &fields[..end].join("."))?, &steps[end..]));
            }
            end -= 1;
        }
        for end in (1..=fields.len()).rev() {
            let name = fields[..end].join(".");
            if let Some(members) = self.members(&name) {
                return Ok((members, &steps[end..]));
            }
            // A name inside of modules that is the only one of its kind.
            let tail = format!(".{name}");
            let deeper: Vec<usize> =
                self.declared.iter().enumerate().filter(|(_, d)| d.name.ends_with(&tail)).map(|(i, _)| i).collect();
            match deeper[..] {
                [] => {}
                [one] => return Ok((self.found(one), &steps[end..])),
                _ => {
                    let all: Vec<String> = deeper
                        .iter()
                        .take(MOST_NAMES)
                        .map(|i| format!("`{}`", self.shown(&self.declared[*i].name)))
                        .collect();
                    let message = format!("`{name}` may be any of {}", all.join(", "));
                    return Err(Refusal::new(message, "write the whole name"));
                }
            }
        }
        Err(self.missing(first))
    }

    fn found(&self, index: usize) -> Found {
        let declared = &self.declared[index];
        let last = declared.name.rsplit('.').next().unwrap_or(&declared.name);
        Found {
            name: self.shown(&declared.name),
            key: Some(last.into()),
            key_span: declared.name_span,
            value: declared.value.clone(),
        }
    }

    fn only(&self, places: &[usize], name: &str) -> Result<Found, Refusal> {
        if let [one] = places {
            return Ok(self.found(*one));
        }
        let lines: Vec<String> = places
            .iter()
            .take(MOST_NAMES)
            .map(|i| self.position(self.declared[*i].name_span.start).line.to_string())
            .collect();
        let message =
            format!("`{}` is declared {} times, in lines {}", self.shown(name), places.len(), lines.join(", "));
        Err(Refusal::new(message, "keep one declaration, or give each its own name")
            .at(self.declared[places[1]].name_span))
    }

    /// The constants of a module, class or `impl` block as a map.
    fn members(&self, name: &str) -> Option<Found> {
        let head = format!("{name}.");
        let inside = self.declared.iter().filter_map(|d| Some((d, d.name.strip_prefix(&head)?)));
        let entries: Vec<Entry> = inside
            .filter(|(_, rest)| !rest.contains('.'))
            .map(|(d, rest)| Entry { key: rest.into(), key_span: d.name_span, value: d.value.clone() })
            .collect();
        let span = Span::new(entries.first()?.key_span.start, entries.last()?.value.span.end);
        let value = Value::new(ValueKind::Map(entries.into()), span);
        Some(Found { name: self.shown(name), key: Some(name.into()), key_span: span, value })
    }

    fn missing(&self, name: &str) -> Refusal {
        // Members of enums and classes are found by way of these.
        let all: Vec<&str> = self.names();
        let last = |n: &'_ str| n.rsplit('.').next().map_or(0, |l| n.len() - l.len());
        let help = if let Some(near) = nearest(name, all.iter().map(|n| &n[last(n)..])) {
            format!("did you mean `{near}`?")
        } else if all.is_empty() {
            "no constant was found in this file".to_owned()
        } else {
            let top: Vec<String> =
                all.iter().filter(|n| !n.contains('.')).take(MOST_NAMES).map(|n| format!("`{n}`")).collect();
            let more = if all.len() > top.len() { " and others" } else { "" };
            format!("there are {}{more}", top.join(", "))
        };
        let help = match self.broken {
            Some(broken) => self.and_broken(&help, broken),
            None => help,
        };
        Refusal::new(format!("`{}` has no constant `{name}`", self.path), help)
    }

    fn and_broken(&self, help: &str, broken: Span) -> String {
        let line = self.position(broken.start).line;
        let sentence = format!("the syntax is broken in line {line}, which may hide some");
        if help.is_empty() { sentence } else { format!("{help}; {sentence}") }
    }

    /// A name as its language writes it.
    fn shown(&self, name: &str) -> String {
        name.replace('.', if self.language == Language::Rust { "::" } else { "." })
    }
}

#[cfg(not(feature = "grammars"))]
fn read(language: Language, _text: &str) -> Result<Contents, Refusal> {
    let message = format!("this build of poslock reads no constants from {language:?} files");
    Err(Refusal::new(message, "build it with the feature `grammars`"))
}

#[cfg(feature = "grammars")]
fn read(language: Language, text: &str) -> Result<Contents, Refusal> {
    use super::{data, eval, go, python, rust, typescript};

    let program = match language {
        Language::Rust => rust::read(text),
        Language::Python => python::read(text),
        Language::TypeScript | Language::JavaScript => typescript::read(text, language),
        Language::Go => go::read(text),
        Language::Json => data::json::read(text),
        Language::Yaml => Ok(data::yaml::read(text)),
        Language::Toml => data::toml::read(text),
    }?;
    let values = eval::evaluate(&program, text.len());
    let declared = program.decls.into_iter().zip(values).filter(|(d, _)| !d.hidden);
    let declared = declared.map(|(d, value)| Declared { name: d.name, name_span: d.name_span, value });
    Ok(Contents { declared: declared.collect(), broken: program.broken })
}
