//! JSON-LD: every string value becomes a block of its own, its escapes decoded, and every object a container. The text need
//! not be valid JSON. It must not know the vocabulary beyond what names types, addresses and prices.

use super::BlockKind;
use super::build::Builder;
use super::meta::is_address;
use super::price::Price;

/// Reads the string values in `text`, which stands at byte `at` of the source.
pub(super) fn strings(builder: &mut Builder<'_>, text: &str, at: usize) {
    let bytes = text.as_bytes();
    let mut open = Open { frames: vec![Frame::default()] };
    let mut i = 0;
    while let Some(next) = bytes[i..].iter().position(|b| matches!(b, b'"' | b'{' | b'[' | b'}' | b']')) {
        i += next;
        match bytes[i] {
            b'{' => {
                let around = builder.context.group;
                builder.context.group = builder.new_group(around);
                open.begin(Some(around));
            }
            b'[' => open.begin(None),
            b'}' | b']' => open.end(builder),
            _ => {
                let end = string_end(bytes, i + 1);
                let inner = &text[i + 1..end];
                i = end;
                let rest = text.get(end + 1..).unwrap_or_default();
                if let Some(value) = rest.trim_start().strip_prefix(':') {
                    open.key(inner);
                    open.number(value.trim_start(), at + text.len() - value.trim_start().len());
                } else {
                    open.value(builder, inner, at + end - inner.len());
                }
            }
        }
        i = (i + 1).min(bytes.len());
    }
    // What nobody closed.
    while open.frames.len() > 1 {
        open.end(builder);
    }
}

/// Objects and arrays that are open, the outermost a frame for what stands in neither.
struct Open<'t> {
    frames: Vec<Frame<'t>>,
}

#[derive(Default)]
struct Frame<'t> {
    /// The key in force; arrays share that of their surroundings.
    key: &'t str,
    /// For objects: the container around.
    around: Option<u32>,
    price: Price<'t>,
}

impl<'t> Open<'t> {
    fn begin(&mut self, around: Option<u32>) {
        let key = self.frames.last().map_or("", |frame| frame.key);
        self.frames.push(Frame { key, around, price: Price::default() });
    }

    fn end(&mut self, builder: &mut Builder<'_>) {
        if self.frames.len() < 2 {
            return;
        }
        let Some(frame) = self.frames.pop() else { return };
        frame.price.write(builder);
        if let Some(around) = frame.around {
            builder.context.group = around;
        }
    }

    fn key(&mut self, key: &'t str) {
        if let Some(frame) = self.frames.last_mut() {
            frame.key = key;
        }
    }

    /// A price that is written as a number, at the beginning of `rest`.
    fn number(&mut self, rest: &'t str, at: usize) {
        let end = rest.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(rest.len());
        if let Some(frame) = self.frames.last_mut()
            && end > 0
        {
            frame.price.take(frame.key, &rest[..end], at);
        }
    }

    fn value(&mut self, builder: &mut Builder<'_>, inner: &'t str, at: usize) {
        let Some(frame) = self.frames.last_mut() else { return };
        let is_setting = matches!(frame.key, "@type" | "@context" | "@id") || is_address(inner);
        if is_setting || frame.price.take(frame.key, inner, at) {
            return;
        }
        builder.aside(BlockKind::Meta, frame.key);
        unescape(builder, inner, at);
    }
}

/// The byte of the closing quote of the string whose inside begins at `i`, or the end.
pub(super) fn string_end(bytes: &[u8], mut i: usize) -> usize {
    while let Some(next) = memchr::memchr2(b'"', b'\\', &bytes[i.min(bytes.len())..]) {
        i += next;
        if bytes[i] == b'"' {
            return i;
        }
        i += 2;
    }
    bytes.len()
}

/// Adds the inside of a string, which stands at byte `at` of the source, to the last aside.
pub(super) fn unescape(builder: &mut Builder<'_>, inner: &str, at: usize) {
    let mut i = 0;
    while let Some(next) = memchr::memchr(b'\\', &inner.as_bytes()[i..]) {
        builder.aside_piece(&inner[i..i + next], at + i..at + i + next);
        i += next;
        let (decoded, len) = escape(&inner[i..]);
        let mut buffer = [0; 4];
        builder.aside_piece(decoded.encode_utf8(&mut buffer), at + i..at + i + len);
        i += len;
    }
    builder.aside_piece(&inner[i..], at + i..at + inner.len());
}

// The character that the escape at the beginning stands for, and its length. A backslash that escapes nothing is itself.
fn escape(text: &str) -> (char, usize) {
    let unit = |from: usize| {
        let digits = text.get(from..from + 4).filter(|d| d.bytes().all(|b| b.is_ascii_hexdigit()))?;
        u32::from_str_radix(digits, 16).ok()
    };
    let simple = |c| (c, 2);
    match text.as_bytes().get(1) {
        Some(b'n' | b't' | b'r' | b'f' | b'b') => simple(' '),
        Some(b'"') => simple('"'),
        Some(b'\\') => simple('\\'),
        Some(b'/') => simple('/'),
        Some(b'u') => match unit(2) {
            Some(high @ 0xD800..0xDC00) if text[6..].starts_with("\\u") => match unit(8) {
                Some(low @ 0xDC00..0xE000) => {
                    let c = 0x1_0000 + ((high - 0xD800) << 10) + (low - 0xDC00);
                    (char::from_u32(c).unwrap_or(char::REPLACEMENT_CHARACTER), 12)
                }
                _ => (char::REPLACEMENT_CHARACTER, 6),
            },
            Some(c) => (char::from_u32(c).unwrap_or(char::REPLACEMENT_CHARACTER), 6),
            None => ('\\', 1),
        },
        _ => ('\\', 1),
    }
}
