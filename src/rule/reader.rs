//! The reader: what all rules of a policy look for, compiled together, and what was found of it in a page.
//!
//! Each block is read once for all rules. It must not know what a match means.

use std::collections::HashSet;
use std::ops::Range;
use std::sync::Mutex;

use super::lists;
use crate::language::disguise::Reading;
use crate::language::fold::Folded;
use crate::language::matcher::{Builder, Desk, Frame, Match, Matcher};
use crate::language::passage::Passage;
use crate::language::phrase::Phrase;
use crate::policy::model::{Located, Policy};

/// Collects what rules look for, before anything is read.
pub struct Wanted<'p> {
    policy: &'p Policy,
    defined: HashSet<String>,
    /// Takes frames and cues.
    pub builder: Builder,
}

impl<'p> Wanted<'p> {
    /// Nothing yet.
    pub fn new(policy: &'p Policy) -> Self {
        let mut wanted = Self { policy, defined: HashSet::new(), builder: Builder::default() };
        // Before any list: what holds a negator is known when it is defined.
        let negators = ["negator", "strong-negator", "ma"].into_iter().filter_map(|name| policy.cues.get(name));
        let negators: Vec<Phrase> = negators.flat_map(|entries| lists::phrases(entries, policy)).collect();
        wanted.builder.negators(negators.iter());
        wanted
    }

    /// The phrases of a cue list; none where the policy has no such list.
    pub fn cue(&mut self, name: &str) -> Vec<Phrase> {
        self.policy.cues.get(name).map(|entries| self.phrases(entries)).unwrap_or_default()
    }

    /// Parses phrases, and defines the word lists that they use.
    pub fn phrases(&mut self, texts: &[Located<String>]) -> Vec<Phrase> {
        let phrases = lists::phrases(texts, self.policy);
        lists::define_used(&phrases, self.policy, &mut self.builder, &mut self.defined);
        phrases
    }

    /// Looks for each of some phrases by itself; returns the numbers of their frames.
    pub fn each(&mut self, texts: &[Located<String>]) -> Range<usize> {
        let frames: Vec<usize> = texts
            .iter()
            .map(|text| {
                let phrases = self.phrases(std::slice::from_ref(text));
                self.builder.frame(&Frame { phrases, ..Frame::default() })
            })
            .collect();
        frames.first().map_or(0..0, |&first| first..first + frames.len())
    }
}

/// Compiled; shared by all threads.
#[derive(Debug)]
pub struct Reader {
    /// What is looked for.
    pub matcher: Matcher,
    /// Handed from page to page; no more than there are threads.
    desks: Mutex<Vec<Desk>>,
}

/// What was found in a page.
#[derive(Debug, Default)]
pub struct Found {
    /// Blocks with matches, in order.
    pub blocks: Vec<(Passage, Vec<Match>)>,
    /// Second readings of the page's disguised words.
    pub readings: Vec<Reading>,
}

impl Reader {
    /// Compiles what was collected.
    pub fn new(wanted: Wanted<'_>) -> Self {
        Self { matcher: wanted.builder.build(), desks: Mutex::default() }
    }

    /// A desk for a page; what is read at one desk can only be read on there.
    pub(super) fn lend(&self) -> Desk {
        self.desks.lock().ok().and_then(|mut desks| desks.pop()).unwrap_or_default()
    }

    /// Takes a desk back.
    pub(super) fn take_back(&self, desk: Desk) {
        if let Ok(mut desks) = self.desks.lock() {
            desks.push(desk);
        }
    }

    /// Reads a page.
    pub(super) fn read(&self, folded: &Folded, desk: &mut Desk) -> Found {
        let (blocks, readings) = self.matcher.scan(folded);
        let read = |block: Range<usize>| {
            let passage = self.matcher.read(folded, block, &readings, desk);
            let matches = self.matcher.matches(&passage, desk);
            (!matches.is_empty()).then_some((passage, matches))
        };
        Found { blocks: blocks.into_iter().filter_map(read).collect(), readings }
    }
}
