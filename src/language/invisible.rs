//! The names of characters that show nothing, and which of them a word may honestly hold.
//!
//! It must not know what a claim is.

use super::fold::is_arabic_letter;

/// The Unicode name of an invisible character (`fold::is_invisible`), or of its kind where there are many; `None` for
/// every other character.
pub const fn name(c: char) -> Option<&'static str> {
    Some(match c {
        '\u{AD}' => "SOFT HYPHEN",
        '\u{34F}' => "COMBINING GRAPHEME JOINER",
        '\u{61C}' => "ARABIC LETTER MARK",
        '\u{180E}' => "MONGOLIAN VOWEL SEPARATOR",
        '\u{200B}' => "ZERO WIDTH SPACE",
        '\u{200C}' => "ZERO WIDTH NON-JOINER",
        '\u{200D}' => "ZERO WIDTH JOINER",
        '\u{200E}' => "LEFT-TO-RIGHT MARK",
        '\u{200F}' => "RIGHT-TO-LEFT MARK",
        '\u{202A}' => "LEFT-TO-RIGHT EMBEDDING",
        '\u{202B}' => "RIGHT-TO-LEFT EMBEDDING",
        '\u{202C}' => "POP DIRECTIONAL FORMATTING",
        '\u{202D}' => "LEFT-TO-RIGHT OVERRIDE",
        '\u{202E}' => "RIGHT-TO-LEFT OVERRIDE",
        '\u{2060}' => "WORD JOINER",
        '\u{2061}'..='\u{2064}' => "INVISIBLE OPERATOR",
        '\u{2066}' => "LEFT-TO-RIGHT ISOLATE",
        '\u{2067}' => "RIGHT-TO-LEFT ISOLATE",
        '\u{2068}' => "FIRST STRONG ISOLATE",
        '\u{2069}' => "POP DIRECTIONAL ISOLATE",
        '\u{FE00}'..='\u{FE0F}' | '\u{E0100}'..='\u{E01EF}' => "VARIATION SELECTOR",
        '\u{FEFF}' => "ZERO WIDTH NO-BREAK SPACE",
        '\u{E0000}'..='\u{E007F}' => "TAG CHARACTER",
        _ => return None,
    })
}

/// Whether the character makes everything up to its end run in one direction, whatever the letters: the screen then shows
/// other words than the file holds.
pub const fn is_override(c: char) -> bool {
    matches!(c, '\u{202D}' | '\u{202E}')
}

/// Whether `before` and `after`, with something invisible between them, belong to one word. Where Arabic letters meet
/// Latin ones or digits, a word ends: «الـ‏CRM» needs its direction mark.
pub fn is_one_word(before: char, after: char) -> bool {
    before.is_alphanumeric() && after.is_alphanumeric() && is_arabic_letter(before) == is_arabic_letter(after)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::fold::is_invisible;

    #[test]
    fn every_invisible_character_has_a_name_and_no_other_has() {
        for c in '\0'..=char::MAX {
            assert_eq!(name(c).is_some(), is_invisible(c), "U+{:04X}", u32::from(c));
        }
    }
}
