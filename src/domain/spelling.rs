//! Names that people spell in their own way: `Auto-DM`, `auto dm` and `AutoDM` are one thing.
//!
//! It must not know any engine.

use crate::language::fold::fold_text;

/// A text by whose words two spellings are the same: folded, its words joined by `_`. `between` says what separates words.
pub(super) fn key(text: &str, between: impl Fn(char) -> bool) -> String {
    fold_text(text).split(between).filter(|w| !w.is_empty()).collect::<Vec<_>>().join("_")
}

/// The letters and digits of a text, folded: all that no sign between words can change.
pub(super) fn squeezed(text: &str) -> String {
    fold_text(text).chars().filter(|c| c.is_alphanumeric()).collect()
}

/// Whether the words of a name stand in a text one after the other, together or apart, perhaps as a plural: `auto_dm` in
/// `LinkedIn Auto-DMs` and in `linkedinAutoDM`. Linear in the text for a short name.
pub(super) fn holds(text: &str, name: &str) -> bool {
    let (words, name) = (words(text), squeezed(name));
    let stands = |words: &[String]| {
        let mut rest = name.as_str();
        for word in words {
            match rest.strip_prefix(word.as_str()) {
                Some("") => return true,
                Some(more) => rest = more,
                None => return word.strip_suffix('s') == Some(rest),
            }
        }
        false
    };
    !name.is_empty() && (0..words.len()).any(|first| stands(&words[first..]))
}

/// The words of a text, folded; a capital behind a small letter begins one.
fn words(text: &str) -> Vec<String> {
    let mut apart = String::with_capacity(text.len());
    let mut small = false;
    for c in text.chars() {
        if small && c.is_uppercase() {
            apart.push(' ');
        }
        small = c.is_lowercase();
        apart.push(c);
    }
    let folded = fold_text(&apart);
    folded.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_name() {
        for text in ["auto_dm", "Auto-DM", " AUTO  dm", "auto\u{200b}_dm", "АUTO dm"] {
            assert_eq!(key(text, |c| !c.is_alphanumeric()), "auto_dm", "{text:?}");
            assert_eq!(squeezed(text), "autodm", "{text:?}");
        }
        assert_eq!(key(" - ", |c| !c.is_alphanumeric()), "");
    }

    #[test]
    fn a_name_is_known_by_its_words() {
        for text in
            ["auto_dm", "AutoDM", "linkedinAutoDM", "LinkedIn Auto-DMs", "auto.dm", "linkedin/autodm", "AUTO DM!"]
        {
            assert!(holds(text, "auto_dm"), "{text}");
        }
        for text in ["", "auto", "dm", "auto_dmv", "dm_auto", "auto_x_dm", "nauto_dm", "autos"] {
            assert!(!holds(text, "auto_dm"), "{text}");
        }
        assert!(!holds("anything", ""));
        assert!(!holds(&"auto ".repeat(100_000), "auto_dm"));
    }
}
