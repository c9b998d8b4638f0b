//! JSON-LD: every string value becomes a block of its own, its escapes decoded. The text need not be valid JSON. It must not
//! know the vocabulary beyond what names types and addresses.

use super::BlockKind;
use super::build::Builder;
use super::meta::is_address;

/// Reads the string values in `text`, which stands at byte `at` of the source.
pub(super) fn strings(builder: &mut Builder<'_>, text: &str, at: usize) {
    let bytes = text.as_bytes();
    // The key in force at each depth; arrays share that of their surroundings.
    let mut keys: Vec<&str> = vec![""];
    let mut i = 0;
    while let Some(next) = bytes[i..].iter().position(|b| matches!(b, b'"' | b'{' | b'[' | b'}' | b']')) {
        i += next;
        match bytes[i] {
            b'{' | b'[' => keys.push(keys.last().copied().unwrap_or_default()),
            b'}' | b']' => {
                if keys.len() > 1 {
                    keys.pop();
                }
            }
            _ => {
                let end = string_end(bytes, i + 1);
                let inner = &text[i + 1..end];
                i = end;
                let after = bytes.get(end + 1..).unwrap_or_default();
                if after.iter().find(|b| !b.is_ascii_whitespace()) == Some(&b':') {
                    if let Some(key) = keys.last_mut() {
                        *key = inner;
                    }
                } else {
                    let key = keys.last().copied().unwrap_or_default();
                    value(builder, key, inner, at + end - inner.len());
                }
            }
        }
        i = (i + 1).min(bytes.len());
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

fn value(builder: &mut Builder<'_>, key: &str, inner: &str, at: usize) {
    if matches!(key, "@type" | "@context" | "@id") || is_address(inner) {
        return;
    }
    builder.aside(BlockKind::Meta, key);
    unescape(builder, inner, at);
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
