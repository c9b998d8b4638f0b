//! Letters of other scripts that look like Latin ones, for words that mix the two.
//!
//! A subset of the confusables of Unicode Technical Standard #39, chosen by shape in common fonts. It must not decide when a
//! letter is mapped: that is folding's.

/// Whether a character is a letter of a script that Latin words are disguised with: Greek, Cyrillic, Armenian, Cherokee.
pub(super) fn is_foreign(c: char) -> bool {
    matches!(c, '\u{370}'..='\u{3FF}' | '\u{400}'..='\u{52F}' | '\u{531}'..='\u{587}' | '\u{13A0}'..='\u{13FF}'
        | '\u{1F00}'..='\u{1FFF}' | '\u{1C80}'..='\u{1C88}')
}

/// The lower-case Latin letter that `c` looks like.
pub(super) fn latin(c: char) -> Option<u8> {
    // Capitals that look like no letter of their own read as their small letter does: case never matters.
    shape(c).or_else(|| c.to_lowercase().next().and_then(shape))
}

fn shape(c: char) -> Option<u8> {
    let latin = match c {
        'а' | 'А' | 'α' | 'Α' | 'ӑ' | 'ӓ' => 'a',
        'в' | 'В' | 'Β' | 'ь' | 'Ь' => 'b',
        'с' | 'С' | 'ϲ' | 'Ϲ' => 'c',
        'ԁ' => 'd',
        'е' | 'Е' | 'ё' | 'Ё' | 'є' | 'Ε' | 'ε' | 'ҽ' => 'e',
        'ƒ' | 'Ϝ' => 'f',
        'ɡ' | 'Ԍ' | 'ԍ' | 'ց' => 'g',
        'һ' | 'Һ' | 'Н' | 'н' | 'Η' | 'հ' => 'h',
        'і' | 'І' | 'ї' | 'Ї' | 'ι' | 'Ι' | 'ӏ' | 'Ӏ' => 'i',
        'ј' | 'Ј' | 'ϳ' => 'j',
        'к' | 'К' | 'κ' | 'Κ' => 'k',
        'м' | 'М' | 'Μ' => 'm',
        'ո' | 'Ν' | 'η' | 'п' => 'n',
        'о' | 'О' | 'ο' | 'Ο' | 'σ' | 'օ' | 'Օ' | 'ө' => 'o',
        'р' | 'Р' | 'ρ' | 'Ρ' => 'p',
        'ԛ' | 'Ԛ' | 'զ' => 'q',
        'г' | 'ᴦ' => 'r',
        'ѕ' | 'Ѕ' | 'Տ' => 's',
        'т' | 'Т' | 'τ' | 'Τ' => 't',
        'υ' | 'ս' | 'Ս' | 'ц' => 'u',
        'ν' | 'ѵ' | 'Ѵ' => 'v',
        'ԝ' | 'Ԝ' | 'ω' | 'ш' => 'w',
        'х' | 'Х' | 'χ' | 'Χ' => 'x',
        'у' | 'У' | 'Υ' | 'γ' | 'ү' => 'y',
        'Ζ' => 'z',
        _ => return None,
    };
    Some(latin as u8)
}
