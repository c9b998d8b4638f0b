//! The pages of `docs/rules/`: one a category, made from the packs, and an index.
//!
//! It must not touch a disk, nor know what any rule says. The pages are linted like all others, so whatever a rule forbids
//! stands under a heading that forbids it.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use crate::language::invisible;
use crate::policy::model::{
    Example, ExampleFormat, Forbid, Frame, Lang, Level, Located, Policy, Profile, RuleBody, RuleSpec, Text,
};
use crate::report::visible::{is_right_to_left, one_line};
use crate::report::wording;

/// Most examples of a kind and language.
const EXAMPLES: usize = 3;
/// Most phrases shown of a frame; a pack has the rest.
const PHRASES: usize = 3;
/// Longest phrase or example shown, in characters.
const LONGEST: usize = 110;

const MADE: &str =
    "<!-- Made from the packs: `UPDATE_DOCS=1 cargo test --test rule_docs` writes this page anew. -->\n\n";

/// File name → text, in order of the names.
pub fn pages(policy: &Policy) -> BTreeMap<String, String> {
    let mut categories: BTreeMap<&str, Vec<&RuleSpec>> = BTreeMap::new();
    for rule in &policy.rules {
        categories.entry(rule.category()).or_default().push(rule);
    }
    let mut pages: BTreeMap<String, String> =
        categories.iter().map(|(name, rules)| (format!("{name}.md"), category(name, rules, policy))).collect();
    pages.insert("README.md".to_owned(), index(&categories));
    pages
}

fn index(categories: &BTreeMap<&str, Vec<&RuleSpec>>) -> String {
    let mut out = format!(
        "{MADE}# Rules · القواعد\n\nOne page for each category. `poslock explain RULE --full` shows the same on a terminal, and \
         `poslock explain --text \"…\"` shows what the rules see in a sentence.\n\n\
         صفحة لكل فئة. يعرض `poslock explain RULE --full` القاعدة نفسها، ويعرض `poslock explain --text \"…\"` ما تراه القواعد في جملة.\n\n\
         | Category · الفئة | Rules · القواعد |\n|---|---|\n"
    );
    for (name, rules) in categories {
        let ids: Vec<String> =
            rules.iter().map(|r| format!("`{}` ({})", r.id.value, level(r.level, Lang::En))).collect();
        _ = writeln!(out, "| [`{name}`]({name}.md) | {} |", ids.join("<br>"));
    }
    out
}

fn category(name: &str, rules: &[&RuleSpec], policy: &Policy) -> String {
    let mut out =
        format!("{MADE}# `{name}`\n\n| Rule · القاعدة | Public · للعموم | Internal · داخلي |\n|---|---|---|\n");
    for rule in rules {
        let of = |profile| {
            let level_of = rule.level_for(profile);
            format!("{} · {}", level(level_of, Lang::En), level(level_of, Lang::Ar))
        };
        _ = writeln!(out, "| `{}` | {} | {} |", rule.id.value, of(Profile::Public), of(Profile::Internal));
    }
    for rule in rules {
        _ = write!(out, "\n## `{}`\n", rule.id.value);
        // What a rule says of itself names the claim; under this heading that is no claim.
        section(&mut out, "❌ What is not allowed, and why · ما لا يجوز، وسببه", &both(&rule.why));
        // Where the invisible is the point, every bit of it is named.
        let hidden = matches!(&rule.body, RuleBody::Forbid(forbid) if forbid.hidden);
        bullets(&mut out, rule.examples.bad.iter(), "❌ ", hidden);
        section(&mut out, "Say instead · قل بدلًا من ذلك", &both(&rule.instead));
        section(&mut out, "Decided · ما تقرر", &both(&rule.note));
        if !rule.examples.good.is_empty() {
            section(&mut out, "Not found · لا تُعد مخالفة", &[]);
            bullets(&mut out, rule.examples.good.iter(), "", hidden);
        }
        section(&mut out, "❌ What is looked for, never to be said · ما يُبحث عنه ولا يجوز قوله", &[]);
        out.push('\n');
        match &rule.body {
            RuleBody::Forbid(forbid) => self::forbid(&mut out, forbid, policy),
            RuleBody::Tone(tone) => {
                phrases(&mut out, "Wordings to avoid · صياغات تُتجنب", &tone.avoid);
                phrases(&mut out, "Preferred wordings · صياغات مفضلة", &tone.prefer);
            }
            RuleBody::Require(require) => {
                phrases(&mut out, "All of these · كل هذه", &require.all);
                phrases(&mut out, "One of these · واحدة من هذه", &require.any);
                phrases(&mut out, "Files, all of these · كل هذه الملفات", &require.files_all);
                phrases(&mut out, "Files, one of these · أحد هذه الملفات", &require.files_any);
            }
            RuleBody::Value(value) => {
                phrases(&mut out, "A quantity in · كمية في", std::slice::from_ref(&value.phrase));
                phrases(&mut out, "Agrees with · توافق", rule.body.constants());
            }
            RuleBody::Table(_) | RuleBody::List(_) => {
                phrases(&mut out, "Agrees with · توافق", rule.body.constants());
            }
        }
    }
    out
}

fn forbid(out: &mut String, forbid: &Forbid, policy: &Policy) {
    if forbid.hidden {
        out.push_str(
            "- invisible characters inside the words that other rules match, whatever the text says of them \
             · المحارف الخفية داخل الكلمات التي تجدها القواعد الأخرى\n",
        );
    }
    for (number, frame) in (1..).zip(&forbid.frames) {
        let about = about(frame, policy);
        let about = if about.is_empty() { format!("Frame {number} · الإطار {number}") } else { about };
        phrases(out, &about, &frame.phrases);
        phrases(out, &about, &frame.regex);
        let except = |out: &mut String, places: &[Located<String>], en: &str, ar: &str| {
            if !places.is_empty() {
                _ = writeln!(out, "  - exceptions {en} · استثناءات {ar}: {}", shown(places));
            }
        };
        except(out, &frame.unless, "in the same clause", "في الجملة نفسها");
        except(out, &frame.unless_block, "in the same paragraph", "في الفقرة نفسها");
    }
    let standings: Vec<String> = forbid.standing.iter().map(|s| format!("`{}`", s.name())).collect();
    if !forbid.frames.is_empty() {
        _ = writeln!(out, "\nA finding only where it is {} · لا تُحسب إلا حين يكون الموقف كذلك.", standings.join(", "));
    }
}

/// What the pack's author wrote above the frame.
fn about(frame: &Frame, policy: &Policy) -> String {
    let Some(first) = frame.phrases.first().or(frame.regex.first()) else { return String::new() };
    let text = policy.files.get(first.file).map_or("", |f| &*f.text);
    let above = text.get(..first.span.start).unwrap_or_default();
    let mut lines = Vec::new();
    for line in above.lines().rev().skip(1).map(str::trim) {
        match line.strip_prefix('#') {
            Some(comment) => lines.push(comment.trim()),
            None if lines.is_empty() && matches!(line, "- phrases:" | "phrases:" | "- regex:" | "regex:") => {}
            None => break,
        }
    }
    lines.reverse();
    markdown(lines.join(" ").trim_end_matches('.'))
}

fn phrases(out: &mut String, about: &str, all: &[Located<String>]) {
    if !all.is_empty() {
        _ = writeln!(out, "- {about}: {}", shown(all));
    }
}

/// The first phrases that a reader can take in, as code, and how many more there are.
fn shown(all: &[Located<String>]) -> String {
    let short = all.iter().filter(|p| p.value.chars().count() <= LONGEST && !p.value.contains('`'));
    let mut parts: Vec<String> = short.take(PHRASES).map(|p| format!("`{}`", one_line(&p.value))).collect();
    let more = all.len() - parts.len();
    if more > 0 {
        let (en, ar) = if parts.is_empty() { ("in the pack", "في الحزمة") } else { ("more", "أخرى") };
        parts.push(format!("{more} {en} · {more} {ar}"));
    }
    parts.join(", ")
}

/// Examples that fit on a line of Markdown: the first few of each language.
fn bullets<'e>(out: &mut String, examples: impl Iterator<Item = &'e Example>, sign: &str, hidden: bool) {
    let mut counts = [0; 2];
    out.push('\n');
    for example in examples {
        let text = example.text.value.trim();
        let plain = !text.contains(['\n', '|', '<', '`', '*', '_', '[', '#', '>'])
            && !text.starts_with(['-', '+', '!', '❌', '✅'])
            && example.format == ExampleFormat::Markdown
            && text.chars().count() <= LONGEST;
        let count = &mut counts[usize::from(is_right_to_left(text))];
        if plain && *count < EXAMPLES {
            *count += 1;
            let shown = if hidden { named(text) } else { one_line(text).into_owned() };
            _ = writeln!(out, "- {sign}{}", markdown(&shown));
        }
    }
}

/// The text with all of its invisible characters named, joiners and variation selectors too.
fn named(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match invisible::name(c) {
            Some(name) => _ = write!(out, "<U+{:04X} {name}>", u32::from(c)),
            None => out.push(c),
        }
    }
    out
}

fn section(out: &mut String, heading: &str, lines: &[&str]) {
    if !lines.is_empty() && lines.iter().all(|l| l.is_empty()) {
        return;
    }
    _ = write!(out, "\n### {heading}\n");
    for line in lines.iter().filter(|l| !l.is_empty()) {
        _ = write!(out, "\n{}\n", markdown(&one_line(line)));
    }
}

fn both(text: &Text) -> [&str; 2] {
    if text.en == text.ar { [&text.en, ""] } else { [&text.en, &text.ar] }
}

/// The names of invisible characters stand between `<` and `>`, and a phrase's lists do: no HTML is meant by it.
fn markdown(text: &str) -> String {
    text.replace('<', "\\<")
}

const fn level(level: Level, lang: Lang) -> &'static str {
    match (level, lang) {
        (Level::On(severity), lang) => wording::severity(severity, lang),
        (Level::Off, Lang::En) => "off",
        (Level::Off, Lang::Ar) => "موقوفة",
    }
}
