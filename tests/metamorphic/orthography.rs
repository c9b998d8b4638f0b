//! Spellings and typings of a sentence that change nothing it says.
//!
//! Every function takes a plain sentence and gives another spelling of it, or nothing where the transformation has nothing to
//! change. It must not know rules.

use std::collections::HashMap;
use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization;

/// A transformation and its name.
pub(crate) type Spelling = (&'static str, fn(&str) -> Option<String>);

/// Transformations of the characters themselves.
pub(crate) const SPELLINGS: &[Spelling] = &[
    ("tashkeel", tashkeel),
    ("tatweel", tatweel),
    ("zero-width space", |t| inside_words(t, '\u{200B}')),
    ("right-to-left mark", |t| inside_words(t, '\u{200F}')),
    ("soft hyphen", |t| inside_words(t, '\u{AD}')),
    ("word joiner", |t| inside_words(t, '\u{2060}')),
    ("no-break space", |t| changed(t, |c| if c == ' ' { '\u{A0}' } else { c })),
    ("ideographic space", |t| changed(t, |c| if c == ' ' { '\u{3000}' } else { c })),
    ("Persian letters", |t| changed(t, persian)),
    ("Arabic digits", |t| changed(t, |c| digit(c, '\u{660}'))),
    ("Persian digits", |t| changed(t, |c| digit(c, '\u{6F0}'))),
    ("presentation forms", presentation_forms),
    ("look-alikes", look_alikes),
    ("full-width letters", |t| changed(t, full_width)),
    ("mathematical letters", |t| changed(t, mathematical)),
    ("capitals", |t| changed(t, |c| c.to_ascii_uppercase())),
];

/// Transformations of the markup around the characters: how they are written in Markdown and HTML alike, save what `<` and
/// `&` mean there.
pub(crate) const MARKUP: &[Spelling] = &[
    ("tags inside words", |t| tags(t, false)),
    ("tags around words", |t| tags(t, true)),
    ("comments inside words", comments),
    ("decimal entities", |t| Some(t.chars().map(|c| entity(c, false)).collect())),
    ("hexadecimal entities", |t| Some(t.chars().map(|c| entity(c, true)).collect())),
    ("soft wraps", soft_wraps),
];

fn changed(text: &str, change: impl Fn(char) -> char) -> Option<String> {
    let new: String = text.chars().map(change).collect();
    (new != text).then_some(new)
}

fn is_arabic(c: char) -> bool {
    ('\u{620}'..='\u{64A}').contains(&c) && c != '\u{640}'
}

/// After every Arabic letter a vowel; its kind is of no matter.
fn tashkeel(text: &str) -> Option<String> {
    let marks = ['\u{64E}', '\u{652}', '\u{64F}', '\u{650}'];
    let mut n = 0;
    let new: String = text
        .chars()
        .flat_map(|c| {
            n += usize::from(is_arabic(c));
            [Some(c), is_arabic(c).then_some(marks[n % 4])]
        })
        .flatten()
        .collect();
    (new != text).then_some(new)
}

/// Between two letters, `between` decides what to write.
fn between_letters(text: &str, between: impl Fn(char, char) -> Option<&'static str>) -> Option<String> {
    let mut new = String::with_capacity(text.len() * 2);
    let mut before = ' ';
    for c in text.chars() {
        new.extend(between(before, c));
        new.push(c);
        before = c;
    }
    (new != text).then_some(new)
}

fn tatweel(text: &str) -> Option<String> {
    between_letters(text, |a, b| (is_arabic(a) && is_arabic(b)).then_some("\u{640}\u{640}"))
}

fn inside_words(text: &str, invisible: char) -> Option<String> {
    let mut new = String::with_capacity(text.len() * 2);
    let mut before = ' ';
    for c in text.chars() {
        if before.is_alphabetic() && c.is_alphabetic() {
            new.push(invisible);
        }
        new.push(c);
        before = c;
    }
    (new != text).then_some(new)
}

fn persian(c: char) -> char {
    match c {
        'ي' | 'ى' => 'ی',
        'ك' => 'ک',
        'ه' => 'ہ',
        c => c,
    }
}

fn digit(c: char, zero: char) -> char {
    c.to_digit(10).and_then(|d| char::from_u32(u32::from(zero) + d)).unwrap_or(c)
}

/// Letters and their ligatures, as PDF files and old systems write them.
fn presentation_forms(text: &str) -> Option<String> {
    static FORMS: LazyLock<HashMap<String, Vec<char>>> = LazyLock::new(|| {
        let mut forms: HashMap<String, Vec<char>> = HashMap::new();
        for c in '\u{FE80}'..='\u{FEFC}' {
            forms.entry(c.nfkc().collect()).or_default().push(c);
        }
        forms
    });
    let mut new = String::with_capacity(text.len() * 2);
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let two = rest.char_indices().nth(2).map_or(rest, |(end, _)| &rest[..end]);
        let (from, forms) = match (FORMS.get(two), FORMS.get(&rest[..c.len_utf8()])) {
            (Some(ligature), _) => (two.len(), Some(ligature)),
            (None, one) => (c.len_utf8(), one),
        };
        match forms {
            // Isolated, final, initial, medial: which of them stands is of no matter to a reader of characters.
            Some(forms) => new.push(forms[new.len() % forms.len()]),
            None => new.push(c),
        }
        rest = &rest[from..];
    }
    (new != text).then_some(new)
}

/// One Cyrillic letter and more in every Latin word of four letters and more that keeps a Latin one.
fn look_alikes(text: &str) -> Option<String> {
    const PAIRS: [(char, char); 9] =
        [('a', 'а'), ('e', 'е'), ('o', 'о'), ('c', 'с'), ('p', 'р'), ('x', 'х'), ('i', 'і'), ('s', 'ѕ'), ('y', 'у')];
    let words = text.split_inclusive(|c: char| !c.is_ascii_alphabetic()).map(|piece| {
        let letters = piece.chars().filter(char::is_ascii_alphabetic).count();
        let like = |c: char| PAIRS.iter().find(|p| p.0 == c).map(|p| p.1);
        let able = piece.chars().filter(|c| like(*c).is_some()).count();
        if letters < 4 || able == letters {
            return piece.to_owned();
        }
        piece.chars().map(|c| like(c).unwrap_or(c)).collect()
    });
    let new: String = words.collect();
    (new != text).then_some(new)
}

fn full_width(c: char) -> char {
    if c.is_ascii_alphabetic() { char::from_u32(c as u32 + 0xFEE0).unwrap_or(c) } else { c }
}

fn mathematical(c: char) -> char {
    match c {
        'a'..='z' => char::from_u32(0x1D41A + (c as u32 - 0x61)).unwrap_or(c),
        'A'..='Z' => char::from_u32(0x1D400 + (c as u32 - 0x41)).unwrap_or(c),
        c => c,
    }
}

fn entity(c: char, hex: bool) -> String {
    match c {
        ' ' => " ".to_owned(),
        c if hex => format!("&#x{:X};", c as u32),
        c => format!("&#{};", c as u32),
    }
}

/// What stands literally in Markdown and HTML.
fn escaped(c: char) -> String {
    if "<>&*_`[]\\~#".contains(c) { entity(c, false) } else { c.to_string() }
}

fn tags(text: &str, around: bool) -> Option<String> {
    let mut words = 0;
    let new = text.split(' ').map(|word| {
        let letters = word.chars().filter(|c| c.is_alphabetic()).count();
        if letters < 2 {
            return word.chars().map(escaped).collect();
        }
        words += 1;
        let whole: String = word.chars().map(escaped).collect();
        if around {
            return format!("<span class=\"w\">{whole}</span>");
        }
        let mut out = String::new();
        let mut done = false;
        let mut before = ' ';
        for c in word.chars() {
            if !done && before.is_alphabetic() && c.is_alphabetic() {
                out.push_str("<b>");
                out.push_str(&escaped(c));
                out.push_str("</b>");
                done = true;
            } else {
                out.push_str(&escaped(c));
            }
            before = c;
        }
        out
    });
    let new: Vec<String> = new.collect();
    (words > 0).then(|| new.join(" "))
}

fn comments(text: &str) -> Option<String> {
    let mut new = String::with_capacity(text.len() * 2);
    let mut before = ' ';
    for c in text.chars() {
        if before.is_alphabetic() && c.is_alphabetic() {
            new.push_str("<!---->");
        }
        new.push_str(&escaped(c));
        before = c;
    }
    (new != text).then_some(new)
}

/// Every line break that an editor may set: before a word that begins with a letter.
fn soft_wraps(text: &str) -> Option<String> {
    let mut new = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        if c == ' ' && chars.peek().is_some_and(|next| next.is_alphabetic()) {
            new.push('\n');
        } else {
            new.push_str(&escaped(c));
        }
    }
    new.contains('\n').then_some(new)
}
