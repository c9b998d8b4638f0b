//! Stories: what befell somebody else, told over several sentences of one paragraph.
//!
//! It must not know what lies around the paragraph.

use std::ops::Range;

use super::Judge;
use crate::language::matcher::Desk;
use crate::language::window::WINDOW;

/// Sentences before the claim's among which a story may begin.
const FAR: usize = 3;

impl Judge<'_> {
    /// The words that begin a story about somebody else, which the claim's sentence goes on with: «صاحبي عنده محل. جرّب أداة …».
    /// What speaks of us ends it. Leaves the window changed.
    pub(super) fn told(&self, desk: &mut Desk) -> Option<Range<usize>> {
        let passage = self.case.passage;
        let mut sentence = self.sentence_of(&self.case.found.words);
        for _ in 0..FAR {
            if sentence.start == 0 {
                return None;
            }
            self.fill(&sentence, desk);
            let goes_on = self.find(&self.cues.goes_on, desk).iter().any(|s| s.0 == 0);
            if !goes_on || self.speaks_of_us(desk) {
                return None;
            }
            sentence = self.sentence_of(&(sentence.start - 1..sentence.start));
            self.fill(&sentence, desk);
            if self.speaks_of_us(desk) {
                return None;
            }
            if let Some(story) = self.find(&self.cues.story, desk).first() {
                let (from, to) = (sentence.start + story.0 as usize, sentence.start + story.1 as usize);
                return Some(passage.bytes(from..to));
            }
        }
        None
    }

    fn fill(&self, sentence: &Range<usize>, desk: &mut Desk) {
        let end = sentence.end.min(sentence.start + WINDOW);
        self.matcher.fill(desk, self.case.passage, sentence.start..end);
    }

    fn speaks_of_us(&self, desk: &mut Desk) -> bool {
        !self.find(&self.cues.ours, desk).is_empty() || !self.find(&self.cues.subject, desk).is_empty()
    }
}
