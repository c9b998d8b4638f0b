//! Answers: a no that is a statement of its own, behind which a new one begins.
//!
//! It must not know what lies around the block.

use super::Judge;
use super::inline::Scene;
use crate::language::matcher::Desk;
use crate::language::words::Break;

impl Judge<'_> {
    /// Whether the claim begins behind the comma of a negator that is a sentence of its own, said to somebody: «ولا أحد يا غالي،
    /// نتائج مضمونة». A verb behind the comma goes on with the negator's subject.
    pub(super) fn is_answered<'s>(
        &self,
        scene: &Scene,
        negators: impl IntoIterator<Item = &'s (u32, u32)>,
        desk: &mut Desk,
    ) -> bool {
        if !self.is_comma(scene, scene.a) {
            return false;
        }
        let first = &self.text[self.case.passage.word(scene.base + scene.a as usize).range()];
        let called = self.find(&self.cues.vocative, desk).into_iter().rev().find(|v| v.1 <= scene.a);
        let Some(called) = called.filter(|v| scene.a - v.1 <= 3 && !first.starts_with('ي')) else { return false };
        let touches =
            |n: &(u32, u32)| n.1 <= called.0 && called.0 - n.1 <= 1 && self.before(scene, n.0) >= Break::Comma;
        (called.1..scene.a).all(|w| self.before(scene, w) == Break::None) && negators.into_iter().any(touches)
    }

    /// Whether the sentence begins with a bare no: "No, it won't slow you down, …" denies a fear, not what comes behind it.
    pub(super) fn answers_no(&self, scene: &Scene) -> bool {
        let word = self.case.passage.word(scene.base);
        let first = &self.text[word.range()];
        matches!(first, "no" | "nope" | "لا" | "لأ" | "كلا")
            && scene.len > 1
            && self.before(scene, 1) == Break::Comma
            && self.sentence_of(&self.case.found.words).start == scene.base
    }
}

/// Whether a folded word begins a reason of its own: «فالرسائل …».
pub(super) fn gives_reason(word: &str) -> bool {
    word.starts_with("فال") && word.len() >= 12
}
