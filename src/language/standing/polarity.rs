//! The polarity of a heading, label, lead-in or cell: whether it forbids or affirms what belongs to it.

use std::ops::Range;

use super::{Judge, Setting};
use crate::language::matcher::Desk;
use crate::language::passage::Passage;
use crate::language::pattern::Tree;
use crate::language::window::WINDOW;
use crate::language::words::{Break, is_cross, is_tick};

/// What a heading says of what stands under it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Polarity {
    /// It must not be said or done.
    Forbids,
    /// It is said or done.
    Affirms,
}

/// Longest heading that is read, in bytes; what is longer is a text, not a label.
const LONGEST: usize = 600;
/// Most words of a cell that names its row.
const NAME: usize = 4;

impl Judge<'_> {
    fn read_aside(&self, range: Range<usize>, desk: &mut Desk) -> Option<Passage> {
        let mut end = range.end.min(range.start + LONGEST);
        while !self.text.is_char_boundary(end) {
            end -= 1;
        }
        let passage = self.matcher.read(self.case.folded, range.start..end, &[], desk);
        let words = 0..passage.len().min(WINDOW);
        if passage.is_empty() {
            return None;
        }
        self.matcher.fill(desk, &passage, words);
        Some(passage)
    }

    /// Fills the window with the first sentence of a block; `false` where it has more than `most` words.
    pub(super) fn read_answer(&self, range: Range<usize>, most: usize, desk: &mut Desk) -> bool {
        let Some(passage) = self.read_aside(range, desk) else { return false };
        let first = passage.sentence(0);
        if first.end > most {
            return false;
        }
        self.matcher.fill(desk, &passage, first);
        true
    }

    /// Places of a cue list in a filled window, without those inside a pseudo-negator.
    pub(super) fn cues_in(&self, list: &Tree, desk: &mut Desk) -> Vec<(u32, u32)> {
        let lists = self.matcher.lists();
        let mut found = desk.window.find(list, lists, true);
        if !found.is_empty() {
            let mut pseudo = desk.window.find(&self.cues.pseudo, lists, true);
            if !pseudo.is_empty() {
                // «لماذا لا تشتري» invites, «لماذا لا نشتري القوائم» denies.
                let why_not = desk.window.find(&self.cues.why_not, lists, true);
                pseudo.retain(|p| !why_not.iter().any(|w| w.0 == p.0));
            }
            found.retain(|f| !pseudo.iter().any(|p| p.0 <= f.0 && f.0 < p.1));
        }
        found
    }

    /// Places of prohibitions in a filled window. «ما نعد به» is what we promise.
    pub(super) fn prohibitions(&self, desk: &mut Desk) -> Vec<(u32, u32)> {
        let mut found = self.cues_in(&self.cues.forbids, desk);
        if !found.is_empty() {
            let what = desk.window.find(&self.cues.ma_what, self.matcher.lists(), true);
            found.retain(|f| !what.iter().any(|w| w.0 == f.0));
        }
        found
    }

    /// What an unfinished line denies of what comes next: "We are not:", «لا نخدم من يبحث عن:».
    fn unfinished(&self, passage: &Passage, desk: &mut Desk) -> Option<(u32, u32)> {
        let len = passage.len() as u32;
        let ends = |s: &(u32, u32)| s.1 == len;
        if let Some(end) = self.cues_in(&self.cues.at_end, desk).into_iter().find(ends) {
            return Some(end);
        }
        desk.window.find(&self.cues.open_end, self.matcher.lists(), true).into_iter().find(ends)?;
        let last = passage.sentence(passage.len() - 1).start as u32;
        let mut negators = self.cues_in(&self.cues.strong, desk);
        negators.extend(self.cues_in(&self.cues.inner, desk));
        let stops = [&self.cues.terminator, &self.cues.except, &self.cues.subject];
        let stops: Vec<_> = stops.iter().flat_map(|list| desk.window.find(list, self.matcher.lists(), true)).collect();
        let comma = |w: u32| passage.word(w as usize).before >= Break::Comma;
        // «ما نقوله» is what we say.
        let is_what = |n: &(u32, u32)| {
            let word = |at: u32| &self.text[passage.word(at as usize).range()];
            word(n.0).ends_with("ما") && word(n.1 - 1).ends_with(['ه', 'ا'])
        };
        let reaches =
            |n: &(u32, u32)| n.0 >= last && !is_what(n) && !stops.iter().any(|s| s.0 >= n.1) && !(n.1..len).any(comma);
        negators.into_iter().rev().find(reaches)
    }

    /// The polarity of a heading, lead-in or column header.
    pub(super) fn polarity(&self, range: Range<usize>, desk: &mut Desk) -> Option<(Polarity, Range<usize>)> {
        if let Some(mark) = first_mark(&self.text[range.clone()]) {
            let at = range.start + mark.1;
            return Some((mark.0, at..at + mark.2));
        }
        let passage = self.read_aside(range, desk)?;
        let mut forbids = self.prohibitions(desk);
        forbids.extend(self.not_to(&passage, 0..passage.len().min(WINDOW)));
        forbids.extend(self.unfinished(&passage, desk));
        forbids.sort_unstable();
        let affirms = desk.window.find(&self.cues.affirms, self.matcher.lists(), true);
        // «ما لا نقدّمه» holds «نقدّمه»: what a prohibition covers does not affirm.
        let clear: Vec<_> = affirms.iter().filter(|a| !forbids.iter().any(|f| a.0 < f.1 && f.0 < a.1)).collect();
        let span = |s: &(u32, u32)| passage.bytes(s.0 as usize..s.1 as usize);
        match (forbids.first(), clear.first()) {
            (Some(f), None) => Some((Polarity::Forbids, span(f))),
            (Some(f), Some(a)) if f.0 < a.0 => Some((Polarity::Forbids, span(f))),
            (_, Some(a)) => Some((Polarity::Affirms, span(a))),
            (None, None) => None,
        }
    }

    /// The last sentence of a block: it is what introduces a list.
    fn last_sentence(&self, range: Range<usize>, desk: &mut Desk) -> Range<usize> {
        let mut start = range.end.saturating_sub(LONGEST).max(range.start);
        while !self.text.is_char_boundary(start) {
            start += 1;
        }
        let Some(passage) = self.read_aside(start..range.end, desk) else { return range };
        let first = passage.sentences.last().map_or(0, |&s| s as usize);
        passage.word(first).start as usize..range.end
    }

    /// The polarity of a lead-in: that of its last sentence, or of all of it.
    pub(super) fn lead_in_polarity(&self, range: Range<usize>, desk: &mut Desk) -> Option<(Polarity, Range<usize>)> {
        let last = self.last_sentence(range.clone(), desk);
        let found = if last == range { None } else { self.heading_polarity(last, desk) };
        found.or_else(|| self.heading_polarity(range, desk))
    }

    /// What forbids a list in the full sentence before it: "We do none of the following."
    pub(super) fn announced(&self, range: Range<usize>, desk: &mut Desk) -> Option<Range<usize>> {
        let last = self.last_sentence(range, desk);
        self.stands_in(&self.cues.announces, last.clone(), desk)?;
        match self.heading_polarity(last, desk)? {
            (Polarity::Forbids, cue) => Some(cue),
            (Polarity::Affirms, _) => None,
        }
    }

    /// The polarity of a heading or lead-in over the block; «هل في ذلك مخالفة؟» asks and has none.
    pub(super) fn heading_polarity(&self, range: Range<usize>, desk: &mut Desk) -> Option<(Polarity, Range<usize>)> {
        let found = self.polarity(range.clone(), desk)?;
        let asks = self.text[range.clone()].trim_end_matches([' ', '*', '_']).ends_with('?')
            && self.begins_with(&self.cues.asks_whether, range.clone(), desk).is_some()
            && self.begins_with(&self.cues.asks_what, range, desk).is_none();
        (!asks).then_some(found)
    }

    /// Where one of a list's phrases stands at the front of a heading or cell.
    pub(super) fn begins_with(&self, list: &Tree, range: Range<usize>, desk: &mut Desk) -> Option<Range<usize>> {
        let passage = self.read_aside(range, desk)?;
        let found = desk.window.find(list, self.matcher.lists(), true).into_iter().find(|s| s.0 == 0)?;
        Some(passage.bytes(0..found.1 as usize))
    }

    /// What makes a cell a client's: the header of its column, or for a quotation a short cell beside it («اعتراض»).
    pub(super) fn clients_cell(&self, setting: &dyn Setting, desk: &mut Desk) -> Option<Range<usize>> {
        let column = setting.column().and_then(|h| self.begins_with(&self.cues.clients, h, desk));
        if column.is_some() || !self.text[setting.block()].trim_start().starts_with(['"', '«']) {
            return column;
        }
        let short = |cell: &Range<usize>| self.text[cell.clone()].split_whitespace().count() <= NAME;
        let mut cells = setting.row().into_iter().map(|(cell, _)| cell).filter(short);
        cells.find_map(|cell| self.begins_with(&self.cues.clients, cell, desk))
    }

    /// What makes a block an incident's: the header of its column, or what stands over its table or list. Whoever speaks in it
    /// («We guarantee …») promises.
    pub(super) fn incident(&self, setting: &dyn Setting, desk: &mut Desk) -> Option<Range<usize>> {
        let column = setting.column().and_then(|h| self.begins_with(&self.cues.incident_column, h, desk));
        let cue = column.or_else(|| {
            let above = setting.lead_ins().into_iter().chain(setting.headings().into_iter().take(1));
            above.into_iter().find_map(|h| self.stands_in(&self.cues.incident_heading, h, desk))
        })?;
        (!self.speaks(desk)).then_some(cue)
    }

    /// Where one of a list's phrases stands in a heading or cell.
    pub(super) fn stands_in(&self, list: &Tree, range: Range<usize>, desk: &mut Desk) -> Option<Range<usize>> {
        let passage = self.read_aside(range, desk)?;
        let found = *desk.window.find(list, self.matcher.lists(), true).first()?;
        Some(passage.bytes(found.0 as usize..found.1 as usize))
    }

    /// The polarity that another cell lends to its row.
    pub(super) fn row_polarity(
        &self,
        range: Range<usize>,
        header: Option<Range<usize>>,
        names_row: bool,
        desk: &mut Desk,
    ) -> Option<(Polarity, Range<usize>)> {
        let others = header.clone().and_then(|h| self.stands_in(&self.cues.others, h, desk)).is_some();
        if others {
            return None;
        }
        let judges = header.and_then(|h| self.stands_in(&self.cues.verdict_header, h, desk)).is_some();
        if let Some(mark) = first_mark(&self.text[range.clone()]) {
            let at = range.start + mark.1;
            return Some((mark.0, at..at + mark.2));
        }
        let passage = self.read_aside(range, desk)?;
        let near_front = |found: Vec<(u32, u32)>| found.into_iter().find(|f| f.0 < 6);
        let span = |s: (u32, u32)| passage.bytes(s.0 as usize..s.1 as usize);
        if let Some(found) = near_front(self.cues_in(&self.cues.verdict, desk)) {
            return Some((Polarity::Forbids, span(found)));
        }
        // «Never» beside the name of a row answers it; elsewhere only under a header that asks for verdicts.
        let judges = judges || names_row && passage.len() <= 4;
        if judges && let Some(found) = near_front(self.cues_in(&self.cues.bare_verdict, desk)) {
            return Some((Polarity::Forbids, span(found)));
        }
        let approves = desk.window.find(&self.cues.approves, self.matcher.lists(), true);
        near_front(approves).map(|found| (Polarity::Affirms, span(found)))
    }
}

/// A cross or tick at the front of a text: polarity, offset, length.
fn first_mark(text: &str) -> Option<(Polarity, usize, usize)> {
    let (at, c) = text.char_indices().find(|(_, c)| !c.is_whitespace() && !"*#-:([".contains(*c))?;
    if is_cross(c) {
        Some((Polarity::Forbids, at, c.len_utf8()))
    } else if is_tick(c) {
        Some((Polarity::Affirms, at, c.len_utf8()))
    } else {
        None
    }
}
