//! `poslock explain`: why a rule exists, what to say instead, and its examples; without a rule, the list of all; with a
//! text, what the rules see in it.

use std::io::{self, Write};

use unicode_width::UnicodeWidthStr as _;

use crate::cli::args::{ExplainArgs, Global};
use crate::cli::{Failure, Outcome, Screen, say, screen, seam, select, unbroken};
use crate::finding::Severity;
use crate::policy::model::{Lang, Level, RuleSpec};
use crate::report::visible::{isolate, one_line, short};
use crate::report::{View, wording};

mod page;
mod text;

pub(super) fn run(args: &ExplainArgs, global: &Global, out: &mut dyn Write) -> Result<Outcome, Failure> {
    if let Some(text) = &args.text {
        return text::run(text, args, global, out);
    }
    let policy = seam::load_policy(&args.policy, true).map_err(Failure::Policy)?;
    let view = Screen::out(global).view(screen::lang(global, policy.language));
    let written = match &args.rule {
        None => list(&policy.rules.iter().collect::<Vec<_>>(), &view, out),
        Some(name) => {
            let named: Vec<&RuleSpec> = policy.rules.iter().filter(|rule| select::names(name, rule)).collect();
            match named[..] {
                [] => return Err(Failure::of(format!("`{name}`: {}", select::not_found(name, &policy.rules)))),
                [rule] => page::write(rule, &policy, args.full, &view, out),
                _ => list(&named, &view, out),
            }
        }
    };
    unbroken(written)?;
    Ok(Outcome::Clean)
}

/// One line a rule: level, id, kind, and its reason; on a terminal, as much of it as fits.
fn list(rules: &[&RuleSpec], view: &View<'_>, out: &mut dyn Write) -> io::Result<()> {
    let widest = |of: &dyn Fn(&RuleSpec) -> usize| rules.iter().map(|rule| of(rule)).max().unwrap_or(0);
    let (ids, levels) = (widest(&|rule| rule.id.value.width()), widest(&|rule| level(rule.level, view.lang).width()));
    for rule in rules {
        let level = pad(level(rule.level, view.lang), levels);
        let (id, kind) = (pad(&rule.id.value, ids), pad(rule.body.kind(), 7));
        let room = view.width.saturating_sub(levels + ids + 7 + 6).max(20);
        // Who pipes the list has a pager, or a program that wants it whole.
        let why = rule.why.get(view.lang);
        let why = if view.terminal { short(why, room) } else { one_line(why).into_owned() };
        writeln!(out, "{level}  {id}  {kind}  {}", isolate(&why, view.terminal))?;
    }
    let off = rules.iter().filter(|rule| rule.level == Level::Off).count();
    let on = wording::RULE.count(rules.len() - off, view.lang);
    let counts = match view.lang {
        Lang::En => format!("\n{on} in force, {off} off. `poslock explain RULE` shows one."),
        Lang::Ar => format!("\nالقواعد السارية: {on}، والموقوفة: {off}. لعرض قاعدة: poslock explain RULE"),
    };
    writeln!(out, "{counts}")
}

fn pad(text: &str, columns: usize) -> String {
    format!("{text}{}", " ".repeat(columns.saturating_sub(text.width())))
}

fn level(level: Level, lang: Lang) -> &'static str {
    match level {
        Level::On(severity) => severity_name(severity, lang),
        Level::Off => say(lang, "off", "موقوفة"),
    }
}

const fn severity_name(severity: Severity, lang: Lang) -> &'static str {
    wording::severity(severity, lang)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::corpus;

    fn listed(lang: Lang) -> String {
        listed_on(View { lang, width: 80, ..View::default() }, "")
    }

    fn listed_on(view: View<'_>, more: &str) -> String {
        let mut rules = corpus::rules();
        rules[0].why.en.push_str(more);
        let mut out = Vec::new();
        list(&rules.iter().collect::<Vec<_>>(), &view, &mut out).expect("a vector takes everything");
        String::from_utf8(out).expect("UTF-8")
    }

    #[test]
    fn all_rules_are_listed_those_that_are_off_too() {
        assert_eq!(
            listed(Lang::En),
            "\
error    guaranteed-results/promise  forbid   Nobody can promise results.
warning  retainers/fee               forbid   Nobody can promise results.
info     tone/plain                  forbid   Nobody can promise results.
error    landing/page                require  Nobody can promise results.
off      scarcity/last-seats         forbid   Nobody can promise results.

4 rules in force, 1 off. `poslock explain RULE` shows one.
"
        );
        assert!(listed(Lang::Ar).contains("القواعد السارية: 4 قواعد، والموقوفة: 1"));
    }

    #[test]
    fn a_long_reason_is_cut_on_a_terminal_only() {
        let more = " Nobody but the customer decides to buy, whatever we write.";
        let view = View { width: 80, ..View::default() };
        assert!(listed_on(view, more).contains("whatever we write.\n"));
        let cut = listed_on(View { terminal: true, ..view }, more);
        assert!(cut.contains('…') && !cut.contains("whatever"), "{cut}");
    }
}
