//! Cues in the clause of a claim: negators before it, prohibitions after it, fronted conditions.

use std::ops::Range;

use super::{Judge, Verdict, answer};
use crate::finding::Standing;
use crate::language::matcher::Desk;
use crate::language::pattern::Tree;
use crate::language::window::WINDOW;
use crate::language::words::{Break, Script, TOPIC, is_cross};

/// Most words between a light negator and the claim. `NegEx`'s window, and 96 % of what real pages hold.
const LIGHT: u32 = 6;
/// Most words between a strong negator or prohibition and the claim.
const STRONG: u32 = 14;
/// Most words between a negator and a claim that holds a negator of its own.
const OWN: u32 = 25;
/// Most words between a claim and a prohibition after it.
const POST: u32 = 8;
/// Most words between a claim with a negator of its own and what says that it is held back.
const HELD: u32 = 4;
/// Signs of a sentence's first words that are looked at for a question mark.
const SIGNS: usize = 32;
/// Words read before the claim.
const BACK: usize = 36;

pub(super) type Spans = Vec<(u32, u32)>;

/// The words around a match, and the cues among them; places are relative to `base`.
pub(super) struct Scene {
    pub(super) base: usize,
    pub(super) a: u32,
    pub(super) b: u32,
    pub(super) len: u32,
}

impl Judge<'_> {
    pub(super) fn scene(&self, desk: &mut Desk) -> Scene {
        let passage = self.case.passage;
        let found = &self.case.found.words;
        let sentence = self.sentence_of(found);
        let base = found.start.saturating_sub(BACK).max(sentence.start);
        let end = sentence.end.min(base + WINDOW).max(found.end.min(base + WINDOW));
        self.matcher.fill(desk, passage, base..end);
        Scene { base, a: (found.start - base) as u32, b: (found.end.min(end) - base) as u32, len: (end - base) as u32 }
    }

    /// The sentence of some words. A short question and its answer are two, unless the words lie in both.
    pub(super) fn sentence_of(&self, words: &Range<usize>) -> Range<usize> {
        let passage = self.case.passage;
        let mut sentence = passage.sentence(words.start);
        let marks = &passage.words.marks;
        let first = marks.partition_point(|m| m.word as usize <= sentence.start);
        let asks = marks[first..].iter().take(SIGNS).take_while(|m| m.word as usize <= sentence.start + TOPIC);
        let ends: Vec<usize> = asks.filter(|m| m.sign == '?').map(|m| m.word as usize).collect();
        for end in ends {
            if end <= words.start {
                sentence.start = end;
            } else if end >= words.end {
                sentence.end = end.min(sentence.end);
            }
        }
        sentence
    }

    pub(super) fn find(&self, list: &Tree, desk: &mut Desk) -> Spans {
        desk.window.find(list, self.matcher.lists(), true)
    }

    pub(super) fn bytes(&self, scene: &Scene, span: (u32, u32)) -> Range<usize> {
        self.case.passage.bytes(scene.base + span.0 as usize..scene.base + span.1 as usize)
    }

    pub(super) fn before(&self, scene: &Scene, word: u32) -> Break {
        self.case.passage.word(scene.base + word as usize).before
    }

    /// Rules 1 to 6.
    pub(super) fn inline(&self, desk: &mut Desk) -> Option<Verdict> {
        let passage = self.case.passage;
        let found = &self.case.found.words;
        let supposed = |w: u32| {
            let before = w.checked_sub(1).map(|b| &self.text[passage.word(b as usize).range()]);
            before.is_some_and(|b| matches!(b, "لو" | "اذا" | "ان"))
        };
        if let Some(&word) = passage.negated.iter().find(|&&w| found.contains(&(w as usize)) && !supposed(w)) {
            let word = word as usize;
            return Some(Verdict::new(Standing::Negated, "negator", passage.bytes(word..word + 1)));
        }
        let scene = self.scene(desk);
        match self.negator(&scene, desk) {
            Reach::Denied(verdict) => return Some(verdict),
            Reach::Affirmed => return Some(Verdict { standing: Standing::Asserted, rule: "claim", cue: None }),
            Reach::Nothing => {}
        }
        self.label(&scene, desk).or_else(|| self.post(&scene, desk)).or_else(|| self.fronted(&scene, desk))
    }

    /// The nearest negator before the claim that reaches it.
    fn negator(&self, scene: &Scene, desk: &mut Desk) -> Reach {
        let mut strong = self.cues_in(&self.cues.strong, desk);
        self.drop_what(scene, &mut strong, desk);
        let mut light = self.cues_in(&self.cues.light, desk);
        let ma = self.ma(scene, desk);
        light.extend(&ma);
        if !self.is_asked(scene) {
            let passage = self.case.passage;
            strong.extend(self.not_to(passage, scene.base..scene.base + scene.len as usize));
        }
        self.drop_without(scene, &mut light);
        self.drop_gather(scene, &mut strong);
        self.drop_gather(scene, &mut light);
        // «no» before a digit is a number sign, not a negator.
        let number_sign = |s: &(u32, u32)| {
            s.1 < scene.len && {
                let next = self.case.passage.word(scene.base + s.1 as usize);
                &self.text[self.bytes(scene, *s)] == "no"
                    && next.script == Script::Number
                    && self.text[self.bytes(scene, *s).end..].starts_with(['.', '#'])
            }
        };
        light.retain(|s| !number_sign(s));
        // A claim that holds a negator of its own («بدون مراجعة») is denied from farther off; in any other claim a
        // sentence negator between its words denies it («النتائج ليست مضمونة»).
        let own = self.case.own_negator;
        let nominal = if light.is_empty() { Vec::new() } else { self.find(&self.cues.nominal, desk) };
        let is_nominal = |s: &(u32, u32)| nominal.iter().any(|n| n.0 == s.0);
        if !own {
            let spared = self.find(&self.cues.spared, desk);
            // «أرقام عملائك ما تنام: نؤجرها» goes on to something else behind the colon.
            let joined = |s: &(u32, u32)| (s.1..scene.b).all(|w| self.before(scene, w) < Break::Clause);
            let inner = self.cues_in(&self.cues.inner, desk).into_iter().chain(ma.into_iter().filter(joined));
            let mut inner = inner.filter(|s| s.0 > scene.a && s.1 < scene.b);
            let inner = inner.find(|s| !spared.iter().any(|p| p.0 == s.0));
            if let Some(cue) = inner {
                return Reach::Denied(Verdict::new(Standing::Negated, "negator", self.bytes(scene, cue)));
            }
        }
        strong.retain(|s| s.1 <= scene.a);
        light.retain(|s| s.1 <= scene.a);
        if strong.is_empty() && light.is_empty() {
            return Reach::Nothing;
        }
        let terminators = self.find(&self.cues.terminator, desk);
        // «لسنا نسخة من كذا، بل الجيل الذي …»: what turns inside the claim turns it away from the negator.
        // A reason does not turn: "removed the step because it was slow".
        let reason = |t: &(u32, u32)| {
            matches!(&self.text[self.bytes(scene, *t)], "because" | "since" | "so" | "لان" | "لاننا" | "عشان" | "علشان")
        };
        if terminators.iter().any(|t| t.0 > scene.a && t.1 < scene.b && !reason(t)) {
            return Reach::Nothing;
        }
        let except = self.except(scene, desk);
        let (light_reach, strong_reach) = if own { (OWN, OWN) } else { (LIGHT, STRONG) };
        let mut denied: Option<(u32, u32)> = None;
        let mut at = scene.a;
        let mut flipped = false;
        // Whether a new statement, or the end of a list of denials, lies between here and the claim.
        let mut restated = self.is_restated(scene, scene.a, desk);
        // A claim that begins with its own negator may be one of a row: «no dashboards, and no reviews».
        let mut in_row = false;
        let subject = self.find(&self.cues.subject, desk);
        let complement = self.find(&self.cues.complement, desk);
        if self.is_answered(scene, strong.iter().chain(&light), desk) {
            return Reach::Nothing;
        }
        while at > 0 {
            if self.before(scene, at) == Break::Comma && denied.is_none() {
                // «no contracts, no fees, guaranteed sales»: who repeats the negator for each item means the last one.
                let earlier = light.iter().filter(|s| s.0 < at && at - s.0 <= 12).count();
                restated |= earlier >= 2 && !own;
            }
            in_row |= own && (self.is_comma(scene, at) || self.is_and(scene, at));
            // Does the step from word `at` to word `at - 1` leave the negator's reach?
            match self.before(scene, at) {
                Break::Clause | Break::Sentence => break,
                Break::Comma if self.comma_cuts(scene, at, desk) => break,
                _ => {}
            }
            at -= 1;
            if terminators.iter().any(|t| t.0 == at) {
                break;
            }
            flipped |= except.iter().any(|e| e.0 == at);
            let reach = |spans: &Spans, most: u32| spans.iter().copied().find(|s| s.0 == at && scene.a - s.1 <= most);
            let Some(cue) = reach(&strong, strong_reach).or_else(|| reach(&light, light_reach)) else {
                let new = subject.iter().any(|r| r.0 == at) && !complement.iter().any(|c| c.1 == at);
                restated |= new || self.is_restated(scene, at, desk);
                continue;
            };
            if denied.is_none() && is_nominal(&cue) && (restated && !own || in_row) {
                continue;
            }
            if flipped {
                return Reach::Affirmed;
            }
            let Some(nearer) = denied else {
                denied = Some(cue);
                continue;
            };
            // A second negator further off cancels the first only across a complementizer.
            if complement.iter().any(|c| c.0 >= cue.1 && c.1 <= nearer.0) {
                return Reach::Affirmed;
            }
            break;
        }
        denied.map_or(Reach::Nothing, |cue| {
            Reach::Denied(Verdict::new(Standing::Negated, "negator", self.bytes(scene, cue)))
        })
    }

    /// Whether word `at` is a first-person verb that no «أن» or «ما» hangs on what stands before it.
    pub(super) fn is_restated(&self, scene: &Scene, at: u32, desk: &mut Desk) -> bool {
        let word = self.case.passage.word(scene.base + at as usize);
        if word.script != Script::Arabic || !first_person(&self.text[word.range()]) {
            return false;
        }
        if self.find(&self.cues.not_verb, desk).iter().any(|n| n.0 == at) {
            return false;
        }
        let before = at.checked_sub(1).map(|b| &self.text[self.case.passage.word(scene.base + b as usize).range()]);
        !before.is_some_and(|b| matches!(b, "ان" | "ما" | "لا" | "لم" | "لن" | "انا" | "اننا" | "باننا"))
    }

    /// Exceptives, without «ألا».
    fn except(&self, scene: &Scene, desk: &mut Desk) -> Spans {
        let mut found = self.find(&self.cues.except, desk);
        let not = &self.case.folded.not_except;
        found.retain(|s| not.binary_search(&(self.bytes(scene, *s).start as u32)).is_err());
        found
    }

    /// A comma ends a negator's reach where a new statement begins behind it.
    pub(super) fn comma_cuts(&self, scene: &Scene, at: u32, desk: &mut Desk) -> bool {
        if !self.is_comma(scene, at) {
            return false;
        }
        let word = self.case.passage.word(scene.base + at as usize);
        let text = &self.text[word.range()];
        if self.find(&self.cues.resume, desk).iter().any(|r| r.0 == at) {
            return true;
        }
        if word.script == Script::Arabic && (self.has_verb_of_its_own(scene, at) || answer::gives_reason(text)) {
            return true;
        }
        if self.answers_no(scene) && self.find(&self.cues.anew, desk).iter().any(|s| s.0 == at) {
            return true;
        }
        word.script == Script::Arabic
            && first_person(text)
            && !self.find(&self.cues.not_verb, desk).iter().any(|n| n.0 == at)
    }

    /// Whether word `at` is or carries «و» or "and".
    fn is_and(&self, scene: &Scene, at: u32) -> bool {
        let word = &self.text[self.case.passage.word(scene.base + at as usize).range()];
        word == "and" || matches!(word, "وبدون" | "وبلا" | "ودون" | "وصفر" | "ولا" | "وما" | "ولن" | "ومن")
    }

    /// Whether a segment begins with a subject of the reader's or ours and its verb («، ومبيعاتك بتصير فوق»).
    fn has_verb_of_its_own(&self, scene: &Scene, at: u32) -> bool {
        if at + 1 >= scene.len {
            return false;
        }
        let word = |i: u32| &self.text[self.case.passage.word(scene.base + i as usize).range()];
        let subject = word(at);
        let verb = word(at + 1);
        let owned = ["ك", "كم", "نا"].iter().any(|p| subject.ends_with(p)) && subject.len() >= 8;
        // «، ومبيعاتك مؤكدة»: the claim itself is the new statement.
        if owned && at == scene.a {
            return true;
        }
        let definite = subject.strip_prefix('و').unwrap_or(subject).starts_with("ال") && subject.len() >= 10;
        let is_verb =
            verb.len() >= 8 && ["ي", "ت", "بي", "بت", "سي", "ست", "ح", "را"].iter().any(|p| verb.starts_with(p));
        (owned || definite) && is_verb
    }

    /// Whether a comma, not a bracket or slash, stands before a word.
    pub(super) fn is_comma(&self, scene: &Scene, at: u32) -> bool {
        let word = self.case.passage.word(scene.base + at as usize);
        word.before == Break::Comma && self.text[..word.start as usize].trim_end().ends_with(',')
    }

    /// Rule 5: a prohibition after the claim, across at most one dash, arrow or colon.
    fn post(&self, scene: &Scene, desk: &mut Desk) -> Option<Verdict> {
        let passage = self.case.passage;
        let end = self.case.found.bytes.end;
        let cross = passage.words.marks.iter().find(|m| m.at as usize >= end && is_cross(m.sign));
        if let Some(mark) = cross
            && self.text[end..mark.at as usize].chars().count() <= 3
        {
            let at = mark.at as usize;
            return Some(Verdict::new(Standing::Forbidden, "mark", at..at + mark.sign.len_utf8()));
        }
        let cues = self.cues_in(&self.cues.post, desk);
        let terminators = self.find(&self.cues.terminator, desk);
        let continues = self.find(&self.cues.continues, desk);
        let mut denials = self.cues_in(&self.cues.light, desk);
        denials.extend(self.cues_in(&self.cues.inner, desk));
        let held = if self.case.own_negator { self.find(&self.cues.held_back, desk) } else { Vec::new() };
        let mut is_held = true;
        let mut breaks = 0;
        for at in scene.b..scene.len.min(scene.b + POST + 1) {
            if self.before(scene, at) >= Break::Clause {
                breaks += 1;
            }
            let goes_on = || continues.iter().any(|c| c.0 == at);
            if at > scene.b && self.before(scene, at) == Break::Comma && self.is_comma(scene, at) && !goes_on() {
                return None;
            }
            let word = self.case.passage.word(scene.base + at as usize);
            if self.text[..word.start as usize].trim_end().ends_with(';') {
                return None;
            }
            if at == scene.b && self.is_comma(scene, at) && !goes_on() {
                return None;
            }
            let cue = cues
                .iter()
                .find(|c| c.0 == at && !self.is_undone(scene, **c, &denials, &cues) && !self.is_and_they(scene, at));
            if let Some(&cue) = cue.filter(|_| breaks <= 1) {
                return Some(Verdict::new(Standing::Forbidden, "post-negator", self.bytes(scene, cue)));
            }
            if breaks > 1
                || terminators.iter().any(|t| t.0 == at)
                || self.before(scene, at) == Break::Comma && self.comma_cuts(scene, at, desk)
            {
                return None;
            }
            // "Drafts that nobody has reviewed stay in the queue."
            is_held &= at - scene.b <= HELD && !self.begins_with_and(scene, at);
            if let Some(&cue) = held.iter().find(|h| h.0 == at && is_held) {
                return Some(Verdict::new(Standing::Negated, "post-negator", self.bytes(scene, cue)));
            }
        }
        None
    }

    /// Whether a prohibition behind the claim is itself denied: "that never gets blocked", «حتى لا يُحظر».
    fn is_undone(&self, scene: &Scene, cue: (u32, u32), denials: &Spans, cues: &Spans) -> bool {
        let joined = |from: u32, to: u32| (from..=to).all(|w| self.before(scene, w) == Break::None);
        let before = |d: &(u32, u32)| d.0 >= scene.b && d.1 <= cue.0 && cue.0 - d.1 <= 1 && joined(d.1, cue.0);
        // "are never banned": the cue is "are never", and what it denies is a prohibition too.
        let within =
            |d: &(u32, u32)| d.0 >= cue.0 && d.1 == cue.1 && cues.iter().any(|c| c.0 == cue.1 && joined(c.0, c.0));
        denials.iter().any(|d| before(d) || within(d))
    }

    /// Whether word `at` joins another statement: "and", «و…».
    fn begins_with_and(&self, scene: &Scene, at: u32) -> bool {
        let word = &self.text[self.case.passage.word(scene.base + at as usize).range()];
        matches!(word, "and" | "while" | "as") || word.starts_with('و')
    }

    /// Rule 6: a fronted condition («Without review, nothing ships»), for claims with a negator of their own.
    fn fronted(&self, scene: &Scene, desk: &mut Desk) -> Option<Verdict> {
        if !self.case.own_negator || scene.a > 2 {
            return None;
        }
        // Only a condition is fronted: «بدون مراجعة لا نرسل», not «لا أحد يراجع ما نرسله».
        if !self.find(&self.cues.fronting, desk).iter().any(|n| n.0 == scene.a) {
            return None;
        }
        let cue = self.cues_in(&self.cues.fronted, desk).into_iter().find(|c| c.0 >= scene.b && c.0 - scene.b <= 8)?;
        let dash = (scene.b..=cue.0).any(|w| self.before(scene, w) >= Break::Clause);
        (!dash).then(|| Verdict::new(Standing::Negated, "fronted", self.bytes(scene, cue)))
    }
}

enum Reach {
    Denied(Verdict),
    Affirmed,
    Nothing,
}

/// Whether a folded word looks like a first-person verb: «نضمن», «سنضمن», «بنضمن», «أضمن».
pub(super) fn first_person(word: &str) -> bool {
    let word = word.strip_prefix('و').filter(|w| w.len() >= 8).unwrap_or(word);
    let bare = word.strip_prefix(['س', 'ح', 'ب', 'ه']).filter(|w| w.starts_with('ن')).unwrap_or(word);
    bare.starts_with('ن') && bare.len() >= 8
}
