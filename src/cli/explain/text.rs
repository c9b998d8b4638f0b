//! What the rules see in one text, for people and as JSON. It must not know how it was found out.

use std::io::{self, Read as _, Write};

use serde::Serialize;

use crate::cli::args::{ExplainArgs, ExplainFormat, Global};
use crate::cli::{Failure, Outcome, Screen, say, screen, seam, unbroken};
use crate::document::{Format, parse};
use crate::finding::Finding;
use crate::lint::explain::{Block, Explanation, Match, Quantity, Word, explain};
use crate::policy::model::Lang;
use crate::report::visible::{isolate, short};
use crate::report::{View, json, wording};

/// Longest phrase shown to people, in characters: alternatives may fill a page.
const PHRASE: usize = 160;

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Json<'a> {
    schema_version: u32,
    tool: Tool,
    text: &'a str,
    #[serde(flatten)]
    explanation: &'a Explanation,
}

#[derive(Serialize)]
struct Tool {
    name: &'static str,
    version: &'static str,
}

pub(super) fn run(text: &str, args: &ExplainArgs, global: &Global, out: &mut dyn Write) -> Result<Outcome, Failure> {
    let text = if text == "-" { stdin()? } else { text.to_owned() };
    let policy = seam::load_policy(&args.policy, false).map_err(Failure::Policy)?;
    let view = Screen::out(global).view(screen::lang(global, policy.language));
    let (path, format) = match (args.markdown, args.html) {
        (true, _) => ("text.md", Format::Markdown),
        (_, true) => ("text.html", Format::Html),
        _ => ("text.txt", Format::Plain),
    };
    let explanation = explain(&policy, view.lang, &parse(path, format, text.clone()));
    let written = match args.output_format {
        ExplainFormat::Human => write(&explanation, &view, out),
        ExplainFormat::Json => write_json(&text, &explanation, out),
    };
    unbroken(written)?;
    Ok(Outcome::Clean)
}

fn stdin() -> Result<String, Failure> {
    let mut bytes = Vec::new();
    match io::stdin().lock().read_to_end(&mut bytes) {
        Ok(_) => Ok(String::from_utf8_lossy(&bytes).into_owned()),
        Err(error) => Err(Failure::of(format!("standard input cannot be read: {error}"))),
    }
}

fn write_json(text: &str, explanation: &Explanation, out: &mut dyn Write) -> io::Result<()> {
    let tool = Tool { name: env!("CARGO_PKG_NAME"), version: env!("CARGO_PKG_VERSION") };
    let json = Json { schema_version: json::SCHEMA_VERSION, tool, text, explanation };
    serde_json::to_writer_pretty(&mut *out, &json)?;
    writeln!(out)
}

fn write(explanation: &Explanation, view: &View<'_>, out: &mut dyn Write) -> io::Result<()> {
    let lang = view.lang;
    for block in &explanation.blocks {
        words(block, view, out)?;
    }
    for (number, found) in (1..).zip(&explanation.matches) {
        one_match(number, found, view, out)?;
    }
    for finding in &explanation.others {
        other(finding, view, out)?;
    }
    if explanation.matches.is_empty() && explanation.others.is_empty() {
        writeln!(out, "{}", say(lang, "No phrase of any rule matches.", "لا تنطبق عبارة من أي قاعدة."))?;
    }
    Ok(())
}

/// A word a line: as it is matched, what it is made of, and what else is known of it.
fn words(block: &Block, view: &View<'_>, out: &mut dyn Write) -> io::Result<()> {
    let lang = view.lang;
    writeln!(out, "{} ({})", say(lang, "Words", "الكلمات"), kind(block.kind, lang))?;
    for word in &block.words {
        let mut facts = vec![script(word, lang).to_owned()];
        if word.text.to_lowercase() != word.folded {
            facts.push(format!("{} {}", say(lang, "written", "كُتبت"), shown(&word.text, view)));
        }
        for reading in &word.readings {
            facts.push(format!("{} {}", say(lang, "may be read as", "قد تُقرأ"), shown(reading, view)));
        }
        facts.extend(word.quantities.iter().map(|q| quantity(q, word, view)));
        writeln!(out, "  {}: {}", shown(&word.folded, view), facts.join(" · "))?;
    }
    writeln!(out)
}

/// The name of a kind of block, in the reader's language.
fn kind(kind: &'static str, lang: Lang) -> &'static str {
    let arabic = match kind {
        "title" => "عنوان الصفحة",
        "heading" => "عنوان",
        "paragraph" => "فقرة",
        "item" => "بند",
        "term" => "مصطلح",
        "cell" => "خانة",
        "label" => "تسمية",
        "attribute" => "خاصية",
        "meta" => "وصف الصفحة",
        _ => "شفرة",
    };
    say(lang, kind, arabic)
}

fn script(word: &Word, lang: Lang) -> &'static str {
    match word.script {
        "latin" => say(lang, "Latin", "لاتينية"),
        "arabic" => say(lang, "Arabic", "عربية"),
        "number" => say(lang, "number", "رقم"),
        "identifier" => say(lang, "a name of a thing, matched by nothing", "اسم شيء لا تنطبق عليه عبارة"),
        _ => say(lang, "another script", "كتابة أخرى"),
    }
}

fn quantity(quantity: &Quantity, word: &Word, view: &View<'_>) -> String {
    let lang = view.lang;
    let (kind, unit) = match quantity.kind {
        "percent" => (say(lang, "a percentage", "نسبة"), "%"),
        "money" => (say(lang, "money", "مبلغ"), ""),
        "duration" => (say(lang, "a duration", "مدة"), say(lang, " hours", " ساعة")),
        "times" => (say(lang, "a multiple", "مضاعفة"), "x"),
        _ => (say(lang, "a number", "عدد"), ""),
    };
    let words =
        if quantity.folded == word.folded { String::new() } else { format!(" ({})", shown(&quantity.folded, view)) };
    format!("{kind}: {}{unit}{words}", quantity.value)
}

fn one_match(number: usize, found: &Match, view: &View<'_>, out: &mut dyn Write) -> io::Result<()> {
    let lang = view.lang;
    let severity = wording::severity(found.severity, lang);
    let became = match found.outcome {
        "reported" => format!("{} ({severity})", say(lang, "a finding", "مخالفة")),
        "licensed" => say(lang, "no finding: the text licenses it", "ليست مخالفة: النص يبيحها").to_owned(),
        "overlapped" => format!(
            "{} {}",
            say(lang, "not counted again: it shares words with match", "لا تُحسب ثانية: تشترك في كلماتها مع المطابقة"),
            found.by.unwrap_or_default()
        ),
        _ => say(lang, "dropped by an exception of its frame", "أسقطها استثناء في إطارها").to_owned(),
    };
    writeln!(out, "{number}. {}: {became}", found.rule)?;
    let mut fact = |label: &str, value: &str| writeln!(out, "   {label}: {value}");
    fact(say(lang, "words", "الكلمات"), &shown(&found.text, view))?;
    let frame = say(lang, "frame", "الإطار");
    let phrase = isolate(&short(&found.phrase, PHRASE), view.terminal).into_owned();
    fact(say(lang, "phrase", "العبارة"), &format!("{phrase} ({frame} {}, {})", found.frame, found.written))?;
    if let Some(exception) = &found.exception {
        let phrase = isolate(&short(&exception.phrase, PHRASE), view.terminal).into_owned();
        fact(exception.key, &format!("{} ({phrase})", shown(&exception.folded, view)))?;
    }
    if let Some(standing) = found.standing {
        let standing = format!("{} · {}", standing.name(), wording::standing(standing, lang));
        fact(say(lang, "standing", "الموقف"), &standing)?;
    }
    if let Some(cue) = &found.cue {
        fact(say(lang, "because of", "بسبب"), &format!("{} ({})", shown(&cue.text, view), cue.rule))?;
    }
    writeln!(out)
}

fn other(finding: &Finding, view: &View<'_>, out: &mut dyn Write) -> io::Result<()> {
    let lang = view.lang;
    let severity = wording::severity(finding.severity, lang);
    writeln!(out, "{}: {} ({severity})", finding.rule, say(lang, "a finding", "مخالفة"))?;
    writeln!(out, "   {}: {}", say(lang, "words", "الكلمات"), shown(&finding.text, view))?;
    writeln!(out, "   {}\n", isolate(&finding.message, view.terminal))
}

/// A piece of the text on one line, safe to look at.
fn shown(text: &str, view: &View<'_>) -> String {
    isolate(&short(text, PHRASE), view.terminal).into_owned()
}
