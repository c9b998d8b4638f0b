//! `value`: the quantity in a phrase agrees with a constant in code, wherever the phrase stands.
//!
//! It must not know how a phrase is matched.

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::OnceLock;

use crate::document::{Block, BlockId, BlockKind, Document};
use crate::finding::{Position, Severity};
use crate::language::fold::is_invisible;
use crate::language::matcher::Frame;
use crate::language::phrase::Phrase;
use crate::language::quantity::Edit;
use crate::policy::bound::{Value, split};
use crate::policy::model::{Policy, RuleBody};
use crate::rule::bound::cell::Cell;
use crate::rule::bound::compare::{fault, reading, shown};
use crate::rule::bound::spoken::both;
use crate::rule::bound::truth::{Truth, Unfound, select, short, truth};
use crate::rule::bound::{self, Binding, Bound, Wrong};
use crate::rule::outline::written_at;
use crate::rule::reader::Wanted;
use crate::rule::{Context, Page, Place, Rule, Sink, Tree, finding};

/// All `value` rules of a policy.
#[derive(Debug)]
pub struct Values {
    rules: Vec<Compiled>,
}

#[derive(Debug)]
struct Compiled {
    bound: Bound,
    value: Value,
    /// The reader's number of the phrase, and of its two parts where it may lie across a container.
    frame: usize,
    parts: Option<(usize, usize)>,
    /// What the code says, worked out once.
    truth: OnceLock<Result<Truth, Unfound>>,
}

impl Values {
    /// Takes the `value` rules of a policy; those that are off are left out.
    pub fn new(policy: &Policy, wanted: &mut Wanted<'_>) -> Self {
        let values = Bound::all(policy, |spec| match &spec.body {
            RuleBody::Value(value) => Some(value.clone()),
            _ => None,
        });
        let mut rules = Vec::new();
        for (bound, value) in values {
            // A phrase that cannot be parsed was refused with the policy.
            let Some(phrase) = wanted.phrases(std::slice::from_ref(&value.phrase)).pop() else { continue };
            let parts = if value.across_group { split(&phrase) } else { None };
            let mut frame = |phrase: Phrase| wanted.builder.frame(&Frame { phrases: vec![phrase], ..Frame::default() });
            let parts = parts.map(|(words, quantity)| (frame(words), frame(quantity)));
            let frame = frame(phrase);
            rules.push(Compiled { bound, value, frame, parts, truth: OnceLock::new() });
        }
        Self { rules }
    }
}

impl Rule for Values {
    fn check(&self, page: &Page<'_>, cx: &Context<'_>, sink: &mut Sink) {
        bound::check(&self.rules, page, cx, sink);
    }

    fn finish(&self, tree: &Tree<'_>, cx: &Context<'_>, sink: &mut Sink) {
        for compiled in &self.rules {
            compiled.bound.report(|| compiled.unfound(cx), tree, cx, sink);
            compiled.finish(tree, cx, sink);
        }
    }
}

impl Binding for Compiled {
    fn bound(&self) -> &Bound {
        &self.bound
    }

    fn unfound<'a>(&'a self, cx: &Context<'_>) -> &'a [Unfound] {
        self.truth(cx).as_ref().err().map_or(&[], std::slice::from_ref)
    }

    fn check(&self, severity: Severity, page: &Page<'_>, cx: &Context<'_>, sink: &mut Sink) {
        let document = page.document;
        let Found { cells, bare } = match self.parts {
            None => {
                let alone = |range: Range<usize>| (range.clone(), range);
                Found { cells: matches(page, self.frame).into_iter().map(alone).collect(), bare: Vec::new() }
            }
            Some(parts) => across(page, parts),
        };
        if cells.is_empty() && bare.is_empty() {
            let nowhere = both("", "nowhere");
            return self.bound.note_absent(page, &nowhere, cx, sink);
        }
        self.bound.note_found(page, sink);
        let Ok(truth) = self.truth(cx) else { return };
        let constant = &truth.name;
        for (subject, range) in cells {
            let alone = subject == range;
            let cell = Cell::of_range(document, self.whole(document, widened(&document.text, range), truth));
            let Some(fault) = fault(&cell, truth, &self.value.style) else { continue };
            let subject = if alone { cell.range.clone() } else { subject };
            let phrase = short(&Cell::of_range(document, subject).text);
            let fact = both(
                format!("«{phrase}»: {} (`{constant}`)", fault.fact.ar),
                format!("`{phrase}` {} (`{constant}`)", fault.fact.en),
            );
            let span = cell.span(document, fault.range);
            let fix = cell.fix(document, &fault.edits).filter(|_| stands_apart(document, &cell, &fault.edits));
            let wrong = Wrong { span, fact, help: fault.help, related: truth.places.clone(), fix };
            sink.findings.push(self.bound.finding(page, severity, wrong, cx));
        }
        for range in bare {
            let cell = Cell::of_range(document, range);
            let name = short(&cell.text);
            let (ar, en) = (
                shown(truth, &self.value.style, crate::policy::model::Lang::Ar),
                shown(truth, &self.value.style, crate::policy::model::Lang::En),
            );
            let fact = both(
                format!("لا كمية مع «{name}» هنا، والصحيح «{ar}» (`{constant}`)"),
                format!("no quantity stands with `{name}` here, and it is {en} (`{constant}`)"),
            );
            let help = both(format!("اكتب «{ar}»"), format!("write `{en}`"));
            let span = cell.whole(document);
            let wrong = Wrong { span, fact, help, related: truth.places.clone(), fix: None };
            sink.findings.push(self.bound.finding(page, severity, wrong, cx));
        }
    }
}

impl Compiled {
    fn truth(&self, cx: &Context<'_>) -> &Result<Truth, Unfound> {
        self.truth.get_or_init(|| {
            let (file, found) = select(&self.value.equals, cx.policy, &cx.sources)?;
            truth(file, &found, &self.value.fields, &self.value.style)
        })
    }

    /// A match with the words around it that belong to its quantity: «يوم ونصف», «من 499 إلى 599». A phrase knows where a
    /// quantity stands; how far it reaches is known to who reads it exactly.
    fn whole(&self, document: &Document, range: Range<usize>, truth: &Truth) -> Range<usize> {
        let block = &document.blocks[document.block_at(range.start) as usize].range;
        let (start, end) = (block.start as usize, block.end as usize);
        let read = |range: &Range<usize>| {
            let cell = Cell::of_range(document, range.clone());
            let span = reading(&cell.text, truth, &self.value.style)?.span;
            Some(cell.range.start + span.start..cell.range.start + span.end)
        };
        let Some(core) = read(&range) else { return range };
        let mut out = range.clone();
        for to in word_ends(&document.text[range.end..end]).map(|at| range.end + at) {
            if let Some(found) = read(&(range.start..to))
                && found.start == core.start
                && found.end > range.end
            {
                out.end = found.end;
            }
        }
        for from in word_starts(&document.text[start..range.start]).map(|at| start + at) {
            if read(&(from..out.end)).is_some_and(|found| found.start < range.start && found.end >= core.end) {
                out.start = from;
            }
        }
        out
    }

    fn finish(&self, tree: &Tree<'_>, cx: &Context<'_>, sink: &mut Sink) {
        let Ok(truth) = self.truth(cx) else { return };
        let entries = &self.bound.scope.entries;
        // Only who has seen all documents knows that it stands in none.
        let seen_all = tree.whole
            || !entries.is_empty() && entries.iter().all(|e| e.is_path && tree.paths.iter().any(|p| e.covers(p)));
        let Some(severity) = self.bound.public_severity(cx).filter(|_| seen_all) else { return };
        if self.bound.is_found(tree) {
            return;
        }
        let phrase = &self.value.phrase.value;
        let fact = both(
            format!("العبارة `{phrase}` لا ترد في أي مستند"),
            format!("the phrase `{phrase}` stands in no document"),
        );
        let help = both("صحّح العبارة أو `in`", "mend the phrase or `in`");
        let spec = &cx.policy.rules[self.bound.rule];
        let written = written_at(&self.value.phrase, cx.policy);
        let place = match entries.as_slice() {
            [one] if one.is_path => {
                let path = one.written.value.trim_start_matches("./").to_owned();
                Place { path, start: Position::START, end: Position::START, text: String::new() }
            }
            _ => Place { text: String::new(), ..written },
        };
        let found = finding(cx, spec, place, severity, crate::finding::Standing::Asserted, None);
        let mut found = self.bound.speak(found, &fact, &help, cx);
        found.related.clone_from(&truth.places);
        sink.findings.push(found);
    }
}

/// The quantities that belong to the words of the phrase by their container, and the words without any.
fn across(page: &Page<'_>, (words, quantity): (usize, usize)) -> Found {
    let document = page.document;
    let (words, quantities) = (matches(page, words), matches(page, quantity));
    let (mut found, mut bare) = (Vec::new(), Vec::new());
    // Where a card names itself twice, its price belongs to both.
    let mut seen: BTreeSet<usize> = BTreeSet::new();
    for range in words {
        let block = document.block_at(range.start);
        let card = Card::around(document, block);
        // A container's blocks stand together: what comes first behind the words is in it, or nothing is.
        let next = quantities.partition_point(|q| q.start < range.end);
        let inside = |q: &&Range<usize>| card.holds(document, document.block_at(q.start));
        match quantities.get(next).filter(inside) {
            Some(quantity) if seen.insert(quantity.start) => found.push((range, quantity.clone())),
            // Words in running text name the thing and promise nothing.
            None if matches!(
                (&card, document.blocks[block as usize].kind),
                (Card::Group(_), BlockKind::Heading(_))
            ) =>
            {
                bare.push(range);
            }
            _ => {}
        }
    }
    Found { cells: found, bare }
}

/// Where a frame matches, as bytes of the document's text. Code claims nothing.
fn matches(page: &Page<'_>, frame: usize) -> Vec<Range<usize>> {
    let document = page.document;
    let all = page.found().blocks.iter().flat_map(|(_, matches)| matches).filter(|m| m.frame == frame);
    let all = all.map(|m| page.folded.to_text(&document.text, m.bytes.clone()));
    let struck = |range: &Range<usize>| {
        let at = document.struck.partition_point(|s| s.start as usize <= range.start);
        at.checked_sub(1).is_some_and(|i| range.end <= document.struck[i].end as usize)
    };
    let mut out: Vec<Range<usize>> = all
        .filter(|range| document.blocks[document.block_at(range.start) as usize].kind != BlockKind::Code)
        .filter(|range| !struck(range))
        .collect();
    out.sort_by_key(|range| (range.start, range.end));
    out.dedup();
    out
}

/// Where a phrase stands.
struct Found {
    /// What names the thing, and its quantity.
    cells: Vec<(Range<usize>, Range<usize>)>,
    /// What names the thing where no quantity stands.
    bare: Vec<Range<usize>>,
}

/// Words around a match that may belong to its quantity.
const AROUND: usize = 4;

/// Where the first words of a text end.
fn word_ends(text: &str) -> impl Iterator<Item = usize> + '_ {
    let ends = text
        .char_indices()
        .filter(|(i, c)| !c.is_whitespace() && text[i + c.len_utf8()..].chars().next().is_none_or(char::is_whitespace));
    ends.map(|(i, c)| i + c.len_utf8()).take(AROUND)
}

/// Where the last words of a text begin, the last first.
fn word_starts(text: &str) -> impl Iterator<Item = usize> + '_ {
    let starts = text
        .char_indices()
        .rev()
        .filter(|(i, c)| !c.is_whitespace() && text[..*i].chars().next_back().is_none_or(char::is_whitespace));
    starts.map(|(i, _)| i).take(AROUND)
}

/// The container around a block, such as a price card.
enum Card {
    /// A container of HTML.
    Group(u32),
    /// What stands under a heading of the page itself.
    Section(u32),
    /// Running text, which may go on to other things: the block alone.
    Block(BlockId),
}

impl Card {
    fn around(document: &Document, block: BlockId) -> Self {
        let at = &document.blocks[block as usize];
        let mut group = at.group;
        // A heading in a wrapper of its own belongs to what is around, as long as that holds no other heading.
        if let BlockKind::Heading(level) = at.kind {
            while group != 0 {
                let parent = document.group_parent(group);
                let others = has_other_heading(document, block, level, parent);
                if parent == 0 || others {
                    break;
                }
                group = parent;
            }
        }
        match at.kind {
            _ if group != 0 => Self::Group(group),
            BlockKind::Heading(_) => Self::Section(at.section),
            _ => Self::Block(block),
        }
    }

    fn holds(&self, document: &Document, block: BlockId) -> bool {
        let at = &document.blocks[block as usize];
        match self {
            Self::Group(group) => document.is_in_group(at.group, *group),
            Self::Section(section) => at.section == *section,
            Self::Block(own) => block == *own,
        }
    }
}

/// Whether a container holds another heading of this level or above. Looks outwards from the block and stops at the first.
fn has_other_heading(document: &Document, block: BlockId, level: u8, group: u32) -> bool {
    let is_inside = |b: &&Block| document.is_in_group(b.group, group);
    let is_heading = |b: &Block| matches!(b.kind, BlockKind::Heading(other) if other <= level);
    let at = block as usize;
    document.blocks[at + 1..].iter().take_while(is_inside).any(is_heading)
        || document.blocks[..at].iter().rev().take_while(is_inside).any(is_heading)
}

/// A match with the signs of percent and money that stand at its ends, which are no words.
fn widened(text: &str, range: Range<usize>) -> Range<usize> {
    let is_sign = |c: char| matches!(c, '%' | '٪' | '$' | '€' | '£' | '﷼');
    let after = &text[range.end..];
    let blank = after.len() - after.trim_start_matches([' ', '\u{A0}']).len();
    let end =
        after[blank..].chars().next().filter(|c| is_sign(*c)).map_or(range.end, |c| range.end + blank + c.len_utf8());
    let start = text[..range.start]
        .chars()
        .next_back()
        .filter(|c| is_sign(*c))
        .map_or(range.start, |c| range.start - c.len_utf8());
    start..end
}

/// Whether what is written anew is still one quantity where it stands: «9 9 ريال» would become «9 499 ريال», one number, and
/// `SARألف` the one word `SAR499`.
fn stands_apart(document: &Document, cell: &Cell, edits: &[Edit]) -> bool {
    let block = &document.blocks[document.block_at(cell.range.start) as usize].range;
    let before = |at: usize| document.text.get(block.start as usize..at).unwrap_or_default();
    let after = |at: usize| document.text.get(at..block.end as usize).unwrap_or_default();
    let blank = |c: &char| c.is_whitespace() || c.is_control() || is_invisible(*c);
    let digit = |c: Option<char>| c.is_some_and(char::is_numeric);
    let letter = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphabetic());
    let beside_digits = digit(before(cell.range.start).chars().rev().find(|c| !blank(c)))
        || digit(after(cell.range.end).chars().find(|c| !blank(c)));
    let glued = |edit: &Edit| {
        let (start, end) = (cell.range.start + edit.range.start, cell.range.start + edit.range.end);
        let (old, new) = (&cell.text[edit.range.clone()], &edit.text);
        let first = |text: &str| digit(text.chars().next());
        let last = |text: &str| digit(text.chars().next_back());
        first(new) && !first(old) && letter(before(start).chars().next_back())
            || last(new) && !last(old) && letter(after(end).chars().next())
    };
    !beside_digits && !edits.iter().any(glued)
}
