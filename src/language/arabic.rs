//! Arabic word forms: which letters may stand before and after a stem, by word class.
//!
//! Forms are not generated and text is not stemmed. A stem that stands in the lexicon is found inside a written word, and
//! what is left before and after it must be something that its class can carry: «وسنضمنها» is «و» + «س» + «ن» around the verb
//! stem «ضمن», while «يتضمن» leaves «يت», which no verb carries. Covers Modern Standard Arabic and the Gulf, Hijazi and
//! Egyptian forms of future, progressive, negation and dative. It must not know any stem. All strings are folded.

use super::HashMap;
use std::sync::LazyLock;

/// The classes a stem may belong to, as bits.
pub type Classes = u16;

/// A word as a policy writes it: proclitics before, attached pronouns after.
pub const PLAIN: Classes = 1;
/// That very form.
pub const EXACT: Classes = 1 << 1;
/// A noun or adjective, also with feminine, dual and plural endings.
pub const NOUN: Classes = 1 << 2;
/// An imperfect verb stem in any person.
pub const VERB: Classes = 1 << 3;
/// An imperfect verb stem in the first person (the speaker promises).
pub const VERB_FIRST: Classes = 1 << 4;
/// An imperfect verb stem in the second or third person.
pub const VERB_OTHER: Classes = 1 << 5;
/// A perfect verb stem.
pub const PERFECT: Classes = 1 << 6;
/// An imperative stem, without its initial alif.
pub const IMPERATIVE: Classes = 1 << 7;
/// A stem whose final ة became ت, or whose final hamza sits on a letter, before a pronoun. Made by the lexicon.
pub const BEFORE_PRONOUN: Classes = 1 << 8;
/// A stem without its final ة, before ات. Made by the lexicon.
pub const BEFORE_PLURAL: Classes = 1 << 9;
/// `word*`: any ending.
pub const OPEN: Classes = 1 << 10;
/// Not a class of stems: what stands before the stem is no article, so that the stem may carry tanwin.
const INDEFINITE: Classes = 1 << 11;
/// Not a class of stems: the letters before it hold a negating «م», or the letters after it the «ش» that closes it.
const NEGATING: Classes = 1 << 15;

/// Longest string that may stand before a stem, in letters.
const MAX_BEFORE: usize = 5;
/// Longest string that may stand after a stem, in letters.
const MAX_AFTER: usize = 7;

type Table = HashMap<String, Classes>;

const PRONOUNS: [&str; 9] = ["ي", "نا", "ك", "كم", "كن", "ه", "ها", "هم", "هن"];
const DATIVES: [&str; 9] = ["لك", "لكم", "لكن", "له", "لها", "لهم", "لنا", "لي", "لكو"];

static BEFORE: LazyLock<Table> = LazyLock::new(|| {
    let mut t = Table::default();
    let mut add = |s: String, c: Classes| *t.entry(s).or_default() |= c;
    for and in ["", "و", "ف"] {
        for article in ["", "ال", "بال", "كال", "لل", "ب", "ل", "ك"] {
            let indefinite = if article.ends_with("ال") || article == "لل" { 0 } else { INDEFINITE };
            add(format!("{and}{article}"), PLAIN | NOUN | BEFORE_PRONOUN | BEFORE_PLURAL | OPEN | indefinite);
        }
        add(format!("{and}عال"), PLAIN | NOUN | BEFORE_PLURAL);
        add(format!("{and}هال"), PLAIN | NOUN | BEFORE_PLURAL);
        // Future and progressive before a form that already carries its person.
        for future in ["س", "ح", "ه", "ب"] {
            add(format!("{and}{future}"), PLAIN | OPEN);
        }
        for future in ["", "س", "ح", "ه", "ب", "ل", "ع"] {
            for (person, classes) in
                [("ا", VERB | VERB_FIRST), ("ن", VERB | VERB_FIRST), ("ي", VERB | VERB_OTHER), ("ت", VERB | VERB_OTHER)]
            {
                add(format!("{and}{future}{person}"), classes);
            }
        }
        // «بضمن», «حضمن»: the first person's alif falls away after a dialect prefix.
        for future in ["ب", "ح", "ه"] {
            add(format!("{and}{future}"), VERB | VERB_FIRST);
        }
        for person in ["ا", "ن", "ي", "ت"] {
            add(format!("{and}م{person}"), NEGATING);
            add(format!("{and}مب{person}"), NEGATING);
            add(format!("{and}مح{person}"), NEGATING);
        }
        for particle in ["", "ل", "ا"] {
            add(format!("{and}{particle}"), PERFECT);
        }
        for alif in ["", "ا"] {
            add(format!("{and}{alif}"), IMPERATIVE);
        }
    }
    add(String::new(), EXACT);
    t
});

static AFTER: LazyLock<Table> = LazyLock::new(|| {
    let mut t = Table::default();
    let mut add = |s: String, c: Classes| *t.entry(s).or_default() |= c;
    let carriers = VERB | VERB_FIRST | VERB_OTHER | PERFECT | IMPERATIVE;
    add(String::new(), PLAIN | EXACT | NOUN | carriers);
    add("ا".into(), PLAIN | NOUN);
    for pronoun in PRONOUNS {
        add(pronoun.into(), PLAIN | NOUN | carriers | BEFORE_PRONOUN);
    }
    for plural in ["ين", "ون", "ان", "ات", "ه", "تين", "تان", "ي", "يه", "و"] {
        add(plural.into(), NOUN);
    }
    add("ات".into(), BEFORE_PLURAL);
    add("ين".into(), BEFORE_PLURAL);
    add("ان".into(), BEFORE_PLURAL);
    for pronoun in PRONOUNS {
        add(format!("ات{pronoun}"), NOUN | BEFORE_PLURAL);
        add(format!("ت{pronoun}"), NOUN);
    }
    let objects = ["", "ني", "نا", "ك", "كم", "كن", "ه", "ها", "هم", "هن"];
    let persons = VERB | VERB_FIRST | VERB_OTHER;
    for (subject, classes) in [
        ("", persons | PERFECT | IMPERATIVE),
        ("ون", persons),
        ("وا", persons | PERFECT | IMPERATIVE),
        ("و", persons | PERFECT | IMPERATIVE),
        ("ين", persons | PERFECT),
        ("ي", persons | IMPERATIVE),
        ("ن", persons | PERFECT | IMPERATIVE),
        ("ت", PERFECT),
        ("نا", PERFECT),
        ("تم", PERFECT),
        ("تو", PERFECT),
        ("توا", PERFECT),
        ("ا", PERFECT | IMPERATIVE),
    ] {
        for object in objects {
            add(format!("{subject}{object}"), classes);
        }
        for dative in DATIVES {
            add(format!("{subject}{dative}"), classes | PLAIN);
            add(format!("{subject}ها{dative}"), classes);
        }
        for object in ["", "ك", "كم", "ه", "ها", "هم", "نا", "لك", "لكم", "لكو"] {
            add(format!("{subject}{object}ش"), persons | PERFECT | NEGATING);
        }
    }
    t
});

/// One way in which a written word may hold a stem.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reading<'a> {
    /// The stem to look up.
    pub stem: &'a str,
    /// The classes for which the letters around it fit.
    pub classes: Classes,
    /// Whether those letters negate it («ماضمنش», «منضمنلكش»).
    pub negated: bool,
}

/// All readings of a folded Arabic word. At most `(MAX_BEFORE + 1) × (MAX_AFTER + 1)`; stems have two letters or more, and three
/// or more after anything but «و» and «ف».
pub fn readings<'a>(word: &'a str, mut each: impl FnMut(Reading<'a>)) {
    let letters = word.len() / 2;
    let mut after = [(0usize, 0 as Classes); MAX_AFTER + 1];
    let mut count = 0;
    for n in 0..=MAX_AFTER.min(letters.saturating_sub(2)) {
        let at = word.len() - 2 * n;
        if !word.is_char_boundary(at) {
            break;
        }
        if let Some(&classes) = AFTER.get(&word[at..]) {
            after[count] = (at, classes);
            count += 1;
        }
    }
    for n in 0..=MAX_BEFORE.min(letters.saturating_sub(2)) {
        let from = 2 * n;
        if !word.is_char_boundary(from) {
            break;
        }
        let Some(&before) = BEFORE.get(&word[..from]) else { continue };
        // Any ending: the lexicon tries every length of stem itself.
        if before & OPEN != 0 {
            each(Reading { stem: &word[from..], classes: OPEN, negated: false });
        }
        for &(to, classes) in &after[..count] {
            if to < from + 4 {
                continue;
            }
            let mut both = before & classes & !NEGATING;
            // «العملاء» folds to «العملا» and is not «العمل» with tanwin; «لنا» is not «لن».
            if &word[to..] == "ا" && before & INDEFINITE == 0 || to < word.len() && to - from < 6 {
                both &= !(PLAIN | NOUN);
            }
            if both != 0 {
                let short = to - from < 6 && n > 0 && !matches!(&word[..from], "و" | "ف");
                let both = if short { both & !(PLAIN | NOUN) } else { both };
                if both != 0 {
                    each(Reading { stem: &word[from..to], classes: both, negated: false });
                }
            }
            if before & classes & NEGATING != 0 {
                each(Reading { stem: &word[from..to], classes: VERB | VERB_FIRST | VERB_OTHER, negated: true });
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fits(word: &str, stem: &str, classes: Classes) -> bool {
        let mut found = false;
        readings(word, |r| found |= r.stem == stem && r.classes & classes != 0);
        found
    }

    #[test]
    fn verbs_in_every_person_and_dialect() {
        for word in
            ["نضمن", "سنضمن", "وسنضمنها", "فنضمنه", "بنضمن", "حنضمنلك", "هنضمنلكم", "اضمن", "باضمن", "بضمن", "نضمنهم"]
        {
            assert!(fits(word, "ضمن", VERB_FIRST), "{word}");
        }
        for word in ["يضمن", "تضمنون", "سيضمنون", "وتضمن", "بيضمن", "يضمنوا"] {
            assert!(fits(word, "ضمن", VERB_OTHER), "{word}");
            assert!(!fits(word, "ضمن", VERB_FIRST), "{word}");
        }
        for word in ["يتضمن", "تتضمن", "متضمن", "المضمون", "ضمنيا", "تضمين", "يتضمنان"]
        {
            assert!(!fits(word, "ضمن", VERB | VERB_FIRST | VERB_OTHER), "{word}");
        }
    }

    #[test]
    fn egyptian_negation_is_seen_in_the_word() {
        let mut negated = false;
        readings("منضمنلكش", |r| negated |= r.stem == "ضمن" && r.negated);
        assert!(negated);
    }

    #[test]
    fn nouns() {
        for word in ["مضمون", "مضمونه", "المضمونه", "مضمونين", "بمضمونات", "مضمونا", "ومضمون"]
        {
            assert!(fits(word, "مضمون", NOUN), "{word}");
        }
        for word in ["عملا", "العملا", "للعملا", "وبالعملا"] {
            assert!(fits(word, "عملا", PLAIN) || word == "وبالعملا", "{word}");
        }
        assert!(!fits("المضمونيات", "مضمون", NOUN));
    }
}
