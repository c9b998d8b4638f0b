//! A made-up company site: Markdown and HTML, Arabic and English, the same bytes on every machine.
//!
//! Shared by the benches and by `scripts/generate_tree.rs`. About one block in thirty holds words of a claim, and nearly all
//! of these deny it, as real pages do. It must not know the linter.

mod sentences;

use std::fmt::Write as _;

use sentences::{ASSERTED, DENIED, NAMES, PLAIN_AR, PLAIN_EN, SUBJECTS_AR, SUBJECTS_EN, SYLLABLES_AR, SYLLABLES_EN};

/// Bytes of a page on average; 4,000 pages make the 15 MB that the speed figures speak of.
const PAGE: u64 = 3_750;
/// One block in so many holds words of a claim.
const CLAIM: u64 = 30;
/// One claim in so many is made, not denied.
const MADE: u64 = 40;

/// A page of the tree.
pub(crate) struct Page {
    /// Path relative to the tree, with `/`.
    pub(crate) path: String,
    /// Its text.
    pub(crate) text: String,
}

/// Page number `n`; every other one is HTML, every other pair Arabic.
pub(crate) fn page(n: u64) -> Page {
    let mut dice = Dice(n.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1);
    let (html, arabic) = (n % 2 == 1, (n / 2).is_multiple_of(2));
    let folder = NAMES[dice.below(NAMES.len())];
    let ending = if html { "html" } else { "md" };
    let goal = PAGE / 2 + dice.next() % PAGE;
    let mut writer = Writer { out: String::with_capacity(goal as usize * 2), html, arabic, dice };
    writer.page(goal as usize);
    Page { path: format!("{folder}/{:02}/page-{n:05}.{ending}", n % 64), text: writer.out }
}

/// xorshift64*: small, and the same everywhere.
struct Dice(u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 16
    }

    fn below(&mut self, n: usize) -> usize {
        (self.next() % n as u64) as usize
    }

    fn one_in(&mut self, n: u64) -> bool {
        self.next().is_multiple_of(n)
    }
}

struct Writer {
    out: String,
    html: bool,
    arabic: bool,
    dice: Dice,
}

impl Writer {
    fn page(&mut self, goal: usize) {
        let title = self.subject();
        if self.html {
            let (lang, dir) = if self.arabic { ("ar", "rtl") } else { ("en", "ltr") };
            self.out.push_str("<!doctype html>\n");
            let head = format!(
                "<html lang=\"{lang}\" dir=\"{dir}\">\n<head>\n<meta charset=\"utf-8\">\n<title>{title}</title>\n\
                 <style>.card {{ margin: 0 auto; padding: 1rem }} .card h2 {{ color: #124 }}</style>\n</head>\n<body>\n<h1>{title}</h1>\n"
            );
            self.out.push_str(&head);
        } else {
            _ = write!(self.out, "# {title}\n\n");
        }
        while self.out.len() < goal {
            match self.dice.below(8) {
                0 => self.heading(),
                1 | 2 => self.list(),
                3 => self.table(),
                _ => self.paragraph(),
            }
        }
        if self.html {
            self.out.push_str("</body>\n</html>\n");
        }
    }

    fn subject(&mut self) -> &'static str {
        let from = if self.arabic { SUBJECTS_AR } else { SUBJECTS_EN };
        from[self.dice.below(from.len())]
    }

    fn sentence(&mut self) -> String {
        let from = if self.arabic { PLAIN_AR } else { PLAIN_EN };
        let plain = from[self.dice.below(from.len())];
        let subject = self.subject();
        let name = self.name();
        plain.replace("{}", &format!("{subject} {name}"))
    }

    // A made-up name: real pages have thousands of words that no rule knows.
    fn name(&mut self) -> String {
        let from = if self.arabic { SYLLABLES_AR } else { SYLLABLES_EN };
        let syllables = 2 + self.dice.below(2);
        (0..syllables).map(|_| from[self.dice.below(from.len())]).collect()
    }

    // The text of one block: a claim now and then, plain sentences else.
    fn block(&mut self, sentences: usize) -> String {
        let mut text = String::new();
        let claim = self.dice.one_in(CLAIM).then(|| self.dice.below(sentences));
        for at in 0..sentences {
            if at > 0 {
                text.push(if self.dice.one_in(3) { '\n' } else { ' ' });
            }
            if claim == Some(at) {
                let from = if self.dice.one_in(MADE) { ASSERTED } else { DENIED };
                let half = from.len() / 2;
                let at = self.dice.below(half) + if self.arabic { 0 } else { half };
                text.push_str(from[at]);
            } else {
                text.push_str(&self.sentence());
            }
        }
        text
    }

    fn heading(&mut self) {
        let subject = self.subject();
        let heading = if self.html { format!("<h2>{subject}</h2>\n") } else { format!("## {subject}\n\n") };
        self.out.push_str(&heading);
    }

    fn paragraph(&mut self) {
        let sentences = 2 + self.dice.below(4);
        let text = self.block(sentences);
        let text = self.marked(text);
        let paragraph = if self.html { format!("<p>{text}</p>\n") } else { format!("{text}\n\n") };
        self.out.push_str(&paragraph);
    }

    // Emphasis and a link, so that blocks are joined from pieces.
    fn marked(&mut self, text: String) -> String {
        let subject = self.subject();
        match (self.dice.below(3), self.html) {
            (0, true) => format!("{text} <a href=\"/about\"><strong>{subject}</strong></a>"),
            (0, false) => format!("{text} [**{subject}**](/about)"),
            (1, true) => format!("{text} &mdash; <em>{subject}</em>&nbsp;&amp; more"),
            _ => text,
        }
    }

    fn list(&mut self) {
        let items = 3 + self.dice.below(3);
        self.out.push_str(if self.html { "<ul>\n" } else { "" });
        for _ in 0..items {
            let text = self.block(1);
            let item = if self.html { format!("<li>{text}</li>\n") } else { format!("- {text}\n") };
            self.out.push_str(&item);
        }
        self.out.push_str(if self.html { "</ul>\n" } else { "\n" });
    }

    fn table(&mut self) {
        let rows = 2 + self.dice.below(3);
        self.out.push_str(if self.html { "<table>\n" } else { "" });
        for row in 0..=rows {
            let cells = [self.subject().to_owned(), if row == 0 { self.subject().to_owned() } else { self.block(1) }];
            let [a, b] = cells;
            if self.html {
                let tag = if row == 0 { "th" } else { "td" };
                _ = writeln!(self.out, "<tr><{tag}>{a}</{tag}><{tag}>{b}</{tag}></tr>");
            } else {
                _ = writeln!(self.out, "| {a} | {b} |");
                self.out.push_str(if row == 0 { "|---|---|\n" } else { "" });
            }
        }
        self.out.push_str(if self.html { "</table>\n" } else { "\n" });
    }
}
