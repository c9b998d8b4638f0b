//! English word forms: the regular paradigm of a verb or noun. It must not know any word's meaning; what it over-generates
//! ("offerring") is no word and does no harm. All strings are folded.

/// Base, third person, past, participle and both spellings of a doubled consonant.
pub fn verb_forms(base: &str) -> Vec<String> {
    let mut forms = vec![base.to_owned()];
    let last = base.chars().last().unwrap_or(' ');
    let before = base.chars().rev().nth(1).unwrap_or(' ');
    let vowel = |c: char| "aeiou".contains(c);
    if last == 'y' && !vowel(before) {
        let stem = &base[..base.len() - 1];
        forms.extend([format!("{stem}ies"), format!("{stem}ied"), format!("{base}ing")]);
    } else if last == 'e' {
        // "guarantee" keeps its e, "scrape" drops it.
        let stem = if before == 'e' { base } else { &base[..base.len() - 1] };
        forms.extend([format!("{base}s"), format!("{base}d"), format!("{stem}ing")]);
    } else {
        let es = ["s", "x", "z", "ch", "sh", "o"].iter().any(|end| base.ends_with(end));
        forms.push(format!("{base}{}", if es { "es" } else { "s" }));
        forms.extend([format!("{base}ed"), format!("{base}ing")]);
        if !vowel(last) && vowel(before) && !"wxy".contains(last) {
            forms.extend([format!("{base}{last}ed"), format!("{base}{last}ing")]);
        }
    }
    forms
}

/// Singular and plural.
pub fn noun_forms(base: &str) -> Vec<String> {
    let last = base.chars().last().unwrap_or(' ');
    let before = base.chars().rev().nth(1).unwrap_or(' ');
    let plural = if last == 'y' && !"aeiou".contains(before) {
        format!("{}ies", &base[..base.len() - 1])
    } else if ["s", "x", "z", "ch", "sh"].iter().any(|end| base.ends_with(end)) {
        format!("{base}es")
    } else {
        format!("{base}s")
    };
    vec![base.to_owned(), plural]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paradigms() {
        assert_eq!(verb_forms("guarantee"), ["guarantee", "guarantees", "guaranteed", "guaranteeing"]);
        assert!(verb_forms("scrap").contains(&"scrapped".to_owned()));
        assert!(verb_forms("multiply").contains(&"multiplies".to_owned()));
        assert_eq!(verb_forms("crush"), ["crush", "crushes", "crushed", "crushing"]);
        assert_eq!(noun_forms("agency"), ["agency", "agencies"]);
        assert_eq!(noun_forms("lead"), ["lead", "leads"]);
    }
}
