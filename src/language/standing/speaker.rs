//! Scripts: whose line a claim stands in, by the speaker's name before the colon.
//!
//! It must not know cues before or behind the claim in its sentence.

use super::{Judge, Verdict};
use crate::finding::Standing;
use crate::language::matcher::Desk;
use crate::language::words::Break;

/// Most words of a speaker's name.
const NAME: usize = 6;
/// Colons that are looked at before a claim, nearest first.
const COLONS: usize = 8;

impl Judge<'_> {
    /// A line that a client speaks: «العميل: أبغى …», up to the next line of ours. Leaves the window changed.
    pub(super) fn spoken(&self, desk: &mut Desk) -> Option<Verdict> {
        let passage = self.case.passage;
        // A match may begin with the label itself («Client: I need …»).
        let found = &self.case.found.words;
        let before = passage.words.marks.partition_point(|m| m.word as usize <= found.end.min(found.start + 2));
        let colons = passage.words.marks[..before].iter().rev().filter(|m| m.sign == ':').take(COLONS);
        for colon in colons {
            let end = colon.word as usize;
            let mut start = end;
            while start > 0 && end - start < NAME {
                start -= 1;
                if passage.word(start).before >= Break::Clause {
                    break;
                }
            }
            if start == end {
                continue;
            }
            self.matcher.fill(desk, passage, start..end);
            let len = (end - start) as u32;
            if self.find(&self.cues.our_speaker, desk).iter().any(|s| s.1 == len) {
                return None;
            }
            let begins = start == 0 || passage.word(start).before >= Break::Clause;
            let client = self.find(&self.cues.client_speaker, desk).into_iter().find(|s| s.0 == 0 && begins);
            // "Buyer (Riyadh):" is still the buyer; "client benefit:" is another thing.
            let bracket = |at: u32| self.text[..passage.word(start + at as usize).start as usize].ends_with('(');
            if let Some(client) = client.filter(|s| s.1 == len || bracket(s.1)) {
                let at = passage.bytes(start..start + client.1 as usize);
                return Some(Verdict::new(Standing::Mentioned, "third-party", at));
            }
        }
        None
    }
}
