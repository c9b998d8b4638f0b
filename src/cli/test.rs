//! `poslock test`: runs the examples that rules carry, which are their tests.

use std::io::{self, Write};

use crate::cli::args::{Global, PolicyArgs, TestArgs};
use crate::cli::seam::{self, ExampleFailure, ExampleRun};
use crate::cli::{Failure, Outcome, Screen, say, screen, unbroken};
use crate::policy::model::Lang;
use crate::report::visible::{isolate, one_line, short};
use crate::report::{View, wording};

pub(super) fn run(args: &TestArgs, global: &Global, out: &mut dyn Write) -> Result<Outcome, Failure> {
    let policy = if args.only.is_empty() {
        seam::load_policy(&args.policy, true)
    } else {
        seam::load_policy(&PolicyArgs { packs: args.only.clone(), policy: None, isolated: true }, true)
    };
    let policy = policy.map_err(Failure::Policy)?;
    let view = View { quiet: global.quiet, ..Screen::out(global).view(screen::lang(global, policy.language)) };
    let run = seam::run_examples(&policy);
    unbroken(write(&run, &view, out))?;
    Ok(if run.failures.is_empty() { Outcome::Clean } else { Outcome::Findings })
}

fn write(run: &ExampleRun, view: &View<'_>, out: &mut dyn Write) -> io::Result<()> {
    for failure in &run.failures {
        writeln!(out, "{}:{}: {}", one_line(&failure.path), failure.line, failure.rule)?;
        writeln!(out, "  {}", isolate(&verdict(failure, view.lang), view.terminal))?;
        writeln!(out, "  {}\n", isolate(&short(failure.text.trim(), 400), view.terminal))?;
    }
    if view.quiet {
        return Ok(());
    }
    let (failed, lang) = (run.failures.len(), view.lang);
    let (rules, examples) = (wording::RULE.count(run.rules, lang), wording::EXAMPLE.count(run.examples, lang));
    let said = match lang {
        Lang::En => format!("{examples} of {rules}: {} passed, {failed} failed", run.examples - failed),
        Lang::Ar => format!("القواعد: {rules}، الأمثلة: {examples}، نجح: {}، فشل: {failed}", run.examples - failed),
    };
    writeln!(out, "{}", isolate(&said, view.terminal))
}

/// What was expected of the example, and what happened.
fn verdict(failure: &ExampleFailure, lang: Lang) -> String {
    let found = failure.found_by.join(", ");
    match (failure.bad, found.is_empty()) {
        (true, true) => say(
            lang,
            "a bad example: this rule should find it, and no rule does",
            "مثال سيئ: يجب أن تجده هذه القاعدة، ولم تجده أي قاعدة",
        )
        .to_owned(),
        (true, false) => format!(
            "{}: {found}",
            say(
                lang,
                "a bad example: this rule should find it, and only another does",
                "مثال سيئ: يجب أن تجده هذه القاعدة، ولم تجده إلا"
            )
        ),
        (false, _) => format!(
            "{}: {found}",
            say(lang, "a good example: nothing should be found, and this is", "مثال جيد: يجب ألا يُعدّ مخالفة، ووجدته")
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(lang: Lang) -> String {
        let failure = |bad, found_by: &[&str]| ExampleFailure {
            rule: "guaranteed-results/promise".to_owned(),
            path: "rules/claims.yaml".to_owned(),
            line: 31,
            bad,
            text: "نضمن لك\nمبيعات\n".to_owned(),
            found_by: found_by.iter().map(|r| (*r).to_owned()).collect(),
        };
        let failures = vec![failure(true, &[]), failure(false, &["tone/plain"])];
        let run = ExampleRun { rules: 3, examples: 11, failures };
        let mut out = Vec::new();
        write(&run, &View { lang, ..View::default() }, &mut out).expect("a vector takes everything");
        String::from_utf8(out).expect("UTF-8")
    }

    #[test]
    fn failures_say_where_and_what_was_expected() {
        let expected = "\
rules/claims.yaml:31: guaranteed-results/promise
  a bad example: this rule should find it, and no rule does
  نضمن لك مبيعات

rules/claims.yaml:31: guaranteed-results/promise
  a good example: nothing should be found, and this is: tone/plain
  نضمن لك مبيعات

11 examples of 3 rules: 9 passed, 2 failed
";
        assert_eq!(written(Lang::En), expected);
        assert!(written(Lang::Ar).ends_with("القواعد: 3 قواعد، الأمثلة: 11 مثالًا، نجح: 9، فشل: 2\n"));
    }
}
