//! Documents and policies for the unit tests of rules, made without a parser.

use crate::document::{BLOCK_END, Block, BlockId, BlockKind, Directive, Document, Format, Section};
use crate::finding::Finding;
use crate::language::fold::fold;
use crate::policy::load::load_text;
use crate::policy::model::{Lang, Policy, Profile};
use crate::rule::{Context, Page, Rules, Sink, Tree};
use crate::source::lines::LineIndex;
use crate::source::map::OffsetMap;

/// A document whose source is its blocks, one a line. A text beginning with `poslock:` becomes a directive.
pub(crate) fn document(path: &str, blocks: &[(BlockKind, &str)]) -> Document {
    let mut d = Document {
        path: path.to_owned(),
        format: Format::Plain,
        source: String::new(),
        text: String::new(),
        map: OffsetMap::new(),
        blocks: Vec::new(),
        sections: vec![Section { heading: None, level: 0, parent: 0 }],
        lists: Vec::new(),
        tables: Vec::new(),
        code: Vec::new(),
        emphasis: Vec::new(),
        struck: Vec::new(),
        directives: Vec::new(),
        group_parents: Vec::new(),
    };
    let mut section = 0;
    for (kind, text) in blocks {
        let at = d.source.len();
        d.source.push_str(text);
        d.source.push('\n');
        if let Some(words) = text.strip_prefix("poslock:") {
            let (text, source) = (words.trim().to_owned(), at..at + text.len());
            d.directives.push(Directive { text, source, before: None });
            continue;
        }
        let id = d.blocks.len() as BlockId;
        if let BlockKind::Heading(level) = *kind {
            while d.sections[section as usize].level >= level {
                section = d.sections[section as usize].parent;
            }
            d.sections.push(Section { heading: Some(id), level, parent: section });
            section = d.sections.len() as u32 - 1;
        }
        let start = d.text.len();
        d.text.push_str(text);
        d.map.push_linear(text.len(), at);
        let range = start as u32..d.text.len() as u32;
        d.text.push(BLOCK_END);
        d.map.push_atom(1, d.source.len()..d.source.len());
        for directive in d.directives.iter_mut().filter(|d| d.before.is_none()) {
            directive.before = Some(id);
        }
        let (lead_in, list, cell, group, quote, origin) = (None, None, None, 0, 0, None);
        d.blocks.push(Block { kind: *kind, range, section, lead_in, list, cell, group, quote, origin });
    }
    d
}

/// Shorthand for blocks: `# ` begins a heading, `    ` code.
pub(crate) fn page_of<'t>(lines: &[&'t str]) -> Vec<(BlockKind, &'t str)> {
    let block = |line: &&'t str| {
        let hashes = line.bytes().take_while(|b| *b == b'#').count();
        match hashes {
            0 if line.starts_with("    ") => (BlockKind::Code, line.trim()),
            0 => (BlockKind::Paragraph, *line),
            n => (BlockKind::Heading(n as u8), line[n..].trim()),
        }
    };
    lines.iter().map(block).collect()
}

pub(crate) fn policy(rules: &str) -> Policy {
    load_text("poslock.yaml", &format!("version: 1\n{rules}")).unwrap_or_else(|e| panic!("{e}"))
}

/// Runs all rules over one document, in English.
pub(crate) fn check(rules: &Rules, policy: &Policy, document: &Document, profile: Profile) -> Vec<Finding> {
    let folded = fold(&document.text);
    let lines = LineIndex::new(document.source.as_str());
    let page = Page::new(document, &folded, profile, &lines, &rules.reader);
    let mut sink = Sink::default();
    for rule in rules.all() {
        rule.check(&page, &Context { policy, lang: Lang::En, sources: std::sync::Arc::default() }, &mut sink);
    }
    sink.findings
}

/// Ends a run over the documents of these paths.
pub(crate) fn finish(rules: &Rules, policy: &Policy, paths: &[&str], whole: bool) -> Vec<Finding> {
    let paths: Vec<String> = paths.iter().map(|p| (*p).to_owned()).collect();
    let mut sink = Sink::default();
    let tree = Tree { paths: &paths, notes: &[], whole };
    for rule in rules.all() {
        rule.finish(&tree, &Context { policy, lang: Lang::En, sources: std::sync::Arc::default() }, &mut sink);
    }
    sink.findings
}
