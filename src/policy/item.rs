//! Patterns that read an item of a list as a row: `{step} — {minutes}`.
//!
//! It must not know documents: a text comes in, ranges of it come out.

use std::ops::Range;

/// A pattern; its names are the columns.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ItemPattern {
    /// What stands before the first name.
    head: String,
    /// Names, each with the text that follows it.
    parts: Vec<(String, String)>,
}

impl ItemPattern {
    /// Reads a pattern.
    ///
    /// # Errors
    /// No name, a name twice, braces that are not closed, two names with nothing between them: what is wrong, and what to
    /// write.
    pub fn parse(text: &str) -> Result<Self, (String, &'static str)> {
        const EXAMPLE: &str = "write names in braces and what stands between them: `{step} — {minutes}`";
        let (head, mut rest) = text.split_once('{').ok_or_else(|| (format!("`{text}` names no column"), EXAMPLE))?;
        let mut parts: Vec<(String, String)> = Vec::new();
        loop {
            let (name, after) =
                rest.split_once('}').ok_or_else(|| (format!("a `{{` of `{text}` is not closed"), EXAMPLE))?;
            let name = name.trim();
            if name.is_empty() || name.contains('{') {
                return Err((format!("`{text}` has braces without a name"), EXAMPLE));
            }
            if parts.iter().any(|(known, _)| known == name) {
                return Err((format!("`{text}` names `{name}` twice"), EXAMPLE));
            }
            let (gap, more) = match after.split_once('{') {
                Some((gap, more)) => (gap, Some(more)),
                None => (after, None),
            };
            if gap.is_empty() && more.is_some() {
                let message = format!("in `{text}` nothing stands between `{name}` and the next name");
                return Err((message, EXAMPLE));
            }
            parts.push((name.to_owned(), gap.to_owned()));
            match more {
                Some(more) => rest = more,
                None => return Ok(Self { head: head.to_owned(), parts }),
            }
        }
    }

    /// The names, in order.
    pub fn names(&self) -> impl Iterator<Item = &str> + Clone {
        self.parts.iter().map(|(name, _)| name.as_str())
    }

    /// The bytes of `text` that each name stands for, blanks around them left out; `None` where the pattern does not fit.
    /// Blanks match any run of blanks, dashes any dash, letters either case; of several places the first counts.
    pub fn read(&self, text: &str) -> Option<Vec<Range<usize>>> {
        let mut at = if self.head.trim().is_empty() { 0 } else { literal(text, 0, self.head.trim_start())? };
        let mut out = Vec::with_capacity(self.parts.len());
        for (i, (_, gap)) in self.parts.iter().enumerate() {
            let last = i + 1 == self.parts.len();
            let (end, next) = if last {
                (tail(text, at, gap)?, text.len())
            } else {
                let mut places = text[at..].char_indices().map(|(i, _)| at + i);
                places.find_map(|place| Some((place, literal(text, place, gap)?)))?
            };
            let piece = &text[at..end];
            let start = at + piece.len() - piece.trim_start().len();
            out.push(start..start + piece.trim().len());
            at = next;
        }
        Some(out)
    }
}

// Where the last name ends: before what follows it, which must stand at the end.
fn tail(text: &str, at: usize, gap: &str) -> Option<usize> {
    if gap.trim().is_empty() {
        return Some(text.len());
    }
    let mut places = text[at..].char_indices().map(|(i, _)| at + i);
    places.find(|&place| literal(text, place, gap).is_some_and(|end| text[end..].trim().is_empty()))
}

// Where `pattern` ends, if it stands at `at`.
fn literal(text: &str, at: usize, pattern: &str) -> Option<usize> {
    let mut rest = text[at..].chars().peekable();
    let mut end = at;
    let mut wanted = pattern.chars().peekable();
    while let Some(c) = wanted.next() {
        if c.is_whitespace() {
            while wanted.next_if(|c| c.is_whitespace()).is_some() {}
            let before = end;
            while let Some(blank) = rest.next_if(|c| c.is_whitespace()) {
                end += blank.len_utf8();
            }
            // At the end of the text a blank is implied.
            if before == end && rest.peek().is_some() {
                return None;
            }
            continue;
        }
        let found = rest.next()?;
        let same = found == c || is_dash(found) && is_dash(c) || found.to_lowercase().eq(c.to_lowercase());
        if !same {
            return None;
        }
        end += found.len_utf8();
    }
    Some(end)
}

const fn is_dash(c: char) -> bool {
    matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read<'t>(pattern: &str, text: &'t str) -> Option<Vec<&'t str>> {
        let pattern = ItemPattern::parse(pattern).expect("a pattern");
        Some(pattern.read(text)?.into_iter().map(|range| &text[range]).collect())
    }

    #[test]
    fn names_take_what_stands_between() {
        assert_eq!(read("{step} — {minutes}", "Intake  -  10 min"), Some(vec!["Intake", "10 min"]));
        assert_eq!(read("{step} — {minutes}", "re-check – 10"), Some(vec!["re-check", "10"]));
        assert_eq!(read("{step}: {minutes} (about)", "تسجيل: 10 دقائق (ABOUT) "), Some(vec!["تسجيل", "10 دقائق"]));
        assert_eq!(read("Step {n}) {name}", "step 3) Intake"), Some(vec!["3", "Intake"]));
        assert_eq!(read("{step} — {minutes}", "Intake 10"), None);
        assert_eq!(read("{a}", ""), Some(vec![""]));
    }

    #[test]
    fn mistakes_are_told() {
        for bad in ["", "x", "{a", "{}", "{a}{b}", "{a} {a}", "{a{b}"] {
            assert!(ItemPattern::parse(bad).is_err(), "{bad}");
        }
    }
}
