//! Topics and pronouns: what a label names as asked about, and whom "they" means.
//!
//! It must not know negators.

use super::inline::Scene;
use super::{Judge, Setting, Verdict};
use crate::finding::Standing;
use crate::language::matcher::Desk;
use crate::language::words::Break;

/// Most words of a label that names a topic.
const LABEL: usize = 12;
/// Least words by which a match must run on behind the colon to have been put together from two statements.
const RUN_ON: usize = 4;
/// Words of an answer in which a yes is looked for.
const ANSWER: usize = 4;

impl Judge<'_> {
    /// A claim inside the label of a question, before its colon: «سؤال عن الخصم الضريبي: …». An answer that begins with a yes takes
    /// it up. Leaves the window changed.
    pub(super) fn topic(&self, desk: &mut Desk) -> Option<Verdict> {
        let passage = self.case.passage;
        let found = &self.case.found.words;
        let sentence = self.sentence_of(found);
        let marks = &passage.words.marks;
        let from = marks.partition_point(|m| m.word as usize <= found.start);
        let colon = marks[from..].iter().take(LABEL).find(|m| m.sign == ':')?;
        let end = colon.word as usize;
        // «سؤال عن النتائج: مضمونة» claims across its colon.
        let across = found.end > end && found.end < end + RUN_ON;
        if across || end > sentence.start + LABEL || end >= passage.len() {
            return None;
        }
        self.matcher.fill(desk, passage, sentence.start..end);
        let topic = self.find(&self.cues.topic, desk).into_iter().find(|s| s.0 == 0)?;
        if sentence.start + topic.1 as usize > found.start {
            return None;
        }
        self.matcher.fill(desk, passage, end..passage.len().min(end + ANSWER));
        if self.find(&self.cues.yes_answer, desk).iter().any(|s| s.0 == 0) {
            return None;
        }
        let at = passage.bytes(sentence.start..sentence.start + topic.1 as usize);
        Some(Verdict::new(Standing::Mentioned, "topic", at))
    }

    /// Whether "they" at the front of a sentence are our clients: the sentence before it, or the question over it, names them and
    /// nobody else. Leaves the window as it was.
    pub(super) fn are_our_clients(
        &self,
        scene: &Scene,
        cue: (u32, u32),
        setting: &dyn Setting,
        desk: &mut Desk,
    ) -> bool {
        let passage = self.case.passage;
        if cue != (0, 1) || &self.text[passage.word(scene.base).range()] != "they" {
            return false;
        }
        let start = self.sentence_of(&self.case.found.words).start;
        let named = if start > 0 {
            let before = passage.sentence(start - 1);
            Some(passage.bytes(before))
        } else {
            setting.lead_ins().into_iter().chain(setting.text_above()).chain(setting.headings()).next()
        };
        let ours = named.is_some_and(|named| {
            self.stands_in(&self.cues.our_clients, named.clone(), desk).is_some()
                && self.stands_in(&self.cues.others, named, desk).is_none()
        });
        self.scene(desk);
        ours
    }

    /// Whether «وهم» at `at` is "and they", not a delusion: a plural follows it («وهم ما يدرون», «وهم نايمين»).
    pub(super) fn is_and_they(&self, scene: &Scene, at: u32) -> bool {
        let word = |i: u32| &self.text[self.case.passage.word(scene.base + i as usize).range()];
        if word(at) != "وهم" {
            return false;
        }
        let negated =
            at + 1 < scene.len && matches!(word(at + 1), "ما" | "لا" | "لم" | "لن" | "مش" | "مو" | "مب" | "غير");
        let next = at + 1 + u32::from(negated);
        next < scene.len
            && self.before(scene, next) == Break::None
            && word(next).len() >= 8
            && !word(next).starts_with("ال")
            && ["ون", "وا", "ين", "وش"].iter().any(|plural| word(next).ends_with(plural))
    }
}
