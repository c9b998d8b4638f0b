//! The nearest valid name to a mistyped one.
//!
//! It must not know what the names stand for.

/// Longest name, in characters, for which a suggestion is looked for; typing errors in longer texts are not names.
const LONGEST: usize = 64;

/// The candidate that differs least from `name`, or `None` where all are far: more than a third of the letters would
/// have to change. Letter case and `_` for `-` cost nothing. Of equals, the first.
pub fn nearest<'a>(name: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let name = letters(name)?;
    let mut best: Option<(usize, &str)> = None;
    for candidate in candidates {
        let Some(other) = letters(candidate) else { continue };
        let longer = name.len().max(other.len());
        let allowed = if longer < 3 { 0 } else { longer / 3 };
        if name.len().abs_diff(other.len()) > allowed {
            continue;
        }
        let d = distance(&name, &other);
        if d <= allowed && best.is_none_or(|(least, _)| d < least) {
            best = Some((d, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}

/// ``did you mean `x`?``, or the valid names themselves where none is near and there are few of them.
pub(crate) fn suggest<'a>(name: &str, candidates: impl IntoIterator<Item = &'a str> + Clone) -> String {
    if let Some(near) = nearest(name, candidates.clone()) {
        return format!("did you mean `{near}`?");
    }
    let all: Vec<&str> = candidates.into_iter().take(17).collect();
    if all.is_empty() || all.len() > 16 { String::new() } else { format!("known: {}", listed(&all)) }
}

/// `` `a`, `b`, `c` ``.
pub(crate) fn listed(names: &[&str]) -> String {
    names.iter().map(|n| format!("`{n}`")).collect::<Vec<_>>().join(", ")
}

// `None` for what is too long to be a name, or empty.
fn letters(name: &str) -> Option<Vec<char>> {
    let chars: Vec<char> =
        name.chars().take(LONGEST + 1).flat_map(char::to_lowercase).map(|c| if c == '_' { '-' } else { c }).collect();
    (!chars.is_empty() && chars.len() <= LONGEST).then_some(chars)
}

// Edits, and swaps of neighbours, that turn `a` into `b` (optimal string alignment). Three rows are enough.
fn distance(a: &[char], b: &[char]) -> usize {
    let mut before: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=b.len()).collect();
    for i in 1..=a.len() {
        let mut row = Vec::with_capacity(b.len() + 1);
        row.push(i);
        for j in 1..=b.len() {
            let change = last[j - 1] + usize::from(a[i - 1] != b[j - 1]);
            let mut d = change.min(last[j] + 1).min(row[j - 1] + 1);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                d = d.min(before[j - 2] + 1);
            }
            row.push(d);
        }
        before = std::mem::replace(&mut last, row);
    }
    last[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_swap_is_one_step_and_far_names_are_not_offered() {
        let keys = ["forbid", "require", "tone"];
        assert_eq!(nearest("fobrid", keys), Some("forbid"));
        assert_eq!(nearest("Require", keys), Some("require"));
        assert_eq!(nearest("banana", keys), None);
        assert_eq!(nearest("fr", ["ar", "en"]), None);
        assert_eq!(nearest("", keys), None);
        assert_eq!(nearest("own_negator", ["own-negator"]), Some("own-negator"));
        assert_eq!(nearest("نتائح", ["نتائج"]), Some("نتائج"));
    }

    #[test]
    fn few_names_are_listed_where_none_is_near() {
        assert_eq!(suggest("banana", ["ar", "en"]), "known: `ar`, `en`");
        assert_eq!(suggest("banana", []), "");
    }

    #[test]
    fn distance_counts_edits_and_swaps() {
        let d = |a: &str, b: &str| distance(&a.chars().collect::<Vec<_>>(), &b.chars().collect::<Vec<_>>());
        assert_eq!(d("abc", "abc"), 0);
        assert_eq!(d("abc", ""), 3);
        assert_eq!(d("ab", "ba"), 1);
        assert_eq!(d("kitten", "sitting"), 3);
    }
}
