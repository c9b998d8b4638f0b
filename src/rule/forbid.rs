//! `forbid`: what may not be said. All rules of the kind are matched together, each block is read once for all of them.
//!
//! It must not know how text is folded or matched, nor what a cue is.

use std::collections::HashMap;
use std::ops::Range;

use regex::Regex;

use super::approved::Approved;
use super::hidden;
use super::reader::Wanted;
use super::scope::Scope;
use super::setting::{BlockSetting, Blocks};
use super::{Context, Page, Rule, Sink};
use crate::document::{BlockId, BlockKind};
use crate::finding::{Cue, Finding, Severity, Span, Standing};
use crate::language::matcher::{Desk, Frame, Match};
use crate::language::passage::Passage;
use crate::language::phrase::Phrase;
use crate::language::standing::{CUES, Case, Cues, Verdict, judge};
use crate::policy::model::{Level, Policy, RuleBody};

pub mod trace;

/// A rule as it runs.
struct Compiled {
    rule: usize,
    /// The matcher's index of its first frame.
    first_frame: usize,
    scope: Scope,
    standing: Vec<Standing>,
    own_negator: bool,
    /// Reports invisible characters inside the words of other rules' matches.
    hidden: bool,
}

/// A regular expression of a frame.
struct Expression {
    frame: usize,
    /// Its number in the frame, counted on from the frame's phrases.
    pattern: usize,
    regex: Regex,
}

/// All `forbid` rules of a policy.
pub struct Forbids {
    cues: Cues,
    rules: Vec<Compiled>,
    /// Frame index → index into `rules`.
    owners: Vec<usize>,
    regexes: Vec<Expression>,
    approved: Approved,
}

/// A match whose standing is known.
#[derive(Clone)]
struct Judged {
    rule: usize,
    /// The frame and, in it, the phrase or regular expression that matched.
    frame: usize,
    pattern: usize,
    severity: Severity,
    bytes: Range<usize>,
    verdict: Verdict,
}

impl Forbids {
    /// Compiles the rules of a policy that was checked. Comes first, so that its frames are the first.
    pub fn compile(policy: &Policy, wanted: &mut Wanted<'_>) -> Self {
        let mut cues: HashMap<&str, Vec<Phrase>> = CUES.iter().map(|&(name, _)| (name, wanted.cue(name))).collect();
        let cues = Cues::compile(&mut wanted.builder, &mut |name| cues.remove(name).unwrap_or_default());
        let (mut rules, mut owners, mut regexes) = (Vec::new(), Vec::new(), Vec::new());
        for (rule, spec) in policy.rules.iter().enumerate() {
            let RuleBody::Forbid(forbid) = &spec.body else { continue };
            if spec.level == Level::Off {
                continue;
            }
            let first_frame = owners.len();
            for frame in &forbid.frames {
                for (pattern, regex) in (frame.phrases.len()..).zip(&frame.regex) {
                    let frame = owners.len();
                    regexes.extend(Regex::new(&regex.value).ok().map(|regex| Expression { frame, pattern, regex }));
                }
                let frame = Frame {
                    phrases: wanted.phrases(&frame.phrases),
                    unless: wanted.phrases(&frame.unless),
                    unless_block: wanted.phrases(&frame.unless_block),
                };
                wanted.builder.frame(&frame);
                owners.push(rules.len());
            }
            rules.push(Compiled {
                rule,
                first_frame,
                scope: Scope::new(policy, &forbid.within),
                standing: forbid.standing.clone(),
                own_negator: forbid.own_negator,
                hidden: forbid.hidden,
            });
        }
        let approved = Approved::new(policy.approved.iter().map(|s| s.value.as_str()));
        Self { cues, rules, owners, regexes, approved }
    }

    fn reading<'a>(&self, page: &'a Page<'a>, cx: &'a Context<'a>, blocks: &'a Blocks) -> Reading<'a> {
        let in_force = self.rules.iter().map(|r| r.scope.covers(&page.document.path)).collect();
        Reading { page, cx, blocks, in_force }
    }

    /// All judged matches of a page, those that overlap included.
    fn judged(&self, reading: &Reading<'_>) -> Vec<Judged> {
        let found = reading.page.found();
        let desk = &mut *reading.page.desk();
        let mut judged = Vec::new();
        for (passage, matches) in &found.blocks {
            self.block(reading, passage, matches, desk, &mut judged);
        }
        self.regexes(reading, &mut judged, desk);
        judged
    }

    fn severity(&self, rule: usize, page: &Page<'_>, cx: &Context<'_>) -> Option<Severity> {
        match cx.policy.rules[self.rules[rule].rule].level_for(page.profile) {
            Level::On(severity) => Some(severity),
            Level::Off => None,
        }
    }

    /// All judged matches of one block.
    fn block(
        &self,
        reading: &Reading<'_>,
        passage: &Passage,
        matches: &[Match],
        desk: &mut Desk,
        judged: &mut Vec<Judged>,
    ) {
        let Reading { page, cx, blocks, .. } = reading;
        let Some(id) = blocks.starting_at(passage.range.start) else { return };
        if page.document.blocks[id as usize].kind == BlockKind::Code {
            return;
        }
        for found in matches {
            // What comes after its own frames other rules look for.
            let Some(&owner) = self.owners.get(found.frame).filter(|&&owner| reading.in_force[owner]) else { continue };
            let Some(severity) = self.severity(owner, page, cx) else { continue };
            let verdict = self.verdict(reading, passage, found, owner, id, desk);
            let Match { frame, pattern, ref bytes, .. } = *found;
            judged.push(Judged { rule: owner, frame, pattern, severity, bytes: bytes.clone(), verdict });
        }
    }

    fn verdict(
        &self,
        reading: &Reading<'_>,
        passage: &Passage,
        found: &Match,
        owner: usize,
        id: BlockId,
        desk: &mut Desk,
    ) -> Verdict {
        let page = reading.page;
        if let Some(range) = self.approved.around(&page.folded.text, &passage.range, &found.bytes) {
            return Verdict { standing: Standing::Approved, rule: "approved", cue: Some(range) };
        }
        let text = page.folded.map.to_source(found.bytes.clone());
        let code = &page.document.code;
        let i = code.partition_point(|c| (c.end as usize) <= text.start);
        if code.get(i).is_some_and(|c| (c.start as usize) < text.end) {
            return Verdict { standing: Standing::Mentioned, rule: "code", cue: Some(found.bytes.clone()) };
        }
        // Words struck out were said once and are taken back; a claim that begins or ends with them is not made any more.
        let struck = |at: usize| {
            let struck = &page.document.struck;
            struck.get(struck.partition_point(|s| s.end as usize <= at)).is_some_and(|s| s.start as usize <= at)
        };
        if struck(text.start) || struck(text.end.saturating_sub(1)) {
            return Verdict { standing: Standing::Mentioned, rule: "struck", cue: Some(found.bytes.clone()) };
        }
        let case = Case {
            folded: page.folded,
            passage,
            found,
            own_negator: self.rules[owner].own_negator || found.own_negator,
        };
        let setting = BlockSetting { document: page.document, folded: page.folded, blocks: reading.blocks, id };
        judge(&page.reader.matcher, &self.cues, &case, &setting, desk)
    }

    fn regexes(&self, reading: &Reading<'_>, out: &mut Vec<Judged>, desk: &mut Desk) {
        let Reading { page, cx, blocks, .. } = reading;
        for &Expression { frame, pattern, ref regex } in &self.regexes {
            let owner = self.owners[frame];
            let Some(severity) = self.severity(owner, page, cx).filter(|_| reading.in_force[owner]) else { continue };
            let mut last: Option<Passage> = None;
            for hit in regex.find_iter(&page.folded.text) {
                let block = crate::language::matcher::block_around(&page.folded.text, hit.start());
                let Some(id) = blocks.starting_at(block.start) else { continue };
                if hit.is_empty() || hit.end() > block.end || page.document.blocks[id as usize].kind == BlockKind::Code
                {
                    continue;
                }
                if last.as_ref().is_none_or(|p| p.range != block) {
                    last = Some(page.reader.matcher.read(page.folded, block, &page.found().readings, desk));
                }
                let Some(passage) = &last else { continue };
                let words = &passage.words.words;
                let first = words.partition_point(|w| (w.end as usize) <= hit.start());
                let end = words.partition_point(|w| (w.start as usize) < hit.end());
                if first >= end {
                    continue;
                }
                let found = Match { frame, pattern, words: first..end, bytes: hit.range(), own_negator: false };
                let verdict = self.verdict(reading, passage, &found, owner, id, desk);
                out.push(Judged { rule: owner, frame, pattern, severity, bytes: hit.range(), verdict });
            }
        }
    }

    /// Invisible characters that disguise a match, whatever its standing.
    fn hidden(&self, reading: &Reading<'_>, judged: &[Judged], sink: &mut Sink) {
        let Reading { page, cx, .. } = reading;
        let Some(owner) = self.rules.iter().position(|r| r.hidden) else { return };
        let Some(severity) = self.severity(owner, page, cx).filter(|_| reading.in_force[owner]) else { return };
        for disguise in hidden::disguises(page.folded, judged.iter().map(|j| &j.bytes)) {
            let span = reading.source(disguise.range);
            let rule = self.rules[owner].rule;
            let mut finding = page.finding(rule, span, severity, Standing::Asserted, None, cx);
            finding.message = format!("{} ({})", finding.message, hidden::named(&disguise.characters));
            sink.findings.push(finding);
        }
    }
}

/// One page while it is read.
struct Reading<'a> {
    page: &'a Page<'a>,
    cx: &'a Context<'a>,
    blocks: &'a Blocks,
    in_force: Vec<bool>,
}

impl Reading<'_> {
    fn source(&self, folded: Range<usize>) -> Span {
        let text = self.page.folded.to_text(&self.page.document.text, folded);
        let source = self.page.document.to_source(text);
        Span::new(source.start, source.end)
    }

    fn finding(&self, judged: &Judged, rule: usize) -> Finding {
        let cue = judged.verdict.cue.clone().map(|range| {
            let span = self.source(range);
            Cue {
                rule: judged.verdict.rule,
                text: self.page.document.source.get(span.start..span.end).unwrap_or_default().to_owned(),
                start: self.page.lines.position(span.start),
                end: self.page.lines.position(span.end),
            }
        });
        let span = self.source(judged.bytes.clone());
        self.page.finding(rule, span, judged.severity, judged.verdict.standing, cue, self.cx)
    }
}

impl Rule for Forbids {
    fn check(&self, page: &Page<'_>, cx: &Context<'_>, sink: &mut Sink) {
        let is_ours = |m: &Match| m.frame < self.owners.len();
        if self.regexes.is_empty() && !page.found().blocks.iter().any(|(_, matches)| matches.iter().any(is_ours)) {
            return;
        }
        let blocks = Blocks::of(page.folded);
        let reading = self.reading(page, cx, &blocks);
        let judged = self.judged(&reading);
        self.hidden(&reading, &judged, sink);
        for found in
            one_a_claim(judged, |j| cx.policy.rules[self.rules[j.rule].rule].category(), |j| self.is_finding(j))
        {
            let finding = reading.finding(&found, self.rules[found.rule].rule);
            if self.is_finding(&found) {
                sink.findings.push(finding);
            } else {
                sink.allowed.push(finding);
            }
        }
    }
}

impl Forbids {
    fn is_finding(&self, judged: &Judged) -> bool {
        self.rules[judged.rule].standing.contains(&judged.verdict.standing)
    }
}

/// Of overlapping matches of one category one stays: findings before licensed matches, the graver, the shorter, the earlier.
fn one_a_claim<'p>(
    mut judged: Vec<Judged>,
    category: impl Fn(&Judged) -> &'p str,
    is_finding: impl Fn(&Judged) -> bool,
) -> Vec<Judged> {
    judged.sort_by_key(|j| (!is_finding(j), std::cmp::Reverse(j.severity), j.bytes.len(), j.bytes.start, j.rule));
    let mut taken: std::collections::BTreeMap<(&str, usize), usize> = std::collections::BTreeMap::new();
    let mut out = Vec::new();
    for found in judged {
        let category = category(&found);
        // Kept matches of a category never overlap, so only the last one that begins before this one's end can reach it.
        let before = taken.range((category, 0)..(category, found.bytes.end)).next_back();
        if before.is_some_and(|(_, &end)| end > found.bytes.start) {
            continue;
        }
        taken.insert((category, found.bytes.start), found.bytes.end);
        out.push(found);
    }
    out
}
