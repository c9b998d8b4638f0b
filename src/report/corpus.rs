//! The one run that every reporter is tested with: all severities, Arabic, emoji, combining marks, a multi-line span,
//! characters that formats must escape, a licensed match, a suppressed one, problems and notes.

use std::collections::BTreeMap;
use std::io;

use crate::finding::{Cue, Edit, Finding, Fix, Position, Problem, Related, Safety, Severity, Standing, Suppression};
use crate::lint::Report;
use crate::policy::model::{
    Example, ExampleFormat, Examples, Forbid, Frame, Level, Located, Require, RuleBody, RuleSpec, Text,
};
use crate::report::View;
use crate::source::lines::LineIndex;

/// A page with marks, emoji, a family emoji and a claim that runs over two lines.
pub(crate) const PAGE: &str = "\
<!doctype html>
<title>شركات</title>
👩‍👩‍👧 نَضْمَنُ لك\tعملاء — e\u{301}té <b>!</b>
  We guarantee
 results
لا نضمن نتائج
";
const MARKDOWN: &str = "# ok\nretainer: 10%, monthly\n";

fn located(text: &str) -> Located<String> {
    Located { value: text.to_owned(), file: 0, span: crate::finding::Span::new(0, 0) }
}

fn place(source: &str, text: &str) -> (Position, Position) {
    let at = source.find(text).expect("the corpus holds its own texts");
    let lines = LineIndex::new(source);
    (lines.position(at), lines.position(at + text.len()))
}

fn finding(rule: &str, severity: Severity, path: &str, source: &str, text: &str, message: &str) -> Finding {
    let (start, end) = place(source, text);
    Finding {
        rule: rule.to_owned(),
        category: rule.split('/').next().unwrap_or_default().to_owned(),
        severity,
        path: path.to_owned(),
        start,
        end,
        text: text.to_owned(),
        standing: Standing::Asserted,
        cue: None,
        message: message.to_owned(),
        help: "a Proof Pack with the numbers".to_owned(),
        url: format!("docs/rules/{}.md", rule.split('/').next().unwrap_or_default()),
        related: Vec::new(),
        fix: None,
        fingerprint: format!("{rule}-{text}"),
        suppression: None,
    }
}

/// The rules in force: four that have findings, one that is off.
pub(crate) fn rules() -> Vec<RuleSpec> {
    let rule = |id: &str, level, body| RuleSpec {
        id: located(id),
        level,
        internal: None,
        why: Text {
            ar: "لا أحد يملك ضمان النتائج.".to_owned(), en: "Nobody can promise results.".to_owned()
        },
        instead: Text { ar: "Proof Pack بالأرقام".to_owned(), en: "a Proof Pack with the numbers".to_owned() },
        note: Text::default(),
        body,
        examples: Examples {
            bad: vec![Example { text: located("نضمن لك مبيعات"), format: ExampleFormat::Markdown }],
            good: vec![Example { text: located("لا نضمن نتائج"), format: ExampleFormat::Markdown }],
        },
    };
    let forbid = |phrases: &[&str]| {
        RuleBody::Forbid(Forbid {
            within: Vec::new(),
            frames: vec![Frame {
                phrases: phrases.iter().map(|p| located(p)).collect(),
                unless: vec![located("على مسؤوليتك")],
                ..Frame::default()
            }],
            standing: vec![Standing::Asserted],
            own_negator: false,
            hidden: false,
        })
    };
    let on = Level::On;
    vec![
        rule("guaranteed-results/promise", on(Severity::Error), forbid(&["نضمن [لك|لكم] .. <outcome>"])),
        rule("retainers/fee", on(Severity::Warning), forbid(&["retainer"])),
        rule("tone/plain", on(Severity::Info), forbid(&["synergy"])),
        rule(
            "landing/page",
            on(Severity::Error),
            RuleBody::Require(Require { files_all: vec![located("missing.md")], ..Require::default() }),
        ),
        rule("scarcity/last-seats", Level::Off, forbid(&["آخر المقاعد"])),
    ]
}

/// The run.
pub(crate) fn report() -> Report {
    let (odd, page) = ("a, b:c/100%.md", "landing/companies.html");
    let mut fee = finding(
        "retainers/fee",
        Severity::Warning,
        odd,
        MARKDOWN,
        "retainer: 10%",
        "Agency fees\tare not ours.\nSecond line.",
    );
    fee.fix = Some(Fix {
        safety: Safety::Safe,
        edits: vec![Edit { start: fee.start.byte, end: fee.end.byte, replacement: "price: 499 ﷼".to_owned() }],
    });
    let (start, end) = place(PAGE, "شركات");
    fee.related = vec![Related { path: page.to_owned(), start, end, message: "the title says otherwise".to_owned() }];

    let promise = finding(
        "guaranteed-results/promise",
        Severity::Error,
        page,
        PAGE,
        "نَضْمَنُ لك\tعملاء",
        "Nobody can promise results.",
    );
    let plain =
        finding("tone/plain", Severity::Info, page, PAGE, "We guarantee\n results", "Plain words are understood.");
    let mut absent = finding("landing/page", Severity::Error, "missing.md", "", "", "The page must exist.");
    (absent.start, absent.end) = (Position::START, Position::START);
    absent.help = String::new();

    let mut denied = finding("guaranteed-results/promise", Severity::Error, page, PAGE, "نضمن نتائج", "Denied.");
    let (start, end) = place(PAGE, "لا نضمن");
    denied.standing = Standing::Negated;
    denied.cue = Some(Cue {
        rule: "negator",
        text: "لا".to_owned(),
        start,
        end: Position { byte: start.byte + 4, column: start.column + 2, line: end.line },
    });

    let silenced = |kind, reason: &str| {
        let mut f = promise.clone();
        f.suppression = Some(Suppression { kind, reason: reason.to_owned() });
        f
    };
    Report {
        suppressed: vec![silenced("inline", "agreed with legal"), silenced("baseline", "")],
        findings: vec![fee, promise, plain, absent],
        allowed: vec![denied],
        errors: vec![
            Problem { path: String::new(), message: "no such pack `dealx`; did you mean `dealix`?".to_owned() },
            Problem { path: "locked, 5%.md".to_owned(), message: "cannot be read:\npermission denied".to_owned() },
        ],
        notes: vec![Problem {
            path: "utf.md".to_owned(),
            message: "invalid UTF-8 was read with replacement characters".to_owned(),
        }],
        files: 12,
        skipped: BTreeMap::from([("binary", 3)]),
        sources: BTreeMap::from([(odd.to_owned(), MARKDOWN.into()), (page.to_owned(), PAGE.into())]),
    }
}

/// What a reporter writes.
pub(crate) fn rendered(
    render: impl Fn(&Report, &View<'_>, &mut dyn io::Write) -> io::Result<()>,
    report: &Report,
    view: &View<'_>,
) -> String {
    let mut out = Vec::new();
    render(report, view, &mut out).expect("a vector takes everything");
    String::from_utf8(out).expect("reports are UTF-8")
}
