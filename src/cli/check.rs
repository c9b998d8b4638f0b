//! `poslock check`: the main job. Gathers what was asked for, has it checked, delivers the report.

use std::fs;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use crate::cli::args::{CheckArgs, Global};
use crate::cli::seam::{self, Inputs};
use crate::cli::{Failure, Outcome, Screen, fix, output, screen, select, unbroken};
use crate::finding::{Finding, Problem};
use crate::lint::Report;
use crate::policy::model::Policy;
use crate::report::mistake::Mistake;
use crate::report::{View, human, wording};

/// A run, and what is needed to show it.
#[derive(Default)]
struct Job {
    policy: Policy,
    report: Report,
    /// Mistakes in the policy: shown with carets to people; the report has them as errors.
    mistakes: Vec<Mistake>,
    /// The folder that paths are relative to.
    root: PathBuf,
}

pub(super) fn run(args: &CheckArgs, global: &Global, out: &mut dyn Write) -> Result<Outcome, Failure> {
    let mut job = job(args, global);
    job.report.findings.retain(|f| f.severity >= args.severity_at_least);
    let outcome = Outcome::of(&job.report, args.fail_on);
    let lang = screen::lang(global, job.policy.language);
    if args.diff {
        let changes = fix::changes(&job.report, &job.root, args.unsafe_fixes);
        unbroken(fix::write_diff(&changes, out).and_then(|()| out.flush()))?;
        let view = Screen::err(global).view(lang);
        let mut err = io::stderr().lock();
        let told = if job.mistakes.is_empty() {
            human::render_problems(&job.report, &view, &mut err)
        } else {
            human::render_mistakes(&job.mistakes, wording::POLICY, &view, &mut err)
        };
        unbroken(told)?;
        return Ok(outcome);
    }
    let dress = |screen: Screen| View {
        rules: &job.policy.rules,
        show_allowed: args.show_allowed,
        statistics: args.statistics,
        quiet: global.quiet,
        ..screen.view(lang)
    };
    let mut err = io::stderr().lock();
    match &args.output {
        None => {
            let view = dress(Screen::out(global));
            unbroken(args.output_format.render(&job.report, &view, out).and_then(|()| out.flush()))?;
        }
        Some(path) => {
            let view = dress(Screen::file(global));
            output::write_file(path, |out| args.output_format.render(&job.report, &view, out)).map_err(|error| {
                Failure::of(format!("{}: the report could not be written: {error}", path.display()))
            })?;
        }
    }
    let view = dress(Screen::err(global));
    let told = if job.mistakes.is_empty() {
        human::render_problems(&job.report, &view, &mut err)
    } else {
        human::render_mistakes(&job.mistakes, wording::POLICY, &view, &mut err)
    };
    // With the report in a file, whoever looks at the terminal still learns how it went.
    let closing = args.output.is_some() && !global.quiet && job.mistakes.is_empty();
    let closed = if closing { human::write_summary(&job.report, &view, &mut err) } else { Ok(()) };
    unbroken(told.and(closed))?;
    Ok(outcome)
}

fn job(args: &CheckArgs, global: &Global) -> Job {
    let mut policy = match seam::load_policy(&args.policy, false) {
        Ok(policy) => policy,
        Err(mistakes) => {
            let report = failed(Mistake::problems(&mistakes));
            return Job { report, mistakes, ..Job::default() };
        }
    };
    let problems = select::apply(&mut policy, &args.select, &args.ignore);
    let mut root = PathBuf::new();
    let inputs = inputs(args, &mut io::stdin().lock());
    let report = match inputs {
        Ok(_) if !problems.is_empty() => failed(problems),
        Ok(inputs) if args.fix && inputs.stdin.is_some() => {
            let message = "standard input cannot be fixed in place: name the file, or use `--diff`".to_owned();
            failed(vec![Problem { path: String::new(), message }])
        }
        Ok(inputs) => {
            let inputs = Inputs { lang: screen::lang(global, policy.language), ..inputs };
            root = seam::root(&policy, &inputs);
            let report = seam::lint(&policy, &inputs);
            if args.fix { mended(&policy, &inputs, report, &root, args) } else { report }
        }
        Err(problem) => failed(problems.into_iter().chain([problem]).collect()),
    };
    Job { policy, report, mistakes: Vec::new(), root }
}

/// Writes the fixes of a report, and checks again: the report is about what is left.
fn mended(policy: &Policy, inputs: &Inputs, report: Report, root: &Path, args: &CheckArgs) -> Report {
    let severe = |f: &Finding| f.severity >= args.severity_at_least;
    let asked = Report { findings: report.findings.iter().filter(|f| severe(f)).cloned().collect(), ..report.clone() };
    let changes = fix::changes(&asked, root, args.unsafe_fixes);
    if changes.is_empty() {
        return report;
    }
    let written = fix::write(changes, inputs.lang);
    let mut report = seam::lint(policy, inputs);
    report.errors.extend(written.errors);
    report.errors.sort();
    report.notes.extend(written.notes);
    report.notes.sort();
    report
}

fn failed(errors: Vec<Problem>) -> Report {
    Report { errors, ..Report::default() }
}

/// What is to be read. Standard input is read here, once.
fn inputs(args: &CheckArgs, stdin: &mut dyn Read) -> Result<Inputs, Problem> {
    let problem = |message: &str| Problem { path: String::new(), message: message.to_owned() };
    let list_is_stdin = args.files_from.as_deref() == Some(Path::new("-"));
    let named = args.paths.iter().any(|path| path == "-");
    if named && list_is_stdin {
        return Err(problem(
            "standard input can be a document (`-`) or the list of files (`--files-from -`), not both",
        ));
    }
    let name = match (named, &args.stdin_path) {
        (true, None) => {
            let message = "`-` needs `--stdin-path NAME`, e.g. `--stdin-path landing/page.html`: \
                           the name tells the format and which rules apply";
            return Err(problem(message));
        }
        (false, Some(_)) => return Err(problem("`--stdin-path` names standard input: add `-` to the paths")),
        (_, name) => name.clone(),
    };
    let read_stdin = |stdin: &mut dyn Read| {
        let mut bytes = Vec::new();
        match stdin.read_to_end(&mut bytes) {
            Ok(_) => Ok(bytes),
            Err(error) => Err(problem(&format!("standard input cannot be read: {error}"))),
        }
    };
    let listed = match &args.files_from {
        None => None,
        Some(_) if list_is_stdin => Some(list(&read_stdin(stdin)?)),
        Some(path) => match fs::read(path) {
            Ok(bytes) => Some(list(&bytes)),
            Err(error) => {
                let message = format!("the list of files cannot be read: {error}");
                return Err(Problem { path: path.display().to_string(), message });
            }
        },
    };
    Ok(Inputs {
        start: std::env::current_dir().unwrap_or_default(),
        paths: args.paths.iter().filter(|path| *path != "-").cloned().collect(),
        listed,
        stdin: match name {
            Some(name) => Some((name, read_stdin(stdin)?)),
            None => None,
        },
        force_exclude: args.force_exclude,
        jobs: args.jobs.map(usize::from),
        lang: crate::policy::model::Lang::default(),
        show_allowed: args.show_allowed,
    })
}

/// The names in a list: ended by NUL if there is any (`git diff -z`), else one a line. Blank ones do not count.
fn list(bytes: &[u8]) -> Vec<String> {
    let text = String::from_utf8_lossy(bytes);
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(&text);
    let names: Vec<&str> =
        if text.contains('\0') { text.split('\0').collect() } else { text.lines().map(str::trim_end).collect() };
    names.into_iter().filter(|name| !name.is_empty()).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::args::{Cli, Command};
    use clap::Parser as _;

    fn asked(args: &[&str], stdin: &str) -> Result<Inputs, String> {
        let cli = Cli::try_parse_from(["poslock", "check"].iter().chain(args)).expect("valid flags");
        let Command::Check(args) = cli.command else { unreachable!("check was asked for") };
        inputs(&args, &mut stdin.as_bytes()).map_err(|p| format!("{}{}", p.path, p.message))
    }

    #[test]
    fn standard_input_needs_a_name_and_a_name_needs_it() {
        let read = asked(&["a.md", "-", "--stdin-path", "x.html"], "<p>").expect("valid");
        assert_eq!(read.paths, ["a.md"]);
        assert_eq!(read.stdin, Some(("x.html".to_owned(), b"<p>".to_vec())));
        assert!(asked(&["-"], "").expect_err("no name").contains("--stdin-path NAME"));
        assert!(asked(&["--stdin-path", "x.md"], "").expect_err("no -").contains("add `-`"));
        assert!(asked(&["-", "--stdin-path", "x", "--files-from", "-"], "").expect_err("twice").contains("not both"));
    }

    #[test]
    fn lists_are_lines_or_ended_by_nul() {
        let read = asked(&["--files-from", "-"], "a b.md\r\n\nصفحة.html\n").expect("valid");
        assert_eq!(read.listed, Some(vec!["a b.md".to_owned(), "صفحة.html".to_owned()]));
        assert_eq!(list(b"a\nb\0c\0"), ["a\nb", "c"]);
        assert_eq!(asked(&["--files-from", "-"], "").expect("valid").listed, Some(Vec::new()));
        assert!(asked(&["--files-from", "no/such/list"], "").expect_err("missing").starts_with("no/such/list"));
    }
}
