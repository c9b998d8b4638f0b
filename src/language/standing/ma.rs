//! «ما» and «ألا»: when they deny, and when «ما» is "what".

use std::ops::Range;

use super::Judge;
use super::inline::{Scene, Spans};
use crate::language::fold::is_arabic_letter;
use crate::language::matcher::Desk;
use crate::language::passage::Passage;
use crate::language::words::{Break, Script};

/// Words behind «ما» among which «هو» makes it "what".
const EQUATED: u32 = 8;

impl Judge<'_> {
    /// «ما» before a verb, unless it is relative («كل ما نضمنه») or the verb carries the pronoun of a relative clause.
    pub(super) fn ma(&self, scene: &Scene, desk: &mut Desk) -> Spans {
        let mut found = self.cues_in(&self.cues.ma, desk);
        if found.is_empty() {
            return found;
        }
        let relative = self.find(&self.cues.ma_relative, desk);
        let what = self.find(&self.cues.ma_what, desk);
        found.retain(|s| {
            let is_what = what.iter().any(|w| w.0 == s.0) || self.is_equated(scene, *s);
            if is_what || s.1 >= scene.len || relative.iter().any(|r| r.1 == s.0) {
                return false;
            }
            let next = self.case.passage.word(scene.base + s.1 as usize);
            let word = &self.text[next.range()];
            next.script == Script::Arabic && is_finite(word) && !resumes(word)
        });
        found
    }

    /// «ألا» before a verb, which forbids it: «ألا تعد أحدًا», though its letters also spell «إلا». Places count from the first of
    /// `words`.
    pub(super) fn not_to(&self, passage: &Passage, words: Range<usize>) -> Spans {
        let not = &self.case.folded.not_except;
        let from = passage.word(words.start).start;
        let first = not.partition_point(|&at| at < from);
        let last = passage.word(words.end - 1).start;
        let places = not[first..].iter().take_while(|&&at| at <= last);
        let at =
            places.filter_map(|&at| passage.words.words[words.clone()].binary_search_by_key(&at, |w| w.start).ok());
        let verb = |at: &usize| {
            let next = words.start + at + 1;
            next < words.end && self.text[passage.word(next).range()].starts_with(['ي', 'ت', 'ن', 'ا'])
        };
        at.filter(verb).map(|at| (at as u32, at as u32 + 1)).collect()
    }

    /// Whether a question mark ends the claim's sentence: «ألا تريد نتائج مضمونة؟» invites.
    pub(super) fn is_asked(&self, scene: &Scene) -> bool {
        let end = scene.base + scene.len as usize;
        let marks = &self.case.passage.words.marks;
        let first = marks.partition_point(|m| (m.word as usize) < end);
        marks[first..].iter().take_while(|m| m.word as usize == end).any(|m| m.sign == '?')
    }

    /// Takes out a negator right before a claim that begins with «ما»: «بدون ما تلمس شي» has one negation, its own.
    pub(super) fn drop_without(&self, scene: &Scene, negators: &mut Spans) {
        let first = self.case.passage.word(scene.base + scene.a as usize);
        if matches!(&self.text[first.range()], "ما") {
            negators.retain(|s| s.1 != scene.a);
        }
    }

    /// Takes out «لم» where no verb follows: it is «لمّ», to gather («لمّ لك عملاء»).
    pub(super) fn drop_gather(&self, scene: &Scene, negators: &mut Spans) {
        let word = |at: u32| &self.text[self.case.passage.word(scene.base + at as usize).range()];
        negators.retain(|s| {
            let is_lam = s.1 == s.0 + 1 && matches!(word(s.0), "لم" | "ولم" | "فلم");
            // «لم ولن نفعل»
            !is_lam || s.1 >= scene.len || word(s.1).starts_with(['ي', 'ت', 'ن', 'ا', 'و'])
        });
    }

    /// Takes out negations with «ما» («ما نقدم») that are "what": «ما نقدمه لك هو …».
    pub(super) fn drop_what(&self, scene: &Scene, negators: &mut Spans, desk: &mut Desk) {
        let word = |at: u32| &self.text[self.case.passage.word(scene.base + at as usize).range()];
        let with_ma = |s: &(u32, u32)| matches!(word(s.0), "ما" | "وما" | "فما");
        if !negators.iter().any(with_ma) {
            return;
        }
        let what = self.find(&self.cues.ma_what, desk);
        negators.retain(|s| {
            let begins = self.before(scene, s.0) >= Break::Comma;
            let is_what = || begins && resumes(word(s.1 - 1)) || self.is_equated(scene, (s.0, s.0 + 1));
            !with_ma(s) || !what.iter().any(|w| w.0 == s.0) && !is_what()
        });
    }

    /// Whether «ما» begins a clause that «هو» equates with the claim («ما نضمن لك هو …»): then it is "what".
    fn is_equated(&self, scene: &Scene, ma: (u32, u32)) -> bool {
        let begins = self.before(scene, ma.0) >= Break::Comma;
        let word = |at: u32| &self.text[self.case.passage.word(scene.base + at as usize).range()];
        begins && (ma.1 + 1..scene.b.min(ma.1 + EQUATED)).any(|at| matches!(word(at), "هو" | "هي" | "هم"))
    }
}

/// Whether a folded word looks like a finite imperfect or perfect verb after «ما».
fn is_finite(word: &str) -> bool {
    let letters = word.chars().filter(|c| is_arabic_letter(*c)).count();
    let stem = word.strip_prefix(['ب', 'ح', 'ه']).unwrap_or(word);
    letters >= 3 && (stem.starts_with(['ن', 'ي', 'ت', 'ا']) || word.starts_with(['ب', 'ر', 'ع', 'ك', 'ق', 'ص']))
}

/// Whether a verb carries «ه» or «ها»: then «ما» before it is "what".
fn resumes(word: &str) -> bool {
    word.len() >= 10 && (word.ends_with('ه') || word.ends_with("ها"))
}
