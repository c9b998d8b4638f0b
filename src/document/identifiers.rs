//! Addresses in running text (`https://…`, `www.…`) are names of things, like inline code. It must not know where they are
//! written.

use std::ops::Range;

use memchr::memmem;

/// Adds the addresses in `text` to the inline code in it; ascending, none overlapping.
pub(super) fn merge(code: Vec<Range<u32>>, text: &str) -> Vec<Range<u32>> {
    let addresses = find(text);
    if addresses.is_empty() {
        return code;
    }
    let mut all = code;
    all.extend(addresses);
    all.sort_by_key(|r| r.start);
    all.dedup_by(|next, last| {
        let joined = next.start < last.end;
        if joined {
            last.end = last.end.max(next.end);
        }
        joined
    });
    all
}

fn find(text: &str) -> Vec<Range<u32>> {
    let bytes = text.as_bytes();
    let is_part = |b: &u8| b.is_ascii_graphic() && !matches!(b, b'"' | b'<' | b'>' | b'`' | b'|');
    let mut starts: Vec<_> = memmem::find_iter(bytes, "://").map(|i| (i, true)).collect();
    starts.extend(memmem::find_iter(bytes, "www.").map(|i| (i, false)));
    starts.sort_unstable();
    let mut found: Vec<Range<u32>> = Vec::new();
    for (i, has_scheme) in starts {
        let scheme = bytes[..i].iter().rev().take(12).take_while(|b| b.is_ascii_alphabetic()).count();
        let start = if has_scheme { i - scheme } else { i };
        // Checked before the end is looked for, so that no byte is read for two addresses.
        if has_scheme != (scheme > 0) || found.last().is_some_and(|last| start < last.end as usize) {
            continue;
        }
        let len = bytes[i..].iter().take_while(|b| is_part(b)).count();
        let tail = bytes[i..i + len].iter().rev().take_while(|b| b".,;:!?)]}'*_".contains(b)).count();
        let end = i + len - tail;
        if end > i + 3 {
            found.push(start as u32..end as u32);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_join_inline_code() {
        let text = "see https://a.sa/x, www.b.sa. or `c` (http://d.sa) 1://";
        let code = std::iter::once(34..35).collect();
        let named: Vec<_> = merge(code, text).iter().map(|r| &text[r.start as usize..r.end as usize]).collect();
        assert_eq!(named, ["https://a.sa/x", "www.b.sa", "c", "http://d.sa"]);
    }

    #[test]
    fn an_address_that_holds_code_or_another_is_one_range() {
        let text = "http://www.a.sa/http://b";
        let code = std::iter::once(0..4).collect();
        assert_eq!(merge(code, text).iter().map(|r| (r.start, r.end)).collect::<Vec<_>>(), [(0, 24)]);
    }
}
