//! Rules about the kind of sentence: questions, quotations, third parties, risks.
//!
//! They come last: what the sentence denies, or its setting forbids, is decided before.

use std::ops::Range;

use super::inline::Scene;
use super::{Judge, Setting, Verdict};
use crate::finding::Standing;
use crate::language::matcher::Desk;
use crate::language::pattern::Tree;
use crate::language::words::Break;

/// Bytes around a quotation in which words about wordings are looked for.
const META: usize = 160;
/// Most words of a bare answer; a longer one says what it says and is judged itself.
const BARE: usize = 4;
/// Least words of a third party's phrase that may run on into the claim.
const RELATIVE: u32 = 3;

impl Judge<'_> {
    /// Rules 12 to 14: questions, quotations, third parties.
    pub(super) fn sentence(&self, setting: &dyn Setting, desk: &mut Desk) -> Option<Verdict> {
        let scene = self.scene(desk);
        self.asked(&scene, setting, desk)
            .or_else(|| self.quoted(&scene, desk))
            .or_else(|| self.mentioned(&scene, setting, desk))
    }

    fn asked(&self, scene: &Scene, setting: &dyn Setting, desk: &mut Desk) -> Option<Verdict> {
        let passage = self.case.passage;
        let sentence = self.sentence_of(&self.case.found.words);
        // Also where the claim goes on from the topic into its answer: «النتائج؟ مضمونة».
        let mark = passage.words.marks.iter().find(|m| {
            m.sign == '?' && m.word as usize > self.case.found.words.start && m.word as usize <= sentence.end
        })?;
        let answers_itself = (mark.word as usize) < self.case.found.words.end;
        let affirmed = !answers_itself && self.is_affirmed(scene, setting, desk);
        // «Guaranteed results? Not from us.»
        if sentence.end < passage.len() && !answers_itself {
            let answer = self.sentence_of(&(sentence.end..sentence.end + 1));
            self.matcher.fill(desk, passage, answer.start..answer.end.min(answer.start + 8));
            // «هههه لا يا طويل العمر»
            let mut first = 0;
            for word in self.find(&self.cues.interjection, desk) {
                first = if word.0 == first { word.1 } else { first };
            }
            let no = self.cues_in(&self.cues.no_answer, desk).into_iter().find(|s| s.0 == first);
            if let Some(no) = no {
                let at = passage.bytes(answer.start..answer.start + no.1 as usize);
                return Some(Verdict::new(Standing::Asked, "question", at));
            }
            self.scene(desk);
        }
        if affirmed || !self.find(&self.cues.rhetorical, desk).is_empty() {
            return None;
        }
        if setting.is_title() && sentence.end == passage.len() {
            let at = self.text[self.case.found.bytes.end..passage.range.end].find('?')? + self.case.found.bytes.end;
            return Some(Verdict::new(Standing::Asked, "question", at..at + 1));
        }
        // «"Do I have to drop my CRM?"»: what is quoted and asks is somebody's question.
        let first = passage.bytes(self.case.found.words.start..self.case.found.words.start + 1);
        if let Some((_, close)) = quotation(self.text, passage.range.clone(), first)
            && (mark.at as usize) < close
            && self.text[mark.at as usize + 1..close].trim().is_empty()
        {
            let at = mark.at as usize;
            return Some(Verdict::new(Standing::Asked, "question", at..at + 1));
        }
        let start = self.find(&self.cues.question, desk).into_iter().find(|q| q.0 <= 1 || self.is_comma(scene, q.0))?;
        Some(Verdict::new(Standing::Asked, "question", self.bytes(scene, start)))
    }

    /// Whether a bare yes answers the claim's sentence, in this block, or at the front of the next where the block ends with its
    /// question. A question that speaks of wordings («هل قرأت إعلان …؟») claims nothing by it.
    fn is_affirmed(&self, scene: &Scene, setting: &dyn Setting, desk: &mut Desk) -> bool {
        let passage = self.case.passage;
        let sentence = self.sentence_of(&self.case.found.words);
        let aside = |s: &(u32, u32)| s.1 <= scene.a || s.0 >= scene.b;
        let of_wordings = self.find(&self.cues.meta, desk).iter().any(aside);
        let first = passage.bytes(self.case.found.words.start..self.case.found.words.start + 1);
        if of_wordings || quotation(self.text, passage.range.clone(), first).is_some() {
            return false;
        }
        let bare = if sentence.end < passage.len() {
            let answer = self.sentence_of(&(sentence.end..sentence.end + 1));
            answer.len() <= BARE && {
                self.matcher.fill(desk, passage, answer);
                true
            }
        } else {
            setting.answer().is_some_and(|next| self.read_answer(next, BARE, desk))
        };
        let denies = [&self.cues.light, &self.cues.strong, &self.cues.no_answer, &self.cues.terminator];
        let affirmed = bare
            && self.find(&self.cues.yes_answer, desk).iter().any(|s| s.0 == 0)
            && denies.into_iter().all(|list| self.cues_in(list, desk).is_empty())
            && self.find(&self.cues.third_party, desk).is_empty();
        // What was read aside stands in the window.
        self.scene(desk);
        affirmed
    }

    fn quoted(&self, scene: &Scene, desk: &mut Desk) -> Option<Verdict> {
        let block = &self.case.passage.range;
        // The quotation around the claim's first word; a claim may run on behind it.
        let first = self.case.passage.bytes(self.case.found.words.start..self.case.found.words.start + 1);
        let (open, close) = quotation(self.text, block.clone(), first)?;
        // `"key": "value"` is data, not speech.
        let before = self.text[..open].trim_end();
        if before.ends_with("\":") || before.ends_with("':") || before.ends_with('=') {
            let sign = self.text[open..].chars().next().map_or(0, char::len_utf8);
            return Some(Verdict::new(Standing::Mentioned, "code", open..open + sign));
        }
        let near = |s: &(u32, u32)| {
            let at = self.bytes(scene, *s);
            at.end <= open && open - at.end <= META || at.start >= close && at.start - close <= META
        };
        let contrast = self.find(&self.cues.contrast, desk).into_iter().find(|s| {
            let at = self.bytes(scene, *s);
            at.end <= open && self.text[at.end..open].split_whitespace().count() <= 6
        });
        // «"Hide me from them." Declined.»: the answer stands right behind the quotation.
        let passage = self.case.passage;
        let next = passage.words.words.partition_point(|w| (w.start as usize) < close);
        if next < passage.len() && contrast.is_none() {
            let end = passage.sentence(next).end.min(next + 4);
            self.matcher.fill(desk, passage, next..end);
            let answers = |list: &Tree, desk: &mut Desk| self.find(list, desk).into_iter().find(|s| s.0 == 0);
            if let Some(no) = answers(&self.cues.refusal, desk) {
                let at = passage.bytes(next..next + no.1 as usize);
                return Some(Verdict::new(Standing::Quoted, "quote", at));
            }
            self.scene(desk);
        }
        if contrast.is_none() && self.is_own_voice(scene, open, close, desk) {
            return None;
        }
        let cue = contrast.or_else(|| self.find(&self.cues.meta, desk).into_iter().find(near))?;
        Some(Verdict::new(Standing::Quoted, "quote", self.bytes(scene, cue)))
    }

    /// Whether a quotation is what the speaker's own people say: «قال مديرنا: "نضمن لك …"».
    fn is_own_voice(&self, scene: &Scene, open: usize, close: usize, desk: &mut Desk) -> bool {
        let voices = self.find(&self.cues.own_voice, desk);
        if voices.is_empty() || !self.find(&self.cues.former, desk).is_empty() {
            return false;
        }
        let others = self.find(&self.cues.third_party, desk);
        let meta = self.find(&self.cues.meta, desk);
        // "Our CEO says the phrase «…»" names it, and "our CEO says «…» is easy to promise" speaks of it.
        let next = self.case.passage.words.words.partition_point(|w| (w.start as usize) < close);
        let ends = next >= self.case.passage.len() || self.case.passage.word(next).before >= Break::Comma;
        let direct = ends || self.text[..open].trim_end().ends_with([':', ',']);
        voices.iter().any(|v| {
            let at = self.bytes(scene, *v);
            let behind = at.start >= close && self.text[close..at.start].split_whitespace().count() <= 2;
            let before = at.end <= open && self.text[at.end..open].split_whitespace().count() <= 6;
            let handed_on = |o: &(u32, u32)| o.1 > v.0 && self.bytes(scene, *o).start < open;
            let named = |m: &(u32, u32)| m.0 >= v.1 && self.bytes(scene, *m).start < open;
            behind || before && direct && !others.iter().any(handed_on) && !meta.iter().any(named)
        })
    }

    /// Somebody asks for it: before the claim, or between its words («clients ask for guaranteed sales»).
    fn requested(&self, scene: &Scene, desk: &mut Desk) -> Option<(u32, u32)> {
        let (a, b) = (scene.a, scene.b);
        let begins_sentence = self.sentence_of(&self.case.found.words).start == scene.base;
        let subject = self.find(&self.cues.subject, desk);
        let comma = |w: u32| self.is_comma(scene, w);
        let before = self.find(&self.cues.request, desk).into_iter().find(|s| {
            // "Ask for a demo, guaranteed results": a command of its own. "You asked: we guarantee it": the request is met.
            let command = || s.0 == 0 && begins_sentence && (s.1..=a).any(comma);
            let mut met = |w: u32| {
                self.before(scene, w) >= Break::Comma
                    && (subject.iter().any(|n| n.0 == w) || self.is_restated(scene, w, desk))
            };
            s.1 <= a && a - s.1 <= 8 && !command() && !(s.1..=a).any(&mut met)
        });
        before.or_else(|| {
            let inside = |s: &(u32, u32)| s.0 >= a && s.1 < b && b - s.1 <= 2 && !(s.1..b).any(comma);
            self.find(&self.cues.client_request, desk).into_iter().find(inside)
        })
    }

    fn mentioned(&self, scene: &Scene, setting: &dyn Setting, desk: &mut Desk) -> Option<Verdict> {
        let a = scene.a;
        let b = scene.b;
        if let Some(verdict) = self.spoken(desk) {
            return Some(verdict);
        }
        if let Some(verdict) = self.topic(desk) {
            return Some(verdict);
        }
        self.scene(desk);
        if let Some(cue) = self.requested(scene, desk) {
            return Some(Verdict::new(Standing::Mentioned, "request", self.bytes(scene, cue)));
        }
        let ours = self.find(&self.cues.beneficiary, desk);
        let reached = self.find(&self.cues.addressee, desk);
        let is_ours = |s: &(u32, u32)| ours.iter().chain(&reached).any(|o| o.0 <= s.0 && s.0 < o.1);
        let third = self.find(&self.cues.third_party, desk).into_iter().filter(|s| !is_ours(s)).find(|s| {
            // The words of who says it may run on into the claim: «معاكس لفكرة البوت الذي يراسل …».
            (s.1 <= a || s.0 < a && s.1 < b && s.1 - s.0 >= RELATIVE)
                && a.saturating_sub(s.1) <= 10
                && !self.is_set_against(scene, *s, desk)
                && !self.parted(scene, s.1, a)
                && !self.turns(scene, s.1, a, desk)
        });
        let third = third.filter(|cue| !self.are_our_clients(scene, *cue, setting, desk));
        if let Some(cue) = third {
            return Some(Verdict::new(Standing::Mentioned, "third-party", self.bytes(scene, cue)));
        }
        if let Some(cue) = self.told(desk) {
            return Some(Verdict::new(Standing::Mentioned, "third-party", cue));
        }
        self.scene(desk);
        let state = self.find(&self.cues.clients_state, desk).into_iter().find(|s| s.0 < a && a < s.1);
        if let Some(cue) = state {
            return Some(Verdict::new(Standing::Mentioned, "conditional", self.bytes(scene, cue)));
        }
        // «لسنا من يعد جزافًا، ولهذا نقولها: …» has left the condition behind.
        let left = |s: &(u32, u32), desk: &mut Desk| self.parted(scene, s.1, a) && self.turns(scene, s.1, a, desk);
        let conditional = self.find(&self.cues.conditional, desk).into_iter();
        let mut conditional = conditional.filter(|s| s.0 <= a && a.saturating_sub(s.1) <= 8);
        let conditional = conditional.find(|s| !left(s, desk));
        if let Some(cue) = conditional {
            return Some(Verdict::new(Standing::Mentioned, "conditional", self.bytes(scene, cue)));
        }
        // «immune from fines»: right behind the claim such a word is its object, not a remark on it.
        let liability = self.find(&self.cues.liability, desk);
        let completes = |s: &(u32, u32)| liability.iter().any(|l| l.0 == s.0);
        let risk = self.find(&self.cues.risk, desk).into_iter().find(|s| {
            (s.1 <= a && a - s.1 <= 6 && !self.parted(scene, s.1, a))
                || s.0 >= b && s.0 - b <= 12 && !self.parted(scene, b, s.0) && !(s.0 == b && completes(s))
        })?;
        Some(Verdict::new(Standing::Mentioned, "risk", self.bytes(scene, risk)))
    }

    /// Whether others are named only to set what is ours against them: «بعكس غيرنا نتائجنا مضمونة», "unlike others our sales …".
    fn is_set_against(&self, scene: &Scene, others: (u32, u32), desk: &mut Desk) -> bool {
        let word = |at: u32| &self.text[self.case.passage.word(scene.base + at as usize).range()];
        let ours = word(scene.a).ends_with("نا") && word(scene.a).len() >= 10
            || scene.a.checked_sub(1).is_some_and(|before| word(before) == "our");
        ours && self.find(&self.cues.contrast, desk).iter().any(|c| c.1 <= others.0 && others.0 - c.1 <= 1)
    }

    /// Whether the speaker turns to himself between two places («أما نحن», "we").
    fn turns(&self, scene: &Scene, from: u32, to: u32, desk: &mut Desk) -> bool {
        let between = |s: &(u32, u32)| s.0 >= from && s.0 < to;
        self.find(&self.cues.subject, desk).iter().any(between)
            || self.find(&self.cues.terminator, desk).iter().any(between)
            || (from..=to).any(|w| self.is_restated(scene, w, desk))
            || (from..=to).any(|w| self.is_comma(scene, w) && self.comma_cuts(scene, w, desk))
    }

    /// Whether a dash, colon or line break stands between two words, or between a word and the one at `to`.
    fn parted(&self, scene: &Scene, from: u32, to: u32) -> bool {
        (from..=to.min(scene.len.saturating_sub(1))).any(|w| w > 0 && self.before(scene, w) >= Break::Clause)
    }
}

/// The quotation around `inner`: offsets of its opening and closing sign. Looks at most [`META`] bytes to each side.
fn quotation(text: &str, block: Range<usize>, inner: Range<usize>) -> Option<(usize, usize)> {
    let mut from = inner.start.saturating_sub(META * 2).max(block.start);
    while !text.is_char_boundary(from) {
        from += 1;
    }
    let mut to = (inner.end + META * 2).min(block.end);
    while !text.is_char_boundary(to) {
        to -= 1;
    }
    let mut open: Option<(usize, char)> = None;
    for (i, c) in text[from..inner.start].char_indices() {
        open = match (open, c) {
            (None, '"' | '«') => Some((from + i, c)),
            (None, '\'') if is_quote(text, from + i) => Some((from + i, c)),
            (Some((_, '"')), '"') | (Some((_, '«')), '»') => None,
            (Some((_, '\'')), '\'') if !is_quote(text, from + i) => None,
            (open, _) => open,
        };
    }
    let (open, sign) = open?;
    let closing = match sign {
        '«' => '»',
        sign => sign,
    };
    let close = text[inner.end..to].find(closing)? + inner.end;
    Some((open, close))
}

/// Whether a single quote at `at` opens a quotation: it stands before a letter and not behind one.
fn is_quote(text: &str, at: usize) -> bool {
    !text[..at].ends_with(char::is_alphanumeric) && text[at + 1..].starts_with(char::is_alphabetic)
}
