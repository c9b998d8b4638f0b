//! Labels: what a colon earlier in the sentence opens, and whether the words before it forbid it («ممنوع: …»).
//!
//! It must not know headings nor lists.

use super::inline::Scene;
use super::{Judge, Verdict};
use crate::finding::Standing;
use crate::language::matcher::Desk;
use crate::language::words::Break;

/// Most words between a prohibition and what it governs in a label.
const GOVERNED: u32 = 4;

impl Judge<'_> {
    /// Rule 4: a label with a colon earlier in the sentence («ممنوع: …»).
    pub(super) fn label(&self, scene: &Scene, desk: &mut Desk) -> Option<Verdict> {
        let start = self.case.found.bytes.start;
        let sentence_start = self.case.passage.word(scene.base).start as usize;
        let colon = self
            .case
            .passage
            .words
            .marks
            .iter()
            .rev()
            .skip_while(|m| m.at as usize >= start)
            .take_while(|m| m.at as usize >= sentence_start)
            .find(|m| m.sign == ':')?;
        let colon_word = colon.word.saturating_sub(scene.base as u32);
        let cues = self.prohibitions(desk);
        // «ما نبيع كلام: نتائج مضمونة» denies talk, not what the colon opens.
        let idle = self.find(&self.cues.idle_talk, desk);
        let is_idle = |c: &(u32, u32)| idle.iter().any(|i| i.1 == colon_word && i.0 <= c.0);
        let cues = cues.into_iter().rev().filter(|c| !is_idle(c));
        let cue = cues.into_iter().find(|c| c.1 <= colon_word && colon_word - c.1 <= 10)?;
        let affirms = self.find(&self.cues.affirms, desk);
        if affirms.iter().any(|a| a.0 >= cue.1 && a.1 <= scene.a && self.is_anew(scene, cue.1, *a, colon_word, desk)) {
            return None;
        }
        Some(Verdict::new(Standing::Forbidden, "label", self.bytes(scene, cue)))
    }

    /// Whether an affirming word `at..end` says something of its own, and is not what a prohibition that ends at `from` forbids of
    /// the words behind the colon: «لا تقل ربما، قل: نضمن» affirms again, "never say or use: guaranteed" and "never use these
    /// words: guaranteed" do not.
    fn is_anew(&self, scene: &Scene, from: u32, (at, end): (u32, u32), colon: u32, desk: &mut Desk) -> bool {
        let word = &self.text[self.case.passage.word(scene.base + at as usize).range()];
        let of_wordings = end == colon || self.find(&self.cues.meta, desk).iter().any(|m| m.0 >= at && m.1 <= colon);
        !of_wordings
            || at - from > GOVERNED
            || word.starts_with(['و', 'ف'])
            || (from..=at).any(|w| self.before(scene, w) >= Break::Comma)
            || self.find(&self.cues.terminator, desk).iter().any(|t| t.0 >= from && t.0 < at)
    }
}
