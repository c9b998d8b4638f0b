//! Places for a sentence, and what becomes of its claims there.
//!
//! A setting says itself which sentences it suits, by their form. It must not know rules.

use poslock::document::Format;

use super::bench::{html, paragraph};

/// What a setting does to the claims of a sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Then {
    /// None is a finding.
    Licensed,
    /// All are findings as before.
    Found,
}

/// A place for a sentence.
pub(crate) struct Setting {
    pub(crate) name: &'static str,
    pub(crate) then: Then,
    /// The least share of sentences for which it must hold. Measured, then set a little below.
    pub(crate) floor: f64,
    /// The sentence in its place; nothing where it does not suit.
    pub(crate) place: fn(Format, &str) -> Option<String>,
}

const fn setting(name: &'static str, then: Then, floor: f64, place: fn(Format, &str) -> Option<String>) -> Setting {
    Setting { name, then, floor, place }
}

pub(crate) const SETTINGS: &[Setting] = &[
    setting("under «ما لا نفعله»", Then::Licensed, 0.998, |f, t| under(f, t, "ما لا نفعله")),
    setting("under What we never do", Then::Licensed, 0.998, |f, t| under(f, t, "What we never do")),
    setting("in a list under ممنوع:", Then::Licensed, 0.998, |f, t| list_after(f, t, "عبارات ممنوعة:")),
    setting("behind a cross", Then::Licensed, 0.998, |f, t| licensable(t).then(|| paragraph(f, &format!("❌ {t}")))),
    setting("as what we never say", Then::Licensed, 0.993, never_say),
    setting("behind «لا» or never", Then::Licensed, 0.983, denied),
    setting("after no doubt", Then::Found, 0.99, no_doubt),
    setting("after no worry", Then::Found, 0.998, |f, t| before(f, t, "لا تقلق، ", "Don't worry, ")),
    setting("negator in another block", Then::Found, 0.998, |f, t| {
        Some(format!("{}\n\n{}", paragraph(f, negation(t)), paragraph(f, t)))
    }),
    setting("negator in another item", Then::Found, 0.998, |f, t| Some(items(f, &[negation(t), t]))),
    setting("negator in another cell", Then::Found, 0.998, cells),
];

fn is_arabic(text: &str) -> bool {
    text.chars().find(|c| c.is_alphabetic()).is_some_and(|c| ('\u{600}'..='\u{6FF}').contains(&c))
}

/// A sentence that denies, in the sentence's own language.
fn negation(text: &str) -> &'static str {
    if is_arabic(text) { "لا نعد بشيء." } else { "We never do that." }
}

/// Whether a prohibition around the sentence covers it. It does not cover one that turns the prohibition round itself
/// ("nothing but …", «لا … إلا»), affirms itself with a tick, or says behind an arrow what to say instead.
fn licensable(text: &str) -> bool {
    let exceptive = |word: &str| {
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
        matches!(bare, "إلا" | "سوى" | "وإلا" | "except" | "but" | "than")
    };
    !text.contains(['✅', '✓', '✔', '→', '←']) && !text.split_whitespace().any(exceptive)
}

fn under(format: Format, text: &str, heading: &str) -> Option<String> {
    licensable(text).then(|| match format {
        Format::Html => format!("<h2>{heading}</h2>{}", paragraph(format, text)),
        _ => format!("## {heading}\n\n{text}"),
    })
}

fn items(format: Format, texts: &[&str]) -> String {
    match format {
        Format::Html => {
            let items: Vec<String> = texts.iter().map(|t| format!("<li>{}</li>", html(t))).collect();
            format!("<ul>{}</ul>", items.concat())
        }
        _ => texts.iter().map(|t| format!("- {}\n", t.replace('\n', "\n  "))).collect::<Vec<_>>().concat(),
    }
}

fn list_after(format: Format, text: &str, lead_in: &str) -> Option<String> {
    licensable(text).then(|| format!("{}\n\n{}", paragraph(format, lead_in), items(format, &[text])))
}

fn cells(format: Format, text: &str) -> Option<String> {
    let other = negation(text);
    if text.contains(['|', '\n']) {
        return None;
    }
    Some(match format {
        Format::Html => format!(
            "<table><tr><th>البند</th><th>النص</th></tr><tr><td>{other}</td><td>{}</td></tr></table>",
            html(text)
        ),
        _ => format!("| البند | النص |\n|---|---|\n| {other} | {text} |\n"),
    })
}

/// Whether words put before the sentence make one sentence with it: it begins with a word, not with a mark or a quotation.
fn begins_with_a_word(text: &str) -> bool {
    text.starts_with(char::is_alphanumeric)
}

fn before(format: Format, text: &str, arabic: &str, english: &str) -> Option<String> {
    let words = if is_arabic(text) { arabic } else { english };
    begins_with_a_word(text).then(|| paragraph(format, &format!("{words}{text}")))
}

/// A label before the sentence that forbids it. One sentence only: the label reaches no farther.
fn never_say(format: Format, text: &str) -> Option<String> {
    let whole = text.trim_end_matches(|c: char| !c.is_alphanumeric() && c != '%');
    let one = !whole.contains(['.', '!', '?', '؟', '…', ';', '؛', ':', '\n', '—', '–']);
    let suits = one && licensable(text) && begins_with_a_word(text);
    suits.then(|| before(format, text, "لا نقول أبدًا: ", "We never write: ")).flatten()
}

/// The sentence's own first verb denied. It must begin with the verb in the first person plural («نضمن»), or with "we" and the
/// verb, be one short clause, and hold no other negator, which the new one might undo.
fn denied(format: Format, text: &str) -> Option<String> {
    const NO_VERBS: [&str; 13] =
        ["نتائج", "نتائجك", "نمو", "نظام", "نسبة", "نجاح", "نحن", "نحو", "نفس", "نصف", "نزيف", "نهاية", "نسخة"];
    const NEGATORS: [&str; 16] = [
        "لا",
        "ولا",
        "ما",
        "لن",
        "لم",
        "بدون",
        "بلا",
        "دون",
        "غير",
        "وبدون",
        "no",
        "not",
        "without",
        "never",
        "zero",
        "don't",
    ];
    let words: Vec<&str> = text.split_whitespace().collect();
    let whole = text.trim_end_matches(|c: char| !c.is_alphanumeric() && c != '%');
    let clause = !whole.contains(|c: char| ".!?؟…;؛:\n—–،,()\"«»/&".contains(c));
    let plain = !words.iter().any(|w| NEGATORS.contains(&w.to_lowercase().as_str()));
    if !clause || !plain || !licensable(text) || words.len() > 12 {
        return None;
    }
    let denied = match *words.first()? {
        "We" => format!("We never {}", words[1..].join(" ")),
        first if first.starts_with('ن') && first.chars().count() >= 4 && !NO_VERBS.contains(&first) => {
            format!("لا {text}")
        }
        _ => return None,
    };
    Some(paragraph(format, &denied))
}

fn no_doubt(format: Format, text: &str) -> Option<String> {
    before(format, text, "لا شك أن ", "No doubt: ")
}
