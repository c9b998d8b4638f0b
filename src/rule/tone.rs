//! `tone`: how a text sounds.
//!
//! It must not know how a tone is scored; `crate::language::tone` does.

use std::ops::Range;

use crate::finding::{Severity, Span, Standing};
use crate::language::tone::{self, Tone};
use crate::policy::model::{Level, Located, Policy, RuleBody, RuleSpec, Text};
use crate::rule::reader::Wanted;
use crate::rule::scope::Scope;
use crate::rule::wording::{Wordings, folded_blocks, source_span};
use crate::rule::{Context, Page, Rule, Sink};

/// All `tone` rules of a policy.
#[derive(Debug)]
pub struct Tones {
    rules: Vec<Compiled>,
}

#[derive(Debug)]
struct Compiled {
    /// Index into [`Policy::rules`].
    rule: usize,
    scope: Scope,
    prefer: Wordings,
    avoid: Wordings,
    at_least: Option<u8>,
}

impl Tones {
    /// Compiles the `tone` rules of a policy; rules that are off everywhere are left out.
    pub fn new(policy: &Policy, wanted: &mut Wanted<'_>) -> Self {
        let mut needles = |phrases: &[Located<String>]| Wordings::new(phrases, wanted);
        let compile = |(rule, spec): (usize, &RuleSpec)| match &spec.body {
            RuleBody::Tone(tone) if spec.level != Level::Off => Some(Compiled {
                rule,
                scope: Scope::new(policy, &tone.within),
                prefer: needles(&tone.prefer),
                avoid: needles(&tone.avoid),
                at_least: tone.at_least,
            }),
            _ => None,
        };
        Self { rules: policy.rules.iter().enumerate().filter_map(compile).collect() }
    }
}

impl Rule for Tones {
    fn check(&self, page: &Page<'_>, cx: &Context<'_>, sink: &mut Sink) {
        for compiled in &self.rules {
            if let Level::On(severity) = cx.policy.rules[compiled.rule].level_for(page.profile)
                && compiled.scope.covers(&page.document.path)
            {
                compiled.check(severity, page, cx, sink);
            }
        }
    }
}

impl Compiled {
    fn check(&self, severity: Severity, page: &Page<'_>, cx: &Context<'_>, sink: &mut Sink) {
        let blocks = folded_blocks(page);
        let ranges = || blocks.iter().map(|(_, range)| range);
        // An empty page sounds like nothing.
        if ranges().all(|r| page.folded.text[r.clone()].trim().is_empty()) {
            return;
        }
        let spoken = |place: &Range<usize>| ranges().any(|b| b.start <= place.start && place.end <= b.end);
        for (i, place) in self.avoid.places(page).into_iter().filter(|(_, place)| spoken(place)) {
            let written = &self.avoid.written[i];
            let says = Text {
                ar: format!("«{written}» ليست من نبرتنا"),
                en: format!("`{written}` is not how we sound"),
            };
            self.add(source_span(page, place), severity, &says, page, cx, sink);
        }
        if !self.prefer.is_empty() && !self.prefer.places(page).iter().any(|(_, place)| spoken(place)) {
            let written = &self.prefer.written;
            let says = Text {
                ar: format!("يُفضّل أن تُستعمل هنا إحدى هذه العبارات: «{}»", written.join("»، «")),
                en: format!("none of the preferred wordings stands here: `{}`", written.join("`, `")),
            };
            self.add(Span::default(), Severity::Info, &says, page, cx, sink);
        }
        if let Some(least) = self.at_least {
            let whole: Vec<&str> = blocks.iter().map(|(id, _)| page.document.block_text(*id)).collect();
            let heard = tone::judge(&whole.join("\n"));
            if heard.score < least {
                self.add(Span::default(), severity, &too_low(&heard, least), page, cx, sink);
            }
        }
    }

    fn add(&self, span: Span, severity: Severity, says: &Text, page: &Page<'_>, cx: &Context<'_>, sink: &mut Sink) {
        let mut found = page.finding(self.rule, span, severity, Standing::Asserted, None, cx);
        let why = cx.policy.rules[self.rule].why.get(cx.lang);
        let fact = says.get(cx.lang);
        found.message = if why.is_empty() { fact.to_owned() } else { format!("{fact}: {why}") };
        sink.findings.push(found);
    }
}

// The score, and what moved it.
fn too_low(heard: &Tone, least: u8) -> Text {
    let score = heard.score;
    let mut ar = vec![format!("العربية {}٪ من الحروف", heard.arabic), format!("عدد الكلمات {}", heard.words)];
    let mut en = vec![format!("{}% of the letters are Arabic", heard.arabic), format!("{} words", heard.words)];
    if !heard.corporate.is_empty() {
        ar.push(format!("عبارات رسمية: «{}»", heard.corporate.join("»، «")));
        en.push(format!("corporate: `{}`", heard.corporate.join("`, `")));
    }
    if heard.natural.is_empty() {
        ar.push("لا عبارة طبيعية".to_owned());
        en.push("nothing natural".to_owned());
    } else {
        ar.push(format!("عبارات طبيعية: «{}»", heard.natural.join("»، «")));
        en.push(format!("natural: `{}`", heard.natural.join("`, `")));
    }
    Text {
        ar: format!("درجة النبرة {score}، والمطلوب {least} على الأقل ({})", ar.join("؛ ")),
        en: format!("the tone score is {score}, and at least {least} is asked for ({})", en.join("; ")),
    }
}

#[cfg(test)]
#[path = "tone_tests.rs"]
mod tests;
