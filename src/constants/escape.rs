//! Text literals: from what is written between the quotes to what it means.
//!
//! It must not know quotes, prefixes or places.

/// Which escapes a literal may hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Escapes {
    Rust,
    Python,
    /// JavaScript, TypeScript, JSON.
    Script,
    Go,
    Toml,
}

/// The text that is meant, or what is wrong with it.
pub(super) fn unescape(raw: &str, escapes: Escapes) -> Result<String, String> {
    if !raw.contains('\\') && !raw.contains('\r') {
        return Ok(raw.to_owned());
    }
    let mut out = String::with_capacity(raw.len());
    let mut rest = raw;
    while let Some(at) = rest.find(['\\', '\r']) {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        if let Some(after) = rest.strip_prefix('\r') {
            // A line ends with `\n` in every text.
            rest = after.strip_prefix('\n').unwrap_or(after);
            out.push('\n');
            continue;
        }
        rest = one(&rest[1..], escapes, &mut out)?;
    }
    out.push_str(rest);
    Ok(out)
}

/// Reads one escape, behind its backslash; gives what follows it.
fn one<'a>(after: &'a str, escapes: Escapes, out: &mut String) -> Result<&'a str, String> {
    let Some(c) = after.chars().next() else { return Err("a backslash at the end of a text".to_owned()) };
    let rest = &after[c.len_utf8()..];
    let simple = match c {
        'n' => '\n',
        't' => '\t',
        'r' => '\r',
        'b' if escapes != Escapes::Rust => '\u{8}',
        'f' if escapes != Escapes::Rust => '\u{c}',
        'v' if !matches!(escapes, Escapes::Rust | Escapes::Toml) => '\u{b}',
        'a' if matches!(escapes, Escapes::Python | Escapes::Go) => '\u{7}',
        'e' if escapes == Escapes::Toml => '\u{1b}',
        '0'..='7' => return octal(after, escapes, out),
        'x' => return hex(rest, 2, out),
        'u' => return unicode(rest, escapes, out),
        'U' if escapes != Escapes::Script && escapes != Escapes::Rust => return hex(rest, 8, out),
        'N' if escapes == Escapes::Python => return Err("a character by its name (`\\N{…}`)".to_owned()),
        '\n' | '\r' | ' ' | '\t' if continues(after, escapes) => return Ok(joined(after, escapes)),
        // Python keeps a backslash that means nothing.
        c if escapes == Escapes::Python && !matches!(c, '\\' | '\'' | '"') => {
            out.push('\\');
            c
        }
        c => c,
    };
    out.push(simple);
    Ok(rest)
}

/// Whether a backslash joins its line with the next.
fn continues(after: &str, escapes: Escapes) -> bool {
    let spaces = if escapes == Escapes::Toml { after.trim_start_matches([' ', '\t']) } else { after };
    spaces.starts_with(['\n', '\r'])
}

fn joined(after: &str, escapes: Escapes) -> &str {
    match escapes {
        // These take the next line's indentation away, too.
        Escapes::Rust | Escapes::Toml => after.trim_start(),
        _ => after.strip_prefix("\r\n").unwrap_or(&after[1..]),
    }
}

fn octal<'a>(digits: &'a str, escapes: Escapes, out: &mut String) -> Result<&'a str, String> {
    let most = if matches!(escapes, Escapes::Python | Escapes::Go) { 3 } else { 1 };
    let len = digits.bytes().take(most).take_while(|b| (b'0'..=b'7').contains(b)).count();
    let value = u32::from_str_radix(&digits[..len], 8).unwrap_or(0);
    if most == 1 && value != 0 {
        return Err(format!("`\\{value}`, which is no escape"));
    }
    out.push(char::from_u32(value).unwrap_or('\u{FFFD}'));
    Ok(&digits[len..])
}

fn hex<'a>(rest: &'a str, len: usize, out: &mut String) -> Result<&'a str, String> {
    let (value, rest) = code(rest, len)?;
    out.push(char::from_u32(value).ok_or_else(|| format!("`{value:x}`, which is no character"))?);
    Ok(rest)
}

fn code(rest: &str, len: usize) -> Result<(u32, &str), String> {
    let digits = rest.get(..len).filter(|d| d.bytes().all(|b| b.is_ascii_hexdigit()));
    let value = digits.and_then(|d| u32::from_str_radix(d, 16).ok());
    value.map(|v| (v, &rest[len..])).ok_or_else(|| "an escape with too few digits".to_owned())
}

fn unicode<'a>(rest: &'a str, escapes: Escapes, out: &mut String) -> Result<&'a str, String> {
    if let Some(inner) = rest.strip_prefix('{').filter(|_| matches!(escapes, Escapes::Rust | Escapes::Script)) {
        let end = inner.find('}').filter(|end| *end <= 16).ok_or("an escape that is not closed")?;
        let digits: String = inner[..end].chars().filter(|c| *c != '_').collect();
        let value = u32::from_str_radix(&digits, 16).ok().and_then(char::from_u32);
        out.push(value.ok_or_else(|| format!("`{digits}`, which is no character"))?);
        return Ok(&inner[end + 1..]);
    }
    let (first, mut rest) = code(rest, 4)?;
    let mut value = first;
    if (0xD800..0xDC00).contains(&first)
        && escapes == Escapes::Script
        && let Some((second, after)) = rest.strip_prefix("\\u").and_then(|r| code(r, 4).ok())
        && (0xDC00..0xE000).contains(&second)
    {
        value = 0x10000 + ((first - 0xD800) << 10) + (second - 0xDC00);
        rest = after;
    }
    out.push(char::from_u32(value).ok_or_else(|| format!("`\\u{first:04x}`, half of a character"))?);
    Ok(rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_of_each_language() {
        let of = |raw, e| unescape(raw, e).expect("a text");
        assert_eq!(of(r"a\n\u{41}\x42\0\'", Escapes::Rust), "a\nAB\0'");
        assert_eq!(of("a\\\n    b", Escapes::Rust), "ab");
        assert_eq!(of("a\\\n  b\\d\\101\\U0001F600", Escapes::Python), "a  b\\dA😀");
        assert_eq!(of(r"\uD83D\uDE00\/\u{1F600}", Escapes::Script), "😀/😀");
        assert_eq!(of(r"\a\101\u0645", Escapes::Go), "\u{7}Aم");
        assert_eq!(of("a \\  \n   b\r\nc\\e", Escapes::Toml), "a b\nc\u{1b}");
    }

    #[test]
    fn broken_escapes_are_refused() {
        for (raw, e) in [
            ("\\", Escapes::Rust),
            (r"\u{110000}", Escapes::Rust),
            (r"\u{41", Escapes::Script),
            (r"\xg1", Escapes::Go),
            (r"\x4", Escapes::Go),
            (r"\ud83d", Escapes::Script),
            (r"\N{DASH}", Escapes::Python),
            (r"\7", Escapes::Script),
            ("\\xم", Escapes::Script),
        ] {
            assert!(unescape(raw, e).is_err(), "{raw}");
        }
    }
}
