//! Front matter (`---` YAML, `+++` TOML) read line by line: keys, plain, quoted and block scalars, lists. It is no YAML
//! parser: a line of another shape is read as words, so that nothing is lost.
//!
//! It must not know which keys a site uses, save `title`.

use std::ops::Range;

use super::build::Builder;
use super::meta::is_address;
use super::{BlockKind, json};

/// Reads the front matter that begins at byte `from`; gives where the document goes on, `from` where there is none.
pub(super) fn read(builder: &mut Builder<'_>, source: &str, from: usize) -> usize {
    let mut lines = Lines { text: source, at: from };
    let Some(fence) = lines.next() else { return from };
    let fence = source[fence].trim_end();
    let begin = lines.at;
    if !matches!(fence, "---" | "+++") || lines.next().is_none_or(|l| source[l].trim().is_empty()) {
        return from;
    }
    lines.at = begin;
    let is_end = |line: &str| line == fence || (fence == "---" && line == "...");
    let Some(end) = lines.find(|l| is_end(source[l.clone()].trim_end())) else { return from };
    let body = lines.at;
    let mut reader = Front {
        builder,
        text: source,
        lines: Lines { text: &source[..end.start], at: begin },
        separator: if fence == "---" { ':' } else { '=' },
        key: "",
        plain: None,
    };
    while let Some(line) = reader.lines.next() {
        reader.line(line);
    }
    builder.end_block();
    body
}

/// Lines with their endings.
struct Lines<'t> {
    text: &'t str,
    at: usize,
}

impl Iterator for Lines<'_> {
    type Item = Range<usize>;

    fn next(&mut self) -> Option<Range<usize>> {
        let rest = self.text.get(self.at..).filter(|rest| !rest.is_empty())?;
        let start = self.at;
        self.at += memchr::memchr(b'\n', rest.as_bytes()).map_or(rest.len(), |i| i + 1);
        Some(start..self.at)
    }
}

struct Front<'b, 's, 't> {
    builder: &'b mut Builder<'s>,
    text: &'t str,
    lines: Lines<'t>,
    separator: char,
    key: &'t str,
    /// Indentation of the key whose plain value may go on in the next line.
    plain: Option<usize>,
}

impl Front<'_, '_, '_> {
    fn line(&mut self, line: Range<usize>) {
        let text = &self.text[line.clone()];
        let trimmed = text.trim_start();
        let indent = text.len() - trimmed.len();
        let continues = self.plain.take().filter(|key| indent > *key);
        let is_table = self.separator == '='
            && trimmed.starts_with('[')
            && trimmed.trim_end().ends_with(']')
            && !trimmed.contains(['"', '\'', ',']);
        if trimmed.is_empty() || trimmed.starts_with('#') || is_table {
            return;
        }
        let mut at = line.start + indent;
        let mut rest = trimmed.trim_end();
        let mut in_list = false;
        while let Some(item) = rest.strip_prefix("- ") {
            at += rest.len() - item.trim_start().len();
            rest = item.trim_start();
            in_list = true;
        }
        if let Some((key, value)) = self.split_key(rest) {
            self.key = key.trim_matches(['"', '\'']);
            let start = at + rest.len() - value.len();
            self.value(start..at + rest.len(), indent);
        } else if let Some(key) = continues.filter(|_| !in_list) {
            let plain = uncommented(rest);
            self.builder.aside_piece("\n", line.start..at);
            self.builder.aside_piece(plain, at..at + plain.len());
            self.plain = Some(key);
        } else {
            self.value(at..at + rest.len(), indent);
        }
    }

    fn split_key<'a>(&self, text: &'a str) -> Option<(&'a str, &'a str)> {
        let quoted = text.strip_prefix(['"', '\'']).and_then(|t| t.find(&text[..1]).map(|i| i + 2)).unwrap_or(0);
        let i = quoted + text[quoted..].find(self.separator)?;
        let (key, value) = (text[..i].trim(), &text[i + 1..]);
        let is_key = !key.is_empty()
            && key.len() <= 100
            && !key.starts_with(['[', '{', '|', '>', '#'])
            && (quoted > 0 || !key.contains(['"', '\'']));
        let parted = value.is_empty() || value.starts_with(' ') || self.separator == '=';
        (is_key && parted).then_some((key, value.trim_start()))
    }

    fn value(&mut self, range: Range<usize>, indent: usize) {
        let text = &self.text[range.clone()];
        match text.as_bytes() {
            [] => {}
            [b'|' | b'>', flags @ ..] if flags.iter().all(|b| matches!(b, b'+' | b'-' | b'0'..=b'9')) => {
                self.block(indent);
            }
            [b'[' | b'{', ..] => self.flow(range),
            [b'"' | b'\'', ..] => _ = self.quoted(range.start),
            _ => {
                let plain = uncommented(text).trim_end_matches([',', ' ', ']', '}']);
                if !is_address(plain) {
                    self.begin();
                    self.builder.aside_piece(plain, range.start..range.start + plain.len());
                    self.plain = Some(indent);
                }
            }
        }
    }

    fn begin(&mut self) {
        let kind = if self.key.eq_ignore_ascii_case("title") { BlockKind::Title } else { BlockKind::Meta };
        self.builder.aside(kind, self.key);
    }

    /// A block scalar: the lines that are indented more than its key.
    fn block(&mut self, indent: usize) {
        self.begin();
        loop {
            let at = self.lines.at;
            let Some(line) = self.lines.next() else { return };
            let text = &self.text[line.clone()];
            let inner = text.len() - text.trim_start().len();
            if !text.trim().is_empty() && inner <= indent {
                self.lines.at = at;
                return;
            }
            self.builder.aside_piece(text, line);
        }
    }

    /// A quoted value that begins at byte `at`, perhaps over several lines; gives the byte after it.
    fn quoted(&mut self, at: usize) -> usize {
        let all = self.lines.text;
        let quote = &all[at..=at];
        let triple = self.separator == '=' && all[at..].starts_with(&quote.repeat(3));
        let start = if triple { at + 3 } else { at + 1 };
        let end = if triple {
            all[start..].find(&quote.repeat(3)).map_or(all.len(), |i| start + i)
        } else if quote == "\"" {
            json::string_end(all.as_bytes(), start)
        } else {
            single_end(all, start, self.separator == ':')
        };
        let after = (end + if triple { 3 } else { 1 }).min(all.len());
        let inner = &all[start..end];
        if !is_address(inner) {
            self.begin();
            if quote == "\"" {
                json::unescape(self.builder, inner, start);
            } else {
                for (i, part) in inner.split_inclusive("''").scan(start, |at, part| {
                    let here = *at;
                    *at += part.len();
                    Some((here, part))
                }) {
                    let literal = part.strip_suffix('\'').filter(|p| p.ends_with('\'')).unwrap_or(part);
                    self.builder.aside_piece(literal, i..i + literal.len());
                }
            }
        }
        // Go on after the line where it ended.
        while self.lines.at < after && self.lines.next().is_some() {}
        after
    }

    /// `[a, "b"]` or `{a: b}`, on one line or more.
    fn flow(&mut self, range: Range<usize>) {
        let mut at = range.start;
        while at < range.end {
            let rest = &self.text[at..range.end];
            let skip = rest.len() - rest.trim_start_matches(['[', ']', '{', '}', ',', ' ', '\t']).len();
            at += skip;
            let rest = &rest[skip..];
            if rest.is_empty() {
                return;
            }
            if rest.starts_with(['"', '\'']) {
                at = self.quoted(at);
                continue;
            }
            let len = rest.find([',', ']', '}']).unwrap_or(rest.len());
            let item = &rest[..len];
            let (key, value) = self.split_key(item).unwrap_or(("", item));
            if !key.is_empty() {
                self.key = key;
            }
            let start = at + item.len() - value.len();
            if value.starts_with(['"', '\'']) {
                at = self.quoted(start);
                continue;
            }
            if !is_address(value) {
                self.begin();
                self.builder.aside_piece(value, start..start + value.len());
            }
            at += len.max(1);
        }
    }
}

fn uncommented(text: &str) -> &str {
    text.find(" #").map_or(text, |i| text[..i].trim_end())
}

// The closing `'`; two in a row are one, in YAML.
fn single_end(text: &str, mut at: usize, doubles: bool) -> usize {
    while let Some(i) = text[at..].find('\'') {
        if !(doubles && text[at + i + 1..].starts_with('\'')) {
            return at + i;
        }
        at += i + 2;
    }
    text.len()
}
